"""What the plugin does at Wagtail's hooks; registered in ``wagtail_disclosure.wagtail_hooks``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ..mixins import DisclosedPageMixin, ReportMixin
from ..models.base_page import base_page_model
from ..services.attachments import may_be_served
from ..services.documents import current_version
from ..services.files import missing_glyphs, published_document
from ..services.page_types import disclosed_types, is_disclosed, is_report, report_types
from ..services.problems import in_words
from ..services.publishing import REFUSED
from ..services.publishing_problems import problems_of
from ..services.withdrawal import WITHDRAWN
from .register_tools import SERIAL_SET


def start_instead_of_create(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """A new report begins with agency and year; all else is filled in."""
    if request.method != "GET" or not issubclass(page_class, ReportMixin):
        return None
    return redirect("wagtail_disclosure_start", page_class._meta.label_lower, parent.pk)


def keep_out_of_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    """Take pages out of a bulk action that must not happen to them, and say so; the others go
    on. Wagtail asks no page-level hook here and would otherwise undo the whole action. Other
    things than pages pass."""
    if not all(isinstance(item, base_page_model()) for item in objects):
        return
    if action_type == "publish":
        _remove(request, objects, _publishing_problem)
    elif action_type in ("delete", "unpublish"):
        _remove(request, objects, _published_problem)
    elif action_type == "move":
        _remove(request, objects, _published_report_problem)


def keep_published_below(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page above published ones is not deleted with them by accident."""
    return _refused(request, page, _published_problem(page))


def keep_reports_in_place(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """A page above published reports is not moved with them by accident."""
    return _refused(request, page, _published_report_problem(page))


def _refused(request: HttpRequest, page: Page, problem: str) -> HttpResponse | None:
    if not problem:
        return None
    messages.error(request, problem)
    return redirect("wagtailadmin_explore", page.pk)


def refuse_hidden_attachment(document: Any, request: HttpRequest) -> None:
    """404 for attachments of pages that are not public, except for those who edit them."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    if not may_be_served(document, disclosed_types(), request):
        raise Http404


def withdraw_button(
    page: Page, user: Any, next_url: str | None = None, **kwargs: Any
) -> Iterator[Button]:
    """“Withdraw” in the place of Wagtail's “Unpublish”."""
    page = page.specific
    if isinstance(page, DisclosedPageMixin) and page.permissions_for_user(user).can_withdraw():
        yield Button(
            _("Withdraw"),
            reverse("wagtail_disclosure_withdraw", args=[page.pk]),
            icon_name="download",
            priority=60,
        )


def warn_of_missing_glyphs(request: HttpRequest, page: Page) -> None:
    """After publishing: name the characters that the PDF shows as 〓."""
    report = page.specific
    if not is_report(report) or not report.live:
        return
    version = current_version(report.source.pk)
    missing = missing_glyphs(published_document(report.source, version)) if version else ""
    if missing:
        messages.warning(
            request,
            _(
                "The PDF shows 〓 for %(characters)s: its fonts lack them. Write them otherwise, "
                "or ask for a font that has them (setting PDF_FONTS)."
            )
            % {"characters": " ".join(missing)},
        )


def log_actions(actions: Any) -> None:
    """Words for the plugin's own lines in a page's history."""
    actions.register_action(
        REFUSED, _("Refuse scheduled publication"), _("Scheduled publication was refused")
    )
    actions.register_action(WITHDRAWN, _("Withdraw"), _("Withdrawn, with a reason"))
    actions.register_action(SERIAL_SET, _("Set the serial"), _("The serial was set"))


def _remove(request: HttpRequest, objects: list[Any], problem: Any) -> None:
    for page in list(objects):
        text = problem(page)
        if text:
            objects.remove(page)
            messages.error(request, text)


def _publishing_problem(page: Any) -> str:
    latest = page.specific.get_latest_revision_as_object()
    problems = problems_of(latest) if is_disclosed(latest) and not latest.alias_of_id else []
    if not problems:
        return ""
    return _("“%(title)s” was not published: %(problems)s") % {
        "title": latest.title,
        "problems": " ".join(in_words(latest, problem) for problem in problems),
    }


def _published_problem(page: Any) -> str:
    if not _published_at_or_below(page, disclosed_types()):
        return ""
    return _(
        "“%(title)s” is, or holds, a page that was published. Reports and documents are withdrawn "
        "with a reason, not deleted or silently unpublished."
    ) % {"title": page.title}


def _published_report_problem(page: Any) -> str:
    if not _published_at_or_below(page, report_types()):
        return ""
    return _("“%(title)s” is, or holds, a report that was published: it stays in its column.") % {
        "title": page.title
    }


def _published_at_or_below(page: Any, page_types: list[Any]) -> bool:
    types = ContentType.objects.get_for_models(*page_types).values()
    return (
        base_page_model()
        .objects.filter(
            path__startswith=page.path,
            content_type__in=[kind.pk for kind in types],
            first_published_at__isnull=False,
            alias_of__isnull=True,
        )
        .exists()
    )
