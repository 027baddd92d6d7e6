"""What a publication makes: number, frozen version, observations."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from tests.factories import (
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from wagtail_disclosure.models import IndexNumber, Observation, PublishedReport, PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.freezing import load_frozen
from wagtail_disclosure.services.numbering import NumberRefusedError, void

pytestmark = pytest.mark.django_db


def test_publish__gives_number_version_and_observations():
    report = make_published_report(agency=make_agency(code="SL503"), made_on=date(2019, 1, 10))
    assert report.live
    assert report.index_number == "SL503-3000-2019-00001"
    published = PublishedReport.objects.get()
    assert (published.page_id, published.public_year, published.index_number) == (
        report.pk,
        2018,
        "SL503-3000-2019-00001",
    )
    assert PublishedVersion.objects.get().number == 1
    assert Observation.objects.count() == 30
    figure = Observation.objects.get(cell="statistics.proactive_files.cumulative")
    assert figure.value == Decimal(220)
    assert figure.source == "calculated"


def test_draft__gets_no_number():
    report = make_report()
    report.save_revision()
    assert report.index_number == ""
    assert not IndexNumber.objects.exists()
    assert not PublishedReport.objects.exists()


def test_republish__keeps_number_and_adds_a_version():
    report = make_published_report()
    number = report.index_number
    report.notice = "更正说明"
    report.correction_reason = "漏计一件"
    report.figures["figures"]["statistics.complaints.current"] = 1
    report = publish(report)
    assert report.index_number == number
    assert IndexNumber.objects.count() == 1
    assert [v.number for v in PublishedVersion.objects.order_by("number")] == [1, 2]
    assert Observation.objects.get(cell="statistics.complaints.current").value == 1


def test_number_by_hand__serial_goes_on_after_it():
    index, agency = make_index_page(), make_agency(code="FZ00503")
    first = make_published_report(index, agency, requested_index_number="FZ00503-3000-2019-00004")
    second = make_published_report(index, agency, year=2017, made_on=date(2019, 2, 1))
    assert first.index_number == "FZ00503-3000-2019-00004"
    assert second.index_number == "FZ00503-3000-2019-00005"


def test_renamed_agency__published_table_and_name_stay():
    agency = make_agency(name="示例市安全生产监督管理局")
    report = make_published_report(agency=agency)
    agency.name = "示例市应急管理局"
    agency.save()
    frozen = load_frozen(PublishedVersion.objects.get(page_id=report.pk).frozen)
    assert frozen.agency == "示例市安全生产监督管理局"


def test_next_year__cumulative_carries_on():
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, year=2017)
    report = make_report(index, agency, year=2018)
    report.figures.pop("opening", None)
    publish(report)
    rows = Observation.objects.filter(year=2018, cell="statistics.proactive_files.cumulative")
    assert rows.get().value == 220 + 20


def test_unpublish__frees_the_year_and_keeps_the_number():
    report = make_published_report()
    report.unpublish()
    entry = IndexNumber.objects.get()
    assert entry.state == IndexNumber.State.WITHDRAWN
    assert not Observation.objects.exists()
    assert PublishedReport.objects.get().public_year is None
    again = publish(AnnualReportPage.objects.get(pk=report.pk))
    assert again.index_number == entry.number
    assert Observation.objects.count() == 30


def test_publish_after_void__gives_a_new_number_and_leaves_the_void_one():
    report = make_published_report(agency=make_agency(code="SL503"))
    report.unpublish()
    void(IndexNumber.objects.get(), "重复编号", now())
    again = publish(AnnualReportPage.objects.get(pk=report.pk))
    assert again.index_number == "SL503-3000-2019-00002"
    assert list(IndexNumber.objects.order_by("serial").values_list("state", "reason")) == [
        (IndexNumber.State.VOID, "重复编号"),
        (IndexNumber.State.IN_USE, ""),
    ]


def test_delete_in_code__number_stays_and_observations_go():
    report = make_published_report()
    number = report.index_number
    report.delete()
    assert IndexNumber.objects.get().number == number
    assert not Observation.objects.exists()


def test_expiry_by_the_command__retracts_the_report():
    report = make_published_report()
    AnnualReportPage.objects.filter(pk=report.pk).update(expire_at=now() - timedelta(minutes=1))
    call_command("publish_scheduled", stdout=StringIO())
    assert not AnnualReportPage.objects.get(pk=report.pk).live
    assert not Observation.objects.exists()
    assert PublishedReport.objects.get().public_year is None
    assert IndexNumber.objects.get().state == IndexNumber.State.WITHDRAWN


def test_void_number__never_comes_back():
    report = make_published_report()
    report.unpublish()
    entry = IndexNumber.objects.get()
    void(entry, "错号", now())
    again = publish(AnnualReportPage.objects.get(pk=report.pk))
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (IndexNumber.State.VOID, "错号")
    assert again.index_number != entry.number
    assert again.index_number.endswith("00002")


def test_void_of_a_public_number__is_refused_whatever_the_caller_saw():
    report = make_published_report()
    report.unpublish()
    seen = IndexNumber.objects.get()
    publish(AnnualReportPage.objects.get(pk=report.pk))
    with pytest.raises(NumberRefusedError):
        void(seen, "错号", now())
    assert IndexNumber.objects.get().state == IndexNumber.State.IN_USE


def test_save_without_publication__keeps_the_published_figures():
    index, agency = make_index_page(), make_agency()
    before = make_published_report(index, agency, year=2017)
    report = make_report(index, agency, year=2018)
    report.figures.pop("opening", None)
    report = publish(report)
    before.figures["opening"]["statistics.proactive_files.cumulative"] = 900
    before.correction_reason = "历年累计有误"
    publish(before)
    report.title = "2018年报告，改正了标题"
    report.save()
    cell = Observation.objects.get(year=2018, cell="statistics.proactive_files.cumulative")
    assert cell.value == 240
    frozen = PublishedVersion.objects.filter(page_id=report.pk).order_by("-number")[0].frozen
    assert ["statistics.proactive_files.cumulative", "number", "240", "calculated"] in frozen[
        "figures"
    ]
