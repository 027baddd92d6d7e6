"""The catalogue index: what readers find, count and choose, and how many queries it takes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from wagtail.models import PageViewRestriction

from tests.factories import (
    make_agency,
    make_catalogue,
    make_category,
    make_document,
    make_published_document,
    make_published_report,
)
from wagtail_disclosure.models import CatalogueEntry
from wagtail_disclosure.services import catalogue_results

pytestmark = pytest.mark.django_db

TOMORROW = localdate() + timedelta(days=1)


def published(year: int, day: int = 1) -> datetime:
    return datetime(year, 6, day, 4, tzinfo=UTC)


@pytest.fixture
def catalogue() -> Any:
    """Five documents of two agencies in three years."""
    catalogue = make_catalogue(slug="catalogue")
    safety = make_agency(name="示例市应急管理局", code="SL00001")
    water = make_agency(name="示例市水务局", code="SL00002")
    above = make_category("3000", "信息")
    rules = make_category("3100", "规范性文件", parent=above)
    make_published_document(
        catalogue,
        safety,
        title="应急预案",
        published_at=published(2017),
        information_category=rules,
        nature="normative",
        document_number="示应急〔2017〕4号",
        validity="repealed",
        made_on=date(2017, 5, 5),
        repealed_on=date(2020, 1, 1),
    )
    make_published_document(
        catalogue, safety, title="抽查通告", published_at=published(2018), in_gazette=True
    )
    make_published_document(
        catalogue, safety, title="新办法", published_at=published(2019), in_force_from=TOMORROW
    )
    make_published_document(catalogue, water, title="水务通知", published_at=published(2019, 2))
    make_published_document(
        catalogue,
        water,
        title="旧水务通知",
        published_at=published(2018, 2),
        made_on=date(2016, 5, 5),
        validity="expired",
        in_force_until=date(2019, 12, 31),
    )
    make_document(catalogue, water, title="草稿")
    return catalogue


ALL = ["水务通知", "新办法", "旧水务通知", "抽查通告", "应急预案"]


def get(client: Client, catalogue: Any, query: str = "") -> Any:
    response = client.get(catalogue.url + query)
    assert response.status_code == 200
    return response


def titles(client: Client, catalogue: Any, query: str = "") -> list[str]:
    soup = BeautifulSoup(get(client, catalogue, query).content, "html.parser")
    return [title.get_text() for title in soup.select(".disclosure-entry h2")]


def counts(response: Any, key: str) -> dict[str, int]:
    """The choices of one filter with their counts."""
    facets = [facet for facet in response.context["facets"] if facet.key == key]
    return {link.label: link.count for facet in facets for link in facet.links}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("?year=2018", ["旧水务通知", "抽查通告"]),
        ("?state=effective", ["水务通知", "抽查通告"]),
        ("?state=not_yet", ["新办法"]),
        ("?state=expired", ["旧水务通知"]),
        ("?state=repealed", ["应急预案"]),
        ("?nature=normative", ["应急预案"]),
        ("?channel=in_gazette", ["抽查通告"]),
        ("?made=2016", ["旧水务通知"]),
        ("?repealed=2020", ["应急预案"]),
        ("?in_force=2019-06-30", ["水务通知", "旧水务通知", "抽查通告", "应急预案"]),
        ("?year=2018&state=expired", ["旧水务通知"]),
        ("?year=2001", []),
        ("?agency=999999999", []),
    ],
)
def test_catalogue__is_filtered_newest_first(
    client: Client, catalogue: Any, query: str, expected: list[str]
):
    assert titles(client, catalogue, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?year=zz&agency=-1&category=x&state=gone&nature=law&channel=pk&page=99&sort=up",
        "?year=99999999999999999999&agency=99999999999999999999&page=99999999999999",
        "?made=0&repealed=99999&in_force=2019-02-30",
        "?q=%00&find=%00&page=-1",
        "?agency=１&year=２０１８",
        "?q=+++",
    ],
)
def test_catalogue__parameters_without_sense_count_as_not_given(
    client: Client, catalogue: Any, query: str
):
    response = get(client, catalogue, query)
    assert titles(client, catalogue, query) == ALL
    assert response.context["chips"] == []


def test_catalogue__by_agency_and_by_a_category_and_those_below_it(client: Client, catalogue: Any):
    above, rules = make_category("3000"), make_category("3100")
    water = CatalogueEntry.objects.get(title="水务通知").agency
    assert titles(client, catalogue, f"?agency={water.pk}") == ["水务通知", "旧水务通知"]
    assert titles(client, catalogue, f"?category={rules.pk}") == ["应急预案"]
    assert titles(client, catalogue, f"?category={above.pk}") == ALL


def test_facets__count_what_each_choice_leaves(client: Client, catalogue: Any):
    response = get(client, catalogue)
    assert counts(response, "agency") == {"示例市应急管理局": 3, "示例市水务局": 2}
    assert list(counts(response, "year").items()) == [("2019", 2), ("2018", 2), ("2017", 1)]
    assert counts(response, "category") == {"信息": 5}
    (tree,) = [facet for facet in response.context["facets"] if facet.key == "category"]
    assert [(deeper.label, deeper.count) for deeper in tree.links[0].below] == [("规范性文件", 1)]
    assert counts(response, "state") == {"有效": 2, "尚未生效": 1, "失效": 1, "废止": 1}
    assert counts(response, "nature") == {"行政规范性文件": 1}


def test_facets__leave_their_own_filter_out(client: Client, catalogue: Any):
    response = get(client, catalogue, "?year=2018&state=expired")
    assert counts(response, "year") == {"2018": 1}
    assert counts(response, "state") == {"有效": 1, "失效": 1}
    assert counts(response, "agency") == {"示例市水务局": 1}


def test_facets__links_keep_the_other_filters_and_lose_the_page(client: Client, catalogue: Any):
    response = get(client, catalogue, "?year=2018&page=1&find=水")
    (facet,) = [facet for facet in response.context["facets"] if facet.key == "state"]
    assert [link.query for link in facet.links] == [
        "year=2018&state=effective",
        "year=2018&state=expired",
    ]


def test_agencies__are_found_by_name(client: Client, catalogue: Any):
    assert counts(get(client, catalogue, "?find=水务"), "agency") == {"示例市水务局": 2}
    nothing = get(client, catalogue, "?find=没有的局")
    assert counts(nothing, "agency") == {}
    assert "没有名称含“没有的局”的机关" in nothing.content.decode()
    assert titles(client, catalogue, "?find=水务") == ALL


def test_chips__say_what_was_chosen_and_take_it_back(client: Client, catalogue: Any):
    water = CatalogueEntry.objects.get(title="水务通知").agency
    response = get(client, catalogue, f"?q=通知&agency={water.pk}&state=expired")
    assert [(chip.label, chip.value, chip.query) for chip in response.context["chips"]] == [
        ("词语", "通知", f"agency={water.pk}&state=expired"),
        ("机关", "示例市水务局", "q=%E9%80%9A%E7%9F%A5&state=expired"),
        ("有效性", "失效", f"q=%E9%80%9A%E7%9F%A5&agency={water.pk}"),
    ]


def test_catalogue__shows_no_draft_and_nothing_restricted_not_even_for_a_minute(
    client: Client, catalogue: Any, settings: Any
):
    # MariaDB's full text finds nothing before the end of a transaction.
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    assert "草稿" not in get(client, catalogue).content.decode()
    below = make_catalogue(catalogue, slug="below")
    hidden = make_published_document(below, make_agency(name="示例市密室"), title="内部通知")
    shown = get(client, catalogue, "?q=内部通知").content.decode()
    assert "示例市密室" in shown
    PageViewRestriction.objects.create(page=below, restriction_type="login")
    for query in ("", "?q=内部通知", f"?q={hidden.index_number}", "?year=2019"):
        shown = BeautifulSoup(get(client, catalogue, query).content, "html.parser")
        assert shown.select_one(".disclosure-entries a[href*='below']") is None
        assert "内部通知" not in [
            title.get_text() for title in shown.select(".disclosure-entry h2")
        ]


def test_catalogue__counts_are_a_minute_old_at_most(
    client: Client, catalogue: Any, monkeypatch: Any
):
    assert counts(get(client, catalogue), "year")["2019"] == 2
    make_published_document(catalogue, published_at=published(2019, 3), title="又一件")
    response = get(client, catalogue)
    assert counts(response, "year")["2019"] == 2
    assert response.context["result_count"] == 6
    cache.clear()  # what the minute does
    assert counts(get(client, catalogue), "year")["2019"] == 3


def test_catalogue__lists_reports_too_and_of_the_whole_site_or_not(client: Client, catalogue: Any):
    report = make_published_report(published_at=published(2021))
    assert titles(client, catalogue)[0] == report.title
    catalogue.lists_whole_site = False
    catalogue.save()
    assert titles(client, catalogue) == ALL


def test_pages__are_turned_as_far_as_they_are_known(
    client: Client, catalogue: Any, settings: Any, monkeypatch: Any
):
    settings.WAGTAIL_DISCLOSURE = {**settings.WAGTAIL_DISCLOSURE, "REPORTS_PER_PAGE": 2}
    assert titles(client, catalogue, "?page=2") == ALL[2:4]
    last = get(client, catalogue, "?page=3")
    assert (last.context["result_count"], last.context["results"].more) == (5, False)
    assert titles(client, catalogue, "?page=7") == ALL[4:]
    monkeypatch.setattr(catalogue_results, "COUNTED", 2)
    cache.clear()
    first = get(client, catalogue)
    assert "超过2条" in first.content.decode()
    assert first.context["pagination"].has_next()
    monkeypatch.setattr(catalogue_results, "TURNED", 4)
    assert get(client, catalogue, "?page=2").context["results"].cut_off
    assert titles(client, catalogue, "?page=3") == ALL[2:4]


def test_addresses__only_the_catalogue_itself_is_indexed(client: Client, catalogue: Any):
    robots = '<meta name="robots" content="noindex, follow">'
    assert robots not in get(client, catalogue).content.decode()
    for query in ("?year=2018", "?q=水", "?find=水", "?sort=date"):
        assert robots in get(client, catalogue, query).content.decode(), query


def test_catalogue__nothing_yet_and_nothing_found(client: Client, catalogue: Any):
    assert "没有符合条件的信息" in get(client, catalogue, "?year=2001").content.decode()
    CatalogueEntry.objects.all().delete()
    assert "这里还没有公开信息" in get(client, catalogue).content.decode()


@pytest.mark.parametrize(
    "query", ["", "?year=2019&state=effective", "?find=局", "?q=通知", "?q=2019-00001", "?page=2"]
)
def test_catalogue__number_of_queries_is_fixed(
    client: Client, catalogue: Any, settings: Any, query: str
):
    settings.WAGTAIL_DISCLOSURE = {**settings.WAGTAIL_DISCLOSURE, "REPORTS_PER_PAGE": 2}
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    for number in range(3):
        make_published_document(
            catalogue, title=f"通知{number}", published_at=published(2019, 5 + number)
        )

    def queries() -> int:
        get(client, catalogue, query)  # site root paths and content types are cached
        cache.delete_many(
            [key.split(":", 2)[2] for key in cache._cache if "wagtail_disclosure" in key]
        )
        with CaptureQueriesContext(connection) as captured:
            get(client, catalogue, query)
        return len(captured)

    few = queries()
    for number in range(20):
        make_published_document(
            catalogue, title=f"又一通知{number}", published_at=published(2019, 5 + number)
        )
    assert queries() == few


def test_facets__of_words_that_match_too_much_stand_without_numbers(
    client: Client, catalogue: Any, settings: Any, monkeypatch: Any
):
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    for number in range(3):
        make_published_document(catalogue, title=f"通知{number}")
    counted = BeautifulSoup(get(client, catalogue, "?q=通知").content, "html.parser")
    assert counted.select(".disclosure-facet__count")
    cache.clear()
    monkeypatch.setattr("wagtail_disclosure.services.catalogue_search.MOST_RANKED", 1)
    shown = BeautifulSoup(get(client, catalogue, "?q=通知").content, "html.parser")
    assert shown.select(".disclosure-facet a")
    assert shown.select(".disclosure-facet__count") == []
    assert len(shown.select(".disclosure-entries > li")) == 5
