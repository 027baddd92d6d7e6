"""Front-end caches: which addresses answer otherwise once a page has changed.

Everything is counted out inside the transaction and purged once it is committed; a cache that
asked in between would keep the old answer for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Site

from ..models import EntryLink, IndexNumber, PublishedReport
from ..models.base_page import base_page_model
from .page_parts import permanent_url
from .page_types import is_disclosed, is_index, is_platform, site_wide_types

#: Addresses per task of the cache: a moved column may hold many reports.
BATCH = 500


def is_used() -> bool:
    """Whether the site has a front-end cache; without one, nothing is counted out."""
    names = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    installed = apps.is_installed("wagtail.contrib.frontend_cache")
    return installed and any(getattr(settings, name, None) for name in names)


def page_changed(page: Any) -> list[str]:
    """Purge whatever shows a page that was published, withdrawn or is about to be deleted."""
    return _purge(affected_addresses(page)) if is_used() and concerns(page) else []


def page_moved(page: Any, path_before: str, parent_before: Any = None) -> list[str]:
    """Purge a page and all below it at the address of before and at that of now, and the lists
    of both places."""
    if not is_used():
        return []
    found = {*_of_lists(page), *(_of_lists(parent_before, itself=True) if parent_before else ())}
    found.update(_of_all_below(page))
    for below in _disclosed_below(page).iterator():
        below.url_path = path_before + below.url_path.removeprefix(page.url_path)
        found.update(_of_page(below))
    return _purge(found)


def restriction_changed(page: Any) -> list[str]:
    """Purge a page and all below it, which readers can have no longer, or again."""
    if not is_used():
        return []
    return _purge((*_of_lists(page), *_of_all_below(page)))


def relation_ended(page_id: int | None) -> list[str]:
    """Purge a page of which another one said something until now."""
    page = base_page_model().objects.filter(pk=page_id).first() if page_id and is_used() else None
    return _purge(_of_page(page)) if page else []


def concerns(page: Any) -> bool:
    """Whether a page is of a type that this module knows about."""
    return is_disclosed(page) or is_index(page) or is_platform(page)


def affected_addresses(page: Any) -> set[str]:
    """Every full address that shows something of ``page``: itself and its files, its aliases, its
    permanent address, the lists and platforms that name it with their feeds, and the pages that
    say how they relate to it."""
    found = {*_of_page(page), *_of_lists(page), *_permanent(page)}
    aliases = base_page_model().objects.filter(alias_of=page.pk)
    related = base_page_model().objects.filter(pk__in=_related(page.pk))
    for other in (*aliases, *related):
        found.update(_of_page(other))
    return found


def _of_page(page: Any) -> Iterator[str]:
    """A page's own address and those of its files."""
    root = page.get_full_url()
    if root:
        for path in page.specific_deferred.get_cached_paths():
            yield root if path == "/" else f"{root.rstrip('/')}{path}"


def _of_lists(page: Any, *, itself: bool = False) -> Iterator[str]:
    """The pages above, which may list it, and whatever lists the whole site."""
    above = page.get_ancestors(inclusive=itself).filter(depth__gt=1)
    lists = {other.pk: other for other in above}
    roots = Site.objects.filter(root_page__in=list(lists)).values_list("root_page__path", flat=True)
    kinds = ContentType.objects.get_for_models(*site_wide_types()).values()
    of_site = Q(pk__in=[])
    for path in roots:
        of_site |= Q(path__startswith=path)
    wide = base_page_model().objects.live().filter(of_site, content_type__in=list(kinds))
    for other in {**lists, **{other.pk: other for other in wide}}.values():
        yield from _of_page(other)


def _permanent(page: Any) -> Iterator[str]:
    for number in IndexNumber.objects.filter(page_id=page.pk).values_list("number", flat=True):
        yield permanent_url(page, number, None)


def _of_all_below(page: Any) -> Iterator[str]:
    """Addresses and permanent addresses of a page and all below it that this module knows."""
    pages = _disclosed_below(page)
    for below in pages.iterator():
        yield from _of_page(below)
    for number in IndexNumber.objects.filter(page_id__in=pages.values("pk")):
        yield permanent_url(page, number.number, None)


def _related(page_id: int) -> set[int]:
    """Pages that show this one: what it repeals or is explained by, what repeals it, and a
    report's neighbours in time."""
    links = EntryLink.objects.filter(Q(entry__page_id=page_id) | Q(target_page_id=page_id))
    pairs = links.values_list("entry__page_id", "target_page_id")
    found = {pk for pair in pairs for pk in pair if pk is not None}
    report = PublishedReport.objects.filter(page_id=page_id).first()
    if report is not None:
        agency = report.agency_id
        kin = Q(agency=agency) | Q(agency__successors=agency) | Q(agency__predecessors=agency)
        years = Q(year__in=(report.year - 1, report.year + 1), public_year=F("year"))
        found.update(PublishedReport.objects.filter(kin, years).values_list("page_id", flat=True))
    return found - {page_id}


def _disclosed_below(page: Any) -> Any:
    """The page, if this module knows its type, and every live page below it of such a type."""
    models = [model for model in apps.get_models() if concerns(model)]
    kinds = ContentType.objects.get_for_models(*models).values()
    below = base_page_model().objects.filter(path__startswith=page.path, live=True)
    return below.filter(content_type__in=list(kinds))


def _purge(addresses: Iterable[str]) -> list[str]:
    """Purge once the transaction is committed; returns what will be."""
    found = sorted(set(addresses))
    for start in range(0, len(found), BATCH):
        transaction.on_commit(partial(_purge_batch, found[start : start + BATCH]), robust=True)
    return found


def _purge_batch(addresses: list[str]) -> None:
    from wagtail.contrib.frontend_cache.utils import PurgeBatch

    PurgeBatch(addresses).purge()
