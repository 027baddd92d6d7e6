"""One page of a list of entries, and how many there are, counted no further than anybody reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from ..models import CatalogueEntry

#: More entries than these are not counted but said to be more.
COUNTED = 1000
#: So far can a reader turn pages; filters lead to what is older.
TURNED = 5000


@dataclass(frozen=True)
class Results:
    """Entries of one page. ``count`` is how many there are, or, if ``more``, fewer than there are;
    ``cut_off``: this is the last page that can be turned to, and not the last there is."""

    page: Page[CatalogueEntry]
    count: int
    more: bool
    cut_off: bool = False


def count_entries(entries: QuerySet[CatalogueEntry]) -> int:
    """How many there are; ``COUNTED + 1`` for more than are counted."""
    return entries.order_by()[: COUNTED + 1].count()


@dataclass(frozen=True)
class Listing:
    """Entries in their order: ``first``, by key, then ``rest``. All are taken from ``public``, so
    that nothing is shown that was hidden since."""

    public: QuerySet[CatalogueEntry]
    first: list[int]
    rest: QuerySet[CatalogueEntry]

    def rows(self, start: int, number: int) -> list[CatalogueEntry]:
        """So many of the entries, from ``start`` on. Their keys are asked for first, which takes
        an index and none of the long rows that are passed over."""
        keys = self.first[start : start + number]
        missing = number - len(keys)
        if missing:
            begin = max(0, start - len(self.first))
            keys += self.rest.values_list("pk", flat=True)[begin : begin + missing]
        known = self.public.in_bulk(keys) if keys else {}
        return [known[key] for key in keys if key in known]


def page_of(listing: Listing, number: Any, per_page: int, count: Callable[[], int]) -> Results:
    """One page of a list. A number that makes no sense is the first page, one beyond the end the
    last that is known."""
    counted = count()  # always, so that a list takes as many queries whatever is in it
    asked = _page_number(number, per_page)
    rows = listing.rows((asked - 1) * per_page, per_page + 1)
    # Beyond the end: the last page known, or, if the count is older than the list, the first.
    last = Paginator(range(min(counted, COUNTED)), per_page).num_pages
    for fallback in (last, 1):
        if asked > 1 and not rows:
            asked = fallback
            rows = listing.rows((asked - 1) * per_page, per_page + 1)
    end = (asked - 1) * per_page + len(rows)
    more = len(rows) > per_page
    total = max(counted, end) if more else end
    paginator: Paginator[Any] = Paginator(range(min(total, TURNED)), per_page)
    return Results(
        page=Page(rows[:per_page], asked, paginator),
        count=min(total, COUNTED),
        more=total > COUNTED,
        cut_off=more and asked == paginator.num_pages,
    )


def _page_number(text: Any, per_page: int) -> int:
    """The page that is asked for, no further than pages are turned."""
    text = str(text or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
    return min(max(number, 1), -(-TURNED // per_page))
