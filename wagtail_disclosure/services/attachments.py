"""Whether a document may be handed out: not while only reports that are not public use it."""

from __future__ import annotations

import json
import re
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.models import ReferenceIndex, Revision

from ..models.base_page import base_page_model, public_pages


def may_be_served(document: Any, report_types: list[type[Any]], request: HttpRequest) -> bool:
    """``False`` for a document that reports use, while no page that uses it may be read by
    whoever asks.

    ``report_types`` are the site's page types made of ``ReportMixin``. Documents that no report
    knows are Wagtail's business alone.
    """
    types = [kind.pk for kind in ContentType.objects.get_for_models(*report_types).values()]
    users = _pages_that_use(document)
    # An alias is restricted with its source; of that, ``public_pages`` knows nothing.
    if public_pages().filter(pk__in=users, alias_of=None).exists():
        return True
    pages = base_page_model().objects.filter(pk__in=users)
    if any(_may_read(page, request) for page in pages.filter(live=True)):
        return True
    if pages.filter(content_type__in=types).exists():
        return False
    return not _in_unpublished_draft(document, types)


def _may_read(page: Any, request: HttpRequest) -> bool:
    """Whether the restrictions of a page let this reader pass."""
    return all(restriction.accept_request(request) for restriction in page.get_view_restrictions())


def _pages_that_use(document: Any) -> list[int]:
    """Pages whose stored content refers to the document."""
    page_type = ContentType.objects.get_for_model(base_page_model())
    references = ReferenceIndex.objects.filter(
        base_content_type=page_type,
        to_content_type=ContentType.objects.get_for_model(type(document)),
        to_object_id=str(document.pk),
    )
    return [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]


def _in_unpublished_draft(document: Any, types: list[int]) -> bool:
    """Whether the newest draft, or one that waits for its hour, uses the document: as an
    attachment, in a block, or linked in its text. Wagtail's reference index knows only what the
    page's own row holds, not what a later draft added."""
    drafts = base_page_model().objects.filter(content_type__in=types, has_unpublished_changes=True)
    scheduled = Q(approved_go_live_at__isnull=False, content_type__in=types)
    candidates = (
        Revision.objects.filter(Q(pk__in=drafts.values("latest_revision")) | scheduled)
        .annotate(text=Cast("content", TextField()))
        .filter(text__contains="document", text__regex=rf"[^0-9]{document.pk}[^0-9]")
    )
    return any(_uses(content, document.pk) for content in candidates.values_list("content"))


def _uses(content: Any, document: int) -> bool:
    """Whether a revision refers to the document in a chooser named ``document`` or in a link."""
    # Streams are JSON within JSON: without the escapes one pattern fits both.
    text = json.dumps(content).replace("\\", "")
    chooser = rf'"document": ?{document}(?![0-9])'
    link = rf'<a [^>]*\bid="{document}"[^>]*>'
    return bool(re.search(chooser, text)) or any(
        'linktype="document"' in match[0] for match in re.finditer(link, text)
    )
