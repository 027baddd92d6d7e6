"""Copies, aliases and translations of a report: who owns number and year."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import now
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale

from tests.factories import make_index_page, make_published_report, make_report, publish
from wagtail_disclosure.models import IndexNumber, Observation, PublishedReport, PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.freezing import load_frozen
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.withdrawal import withdraw

pytestmark = pytest.mark.django_db


def test_alias__shows_the_source_and_owns_nothing(client: Client):
    report = make_published_report()
    other_index = make_index_page()
    alias = CreatePageAliasAction(report, parent=other_index, update_slug="alias").execute(
        skip_permission_checks=True
    )
    alias = AnnualReportPage.objects.get(pk=alias.pk)
    assert alias.live
    assert alias.index_number == report.index_number
    assert IndexNumber.objects.count() == 1
    assert PublishedReport.objects.count() == 1
    page = client.get(alias.url)
    assert page.status_code == 200
    assert report.index_number in page.content.decode()


def test_alias__follows_the_source_when_it_is_published_again():
    report = make_published_report()
    alias = CreatePageAliasAction(report, parent=make_index_page(), update_slug="alias").execute(
        skip_permission_checks=True
    )
    report.title = "示例市2018年更正后的标题"
    publish(report)
    assert AnnualReportPage.objects.get(pk=alias.pk).title == "示例市2018年更正后的标题"
    assert IndexNumber.objects.count() == 1


def test_translation__shares_number_and_year_and_owns_none():
    report = make_published_report()
    english = Locale.objects.create(language_code="en")
    index = report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    index.save_revision().publish()
    translation = report.copy_for_translation(english)
    assert (translation.live, translation.report_year) == (False, 2018)
    translation = publish(translation)
    assert translation.live
    assert translation.index_number == report.index_number
    assert IndexNumber.objects.count() == 1
    assert PublishedReport.objects.count() == 1
    assert Observation.objects.count() == 30


def test_translation_withdrawn__the_source_stays_public():
    report = make_published_report()
    english = Locale.objects.create(language_code="en")
    report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    translation = publish(report.copy_for_translation(english))
    translation.unpublish()
    assert PublishedReport.objects.get().public_year == 2018
    assert IndexNumber.objects.get().state == IndexNumber.State.IN_USE


def test_converted_alias__is_refused_while_its_source_is_public():
    report = make_published_report()
    alias = CreatePageAliasAction(report, parent=make_index_page(), update_slug="alias").execute(
        skip_permission_checks=True
    )
    with pytest.raises(PublicationRefusedError):
        ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    stored = AnnualReportPage.objects.get(pk=alias.pk)
    assert stored.alias_of_id == report.pk
    assert PublishedReport.objects.count() == 1


def make_translation(report: AnnualReportPage) -> AnnualReportPage:
    english = Locale.objects.create(language_code="en")
    index = report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    index.save_revision().publish()
    return report.copy_for_translation(english)


def figure(page: AnnualReportPage, cell: str) -> str:
    version = PublishedVersion.objects.filter(page_id=page.pk).order_by("-number").first()
    return next(row[2] for row in load_frozen(version.frozen).figures if row[0] == cell)


def test_translation__follows_a_correction_of_its_source():
    report = make_published_report()
    translation = publish(make_translation(report))
    report.figures["figures"]["statistics.complaints.current"] = 77
    report.correction_reason = "漏计"
    publish(report)
    assert figure(translation, "statistics.complaints.current") == "77"


def test_translation__of_another_year_is_refused():
    translation = make_translation(make_published_report())
    translation.report_year = 2017
    translation.title = translation.title.replace("2018", "2017")
    translation.period_start, translation.period_end = date(2017, 1, 1), date(2017, 12, 31)
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(translation)
    assert list(refusal.value.message_dict) == ["report_year"]


def test_translation__goes_with_its_withdrawn_source_and_waits_for_it():
    report = make_published_report()
    translation = publish(make_translation(report))
    withdraw(report, "数据有误", None, now())
    translation = AnnualReportPage.objects.get(pk=translation.pk)
    assert not translation.live
    with pytest.raises(PublicationRefusedError):
        publish(translation)


def test_live_page_that_never_passed_the_gate__is_not_shown(client: Client):
    report = make_report()
    AnnualReportPage.objects.filter(pk=report.pk).update(live=True)
    assert client.get(report.url).status_code == 404
