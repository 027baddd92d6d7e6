"""What the backend of this database finds, of entries that are there for it only.

The entries are really stored, since MariaDB finds nothing before.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import NotSupportedError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, Boost, Fuzzy, Phrase, PlainText

from benchmarks.entries import OURS, Entry, create, index_all, table
from wagtail_disclosure.search.counting import Count, count_up_to
from wagtail_disclosure.search.indexing import title_norm

pytestmark = pytest.mark.django_db

LONG = "示例市安全生产监督检查情况。" * 4000 + "唯独此处写到蓝藻水华。"
ENTRIES = {
    "report": {
        "title": "福州市应急管理局2018年政府信息公开工作年度报告",
        "number": "FZ00503-3000-2019-00004 榕应急函〔2019〕4号",
        "text": "共公开双随机抽查信息17条，解读三次。IT系统。",
        "year": 2019,
    },
    "school": {
        "title": "示例市教育局年报",
        "number": "113417020032563511/202504-00057",
        "text": "急救、管理；福建杭州市场。榕应急函〔2019〕42号",
    },
    "english": {"title": "Annual report", "text": "reports of 2025, 100%_x it's"},
    "long": {"title": "长文", "text": LONG},
}


@pytest.fixture(scope="module", autouse=True)
def _entries(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), table():
        create(ENTRIES.values())
        index_all(OURS)
        yield


@pytest.fixture(params=["search", "autocomplete"])
def find(request):
    """The names of the entries that a query finds, by searching and by completing."""

    def found(query, entries=None, **options):
        method = getattr(get_search_backend(OURS), request.param)
        results = method(query, Entry if entries is None else entries, **options)
        assert results.count() == len(results)
        return sorted(NAMES[entry.title] for entry in results)

    return found


NAMES = {values["title"]: name for name, values in ENTRIES.items()}
EVERY = sorted(ENTRIES)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("应急", ["report", "school"]),
        ("抽查", ["report"]),
        ("年度报告", ["report"]),
        ("急管", ["report"]),
        ("福州市", ["report"]),
        ("急", ["report", "school"]),
        ("局", ["report", "school"]),
        ("FZ00503-3000-2019-00004", ["report"]),
        ("fz00503", ["report"]),
        ("3000-2019", ["report"]),
        ("00004", ["report"]),
        ("榕应急函", ["report", "school"]),
        ("〔2019〕4号", ["report"]),
        ("榕应急函[2019]42号", ["school"]),
        ("113417020032563511/202504-00057", ["school"]),
        ("应急 抽查", ["report"]),
        ("应急，抽查", ["report"]),
        ("急救管理", []),
        ("IT系统", ["report"]),
        ("Annual", ["english"]),
        ("蓝藻水华", ["long"]),
        ("监督检查情况", ["long"]),
    ],
)
def test_query__finds(find, query, names):
    assert find(query) == names


def test_numbers__at_the_end_of_a_query():
    backend = get_search_backend(OURS)
    found = {
        query: sorted(NAMES[entry.title] for entry in backend.search(query, Entry))
        for query in ("2019〕4", "1134170200", "2019〕", "00057", "0005", "FZ0")
    }
    assert found == {
        "2019〕4": ["report"],
        "1134170200": ["school"],
        "2019〕": ["report", "school"],
        "00057": ["school"],
        "0005": ["school"],
        "FZ0": [],
    }


HOSTILE = ['"', '""', 'a"b', "'", "\\", "\0", "——", "(", ")", ":*", "*", "+-<>~@()", "%", "_", "{"]


@pytest.mark.parametrize("query", [*HOSTILE, "\ud800", "应" * 10_000, "x" * 10_000, "安 " * 5000])
@pytest.mark.parametrize("form", ["{}", "应急{}抽查", "{} 应急", '"{}"', "NOT {} OR"])
def test_query__of_any_characters__is_no_error(find, form, query):
    find(form.format(query) if len(query) < 100 else query)
    find(Phrase(form.format(query)))


@pytest.mark.parametrize("query", [query for query in HOSTILE if query != 'a"b'])
def test_marks__change_no_answer(find, query):
    assert find(query) == []
    assert find(f"应急 {query}") == ["report", "school"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (PlainText("抽查 教育", operator="or"), ["report", "school"]),
        (Phrase("应急管理局"), ["report"]),
        (Phrase("—"), []),
        (PlainText("应急") & PlainText("抽查"), ["report"]),
        (PlainText("抽查") | PlainText("教育"), ["report", "school"]),
        (~PlainText("应急"), ["english", "long"]),
        (PlainText("应急") & ~PlainText("抽查"), ["school"]),
        (~PlainText("抽查") & ~PlainText("教育"), ["english", "long"]),
        (~(PlainText("抽查") | PlainText("教育")), ["english", "long"]),
        (~PlainText("应急") | PlainText("抽查"), ["english", "long", "report"]),
        (~(PlainText("应急") & ~PlainText("抽查")), ["english", "long", "report"]),
        (Boost(PlainText("抽查"), 3), ["report"]),
        (MATCH_ALL, EVERY),
        (~MATCH_ALL, []),
        (PlainText("抽查") & MATCH_ALL, ["report"]),
        (PlainText("抽查") | MATCH_ALL, EVERY),
        (PlainText("抽查") & Phrase("——"), ["report"]),
    ],
    ids=repr,
)
def test_combined_queries__find(find, query, names):
    assert find(query) == names


def test_options__are_kept(find):
    assert find("抽查 教育", operator="or") == ["report", "school"]
    assert find("福州市", fields=["title"]) == ["report"]
    assert find("抽查", fields=["title"]) == []
    assert find("抽查", fields=["title", "text"]) == ["report"]
    assert find("应急", Entry.objects.filter(year=2019)) == ["report"]


def test_order__is_by_relevance_or_as_asked_for():
    backend = get_search_backend(OURS)
    titles = [entry.title for entry in backend.search("应急", Entry)]
    assert [NAMES[title] for title in titles] == ["report", "school"]  # in the title first
    by_year = Entry.objects.order_by("-year")
    ordered = backend.search("应急", by_year, order_by_relevance=False)
    assert [entry.year for entry in ordered] == [2025, 2019]
    newest = backend.search("应急", Entry, order_by_relevance=False)
    assert [NAMES[entry.title] for entry in newest] == ["school", "report"]


def test_pages_scores_and_facets():
    results = get_search_backend(OURS).search("应急", Entry)
    assert [NAMES[entry.title] for entry in results[1:5]] == ["school"]
    assert results[1:5].count() == 1
    assert dict(results.facet("year")) == {2019: 1, 2025: 1}
    first, second = results.annotate_score("score")
    assert first.score > second.score > 0


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_counting__stops_at_the_limit(limit):
    results = get_search_backend(OURS).search("应急", Entry)
    assert count_up_to(results, limit) == Count(min(2, limit), limit < 2)


def test_counting__of_many_matches_is_kept_where_it_means_to_read_them(monkeypatch):
    monkeypatch.setattr("wagtail_disclosure.search.counting.KEPT_FROM", 1)
    cache.clear()
    backend = get_search_backend(OURS)
    counts = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert backend.search("应急", Entry).count() == 2
        counts.append(sum("COUNT(" in query["sql"] for query in asked))
    cache.clear()
    assert counts == ([1, 0] if connection.vendor == "postgresql" else [1, 1])


def test_matches__of_many_keys_are_one_value_for_the_server():
    found = get_search_backend(OURS, RANK_LIMIT=1).search("应急", Entry).matches()
    assert found.few is False
    names = Entry.objects.filter(found.condition).order_by("year").values_list("title", flat=True)
    assert [NAMES[title] for title in names] == ["report", "school"]
    if connection.vendor == "postgresql":
        _sql, params = Entry.objects.filter(found.condition).query.sql_with_params()
        assert [len(param) for param in params if isinstance(param, list)] == [2]


@pytest.mark.parametrize("frequent", [0, 20_000])
def test_many_matches__are_shown_newest_first(monkeypatch, frequent):
    if connection.vendor == "postgresql":
        monkeypatch.setattr("wagtail_disclosure.search.postgresql.FREQUENT", frequent)
    backend = get_search_backend(OURS, RANK_LIMIT=1)
    for query in ("应急", "榕应急函"):
        results = backend.search(query, Entry)
        assert [NAMES[entry.title] for entry in results[:20]] == ["school", "report"]
        assert (results[:1].count(), results.count()) == (1, 2)
        assert dict(results.facet("year")) == {2019: 1, 2025: 1}


def test_word_forms__are_found_where_the_database_knows_them():
    found = get_search_backend(OURS).search("report", Entry)
    assert [NAMES[entry.title] for entry in found] == ["english"]


def test_fuzzy__finds_the_word_itself__without_help_of_the_database():
    found = get_search_backend(OURS).search(Fuzzy("抽查"), Entry)
    if connection.vendor == "postgresql":  # which knows similar words, with an extension
        with pytest.raises(NotSupportedError, match="enable_trigram"):
            found.count()
    else:
        assert [NAMES[entry.title] for entry in found] == ["report"]


def test_title_norm__depends_on_the_title_only():
    assert [title_norm([(text, 2.0)]) for text in ("", "年报" * 10, "年报" * 1000, "报")] == [
        1.0,
        1.0,
        0.25,
        4.0,
    ]
