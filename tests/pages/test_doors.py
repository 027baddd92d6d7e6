"""Every door of Wagtail through which a report could reach readers.

Each test drives the real door with a report whose figures are wrong, sees the refusal, and looks
at live page, register and what was typed afterwards.
"""

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
from django.utils.timezone import now
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.signals import page_published

from tests.editor import editor_data
from tests.factories import make_agency, make_index_page, make_published_report, make_report
from wagtail_disclosure.models import IndexNumber, Observation, PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.publishing import PublicationRefusedError

pytestmark = pytest.mark.django_db

WRONG = "statistics.via_website.current"


@pytest.fixture
def admin() -> Client:
    user = User.objects.create_superuser("chief", "chief@example.com", "secret")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def wrong_report() -> AnnualReportPage:
    """A draft whose part exceeds its total (S03)."""
    report = make_report()
    report.figures["figures"][WRONG] = 900
    report.save_revision(clean=False)
    return report


def assert_untouched(report: AnnualReportPage, typed: Any = 900) -> None:
    """No live page, no number, no observation, and the typed figure is still in the draft."""
    stored = AnnualReportPage.objects.get(pk=report.pk)
    assert not stored.live
    assert stored.first_published_at is None
    assert not IndexNumber.objects.filter(page_id=report.pk).exists()
    assert not Observation.objects.filter(report__page_id=report.pk).exists()
    assert not PublishedVersion.objects.filter(page_id=report.pk).exists()
    draft = stored.get_latest_revision_as_object()
    assert draft.figures["figures"][WRONG] == typed


def texts(response: Any) -> str:
    return response.content.decode()


def edit_url(report: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[report.pk])


def test_save_draft__is_allowed(admin: Client, wrong_report: AnnualReportPage):
    response = admin.post(edit_url(wrong_report), editor_data(wrong_report))
    assert response.status_code == 302
    assert_untouched(wrong_report)


def test_editor_publish__is_refused_at_the_field(admin: Client, wrong_report: AnnualReportPage):
    data = editor_data(wrong_report) | {"action-publish": "1"}
    response = admin.post(edit_url(wrong_report), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["figures"]
    assert "S03" in response.context["form"].errors["figures"][0]
    assert "900" in texts(response)
    assert_untouched(wrong_report)


def test_editor_create_and_publish__is_refused(admin: Client):
    report = make_report()
    figures = json.loads(json.dumps(report.figures))
    figures["figures"][WRONG] = 900
    data = editor_data(report, report_year=2017, slug="new", figures=json.dumps(figures))
    parent = report.get_parent()
    before = Page.objects.count()
    url = reverse(
        "wagtailadmin_pages:add",
        args=["wagtail_disclosure_pages", "annualreportpage", parent.pk],
    )
    response = admin.post(url, data | {"action-publish": "1"})
    assert response.status_code == 200
    assert "S03" in response.context["form"].errors["figures"][0]
    assert Page.objects.count() == before


@pytest.fixture
def workflow(wrong_report: AnnualReportPage) -> Workflow:
    task = GroupApprovalTask.objects.create(name="审核")
    workflow = Workflow.objects.create(name="审核")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=wrong_report.get_parent())
    return workflow


def test_submit_for_moderation__is_refused(
    admin: Client, wrong_report: AnnualReportPage, workflow: Workflow
):
    data = editor_data(wrong_report) | {"action-submit": "1"}
    response = admin.post(edit_url(wrong_report), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["figures"]
    assert wrong_report.current_workflow_state is None
    assert_untouched(wrong_report)


def test_approve_from_the_dashboard__is_refused_in_words(
    admin: Client, wrong_report: AnnualReportPage, workflow: Workflow
):
    state = workflow.start(wrong_report, User.objects.get(username="chief"))
    task_state = state.current_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[wrong_report.pk, "approve", task_state.pk]
    )
    response = admin.post(url, {"comment": ""})
    assert response.status_code == 302
    assert response.url == edit_url(wrong_report)
    task_state.refresh_from_db()
    assert task_state.status == "in_progress"
    assert "S03" in texts(admin.get(response.url))
    assert_untouched(wrong_report)


