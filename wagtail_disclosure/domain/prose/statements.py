"""Statements: numbers of a text that speak of a cell of the table.

Everything that is not surely a statement about this report's own figure is left alone: a
false alarm costs a clerk more trust than a missed slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..indicators import Indicator
from ..standards import Standard
from .names import LONGEST_CLAUSE, Match, Names
from .normal import NormalText
from .numbers import Kind, Number, read_numbers
from .periods import Marker, Period, markers, period_of
from .phrases import SELF_AT_END

_SENTENCE = re.compile(r"[^。!?\n]+")
_BREAK = re.compile(r"[，,;()“”\"'《》。!?\n]|:(?=.)")
#: Statements in a sentence that speaks of others, or of some of the figure, are left alone.
_OTHERS = re.compile(
    "各县|各区|各市|各乡|各镇|各街道|乡镇|街道办|下属|所属|直属|局属|基层单位|[市县区省]直|全市|全省|全国|全县|全区"
    "|各部门|各单位|各处室|各科室|其他单位|兄弟单位|系统(?!地)|事业单位|转来|移交|转办"
    "|更正|勘误|所载|(?:处罚|许可|强制|征收|认定)[^，,;]{0,6}不服"
)
#: What else an office is asked for: behind it 予以公开8件 is no result of an application.
_OTHER_MATTERS = re.compile("建议|提案|来信|信箱|留言|热线|工单|诉求")
_BODY = re.compile(
    "(?:^|[，,;、:])(?P<name>[\u4e00-\u9fff]{2,14}?(?:局|委|厅|政府|法院|检察院|办公室|管委会|中心|学校|医院"
    "|集团|公司|镇|乡|街道|支队|大队|处|院))(?=[共累新主被未收受发分全今本上制作]|办(?!公室)|\\d{4}年)"
)
_SOME = re.compile(
    "通过(?!各种|多种)|依托|利用|借助|领域|围绕|栏目|平台|公众号|微博|微信|客户端|每|如果|例如|力争|计划|预计|拟"
)
#: A sentence that speaks on of what the one before spoke of.
_GOES_ON = re.compile("其中|其余|上述")
#: The words that all behind them speak within.
_WITHIN = re.compile("(?:(?<=[，,;])|^|(?<=[。\n!?]))(?P<words>[^，,;]{2,60}?)中[，,]")
#: A “sentence” with more numbers is a list or a table.
MOST_NUMBERS = 200
_UNITS_OF_ITEMS = frozenset("件条宗起份例")
_AMOUNTS = (Kind.AMOUNT, Kind.APPROXIMATE)


@dataclass(frozen=True)
class Statement:
    """One thing that the text says of one figure.

    ``start`` and ``end`` are places in the text as it came, ``quote`` is what stands there.
    ``columns`` are ``current`` or ``cumulative``; with two of them the text fits when it fits
    one. ``value`` is the amount in the unit ``unit``, or with ``whole`` the share in percent.
    """

    start: int
    end: int
    quote: str
    indicator: Indicator
    columns: tuple[str, ...]
    value: Decimal
    step: Decimal = Decimal(1)
    unit: str = ""
    whole: Indicator | None = None


@dataclass(frozen=True)
class Amount:
    """An amount of a sentence that was tied to an indicator; from ``start`` to ``end`` stand
    its name and its number."""

    number: Number
    indicator: Indicator
    columns: tuple[str, ...]
    start: int
    end: int


@dataclass
class Sentence:
    """One sentence with all that reading it needs. Places are those of the normal text."""

    normal: NormalText
    start: int
    end: int
    names: Names
    standard: Standard
    inherited: Period
    numbers: tuple[Number, ...]
    markers: tuple[Marker, ...]
    goes_on_foreign: bool = False
    amounts: list[Amount] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.normal.text

    def clause_start(self, place: int) -> int:
        """Where the clause begins that ends at ``place``: behind a comma or the last number."""
        start = self.start
        for number in self.numbers:
            if number.end <= place and (number.kind is Kind.LIST or self._parts_clauses(number)):
                start = number.end
        for found in _BREAK.finditer(self.text, start, place):
            start = found.end()
        return start

    def _parts_clauses(self, number: Number) -> bool:
        """Whether a clause ends with an amount: 3件、, but not 一人提出."""
        counted = number.kind in (*_AMOUNTS, Kind.SHARE)
        return counted and self.text[number.end : number.end + 1] in "、，,;()。和及"

    def period(self, place: int) -> Period:
        """The period of a statement at ``place``."""
        before = tuple(marker for marker in self.markers if marker.end <= place)
        counts = tuple(number.start for number in self.numbers if number.kind in _AMOUNTS)
        return period_of(self.text, before, counts, self.inherited)

    def foreign(self, place: int) -> bool:
        """Whether the words up to ``place`` speak of others, or of a part of the figure."""
        before = self.text[self.start : place]
        if (
            self.goes_on_foreign
            or _OTHERS.search(before)
            or _OTHER_MATTERS.search(before)
            or any(
                not SELF_AT_END.search(body["name"])
                for body in _BODY.finditer(re.sub(r"\d{4}年度?", "", before))
            )
        ):
            return True
        last = max(
            (n.end for n in self.numbers if n.end <= place and n.kind in _AMOUNTS), default=0
        )
        return bool(_SOME.search(self.text[max(self.start, last) : place]))

    def scope(self, place: int) -> Indicator | None:
        """The indicator that the words before ``place`` speak within: 在予以公开的46件申请中，."""
        scope = None
        for found in _WITHIN.finditer(self.text, self.start, place):
            tied = [a for a in self.amounts if found.start() <= a.start < found.end()]
            match = self.names.before(found["words"])
            scope = tied[-1].indicator if tied else match.indicator if match else None
        return scope

    def is_whole(self, whole: Indicator, part: Indicator) -> bool:
        """Whether the form itself says that one is made of, or includes, the other."""
        return len(whole.cells) == 1 and any(
            declared.total == whole.cells[0] and set(part.cells) <= set(declared.parts)
            for declared in (*self.standard.equations, *self.standard.ceilings)
        )


def sentences(
    normal: NormalText, standard: Standard, year: int, names: Names
) -> Iterator[Sentence]:
    """The sentences of a text, each knowing what period it goes on with. The agency's own names
    are marked in it."""
    numbers = read_numbers(normal)
    inherited, foreign = Period.THIS, False
    for found in _SENTENCE.finditer(normal.text):
        start, end = found.span()
        if normal.text[start - 1 : start] in ("", "\n"):
            inherited, foreign = Period.THIS, False
        marks = tuple(
            Marker(mark.start + start, mark.end + start, mark.kind)
            for mark in markers(found.group(), year)
        )
        inside = tuple(number for number in numbers if start <= number.start < end)
        if len(inside) > MOST_NUMBERS:
            continue
        goes_on = foreign and bool(_GOES_ON.match(found.group()))
        sentence = Sentence(normal, start, end, names, standard, inherited, inside, marks, goes_on)
        yield sentence
        foreign = sentence.foreign(end)
        years = [mark.kind for mark in marks if mark.kind in ("other", "this")]
        if marks:
            inherited = Period.OTHER if years[-1:] == ["other"] else Period.THIS


def read_amounts(sentence: Sentence) -> Iterator[Statement]:
    """The amounts next to an indicator's name; they are noted in the sentence for the shares."""
    for number in sentence.numbers:
        if number.kind is not Kind.AMOUNT:
            continue
        for amount in _tie(sentence, number):
            sentence.amounts.append(amount)
            place = (amount.start, amount.end)
            yield from statements_of(sentence, amount.indicator, amount.columns, number, place)


