"""Figures in the text: taken from the same tables that readers see."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from tests.figures import make_figures
from tests.texts import sections_with, whole_text
from wagtail_disclosure.domain.prose.references import reference
from wagtail_disclosure.exports.document import RichText
from wagtail_disclosure.exports.tables import Cell
from wagtail_disclosure.models import PublishedReport
from wagtail_disclosure.services.documents import build_document, current_version
from wagtail_disclosure.services.figure_references import (
    figure_html,
    figure_text,
    showing,
    shown_cells,
    with_shown_figures,
)
from wagtail_disclosure.services.report_checks import section_references
from wagtail_disclosure.services.report_tables import tables_of
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db

ONLINE = "statistics.recv_online.current"
RECEIVED = "statistics.received.current"
RECEIVED_EVER = "statistics.received.cumulative"
TEXT = f"<p>收到{reference(RECEIVED)}件，网络{reference(ONLINE)}件</p>"


def data(value, text):
    return f'<data class="disclosure-figure" value="{value}">{text}</data>'


MISSING = '<span class="disclosure-figure disclosure-figure--missing">—</span>'


def prose(document):
    return [node.html for node in document.body if isinstance(node, RichText)]


def test_figure__each_state():
    number = Cell("a.b.c", "number", "12345.5", "12,345.5", "entered")
    does_not_apply = Cell("a.b.c", "n/a", "", "不适用", "entered")
    blank = Cell("a.b.c", "missing", "", "—", "entered")

    assert figure_html(number) == data("12345.5", "12,345.5")
    assert figure_html(does_not_apply) == '<span class="disclosure-figure">不适用</span>'
    assert figure_html(blank) == figure_html(None) == MISSING
    assert [figure_text(each) for each in (number, does_not_apply, blank, None)] == [
        "12,345.5",
        "不适用",
        "—",
        "—",
    ]


def test_figure__is_escaped():
    odd = Cell("a.b.c", "number", '1"', "<b>1</b>", "entered")

    assert figure_html(odd) == data("1&quot;", "&lt;b&gt;1&lt;/b&gt;")
    assert "<b>" not in with_shown_figures(reference('"<b>'), {'"<b>': odd})


def test_document__of_a_draft_shows_its_figures():
    figures = make_figures(recv_online=13611, complaints="n/a", review=None)
    complaints = reference("statistics.complaints.current")
    others = "".join(map(reference, ("statistics.review.current", "x.y.z", "")))
    report = make_report(
        figures=figures,
        preamble=f"<p>共{reference(RECEIVED)}件</p>",
        sections=sections_with(TEXT, f"<p>{complaints}{others}</p>"),
    )

    document = build_document(report, None)

    assert prose(document) == [
        f"<p>收到{data(13612, '13,612')}件，网络{data(13611, '13,611')}件</p>",
        f'<p><span class="disclosure-figure">不适用</span>{MISSING * 3}</p>',
    ]
    assert document.preamble[0].html == f"<p>共{data(13612, '13,612')}件</p>"


def test_document__of_a_preamble_that_is_one_figure():
    report = make_report(preamble=f"<p>{reference(ONLINE)}</p>")

    assert build_document(report, None).preamble[0].html == f"<p>{data(2, '2')}</p>"


def test_document__of_a_published_version_keeps_its_figures():
    report = make_published_report(sections=whole_text(TEXT))
    report.figures = make_figures(recv_online=900)
    report.save_revision(clean=False)

    public = build_document(report, current_version(report.pk))
    draft = build_document(report, None)

    assert prose(public) == [f"<p>收到{data(3, '3')}件，网络{data(2, '2')}件</p>"]
    assert prose(draft) == [f"<p>收到{data(901, '901')}件，网络{data(900, '900')}件</p>"]


def test_tables_of__published_figures_stay_when_last_year_is_corrected():
    index_page, agency = make_index_page(), make_agency()
    before = make_published_report(index_page, agency, 2017)
    report = make_published_report(index_page, agency, 2018, figures=make_figures(first=False))
    before.figures = make_figures(recv_online=500, ans_granted=500)
    before.correction_reason = "统计口径有误"
    publish(before)

    def ever(page):
        return {cell.address: cell.text for table in tables_of(page) for cell in table.figures()}[
            RECEIVED_EVER
        ]

    public = type(report).objects.get(pk=report.pk)
    assert ever(public) == "36"
    # A draft that changes figures is counted on from what is public now.
    public.figures["figures"]["statistics.via_gazette.current"] = 4
    assert ever(public.save_revision(clean=False).as_object()) == "534"


def test_tables_of__without_standard_or_year():
    assert tables_of(make_report(standard="")) == ()
    assert tables_of(make_report(standard="no-such-form")) == ()


def test_search_text__holds_the_figures():
    report = make_published_report(
        figures=make_figures(recv_online=13611, ans_granted=13611),
        preamble=f"<p>共{reference(RECEIVED)}件</p>",
        sections=whole_text(TEXT),
    )

    text = PublishedReport.objects.get(page_id=report.pk).search_text
    lines = text.splitlines()
    assert lines[1] == "共13,612件"
    assert "收到13,612件，网络13,611件" in lines
    report.figures = make_figures(recv_online=7, ans_granted=7)
    report.correction_reason = "统计口径有误"
    publish(report)
    text = PublishedReport.objects.get(page_id=report.pk).search_text
    assert "收到8件，网络7件" in text


def test_section_references__by_section():
    own = sections_with(f"<p>{reference('x.y.z')}</p>", key="")
    own[0]["value"]["heading"] = "附件说明"
    report = make_report(
        preamble=f"<p>{reference(RECEIVED)}</p>",
        sections=[
            *sections_with(TEXT, "<p>无</p>"),
            *own,
            *sections_with(f"<p>{reference(ONLINE)}</p>", key=""),
            *sections_with("<p>无</p>", key="cases"),
        ],
    )

    standard = find_standard(report.standard)
    assert section_references(report.preamble, report.sections, standard) == {
        "preamble": (RECEIVED,),
        "requests": (RECEIVED, ONLINE, ONLINE),
        "附件说明": ("x.y.z",),
        "cases": (),
    }


def test_showing__ends_with_its_block_and_the_inner_report_wins():
    one, two = make_report(), make_report(figures=make_figures(recv_online=7))

    with showing(one):
        assert shown_cells()[ONLINE].text == "2"
        with showing(two):
            assert shown_cells()[ONLINE].text == "7"
        assert shown_cells()[ONLINE].text == "2"
        with showing(one, lambda: ()):
            assert shown_cells()[ONLINE].text == "2"
    with pytest.raises(ZeroDivisionError), showing(one):
        1 / 0  # noqa: B018
    assert shown_cells() is None


def test_showing__looks_no_figure_up_without_a_reference():
    report = make_report(sections=sections_with("<p>甲</p>"))
    block = report.sections.stream_block

    with CaptureQueriesContext(connection) as queries:
        assert block.get_searchable_content(report.sections)[-1] == "甲"
    # What there is to choose from as key of a section: the standards of this site.
    tables = [re.findall('FROM [`"](\\w+)', query["sql"]) for query in queries]
    assert {name for names in tables for name in names} <= {
        "wagtail_disclosure_localstandardversion"
    }
