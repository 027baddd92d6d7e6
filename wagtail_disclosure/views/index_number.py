"""The permanent address of an index number."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ..services.permalinks import Gone, resolve


@require_safe
def index_number(request: HttpRequest, number: str) -> HttpResponse:
    """Redirect to the public page; 410 with what was public of one that is gone or void; 404
    for everything else, so that nothing can be learnt of private pages and drafts."""
    answer = resolve(number, request)
    if answer is None:
        raise Http404
    if isinstance(answer, Gone):
        context = {"entry": answer, "disclosure_base_template": answer.base_template}
        response = render(request, "wagtail_disclosure/gone.html", context, status=410)
        # Browsers keep a 410 for ever unless told otherwise, and a withdrawn report may come back.
        patch_cache_control(response, no_cache=True)
        return response
    return redirect(answer)
