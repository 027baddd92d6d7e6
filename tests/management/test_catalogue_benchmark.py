"""The benchmark of the catalogue asks what it says; times are measured by `make bench` alone."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection, connections

from benchmarks.catalogue import Portal, addresses, ask, broken, inside


def portal(queries: int, milliseconds: float) -> Portal:
    return Portal("tiny", None, queries={"page": queries}, times={"page": [milliseconds]})


def test_benchmark__every_page_answers(generated):
    there = Portal("tiny", connection, addresses=addresses())
    there.client.force_login(get_user_model().objects.create_superuser("benchmark"))
    assert len(there.addresses) >= 18
    assert all(ask(there, name) > 0 for name in there.addresses)


def test_benchmark__a_portal_has_its_own_database_and_cache():
    other = Portal("other", connections.create_connection("default"))
    cache.set("name", "outside")
    before = connections["default"]
    with inside(other):
        assert connections["default"] is other.wrapper
        assert cache.get("name") is None
    assert connections["default"] is before
    assert cache.get("name") == "outside"


@pytest.mark.parametrize(
    ("large", "timed", "claims"),
    [
        (portal(10, 10), True, []),
        (portal(9, 10), True, []),
        (portal(11, 10), True, ["more queries"]),
        (portal(10, 10.1), True, ["too slow"]),
        (portal(10, 10.1), False, []),
    ],
)
def test_benchmark__what_breaks_a_claim(large, timed, claims):
    assert broken(portal(10, 5), large, "page", timed=timed) == claims
