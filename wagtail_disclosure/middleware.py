"""Words instead of a server error where a door of Wagtail's admin does not expect a refusal."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from .services.problems import in_words
from .services.publishing import PublicationRefusedError


class PublicationRefusedMiddleware:
    """Approving a page from the dashboard, or publishing below a page in bulk, may be refused
    by the publishing gate: say why and lead to the editor. Nothing was changed then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublicationRefusedError):
            return None
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        page = exception.page
        for problem in exception.problems:
            text = _("%(page)s: %(problem)s") % {
                "page": page,
                "problem": in_words(page, problem),
            }
            messages.error(request, text)
        if page.pk is None:
            return redirect("wagtailadmin_explore_root")
        return redirect("wagtailadmin_pages:edit", page.pk)
