"""The register of index numbers in the admin."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.factories import make_agency, make_index_page, make_published_report, make_scheme
from wagtail_disclosure.models import IndexNumber, RegisterIsAppendOnlyError

pytestmark = pytest.mark.django_db

LIST = "wagtail_disclosure_indexnumber_modeladmin_index"


def client_with(*codenames: str, superuser: bool = False) -> Client:
    user = User.objects.create_user("clerk", password="secret", is_superuser=superuser)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in codenames:
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reports() -> list[Any]:
    index, agency = make_index_page(), make_agency(name="示例市教育局", code="SL00001")
    return [make_published_report(index, agency, year=year) for year in (2016, 2017)]


def listed(response: Any) -> list[str]:
    return [entry.number for entry in response.context["object_list"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"SL00001-3000-2017-00001", "SL00001-3000-2018-00001"}),
        ("?q=2018-00001", {"SL00001-3000-2018-00001"}),
        ("?q=教育", {"SL00001-3000-2017-00001", "SL00001-3000-2018-00001"}),
        ("?q=2017年政府", {"SL00001-3000-2018-00001"}),
        ("?state__exact=void", set()),
        ("?q=没有", set()),
        ("?q=00001", {"SL00001-3000-2017-00001", "SL00001-3000-2018-00001"}),
        ("?q=1-3000-2018", {"SL00001-3000-2018-00001"}),
        ("?state__exact=in_use", {"SL00001-3000-2017-00001", "SL00001-3000-2018-00001"}),
        ("?imported__exact=1", set()),
        (
            "?published_at__gte=2000-01-01T00:00Z",
            {"SL00001-3000-2017-00001", "SL00001-3000-2018-00001"},
        ),
        ("?published_at__lt=2000-01-01T00:00Z", set()),
        ("?issued_at__lt=2000-01-01T00:00Z", set()),
    ],
)
def test_list__search_and_filter(reports: list[Any], query: str, expected: set[str]):
    response = client_with(superuser=True).get(reverse(LIST) + query)
    assert response.status_code == 200
    assert set(listed(response)) == expected


def test_list__names_agencies_as_long_as_they_fit(reports: list[Any], monkeypatch: Any):
    agency, other = reports[0].agency, make_agency(name="示例市水务局")
    client = client_with(superuser=True)
    link = f"?agency__id__exact={agency.pk}"
    assert link in client.get(reverse(LIST)).content.decode()
    monkeypatch.setattr("wagtail_disclosure.admin.register.MOST_AGENCIES", 1)
    assert "?agency__id__exact=" not in client.get(reverse(LIST)).content.decode()
    chosen = client.get(reverse(LIST) + link)
    assert (len(listed(chosen)), link in chosen.content.decode()) == (2, True)
    assert listed(client.get(f"{reverse(LIST)}?agency__id__exact={other.pk}")) == []


@pytest.mark.parametrize(
    "query",
    [
        *("?bogus=1", "?issued_at__gte=zz", "?agency__id__exact=zz", "?o=9.x", "?p=abc"),
        "?issued_at__year=99999999999",
    ],
)
def test_list__meaningless_address_gives_the_plain_list(reports: list[Any], query: str):
    response = client_with(superuser=True).get(reverse(LIST) + query, follow=True)
    assert response.status_code == 200
    assert len(listed(response)) == 2


def test_csv__keeps_zero_and_false_and_has_a_byte_order_mark(reports: list[Any]):
    IndexNumber.objects.filter(number="SL00001-3000-2017-00001").update(
        serial=0, title="=HYPERLINK(1)", document_number="-2+3"
    )
    response = client_with(superuser=True).get(reverse(LIST) + "?export=csv&o=0")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    line = next(row for row in text.splitlines() if row.startswith("SL00001-3000-2017-00001"))
    assert line.split(",")[:3] == ["SL00001-3000-2017-00001", "0", "'=HYPERLINK(1)"]
    assert "'-2+3" in line.split(",")
    assert "'" not in line.split(",")
    assert "否" in line


def test_xlsx__keeps_zero(reports: list[Any]):
    IndexNumber.objects.filter(number="SL00001-3000-2017-00001").update(serial=0)
    response = client_with(superuser=True).get(reverse(LIST) + "?export=xlsx")
    book = openpyxl.load_workbook(BytesIO(b"".join(response)))
    rows = {row[0]: row[1] for row in book.active.values}
    assert rows["SL00001-3000-2017-00001"] == 0


def test_inspect__of_no_number_is_not_found():
    assert client_with(superuser=True).get(f"{reverse(LIST)}inspect/abc/").status_code == 404


def test_xlsx__leaves_out_what_no_workbook_holds(reports: list[Any]):
    IndexNumber.objects.update(title="关于\x0b某事的通知")
    response = client_with(superuser=True).get(reverse(LIST) + "?export=xlsx")
    book = openpyxl.load_workbook(BytesIO(b"".join(response)))
    assert {row[2] for row in book.active.iter_rows(min_row=2, values_only=True)} == {
        "关于某事的通知"
    }


def test_list__query_count_does_not_grow(django_assert_max_num_queries: Any):
    client = client_with(superuser=True)
    index = make_index_page()
    make_published_report(index)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(30) as few:
        client.get(reverse(LIST))
    for _ in range(8):
        make_published_report(index)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse(LIST))


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_export__query_count_does_not_grow(export: str):
    client = client_with(superuser=True)
    client.get(reverse(LIST))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(f"{reverse(LIST)}?export={export}")
            b"".join(response.streaming_content)
        return len(captured)

    def fill(serials: range) -> None:
        for serial in serials:
            IndexNumber.objects.create(
                number=f"A-{serial}", agency=make_agency(), scheme=make_scheme(),
                issued_at="2019-01-01T00:00Z",
            )  # fmt: skip

    fill(range(2))
    few = queries()
    fill(range(2, 200))
    assert queries() == few


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_register__is_not_edited(reports: list[Any], action: str):
    entry = IndexNumber.objects.first()
    args = [] if action == "create" else [entry.pk]
    url = reverse(f"wagtail_disclosure_indexnumber_modeladmin_{action}", args=args)
    response = client_with(superuser=True).post(url, {"number": "x"})
    assert response.status_code == 302
    assert IndexNumber.objects.count() == 2
    assert not IndexNumber.objects.filter(number="x").exists()


def test_register__is_append_only(reports: list[Any]):
    with pytest.raises(RegisterIsAppendOnlyError):
        IndexNumber.objects.first().delete()
    with pytest.raises(RegisterIsAppendOnlyError):
        IndexNumber.objects.all().delete()


def test_inspect__shows_the_entry(reports: list[Any]):
    entry = IndexNumber.objects.first()
    url = reverse("wagtail_disclosure_indexnumber_modeladmin_inspect", args=[entry.pk])
    response = client_with("view_indexnumber").get(url)
    assert response.status_code == 200
    assert entry.number in response.content.decode()


def test_void__needs_a_reason_and_a_number_nobody_carries(reports: list[Any]):
    client = client_with(superuser=True)
    entry = IndexNumber.objects.get(page_id=reports[0].pk)
    url = reverse("wagtail_disclosure_void", args=[entry.pk])
    assert client.post(url, {"reason": "错号"}).status_code == 302
    entry.refresh_from_db()
    assert entry.state == IndexNumber.State.IN_USE
    reports[0].unpublish()
    assert client.post(url, {"reason": " "}).status_code == 200
    client.post(url, {"reason": "错号"})
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (IndexNumber.State.VOID, "错号")


@pytest.mark.parametrize("permissions", [(), ("view_indexnumber",)])
def test_void__needs_permission(reports: list[Any], permissions: tuple[str, ...]):
    reports[0].unpublish()
    entry = IndexNumber.objects.get(page_id=reports[0].pk)
    client_with(*permissions).post(
        reverse("wagtail_disclosure_void", args=[entry.pk]), {"reason": "错号"}
    )
    entry.refresh_from_db()
    assert entry.state == IndexNumber.State.WITHDRAWN


def test_list__needs_permission(reports: list[Any], client: Client):
    assert client.get(reverse(LIST)).status_code == 302
    assert client_with().get(reverse(LIST)).status_code == 302


def test_empty_register__says_how_it_is_filled():
    with translation.override("zh-hans"):
        text = client_with(superuser=True).get(reverse(LIST)).content.decode()
    assert "发布" in text
