"""A published report is neither deleted nor moved by accident: it is withdrawn, with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from tests.factories import make_index_page, make_published_report, make_report
from wagtail_disclosure.models import IndexNumber
from wagtail_disclosure.pages.models import AnnualReportPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief", "chief@example.com", "secret"))
    return client


def post(client: Client, name: str, page: Page, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *args]), data)


def is_live(page: Page) -> bool:
    return AnnualReportPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("withdrawn", [False, True])
def test_delete__is_refused(admin: Client, withdrawn: bool):
    report = make_published_report()
    if withdrawn:
        report.unpublish()
    post(admin, "delete", report)
    assert AnnualReportPage.objects.filter(pk=report.pk).exists()


def test_delete_of_a_draft__is_allowed(admin: Client):
    report = make_report()
    post(admin, "delete", report)
    assert not AnnualReportPage.objects.filter(pk=report.pk).exists()


def test_delete_of_a_page_above__is_refused(admin: Client):
    home = make_published_report().get_parent().get_parent()
    section = home.add_child(instance=make_index_page().__class__(title="上级", slug="above"))
    inner = make_index_page(section)
    make_published_report(inner)
    response = admin.post(reverse("wagtailadmin_pages:delete", args=[section.pk]), follow=True)
    assert Page.objects.filter(pk=section.pk).exists()
    assert response.status_code == 200


def test_move__is_refused(admin: Client):
    report, elsewhere = make_published_report(), make_index_page()
    response = admin.post(
        reverse("wagtailadmin_pages:move_confirm", args=[report.pk, elsewhere.pk])
    )
    assert response.status_code == 302
    assert AnnualReportPage.objects.get(pk=report.pk).get_parent().pk != elsewhere.pk


def test_unpublish__is_refused(admin: Client):
    report = make_published_report()
    post(admin, "unpublish", report)
    assert is_live(report)


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_bulk_action__is_refused_in_words(admin: Client, action: str):
    report = make_published_report()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    explorer = reverse("wagtailadmin_explore", args=[report.get_parent().pk])
    response = admin.post(f"{url}?id={report.pk}&next={explorer}", {}, follow=True)
    assert is_live(report)
    assert response.status_code == 200


def test_withdraw__takes_the_report_from_readers_and_keeps_the_reason(admin: Client):
    report = make_published_report()
    url = reverse("wagtail_disclosure_withdraw", args=[report.pk])
    admin.post(url, {"reason": "数据有误"})
    assert not is_live(report)
    entry = IndexNumber.objects.get(page_id=report.pk)
    assert (entry.state, entry.reason) == (IndexNumber.State.WITHDRAWN, "数据有误")
    log = PageLogEntry.objects.get(action="wagtail_disclosure.withdraw")
    assert log.data == {"reason": "数据有误"}


def test_withdraw__without_reason_is_refused(admin: Client):
    report = make_published_report()
    url = reverse("wagtail_disclosure_withdraw", args=[report.pk])
    response = admin.post(url, {"reason": "  "})
    assert response.status_code == 200
    assert "reason" in response.context["form"].errors
    assert is_live(report)


@pytest.mark.parametrize("who", ["anonymous", "stranger", "editor"])
def test_withdraw__needs_the_right_to_publish(client: Client, who: str):
    report = make_published_report()
    if who != "anonymous":
        user = User.objects.create_user(who, password="secret")
        if who == "editor":
            user.groups.add(Group.objects.get(name="Editors"))
        client.force_login(user)
    url = reverse("wagtail_disclosure_withdraw", args=[report.pk])
    assert client.post(url, {"reason": "数据有误"}).status_code == 302
    assert is_live(report)


def test_withdraw_button__stands_where_unpublish_would(admin: Client):
    report = make_published_report()
    text = admin.get(reverse("wagtailadmin_pages:edit", args=[report.pk])).content.decode()
    assert reverse("wagtail_disclosure_withdraw", args=[report.pk]) in text
    assert reverse("wagtailadmin_pages:unpublish", args=[report.pk]) not in text


def test_move_of_a_page_above__is_refused(admin: Client):
    home = make_published_report().get_parent().get_parent()
    section = home.add_child(instance=make_index_page().__class__(title="上级", slug="above"))
    elsewhere = make_index_page()
    make_published_report(make_index_page(section))
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[section.pk, elsewhere.pk]))
    assert Page.objects.get(pk=section.pk).get_parent().pk == home.pk


def test_copy_with_publication__is_refused_in_words(admin: Client):
    report = make_published_report()
    data = {
        "new_title": "副本",
        "new_slug": "copy",
        "new_parent_page": report.get_parent().pk,
        "publish_copies": "on",
    }
    response = admin.post(reverse("wagtailadmin_pages:copy", args=[report.pk]), data, follow=True)
    assert response.status_code == 200
    assert AnnualReportPage.objects.count() == 1
    assert [str(message) for message in response.context["messages"]] != []
