"""What was disclosed by category: counted, put into the text, and frozen with the version."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pypdf import PdfReader
from wagtail.models import Page

from tests.factories import (
    make_agency,
    make_category,
    make_entry,
    make_report,
    publish,
)
from tests.figures import make_figures
from tests.texts import whole_text
from wagtail_disclosure.models import Agency, Category, EntryCategory, PublishedReport
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.breakdowns import (
    Breakdown,
    breakdown_html,
    breakdown_text,
    count_breakdown,
)
from wagtail_disclosure.services.corrections import corrections
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.report_checks import check_report

pytestmark = pytest.mark.django_db

FILES = "statistics.proactive_files.current"

#: The nine categories of a report of 2018 with their numbers: 128 in all.
NINE = {
    "机构职能类公开信息": 6,
    "规范性文件类公开信息": 7,
    "财政预算决算类信息": 1,
    "行政许可类公开信息": 28,
    "安全生产的监督检查情况类信息": 10,
    "工作信息": 39,
    "突发公共事件的应急预案预警信息": 10,
    "人事任免类公开信息": 3,
    "其他应主动公开的政府信息": 24,
}
SENTENCE = (
    "2018年主动公开政府信息128条，按类别：机构职能类公开信息6条；规范性文件类公开信息7条；"
    "财政预算决算类信息1条；行政许可类公开信息28条；安全生产的监督检查情况类信息10条；工作信息39条；"
    "突发公共事件的应急预案预警信息10条；人事任免类公开信息3条；其他应主动公开的政府信息24条。"
)


def nine_categories() -> list[Category]:
    return [make_category(f"{n}000", name) for n, name in enumerate(NINE, start=1)]


def full_catalogue() -> Agency:
    """An agency that disclosed in 2018 what the nine numbers say, and some more in other years."""
    agency = make_agency(counts_from_year=2018)
    for category, number in zip(nine_categories(), NINE.values(), strict=True):
        for _entry in range(number):
            make_entry(agency, category)
        make_entry(agency, category, year=2017)
    return agency


def with_block(report: AnnualReportPage, **value: str) -> AnnualReportPage:
    """The draft with the block in a section of its text."""
    raw: list[dict[str, Any]] = whole_text()
    block = {"scheme": "information", "style": "sentence", **value}
    raw[1]["value"]["body"] = [{"type": "catalogue_breakdown", "value": block}]
    report.sections = report.sections.stream_block.to_python(raw)
    report.save_revision(clean=False)
    return report


def small_report(**value: str) -> AnnualReportPage:
    agency = make_agency(counts_from_year=2018)
    make_entry(agency, make_category("3000", "工作信息"))
    figures = make_figures(proactive_files=None, via_website=None, via_gazette=None)
    return with_block(make_report(agency=agency, figures=figures), **value)


def test_breakdown__of_a_full_catalogue_is_that_of_the_report(client: Client):
    agency = full_catalogue()
    figures = make_figures(proactive_files=None, via_website=None, via_gazette=None)
    report = with_block(make_report(agency=agency, figures=figures))
    found = count_breakdown(agency, 2018, "information")

    assert found == Breakdown(128, tuple(NINE.items()))
    assert check_report(report).sheet.facts.counted.dump()[FILES] == 128
    assert [f.code for f in check_report(report).findings if f.code.startswith("T01")] == []

    report = publish(report)
    assert f"<p>{SENTENCE}</p>" in client.get(report.url).content.decode()
    assert SENTENCE in PublishedReport.objects.get(page_id=report.pk).search_text


def test_breakdown__in_the_pdf(client: Client):
    response = client.get(publish(small_report()).url + "report.pdf")
    content = b"".join(response.streaming_content)
    pages = PdfReader(BytesIO(content)).pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")

    assert "2018年主动公开政府信息1条，按类别：工作信息1条。" in text


def test_breakdown__as_a_list(client: Client):
    report = publish(small_report(style="list"))
    text = client.get(report.url).content.decode()

    assert "<p>2018年主动公开政府信息1条，按类别：</p><ul><li>工作信息1条</li></ul>" in text


def test_breakdown__is_frozen_until_the_report_is_published_again(client: Client):
    report = publish(small_report())
    make_entry(report.agency, make_category("4000", "政策解读"))
    report.save()
    assert "信息1条，按类别：工作信息1条。" in client.get(report.url).content.decode()
    preview = report.make_preview_request(preview_mode="").rendered_content
    assert "信息2条，按类别：工作信息1条；政策解读1条。" in preview

    report.correction_reason = "补录一件"
    report = publish(report)
    assert "信息2条，按类别：工作信息1条；政策解读1条。" in client.get(report.url).content.decode()


def test_breakdown__with_other_numbers_is_a_correction_with_a_reason(client: Client):
    report = publish(small_report())
    row = EntryCategory.objects.get(direct=True, category__code="3000", entry__is_report=False)
    other = make_category("4000", "政策解读")
    EntryCategory.objects.filter(pk=row.pk).update(category=other, label="政策解读")
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    assert [problem.code for problem in refusal.value.problems] == ["reason_missing"]
    report.correction_reason = "分类有误"
    publish(report)
    (correction,) = corrections(report.pk)
    assert [str(change) for change in correction.changes] == [
        "按类别，政策解读 — → 1",
        "按类别，工作信息 1 → —",
    ]


def test_breakdown__stays_when_the_agency_counts_no_more(client: Client):
    report = publish(small_report())
    Agency.objects.update(counts_from_year=None)
    AnnualReportPage.objects.get(pk=report.pk).save()

    assert "按类别：工作信息1条。" in client.get(report.url).content.decode()


def test_breakdown__rendered_by_wagtail_alone_and_handed_out_by_apis():
    report = publish(small_report())
    make_entry(report.agency)
    (block,) = report.sections[1].value["body"]
    stream = report.sections.stream_block
    (section,) = stream.get_api_representation(report.sections)[1:2]

    words = "2018年主动公开政府信息1条，按类别：工作信息1条。"
    assert f"<p>{words}</p>" in report.sections.render_as_block()
    assert block.render() == ""  # nobody said whose text it is
    assert section["value"]["body"][0]["value"] == {
        "scheme": "information",
        "style": "sentence",
        "text": words,
        "total": 1,
        "parts": [["工作信息", 1]],
        "without": 0,
        "overlapping": False,
    }


def test_breakdown__entries_without_category_and_with_several():
    agency = make_agency(counts_from_year=2018)
    work, policy = make_category("3000", "工作信息"), make_category("4000", "政策解读")
    make_entry(agency, work, policy)
    make_entry(agency, work)
    make_entry(agency)
    found = count_breakdown(agency, 2018, "information")

    assert found == Breakdown(3, (("工作信息", 2), ("政策解读", 1)), 1, overlapping=True)
    assert breakdown_text(found, 2018) == (
        "2018年主动公开政府信息3条，按类别：工作信息2条；政策解读1条；未分类1条。"
        "一条信息可同时属于多个类别。"
    )
    assert breakdown_html(found, 2018, as_list=True) == (
        "<p>2018年主动公开政府信息3条，按类别：</p>"
        "<ul><li>工作信息2条</li><li>政策解读1条</li><li>未分类1条</li></ul>"
        "<p>一条信息可同时属于多个类别。</p>"
    )


def test_breakdown__labels_are_those_of_publication():
    agency = make_agency(counts_from_year=2018)
    category = make_category("3000", "工作信息")
    make_entry(agency, category)
    Category.objects.update(name="工作动态")
    newer = make_entry(agency, Category.objects.get(), published_at="2018-11-01T00:00:00Z")
    assert count_breakdown(agency, 2018, "information") == Breakdown(2, (("工作动态", 2),))

    EntryCategory.objects.filter(entry=newer).delete()
    assert count_breakdown(agency, 2018, "information") == Breakdown(2, (("工作信息", 1),), 1)


def test_breakdown__counts_only_the_categories_that_were_chosen():
    agency = make_agency(counts_from_year=2018)
    above = make_category("3000", "工作信息")
    below = make_category("3100", "工作动态", parent=above)
    entry = make_entry(agency, below)
    entry.categories.create(category=above, scheme=above.scheme, label=above.name, direct=False)

    assert count_breakdown(agency, 2018, "information") == Breakdown(1, (("工作动态", 1),))


def test_breakdown__what_it_says_of_nothing_and_of_names_with_digits():
    assert breakdown_text(Breakdown(0, ()), 2018) == "2018年主动公开政府信息0条。"
    assert breakdown_html(Breakdown(0, ()), 2018, as_list=True) == (
        "<p>2018年主动公开政府信息0条。</p>"
    )
    assert breakdown_text(Breakdown(1200, (("规划2035", 1200),)), 2018) == (
        "2018年主动公开政府信息1,200条，按类别：规划2035：1,200条。"
    )
    with override("en"):
        assert breakdown_text(Breakdown(2, (("Work", 2),)), 2018) == (
            "2 items were disclosed in 2018, by category: Work 2."
        )


@pytest.mark.parametrize("value", [{"scheme": "gone"}, {"scheme": ""}])
def test_publishing__a_block_without_scheme_is_refused(value: dict[str, str]):
    assert refused(small_report(**value)) == [("sections", "breakdown")]


def test_publishing__a_block_for_an_agency_that_does_not_count_is_refused():
    report = with_block(make_report())
    assert refused(report) == [("sections", "breakdown")]


def refused(report: AnnualReportPage) -> list[tuple[str, str]]:
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    return [(problem.field, problem.code) for problem in refusal.value.problems]


def test_text__another_total_than_the_table_has_is_found():
    report = small_report()
    report.figures["figures"][FILES] = 20
    found = [finding for finding in check_report(report).findings if finding.code == "T01"]

    assert [(finding.left, finding.right) for finding in found] == [(1, 20)]


def test_breakdown__nothing_that_readers_cannot_have():
    report = small_report()
    Page.objects.filter(pk=report.agency.entries.get().page_id).update(live=False)

    assert count_breakdown(report.agency, 2018, "information") == Breakdown(0, ())


def test_count_breakdown__is_two_queries_however_many_entries():
    agency = make_agency(counts_from_year=2018)
    make_entry(agency, make_category("3000", "工作信息"))
    with CaptureQueriesContext(connection) as few:
        count_breakdown(agency, 2018, "information")
    for category in nine_categories():
        make_entry(agency, category)
    with CaptureQueriesContext(connection) as many:
        count_breakdown(agency, 2018, "information")

    assert (len(few), len(many)) == (2, 2)
