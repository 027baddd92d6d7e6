"""Figures that were counted in the catalogue: at the gate, before readers, and afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.factories import (
    correct,
    make_agency,
    make_catalogue,
    make_entry,
    make_index_page,
    make_report,
    publish,
)
from tests.figures import make_figures
from wagtail_disclosure.models import FollowUp, Observation, PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.follow_ups import details
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.report_checks import check_report

pytestmark = pytest.mark.django_db

FILES = "statistics.proactive_files.current"
BLANK = {"proactive_files": None, "via_website": None, "via_gazette": None}


def counted_report(entries: int = 3, **rows: Any) -> AnnualReportPage:
    """A draft of an agency of whose catalogue so many entries count; ``rows`` are typed."""
    agency = make_agency(counts_from_year=2018)
    for _number in range(entries):
        make_entry(agency)
    return make_report(agency=agency, figures=make_figures(**{**BLANK, **rows}))


def keep(report: AnnualReportPage, reason: str = "两件未入目录。") -> AnnualReportPage:
    keys = [finding.key for finding in check_report(report).findings if finding.code == "C01"]
    report.figures = {**report.figures, "acknowledged": dict.fromkeys(keys, reason)}
    return report


def frozen(report: AnnualReportPage) -> dict[str, tuple[str, str]]:
    version = PublishedVersion.objects.filter(page_id=report.pk).order_by("-number").first()
    assert version is not None
    return {cell: (value, source) for cell, _state, value, source in version.frozen["figures"]}


def withdraw_one(report: AnnualReportPage) -> None:
    """Take one entry of the report's agency from its readers."""
    entry = report.agency.entries.filter(is_report=False).first()
    Page.objects.get(pk=entry.page_id).unpublish()


def test_publishing__a_blank_cell_is_published_as_counted():
    report = publish(counted_report())

    assert frozen(report)[FILES] == ("3", "counted")
    assert frozen(report)["statistics.proactive_files.cumulative"] == ("203", "calculated")
    row = Observation.objects.get(report__page_id=report.pk, cell=FILES)
    assert (row.value, row.source) == (3, "counted")


def test_publishing__another_figure_needs_a_reason():
    report = counted_report(proactive_files=5)
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    assert [(problem.field, problem.code) for problem in refusal.value.problems] == [
        ("figures", "C01")
    ]


def test_page__tells_readers_why_another_figure_stands_there(client: Client):
    report = publish(keep(counted_report(proactive_files=5)))

    assert frozen(report)[FILES] == ("5", "entered")
    text = client.get(report.url).content.decode()
    assert "目录中统计出 3。说明：两件未入目录。" in text


def test_page__leads_from_a_counted_figure_to_its_entries(client: Client):
    catalogue = make_catalogue()
    report = publish(counted_report())
    response = client.get(report.url)
    text = response.content.decode()

    query = f"agency={report.agency_id}&amp;year=2018&amp;mode=proactive"
    assert f'<a href="{catalogue.url}?{query}"' in text
    assert "主动公开文件数（2018年）：3 = 由目录统计得出" in text


def test_page__names_no_catalogue_that_readers_cannot_have(client: Client):
    catalogue = make_catalogue()
    PageViewRestriction.objects.create(page=catalogue, restriction_type=PageViewRestriction.LOGIN)
    make_catalogue(lists_whole_site=False)
    make_catalogue(live=False)
    text = client.get(publish(counted_report()).url).content.decode()

    assert "3 = 由目录统计得出" in text
    assert "mode=proactive" not in text


def test_report_saved_again__keeps_what_was_counted_then():
    report = publish(counted_report())
    withdraw_one(report)
    report.save()

    assert frozen(report)[FILES] == ("3", "counted")
    assert PublishedVersion.objects.filter(page_id=report.pk).count() == 1


def test_report_saved_again__though_its_agency_counts_no_more():
    report = publish(counted_report())
    report.agency.counts_from_year = None
    report.agency.save()
    AnnualReportPage.objects.get(pk=report.pk).save()

    assert frozen(report)[FILES] == ("3", "counted")


def test_report_saved_again__though_the_count_is_another_than_was_acknowledged():
    report = publish(keep(counted_report(proactive_files=5)))
    withdraw_one(report)
    AnnualReportPage.objects.get(pk=report.pk).save()

    assert frozen(report)[FILES] == ("5", "entered")


def test_report_published_again__with_another_count_asks_for_a_reason():
    report = publish(counted_report())
    withdraw_one(report)
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    assert [problem.code for problem in refusal.value.problems] == ["reason_missing"]

    report.correction_reason = "一件已撤回"
    publish(report)
    assert frozen(report)[FILES] == ("2", "counted")


def test_correction_of_last_year__lists_no_figure_because_of_its_count():
    index, agency = make_index_page(), make_agency(counts_from_year=2018)
    first = publish(make_report(index, agency, 2017))
    make_entry(agency)
    figures = make_figures(**BLANK, first=False)
    second = publish(make_report(index, agency, 2018, figures=figures))
    make_entry(agency)
    correct(first, review=1)

    (detail,) = details([FollowUp.objects.get(report__page_id=second.pk)])
    assert detail.now is not None
    assert [change.cell for change in detail.now.changes] == ["statistics.review.cumulative"]
