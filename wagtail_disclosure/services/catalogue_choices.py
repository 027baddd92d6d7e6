"""The filters of a list as links and fields: what can be chosen, what was, how to undo it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..domain.validity import State
from ..models import Agency, Category, DisclosureMode, Nature
from .catalogue_facets import Choice, Facet
from .catalogue_filters import CatalogueFilters
from .validity import validity_text


@dataclass(frozen=True)
class Link:
    """A choice as a link. ``opens``: what was chosen stands below it."""

    label: str
    query: str
    count: int | None
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
        _linked(facet, filters.without(facet.key).encoded(find=""), filters) for facet in offered
    ]


def _linked(facet: Facet, others: str, filters: CatalogueFilters) -> LinkedFacet:
    chosen = filters.value(facet.key)
    start = f"{others}&{facet.key}=" if others else f"{facet.key}="
    links = tuple(_link(choice, start, chosen) for choice in facet.choices)
    is_open = not facet.is_long or any(link.current or link.opens for link in links)
    return LinkedFacet(facet.key, facet.name, facet.label, links, is_open)


def _link(choice: Choice, start: str, chosen: str) -> Link:
    below = tuple(_link(deeper, start, chosen) for deeper in choice.below)
    return Link(
        label=choice.label,
        query=f"{start}{choice.value}",
        count=choice.count,
        current=str(choice.value) == chosen,
        opens=any(link.current or link.opens for link in below),
        below=below,
    )


def chips(filters: CatalogueFilters) -> list[Chip]:
    """The filters that are set, each with the way to take it back."""
    labels = _labels()
    shown = {**filters.params(), **_names(filters)}
    return [
        Chip(label, shown[name], filters.encoded(**{name: "", "find": ""}))
        for name, label in labels.items()
        if name in shown
    ]


def _labels() -> dict[str, str]:
    """What each filter is called, in the order in which chips are shown."""
    return {
        "q": pgettext("of a search", "Words"),
        "agency": _("Agency"),
        "agencies": _("Agencies"),
        "category": _("Category"),
        "year": _("Year of publication"),
        "made": _("Year of making"),
        "state": _("Validity"),
        "in_force": _("In force on"),
        "repealed": _("Year of repeal"),
        "nature": pgettext("of documents in the catalogue", "Nature"),
        "mode": _("Way of disclosure"),
        "channel": _("Channel"),
    }


def _names(filters: CatalogueFilters) -> dict[str, str]:
    """The words for values that an address has as numbers or keys."""
    asked = filters.criteria
    names = {}
    if filters.agency:
        names["agency"] = _named(Agency, [filters.agency])
    if asked.agencies:
        names["agencies"] = _named(Agency, list(asked.agencies))
    if filters.category:
        names["category"] = _named(Category, [filters.category])
    if filters.state:
        names["state"] = validity_text(State(filters.state))
    if asked.nature:
        names["nature"] = str(Nature(asked.nature).label)
    if asked.mode:
        names["mode"] = str(DisclosureMode(asked.mode).label)
    if asked.channel:
        names["channel"] = _channel(asked.channel)
    return names


def _named(model: Any, keys: list[int]) -> str:
    """The names of these rows."""
    names = model.objects.filter(pk__in=keys).values_list("name", flat=True)
    return "、".join(names) or _("unknown")


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
    best, newest = filters.encoded(sort="", find=""), filters.encoded(sort="date", find="")
    return [
        SortLink(_("Best match first"), best, filters.by_relevance),
        SortLink(_("Newest first"), newest, not filters.by_relevance),
    ]


def form_fields(filters: CatalogueFilters, typed: str) -> list[tuple[str, str]]:
    """The filters that a form keeps in hidden fields beside the one that is typed."""
    return [(name, text) for name, text in filters.params().items() if name not in (typed, "find")]
