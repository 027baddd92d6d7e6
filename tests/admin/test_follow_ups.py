"""The list of reports to look at again: who sees what, and what happens when someone looked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.factories import correct, make_agency, make_index_page, make_published_report
from tests.figures import make_figures
from wagtail_disclosure.models import FollowUp
from wagtail_disclosure.pages.models import AnnualReportPage

pytestmark = pytest.mark.django_db

LIST = reverse("wagtail_disclosure_follow_ups")


def make_entry(index: Any, name: str = "", year: int = 2018) -> FollowUp:
    """A report of ``year`` that carries a figure corrected since."""
    agency = make_agency(**({"name": name} if name else {}))
    first = make_published_report(index, agency, year=year - 1)
    make_published_report(index, agency, year=year, figures=make_figures(first=False))
    correct(first, complaints=1)
    return FollowUp.objects.latest("pk")


@pytest.fixture
def entry() -> FollowUp:
    return make_entry(make_index_page(), "示例市教育局")


def editor_of(*pages: Page, name: str = "clerk", action: str = "change_page") -> User:
    """Somebody who may open the admin and edit what is below ``pages``."""
    user = User.objects.create_user(name, password="secret")
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    permission = Permission.objects.get(codename=action, content_type__app_label="wagtailcore")
    for page in pages:
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(response: Any) -> list[FollowUp]:
    return list(response.context["object_list"])


def look(client: Client, entry: FollowUp, **data: Any) -> Any:
    return client.post(reverse("wagtail_disclosure_looked_at", args=[entry.pk]), data)


def test_list__says_what_changed_and_what_it_means(admin_client: Client, entry: FollowUp):
    text = admin_client.get(LIST).content.decode()
    assert "示例市教育局2018年政府信息公开工作年度报告" in text
    assert reverse("wagtailadmin_pages:edit", args=[entry.report.page_id]) in text
    assert "接受行政申诉、举报数（2017年）" in text
    assert "0 → 1" in text
    assert "重新发布后将变为：接受行政申诉、举报数（历年累计） 0 → 1" in text
    assert "1 份待复核" in text


def test_list__says_what_is_found_now(admin_client: Client, entry: FollowUp):
    AnnualReportPage.objects.get(pk=entry.cause.page_id).unpublish()
    text = admin_client.get(LIST).content.decode()
    assert "已撤回，其数值不再有效。" in text
    assert "错误 Y02" in text
    assert "另有" in text  # more than are named


def test_empty_list__says_what_it_is_for(admin_client: Client):
    assert "已发布的年报更正或撤回后" in admin_client.get(LIST).content.decode()
    assert "没有符合条件的年报" in admin_client.get(LIST + "?looked=yes").content.decode()


def test_menu__counts_what_is_open(admin_client: Client, entry: FollowUp):
    def menu() -> str:
        return admin_client.get(reverse("wagtailadmin_home")).content.decode()

    counted = json.dumps("待复核年报（1）").strip('"')
    assert counted in menu()
    look(admin_client, entry)
    assert LIST in menu()
    assert counted not in menu()


def test_looked_at__is_noted_with_user_and_time(admin_client: Client, entry: FollowUp):
    response = look(admin_client, entry, next=LIST + "?year=2018")
    assert response.url == LIST + "?year=2018"
    entry.refresh_from_db()
    assert entry.looked_by == User.objects.get(username="admin")
    assert entry.looked_at is not None
    text = admin_client.get(LIST).content.decode()
    assert "已记录您复核了" in text
    assert "0 份待复核" in text
    other = client_of(User.objects.create_superuser("second"))
    assert "已有人复核" in other.get(look(other, entry).url).content.decode()
    entry.refresh_from_db()
    assert entry.looked_by.username == "admin"


def test_looked_at__leads_to_no_other_site(admin_client: Client, entry: FollowUp):
    assert look(admin_client, entry, next="https://evil.example/").url == LIST


def test_looked_at__by_post_with_a_token_only(admin_client: Client, entry: FollowUp):
    url = reverse("wagtail_disclosure_looked_at", args=[entry.pk])
    assert admin_client.get(url).status_code == 405
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(User.objects.get(username="admin"))
    assert careful.post(url).status_code == 403
    entry.refresh_from_db()
    assert entry.looked_at is None


def test_looked_at__unknown_entry_and_vanished_page(admin_client: Client, entry: FollowUp):
    assert admin_client.post(LIST + "999999/looked-at/").status_code == 404
    AnnualReportPage.objects.get(pk=entry.report.page_id).delete()
    assert look(admin_client, entry).status_code == 404


def test_editor__sees_and_settles_the_reports_of_their_own_pages_only():
    ours, theirs = make_index_page(), make_index_page()
    entry, other = make_entry(ours), make_entry(theirs)
    client = client_of(editor_of(ours))
    response = client.get(LIST)
    assert shown(response) == [entry]
    assert "1 份待复核" in response.content.decode()
    assert look(client, other).status_code == 302  # Wagtail's way to refuse
    other.refresh_from_db()
    assert other.looked_at is None
    look(client, entry)
    entry.refresh_from_db()
    assert entry.looked_by.username == "clerk"


def test_author__sees_the_reports_that_they_own():
    index = make_index_page()
    entry, _other = make_entry(index), make_entry(index)
    author = editor_of(index, action="add_page")
    AnnualReportPage.objects.filter(pk=entry.report.page_id).update(owner=author)
    client = client_of(author)
    assert shown(client.get(LIST)) == [entry]
    assert look(client, entry).status_code == 302
    entry.refresh_from_db()
    assert entry.looked_by == author


def test_others__get_neither_list_nor_menu_item(entry: FollowUp):
    client = client_of(editor_of(name="reader"))
    assert client.get(LIST).url == reverse("wagtailadmin_home")
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
    look(client, entry)
    look(Client(), entry)
    entry.refresh_from_db()
    assert entry.looked_at is None
    assert Client().get(LIST).url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {0, 1, 2}),
        ("?year=2018", {0, 2}),
        ("?looked=no", {1, 2}),
        ("?looked=yes", {0}),
        ("?agency={agency}", {1}),
        ("?year=99999999999999999999&agency=x&looked=perhaps", {0, 1, 2}),
        ("?p=999&ordering=strange", {0, 1, 2}),
    ],
)
def test_filters(admin_client: Client, query: str, expected: set[int]):
    index = make_index_page()
    entries = [make_entry(index), make_entry(index, year=2017), make_entry(index)]
    look(admin_client, entries[0])
    query = query.format(agency=entries[1].report.agency_id)
    for url in (LIST, LIST + "results/"):
        response = admin_client.get(url + query)
        assert response.status_code == 200
        assert {entries.index(entry) for entry in shown(response)} == expected


def test_order__open_ones_first_then_the_newest(admin_client: Client):
    index = make_index_page()
    entries = [make_entry(index) for _ in range(3)]
    look(admin_client, entries[2])
    assert shown(admin_client.get(LIST)) == [entries[1], entries[0], entries[2]]


def test_list__number_of_queries_does_not_grow(admin_client: Client):
    index = make_index_page()
    for _ in range(2):
        make_entry(index)
    admin_client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        assert len(shown(admin_client.get(LIST))) == 2
    for _ in range(18):
        make_entry(index)
    with CaptureQueriesContext(connection) as many:
        assert len(shown(admin_client.get(LIST))) == 20
    assert len(many) == len(few)


def test_editor__is_told_on_opening_until_somebody_has_looked(
    admin_client: Client, entry: FollowUp
):
    url = reverse("wagtailadmin_pages:edit", args=[entry.report.page_id])
    said = "本年报所依据的上一年度年报数值"
    assert said in admin_client.get(url).content.decode()
    look(admin_client, entry)
    admin_client.get(LIST)
    assert said not in admin_client.get(url).content.decode()
