"""The public search: words wherever they stand, numbers however they are written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction
from wagtail.search.backends import get_search_backend

from tests.factories import make_agency, make_catalogue, make_published_document
from wagtail_disclosure.models import CatalogueEntry
from wagtail_disclosure.services import catalogue_search

STOCK, OWN = "wagtail.search.backends.database", "wagtail_disclosure.search.backend"


@pytest.fixture(params=[STOCK, OWN])
def backend(request: Any, settings: Any, transactional_db: None) -> str:
    """The search with each backend; commits are real, for a full-text index sees no others."""
    if request.param == OWN:
        pytest.importorskip(OWN)
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": request.param}}
    return request.param


@pytest.fixture
def documents(backend: str) -> Any:
    catalogue = make_catalogue(slug="catalogue")
    agency = make_agency(name="福州市应急管理局", code="FZ00503")

    def add(title: str, day: int, **values: Any) -> None:
        body = values.pop("text", "")
        blocks = [{"type": "text", "value": f"<p>{body}</p>"}] if body else []
        at = datetime(2019, 6, day, 4, tzinfo=UTC)
        make_published_document(
            catalogue,
            values.pop("agency", agency),
            title=title,
            published_at=at,
            body=blocks,
            **values,
        )

    add("关于安全生产的通知", 1, document_number="榕应急函〔2019〕4号")
    add("关于安全生产的通知（二）", 2, document_number="榕应急函〔2019〕42号")
    add("水务公告", 3, agency=make_agency(name="示例市水务局", code="SL00002"))
    add("双随机方案", 4, text="本市开展安全生产抽查，结果写入年度报告。")
    add(
        "决定 <script>",
        5,
        summary="废止榕应急函〔2019〕4号，一并公布。",
        agency=make_agency(code="SL3"),
    )
    get_search_backend().add_bulk(CatalogueEntry, list(CatalogueEntry.objects.all()))
    return catalogue


def search(client: Client, words: str, **params: str) -> Any:
    response = client.get("/disclosure/search/", {"q": words, **params})
    assert response.status_code == 200
    return response


def found(client: Client, words: str, **params: str) -> list[str]:
    soup = BeautifulSoup(search(client, words, **params).content, "html.parser")
    return [title.get_text() for title in soup.select(".disclosure-entry h2")]


FIRST, SECOND, WATER, CHECKS, DECISION = (
    *("关于安全生产的通知", "关于安全生产的通知（二）", "水务公告", "双随机方案", "决定 <script>"),
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("应急", {FIRST, SECOND, CHECKS, DECISION}),
        ("急管", {FIRST, SECOND, CHECKS}),
        ("福州市", {FIRST, SECOND, CHECKS}),
        ("抽查", {CHECKS}),
        ("年度报告", {CHECKS}),
        ("安全生产 抽查", {CHECKS}),
        ("安全生产 水务", set()),
        ("水务", {WATER}),
        ("没有这样的词", set()),
    ],
)
def test_search__finds_all_words_wherever_they_stand(
    client: Client, documents: Any, words: str, expected: set[str]
):
    assert set(found(client, words)) == expected
    assert set(found(client, words, sort="date")) == expected


@pytest.mark.parametrize(
    "number",
    ["榕应急函〔2019〕4号", "榕应急函[2019]4号", "榕应急函（２０１９）4号", "榕应急函2019年第4号"],
)
def test_search__the_document_of_a_number_stands_first(client: Client, documents: Any, number: str):
    assert found(client, number)[0] == FIRST
    assert found(client, number, sort="date")[0] == FIRST


@pytest.mark.parametrize(
    "number",
    [
        "FZ00503-3000-2019-00001",
        "fz00503-3000-2019-00001",
        "FZ00503300020190000" + "1",
        "ＦＺ00503－3000－2019－00001",
    ],
)
def test_search__the_entry_of_an_index_number_stands_first(
    client: Client, documents: Any, number: str
):
    assert found(client, number)[0] == FIRST


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("FZ00503-3000", [CHECKS, SECOND, FIRST]),
        ("FZ00503", [CHECKS, SECOND, FIRST]),
        ("3000-2019-00003", [CHECKS]),
        ("0503-3000-2019-00002", [SECOND]),
        ("应急函〔2019〕42", [SECOND]),
    ],
)
def test_search__part_of_a_number_is_enough(
    client: Client, documents: Any, part: str, expected: list[str]
):
    assert found(client, part) == expected


@pytest.mark.parametrize("part", ["FZ005", "0503-3000", "急函〔201"])
def test_search__part_of_a_number_finds_all_that_hold_it(client: Client, documents: Any, part: str):
    agency = CatalogueEntry.objects.get(title=FIRST).agency
    for serial in range(100, 121):
        number = f"榕应急函〔2019〕{serial}号"
        make_published_document(documents, agency, title=f"第{serial}号", document_number=number)
    wanted = {"index_number__startswith": "FZ00503-3000-2019"}
    if "急函" in part:
        wanted = {"document_number__startswith": "榕应急函"}
    holding = CatalogueEntry.objects.filter(**wanted).count()
    assert holding > 20
    assert search(client, part).context["result_count"] >= holding


def test_search__part_of_a_number_beside_a_text_with_the_same_digits(
    client: Client, documents: Any
):
    assert found(client, "0503-3") == [CHECKS, SECOND, FIRST]
    agency = make_agency(code="SL00009")
    make_published_document(documents, agency, title="样品05033的检测")
    get_search_backend().add_bulk(CatalogueEntry, list(CatalogueEntry.objects.all()))
    assert set(found(client, "0503-3")) >= {CHECKS, SECOND, FIRST}
    assert set(found(client, "05033")) == {CHECKS, SECOND, FIRST, "样品05033的检测"}


def test_search__best_match_first_or_newest_first(client: Client, documents: Any):
    assert set(found(client, "安全生产")[:2]) == {FIRST, SECOND}
    assert found(client, "安全生产", sort="date") == [CHECKS, SECOND, FIRST]


def test_search__with_filters_and_counts(client: Client, documents: Any):
    response = search(client, "应急")
    facets = {facet.name: facet for facet in response.context["facets"]}
    agencies = {link.label: link for link in facets["agency"].links}
    assert agencies["福州市应急管理局"].count == 3
    narrowed = client.get(f"/disclosure/search/?{agencies['福州市应急管理局'].query}")
    assert narrowed.context["result_count"] == 3
    assert found(client, "应急", year="2018") == []


def test_search__marks_words_and_escapes_the_rest(client: Client, documents: Any):
    soup = BeautifulSoup(search(client, "抽查").content, "html.parser")
    excerpt = soup.select_one(".disclosure-entry__excerpt")
    assert excerpt.decode_contents() == "本市开展安全生产<mark>抽查</mark>，结果写入年度报告。"
    page = search(client, "决定 <script>").content.decode()
    assert "<script>" not in page.replace("<script src", "")
    number = BeautifulSoup(search(client, "榕应急函[2019]42号").content, "html.parser")
    assert "榕应急函〔2019〕42号" in [mark.get_text() for mark in number("mark")]


@pytest.mark.parametrize(
    "words",
    [
        *('"', "'", "(", "%", "_", "\\", "*", "-", "〔", "😀", "\x00", "应急\x00"),
        *("应急 AND", "NOT", "+应急 -管理", "title:应急", "'; DROP TABLE x; --", "2019", "4号"),
        "应" * 10_000,
        "a " * 5000,
    ],
)
def test_search__odd_words_are_answered(client: Client, documents: Any, words: str):
    search(client, words)
    search(client, words, sort="date", page="2")


def test_search__nothing_found_says_so(client: Client, documents: Any):
    shown = search(client, "没有这样的词").content.decode()
    assert "没有找到“没有这样的词”" in shown


def test_search__nothing_of_a_restricted_page(client: Client, documents: Any):
    PageViewRestriction.objects.create(page=documents, restriction_type="login")
    for words in ("应急", "FZ00503-3000-2019-00001", "榕应急函〔2019〕4号", ""):
        assert found(client, words) == []


def test_search__more_matches_than_are_ranked(client: Client, documents: Any, monkeypatch: Any):
    monkeypatch.setattr(catalogue_search, "MOST_RANKED", 2)
    assert found(client, "安全生产") == [CHECKS, SECOND, FIRST]
    assert found(client, "榕应急函[2019]4号")[0] == FIRST
    assert set(found(client, "水务")) == {WATER}


def test_search__in_the_catalogue_finds_the_same(client: Client, documents: Any):
    response = client.get(documents.url, {"q": "抽查"})
    assert [str(entry.title) for entry in response.context["entries"]] == [CHECKS]


def test_search__takes_only_reading(client: Client, documents: Any):
    assert client.post("/disclosure/search/").status_code == 405
