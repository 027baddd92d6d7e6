"""Starting a report: agency and year, all else is there already."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text, streamfield

from tests.editor import editor_data
from tests.factories import (
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    make_scheme,
)
from tests.texts import with_problems
from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.reports import fitting_sections
from wagtail_disclosure.services.sheets import build_sheet
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief", "chief@example.com", "secret"))
    return client


def start_url(index) -> str:
    return reverse(
        "wagtail_disclosure_start", args=["wagtail_disclosure_pages.annualreportpage", index.pk]
    )


def test_add_child_page__leads_to_the_start_form(admin: Client):
    index = make_index_page()
    url = reverse(
        "wagtailadmin_pages:add", args=["wagtail_disclosure_pages", "annualreportpage", index.pk]
    )
    response = admin.get(url)
    assert (response.status_code, response.url) == (302, start_url(index))


def test_start__fills_everything_in(admin: Client):
    index, scheme = make_index_page(), make_scheme()
    agency = make_agency(name="示例市教育局", phone="010-12345678")
    response = admin.post(start_url(index), {"agency": agency.pk, "year": 2018})
    report = AnnualReportPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[report.pk])
    assert (report.live, report.title, report.slug, report.standard) == (
        False,
        "示例市教育局2018年政府信息公开工作年度报告",
        "2018",
        "fuzhou-2018",
    )
    assert (report.period_start, report.period_end) == (date(2018, 1, 1), date(2018, 12, 31))
    assert (report.contact_phone, report.numbering_scheme) == ("010-12345678", scheme)
    assert [section.value["heading"] for section in report.sections] == [
        "概述",
        "主动公开政府信息情况",
        "依申请公开政府信息办理情况",
        "因政府信息公开申请行政复议、提起行政诉讼的情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "需要说明的其他事项与附表",
    ]
    assert report.sections[5].value["body"][0].value["table"] == "statistics"
    assert admin.get(response.url).status_code == 200


def test_start__last_years_cumulative_figures_are_there(admin: Client):
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, year=2017)
    admin.post(start_url(index), {"agency": agency.pk, "year": 2018})
    report = AnnualReportPage.objects.get(report_year=2018)
    sheet = build_sheet(find_standard(report.standard), 2018, agency, report.figures)
    assert sheet.previous is not None
    assert sheet.previous.number("statistics.proactive_files.cumulative") == 220


def test_start__second_report_is_refused_in_words(admin: Client):
    index, agency = make_index_page(), make_agency()
    report = make_published_report(index, agency)
    response = admin.post(start_url(index), {"agency": agency.pk, "year": 2018})
    assert response.status_code == 200
    text = response.content.decode()
    assert report.title in text
    assert reverse("wagtailadmin_pages:edit", args=[report.pk]) in text
    assert AnnualReportPage.objects.count() == 1


@pytest.mark.parametrize("year", ["", "1999", "20x8", "99999999999999999999"])
def test_start__bad_year_is_refused(admin: Client, year: str):
    response = admin.post(start_url(make_index_page()), {"agency": make_agency().pk, "year": year})
    assert response.status_code == 200
    assert "year" in response.context["form"].errors


def test_start__year_without_standard_is_refused(admin: Client, monkeypatch):
    monkeypatch.setattr("wagtail_disclosure.services.reports.suitable_standards", lambda *_: ())
    response = admin.post(start_url(make_index_page()), {"agency": make_agency().pk, "year": 2090})
    assert response.status_code == 200
    assert not AnnualReportPage.objects.exists()


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_start__needs_permission(client: Client, who: str):
    if who == "stranger":
        client.force_login(User.objects.create_user(who, password="secret"))
    response = client.post(start_url(make_index_page()), {"agency": make_agency().pk, "year": 2018})
    assert response.status_code == 302
    assert not AnnualReportPage.objects.exists()


def sections_of(report) -> list[str]:
    draft = AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    return [section.value["heading"] for section in draft.sections]


def posted_sections(report):
    """The sections of a draft in which nothing is written, with their tables."""
    return streamfield(
        [
            (
                "section",
                {
                    "key": section.value["key"],
                    "heading": section.value["heading"],
                    "body": streamfield(
                        [
                            ("statistics_table", {"table": block.value["table"]})
                            for block in section.value["body"]
                        ]
                    ),
                },
            )
            for section in report.sections
        ]
    )


def test_another_standard__brings_its_sections_while_nothing_is_written(admin_client: Client):
    report = make_report()
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    data = editor_data(report, standard="cn-2021", sections=posted_sections(report))
    admin_client.post(url, data)

    headings = [section.heading for section in load_standard("cn-2021").sections]
    assert sections_of(report) == headings


def test_the_same_standard__leaves_its_empty_sections_alone(admin_client: Client):
    report = make_report()
    before = [section.value["heading"] for section in report.sections]
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    admin_client.post(url, editor_data(report, sections=posted_sections(report)))

    assert sections_of(report) == before


def test_another_standard__leaves_sections_with_text_alone(admin_client: Client):
    report = with_problems(make_report())
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    body = streamfield([("text", rich_text("<p>有。</p>"))])
    text = {"key": "problems", "heading": "问题", "body": body}
    data = editor_data(report, standard="cn-2021", sections=streamfield([("section", text)]))
    admin_client.post(url, data)

    assert sections_of(report) == ["问题"]


def test_fitting_sections__an_own_section_is_no_empty_form():
    report = make_report()
    raw = [dict(section) for section in report.sections.raw_data]
    raw[0]["value"] = {**raw[0]["value"], "key": ""}
    own = report.sections.stream_block.to_python(raw)

    assert fitting_sections(load_standard("cn-2021"), own) is None
    assert fitting_sections(load_standard("fuzhou-2018"), report.sections) is None
