"""The search of everything disclosed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..services.catalogue_lists import search_context


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search by words and numbers, with filters; every result has an address of its own."""
    context = search_context(request, reverse("wagtail_disclosure:search"))
    return render(request, "wagtail_disclosure/search.html", context)
