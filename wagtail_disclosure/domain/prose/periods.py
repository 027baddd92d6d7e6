"""Which year a statement speaks of: this one, all years, or one that the table does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .numerals import chinese_number

_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月"

#: The first that fits at a place wins.
_MARKERS = (
    ("cumulative", "历年"),
    ("whole", r"1月1日(?:起)?(?:至|到|-|~)(?:\d{4}年)?12月31日"),
    ("part", rf"\d{{4}}年{_MONTH}(?!\d{{1,2}}日)|{_MONTH}(?:\d{{1,2}}日)?(?:至|到|-|~){_MONTH}"),
    (
        "part",
        rf"\d{{1,2}}(?:至|到|-|~){_MONTH}|[上下]半年|季度|每[年月周日]|[年月周日]均|近[一二三两几\d]+年",
    ),
    (
        "until",
        r"(?:截至|截止到|截止)(?:[今本]年|(?P<until>\d{4})年)?(?:年?底|年?末|12月31日|12月底)?",
    ),
    # 上年结转 and 结转下年度 are names of indicators.
    ("carried", "[上下]一?年度?结转|结转(?:至|到|于)?[上下]一?年度?"),
    ("other", "上年|上一年|去年|前年|往年|以前年度|下年|下一年|明年|次年|来年|同期"),
    ("this", "今年以来|今年至今|今年|本年|全年|报告期|年内|一年来"),
    ("year", r"(?P<digits>(?:19|20)\d\d)(?:年以来|年(?:12月31日)?|(?=[我本全]))"),
    ("year", "(?P<numeral>[一二][〇零一二三四五六七八九]{3})年"),
    (
        "since",
        r"(?<![\d一历])(?:[二两三四五六七八九十多]|\d{1,2})年来|以来|实施后|施行后|开通后|成立后",
    ),
    ("part", rf"{_MONTH}(?:\d{{1,2}}日|份|底|末)?"),
    ("total", "累计"),
)
_PATTERN = re.compile("|".join(f"(?P<m{n}>{text})" for n, (_, text) in enumerate(_MARKERS)))
#: A year that something is compared with says nothing about what follows the comma.
_COMPARISON = re.compile(
    "(?:[较比]|[与同和](?=[^，,。;]*(?:相比|比较|持平|相当)))[^，,。;]{0,12}?(?:年|同期)[^，,。;]*"
)
#: Between 2018年 and 历年, where both are meant.
_AND = re.compile("度?(?:以及|和|及|与|、)")


class Period(Enum):
    """What a statement covers."""

    THIS = "this year"
    CUMULATIVE = "all years"
    BOTH = "this year and all years"
    EITHER = "this year or all years"
    OTHER = "another year"
    PART = "a part of the year, or several years"


@dataclass(frozen=True)
class Marker:
    """Words that name a period."""

    start: int
    end: int
    kind: str


def markers(sentence: str, year: int) -> tuple[Marker, ...]:
    """The words of a sentence that name a period, comparisons left out."""
    compared = [found.span() for found in _COMPARISON.finditer(sentence)]
    return tuple(
        marker
        for marker in _markers(sentence, year)
        if not any(start <= marker.start < end for start, end in compared)
    )


def period_of(
    text: str, found: tuple[Marker, ...], counts: tuple[int, ...], inherited: Period
) -> Period:
    """The period of a statement: ``found`` are the markers in ``text`` before it, ``counts`` the
    places of the amounts, ``inherited`` the period where the sentence names none."""
    named = [marker for marker in found if marker.kind != "total"]
    total = found[-1] if found and found[-1].kind == "total" else None
    if not named:
        if total is None:
            return inherited
        return Period.EITHER if inherited is Period.THIS else inherited
    last = named[-1]
    if last.kind == "cumulative":
        before = named[-2] if len(named) > 1 else last
        together = before.kind == "this" and _AND.fullmatch(text, before.end, last.start)
        return Period.BOTH if together else Period.CUMULATIVE
    if last.kind in ("other", "part", "since"):
        return Period.OTHER if last.kind == "other" else Period.PART
    if total is not None and (
        last.kind == "until" or any(last.end <= place < total.start for place in counts)
    ):
        return Period.CUMULATIVE
    return Period.THIS


def _markers(sentence: str, year: int) -> Iterator[Marker]:
    for found in _PATTERN.finditer(sentence):
        kind = _MARKERS[int((found.lastgroup or "m0")[1:])][0]
        if kind == "year":
            digits, numeral = found["digits"], found["numeral"]
            named = int(digits) if digits else int(chinese_number(numeral) or 0)
            kind = "this" if named == year else "other"
            if found.group().endswith("以来"):
                kind = "since"
        if found["until"] and int(found["until"]) != year:
            kind = "other"
        if kind != "carried":
            yield Marker(found.start(), found.end(), "this" if kind == "whole" else kind)
