"""The report index: what readers find, and how many queries it takes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import make_agency, make_index_page, make_published_report, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> Any:
    index = make_index_page()
    education = make_agency(name="示例市教育局", code="SL00001")
    health = make_agency(name="示例市卫生局", code="SL00002")
    make_published_report(index, education, year=2016, document_number="示教函〔2017〕4号")
    make_published_report(index, education, year=2017)
    make_published_report(index, health, year=2017)
    make_report(index, health, year=2018)
    return index


def found(client: Client, index: Any, query: str = "") -> list[tuple[str, int]]:
    response = client.get(index.url + query)
    assert response.status_code == 200
    return [(entry["agency"], entry["year"]) for entry in response.context["entries"]]


EDUCATION_2016 = ("示例市教育局", 2016)
EDUCATION_2017 = ("示例市教育局", 2017)
HEALTH_2017 = ("示例市卫生局", 2017)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [HEALTH_2017, EDUCATION_2017, EDUCATION_2016]),
        ("?year=2017", [HEALTH_2017, EDUCATION_2017]),
        ("?year=2016", [EDUCATION_2016]),
        ("?q=教育", [EDUCATION_2017, EDUCATION_2016]),
        ("?q=教育 2017年", [EDUCATION_2017]),
        ("?q=示教函〔2017〕4号", [EDUCATION_2016]),
        ("?q=示教函[2017]4号", [EDUCATION_2016]),
        ("?q=SL00002-3000-2018-00001", [HEALTH_2017]),
        ("?q=2018-00001", [HEALTH_2017, EDUCATION_2017]),
        ("?q=依申请公开", [HEALTH_2017, EDUCATION_2017, EDUCATION_2016]),
        ("?q=没有这样的报告", []),
        ("?q=%25", []),
        ('?q="', []),
        ("?year=zz&agency=-1&page=99", [HEALTH_2017, EDUCATION_2017, EDUCATION_2016]),
        ("?year=99999999999999999999", [HEALTH_2017, EDUCATION_2017, EDUCATION_2016]),
        ("?q=%00", [HEALTH_2017, EDUCATION_2017, EDUCATION_2016]),
    ],
)
def test_index__finds(client: Client, index: Any, query: str, expected: list[tuple[str, int]]):
    # Agencies of one year stand by name; the order of Chinese names is the database's.
    assert sorted(found(client, index, query), key=lambda entry: (-entry[1], entry[0])) == sorted(
        expected, key=lambda entry: (-entry[1], entry[0])
    )


def test_index__newest_year_first(client: Client, index: Any):
    assert [year for _agency, year in found(client, index)] == [2017, 2017, 2016]


def test_index__by_agency(client: Client, index: Any):
    agency = next(
        entry["id"]
        for entry in client.get(index.url).context["agencies"]
        if entry["name"] == "示例市卫生局"
    )
    assert found(client, index, f"?agency={agency}") == [HEALTH_2017]


def test_index__private_reports_are_not_listed(client: Client, index: Any):
    private = make_published_report(index, make_agency(name="示例市密室"))
    PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    response = client.get(index.url)
    assert "示例市密室" not in response.content.decode()
    assert response.context["result_count"] == 3


def test_index__other_columns_stay_apart(client: Client, index: Any):
    make_published_report(make_index_page())
    assert len(found(client, index)) == 3


def test_index__number_of_queries_is_fixed(client: Client, index: Any, settings: Any):
    settings.WAGTAIL_DISCLOSURE = {**settings.WAGTAIL_DISCLOSURE, "REPORTS_PER_PAGE": 50}
    client.get(index.url)  # site root paths and content types are cached
    with CaptureQueriesContext(connection) as few:
        client.get(index.url)
    for _ in range(20):
        make_published_report(index)
    with CaptureQueriesContext(connection) as many:
        client.get(index.url)
    assert len(many) == len(few)
