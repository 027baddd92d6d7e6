"""What every disclosed page shows beside its text: attachments, interpretations, addresses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from ..exports.document import Attachment, Interpretation
from ..models.base_page import public_pages
from .days import site_time

if TYPE_CHECKING:
    from ..mixins.document import DocumentMixin
    from ..mixins.report import ReportMixin


def day(value: date | None) -> str:
    """``2019-01-10``, or nothing."""
    return value.isoformat() if value else ""


def minute(value: datetime | None) -> str:
    """``2019-01-16 16:15`` in the site's time zone: the form that page tags ask for."""
    return site_time(value).strftime("%Y-%m-%d %H:%M") if value else ""


def attachments(page: ReportMixin | DocumentMixin) -> tuple[Attachment, ...]:
    """The files offered below a page."""
    return tuple(
        Attachment(
            title=block.value["title"] or document.title,
            url=document.url,
            file_type=document.file_extension.upper(),
            size=document.get_file_size() or 0,
        )
        for block in page.attachments
        if (document := block.value["document"])
    )


def interpretations(
    page: ReportMixin | DocumentMixin, request: HttpRequest | None
) -> tuple[Interpretation, ...]:
    """The readings of a page that readers can have."""
    labels = {"text": _("Interpretation in words"), "picture": _("Interpretation in pictures")}
    pages = [block.value["page"].pk for block in page.interpretations if block.value["page"]]
    public = set(public_pages().filter(pk__in=pages).values_list("pk", flat=True)) if pages else ()
    found = []
    for block in page.interpretations:
        url = _target(block.value, public, request)
        if url:
            label = labels.get(block.value["kind"], "")
            found.append(Interpretation(label, block.value["title"], url))
    return tuple(found)


def _target(value: Any, public: Collection[int], request: HttpRequest | None) -> str:
    """The address of what an interpretation points to; empty where readers cannot have it."""
    if value["page"]:
        return (value["page"].get_url(request) or "") if value["page"].pk in public else ""
    if value["document"]:
        return value["document"].url
    if value["image"]:
        return get_rendition_or_not_found(value["image"], "max-2400x4800").url
    return ""


def permanent_url(
    page: ReportMixin | DocumentMixin, number: str, request: HttpRequest | None
) -> str:
    parts = page.get_url_parts(request)
    root = parts[1] if parts else ""
    return f"{root or ''}{reverse('wagtail_disclosure:index_number', args=[number])}"
