"""Laying out a table: the form of the seed, and a made-up one with everything a form can have."""

import pytest

from tests.domain.cases import CASES, read_case, sheet_of
from wagtail_disclosure.domain import Figures, calculate, load_standard, parse_standard
from wagtail_disclosure.exports.layout import lay_out
from wagtail_disclosure.exports.tables import (
    Cell,
    Head,
    TableRow,
    TextCell,
    dump_table,
    load_table,
)

FUZHOU = load_standard("fuzhou-2018")

MADE_UP = parse_standard("""
identifier = "made-up"
title = "Made up"
sections = [{ key = "s", heading = "S" }]

[[tables]]
key = "t"
title = "Table of {year}"
caption = "{title}!"
unit = "items"
note = "Counted in {year}."

[[tables.blocks]]
key = "one"
title = "Article {year}"
row_head = "Item"
columns = [
  { key = "person", label = "Person" },
  { key = "shop", label = "Shop", group = "private" },
  { key = "club", label = "Club", group = "private" },
  { key = "office", label = "Office", group = "bodies" },
  { key = "total", label = "Total" },
]
column_groups = [
  { key = "bodies", label = "Bodies" },
  { key = "private", label = "Private", group = "bodies" },
]
rows = [
  { key = "results", label = "Results", heading = true },
  { key = "granted", label = "Granted", parent = "results" },
  { key = "at_once", label = "At once", parent = "granted" },
]

[[tables.blocks]]
key = "two"
row_head = "Item"
columns = [{ key = "amount", label = "Amount", decimal = true }]
rows = [{ key = "fees", label = "Fees" }]
""")


def seed_table():
    figures = calculate(sheet_of(read_case(CASES / "fuzhou-2018-seed.toml")))
    return lay_out(FUZHOU, "statistics", figures, 2018)


def test_lay_out__the_seed_as_printed():
    (block,) = seed_table().blocks

    printed = [
        [head.text for head in row.heads] + [cell.text for cell in row.cells] for row in block.rows
    ]
    assert printed == [
        ["主动公开文件数", "条", "128", "839"],
        ["其中：1.政府网站公开数", "条", "128", "839"],
        ["2.政府公报公开数", "条", "0", "0"],
        ["受理政府信息公开申请总数", "件", "0", "40"],
        ["其中：1.当面申请数", "件", "0", "0"],
        ["2.网络申请数", "件", "0", "39"],
        ["3.信函、传真申请数", "件", "0", "1"],
        ["对申请的答复总数", "件", "0", "40"],
        ["其中：1.同意公开答复数", "件", "0", "8"],
        ["2.同意部分公开答复数", "件", "0", "0"],
        ["3.不予公开答复数", "件", "0", "0"],
        ["4.其他类型答复数", "件", "0", "32"],
        ["接受行政申诉、举报数", "件", "0", "0"],
        ["行政复议数", "件", "0", "0"],
        ["行政诉讼数", "件", "0", "0"],
    ]


def test_lay_out__caption_and_heads():
    table = seed_table()

    assert (table.key, table.caption, table.columns, table.unit) == (
        "statistics",
        "附表（2018年）",
        4,
        "条、件",
    )
    assert table.blocks[0].head == (
        (
            Head("指标名称", "col"),
            Head("单位", "col"),
            Head("2018年", "col"),
            Head("历年累计", "col"),
        ),
    )


def test_lay_out__a_row_of_which():
    row = seed_table().blocks[0].rows[5]

    assert row == TableRow(
        "recv_online",
        (
            Head(
                "2.网络申请数",
                "row",
                depth=1,
                of_which=True,
                parent_text="受理政府信息公开申请总数",
            ),
        ),
        (
            TextCell("件"),
            Cell("statistics.recv_online.current", "number", "0", "0", "entered"),
            Cell("statistics.recv_online.cumulative", "number", "39", "39", "calculated"),
        ),
    )


@pytest.mark.parametrize(
    ("raw", "state", "value", "text"),
    [
        ("1234567.50", "number", "1234567.50", "1,234,567.50"),
        (-1200, "number", "-1200", "-1,200"),
        (0, "number", "0", "0"),
        ("n/a", "n/a", "", "不适用"),
        (None, "missing", "", "—"),
    ],
)
def test_lay_out__numbers_and_what_is_none(raw, state, value, text):
    address = "statistics.review.current"
    figures = Figures.from_values({address: raw})

    table = lay_out(FUZHOU, "statistics", figures, 2018, notes={address: "See below."})

    cell = next(cell for cell in table.figures() if cell.address == address)
    assert cell == Cell(address, state, value, text, "entered", "See below.")


def test_lay_out__cells_that_were_never_mentioned_are_missing():
    table = lay_out(FUZHOU, "statistics", Figures(), 2018)

    assert {cell.state for cell in table.figures()} == {"missing"}
    assert len(table.figures()) == 30


def test_lay_out__heads_of_two_and_three_levels():
    block = lay_out(MADE_UP, "t", Figures(), 2020).blocks[0]

    assert block.head == (
        (Head("Article 2020", "colgroup", colspan=6),),
        (
            Head("Item", "col", rowspan=3),
            Head("Person", "col", rowspan=3),
            Head("Bodies", "colgroup", colspan=3),
            Head("Total", "col", rowspan=3),
        ),
        (Head("Private", "colgroup", colspan=2), Head("Office", "col", rowspan=2)),
        (Head("Shop", "col"), Head("Club", "col")),
    )


def test_lay_out__heading_row_spans_the_table():
    results, granted, at_once = lay_out(MADE_UP, "t", Figures(), 2020).blocks[0].rows

    assert results == TableRow(
        "results", (Head("Results", "rowgroup", colspan=6),), (), heading=True
    )
    assert granted.heads == (Head("Granted", "row", depth=1, parent_text="Results"),)
    assert at_once.heads == (Head("At once", "row", depth=2, of_which=True, parent_text="Granted"),)


def test_lay_out__narrow_block_fills_the_width():
    table = lay_out(MADE_UP, "t", Figures.from_values({"t.fees.amount": "2.50"}), 2020)
    block = table.blocks[1]

    assert table.columns == 6
    assert block.head == ((Head("Item", "col"), Head("Amount", "col", colspan=5)),)
    assert block.rows[0].cells == (
        Cell("t.fees.amount", "number", "2.50", "2.50", "entered", colspan=5),
    )


def test_lay_out__every_line_is_as_wide_as_the_table():
    table = lay_out(MADE_UP, "t", Figures(), 2020)

    for block in table.blocks:
        taken = [0] * table.columns
        for line in block.head:
            for head in line:
                start = taken.index(min(taken))
                for column in range(start, start + head.colspan):
                    taken[column] += head.rowspan
        assert len(set(taken)) == 1
        for row in block.rows:
            spans = [head.colspan for head in row.heads]
            spans += [getattr(cell, "colspan", 1) for cell in row.cells]
            assert sum(spans) == table.columns


def test_lay_out__caption_unit_and_note_of_its_own():
    table = lay_out(MADE_UP, "t", Figures(), 2020)

    assert (table.caption, table.unit, table.note) == (
        "Table of 2020!",
        "items",
        "Counted in 2020.",
    )


@pytest.mark.parametrize("table", [seed_table(), lay_out(MADE_UP, "t", Figures(), 2020)])
def test_dump_table__reads_back_the_same(table):
    assert load_table(dump_table(table)) == table


def test_lay_out__unknown_table():
    with pytest.raises(KeyError):
        lay_out(FUZHOU, "nothing", Figures(), 2018)
