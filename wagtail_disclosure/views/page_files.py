"""Files below a page's address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from wagtail.views import serve


def page_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Hand the address to Wagtail as if it ended in a slash, as routes of pages do."""
    return serve(request, f"{path}/")
