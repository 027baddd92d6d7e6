"""Several names with their numbers behind them: 行政复议、行政诉讼分别为6件、3件, 均为零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .absence import next_name
from .names import Match
from .numbers import Kind, Number
from .statements import Sentence, Statement, columns_of, statements_of, unit_fits

_JOINS = re.compile("[、和及与或]")
_GAP = re.compile("(?:案件|数量|数|情况|均|都|各|分别|全部|为|是|共|计)*")
_BETWEEN_NUMBERS = re.compile("[、，,和及]")


def read_series(sentence: Sentence) -> Iterator[Statement]:
    """The figures of names that stand before one number for all (各1件, 均为零), or before as
    many numbers as there are names (分别为)."""
    for at, number in enumerate(sentence.numbers):
        if number.kind is not Kind.AMOUNT:
            continue
        start = sentence.clause_start(number.start)
        clause = sentence.text[start : number.start]
        if _JOINS.search(clause) is None or sentence.foreign(number.start):
            continue
        matches, gap = _names(sentence, start, number.start)
        numbers = _numbers(sentence, at, len(matches), gap)
        if len(matches) > 1 and len(numbers) == len(matches):
            for match, figure in zip(matches, numbers, strict=True):
                yield from _statement(sentence, match, figure, start)


def _names(sentence: Sentence, start: int, end: int) -> tuple[list[Match], str]:
    """The names before a number, and the words between them and it; no names where these are
    any others than joining words."""
    text, place, matches = sentence.text[:end], start, list[Match]()
    while place < end:
        match = next_name(sentence, text, place)
        if match is None:
            break
        matches.append(match)
        place = match.end
    gap = text[place:]
    return (matches, gap) if _GAP.fullmatch(gap) else ([], "")


def _numbers(sentence: Sentence, at: int, count: int, gap: str) -> list[Number]:
    """One number for each of ``count`` names; none where the words do not say how."""
    number = sentence.numbers[at]
    if "分别" not in gap:
        return [number] * count if number.value == 0 or re.search("[各均都]", gap) else []
    found = list(sentence.numbers[at : at + count])
    for one, two in pairwise(found):
        between = sentence.text[one.end : two.start]
        if two.kind is not Kind.AMOUNT or not _BETWEEN_NUMBERS.fullmatch(between):
            return []
    return found


def _statement(sentence: Sentence, match: Match, number: Number, start: int) -> Iterator[Statement]:
    columns = columns_of(match.indicator, sentence.period(match.end))
    if columns and unit_fits(match.indicator, number, "为"):
        place = (start, number.end)
        yield from statements_of(sentence, match.indicator, columns, number, place)
