"""What holds for whatever is typed, on all four shipped forms."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_disclosure.domain import (
    MISSING,
    NOT_APPLICABLE,
    DefinitionError,
    DocumentNumberError,
    ExchangeError,
    FigureError,
    Figures,
    IndexNumberError,
    IndexNumberScheme,
    ReportTexts,
    SheetError,
    calculate,
    check,
    dump_value,
    explain,
    load_standard,
    parse_document_number,
    parse_standard,
    parse_value,
    read_exchange,
    read_sheet,
    read_statements,
    shipped_standards,
    write_exchange,
)
from wagtail_disclosure.domain.prose import plain_text

# The same examples on every run: a failure is a failure everywhere.
settings.register_profile(
    "domain",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
PROFILE = settings.get_profile("domain")
STANDARDS = shipped_standards()
for_each_standard = pytest.mark.parametrize(
    "standard", STANDARDS, ids=[standard.identifier for standard in STANDARDS]
)

WHOLE = st.integers(-(10**6), 10**6) | st.integers(0, 3)
#: As ``dump_value`` writes amounts: text with decimals that are not all zero.
AMOUNTS = st.decimals(
    min_value=0, max_value=10**6, places=2, allow_nan=False, allow_infinity=False
).filter(lambda number: number % 1)
FIGURES = st.one_of(WHOLE, AMOUNTS.map(lambda number: format(number, "f")), st.just("n/a"))
#: Text that is no figure, and yet must not be lost.
LEFTOVERS = st.sampled_from(["约30", "abc", "1,2", "--", "１２.３.４"])
#: What people and files write in a cell, blanks with it.
RAW = st.one_of(FIGURES, st.none(), st.sampled_from(["", " ", "不适用", "１２８", "1,204", "-0"]))

#: Characters that the parsers look at, more often than others.
MARKS = (
    "0123456789０９.,，-+:：/()（）〔〕[]{}<>!?&;=\"'# \n\t、。%％"
    "件条次万亿元年月日号第一十百零〇两"
)
SPELLED = st.text(st.sampled_from(MARKS) | st.characters(), max_size=80)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | SPELLED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SPELLED, inner, max_size=3),
    max_leaves=12,
)


@st.composite
def some_cells(draw, cells, values):
    """Figures for cells: a few drawn values spread over all of them, in turn, and others for
    some. Where ``None`` is drawn, cells are left out."""
    cells = list(cells)
    if not cells:
        return {}
    pool = draw(st.lists(values, min_size=1, max_size=7))
    step = draw(st.integers(1, 6))
    others = draw(st.dictionaries(st.sampled_from(cells), values, max_size=5))
    spread = {cell: pool[place * step % len(pool)] for place, cell in enumerate(cells)}
    return {cell: value for cell, value in {**spread, **others}.items() if value is not None}


def typed_cells(standard):
    return [cell for cell in standard.cells if cell not in standard.formulas]


def starting_cells(standard):
    return [c for c in standard.formulas if standard.formulas[c].operation == "cumulative"]


@st.composite
def sheets(draw, standard, claims=False):
    """A sheet of typed figures, opening balances, last year's figures, and perhaps claims."""
    data = {
        "figures": draw(some_cells(typed_cells(standard), draw(st.sampled_from([RAW, FIGURES])))),
        "opening": draw(some_cells(starting_cells(standard), FIGURES | st.none())),
    }
    if claims:
        data["claimed"] = draw(some_cells(standard.formulas, FIGURES))
    previous = draw(st.none() | some_cells(standard.cells, FIGURES | st.none()))
    year = draw(st.integers(2008, 2030))
    last = None if previous is None else Figures.from_values(previous)
    return read_sheet(standard, year, data, last)


def added(values):
    """The sum as docs/explanation/calculation.md says it."""
    values = list(values)
    numbers = [value for value in values if isinstance(value, Decimal)]
    if MISSING in values:
        return MISSING
    return sum(numbers, Decimal(0)) if numbers else NOT_APPLICABLE


@for_each_standard
@settings(PROFILE)
@given(data=st.data())
def test_calculate__totals_satisfy_the_rules(standard, data):
    sheet = data.draw(sheets(standard))
    figures = calculate(sheet)
    claimed = read_sheet(
        standard,
        sheet.year,
        {**sheet.dump(), "claimed": {c: dump_value(figures.value(c)) for c in standard.formulas}},
        sheet.previous,
    )
    sums = {cell for cell, formula in standard.formulas.items() if formula.operation == "sum"}

    for cell in sums:
        parts = standard.formulas[cell].parts
        assert figures.value(cell) == added(figures.value(part) for part in parts)
    found = check(claimed)
    assert [finding for finding in found if finding.code == "S02"] == []
    assert [f for f in found if f.code == "S01" and f.cells[0] in sums and
            f.cells[1:] == standard.formulas[f.cells[0]].parts] == []  # fmt: skip


@for_each_standard
@settings(PROFILE)
@given(data=st.data())
def test_sheet__json_to_figures_to_json_is_the_identity(standard, data):
    part = FIGURES | LEFTOVERS
    stored = {
        "figures": {
            **data.draw(some_cells(typed_cells(standard), part | st.none())),
            **data.draw(st.dictionaries(st.from_regex(r"x[a-z.]{0,8}", fullmatch=True), JSON)),
        },
        "opening": data.draw(some_cells(starting_cells(standard), part)),
        "claimed": data.draw(some_cells(standard.formulas, part)),
    }
    stored = json.loads(json.dumps({name: values for name, values in stored.items() if values}))

    written = json.dumps(read_sheet(standard, 2020, stored).dump())

    assert sorted_json(json.loads(written)) == sorted_json(stored)
    assert json.dumps(read_sheet(standard, 2020, json.loads(written)).dump()) == written


