"""The documents and queries of ``tests/cases/search``: what the benchmark claims, on every run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection

from benchmarks.entries import OURS, index_all, table
from benchmarks.search_quality import fill, holds, judge, precision, recall, sets

pytestmark = pytest.mark.django_db


def settle() -> None:
    """Have MariaDB write away the words that it still has in memory: in the milliseconds in which
    it does so by itself, a query misses what was indexed last (docs/reference/search.md)."""
    if connection.vendor == "mysql":
        with connection.cursor() as cursor:
            cursor.execute("OPTIMIZE TABLE wagtailsearch_indexentry")
            cursor.fetchall()


@pytest.fixture(scope="module")
def judged(django_db_setup, django_db_blocker) -> Iterator[list]:
    with django_db_blocker.unblock(), table():
        entries = fill()
        index_all(OURS)
        settle()
        yield judge(OURS, entries)


def test_literal_queries__find_every_document(judged):
    literal = [one for one in judged if one.query.kind == "literal"]
    assert {one.query.text: one.missed for one in literal if one.missed} == {}
    assert recall(literal) == 1.0


def test_known_queries__find_their_answer(judged):
    known = [one for one in judged if one.query.kind == "known"]
    assert {one.query.text: one.missed for one in known if one.missed} == {}
    assert precision(known) >= 0.95


def test_queries__raise_no_error(judged):
    assert [one.query.text for one in judged if one.found is None] == []


def test_sets__are_as_they_are_described():
    documents, queries = sets()
    assert [key for key, count in Counter(one.key for one in documents).items() if count > 1] == []
    keys = {(one.of, one.key) for one in documents}
    answers = {(query.of, key) for query in queries for key in query.documents}
    assert answers - keys == set()
    assert {query.kind for query in queries} == {"literal", "known", "character"}
    literal = [query for query in queries if query.kind == "literal"]
    answered = [query for query in literal if query.answer(documents)]
    assert len(answered) > 0.9 * len(literal)  # a few are traps


@pytest.mark.parametrize(
    ("text", "query", "held"),
    [
        ("安全生产", "全生", True),
        ("ＰＭ２．５", "pm2.5", True),
        ("第13号", "3号", False),
        ("20190305", "2019", True),
        ("reports", "report", False),
    ],
)
def test_holding__is_what_the_queries_say(text, query, held):
    assert holds(text, query) is held
