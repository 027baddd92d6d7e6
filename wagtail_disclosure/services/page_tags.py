"""Government page tags (国办发〔2017〕47号): what inspectors and search engines read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ..exports.document import Document
from ..models import DisclosureSettings

COLUMN_NAME = "政府信息公开年报"
COLUMN_TYPE = "信息公开年报"
CATALOGUE_TYPE = "信息公开"

Tag = tuple[str, str]


def site_tags(request: HttpRequest) -> list[Tag]:
    """SiteName, SiteDomain and SiteIDCode, as far as the site has them."""
    settings = DisclosureSettings.for_request(request)
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
    settings = DisclosureSettings.for_request(request)
    name = settings.site_name or settings.site.site_name
    return [
        *site_tags(request),
        ("ColumnName", COLUMN_NAME),
        ("ColumnDescription", _description(column) or f"{name}{COLUMN_NAME}"),
        ("ColumnKeywords", COLUMN_TYPE),
        ("ColumnType", COLUMN_TYPE),
    ]


def report_tags(request: HttpRequest, document: Document, page: Any) -> list[Tag]:
    """The tags of a report; keywords and description only where there are any."""
    return _filled(
        [
            *site_tags(request),
            ("ColumnName", COLUMN_NAME),
            ("ColumnType", COLUMN_TYPE),
            ("ArticleTitle", document.title),
            ("PubDate", document.published_text),
            ("ContentSource", document.source),
            ("Keywords", ",".join(document.keywords)),
            ("Author", document.agency),
            ("Description", _description(page)),
            ("Url", document.url),
        ]
    )


def document_tags(request: HttpRequest, document: Document, page: Any) -> list[Tag]:
    """The tags of a document of the catalogue; its column is the page above it."""
    above = page.get_parent()
    name = above.title if above else ""
    return _filled(
        [
            *site_tags(request),
            ("ColumnName", name),
            ("ColumnType", CATALOGUE_TYPE),
            ("ArticleTitle", document.title),
            ("PubDate", document.published_text),
            ("ContentSource", document.source),
            ("Keywords", ",".join(document.keywords)),
            ("Author", document.agency),
            ("Description", _description(page) or getattr(page, "summary", "")[:200]),
            ("Url", document.url),
        ]
    )


def _description(page: Any) -> str:
    """The page's own description; a site's own base page need not have one."""
    return getattr(page, "search_description", "")


def _filled(tags: list[Tag]) -> list[Tag]:
    """Only tags with content: an empty tag counts as a fault."""
    return [(name, content) for name, content in tags if content]
