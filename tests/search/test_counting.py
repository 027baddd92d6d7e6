"""Counts of very many matches are not made anew with every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import Q

from tests.factories import make_agency
from wagtail_disclosure.models import Agency
from wagtail_disclosure.search import counting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    cache.clear()


def counted(**asked: Any) -> int:
    found = Agency.objects.filter(**asked)
    return counting.kept_count(found, found.count)


def test_kept_count__of_many_is_a_minute_old_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "KEPT_FROM", 1)
    make_agency(name="示例市甲局")
    make_agency(name="示例市乙局")
    assert (counted(), counted(name="示例市甲局")) == (2, 1)
    Agency.objects.all().delete()
    assert (counted(), counted(name="示例市甲局")) == (2, 0)
    cache.clear()
    assert counted() == 0


def test_kept_count__of_few_is_always_new() -> None:
    make_agency(name="示例市甲局")
    assert counted() == 1
    Agency.objects.all().delete()
    assert counted() == 0


def test_kept_count__of_nothing() -> None:
    found = Agency.objects.filter(Q(pk__in=[]))
    assert counting.kept_count(found, found.count) == 0
