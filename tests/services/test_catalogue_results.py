"""One page of a list, also where its count is older than the list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_catalogue, make_published_document
from wagtail_disclosure.models import CatalogueEntry
from wagtail_disclosure.services.catalogue import public_entries
from wagtail_disclosure.services.catalogue_results import Listing, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[CatalogueEntry]:
    """Three entries, newest first."""
    catalogue = make_catalogue()
    for _number in range(3):
        make_published_document(catalogue)
    return list(public_entries())


@pytest.mark.parametrize(
    ("asked", "counted", "number", "rows", "count"),
    [
        ("", 3, 1, slice(0, 2), 3),
        ("2", 3, 2, slice(2, 3), 3),
        ("9", 3, 2, slice(2, 3), 3),
        ("9", 90, 1, slice(0, 2), 90),
        ("2", 0, 2, slice(2, 3), 3),
        ("1", 0, 1, slice(0, 2), 3),
        ("x", 3, 1, slice(0, 2), 3),
        ("99999999999999", 3, 1, slice(0, 2), 3),
    ],
)
def test_page__is_one_that_is_there(
    entries: list[CatalogueEntry], asked: str, counted: int, number: int, rows: Any, count: int
):
    first, *rest = entries
    others = public_entries().filter(pk__in=[entry.pk for entry in rest])
    results = page_of(Listing(public_entries(), [first.pk], others), asked, 2, lambda: counted)
    shown = (results.page.number, list(results.page), results.count)
    assert shown == (number, entries[rows], count)
    assert results.page.paginator.num_pages >= number


def test_page__of_nothing_while_the_count_says_otherwise():
    listing = Listing(public_entries(), [], public_entries())
    results = page_of(listing, "3", 2, lambda: 90)
    assert (list(results.page), results.page.number, results.count) == ([], 1, 0)
