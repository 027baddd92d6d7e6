"""What a list of entries can be narrowed by, with counts: one grouped query for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..domain.validity import State
from ..models import Agency, CatalogueEntry, Category, EntryCategory, Nature
from .catalogue_filters import FACETS, CatalogueFilters
from .validity import having, validity_text

#: So many agencies are offered, those with most entries first; and so many that a name finds.
MOST_AGENCIES, MOST_FOUND = 10, 50
#: A level of a tree with more categories than these stands folded up.
LONGEST_OPEN = 12


@dataclass(frozen=True)
class Choice:
    """One value of a filter, how many entries it leaves, and the choices below it; no number
    where that is too much to count."""

    value: Any
    label: str
    count: int | None
    below: tuple[Choice, ...] = ()

    def uncounted(self) -> Choice:
        below = tuple(choice.uncounted() for choice in self.below)
        return replace(self, count=None, below=below)


@dataclass(frozen=True)
class Facet:
    """The choices of one filter under a heading. ``key`` is the filter, ``name`` tells apart the
    trees that share one; ``is_long``: it would drown what stands below it."""

    key: str
    name: str
    label: str
    choices: tuple[Choice, ...]
    is_long: bool = False

    def uncounted(self) -> Facet:
        """The same without numbers."""
        return replace(self, choices=tuple(choice.uncounted() for choice in self.choices))


Entries = Callable[[CatalogueFilters], QuerySet[CatalogueEntry]]


def facets(entries: Entries, filters: CatalogueFilters, today: date) -> list[Facet]:
    """All facets of a list. ``entries`` gives the list for some filters; each facet is counted
    without its own, so that a reader sees what else there is."""
    makers = {
        "agency": lambda found: [_agencies(found, filters.find)],
        "category": _categories,
        "year": lambda found: [_years(found)],
        "state": lambda found: [_states(found, today)],
        "nature": lambda found: [_natures(found)],
    }
    made = []
    for key in FACETS:
        made += makers[key](entries(filters.without(key)).order_by())
    return [facet for facet in made if facet.choices or (facet.key == "agency" and filters.find)]


def _agencies(entries: QuerySet[CatalogueEntry], find: str) -> Facet:
    if find:
        named = Q(name__icontains=find) | Q(short_name__icontains=find)
        entries = entries.filter(agency__in=Agency.objects.filter(named).values("pk"))
    rows = _grouped(entries, "agency").order_by("-number", "agency")
    counts = dict(rows[: MOST_FOUND if find else MOST_AGENCIES])
    names = dict(Agency.objects.filter(pk__in=counts).values_list("pk", "name"))
    choices = [Choice(pk, names[pk], number) for pk, number in counts.items() if pk in names]
    return Facet("agency", "agency", _("Agency"), tuple(choices))


def _years(entries: QuerySet[CatalogueEntry]) -> Facet:
    rows = _grouped(entries, "year").order_by("-year")
    choices = tuple(Choice(year, str(year), number) for year, number in rows)
    return Facet("year", "year", _("Year of publication"), choices)


def _states(entries: QuerySet[CatalogueEntry], today: date) -> Facet:
    numbers = entries.aggregate(
        **{state.value: Count("pk", filter=having(state, today)) for state in State}
    )
    choices = [
        Choice(state.value, validity_text(state), numbers[state.value])
        for state in (State.EFFECTIVE, State.NOT_YET, State.EXPIRED, State.REPEALED)
        if numbers[state.value]
    ]
    return Facet("state", "state", _("Validity"), tuple(choices))


def _natures(entries: QuerySet[CatalogueEntry]) -> Facet:
    numbers = dict(_grouped(entries, "nature"))
    choices = [
        Choice(nature.value, str(nature.label), numbers[nature.value])
        for nature in (Nature.RULE, Nature.NORMATIVE)
        if numbers.get(nature.value)
    ]
    label = pgettext("of documents in the catalogue", "Nature")
    return Facet("nature", "nature", label, tuple(choices))


def _grouped(entries: QuerySet[CatalogueEntry], name: str) -> Any:
    """How many entries have each value of a column, as pairs."""
    return entries.values_list(name).annotate(number=Count("pk"))


def _categories(entries: QuerySet[CatalogueEntry]) -> list[Facet]:
    """The tree of every scheme under which entries were published. What was merged into another
    category is counted there."""
    rows = EntryCategory.objects.filter(entry__in=entries.values("pk")).order_by()
    counts = dict(rows.values_list("category").annotate(number=Count("pk")))
    categories = list(
        Category.objects.filter(pk__in=counts, merged_into=None)
        .select_related("scheme")
        .order_by("scheme", "code")
    )
    known = {category.pk for category in categories}
    below: dict[int | None, list[Category]] = {}
    for category in categories:
        below.setdefault(category.parent_id if category.parent_id in known else None, []).append(
            category
        )

    def choice(category: Category) -> Choice:
        deeper = tuple(choice(item) for item in below.get(category.pk, []))
        return Choice(category.pk, category.name, counts[category.pk], deeper)

    found: dict[int, list[Choice]] = {}
    for category in below.get(None, []):
        found.setdefault(category.scheme_id, []).append(choice(category))
    schemes = {category.scheme_id: category.scheme for category in categories}
    return [
        Facet(
            "category",
            f"category-{pk}",
            schemes[pk].name,
            tuple(choices),
            len(choices) > LONGEST_OPEN,
        )
        for pk, choices in found.items()
    ]
