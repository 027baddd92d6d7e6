"""Figures counted from the catalogue (政府信息公开目录), and what leads to the entries behind them.

What counts are entries that the agency discloses on its own initiative, of pages of the report's
site that anybody may read: what a reader cannot find in the catalogue is in no figure. Annual
reports are disclosed information with an index number of their own and count like documents.

The entries of an agency's predecessors count, too, for it carries on their work and what they
issued stays in force; but not those of one that has a public report of its own for that year, or
that several agencies carry on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from wagtail.models import Site

from ..domain import declarations
from ..domain.figures import Figure, Figures, Source, parse_value
from ..domain.standards import Standard
from ..models import (
    Agency,
    CatalogueEntry,
    Category,
    DisclosureMode,
    EntryCategory,
    PublishedReport,
)
from .catalogue_entries import entries_below, public_entries
from .catalogue_query import Criteria

#: How far back predecessors of predecessors are followed.
GENERATIONS = 3


@dataclass(frozen=True)
class Counted:
    """What was counted for a report: the figures by cell, and for each the parameters of a
    catalogue's address (``agency=3&year=2018…``) that lists the entries behind it."""

    figures: Figures
    lists: Mapping[str, str]


def counts_for(agency: Agency | None, year: int) -> bool:
    """Whether figures of the agency's report of ``year`` are counted from its catalogue."""
    start = agency.counts_from_year if agency is not None and agency.pk else None
    return start is not None and start <= year


def counted_figures(agency: Agency | None, year: int, standard: Standard) -> Figures | None:
    """The figures that the standard declares as counted; ``None`` where nothing is counted for
    that agency and year."""
    counted = count(agency, year, standard)
    return counted.figures if counted else None


def count(
    agency: Agency | None, year: int, standard: Standard, report: Any = None
) -> Counted | None:
    """The counted figures with what leads to their entries, in one query grouped by agency.

    ``report`` is the page whose site is counted. ``None`` where the agency does not count, or the
    standard declares nothing.
    """
    if agency is None or not counts_for(agency, year) or not standard.counts:
        return None
    numbers = {
        f"count_{number}": Count("pk", filter=_condition(declared, year))
        for number, declared in enumerate(standard.counts)
    }
    rows: list[Any] = list(
        entries_of(agency, year, report).order_by().values("agency_id").annotate(**numbers)
    )
    categories = _categories(standard.counts)
    figures, lists = {}, {}
    for number, declared in enumerate(standard.counts):
        category = categories.get((declared.scheme, declared.category))
        if declared.category and category is None:
            continue  # a category that is not there says nothing
        found = {row["agency_id"]: row[f"count_{number}"] for row in rows}
        total = sum(found.values())
        figures[declared.cell] = Figure(parse_value(total), Source.COUNTED)
        agencies = sorted(pk for pk, entries in found.items() if entries) or [agency.pk]
        lists[declared.cell] = urlencode(list_query(declared, agencies, year, category))
    return Counted(Figures(figures), lists)


def list_query(
    declared: declarations.Count,
    agencies: Sequence[int],
    year: int,
    category: int | None = None,
) -> dict[str, str]:
    """The parameters of a catalogue's address that list exactly the entries of a count.
    ``category`` is the id of the category that the declaration names."""
    several = len(agencies) > 1
    found = {} if several else {"agency": str(agencies[0])}
    if declared.count == "disclosed":
        found["year"] = str(year)
    if category is not None:
        found["category"] = str(category)
    criteria = _criteria(declared, year, tuple(agencies) if several else ())
    return {**found, **criteria.params()}


def entries_of(agency: Agency, year: int, report: Any = None) -> QuerySet[CatalogueEntry]:
    """The entries that count in the agency's report of ``year``, whatever is counted of them: those
    of the site of ``report``, or of all where it stands in none yet.

    Those of a predecessor with several successors count for none: no rule says whose they are.
    """
    relation: Any = Agency.predecessors.through
    nearest = relation.objects.filter(from_agency=agency.pk).values("to_agency")
    generations = [nearest]
    for _generation in range(1, GENERATIONS):
        nearest = relation.objects.filter(from_agency__in=nearest).values("to_agency")
        generations.append(nearest)
    before = reduce(or_, (Q(agency__in=generation) for generation in generations))
    several = relation.objects.values("to_agency").annotate(n=Count("pk")).filter(n__gt=1)
    split = several.values("to_agency")
    reported = PublishedReport.objects.filter(public_year=year).values("agency")
    return _public_on_site_of(report).filter(
        Q(agency=agency.pk) | (before & ~Q(agency__in=reported) & ~Q(agency__in=split)),
        mode=DisclosureMode.PROACTIVE,
    )


def _public_on_site_of(report: Any) -> QuerySet[CatalogueEntry]:
    """Public entries of the site of ``report``, or of all where it stands in none."""
    parts = report.get_url_parts() if report is not None and report.pk else None
    site = Site.objects.select_related("root_page").filter(pk=parts[0]).first() if parts else None
    return entries_below(site.root_page) if site else public_entries()


def _criteria(declared: declarations.Count, year: int, agencies: tuple[int, ...] = ()) -> Criteria:
    """What a declaration asks of the catalogue, but for the year of publication."""
    return Criteria(
        made=year if declared.count == "issued" else None,
        repealed=year if declared.count == "repealed" else None,
        in_force=date(year, 12, 31) if declared.count == "in_force" else None,
        nature=declared.nature,
        channel=declared.channel,
        mode=DisclosureMode.PROACTIVE.value,
        agencies=agencies,
    )


def _condition(declared: declarations.Count, year: int) -> Q:
    found = _criteria(declared, year).condition()
    if declared.count == "disclosed":
        found &= Q(year=year)
    if declared.category:
        filed = EntryCategory.objects.filter(
            entry=OuterRef("pk"),
            category__code=declared.category,
            category__scheme__key=declared.scheme,
        )
        found &= Q(Exists(filed))
    return found


def _categories(counts: Sequence[declarations.Count]) -> dict[tuple[str, str], int]:
    """The ids of the categories that declarations name, by scheme and code; asked for only where
    there are such."""
    wanted = [
        Q(scheme__key=declared.scheme, code=declared.category)
        for declared in counts
        if declared.category
    ]
    if not wanted:
        return {}
    found = Category.objects.filter(reduce(or_, wanted))
    return {
        (scheme, code): pk for scheme, code, pk in found.values_list("scheme__key", "code", "pk")
    }