def statements_of(
    sentence: Sentence,
    indicator: Indicator,
    columns: tuple[str, ...],
    number: Number,
    place: tuple[int, int],
    whole: Indicator | None = None,
) -> Iterator[Statement]:
    """One statement, or one for each column where the text speaks of both."""
    first, last = sentence.normal.place(*place)
    quote = sentence.normal.quote(*place)
    assert number.value is not None
    for fitting in (columns,) if columns[0] != "both" else (("current",), ("cumulative",)):
        yield Statement(
            first, last, quote, indicator, fitting, number.value, number.step, number.unit, whole
        )


def columns_of(indicator: Indicator, period: Period) -> tuple[str, ...]:
    """The columns that hold an indicator's figure of a period; none where the form has none."""
    both = bool(indicator.cumulative)
    return {
        Period.THIS: ("current",),
        Period.CUMULATIVE: ("cumulative",) if both else (),
        Period.BOTH: ("both",) if both else ("current",),
        Period.EITHER: ("current", "cumulative") if both else (),
        Period.OTHER: (),
        Period.PART: (),
    }[period]


def _tie(sentence: Sentence, number: Number) -> Iterable[Amount]:
    start = sentence.clause_start(number.start)
    clause = sentence.text[start : number.start]
    if len(clause) > LONGEST_CLAUSE:
        return
    following = sentence.text[number.end : min(sentence.end, number.end + LONGEST_CLAUSE)]
    match = (
        sentence.names.before(clause)
        or sentence.names.around(clause, following)
        or _short(sentence, number, clause)
    )
    if match is None:
        yield from _going_on(sentence, number, clause)
        return
    if not unit_fits(match.indicator, number, clause) or _some_of_them(clause, following):
        return
    place = start + match.start
    scope = sentence.scope(place)
    within = scope is None or scope is match.indicator or sentence.is_whole(scope, match.indicator)
    if not within or sentence.foreign(place):
        return
    columns = columns_of(match.indicator, sentence.period(number.start))
    if columns:
        yield Amount(number, match.indicator, columns, place, number.end + match.after)


