"""The national forms as they are printed: heads and spans are those of the official form."""

import pytest

from wagtail_disclosure.domain import Figures, load_standard
from wagtail_disclosure.editing.grid_layout import GridContent, lay_grid
from wagtail_disclosure.exports.html_table import html_table
from wagtail_disclosure.exports.layout import lay_out
from wagtail_disclosure.exports.tables import Head, dump_table, load_table

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def table(key, identifier="cn-2021", year=2025):
    return lay_out(load_standard(identifier), key, Figures(), year)


def row(laid_out, key):
    return next(row for block in laid_out.blocks for row in block.rows if row.key == key)


def spoken(laid_out):
    """What a screen reader says of each figure: the heads that its cell names."""
    drawn = html_table(laid_out)
    lines = [line for body in drawn.bodies for line in body.head] + list(drawn.head)
    heads = [head for line in lines for head in line]
    heads += [head for body in drawn.bodies for row in body.rows for head in row.heads]
    texts = {dict(head.attributes)["id"]: head.text for head in heads}
    cells = [cell for body in drawn.bodies for row in body.rows for cell in row.cells]
    found = {}
    for cell in cells:
        attributes = dict(cell.attributes)
        if cell.state == "words":
            continue
        found[attributes["data-cell"]] = [texts[name] for name in attributes["headers"].split()]
    return found


def test_requests__corner_and_three_lines_of_heads():
    assert table("requests").blocks[0].head == (
        (Head(NOTE, "col", colspan=3, rowspan=3), Head("申请人情况", "colgroup", colspan=7)),
        (
            Head("自然人", "col", rowspan=2),
            Head("法人或其他组织", "colgroup", colspan=5),
            Head("总计", "col", rowspan=2),
        ),
        tuple(
            Head(text, "col")
            for text in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
        ),
    )


@pytest.mark.parametrize(
    ("key", "heads"),
    [
        ("received_new", (Head("一、本年新收政府信息公开申请数量", "row", colspan=3),)),
        (
            "granted",
            (
                Head("三、本年度办理结果", "rowgroup", rowspan=22),
                Head("（一）予以公开", "row", colspan=2),
            ),
        ),
        (
            "denied_state_secret",
            (Head("（三）不予公开", "rowgroup", rowspan=8), Head("1.属于国家秘密", "row")),
        ),
        ("denied_admin_inquiry", (Head("8.属于行政查询事项", "row"),)),
        (
            "unable_not_held",
            (
                Head("（四）无法提供", "rowgroup", rowspan=3),
                Head("1.本机关不掌握相关政府信息", "row"),
            ),
        ),
        (
            "not_processed_petition",
            (Head("（五）不予处理", "rowgroup", rowspan=5), Head("1.信访举报投诉类申请", "row")),
        ),
        ("other_misc", (Head("3.其他", "row"),)),
        ("res_total", (Head("（七）总计", "row", colspan=2),)),
        ("carried_out", (Head("四、结转下年度继续办理", "row", colspan=3),)),
    ],
)
def test_requests__heads_beside_a_row(key, heads):
    assert row(table("requests"), key).heads == heads


def test_requests_of_2019__twenty_rows_of_results():
    laid_out = table("requests", "cn-2019", 2020)

    assert row(laid_out, "granted").heads[0].rowspan == 20
    assert row(laid_out, "other").heads == (Head("（六）其他处理", "row", colspan=2),)


def test_cases__one_line_of_fifteen_figures_under_three_lines_of_heads():
    (block,) = table("cases").blocks
    (line,) = block.rows

    assert block.head == (
        (Head("行政复议", "colgroup", colspan=5), Head("行政诉讼", "colgroup", colspan=10)),
        (
            *(Head(text, "col", rowspan=2) for text in RESULTS),
            Head("未经复议直接起诉", "colgroup", colspan=5),
            Head("复议后起诉", "colgroup", colspan=5),
        ),
        tuple(Head(text, "col") for text in RESULTS * 2),
    )
    assert (line.key, line.heads) == ("", ())
    assert [cell.address for cell in line.cells] == [
        f"cases.{key}.{column}"
        for key in ("review", "litigation_direct", "litigation_after")
        for column in ("upheld", "corrected", "other", "pending", "total")
    ]


