"""What a reader asks of a list of entries, as it stands in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from ..domain.validity import State
from ..models import CatalogueEntry, EntryCategory
from .catalogue_query import Criteria
from .validity import having

MAX_WORDS = 100
#: Filters that readers choose from lists with counts, in the order in which they are shown.
FACETS = ("agency", "category", "year", "state", "nature")
#: What changes the look of a list and not what is in it.
_LOOKS = ("find", "sort")


@dataclass(frozen=True)
class CatalogueFilters:
    """The filters of a list. Parameters that make no sense count as not given.

    ``find`` looks for agencies by name among the choices; ``criteria`` are what links from
    counted figures ask for.
    """

    q: str = ""
    agency: int | None = None
    category: int | None = None
    year: int | None = None
    state: str = ""
    criteria: Criteria = field(default_factory=Criteria)
    find: str = ""
    sort: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> CatalogueFilters:
        """Read the parameters of an address."""
        return cls(
            q=_words(params.get("q", "")),
            agency=_number(params.get("agency", "")),
            category=_number(params.get("category", "")),
            year=_number(params.get("year", ""), digits=4),
            state=_one_of(params.get("state", ""), [state.value for state in State]),
            criteria=Criteria.from_params(params),
            find=_words(params.get("find", "")),
            sort=_one_of(params.get("sort", ""), ["date", "relevance"]),
        )

    def params(self) -> dict[str, str]:
        """The same as parameters of an address; what is not asked is left out."""
        own = ("q", "agency", "category", "year", "state", "find", "sort")
        values = {name: str(getattr(self, name) or "") for name in own}
        return {name: value for name, value in values.items() if value} | self.criteria.params()

    def encoded(self, **changes: Any) -> str:
        """These filters, changed, as part of an address without page number."""
        return urlencode(
            {name: value for name, value in (self.params() | changes).items() if value}
        )

    def without(self, name: str) -> CatalogueFilters:
        """The same without one filter."""
        return CatalogueFilters.from_params(self.params() | {name: ""})

    def value(self, name: str) -> str:
        """One filter as it stands in an address; empty where it is not asked."""
        return self.params().get(name, "")

    @property
    def narrows(self) -> bool:
        """Whether anything is left out of the list."""
        return any(name not in _LOOKS for name in self.params())

    @property
    def by_relevance(self) -> bool:
        """Whether the best match comes first: the order of a search, unless asked otherwise."""
        return bool(self.q) and self.sort != "date"


def narrowed(
    entries: QuerySet[CatalogueEntry], filters: CatalogueFilters, today: date
) -> QuerySet[CatalogueEntry]:
    """``entries`` that all filters but the words let through."""
    wanted = filters.criteria.condition()
    if filters.agency:
        wanted &= Q(agency=filters.agency)
    if filters.year:
        wanted &= Q(year=filters.year)
    if filters.state:
        wanted &= having(State(filters.state), today)
    if filters.category:
        rows = EntryCategory.objects.filter(category=filters.category)
        wanted &= Q(pk__in=rows.values("entry"))
    return entries.filter(wanted)


def _words(text: str) -> str:
    return " ".join(text[: 10 * MAX_WORDS].replace("\x00", " ").split())[:MAX_WORDS].strip()


def _number(text: str, digits: int = 9) -> int | None:
    """A number above zero."""
    return int(text) or None if text.isascii() and text.isdigit() and len(text) <= digits else None


def _one_of(text: str, known: list[str]) -> str:
    return text if text in known else ""
