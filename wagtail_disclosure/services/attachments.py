"""Whether a document may be handed out: not while only reports that are not public attach it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, Revision

from ..models.base_page import base_page_model, public_pages


def may_be_served(document: Any, report_types: list[type[Any]]) -> bool:
    """``False`` for a document that reports attach and no public page refers to.

    ``report_types`` are the site's page types made of ``ReportMixin``. Documents that no report
    knows are Wagtail's business alone.
    """
    types = [kind.pk for kind in ContentType.objects.get_for_models(*report_types).values()]
    users = _pages_that_use(document)
    if public_pages().filter(pk__in=users).exists():
        return True
    if base_page_model().objects.filter(pk__in=users, content_type__in=types).exists():
        return False
    return not _in_unpublished_draft(document, types)


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
    """Whether the newest draft of a report attaches the document. Wagtail's reference index
    knows only what the page's own row holds, not what a later draft added."""
    drafts = base_page_model().objects.filter(content_type__in=types, has_unpublished_changes=True)
    # The stream is JSON within JSON, so the quotes are escaped; the draft itself decides.
    candidates = (
        Revision.objects.filter(pk__in=drafts.values("latest_revision"))
        .annotate(text=Cast("content", TextField()))
        .filter(text__contains=f": {document.pk}")
    )
    return any(_attaches(revision.as_object(), document) for revision in candidates)


def _attaches(report: Any, document: Any) -> bool:
    blocks = [*report.attachments, *report.interpretations]
    return any(block.value["document"] == document for block in blocks)