def test_approve_in_code__is_refused(wrong_report: AnnualReportPage, workflow: Workflow):
    user = User.objects.create_superuser("second", "second@example.com", "secret")
    task_state = workflow.start(wrong_report, user).current_task_state
    with pytest.raises(PublicationRefusedError):
        task_state.approve(user=user)
    task_state.refresh_from_db()
    assert task_state.status == "in_progress"
    assert_untouched(wrong_report)


def test_schedule_in_the_editor__is_refused(admin: Client, wrong_report: AnnualReportPage):
    later = (now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    data = editor_data(wrong_report, go_live_at=later) | {"action-publish": "1"}
    response = admin.post(edit_url(wrong_report), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["figures"]
    assert not wrong_report.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert_untouched(wrong_report)


def test_schedule_by_the_action__is_refused(wrong_report: AnnualReportPage):
    wrong_report.go_live_at = now() + timedelta(days=1)
    revision = wrong_report.save_revision(clean=False)
    with pytest.raises(PublicationRefusedError):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
    assert not wrong_report.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert_untouched(wrong_report)


def test_schedule_by_save_revision__is_refused(wrong_report: AnnualReportPage):
    with pytest.raises(PublicationRefusedError):
        wrong_report.save_revision(approved_go_live_at=now() + timedelta(days=1), clean=False)
    assert_untouched(wrong_report)


def test_publish_scheduled__one_bad_page_stops_no_other():
    index = make_index_page()
    reports = [make_report(index, make_agency()) for _ in range(3)]
    due = now() - timedelta(minutes=1)
    for report in reports:
        report.go_live_at = due
        report.save_revision(approved_go_live_at=due, clean=False)
    # The second turns wrong after it was scheduled: last year's report says otherwise.
    bad = reports[1].latest_revision
    bad.content["figures"]["figures"][WRONG] = 900
    type(bad).objects.filter(pk=bad.pk).update(content=bad.content)
    call_command("publish_scheduled", stdout=StringIO())
    live = [AnnualReportPage.objects.get(pk=report.pk).live for report in reports]
    assert live == [True, False, True]
    assert_untouched(reports[1])
    bad.refresh_from_db()
    assert bad.approved_go_live_at is None
    log = PageLogEntry.objects.get(action="wagtail_disclosure.publish_refused")
    assert log.page_id == reports[1].pk
    assert "S03" in log.data["problems"][0]


def bulk_publish(admin: Client, reports: list[AnnualReportPage], **data: Any) -> Any:
    query = "&".join(f"id={report.pk}" for report in reports)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    explorer = reverse("wagtailadmin_explore", args=[reports[0].get_parent().pk])
    return admin.post(f"{url}?{query}&next={explorer}", data, follow=True)


def test_bulk_publish__publishes_the_good_and_names_the_bad(
    admin: Client, wrong_report: AnnualReportPage
):
    index = wrong_report.get_parent().specific
    good = [make_report(index, make_agency()), make_report(index, make_agency())]
    response = bulk_publish(admin, [good[0], wrong_report, good[1]])
    assert [AnnualReportPage.objects.get(pk=page.pk).live for page in good] == [True, True]
    assert "S03" in texts(response)
    assert_untouched(wrong_report)


def test_bulk_publish_with_descendants__is_refused_in_words(
    admin: Client, wrong_report: AnnualReportPage
):
    index = wrong_report.get_parent().specific
    response = bulk_publish(admin, [index], include_descendants="on")
    assert response.status_code == 200
    assert "S03" in texts(response)
    assert_untouched(wrong_report)


def test_revision_publish__is_refused(wrong_report: AnnualReportPage):
    with pytest.raises(PublicationRefusedError):
        wrong_report.latest_revision.publish()
    assert_untouched(wrong_report)


def test_failure_after_publishing__leaves_everything_as_it_was():
    report = make_report()

    def fail(**kwargs: Any) -> None:
        raise RuntimeError("a receiver of the site")

    page_published.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            report.latest_revision.publish()
    finally:
        page_published.disconnect(fail)
    assert_untouched(report, typed=20)


def test_publish_action__is_refused(wrong_report: AnnualReportPage):
    with pytest.raises(PublicationRefusedError):
        PublishPageRevisionAction(wrong_report.latest_revision).execute(skip_permission_checks=True)
    assert_untouched(wrong_report)


def test_save_as_live__is_refused(wrong_report: AnnualReportPage):
    draft = wrong_report.get_latest_revision_as_object()
    draft.live = True
    with pytest.raises(PublicationRefusedError):
        draft.save()
    assert_untouched(wrong_report)


def test_new_live_page__is_refused(wrong_report: AnnualReportPage):
    page = AnnualReportPage(
        title="新报告",
        slug="new",
        agency=make_agency(),
        report_year=2018,
        standard="fuzhou-2018",
        figures={},
    )
    with pytest.raises(PublicationRefusedError):
        wrong_report.get_parent().add_child(instance=page)


@pytest.mark.parametrize("fields", [None, ["figures"]])
def test_save_of_wrong_figures_on_a_live_page__is_refused(fields: list[str] | None):
    report = make_published_report()
    report.figures["figures"][WRONG] = 900
    with pytest.raises(PublicationRefusedError):
        report.save(update_fields=fields)
    stored = AnnualReportPage.objects.get(pk=report.pk)
    assert stored.figures["figures"][WRONG] == 20
    assert Observation.objects.get(cell=WRONG).value == 20


def test_copy__is_a_draft_without_number_and_year():
    report = make_published_report()
    copy = report.copy(update_attrs={"slug": "copy"}, keep_live=False)
    latest = copy.get_latest_revision_as_object()
    assert (copy.live, copy.index_number, copy.report_year, latest.report_year) == (
        False,
        "",
        None,
        None,
    )


def test_copy_kept_live__is_refused():
    report = make_published_report()
    with pytest.raises(PublicationRefusedError):
        report.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert AnnualReportPage.objects.count() == 1
    assert IndexNumber.objects.count() == 1


def test_revert_to_wrong_figures__makes_only_a_draft():
    report = make_published_report()
    report.figures["figures"][WRONG] = 900
    wrong = report.save_revision(clean=False)
    report.save_revision(clean=False)
    wrong.as_object().save_revision(previous_revision=wrong, clean=False)
    stored = AnnualReportPage.objects.get(pk=report.pk)
    assert stored.live
    assert stored.figures["figures"][WRONG] == 20


api = pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 7.4 has no API v3")


@pytest.fixture
def api_client(settings: Any) -> Client:
    from wagtail.models import APIToken

    settings.ROOT_URLCONF = "tests.urls_api"
    token = APIToken.generate_token()
    user = User.objects.create_superuser("robot", "robot@example.com", "secret")
    APIToken.objects.create(user=user, name="robot", key_hash=APIToken.hash_token(token))
    return Client(headers={"authorization": f"Bearer {token}"})


@api
def test_api_publish__is_refused_with_422(api_client: Client, wrong_report: AnnualReportPage):
    response = api_client.post(
        f"/api/v3/pages/{wrong_report.pk}/actions/publish/",
        json.dumps({}),
        content_type="application/json",
    )
    assert response.status_code == 422, response.content
    assert "S03" in response.content.decode()
    assert_untouched(wrong_report)


@api
def test_api_patch_and_publish__is_refused_with_422(
    api_client: Client, wrong_report: AnnualReportPage
):
    response = api_client.patch(
        f"/api/v3/pages/{wrong_report.pk}/",
        json.dumps({"title": "改名", "meta": {"action": "publish"}}),
        content_type="application/json",
    )
    assert response.status_code == 422, response.content
    assert_untouched(wrong_report)