def sorted_json(value):
    """Text that tells 1 from 1.0 and NaN from itself no more."""
    return json.dumps(value, sort_keys=True)


@for_each_standard
@settings(PROFILE)
@given(data=st.data())
def test_exchange__figures_to_file_to_figures_is_the_identity(standard, data):
    figures, previous, opening = (
        Figures.from_values(data.draw(some_cells(cells, FIGURES)))
        for cells in (typed_cells(standard), standard.cells, starting_cells(standard))
    )
    sections = data.draw(st.dictionaries(SPELLED, SPELLED, max_size=2))
    name = data.draw(SPELLED)

    text = write_exchange(standard.identifier, name, 2020, figures, previous=previous,
                          opening=opening, sections=sections)  # fmt: skip
    report = read_exchange(text)

    read = report.sheet(standard)
    assert (report.standard, report.agency, report.year) == (standard.identifier, name, 2020)
    assert (read.entered, read.opening, read.previous) == (figures, opening, previous)
    assert (read.unread, read.unknown, read.leftovers) == ({}, {}, {})
    assert report.sections == sections


@for_each_standard
@settings(PROFILE)
@given(data=st.data())
def test_explain__adds_up(standard, data):
    sheet = data.draw(sheets(standard, claims=True))
    figures = calculate(sheet)

    for cell in standard.cells:
        tree = explain(sheet, cell, figures)
        assert tree.value == figures.value(cell)
        assert_adds_up(tree)


def assert_adds_up(tree):
    if tree.operation in ("sum", "cumulative"):
        assert tree.value == added(addend.value for addend in tree.addends)
    elif tree.addends:
        assert [addend.value for addend in tree.addends] == [tree.value]
    for addend in tree.addends:
        assert_adds_up(addend)


PATTERN = IndexNumberScheme.parse_pattern("{year}-{serial:6}", ())


@pytest.mark.parametrize(
    ("parse", "own"),
    [
        (parse_value, FigureError),
        (read_exchange, ExchangeError),
        (parse_standard, DefinitionError),
        (parse_document_number, DocumentNumberError),
        (PATTERN.parse, IndexNumberError),
        (lambda text: IndexNumberScheme.parse_pattern(text, ()), DefinitionError),
    ],
    ids=["value", "exchange", "standard", "document number", "index number", "pattern"],
)  # fmt: skip
@settings(PROFILE, max_examples=400)
@given(text=SPELLED)
def test_parsers__raise_nothing_but_their_own_error(parse, own, text):
    with suppress(own):
        parse(text)


@settings(PROFILE, max_examples=400)
@given(raw=JSON)
def test_parse_value__any_json_is_a_figure_or_its_own_error(raw):
    with suppress(FigureError):
        value = parse_value(raw)
        assert parse_value(dump_value(value)) == value


@for_each_standard
@settings(PROFILE)
@given(raw=JSON | st.fixed_dictionaries({}, optional={
    "figures": JSON, "opening": JSON, "claimed": JSON}))  # fmt: skip
def test_read_sheet__any_json_is_a_sheet_or_its_own_error(standard, raw):
    with suppress(SheetError):
        sheet = read_sheet(standard, 2020, raw)
        json.dumps(sheet.dump())
        check(sheet)


#: JSON that is nearly an exchange file.
NEARLY = st.fixed_dictionaries(
    {"standard": st.just("cn-2021") | JSON, "agency": SPELLED | JSON, "year": st.integers() | JSON,
     "figures": st.dictionaries(SPELLED, JSON, max_size=3) | JSON},
    optional={key: st.dictionaries(SPELLED, JSON, max_size=2) | JSON for key in
              ("opening", "claimed", "previous", "sections", "facts")},
)  # fmt: skip


@settings(PROFILE, max_examples=300)
@given(data=NEARLY)
def test_read_exchange__nearly_right_json_is_a_report_or_its_own_error(data):
    with suppress(ExchangeError):
        report = read_exchange(json.dumps(data))
        check(report.sheet(load_standard("cn-2021")), report.texts())


#: What HTML is made of, and what it is not.
PIECES = re.findall(
    r"\S+",
    "<p> </p> < > <! <!- --> <![ <![CDATA[ <![if ]> ]]> <? ?> <a </ = & &# &lt; <script> </table>",
)
HTML = st.lists(st.sampled_from(PIECES) | SPELLED, max_size=8).map("".join)


@settings(PROFILE, max_examples=400)
@given(html=HTML)
def test_plain_text__any_text_is_read(html):
    assert isinstance(plain_text(html), str)


#: Words that the reader of prose looks for, in any order.
WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """
        2020年 上年 截至 底 累计 历年累计 我局 市教育局 全市 新收 收到 申请 政府信息公开申请
        主动公开 政府信息 通过 予以公开 不予公开 办结 结转下年度 行政复议 行政诉讼 12件 三十九件 0件
        1.2万元 约 97.5% 百分之五 占 其中 分别为 各 的 和 均为零 未 没有 中， ， 。 、 （ ） “ ”
        """,
    )
)


@for_each_standard
@settings(PROFILE, max_examples=150)
@given(text=SPELLED | st.lists(WORDS, max_size=14).map("".join))
def test_read_statements__any_text_is_read(standard, text):
    for statement in read_statements(text, standard, 2020, ("示例市水务局",)):
        assert text[statement.start : statement.end] == statement.quote
    check(read_sheet(standard, 2020, None), ReportTexts({"overview": text}))
