"""The address that checks figures while they are typed: who may ask, and what."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.factories import make_agency, make_index_page, make_published_report, make_report
from tests.figures import make_figures
from wagtail_disclosure.admin.grid import MAX_BYTES

pytestmark = pytest.mark.django_db


def ask(client, body=None, *, raw=None, **headers):
    return client.post(
        reverse("wagtail_disclosure_grid"),
        raw if raw is not None else json.dumps(body),
        content_type="application/json",
        headers={"X-Requested-With": "XMLHttpRequest", **headers},
    )


def question(**changes):
    return {
        "page": None,
        "standard": "fuzhou-2018",
        "agency": None,
        "year": 2018,
        "data": make_figures(),
        **changes,
    }


def make_user(django_user_model, name="clerk", *, admin=True, **page_permissions):
    """A user of a group of their own; ``page_permissions``: permission to page."""
    user = django_user_model.objects.create_user(name, password="x")
    group = Group.objects.create(name=name)
    if admin:
        access = ContentType.objects.get(app_label="wagtailadmin", model="admin")
        group.permissions.add(Permission.objects.get(content_type=access, codename="access_admin"))
    for codename, page in page_permissions.items():
        permission = Permission.objects.get(
            content_type=ContentType.objects.get_for_model(Page), codename=f"{codename}_page"
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_check_grid__a_superuser_gets_totals_and_findings(admin_client):
    response = ask(admin_client, question(data=make_figures(recv_online=40, via_website=21)))
    answer = response.json()
    assert response.status_code == 200
    assert answer["cells"]["statistics.received.current"]["text"] == "41"
    assert [finding["code"] for finding in answer["findings"]] == ["S03", "S03"]


def test_check_grid__signed_out():
    assert ask(Client(), question()).status_code == 403
    response = Client().post(reverse("wagtail_disclosure_grid"), "{}", "application/json")
    assert response.status_code == 302


def test_check_grid__without_access_to_the_admin(django_user_model):
    user = make_user(django_user_model, admin=False)
    assert ask(signed_in(user), question()).status_code == 403


def test_check_grid__an_admin_user_who_may_not_add_a_page(django_user_model):
    response = ask(signed_in(make_user(django_user_model)), question())
    assert (response.status_code, list(response.json())) == (403, ["error"])


def test_check_grid__a_user_who_may_add_reports(django_user_model):
    user = make_user(django_user_model, add=make_index_page())
    assert ask(signed_in(user), question()).status_code == 200


def test_check_grid__a_report_of_another_department(django_user_model):
    mine, other = make_index_page(), make_index_page()
    client = signed_in(make_user(django_user_model, add=mine, change=mine))
    assert ask(client, question(page=make_report(mine).pk)).status_code == 200
    refused = ask(client, question(page=make_report(other).pk))
    unknown = ask(client, question(page=999_999))
    not_a_report = ask(client, question(page=mine.pk))
    assert [reply.status_code for reply in (refused, unknown, not_a_report)] == [403, 403, 403]
    # Nobody learns from the answer which pages there are.
    assert refused.json() == unknown.json() == not_a_report.json()


def test_check_grid__without_csrf_token(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    assert ask(client, question()).status_code == 403


def test_check_grid__only_by_post(admin_client):
    assert admin_client.get(reverse("wagtail_disclosure_grid")).status_code == 405


@pytest.mark.parametrize(
    "raw",
    ["", "{broken", "null", "[]", "3", "[" * 100_000, b"\xff\xfe", '{"page": NaN'],
)
def test_check_grid__broken_json(admin_client, raw):
    response = ask(admin_client, raw=raw)
    assert (response.status_code, list(response.json())) == (400, ["error"])


@pytest.mark.parametrize(
    "changes",
    [
        {"standard": "no-such-standard"},
        {"standard": None},
        {"standard": ["fuzhou-2018"]},
        {"standard": "../../settings"},
        {"year": None},
        {"year": "2018"},
        {"year": True},
        {"year": 10**30},
        {"agency": 999_999},
        {"agency": 10**30},
        {"agency": "1"},
        {"page": "1"},
        {"page": 1.5},
        {"page": {}},
        {"data": "{broken"},
        {"data": [1]},
        {"data": {"totals": {}}},
        {"data": {"figures": [1]}},
        {"data": {"figures": {"statistics.review.current": 1.5}}},
        {"data": {"figures": {"statistics.review.current": "x" * 300}}},
        {"data": {"figures": {"statistics.review.current": {"a": 1}}}},
        {"data": {"figures": {f"a.b.{n}": 1 for n in range(3000)}}},
    ],
)
def test_check_grid__a_request_that_makes_no_sense(admin_client, changes):
    response = ask(admin_client, question(**changes))
    assert (response.status_code, list(response.json())) == (400, ["error"])


def test_check_grid__a_page_number_beyond_the_database(admin_client):
    assert ask(admin_client, question(page=10**30)).status_code == 403
    assert ask(admin_client, question(page=-1)).status_code == 403


def test_check_grid__too_large_a_body_is_not_even_read(admin_client):
    response = ask(admin_client, raw=" " * (MAX_BYTES + 1))
    assert (response.status_code, list(response.json())) == (413, ["error"])


def test_check_grid__bad_values_are_findings_and_no_error(admin_client):
    typed = {
        "recv_online": "abc",
        "via_website": -3,
        "ans_granted": "2.5",
        "review": "12345678901234567890",
        "litigation": "１２",
    }
    data = make_figures(**typed)
    data["figures"]["no.such.cell"] = "<script>"
    answer = ask(admin_client, question(data=data)).json()
    assert sorted(finding["code"] for finding in answer["findings"]) == [
        "F01",
        "F03",
        "F04",
        "F04",
        "F05",
    ]
    assert answer["cells"]["statistics.litigation.current"]["text"] == "12"
    assert answer["cells"]["statistics.recv_online.current"]["text"] == "abc"


def test_check_grid__last_year_comes_from_what_is_published(admin_client):
    agency = make_agency()
    make_published_report(make_index_page(), agency, 2017)
    body = question(agency=agency.pk, data=make_figures(first=False))
    answer = ask(admin_client, body).json()
    assert answer["cells"]["statistics.proactive_files.cumulative"]["text"] == "240"
    assert (answer["opening"], answer["findings"]) == ({}, [])


def test_check_grid__stores_nothing(admin_client):
    report = make_report()
    ask(admin_client, question(page=report.pk, data=make_figures(review=77)))
    report.refresh_from_db()
    assert report.get_latest_revision_as_object().figures == make_figures()


def test_check_grid__texts_are_those_of_the_draft(admin_client):
    report = make_report(title="年度报告")
    answer = ask(admin_client, question(page=report.pk, agency=report.agency_id)).json()

    assert [finding["code"] for finding in answer["findings"] if finding["field"] == "title"] == [
        "T05",
        "T06",
    ]
    report.title = f"{report.agency.name}2018年报告"
    report.save_revision(clean=False)
    answer = ask(admin_client, question(page=report.pk, agency=report.agency_id)).json()
    assert [finding["code"] for finding in answer["findings"] if finding["field"] == "title"] == []


def test_check_grid__a_reason_keeps_its_finding(admin_client):
    data = make_figures()
    data["claimed"] = {"statistics.received.current": 77}
    (found,) = ask(admin_client, question(data=data)).json()["findings"]
    data["acknowledged"] = {found["key"]: "原件如此。"}
    (kept,) = ask(admin_client, question(data=data)).json()["findings"]

    assert (found["reason"], kept["reason"]) == ("", "原件如此。")


def test_check_grid__a_reason_that_is_no_text(admin_client):
    data = {**make_figures(), "acknowledged": {"Y05-1": 7}}
    response = ask(admin_client, question(data=data))

    assert response.status_code == 400
    assert "Y05-1" in response.json()["error"]
