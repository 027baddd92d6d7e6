"""The parts of the public pages, each drawn alone from a document made by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django.asserts import assertHTMLEqual

from tests.templates.documents import figure, make_document, make_table
from wagtail_disclosure.exports.document import Heading, Picture, PlainTable
from wagtail_disclosure.exports.html_table import html_table


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def draw(part: str, **context: Any) -> str:
    return render_to_string(f"wagtail_disclosure/{part}.html", context)


def draw_table(*cells: Any) -> BeautifulSoup:
    drawn = draw("includes/statistics_table", table=html_table(make_table(*cells)))
    return BeautifulSoup(drawn, "html.parser")


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").split())


def test_statistics_table__whole():
    assertHTMLEqual(
        draw("includes/statistics_table", table=html_table(make_table())),
        """
        <div class="disclosure-table" role="region" tabindex="0"
             aria-labelledby="table-statistics-caption">
          <table id="table-statistics">
            <caption><span class="disclosure-table__caption">
              <span id="table-statistics-caption">附表（2018年）</span>
            </span></caption>
            <thead><tr>
              <th scope="col">指标名称</th><th scope="col">单位</th>
              <th scope="col" class="disclosure-table__figures">2018年</th>
            </tr></thead>
            <tbody>
              <tr id="table-statistics-received">
                <th scope="row" class="disclosure-depth-0 disclosure-table__leaf">申请总数</th>
                <td class="disclosure-cell disclosure-cell--words">件</td>
                <td data-cell="statistics.received.current"
                    class="disclosure-cell disclosure-cell--number">1,040</td>
              </tr>
              <tr id="table-statistics-recv_online">
                <th scope="row" class="disclosure-depth-1 disclosure-table__leaf">
                  <span class="disclosure-hidden">Part of “申请总数”: </span>其中：1.网络申请数</th>
                <td class="disclosure-cell disclosure-cell--words">件</td>
                <td data-cell="statistics.recv_online.current"
                    class="disclosure-cell disclosure-cell--number">0</td>
              </tr>
              <tr id="table-statistics-recv_letter">
                <th scope="row" class="disclosure-depth-1 disclosure-table__leaf">
                  <span class="disclosure-hidden">Part of “申请总数”: </span>2.信函申请数</th>
                <td class="disclosure-cell disclosure-cell--words">件</td>
                <td data-cell="statistics.recv_letter.current"
                    class="disclosure-cell disclosure-cell--missing">
                  <span aria-hidden="true">—</span>
                  <span class="disclosure-hidden">no figure</span></td>
              </tr>
            </tbody>
          </table>
        </div>""",
    )


def test_figures__zero_missing_and_not_applicable_differ():
    soup = draw_table(
        figure("received", "0"),
        figure("recv_online", "—", "missing"),
        figure("recv_letter", "不适用", "n/a"),
    )
    cells = [(words(cell), cell["class"][-1]) for cell in soup.select("[data-cell]")]
    assert cells == [
        ("0", "disclosure-cell--number"),
        ("— no figure", "disclosure-cell--missing"),
        ("不适用", "disclosure-cell--not-applicable"),
    ]


def test_figure_with_note__links_to_the_note():
    soup = draw_table(
        figure("received", "9"),
        figure("recv_online", "9", note="含撤回"),
        figure("recv_letter", "0"),
    )
    link = soup.select_one("td sup a")
    assert words(link) == "Note 1"
    assert words(soup.select_one(link["href"])) == "含撤回"


def test_metadata__order_of_the_form_and_a_spoken_dash_for_nothing():
    soup = BeautifulSoup(draw("includes/metadata", document=make_document()), "html.parser")
    assert [(words(i.dt), words(i.dd)) for i in soup.select("dl > div")] == [
        ("索引号", "SL00503-3000-2019-00008"),
        ("主题分类", "— none"),
        ("发文机关", "示例市教育局"),
        ("成文日期", "2019-01-10"),
        ("标题", "示例市教育局2018年政府信息公开工作年度报告"),
        ("发文字号", "示教函〔2019〕8号"),
        ("发布日期", "2019-01-16"),
        ("有效性", "有效"),
    ]


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_heading__one_level_below_the_title(level):
    node = Heading(level, "一、", "概述", "section-1")
    assertHTMLEqual(
        draw("nodes/heading", node=node),
        f'<h{level + 1} id="section-1" class="disclosure-heading">'
        f'<span class="disclosure-heading__number">一、</span>概述</h{level + 1}>',
    )


def test_contents__two_levels_then_what_follows_the_text():
    soup = BeautifulSoup(draw("includes/contents", document=make_document()), "html.parser")
    assert [(link["href"], words(link), len(link.find_parents("ol"))) for link in soup("a")] == [
        ("#section-1", "一、概述", 1),
        ("#section-1-1", "（一）机构", 2),
        ("#section-2", "二、附表", 1),
        ("#disclosure-attachments", "Attachments", 1),
        ("#disclosure-interpretations", "Interpretations", 1),
    ]


def test_contents__nothing_without_headings():
    assert draw("includes/contents", document=make_document(body=())).strip() == ""


def test_attachments__type_and_size():
    soup = BeautifulSoup(draw("includes/attachments", document=make_document()), "html.parser")
    assert words(soup.li).replace("\xa0", " ") == "年报全文 PDF · 470.8 KB"


def test_picture__has_its_text_even_when_empty():
    node = Picture("/media/a.png", "", 800, 600, alt="")
    soup = BeautifulSoup(draw("nodes/picture", node=node), "html.parser")
    assert soup.img["alt"] == ""
    assert soup.figcaption is None


def test_plain_table__row_heads():
    node = PlainTable("按类别", ("类别", "数量"), (("机构职能", "6"),), row_heads=True)
    soup = BeautifulSoup(draw("nodes/plain_table", node=node), "html.parser")
    assert [(c.name, c.get("scope"), words(c)) for c in soup.select("tr > *")] == [
        ("th", "col", "类别"),
        ("th", "col", "数量"),
        ("th", "row", "机构职能"),
        ("td", None, "6"),
    ]


def test_texts__are_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    document = make_document(
        title=evil, agency=evil, document_number=evil, source=evil, notice=evil, index_number=evil
    )
    for part in ("title", "notice", "print_foot"):
        assert "<script" not in draw(f"includes/{part}", document=document)
    table = make_table(
        figure("received", evil, note=evil), figure("recv_online", "1"), figure("recv_letter", "1")
    )
    assert "<script" not in draw("includes/statistics_table", table=html_table(table))


def test_neighbours__say_which_year_is_which():
    html = draw(
        "includes/neighbours",
        previous_report={"title": "2017年报告", "url": "/2017/", "year": 2017},
        next_report=None,
    )
    assertHTMLEqual(
        html,
        '<nav class="disclosure-neighbours" aria-label="Other years of this agency">'
        '<a rel="prev" href="/2017/"><span>Previous year</span> 2017年报告</a></nav>',
    )


def test_pagination__keeps_the_query_and_names_the_page():
    pagination = Paginator(range(60), 20).page(2)
    soup = BeautifulSoup(
        draw("includes/pagination", pagination=pagination, base_query="q=a&year=2018"),
        "html.parser",
    )
    assert [(link.get("href"), words(link)) for link in soup("a")] == [
        ("?q=a&year=2018&page=1", "Previous page"),
        ("?q=a&year=2018&page=1", "1"),
        ("?q=a&year=2018&page=3", "3"),
        ("?q=a&year=2018&page=3", "Next page"),
    ]
    assert words(soup.select_one('[aria-current="page"]')) == "2"


def test_pagination__nothing_for_a_single_page():
    assert draw("includes/pagination", pagination=Paginator([1], 20).page(1)).strip() == ""


def test_tag_statistics_table__nothing_where_there_is_no_report():
    template = Template('{% load disclosure_tags %}{% statistics_table report "statistics" %}')
    assert template.render(Context({"report": None})).strip() == ""


def test_gone__says_what_was_public():
    entry = SimpleNamespace(
        number="SL-1",
        title="报告",
        agency="示例市教育局",
        document_number="",
        made_on="2019-01-10",
        published_on="",
        reason="重复发布",
        state="withdrawn",
    )
    soup = BeautifulSoup(draw("includes/gone_facts", entry=entry), "html.parser")
    assert [(words(i.dt), words(i.dd)) for i in soup.select("dl > div")] == [
        ("Index number", "SL-1"),
        ("Title", "报告"),
        ("Issuing agency", "示例市教育局"),
        ("Date of making", "2019-01-10"),
        ("Reason", "重复发布"),
    ]
