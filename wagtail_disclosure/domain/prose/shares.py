"""Shares: 占申请总数的97.5%, where the part and the whole are both named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..indicators import Indicator
from .names import LONGEST_CLAUSE
from .numbers import Kind, Number
from .statements import Sentence, Statement, columns_of, statements_of

_HEAD = re.compile(
    "(?P<part>.*?)(?:的?(?:比例|比重))?占(?:比例?|(?P<whole>.*?)的?(?:比例|比重)?)(?:为|达到|达|:)?"
)
#: Words behind 占 that name no whole of their own.
_BARE = re.compile("(?:其中)?(?:全部|总数|总量|总计|总)?(?:数|量)?")


def read_shares(sentence: Sentence) -> Iterator[Statement]:
    """The shares of a sentence whose amounts have been read."""
    for at, number in enumerate(sentence.numbers):
        if number.kind is not Kind.SHARE:
            continue
        start = sentence.clause_start(number.start)
        clause = sentence.text[start : number.start]
        found = _HEAD.fullmatch(clause) if len(clause) <= LONGEST_CLAUSE else None
        if found is None or sentence.foreign(number.start):
            continue
        before = sentence.numbers[at - 1] if at else None
        named = _part(sentence, found["part"], start, before)
        if named is None:
            continue
        part, columns, place = named
        whole = _whole(sentence, part, columns, found["whole"] or "", number.start)
        if whole is not None and whole is not part:
            yield from statements_of(sentence, part, columns, number, (place, number.end), whole)


def _part(
    sentence: Sentence, words: str, start: int, before: Number | None
) -> tuple[Indicator, tuple[str, ...], int] | None:
    """What the share is of: the amount right before, or a name before 占."""
    if not words:
        for amount in sentence.amounts:
            if amount.number is before and start - amount.number.end <= 2:
                return amount.indicator, amount.columns, amount.start
        return None
    match = sentence.names.before(words)
    if match is None:
        return None
    place = start + match.start
    columns = columns_of(match.indicator, sentence.period(start + len(words)))
    return (match.indicator, columns, place) if columns else None


def _whole(
    sentence: Sentence, part: Indicator, columns: tuple[str, ...], words: str, place: int
) -> Indicator | None:
    """The whole that 占 names; a bare 占 means the total that the sentence named before."""
    if not _BARE.fullmatch(words):
        return sentence.names.whole(words)
    for amount in sentence.amounts:
        if amount.columns == columns and sentence.is_whole(amount.indicator, part):
            return amount.indicator
    scope = sentence.scope(place)
    return scope if scope is not None and sentence.is_whole(scope, part) else None
