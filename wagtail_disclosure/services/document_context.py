"""What the template of a disclosed document is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ..conf import get_setting
from ..models import CatalogueEntry, EntryLink, IndexNumber
from ..models.base_page import public_pages
from . import page_tags
from .catalogue_entries import public_entries
from .days import site_today
from .document_pages import build_document_page
from .document_standing import standing_of
from .permalinks import Gone, resolve
from .problems import owner_id
from .report_context import breadcrumbs, qr_code
from .validity import term_of

if TYPE_CHECKING:
    from ..mixins.document import DocumentMixin


@dataclass(frozen=True)
class Relation:
    """Another document that this one repeals, is repealed by, or explains. ``url`` is empty for
    one that is not on this site."""

    kind: str
    label: str
    title: str
    url: str
    document_number: str = ""


def document_context(page: DocumentMixin, request: HttpRequest) -> dict[str, Any]:
    """Document, relations, page tags, QR code and breadcrumbs.

    In a preview the draft is shown as it stands; otherwise what was published.
    """
    preview = bool(getattr(request, "is_preview", False))
    shown = page if preview else page.source
    # A translation shows the entry of the page that owns the number.
    entry = CatalogueEntry.objects.filter(page_id=owner_id(shown) or 0).first()
    if entry is None and not preview:
        raise Http404  # live in the database, but never through the publishing gate
    document = build_document_page(shown, None if preview else entry, request)
    above = page.get_parent()
    return {
        "disclosure_base_template": get_setting("BASE_TEMPLATE"),
        "document": document,
        "entry": entry,
        "standing": standing_of(term_of(shown if preview else entry), site_today()),
        "relations": relations(shown, request, entry.page_id) if entry else [],
        "is_preview": preview,
        "page_tags": page_tags.document_tags(request, document, page),
        "qr_code": qr_code(page.get_full_url(request) or document.permanent_url),
        "breadcrumbs": breadcrumbs(page, request),
        "list_title": above.title if above else "",
        "list_url": (above.get_url(request) or "") if above else "",
    }


def relations(page: Any, request: HttpRequest, owner: int | None = None) -> list[Relation]:
    """What a published page repeals, what repealed it, and what it explains, as far as readers
    may have it; ``owner`` is the page that owns its number, where that is another one."""
    owner = owner or page.pk
    own = EntryLink.objects.filter(entry__page_id=owner, kind=EntryLink.Kind.REPEALS)
    others = EntryLink.objects.filter(
        target_page_id__in={page.pk, owner}, entry__in=public_entries()
    ).select_related("entry")
    targets = public_entries().in_bulk(
        [link.target_page_id for link in own if link.target_page_id], field_name="page_id"
    )
    urls = _urls([*targets, *(link.entry.page_id for link in others)], request)
    found = []
    for link in own:
        target = targets.get(link.target_page_id or 0)
        if target is not None:
            found.append(_related("repeals", target, urls))
        elif link.target_page_id is None:
            label = _("Repeals")
            found.append(Relation("repeals", label, link.title, "", link.document_number))
        else:
            found += _gone(link.target_page_id, request)
    for link in others:
        kind = "repealed_by" if link.kind == EntryLink.Kind.REPEALS else "explains"
        found.append(_related(kind, link.entry, urls))
    if getattr(page, "repealed_by", ""):
        found.append(Relation("repealed_by", _("Repealed by"), page.repealed_by, ""))
    return found


def _gone(page_id: int, request: HttpRequest) -> list[Relation]:
    """A repealed document that was withdrawn or deleted, as its permanent address still says."""
    number = IndexNumber.objects.filter(page_id=page_id).values_list("number", flat=True).first()
    gone = resolve(number, request) if number else None
    if not isinstance(gone, Gone):
        return []
    url = reverse("wagtail_disclosure:index_number", args=[gone.number])
    return [Relation("repeals", _("Repeals"), gone.title, url, gone.document_number)]


def _related(kind: str, entry: CatalogueEntry, urls: dict[int, str]) -> Relation:
    labels = {
        "repeals": _("Repeals"),
        "repealed_by": _("Repealed by"),
        "explains": _("Explains"),
    }
    url = urls.get(entry.page_id, "")
    return Relation(kind, labels[kind], entry.title, url, entry.document_number)


def _urls(page_ids: list[int], request: HttpRequest) -> dict[int, str]:
    pages = public_pages().filter(pk__in=page_ids) if page_ids else []
    return {page.pk: page.get_url(request) or "" for page in pages}
