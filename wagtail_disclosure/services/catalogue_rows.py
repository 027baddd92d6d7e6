"""Entries of the catalogue as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..domain.number_keys import asked_number, number_key
from ..models import CatalogueEntry
from ..models.base_page import base_page_model
from ..search.highlight import excerpt_parts, highlight, html_of
from .catalogue_filters import CatalogueFilters
from .page_parts import minute
from .report_context import file_url
from .validity import term_of, validity_text

#: So much of a text is looked through for an excerpt.
LOOKED_THROUGH = 20_000


@dataclass(frozen=True)
class EntryRow:
    """One entry; texts in which words are marked are HTML already."""

    title: SafeString
    url: str
    agency: SafeString
    document_number: SafeString
    index_number: SafeString
    published: datetime
    published_text: str
    state: str
    state_text: str
    excerpt: SafeString
    pdf_url: str = ""


def entry_rows(
    entries: list[CatalogueEntry], filters: CatalogueFilters, today: date, request: HttpRequest
) -> list[EntryRow]:
    """The rows of these entries, in their order; with words asked for, they are marked."""
    pages = base_page_model().objects.in_bulk([entry.page_id for entry in entries])
    words = filters.q
    key = asked_number(filters.q)
    texts = _openings(entries) if words else {}
    rows = []
    for entry in entries:
        page = pages.get(entry.page_id)
        if page is None:
            continue  # deleted since
        state = term_of(entry).on(today)
        url = page.get_url(request) or ""
        title = highlight(entry.title, words)
        # Keywords say why an entry was found only where nothing else does.
        last = "" if "<mark>" in title else entry.keywords
        rows.append(
            EntryRow(
                title=title,
                url=url,
                agency=highlight(entry.agency_name, words),
                document_number=_number(entry.document_number, words, key),
                index_number=_number(entry.index_number, words, key),
                published=entry.published_at,
                published_text=minute(entry.published_at)[:10],
                state=state.value,
                state_text=validity_text(state),
                excerpt=_excerpt((entry.summary, texts.get(entry.pk, ""), last), words),
                pdf_url=file_url(url, "report.pdf") if entry.is_report else "",
            )
        )
    return rows


def _excerpt(texts: tuple[str, ...], words: str) -> SafeString:
    """A piece of the first text that the words are found in; nothing where they are in none."""
    for text in texts if words else ():
        parts = excerpt_parts(text, words)
        if any(part.matched for part in parts):
            return html_of(parts)
    return SafeString("")


def _number(number: str, words: str, key: str) -> SafeString:
    """A number; marked as a whole where it was typed in another way of writing."""
    if key and key in number_key(number):
        return format_html("<mark>{}</mark>", number)
    return highlight(number, words)


def _openings(entries: list[CatalogueEntry]) -> dict[Any, str]:
    found = CatalogueEntry.objects.filter(pk__in=[entry.pk for entry in entries]).order_by()
    return dict(found.values_list("pk", Substr("text", 1, LOOKED_THROUGH)))
