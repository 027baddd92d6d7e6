"""The filters of a list as links and fields: what can be chosen, what was, how to undo it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..domain.validity import State
from ..models import Agency, Category, Nature
from .catalogue_facets import Choice, Facet
from .catalogue_filters import NATURES, CatalogueFilters
from .validity import validity_text


@dataclass(frozen=True)
class Link:
    """A choice as a link. ``opens``: what was chosen stands below it."""

    label: str
    query: str
    count: int
    current: bool
    opens: bool
    below: tuple[Link, ...]


@dataclass(frozen=True)
class LinkedFacet:
    """A facet as readers have it; ``is_open``: nobody has to unfold it."""

    key: str
    name: str
    label: str
    links: tuple[Link, ...]
    is_open: bool


@dataclass(frozen=True)
class Chip:
    """A filter that is set, and the query without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True)
class SortLink:
    label: str
    query: str
    current: bool


def linked_facets(offered: Iterable[Facet], filters: CatalogueFilters) -> list[LinkedFacet]:
    """The facets with the address of each choice."""
    return [
        LinkedFacet(
            facet.key,
            facet.name,
            facet.label,
            tuple(_link(choice, facet.key, filters) for choice in facet.choices),
            not facet.is_long or any(_chosen(choice, facet, filters) for choice in facet.choices),
        )
        for facet in offered
    ]


def _chosen(choice: Choice, facet: Facet, filters: CatalogueFilters) -> bool:
    chosen = getattr(filters, facet.key)
    return bool(chosen) and choice.holds(chosen)


def _link(choice: Choice, key: str, filters: CatalogueFilters) -> Link:
    chosen = getattr(filters, key)
    return Link(
        label=choice.label,
        query=filters.encoded(**{key: choice.value, "find": ""}),
        count=choice.count,
        current=choice.value == chosen,
        opens=bool(chosen) and any(deeper.holds(chosen) for deeper in choice.below),
        below=tuple(_link(deeper, key, filters) for deeper in choice.below),
    )


def chips(filters: CatalogueFilters) -> list[Chip]:
    """The filters that are set, each with the way to take it back."""
    return [
        Chip(label, value, filters.encoded(**{name: None, "find": ""}))
        for name, label, value in _set(filters)
    ]


def _set(filters: CatalogueFilters) -> Iterator[tuple[str, str, str]]:
    unknown = _("unknown")
    if filters.q:
        yield "q", _("Words"), filters.q
    if filters.agency:
        agency = Agency.objects.filter(pk=filters.agency).first()
        yield "agency", _("Agency"), agency.name if agency else unknown
    if filters.category:
        category = Category.objects.filter(pk=filters.category).select_related("scheme").first()
        label = category.scheme.name if category else _("Category")
        yield "category", label, category.name if category else unknown
    if filters.state:
        yield "state", _("Validity"), validity_text(State(filters.state))
    if filters.nature:
        label = pgettext("of documents in the catalogue", "Nature")
        yield "nature", label, str(Nature(NATURES[filters.nature]).label)
    if filters.channel:
        yield "channel", _("Channel"), _channel(filters.channel)
    for name, label in (
        ("year", _("Year of publication")),
        ("made", _("Year of making")),
        ("repealed", _("Year of repeal")),
        ("in_force", _("In force on")),
    ):
        value = getattr(filters, name)
        if value:
            yield name, label, str(value)


def _channel(name: str) -> str:
    return {
        "on_website": _("government website"),
        "in_gazette": _("government gazette"),
        "on_weibo": _("government weibo"),
        "on_wechat": _("government wechat"),
        "elsewhere": _("other channels"),
    }[name]


def sort_links(filters: CatalogueFilters) -> list[SortLink]:
    """The two orders of a search; a list without words is always newest first."""
    if not filters.q:
        return []
    return [
        SortLink(_("Best match first"), filters.encoded(sort="", find=""), filters.by_relevance),
        SortLink(_("Newest first"), filters.encoded(sort="date", find=""), not filters.by_relevance),
    ]


def form_fields(filters: CatalogueFilters, typed: str) -> list[tuple[str, str]]:
    """The filters that a form keeps in hidden fields beside the one that is typed."""
    kept = [field.name for field in fields(filters) if field.name not in (typed, "find")]
    return [(name, str(getattr(filters, name))) for name in kept if getattr(filters, name)]
