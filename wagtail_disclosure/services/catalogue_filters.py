"""What a reader asks of the catalogue, as it stands in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from ..domain.validity import State
from ..models import CHANNELS, CatalogueEntry, EntryCategory, Nature
from .validity import having

MAX_WORDS = 100
#: Filters that readers choose from lists with counts, in the order in which they are shown.
FACETS = ("agency", "category", "year", "state", "nature")
#: In an address, where an empty value would say "any".
OTHER_NATURE = "other"
NATURES = {OTHER_NATURE: "", Nature.RULE.value: "rule", Nature.NORMATIVE.value: "normative"}


@dataclass(frozen=True)
class CatalogueFilters:
    """The filters of a list of entries. Values that make no sense count as not given.

    ``find`` looks for agencies by name and does not filter entries. ``made``, ``repealed``,
    ``in_force`` and ``channel`` are what links from counts ask for.
    """

    q: str = ""
    agency: int | None = None
    category: int | None = None
    year: int | None = None
    state: str = ""
    nature: str = ""
    channel: str = ""
    made: int | None = None
    repealed: int | None = None
    in_force: date | None = None
    find: str = ""
    sort: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> CatalogueFilters:
        """Read the parameters of an address."""
        return cls(
            q=_words(params, "q"),
            agency=_number(params, "agency", 9),
            category=_number(params, "category", 9),
            year=_number(params, "year", 4),
            state=_one_of(params, "state", [state.value for state in State]),
            nature=_one_of(params, "nature", NATURES),
            channel=_one_of(params, "channel", CHANNELS),
            made=_number(params, "made", 4),
            repealed=_number(params, "repealed", 4),
            in_force=_day(params, "in_force"),
            find=_words(params, "find"),
            sort=_one_of(params, "sort", ("date", "relevance")),
        )

    def encoded(self, **changes: Any) -> str:
        """These filters, changed, as part of an address without page number."""
        changed = replace(self, **changes)
        values = [(field.name, getattr(changed, field.name)) for field in fields(self)]
        return urlencode([(name, str(value)) for name, value in values if value])

    def given(self) -> list[str]:
        """The names of the filters that narrow the list."""
        narrowing = [field.name for field in fields(self) if field.name not in ("find", "sort")]
        return [name for name in narrowing if getattr(self, name)]

    @property
    def by_relevance(self) -> bool:
        """Whether the best match comes first: the order of a search, unless asked otherwise."""
        return bool(self.q) and self.sort != "date"

    def without(self, name: str) -> CatalogueFilters:
        """The same without one filter."""
        empty = next(field.default for field in fields(self) if field.name == name)
        return replace(self, **{name: empty})


def narrowed(
    entries: QuerySet[CatalogueEntry], filters: CatalogueFilters, today: date
) -> QuerySet[CatalogueEntry]:
    """``entries`` that all filters but the words let through."""
    wanted = Q()
    for name in ("agency", "year"):
        value = getattr(filters, name)
        wanted &= Q(**{name: value}) if value else Q()
    if filters.nature:
        wanted &= Q(nature=NATURES[filters.nature])
    if filters.channel:
        wanted &= Q(**{filters.channel: True})
    if filters.state:
        wanted &= having(State(filters.state), today)
    if filters.in_force:
        wanted &= having(State.EFFECTIVE, filters.in_force)
    for name, column in (("made", "made_on"), ("repealed", "repealed_on")):
        year = getattr(filters, name)
        wanted &= Q(**{f"{column}__range": (date(year, 1, 1), date(year, 12, 31))}) if year else Q()
    if filters.category:
        rows = EntryCategory.objects.filter(category=filters.category)
        wanted &= Q(pk__in=rows.values("entry"))
    return entries.filter(wanted)


def _words(params: Mapping[str, str], name: str) -> str:
    return " ".join(params.get(name, "").replace("\x00", " ").split())[:MAX_WORDS].strip()


def _number(params: Mapping[str, str], name: str, digits: int) -> int | None:
    text = params.get(name, "")
    return int(text) or None if text.isascii() and text.isdigit() and len(text) <= digits else None


def _one_of(params: Mapping[str, str], name: str, known: Any) -> str:
    text = params.get(name, "")
    return text if text in known else ""


def _day(params: Mapping[str, str], name: str) -> date | None:
    text = params.get(name, "")
    try:
        return date.fromisoformat(text) if len(text) == len("2019-01-10") else None
    except ValueError:
        return None