def test_proactive__each_article_with_its_own_columns():
    blocks = table("proactive").blocks

    assert [[[head.text for head in line] for line in block.head] for block in blocks] == [
        [["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]],
        [["第二十条第（五）项"], ["信息内容", "本年处理决定数量"]],
        [["第二十条第（六）项"], ["信息内容", "本年处理决定数量"]],
        [["第二十条第（八）项"], ["信息内容", "本年收费金额（单位：万元）"]],
    ]
    assert [block.head[0][0].colspan for block in blocks] == [4, 4, 4, 4]
    assert [block.head[1][-1].colspan for block in blocks] == [1, 3, 3, 3]
    assert [[row.key for row in block.rows] for block in blocks] == [
        ["rules", "normative_docs"],
        ["licensing"],
        ["penalties", "compulsion"],
        ["admin_fees"],
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (
            "requests.denied_state_secret.natural_person",
            ["自然人", "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"],
        ),
        (
            "requests.other_misc.org_other",
            ["法人或其他组织", "其他", "三、本年度办理结果", "（六）其他处理", "3.其他"],
        ),
        ("requests.res_total.total", ["总计", "三、本年度办理结果", "（七）总计"]),
        ("requests.carried_out.total", ["总计", "四、结转下年度继续办理"]),
        ("cases.review.upheld", ["行政复议", "结果维持"]),
        ("cases.litigation_after.total", ["行政诉讼", "复议后起诉", "总计"]),
        ("proactive.licensing.decisions", ["第二十条第（五）项", "本年处理决定数量", "行政许可"]),
    ],
)
def test_html__what_a_screen_reader_says(cell, words):
    assert spoken(table(cell.split(".")[0]))[cell] == words


def test_html_of_2014__headings_speak_of_the_rows_under_them_only():
    words = spoken(table("statistics", "cn-2014", 2016))

    assert words["statistics.via_weibo.value"] == [
        "统计数",
        "一、主动公开情况",
        "（二）通过不同渠道和方式公开政府信息的情况",
        "3.政务微博公开政府信息数",
    ]
    assert words["statistics.review.value"] == ["统计数", "四、行政复议数量"]


@pytest.mark.parametrize("identifier", ["cn-2014", "cn-2019", "cn-2021"])
def test_lay_out__every_cell_once_and_every_line_as_wide_as_its_table(identifier):
    standard = load_standard(identifier)
    for declared in standard.tables:
        laid_out = lay_out(standard, declared.key, Figures(), standard.first_year)

        assert [cell.address for cell in laid_out.figures()] == [
            info.address for info in standard.cells_of(declared.key)
        ]
        assert load_table(dump_table(laid_out)) == laid_out
        for block in laid_out.blocks:
            _assert_filled(block.head, laid_out.columns)
            _assert_filled([(*row.heads, *row.cells) for row in block.rows], laid_out.columns)


def _assert_filled(lines, width):
    """Spans laid out as a browser does leave no gap and overlap nowhere."""
    taken = set()
    for number, line in enumerate(lines):
        column = 0
        for item in line:
            while (number, column) in taken:
                column += 1
            for down in range(getattr(item, "rowspan", 1)):
                for right in range(getattr(item, "colspan", 1)):
                    assert (number + down, column + right) not in taken
                    taken.add((number + down, column + right))
    assert taken == {(number, column) for number in range(len(lines)) for column in range(width)}


@pytest.mark.parametrize("identifier", ["cn-2014", "cn-2019", "cn-2021"])
def test_grid__every_field_is_named_by_what_stands_around_it(identifier):
    standard = load_standard(identifier)
    content = GridContent({}, frozenset(standard.formulas), frozenset(), {}, {})
    laid_out = [
        lay_out(standard, declared.key, Figures(), standard.first_year)
        for declared in standard.tables
    ]
    for grid, drawn in zip(lay_grid(laid_out, content, "g"), laid_out, strict=True):
        texts = {}
        named = {}
        for block in grid.blocks:
            heads = [head for line in block.head for head in line]
            heads += [head for row in block.rows for head in row.heads]
            texts |= {head.id: head.head.text for head in heads}
            for row in block.rows:
                texts |= {cell.id: cell.text for cell in row.cells if cell.kind == "text"}
                for cell in row.cells:
                    if cell.address:
                        named[cell.address] = {texts[name] for name in cell.labels.split()}
        expected = spoken(drawn)

        assert list(named) == [cell.address for cell in drawn.figures()]
        assert {cell: words - _units(standard) for cell, words in named.items()} == {
            cell: set(words) for cell, words in expected.items()
        }


def _units(standard):
    return {info.unit for info in standard.cells.values()}
