"""The grid as HTML: printed layout, names of fields, and what it does with odd values."""

import json
from html.parser import HTMLParser

import pytest
from django.utils import translation

from tests.factories import make_agency, make_index_page, make_published_report, make_report
from tests.figures import make_figures
from wagtail_disclosure.editing.figures_form import FiguresFormField
from wagtail_disclosure.editing.figures_panel import FiguresComparison, subject_of
from wagtail_disclosure.editing.grid_layout import GridContent, lay_grid
from wagtail_disclosure.editing.grid_widget import FigureGridWidget
from wagtail_disclosure.exports.tables import Cell, Head, StatisticsTable, TableBlock, TableRow
from wagtail_disclosure.pages.models import AnnualReportPage

CELL = "statistics.recv_online.current"

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    with translation.override("en"):
        yield


class Tags(HTMLParser):
    """All start tags with attributes, and the text inside each element with an id."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.texts = {}
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in {"input", "br"}:
            self.open.append(attributes.get("id"))

    def handle_endtag(self, tag):
        if tag not in {"input", "br"} and self.open:
            self.open.pop()

    def handle_data(self, data):
        for key in filter(None, self.open):
            self.texts[key] = " ".join((self.texts.get(key, "") + data).split())

    def all(self, tag, **wanted):
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]

    def name_of(self, attributes):
        return " ".join(self.texts.get(key, "?") for key in attributes["aria-labelledby"].split())


def draw(report, value=None, **attrs):
    widget = FigureGridWidget()
    widget.subject = subject_of(report)
    shown = FiguresFormField().prepare_value(report.figures if value is None else value)
    return Tags(widget.render("figures", shown, {"id": "id_figures", **attrs}))


def test_render__every_cell_of_the_form_in_its_place():
    html = draw(make_report())
    inputs = [tag for tag in html.all("input", type="text") if tag["data-part"] == "figures"]
    openings = [tag for tag in html.all("input", type="text") if tag["data-part"] == "opening"]
    results = html.all("output")
    assert (len(inputs), len(openings), len(results)) == (13, 15, 17)
    assert {tag["data-address"] for tag in results} >= {
        "statistics.received.current",
        "statistics.proactive_files.cumulative",
    }
    by_name = {tag["name"]: tag["value"] for tag in inputs + openings}
    assert by_name[f"figures--{CELL}"] == "2"
    assert by_name["figures--opening--statistics.received.cumulative"] == "30"


def test_render__each_field_is_named_by_row_column_and_unit():
    html = draw(make_report())
    (field,) = html.all("input", name=f"figures--{CELL}")
    assert html.name_of(field).startswith("2.网络申请数")
    assert "2018年" in html.name_of(field)
    assert html.name_of(field).endswith("件")
    names = [html.name_of(tag) for tag in html.all("input", type="text")]
    assert len(set(names)) == len(names) == 28
    assert not any("?" in name for name in names)


def test_render__ids_are_unique():
    ids = [attributes["id"] for _, attributes in draw(make_report()).tags if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_render__after_a_published_report_there_is_no_opening_balance_to_type():
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, 2017)
    report = make_report(index, agency, 2018, figures=make_figures(first=False))
    html = draw(report)
    assert [tag for tag in html.all("input", type="text") if tag["data-part"] == "opening"] == []
    (total,) = html.all("output", **{"data-address": "statistics.proactive_files.cumulative"})
    assert html.texts[total["id"]] == "240"
    assert "220" in html.texts[total["aria-describedby"]]


def test_render__text_that_is_no_number_stays_in_its_field_and_is_escaped():
    report = make_report(figures=make_figures(recv_online="<script>alert(1)</script>"))
    html = draw(report)
    (field,) = html.all("input", name=f"figures--{CELL}")
    assert field["value"] == "<script>alert(1)</script>"
    assert html.all("script") == []


def test_render__damaged_text_is_shown_beside_the_stored_figures():
    html = draw(make_report(), "{broken")
    (hidden,) = html.all("input", type="hidden")
    (field,) = html.all("input", name=f"figures--{CELL}")
    assert (hidden["value"], field["value"]) == ("{broken", "2")
    assert len(html.all("textarea")) == 1


def test_render__figures_of_which_one_was_refused_keep_the_others():
    figures = make_figures(recv_online="x" * 300, review=55)
    html = draw(make_report(), json.dumps(figures))
    (field,) = html.all("input", name=f"figures--{CELL}")
    (other,) = html.all("input", name="figures--statistics.review.current")
    assert (field["value"], other["value"]) == ("x" * 300, "55")


@pytest.mark.parametrize("value", ["", None, "[1]", '{"totals": 1}', '{"figures": {"a": [1]}}'])
def test_render__odd_values_draw_a_grid(value):
    assert len(draw(make_report(figures={}), value).all("output")) == 17


def test_render__without_standard_or_year_only_the_hidden_field():
    report = make_report()
    report.standard = "no-such-standard"
    html = draw(report)
    assert [tag["name"] for tag in html.all("input")] == ["figures"]
    assert Tags(FigureGridWidget().render("figures", None, {})).all("input", type="text") == []


def test_render__no_inline_script_style_or_handler():
    html = draw(make_report())
    assert html.all("script") == html.all("style") == []
    assert [
        key for _, tag in html.tags for key in tag if key.startswith("on") or key == "style"
    ] == []


def test_panel__brings_field_and_widget_into_the_editor_form():
    form_class = AnnualReportPage.get_edit_handler().get_form_class()
    field = form_class.base_fields["figures"]
    assert (type(field), type(field.widget)) == (FiguresFormField, FigureGridWidget)
    assert not field.required


def test_comparison__only_the_cells_that_changed(english):
    before = make_report(figures=make_figures(recv_online=128, review="abc"))
    after = AnnualReportPage.objects.get(pk=before.pk)
    after.figures = make_figures(recv_online=130, review="<i>", complaints=None)
    after.figures["claimed"] = {"statistics.received.current": 9}
    field = AnnualReportPage._meta.get_field("figures")
    after.report_year = before.report_year
    after.standard = before.standard
    comparison = FiguresComparison(field, before, after)
    assert comparison.has_changed()
    html = comparison.htmldiff()
    items = html.replace("</li>", "").split("<li>")[1:]
    deleted, added = '<span class="deletion">', '<span class="addition">'
    assert items[1] == f"2.网络申请数, 2018年: {deleted}128</span> → {added}130</span>"
    assert "(given for a calculated cell)" in items[0]
    assert items[2] == f"接受行政申诉、举报数, 2018年: {deleted}0</span> → {added}blank</span>"
    assert f"{added}&lt;i&gt;</span>" in items[3]
    assert len(items) == 4


def test_comparison__another_order_of_the_same_figures_is_no_change():
    report = make_report()
    other = AnnualReportPage.objects.get(pk=report.pk)
    other.figures = {part: dict(reversed(cells.items())) for part, cells in report.figures.items()}
    field = AnnualReportPage._meta.get_field("figures")
    assert not FiguresComparison(field, report, other).has_changed()


def test_lay_grid__merged_heads_and_blocks_of_their_own_width():
    def cell(address, colspan=1):
        return Cell(address, "missing", "", "—", "entered", colspan=colspan)

    above = (
        Head("h", "col", rowspan=2),
        Head("all", "colgroup", colspan=2),
        Head("total", "col", rowspan=2),
    )
    group = (Head("group", "rowgroup", rowspan=2), Head("r", "row"))
    wide = TableBlock(
        head=(above, (Head("a", "col"), Head("b", "col"))),
        rows=(
            TableRow("g", group, (cell("t.r.b"), cell("t.r.t"))),
            TableRow("s", (Head("s", "row"),), (cell("t.s.b"), cell("t.s.t"))),
        ),
    )
    narrow = TableBlock(
        head=((Head("h2", "col"), Head("one", "col", colspan=3)),),
        rows=(TableRow("n", (Head("n", "row"),), (cell("t.n.one", 3),)),),
    )
    table = StatisticsTable("t", "T", "", 4, (wide, narrow))
    content = GridContent({}, frozenset({"t.r.t"}), frozenset(), {"t.r.t": ""}, {})
    (grid,) = lay_grid([table], content, "g")
    first, second = grid.blocks[0].rows
    assert [(c.kind, c.lane, c.labels) for c in first.cells] == [
        ("typed", 5, "g-0-b0-r0-0 g-0-b0-r0-1 g-0-b0-h0-1 g-0-b0-h1-1"),
        ("calculated", 7, "g-0-b0-r0-0 g-0-b0-r0-1 g-0-b0-h0-2"),
    ]
    assert second.cells[0].labels == "g-0-b0-r0-0 g-0-b0-r1-0 g-0-b0-h0-1 g-0-b0-h1-1"
    assert [head.carried for head in grid.blocks[0].head[0]] == [False, False, True]
    assert [(c.colspan, c.labels) for c in grid.blocks[1].rows[0].cells] == [
        (3, "g-0-b1-r0-0 g-0-b1-h0-1")
    ]
    assert [row.number for block in grid.blocks for row in block.rows] == [0, 1, 2]
