"""Figures that readers have change with a reason only, whichever door the correction comes by."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    PageLogEntry,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from tests.editor import editor_data
from tests.factories import (
    correct,
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from tests.figures import make_figures
from tests.pages.test_doors import api, api_client, bulk_publish, edit_url, texts
from wagtail_disclosure.models import Observation, PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.publishing_problems import problems_of

pytestmark = pytest.mark.django_db

__all__ = ["api_client"]  # a fixture

CELL = "statistics.complaints.current"
SAID = "读者已看到的数值将有 2 处变动：接受行政申诉、举报数（2018年） 0 → 1；"


@pytest.fixture
def admin() -> Client:
    user = User.objects.create_superuser("chief", "chief@example.com", "secret")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def report() -> AnnualReportPage:
    """A public report whose draft has another figure and no reason."""
    report = make_published_report()
    report.figures["figures"][CELL] = 1
    report.save_revision(clean=False)
    return report


def codes(report: AnnualReportPage, **options: Any) -> list[str]:
    return [problem.code for problem in problems_of(report, **options)]


def assert_as_published(report: AnnualReportPage) -> None:
    """Readers have the old figure; the draft still has the new one."""
    stored = AnnualReportPage.objects.get(pk=report.pk)
    assert Observation.objects.get(cell=CELL).value == 0
    assert PublishedVersion.objects.filter(page_id=report.pk).count() == 1
    assert stored.figures["figures"][CELL] == 0
    assert stored.get_latest_revision_as_object().figures["figures"][CELL] == 1


def test_editor__asks_for_a_reason_at_its_field_and_keeps_what_was_typed(
    admin: Client, report: AnnualReportPage
):
    data = editor_data(report, notice="改后的说明") | {"action-publish": "1"}
    response = admin.post(edit_url(report), data)
    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == ["correction_reason"]
    assert form.errors["correction_reason"][0].startswith(SAID)
    assert "改后的说明" in texts(response)
    assert json.loads(form["figures"].value())["figures"][CELL] == 1
    assert_as_published(report)


def test_editor__publishes_with_a_reason(admin: Client, report: AnnualReportPage):
    data = editor_data(report, correction_reason=" 漏计一件 ") | {"action-publish": "1"}
    assert admin.post(edit_url(report), data).status_code == 302
    assert Observation.objects.get(cell=CELL).value == 1
    assert list(PublishedVersion.objects.values_list("number", "reason").order_by("number")) == [
        (1, ""),
        (2, "漏计一件"),
    ]


def test_editor__draft_needs_no_reason(admin: Client, report: AnnualReportPage):
    assert admin.post(edit_url(report), editor_data(report)).status_code == 302
    assert_as_published(report)


def test_editor__offers_the_field_once_the_report_was_published(admin: Client):
    draft = make_report()
    assert "correction_reason" not in texts(admin.get(edit_url(draft)))
    publish(draft)
    assert 'name="correction_reason"' in texts(admin.get(edit_url(draft)))


def test_schedule__asks_for_a_reason(admin: Client, report: AnnualReportPage):
    later = (now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    data = editor_data(report, go_live_at=later) | {"action-publish": "1"}
    response = admin.post(edit_url(report), data)
    assert list(response.context["form"].errors) == ["correction_reason"]
    with pytest.raises(PublicationRefusedError):
        report.save_revision(approved_go_live_at=now() + timedelta(days=1), clean=False)
    assert_as_published(report)


def test_publish_scheduled__a_correction_without_reason_is_logged():
    report = make_published_report()
    due = now() - timedelta(minutes=1)
    report.go_live_at = due
    report.notice = "新说明"
    revision = report.save_revision(approved_go_live_at=due, clean=False)
    revision.content["figures"]["figures"][CELL] = 1
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    call_command("publish_scheduled", stdout=StringIO())
    log = PageLogEntry.objects.get(action="wagtail_disclosure.publish_refused")
    assert log.data["problems"][0].startswith(SAID)
    assert_as_published(report)


def test_bulk__names_the_report(admin: Client, report: AnnualReportPage):
    good = make_report(report.get_parent().specific, make_agency())
    response = bulk_publish(admin, [report, good])
    assert AnnualReportPage.objects.get(pk=good.pk).live
    assert SAID in texts(response)
    assert Observation.objects.get(cell=CELL, report__page_id=report.pk).value == 0


def test_workflow__approval_is_refused_in_words(admin: Client, report: AnnualReportPage):
    task = GroupApprovalTask.objects.create(name="审核")
    workflow = Workflow.objects.create(name="审核")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=report.get_parent())
    state = workflow.start(report, User.objects.get(username="chief"))
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[report.pk, "approve", state.current_task_state.pk],
    )
    response = admin.post(url, {"comment": ""})
    assert SAID in texts(admin.get(response.url))
    assert_as_published(report)


@api
def test_api__answers_422(api_client: Client, report: AnnualReportPage):
    response = api_client.post(
        f"/api/v3/pages/{report.pk}/actions/publish/",
        json.dumps({}),
        content_type="application/json",
    )
    assert response.status_code == 422, response.content
    assert SAID in response.content.decode()
    assert_as_published(report)


@pytest.mark.parametrize("reason", ["", "  "])
def test_code__is_refused(report: AnnualReportPage, reason: str):
    report.correction_reason = reason
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    assert list(refusal.value.message_dict) == ["correction_reason"]
    with pytest.raises(PublicationRefusedError):
        report.save(update_fields=["figures"])


def test_withdrawn_report__comes_back_with_other_figures_only_with_a_reason(
    report: AnnualReportPage,
):
    AnnualReportPage.objects.get(pk=report.pk).unpublish()
    draft = AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    draft.figures["figures"][CELL] = 1
    assert codes(draft) == ["reason_missing"]
    draft.figures["figures"][CELL] = 0
    assert codes(draft) == []


def test_reason_of_an_earlier_correction__counts_for_that_one_only():
    report = correct(make_published_report(), "漏计一件", complaints=1)
    report.notice = "只改文字，原因照旧"
    report = publish(report)
    with pytest.raises(PublicationRefusedError) as refusal:
        correct(report, "漏计一件", complaints=2)
    (message,) = refusal.value.message_dict["correction_reason"]
    assert message.startswith(f"这是 {localdate().isoformat()} 那次更正的原因。这次变动的是：")
    assert "1 → 2" in message
    assert correct(report, "又漏计一件", complaints=2).live


def test_reason_of_any_earlier_correction__does_not_count_again():
    report = correct(make_published_report(), "甲", complaints=1)
    report = correct(report, "乙", complaints=2)
    with pytest.raises(PublicationRefusedError) as refusal:
        correct(report, "甲", complaints=1)
    assert list(refusal.value.message_dict) == ["correction_reason"]


def test_same_figures_by_another_way__need_no_reason():
    report = make_published_report()
    report.figures["figures"][CELL] = "0"
    report.figures["claimed"] = {"statistics.received.current": 3}
    assert "reason_missing" not in codes(report)


def test_first_publication__needs_no_reason():
    assert codes(make_report()) == []
    assert codes(AnnualReportPage()) != []


@pytest.mark.parametrize(
    "values", [{"standard": "gone-1999"}, {"figures": {"strange": 1}}, {"report_year": None}]
)
def test_figures_that_cannot_be_read__are_said_by_themselves(values: dict[str, Any]):
    report = make_published_report()
    for name, value in values.items():
        setattr(report, name, value)
    assert codes(report)
    assert "reason_missing" not in codes(report)


def test_last_year_corrected__asks_at_the_next_publication_and_not_at_a_plain_save():
    index, agency = make_index_page(), make_agency()
    before = make_published_report(index, agency, year=2017)
    report = make_published_report(index, agency, figures=make_figures(first=False))
    correct(before, complaints=1)
    report = AnnualReportPage.objects.get(pk=report.pk)
    report.title = "2018年报告，改正了标题"
    report.save()
    assert codes(report, saving=True) == []
    assert codes(report) == ["reason_missing"]
    with pytest.raises(PublicationRefusedError):
        publish(report)
    report.correction_reason = "上年数更正"
    publish(report)
    cell = "statistics.complaints.cumulative"
    assert Observation.objects.get(year=2018, cell=cell).value == 1


def test_copy_and_translation__take_no_reason_along():
    report = correct(make_published_report(), complaints=1)
    copy = report.copy(update_attrs={"slug": "copy"}, keep_live=False)
    english = Locale.objects.create(language_code="en")
    report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    translated = report.copy_for_translation(english)
    assert (copy.correction_reason, translated.correction_reason) == ("", "")


def test_translation__needs_no_reason_for_its_sources_correction():
    report = make_published_report()
    english = Locale.objects.create(language_code="en")
    index = report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    index.save_revision().publish()
    translated = publish(report.copy_for_translation(english))
    correct(report, complaints=1)
    assert "reason_missing" not in codes(AnnualReportPage.objects.get(pk=translated.pk))
