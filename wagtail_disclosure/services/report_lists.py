"""The reports that stand below a report index, filtered and paged in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ..conf import get_setting
from ..domain.document_numbers import DocumentNumberError, parse_document_number
from ..models import Agency, PublishedReport
from ..models.base_page import base_page_model, public_pages
from . import page_tags
from .page_parts import minute
from .report_context import breadcrumbs, file_url

MAX_QUERY = 100


@dataclass(frozen=True)
class Query:
    """What a reader asks for. Values that make no sense count as not asked."""

    words: str = ""
    year: int | None = None
    agency: int | None = None

    @classmethod
    def from_params(cls, params: Any) -> Query:
        return cls(
            words=params.get("q", "").replace("\x00", "").strip()[:MAX_QUERY],
            year=_number(params.get("year", "")),
            agency=_number(params.get("agency", "")),
        )

    def encoded(self) -> str:
        """The query as part of an address, without page number."""
        values = {"q": self.words, "year": self.year, "agency": self.agency}
        return urlencode({name: value for name, value in values.items() if value})


def public_reports(index: Any) -> QuerySet[PublishedReport]:
    """Reports that anybody may read, on pages below ``index``."""
    below = public_pages().filter(path__startswith=index.path, depth__gt=index.depth)
    return PublishedReport.objects.filter(public_year__isnull=False, page_id__in=below.values("pk"))


def matching(reports: QuerySet[PublishedReport], query: Query) -> QuerySet[PublishedReport]:
    """``reports`` that ``query`` asks for, newest year first."""
    if query.year is not None:
        reports = reports.filter(year=query.year)
    if query.agency is not None:
        reports = reports.filter(agency=query.agency)
    for word in query.words.split():
        reports = reports.filter(_containing(word))
    return reports.order_by("-year", "agency_name", "pk")


def index_context(index: Any, request: HttpRequest) -> dict[str, Any]:
    """What the template of a report index is given."""
    query = Query.from_params(request.GET)
    reports = public_reports(index)
    paginator = Paginator(matching(reports, query), get_setting("REPORTS_PER_PAGE"))
    page = paginator.get_page(request.GET.get("page"))
    url = index.get_url(request) or ""
    return {
        "disclosure_base_template": get_setting("BASE_TEMPLATE"),
        "entries": _entries(page, request),
        "years": _years(reports, query, url),
        "all_years_url": f"{url}?{Query(query.words, None, query.agency).encoded()}".rstrip("?"),
        "agencies": _agencies(reports, query),
        "query": {"q": query.words, "year": query.year or "", "agency": query.agency or ""},
        "base_query": query.encoded(),
        "pagination": page,
        "result_count": paginator.count,
        "page_tags": page_tags.column_tags(request, index),
        "breadcrumbs": breadcrumbs(index, request),
    }


def _containing(word: str) -> Q:
    """A word anywhere in what is public of a report; a document number also where its brackets
    are written otherwise."""
    words = {word}
    try:
        parse_document_number(word)
    except DocumentNumberError as error:
        if error.suggestion:
            words.add(error.suggestion)
    found = Q()
    for text in words:
        for field in ("title", "agency_name", "document_number", "index_number", "search_text"):
            found |= Q(**{f"{field}__icontains": text})
    return found


def _entries(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    rows: list[PublishedReport] = list(page)
    pages = base_page_model().objects.in_bulk([row.page_id for row in rows])
    entries = []
    for row in rows:
        url = pages[row.page_id].get_url(request) or ""
        entries.append(
            {
                "title": row.title,
                "url": url,
                "pdf_url": file_url(url, "report.pdf"),
                "agency": row.agency_name,
                "document_number": row.document_number,
                "index_number": row.index_number,
                "published": row.published_at,
                "published_text": minute(row.published_at)[:10],
                "year": row.year,
            }
        )
    return entries


def _years(reports: QuerySet[PublishedReport], query: Query, url: str) -> list[dict[str, Any]]:
    years = reports.order_by("-year").values_list("year", flat=True).distinct()
    return [
        {
            "year": year,
            "url": f"{url}?{Query(query.words, year, query.agency).encoded()}",
            "current": year == query.year,
        }
        for year in years
    ]


def _agencies(reports: QuerySet[PublishedReport], query: Query) -> list[dict[str, Any]]:
    agencies = Agency.objects.filter(pk__in=reports.order_by().values("agency")).order_by("code")
    return [
        {"id": agency.pk, "name": agency.name, "current": agency.pk == query.agency}
        for agency in agencies.only("pk", "name")
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