def _short(sentence: Sentence, number: Number, clause: str) -> Match | None:
    """新收8件，办结7件: the short name of what stands beside the figure just named."""
    before = [n for n in sentence.numbers if n.end <= number.start and n.kind in _AMOUNTS]
    if not before or not sentence.amounts or sentence.amounts[-1].number is not before[-1]:
        return None
    return sentence.names.short.before(clause, sentence.amounts[-1].indicator)


def _going_on(sentence: Sentence, number: Number, clause: str) -> Iterator[Amount]:
    """主动公开45件，历年累计303件: the second amount goes on with the indicator of the first."""
    if not sentence.amounts or not re.fullmatch("历年来?(?:累计|总计|共计|共)*", clause):
        return
    before = sentence.amounts[-1]
    between = sentence.text[before.number.end : number.start]
    if between.strip("，,、(") == clause and before.indicator.cumulative:
        start = number.start - len(clause)
        yield Amount(number, before.indicator, ("cumulative",), start, number.end)


def _some_of_them(clause: str, following: str) -> bool:
    """上年结转的1件申请, 申请有11件跨年: some of them, not how many there were. Not so where the
    words end, and in 在予以公开的46件申请中，."""
    return clause.endswith(("的", "有")) and not re.match(
        "$|[，,、;)]|[^，,;]{0,12}中[，,]", following
    )


def unit_fits(indicator: Indicator, number: Number, clause: str) -> bool:
    """Whether a number with that unit can be the indicator's figure. Without a unit it is one
    only behind words that say so: 受理数为3."""
    if not number.unit:
        return bool(re.search("[数量为是:计]$", clause)) or number.value == 0
    units = set(indicator.units)
    if units & _UNITS_OF_ITEMS:
        units |= _UNITS_OF_ITEMS
    if any(unit.endswith("元") for unit in units):
        units |= {"元", "百元", "千元", "万元", "亿元"}
    return number.unit in units
