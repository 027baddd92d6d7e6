"""Tables in the PDF: cut, repeated, spanned, aligned."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from tests.exports import samples
from tests.exports.test_pdf import assert_in_order, squeeze, text_of
from wagtail_disclosure.exports.document import PlainTable, RichText, Statistics
from wagtail_disclosure.exports.pdf import render_pdf
from wagtail_disclosure.exports.pdf.flow import draw_pages, paginate
from wagtail_disclosure.exports.pdf.fonts import DocumentFonts
from wagtail_disclosure.exports.pdf.grid import plain_grid, statistics_grid
from wagtail_disclosure.exports.pdf.styles import HEIGHT, LEFT, WIDTH
from wagtail_disclosure.exports.pdf.tables import Table
from wagtail_disclosure.exports.tables import Head, TableBlock, TableRow


def pages_of(*nodes):
    pdf = render_pdf(samples.document_of(*nodes))
    return [squeeze(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


class Recorder:
    """Stands in for the canvas: notes what is drawn where on the page."""

    def __init__(self):
        self.pages = [[]]
        self.artifacts = 0

    def draw_line(self, line, x, baseline):
        if line.text:
            self.pages[-1].append((line.text, x, x + line.width, baseline, self.artifacts > 0))

    def rule(self, *args):
        pass

    column_rule = rule

    def artifact(self, kind="Pagination"):
        return self

    def __enter__(self):
        self.artifacts += 1

    def __exit__(self, *exc):
        self.artifacts -= 1

    def showPage(self):  # noqa: N802 - ReportLab's name
        self.pages.append([])


def drawn(grid, height=HEIGHT):
    canvas = Recorder()
    pages = paginate(Table(grid, DocumentFonts()).boxes(), height)
    draw_pages(canvas, pages, 0, decorate=lambda *_: None, on_heading=lambda *_: None)
    return canvas.pages[:-1]


# Cut between pages


def test_long_table__repeats_its_head_on_every_page():
    pages = pages_of(Statistics(samples.long_table(120)))
    assert len(pages) > 3
    assert [page for page in pages if "事项示例市各部门本年累计" not in page] == []


def test_long_table__shows_every_row_once_in_order():
    rows = [f"第{n}项事项{n}{n * 7:,}" for n in range(1, 121)]
    text = "".join(pages_of(Statistics(samples.long_table(120))))
    assert_in_order(rows, text)
    assert [row for row in rows if text.count(row) > 1 and row != "第1项事项17"] == []


def test_repeated_head__is_no_content():
    pages = drawn(statistics_grid(samples.long_table(80)))
    heads = [[artifact for text, *_, artifact in page if text == "事项"] for page in pages]
    assert heads == [[False], *[[True]] * (len(pages) - 1)]


@pytest.mark.parametrize("inner", [22, 40, 120])
def test_row_span__cut_by_a_page__is_labelled_on_each_page(inner):
    pages = drawn(statistics_grid(samples.spanning_table(inner)))
    labels = ["".join(text for text, x, *_ in page if x < LEFT + 60) for page in pages]
    assert all("年度办" in label for label in labels)
    assert len(pages) > 1


@pytest.mark.parametrize("height", [200, 230, 260, 300, 350, 400, 450, 500, 550, 600])
def test_row_span__cut_anywhere__loses_no_figure(height):
    pages = drawn(statistics_grid(samples.spanning_table(22)), height)
    figures = [text for page in pages for text, *_, artifact in page if text.isdigit()]
    expected = [str(value) for value in (13, *range(1, 23), 2) for _ in range(7)]
    assert figures == expected


def test_label__taller_than_its_rows_on_any_page__runs_on():
    rows = [
        TableRow(
            f"r{n}",
            ((Head("长" * 3000, "rowgroup", rowspan=6),) if n == 0 else ()),
            (samples.number(str(n)),) * 6,
        )
        for n in range(6)
    ]
    table = replace(samples.seed_table(), columns=7, blocks=(TableBlock((), tuple(rows)),))
    pages = drawn(statistics_grid(table), 320)
    assert sum(text.count("长") for page in pages for text, *_ in page) == 3000


def test_cell__taller_than_a_page__is_cut_between_its_lines():
    table = PlainTable("", ("头", "头二"), (("字" * 5000, "乙"), ("丙", "丁" * 3000)))
    text = text_of(render_pdf(samples.document_of(table)))
    assert (text.count("字"), text.count("丁")) == (5000, 3000)


# Places


def test_figures__are_right_aligned():
    (page,) = drawn(statistics_grid(samples.seed_table()))
    edges = {
        round(right, 2) for text, _, right, *_ in page if text in ("839", "40", "0", "历年累计")
    }
    assert max(edges) == round(LEFT + WIDTH - 5, 2)
    assert len(edges) == 2  # one for each column of figures


def test_row_heads__are_indented_by_depth():
    (page,) = drawn(statistics_grid(samples.seed_table()))
    left = {text: x for text, x, *_ in page}
    assert left["2.政府公报公开数"] - left["主动公开文件数"] == pytest.approx(10.0)


def test_cells__of_the_widest_table__do_not_touch():
    (page,) = drawn(statistics_grid(samples.cases_table()))
    figures = sorted((x, right) for text, x, right, *_ in page if text.isdigit())
    assert len(figures) == 15
    assert all(first[1] < second[0] for first, second in pairwise(figures))


@pytest.mark.parametrize("columns", [20, 30, 40])
def test_many_columns__stay_between_the_margins(columns):
    table = PlainTable("", tuple(f"列{n}" for n in range(columns)), (("12345678",) * columns,))
    (page, *_) = drawn(plain_grid(table))
    assert min(x for _, x, *_ in page) >= LEFT
    assert max(right for _, _, right, *_ in page) <= LEFT + WIDTH + 0.1


def test_spans__place_cells_as_a_browser_does():
    cells = statistics_grid(samples.spanning_table(3)).cells
    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in cells if not c.figure] == [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 3, 3),
        ("申请人情况", 0, 3, 1, 7),
        ("自然人", 1, 3, 2, 1),
        ("法人或其他组织", 1, 4, 1, 5),
        ("总计", 1, 9, 2, 1),
        ("商业企业", 2, 4, 1, 1),
        ("科研机构", 2, 5, 1, 1),
        ("社会公益组织", 2, 6, 1, 1),
        ("法律服务机构", 2, 7, 1, 1),
        ("其他", 2, 8, 1, 1),
        ("一、本年新收政府信息公开申请数量", 3, 0, 1, 3),
        ("三、本年度办理结果", 4, 0, 3, 1),
        ("1.属于示例情形的申请", 4, 1, 1, 2),
        ("2.属于示例情形的申请", 5, 1, 1, 2),
        ("3.属于示例情形的申请", 6, 1, 1, 2),
        ("四、结转下年度继续办理", 7, 0, 1, 3),
    ]


def test_row__with_too_few_cells__is_filled_by_its_last():
    block = TableBlock((), (TableRow("r", (Head("行政许可", "row"),), (samples.number("7"),)),))
    grid = statistics_grid(replace(samples.seed_table(), blocks=(block,)))
    assert [(cell.column, cell.colspan) for cell in grid.cells] == [(0, 1), (1, 3)]


def test_row__with_too_many_cells__widens_the_grid():
    table = replace(samples.seed_table(), columns=1)
    assert statistics_grid(table).columns == 4


# Words beside the figures


def test_note_of_a_figure__stands_below_the_table():
    row = TableRow(
        "r", (Head("收到申请", "row"),), (samples.number("38", note="原报 38 件，更正中"),)
    )
    table = replace(
        samples.seed_table(), columns=2, blocks=(TableBlock((), (row,)),), note="说明在此"
    )
    text = text_of(render_pdf(samples.document_of(Statistics(table))))
    assert_in_order(["收到申请38①", "①原报38件，更正中", "说明在此"], text)


def test_plain_table__without_head__shows_its_rows():
    text = text_of(render_pdf(samples.document_of(PlainTable("题", (), (("甲", "乙"), ("丙",))))))
    assert_in_order(["题", "甲乙", "丙"], text)


def test_markup_in_cells__is_shown_as_written():
    text = text_of(render_pdf(samples.document_of(PlainTable("", (), (("<b>甲</b>&amp;",),)))))
    assert "<b>甲</b>&amp;" in text


def test_table__after_text__leaves_no_page_half_empty():
    text = RichText("".join(f"<p>第{n}段。</p>" for n in range(14)))
    pages = pages_of(text, Statistics(samples.long_table(40)))
    assert "第1项事项" in pages[0]
