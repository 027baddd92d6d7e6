"""Check the page tags of a whole site: every page that anybody may read, of whatever type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Site

from ..domain.page_tags import PageKind, TagFinding, kind_of, lint, read_tags
from ..models import DisclosureSettings
from ..models.base_page import public_pages
from .page_tags import tags_of_site
from .page_types import is_disclosed, is_index, is_platform

#: Pages fetched from the database at a time.
CHUNK = 200


@dataclass(frozen=True)
class Answer:
    """What a site answers a reader: the status, and the text if it is HTML."""

    status: int
    html: str | None = None


@dataclass(frozen=True)
class PageResult:
    """One page that was asked for. ``status`` is what it answered where that is a fault."""

    address: str
    findings: tuple[TagFinding, ...] = ()
    status: int = 200


def site_expectations(site: Site) -> dict[str, str]:
    """What the tags of the site should hold, as far as its settings say."""
    return dict(tags_of_site(DisclosureSettings.for_site(site)))


def lint_site(site: Site, ask: Callable[[str], Answer]) -> Iterator[PageResult]:
    """Ask for each public page of ``site`` as a reader does; one result for each that answers
    with HTML or a fault. Pages that lead elsewhere, or answer with a file, have no tags."""
    expected = site_expectations(site)
    for page in _pages(site):
        address = page.specific.get_full_url()
        if not address:
            continue
        answer = ask(address)
        if answer.status >= 400:
            yield PageResult(address, status=answer.status)
        elif answer.html is not None:
            tags = read_tags(answer.html)
            kind = _kind(page, site) or kind_of(tags)
            if kind is PageKind.HOME and page.pk != site.root_page_id:
                kind = PageKind.COLUMN  # a page without any tag is no second front page
            yield PageResult(address, lint(tags, kind, expected))


def lint_text(name: str, html: str, site: Site | None) -> PageResult:
    """Check a saved page; what kind of page it is, its own tags say."""
    tags = read_tags(html)
    expected = site_expectations(site) if site else None
    return PageResult(name, lint(tags, kind_of(tags), expected))


def _pages(site: Site) -> Iterator[Any]:
    """The public pages of a site in the order of the tree, some at a time: each answer may end
    the connection on which an iterator of the database would depend."""
    pages = public_pages().descendant_of(site.root_page, inclusive=True).filter(alias_of=None)
    path = ""
    while chunk := list(pages.filter(path__gt=path).order_by("path")[:CHUNK]):
        yield from chunk
        path = chunk[-1].path


def _kind(page: Any, site: Site) -> PageKind | None:
    """What the page is, where its place or its type says so."""
    if page.pk == site.root_page_id:
        return PageKind.HOME
    if is_disclosed(page.specific_class):
        return PageKind.ARTICLE
    column = is_index(page.specific_class) or is_platform(page.specific_class)
    return PageKind.COLUMN if column else None
