"""Findings that stay with a reason: at the gate, on the page, in the PDF, in the published data."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from tests.factories import (
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from tests.figures import make_last_years_figures, make_national_figures
from wagtail_disclosure.domain.prose.references import reference
from wagtail_disclosure.models import Observation
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.report_checks import check_report

pytestmark = pytest.mark.django_db

CELL = "requests.carried_in.natural_person"
TOTAL = "requests.received_new.total"
REASON = "机构改革划入一件。"
CARRIED = {CELL: 4, "requests.carried_out.natural_person": 3}
THEN = datetime(2026, 1, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def report_of_2025(**values: Any) -> Any:
    """A draft of 2025 whose report of last year is public, and left 3 requests."""
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, 2024, figures=make_last_years_figures())
    return make_report(index, agency, 2025, **values)


def acknowledge(report: Any) -> Any:
    """Give the reason to all that was found and can be acknowledged."""
    found = check_report(report).findings
    keys = [finding.key for finding in found if finding.acknowledgeable and finding.stops]
    report.figures = {**report.figures, "acknowledged": dict.fromkeys(keys, REASON)}
    return report


def refused(report: Any) -> dict[str, list[str]]:
    """What the gate says, by field."""
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    return {
        field: [message.split()[0] for message in messages]
        for field, messages in refusal.value.message_dict.items()
    }


def pdf_text(client: Client, report: Any) -> str:
    content = b"".join(client.get(report.url + "report.pdf").streaming_content)
    pages = PdfReader(BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_changed_carry_over__is_refused_without_a_reason():
    report = report_of_2025(figures=make_national_figures(figures=CARRIED))

    assert refused(report) == {"figures": ["Y05"]}


def test_changed_carry_over__readers_see_the_reason_at_the_figure(client: Client):
    report = publish(acknowledge(report_of_2025(figures=make_national_figures(figures=CARRIED))))
    text = client.get(report.url).content.decode()
    note = "上年报告“四、结转下年度继续办理”为 3。说明：机构改革划入一件。"

    assert text.count(note) == 1
    assert 'data-cell="requests.carried_in.natural_person"' in text
    (start,) = (part for part in text.split("<td") if f'data-cell="{CELL}"' in part)
    assert "#table-requests-note-1" in start
    assert "".join(note.split()) in pdf_text(client, report)
    assert Observation.objects.get(cell=CELL, year=2025).value == 4


def test_changed_carry_over__comes_back_when_the_figure_changes():
    report = acknowledge(report_of_2025(figures=make_national_figures(figures=CARRIED)))
    report.figures["figures"] = {
        **report.figures["figures"], CELL: 5, "requests.carried_out.natural_person": 4
    }  # fmt: skip

    assert refused(report) == {"figures": ["Y05"]}


UNBALANCED = {"requests.carried_out.natural_person": 3}


def test_identity__is_refused_whatever_the_reason():
    report = report_of_2025(figures=make_national_figures(figures=UNBALANCED))
    keys = [finding.key for finding in check_report(report).findings]
    report.figures["acknowledged"] = dict.fromkeys(keys, REASON)

    assert refused(report) == {"figures": ["S04", "S04"]}


def test_report_of_elsewhere__carries_the_breach_as_a_public_note(client: Client):
    report = report_of_2025(
        figures=make_national_figures(figures=UNBALANCED),
        published_elsewhere="示例市人民政府旧网站（www.example.gov.cn）",
        published_at=THEN,
    )
    assert refused(report) == {"figures": ["S04", "S04"]}

    report = publish(acknowledge(report))
    text = client.get(report.url).content.decode()
    assert (
        "本报告最初于 2026-01-20 公开：示例市人民政府旧网站（www.example.gov.cn）。此处按原样刊载。"
    ) in text
    assert (
        "“自然人”：“一、本年新收政府信息公开申请数量”、“二、上年结转政府信息公开申请数量”合计 43，"
        "“（七）总计”、“四、结转下年度继续办理”合计 44。说明：机构改革划入一件。"
    ) in text
    assert "本报告最初于2026-01-20公开" in pdf_text(client, report)


def test_report_of_elsewhere__shows_a_printed_total_that_does_not_add_up(client: Client):
    figures = make_national_figures(claimed={"cases.review.total": 4})
    report = report_of_2025(figures=figures, published_elsewhere="旧网站", published_at=THEN)
    assert refused(report) == {"figures": ["S02"]}

    report = publish(acknowledge(report))
    text = client.get(report.url).content.decode()
    row = Observation.objects.get(cell="cases.review.total", year=2025)

    assert (row.value, row.source) == (4, "imported")
    assert "此为原件所载数值，各组成部分合计为 3。说明：机构改革划入一件。" in text
    assert (
        "行政复议（总计）：4 为原件所载数值；"
        "其各组成部分为 结果维持 2 + 结果纠正 1 + 其他结果 0 + 尚未审结 0" in text
    )


@pytest.mark.parametrize("time", [None, datetime(2090, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))])
def test_report_of_elsewhere__says_when(time: datetime | None):
    report = make_report(published_elsewhere="旧网站", published_at=time)

    assert list(refused(report)) == ["published_at"]


def test_blank_place__is_no_report_of_elsewhere():
    report = report_of_2025(
        figures=make_national_figures(figures=UNBALANCED),
        published_elsewhere=" ",
        published_at=THEN,
    )

    assert refused(acknowledge(report)) == {"figures": ["S04", "S04"]}


def test_text_rules__speak_of_the_page():
    report = make_report(title="示例市水务局年度报告", period_start=date(2018, 2, 1))
    report.sections = report.sections.stream_block.to_python([])

    assert refused(report) == {
        "period_start": ["R01"],
        "sections": ["T03"] * 6,
        "title": ["T05"],
    }


def test_sections__one_without_key_is_the_forms_of_the_same_heading():
    report = make_report()
    raw = [dict(section) for section in report.sections.raw_data]
    raw[0]["value"] = {**raw[0]["value"], "key": ""}
    raw[1]["value"] = {**raw[1]["value"], "key": "", "heading": "大事记"}
    report.sections = report.sections.stream_block.to_python(raw)

    assert refused(report) == {"sections": ["T03", "T10"]}


def test_title_of_another_year__can_stay_with_a_reason(client: Client):
    report = acknowledge(make_report(title="示例市水务局年度报告"))
    report = publish(report)

    text = client.get(report.url).content.decode()
    assert "标题未写明报告年份 2018。说明：机构改革划入一件。" in text


def test_explanations__readers_are_told_how_figures_came_about(client: Client):
    figures = make_national_figures(figures={CELL: ""})
    report = publish(report_of_2025(figures=figures))
    text = client.get(report.url).content.decode()

    assert "二、上年结转政府信息公开申请数量（自然人）：3 = 上年“四、结转下年度继续办理” 3" in text
    assert "行政复议（总计）：3 = 结果维持 2 + 结果纠正 1 + 其他结果 0 + 尚未审结 0" in text


def test_reference_to_no_cell__is_refused_at_the_sections():
    report = make_report()
    raw = [dict(section) for section in report.sections.raw_data]
    text = {"type": "text", "value": f"<p>共{reference('no.such.cell')}件。</p>"}
    raw[0]["value"] = {**raw[0]["value"], "body": [text]}
    report.sections = report.sections.stream_block.to_python(raw)

    assert refused(report) == {"sections": ["T11"]}


def test_restricted_last_year__is_not_quoted_to_readers(client: Client):
    report = report_of_2025(figures=make_national_figures(figures={**CARRIED, CELL: 4}))
    last = AnnualReportPage.objects.get(report_year=2024)
    PageViewRestriction.objects.create(page=last, restriction_type=PageViewRestriction.LOGIN)
    text = client.get(publish(acknowledge(report)).url).content.decode()

    assert "此数与上年报告接续的数值不一致。说明：机构改革划入一件。" in text
    assert "结转下年度继续办理”为 3" not in text


def test_restricted_last_year__is_not_explained_to_readers(client: Client):
    report = report_of_2025(figures=make_national_figures(figures={CELL: ""}))
    last = AnnualReportPage.objects.get(report_year=2024)
    PageViewRestriction.objects.create(page=last, restriction_type=PageViewRestriction.LOGIN)
    text = client.get(publish(report).url).content.decode()

    assert "上年“四、结转下年度继续办理”" not in text
    assert "行政复议（总计）：3 = 结果维持 2" in text


def test_copy__stood_nowhere_before():
    report = make_published_report(published_elsewhere="旧网站", published_at=THEN)
    copy = report.copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert (copy.published_elsewhere, copy.published_at) == ("", None)


def test_section_without_heading_or_key__is_an_own_section(admin_client: Client):
    report = make_report()
    report.sections = report.sections.stream_block.to_python([{"type": "section", "value": {}}])
    report.save_revision(clean=False)

    assert refused(report) == {"sections": ["T03"] * 6 + ["T10"]}
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert admin_client.get(url).status_code == 200


def test_grid__of_a_draft_with_odd_content_is_checked_all_the_same(admin_client: Client):
    report = make_report()
    revision = report.get_latest_revision()
    odd = {"preamble": None, "published_elsewhere": None, "published_at": "?", "period_end": "x"}
    revision.content = {**revision.content, **odd}
    revision.save()
    body = {"page": report.pk, "standard": "fuzhou-2018", "agency": None, "year": 2018, "data": {}}
    response = admin_client.post(
        reverse("wagtail_disclosure_grid"), json.dumps(body), content_type="application/json"
    )

    assert response.status_code == 200


def test_plain_save__of_a_live_report_is_no_publication_of_new_figures():
    report = publish(report_of_2025(figures=make_national_figures(figures={CELL: 3})))
    last = AnnualReportPage.objects.get(report_year=2024)
    figures = {"requests.received_new.natural_person": 2, "requests.carried_out.natural_person": 2}
    last.figures = {"figures": {**last.figures["figures"], **figures}}
    last.correction_reason = "多计一件"
    publish(last)

    report = AnnualReportPage.objects.get(pk=report.pk)
    report.save()
    assert refused(report)["figures"] == ["Y05"]
