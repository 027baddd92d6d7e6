"""Beside the register: its check, and setting a serial."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.admin.test_register import LIST, client_with
from tests.factories import make_agency, make_published_report, make_scheme
from wagtail_disclosure.admin import register_tools
from wagtail_disclosure.models import IndexNumber, NumberingScheme, SerialScope

pytestmark = pytest.mark.django_db

CHECK = "wagtail_disclosure_register_check"
SERIAL = "wagtail_disclosure_set_serial"


def test_check__xlsx_leaves_out_what_no_workbook_holds():
    agency = make_agency()
    IndexNumber.objects.create(
        number="A\x0bB-1", agency=agency, issued_at="2019-01-01T00:00:00Z", imported=True
    )
    response = client_with(superuser=True).get(f"{reverse(CHECK)}?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    assert [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)] == ["AB-1"]


def make_wrong(count: int) -> NumberingScheme:
    """So many numbers that fit no scheme, and a gap in another scheme."""
    agency = make_agency(code="FZ00503")
    scheme = make_scheme(name="市级")
    IndexNumber.objects.bulk_create(
        IndexNumber(number=f"=榕索{n}", agency=agency, imported=True, issued_at="2019-01-01T00:00Z")
        for n in range(count)
    )
    scope = SerialScope.objects.create(scheme=scheme, key="FZ00503|2019", last=3)
    IndexNumber.objects.create(
        number="FZ00503-3000-2019-00003", agency=agency, scheme=scheme, scope=scope, serial=3,
        issued_at="2019-01-01T00:00Z",
    )  # fmt: skip
    return scheme


def shown(response: Any) -> list[tuple[str, str]]:
    assert response.status_code == 200
    return [(line.kind, line.number) for line in response.context["object_list"]]


def test_check__of_a_register_without_mistakes() -> None:
    make_published_report()
    text = client_with("view_indexnumber").get(reverse(CHECK)).content.decode()
    assert "台账没有问题" in text


def test_check__lists_and_filters() -> None:
    scheme = make_wrong(2)
    client = client_with("view_indexnumber")
    everything = [("no_scheme", "=榕索0"), ("no_scheme", "=榕索1"), ("gap", "")]
    plain = client.get(reverse(CHECK))
    assert sorted(shown(plain)) == sorted(everything)
    assert "FZ00503|2019：缺流水号 1 至 2（共 2 个）。" in plain.content.decode()
    entry = IndexNumber.objects.get(number="=榕索0")
    inspect = reverse("wagtail_disclosure_indexnumber_modeladmin_inspect", args=[entry.pk])
    assert inspect in plain.content.decode()
    assert shown(client.get(reverse(CHECK) + "?kind=gap")) == [("gap", "")]
    assert shown(client.get(reverse(CHECK) + f"?scheme={scheme.pk}")) == [("gap", "")]
    assert shown(client.get(reverse(CHECK) + f"?scheme={scheme.pk}&kind=dummy")) == []
    results = client.get(reverse(f"{CHECK}_results") + "?kind=gap")
    assert shown(results) == [("gap", "")]


@pytest.mark.parametrize(
    "query", ["?kind=moon", "?scheme=zz", "?scheme=99999", "?p=zz", "?p=99", "?bogus=%00", "?o=1"]
)
def test_check__meaningless_address(query: str) -> None:
    make_wrong(1)
    assert len(shown(client_with(superuser=True).get(reverse(CHECK) + query))) == 2


def test_check__csv_has_a_byte_order_mark_and_no_formulas() -> None:
    make_wrong(2)
    response = client_with(superuser=True).get(reverse(CHECK) + "?export=csv&kind=no_scheme")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]))) == [
        ["类型", "索引号", "索引号规则", "原因"],
        ["无对应规则", "'=榕索0", "", "不符合本站的任何索引号规则。"],
        ["无对应规则", "'=榕索1", "", "不符合本站的任何索引号规则。"],
    ]


def test_check__xlsx() -> None:
    make_wrong(1)
    response = client_with(superuser=True).get(reverse(CHECK) + "?export=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    rows = sorted(row[0] for row in book.active.values)
    assert rows == sorted(["类型", "无对应规则", "断号"])


def test_check__shows_no_more_than_the_first_thousand(monkeypatch: Any) -> None:
    monkeypatch.setattr(register_tools, "MOST_SHOWN", 3)
    make_wrong(5)
    response = client_with(superuser=True).get(reverse(CHECK))
    assert len(shown(response)) == 3
    text = response.content.decode()
    assert "另有 3 条" in text
    assert "发现 6 个问题" in text


@pytest.mark.parametrize("query", ["", "?export=csv"])
def test_check__query_count_does_not_grow(query: str) -> None:
    client = client_with(superuser=True)
    client.get(reverse(CHECK))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse(CHECK) + query)
            if response.streaming:
                b"".join(response.streaming_content)
        return len(captured)

    make_wrong(1)
    few = queries()
    agency = IndexNumber.objects.first().agency
    IndexNumber.objects.bulk_create(
        IndexNumber(number=f"x{n}", agency=agency, issued_at="2019-01-01T00:00Z")
        for n in range(200)
    )
    assert queries() == few


@pytest.mark.parametrize("name", [CHECK, f"{CHECK}_results"])
@pytest.mark.parametrize("permissions", [(), ("view_agency",), ("change_numberingscheme",)])
def test_check__needs_permission(name: str, permissions: tuple[str, ...]) -> None:
    assert client_with(*permissions).get(reverse(name)).status_code == 302
    assert Client().get(reverse(name)).status_code == 302


def test_register__leads_to_its_check() -> None:
    make_published_report()
    text = client_with("view_indexnumber").get(reverse(LIST)).content.decode()
    assert reverse(CHECK) in text
    assert reverse(SERIAL) not in text


# Setting a serial ---------------------------------------------------------------------------


def test_set_serial__is_said_first_and_done_when_sent_again() -> None:
    scheme = make_wrong(0)
    client = client_with("change_indexnumber")
    assert reverse(SERIAL) in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse(SERIAL)).status_code == 200
    data = {"scheme": scheme.pk, "number": "FZ00503-3000-2019-00347"}
    asked = client.post(reverse(SERIAL), data)
    assert "343 个流水号将不再编发" in asked.content.decode()
    assert SerialScope.objects.get().last == 3
    data["confirm"] = asked.context["confirm"]
    other = client.post(reverse(SERIAL), {**data, "number": "FZ00503-3000-2019-40000"})
    assert other.status_code == 200
    assert SerialScope.objects.get().last == 3
    assert client.post(reverse(SERIAL), data).status_code == 302
    assert SerialScope.objects.get().last == 347
    logged = ModelLogEntry.objects.get(action="wagtail_disclosure.set_serial")
    assert (logged.user.username, logged.data) == (
        "clerk", {"scope": "FZ00503|2019", "before": 3, "after": 347},
    )  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"scheme": "zz", "number": "x"},
        {"number": "FZ00503-3000-2019-00347"},
        {"number": "\x00"},
        {"number": "x" * 500},
        {"number": "FZ00503-3000-2019-00002"},
        {"number": "FZ00503-3000-2019-00347", "confirm": "yes"},
    ],
)
def test_set_serial__refused_in_words(data: dict[str, str]) -> None:
    scheme = make_wrong(0)
    response = client_with("change_indexnumber").post(
        reverse(SERIAL), {"scheme": scheme.pk, **data}
    )
    assert response.status_code == 200
    assert SerialScope.objects.get().last == 3


@pytest.mark.parametrize("permissions", [(), ("view_indexnumber",), ("change_numberingscheme",)])
def test_set_serial__needs_permission(permissions: tuple[str, ...]) -> None:
    scheme = make_wrong(0)
    client = client_with(*permissions)
    data = {
        "scheme": scheme.pk, "number": "FZ00503-3000-2019-00347", "confirm": "FZ00503|2019/3/347",
    }  # fmt: skip
    assert client.get(reverse(SERIAL)).status_code == 302
    client.post(reverse(SERIAL), data)
    assert SerialScope.objects.get().last == 3
