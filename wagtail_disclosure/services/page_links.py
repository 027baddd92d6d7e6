"""What the head of a page links to: its one address, its translations, its feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ..models.base_page import public_pages


@dataclass(frozen=True)
class HeadLinks:
    """``canonical`` is the address under which search engines should know the page; ``alternates``
    are (language, address), ``feeds`` (title, address)."""

    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()


def head_links(page: Any, request: HttpRequest) -> HeadLinks:
    """The links of a page that stands for itself. An alias names the page that it repeats."""
    if getattr(request, "is_preview", False):
        return HeadLinks()
    return HeadLinks(_own_address(page, request), _translations(page, request))


def list_links(page: Any, request: HttpRequest, number: int) -> HeadLinks:
    """The links of page ``number`` of a list with a feed.

    A list that a reader has filtered is a part of the whole list, which it names. Further pages of
    the whole list stand for themselves: search engines would not follow their entries otherwise.
    """
    links = head_links(page, request)
    if not links.canonical:
        return links
    filtered = any(value for name, value in request.GET.items() if name != "page")
    further = f"?page={number}" if number > 1 and not filtered else ""
    feed = (page.title, feed_address(page, request))
    return HeadLinks(links.canonical + further, () if further else links.alternates, (feed,))


def feed_address(page: Any, request: HttpRequest | None = None) -> str:
    """The full address of the feed of a list."""
    return f"{(page.get_full_url(request) or '').rstrip('/')}/feed/"


def _own_address(page: Any, request: HttpRequest) -> str:
    return (page.alias_of or page).get_full_url(request) or ""


def _translations(page: Any, request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The page in every language in which readers can have it, itself included."""
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False) or page.alias_of_id:
        return ()
    pages = public_pages().filter(translation_key=page.translation_key, alias_of__isnull=True)
    found = [
        (told.locale.language_code, told.get_full_url(request) or "")
        for told in pages.select_related("locale").order_by("locale__language_code")
    ]
    return tuple(pair for pair in found if pair[1]) if len(found) > 1 else ()
