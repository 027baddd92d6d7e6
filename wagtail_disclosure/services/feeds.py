"""Atom feeds of what was disclosed last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from ..models import CatalogueEntry, DisclosureSettings, IndexNumber
from ..models.base_page import base_page_model
from .page_links import feed_address
from .page_parts import permanent_url

#: A feed holds this many entries, the newest first.
NEWEST = 50

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Feed:
    """A feed as it is sent. ``changed`` is when its answer changed last: an entry was published,
    or something was withdrawn."""

    content: bytes
    changed: datetime | None

    @property
    def etag(self) -> str:
        return f'"{sha256(self.content).hexdigest()[:32]}"'


class _AtomFeed(Atom1Feed):
    """Without entries, Django would call the feed updated at every request."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated"] or super().latest_post_date()

    def add_item(self, *args: Any, **kwargs: Any) -> None:
        super().add_item(*args, **kwargs)
        # A report has no summary, and an empty one says nothing.
        self.items[-1]["description"] = self.items[-1]["description"] or None


def newest_feed(index: Any, entries: QuerySet[CatalogueEntry], request: HttpRequest) -> Feed:
    """The feed of a list: its newest ``entries``, of which anybody may read the pages."""
    newest = list(entries.order_by("-published_at", "-pk").prefetch_related("categories")[:NEWEST])
    pages = base_page_model().objects.in_bulk([entry.page_id for entry in newest])
    newest = [entry for entry in newest if entry.page_id in pages]  # others were deleted just now
    updated = {entry.pk: _updated(entry, pages[entry.page_id]) for entry in newest}
    latest = max(updated.values(), default=index.last_published_at)
    feed = _feed(index, latest, request)
    for entry in newest:
        page = pages[entry.page_id]
        feed.add_item(
            title=_xml(entry.title),
            link=page.get_full_url(request) or "",
            description=_xml(escape(entry.summary)),
            unique_id=permanent_url(page, entry.index_number, request),
            pubdate=entry.published_at,
            updateddate=updated[entry.pk],
            author_name=_xml(entry.agency_name),
            categories=[_xml(row.label) for row in entry.categories.all() if row.direct],
        )
    withdrawn = IndexNumber.objects.aggregate(last=Max("state_changed_at"))["last"]
    changed = max((moment for moment in (latest, withdrawn) if moment), default=None)
    return Feed(feed.writeString("utf-8").encode(), changed)


def _feed(index: Any, updated: datetime | None, request: HttpRequest) -> _AtomFeed:
    settings = DisclosureSettings.for_request(request)
    address = index.get_full_url(request) or ""
    return _AtomFeed(
        title=_xml(index.title),
        link=address,
        description="",
        subtitle=_xml(getattr(index, "search_description", "")) or None,
        language=index.locale.language_code,
        author_name=_xml(settings.organiser or settings.site_name or settings.site.site_name)
        or _xml(index.title),
        feed_url=feed_address(index, request),
        feed_guid=address,
        updated=updated,
    )


def _updated(entry: CatalogueEntry, page: Any) -> datetime:
    """When readers got what they have now; never before the publication."""
    return max(entry.published_at, page.last_published_at or entry.published_at)


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
