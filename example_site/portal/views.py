from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wagtail_disclosure.services.catalogue_lists import search_context

from .navigation import find_pages


def search(request: HttpRequest) -> HttpResponse:
    """Search the whole portal: its columns, and with the plugin's search all that is disclosed."""
    context = search_context(request, reverse("portal_search"))
    words = context["filters"].q
    first = context["pagination"].number == 1
    context |= {"words": words, "pages": find_pages(request, words) if first else []}
    return render(request, "portal/search.html", context)
