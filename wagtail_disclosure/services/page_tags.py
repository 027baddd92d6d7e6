"""Government page tags (国办发〔2017〕47号): what inspectors and search engines read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from ..domain.page_tags import Tag
from ..exports.document import Document
from ..models import DisclosureSettings
from .page_parts import minute

COLUMN_NAME = "政府信息公开年报"
COLUMN_TYPE = "信息公开年报"
CATALOGUE_TYPE = "信息公开"
PLATFORM_NAME = "政府信息公开"

#: What a column is, by a word of its title; the first that fits.
TYPES_BY_WORD = {
    "指南": "信息公开指南",
    "制度": "信息公开制度",
    "年报": COLUMN_TYPE,
    "年度报告": COLUMN_TYPE,
    "依申请": "依申请公开",
    "解读": "政策解读",
    "公告": "公告通知",
    "信息公开": CATALOGUE_TYPE,
    "主动公开": CATALOGUE_TYPE,
}


def site_tags(request: HttpRequest) -> list[Tag]:
    """SiteName, SiteDomain and SiteIDCode, as far as the site has them."""
    return tags_of_site(DisclosureSettings.for_request(request))


def tags_of_site(settings: DisclosureSettings) -> list[Tag]:
    """The tags that stand on every page of a site."""
    site = settings.site
    return _filled(
        [
            ("SiteName", settings.site_name or site.site_name),
            ("SiteDomain", settings.site_domain or site.hostname),
            ("SiteIDCode", settings.site_id_code),
        ]
    )


def column_tags(request: HttpRequest, column: Any) -> list[Tag]:
    """The tags of a report index."""
    return _column(request, column, COLUMN_NAME, COLUMN_TYPE)


def catalogue_tags(request: HttpRequest, column: Any) -> list[Tag]:
    """The tags of a catalogue index."""
    return _column(request, column, column.title, CATALOGUE_TYPE)


def platform_tags(request: HttpRequest, column: Any) -> list[Tag]:
    """The tags of the disclosure platform, whose name is prescribed."""
    return _column(request, column, PLATFORM_NAME, CATALOGUE_TYPE)


def tags_of_any_page(request: HttpRequest, page: Any, column_type: str = "") -> list[Tag]:
    """The tags of a page that knows nothing of them: of a site's front page, its landing pages
    and its pages of text. ``page`` may be missing, as on a page of search results."""
    settings = DisclosureSettings.for_request(request)
    root = settings.site.root_page
    if page is None or page.depth <= root.depth:
        return tags_of_site(settings)
    if page.get_children().live().exists():
        kind = column_type or _type_of(page.title) or page.title
        return _column(request, page, page.title, kind)
    above = page.get_parent()
    column = page if above.depth <= root.depth else above
    return _filled(
        [
            *tags_of_site(settings),
            ("ColumnName", column.title),
            ("ColumnType", column_type or _type_of(page.title, column.title) or column.title),
            ("ArticleTitle", page.title),
            ("PubDate", minute(page.first_published_at)),
            ("ContentSource", settings.organiser),
            ("Description", _description(page)),
            ("Url", page.get_full_url(request) or ""),
        ]
    )


def report_tags(request: HttpRequest, document: Document, page: Any) -> list[Tag]:
    """The tags of a report; a description only where there is one."""
    year = f"{document.year}年" if document.year else ""
    keywords = document.keywords or (document.agency, year, COLUMN_NAME)
    return _filled(
        [
            *site_tags(request),
            ("ColumnName", COLUMN_NAME),
            ("ColumnType", COLUMN_TYPE),
            *_article(document, keywords),
            ("Description", _description(page)),
            ("Url", document.url),
        ]
    )


def document_tags(request: HttpRequest, document: Document, page: Any) -> list[Tag]:
    """The tags of a document of the catalogue; its column is the page above it."""
    above = page.get_parent()
    return _filled(
        [
            *site_tags(request),
            ("ColumnName", above.title if above else ""),
            ("ColumnType", CATALOGUE_TYPE),
            *_article(document, document.keywords),
            ("Description", _description(page) or getattr(page, "summary", "")[:200]),
            ("Url", document.url),
        ]
    )


def _article(document: Document, keywords: Iterable[str]) -> list[Tag]:
    return [
        ("ArticleTitle", document.title),
        ("PubDate", document.published_text),
        ("ContentSource", document.source),
        ("Keywords", ",".join(filter(None, keywords))),
        ("Author", document.agency),
    ]


def _column(request: HttpRequest, page: Any, name: str, kind: str) -> list[Tag]:
    settings = DisclosureSettings.for_request(request)
    site_name = settings.site_name or settings.site.site_name
    return [
        *tags_of_site(settings),
        ("ColumnName", name),
        ("ColumnDescription", _description(page) or f"{site_name}{name}"),
        ("ColumnKeywords", kind if kind == COLUMN_TYPE else ",".join(dict.fromkeys((name, kind)))),
        ("ColumnType", kind),
    ]


def _type_of(*titles: str) -> str:
    """The kind of column that titles speak of; empty if they speak of none."""
    return next(
        (kind for title in titles for word, kind in TYPES_BY_WORD.items() if word in title), ""
    )


def _description(page: Any) -> str:
    """The page's own description; a site's own base page need not have one."""
    return getattr(page, "search_description", "")


def _filled(tags: list[Tag]) -> list[Tag]:
    """Only tags with content: an empty tag counts as a fault."""
    return [(name, content) for name, content in tags if content]
