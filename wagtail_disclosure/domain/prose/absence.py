"""Statements that there was nothing: 未收到政府信息公开申请."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .names import Match
from .numbers import Kind, Number
from .phrases import INNER, one_of
from .statements import Sentence, Statement, columns_of, statements_of

_NOT = re.compile("未曾|从未|尚未|未|没有|没|无(?!法|正当|关|效|条件|偿)|不存在")
#: Between “not” and a name, and between names that are joined.
_FILL = re.compile(
    one_of(
        "收到|接到|接收|受理|发生|出现|产生|存在|有|因|就|由|被|引发|引起|涉及|作出|做出|政府信息公开申请"
        "|政府信息公开工作|政府信息公开类|政府信息公开|信息公开|和|及|以及|或者|或|与|、|也|未|没有|无|的|任何|过|案件|情况"
        "|提起|申请(?=行政复议)|接受|新收|" + INNER
    )
)
_TAIL = re.compile(
    "(?:"
    + one_of("案件|申请|的|情况|情形|事项|现象|件|数|等|发生|处理决定|决定|答复|工作")
    + ")*+(?=[，,;:。!?)]|$)"
)


def read_absences(sentence: Sentence) -> Iterator[Statement]:
    """The indicators of which the sentence says that there was none."""
    for found in _NOT.finditer(sentence.text, sentence.start, sentence.end):
        start = sentence.clause_start(found.start())
        if not sentence.names.harmless(sentence.text[start : found.start()]):
            continue
        end, matches = _list(sentence, found.end())
        if not matches or sentence.foreign(found.start()):
            continue
        yield from _nothing(sentence, found.start(), end, matches)


def _list(sentence: Sentence, place: int) -> tuple[int, list[Match]]:
    """The names that follow “not” to the end of the clause, and where that ends."""
    text, matches = sentence.text[: sentence.end], list[Match]()
    while True:
        tail = _TAIL.match(text, place)
        if matches and tail is not None:
            return tail.end(), matches
        match = next_name(sentence, text, place)
        if match is None:
            return place, []
        matches.append(match)
        place = match.end


def next_name(sentence: Sentence, text: str, place: int) -> Match | None:
    """The next name, nothing but harmless words before it. A name that runs into another one
    is no name: 因政府信息公开申请行政复议 speaks of reviews."""
    while True:
        match = sentence.names.at(text, place)
        if match is not None and sentence.names.at(text, match.end) is None:
            return match
        filler = _FILL.match(text, place)
        if filler is None:
            return None
        place = filler.end()


def _nothing(sentence: Sentence, start: int, end: int, matches: list[Match]) -> Iterator[Statement]:
    nothing = Number(start, end, Kind.AMOUNT, Decimal(0))
    for match in matches:
        columns = columns_of(match.indicator, sentence.period(match.end))
        if columns:
            yield from statements_of(sentence, match.indicator, columns, nothing, (start, end))
