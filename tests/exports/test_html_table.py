"""Which attributes the cells of a statistics table get."""

from __future__ import annotations

from wagtail_disclosure.exports.html_table import html_table
from wagtail_disclosure.exports.tables import (
    Cell,
    Head,
    StatisticsTable,
    TableBlock,
    TableRow,
    TextCell,
)


def number(address: str, value: str = "1", **values: object) -> Cell:
    return Cell(address, "number", value, value, "entered", **values)


def table(*blocks: TableBlock, columns: int = 3) -> StatisticsTable:
    return StatisticsTable("t", "附表", "", columns, blocks)


def nested_table() -> StatisticsTable:
    """Two lines of heads, and rows whose first head reaches down: the shape of cn-2021."""
    head = (
        (Head("项目", "col", colspan=2, rowspan=2), Head("申请人", "colgroup", colspan=2)),
        (Head("自然人", "col"), Head("总计", "col")),
    )
    rows = (
        TableRow("new", (Head("新收", "row", colspan=2),), (number("t.new.a"), number("t.new.b"))),
        TableRow(
            "granted",
            (Head("办理", "rowgroup", rowspan=2), Head("公开", "row")),
            (number("t.granted.a"), number("t.granted.b")),
        ),
        TableRow(
            "denied", (Head("不予公开", "row"),), (number("t.denied.a"), number("t.denied.b"))
        ),
        TableRow(
            "left", (Head("结转", "row", colspan=2),), (number("t.left.a"), number("t.left.b"))
        ),
    )
    return table(TableBlock(head, rows), columns=4)


def headers(row) -> list[str]:
    return [dict(cell.attributes)["headers"] for cell in row.cells]


def test_simple_table__scope_alone():
    simple = table(
        TableBlock(
            ((Head("指标", "col"), Head("单位", "col"), Head("2018年", "col")),),
            (TableRow("a", (Head("甲", "row"),), (TextCell("条"), number("t.a.x"))),),
        )
    )
    drawn = html_table(simple)
    row = drawn.bodies[0].rows[0]
    assert not drawn.nested
    assert [head.attributes for head in drawn.head[0]] == [(("scope", "col"),)] * 3
    assert [head.figures for head in drawn.head[0]] == [False, False, True]
    assert row.id == "table-t-a"
    assert row.heads[0].attributes == (("scope", "row"),)
    assert [cell.attributes for cell in row.cells] == [(), (("data-cell", "t.a.x"),)]


def test_nested_heads__each_cell_names_those_that_tell_it_apart():
    drawn = html_table(nested_table())
    new, granted, denied, left = drawn.bodies[0].rows
    corner, over_all = (dict(head.attributes)["id"] for head in drawn.head[0])
    person, total = (dict(head.attributes)["id"] for head in drawn.head[1])
    assert not {corner, over_all} & set(" ".join(headers(new)).split())
    assert headers(new) == [
        f"{person} table-t-r0-0-0",
        f"{total} table-t-r0-0-0",
    ]
    assert headers(granted) == [
        f"{person} table-t-r0-1-0 table-t-r0-1-1",
        f"{total} table-t-r0-1-0 table-t-r0-1-1",
    ]
    assert headers(denied) == [
        f"{person} table-t-r0-1-0 table-t-r0-2-0",
        f"{total} table-t-r0-1-0 table-t-r0-2-0",
    ]
    assert headers(left) == [
        f"{person} table-t-r0-3-0",
        f"{total} table-t-r0-3-0",
    ]


def test_nested_heads__the_head_beside_the_cells_is_the_leaf():
    rows = html_table(nested_table()).bodies[0].rows
    leaves = [[head.leaf for head in row.heads] for row in rows]
    assert leaves == [[True], [False, True], [True], [True]]


def test_several_blocks__bring_their_heads_into_their_bodies():
    def block(key: str) -> TableBlock:
        return TableBlock(
            ((Head("项目", "col"), Head("件数", "col")),),
            (TableRow(key, (Head("甲", "row"),), (number(f"t.{key}.x"),)),),
        )

    drawn = html_table(table(block("a"), block("b"), columns=2))
    assert drawn.head == ()
    assert [[head.text for head in body.head[0]] for body in drawn.bodies] == [["项目", "件数"]] * 2
    assert headers(drawn.bodies[1].rows[0]) == ["table-t-h1-0-1 table-t-r1-0-0"]


def test_heading_row__names_the_rows_below_it():
    drawn = html_table(
        table(
            TableBlock(
                ((Head("项目", "col"), Head("件数", "col")),),
                (
                    TableRow("g", (Head("一、", "rowgroup", colspan=2),), (), heading=True),
                    TableRow("h", (Head("1.", "rowgroup", colspan=2, depth=1),), (), heading=True),
                    TableRow("a", (Head("甲", "row", depth=2),), (number("t.a.x"),)),
                    TableRow("b", (Head("乙", "row", depth=1),), (number("t.b.x"),)),
                    TableRow("c", (Head("丙", "row"),), (number("t.c.x"),)),
                ),
            ),
            columns=2,
        )
    )
    heading, _, inner, outer, outside = drawn.bodies[0].rows
    assert not heading.heads[0].leaf
    assert headers(inner) == ["table-t-h0-0-1 table-t-r0-0-0 table-t-r0-1-0 table-t-r0-2-0"]
    assert headers(outer) == ["table-t-h0-0-1 table-t-r0-0-0 table-t-r0-3-0"]
    assert headers(outside) == ["table-t-h0-0-1 table-t-r0-4-0"]


def test_wide_cell__spans_the_columns_its_block_lacks():
    wide = table(
        TableBlock(
            ((Head("项目", "col"), Head("金额", "col", colspan=2)),),
            (TableRow("a", (Head("甲", "row"),), (number("t.a.x", colspan=2),)),),
        )
    )
    drawn = html_table(wide)
    assert drawn.bodies[0].rows[0].cells[0].attributes == (
        ("colspan", "2"),
        ("data-cell", "t.a.x"),
    )
    assert drawn.head[0][1].figures


def test_notes__are_counted_in_reading_order():
    drawn = html_table(
        table(
            TableBlock(
                ((Head("项目", "col"), Head("件数", "col")),),
                (
                    TableRow("a", (Head("甲", "row"),), (number("t.a.x", note="合并统计"),)),
                    TableRow("b", (Head("乙", "row"),), (number("t.b.x"),)),
                    TableRow("c", (Head("丙", "row"),), (number("t.c.x", note="含撤销"),)),
                ),
            ),
            columns=2,
        )
    )
    cells = [row.cells[0].note_number for row in drawn.bodies[0].rows]
    assert (cells, drawn.notes) == ([1, 0, 2], ("合并统计", "含撤销"))


def test_two_tables_on_a_page__prefix_keeps_ids_apart():
    one, two = html_table(nested_table(), "report-1"), html_table(nested_table(), "report-2")
    assert one.id == "report-1-t"
    assert two.bodies[0].rows[0].id == "report-2-t-new"
