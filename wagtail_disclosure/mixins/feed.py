"""A list whose newest entries can be followed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from ..models import CatalogueEntry
from ..services.feeds import newest_feed


class FeedMixin(RoutablePageMixin):
    """A report index or catalogue index: ``feed/`` below it is an Atom feed."""

    def feed_entries(self) -> QuerySet[CatalogueEntry]:
        """The entries that anybody may read, of which the feed holds the newest."""
        raise NotImplementedError

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest entries as Atom; 304 for a reader that has them already."""
        feed = newest_feed(self, self.feed_entries(), request)
        response = HttpResponse(feed.content, content_type=Atom1Feed.content_type)
        response.headers["ETag"] = feed.etag
        seconds = int(feed.changed.timestamp()) if feed.changed else None
        if seconds is not None:
            response.headers["Last-Modified"] = http_date(seconds)
        answer = get_conditional_response(request, feed.etag, seconds, response)
        return answer or response

    def get_cached_paths(self) -> Iterator[str]:
        """For front-end caches: the list and its feed."""
        yield from super().get_cached_paths()
        yield "/feed/"
