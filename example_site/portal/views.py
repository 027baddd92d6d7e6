from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .navigation import find_pages

PER_PAGE = 20
MAX_LENGTH = 100


def search(request: HttpRequest) -> HttpResponse:
    """Search the whole portal; addresses with ``?q=`` can be shared."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:MAX_LENGTH]
    paginator = Paginator(find_pages(request, words), PER_PAGE)
    pagination = paginator.get_page(request.GET.get("page"))
    context = {"words": words, "pagination": pagination, "result_count": paginator.count}
    return render(request, "portal/search.html", context)
