"""What the portal's menus and lists show, always from the page tree."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site

#: The portal's front page shows this many reports.
NEWEST = 6
#: A search shows this many columns and pages of text before what is disclosed.
MOST_PAGES = 5


def children_in_menu(page: Page) -> Any:
    """Public children of a page that are shown in menus, in the order of the tree."""
    return page.get_children().live().public().in_menu()


def main_menu(request: HttpRequest) -> list[Page]:
    """The columns of the portal: what stands below the front page and is shown in menus."""
    root = _root(request)
    if root is None:
        return []
    return list(children_in_menu(root))


def footer_menu(page: Page | None) -> list[Page]:
    return list(children_in_menu(page)) if page is not None else []


def breadcrumbs(page: Page, request: HttpRequest) -> list[tuple[str, str]]:
    """Title and address of every page from the front page down to ``page``."""
    root = _root(request)
    if root is None:
        return []
    ancestors = page.get_ancestors(inclusive=True).filter(depth__gte=root.depth)
    return [
        ("首页" if ancestor.pk == root.pk else ancestor.title, ancestor.get_url(request) or "")
        for ancestor in ancestors
    ]


def other_columns(home: Page, platform: dict[str, Any] | None) -> Any:
    """The portal's columns without the one that the front page shows at length."""
    columns = children_in_menu(home)
    return columns.exclude(pk=platform["page"].pk) if platform else columns


def disclosure_platform(home: Page) -> dict[str, Any] | None:
    """The column that holds the annual reports, with its parts (指南, 制度, 内容, 年报)."""
    from wagtail_disclosure.pages.models import ReportIndexPage

    index = ReportIndexPage.objects.descendant_of(home).live().public().order_by("depth").first()
    if index is None:
        return None
    column = index.get_parent()
    return {"page": column, "parts": list(children_in_menu(column)), "reports": index}


def newest_reports(home: Page) -> Any:
    """The reports published last."""
    from wagtail_disclosure.pages.models import AnnualReportPage

    reports = AnnualReportPage.objects.descendant_of(home).live().public()
    return reports.select_related("agency").order_by("-published_at", "-pk")[:NEWEST]


def find_pages(request: HttpRequest, words: str) -> Any:
    """Public columns and pages of text whose title or text holds every word, newest first.

    What is disclosed is found by the plugin's search.
    """
    from .models import StandardPage

    root = _root(request)
    terms = words.split()
    if root is None or not terms:
        return StandardPage.objects.none()
    pages = StandardPage.objects.descendant_of(root).live().public()
    for term in terms:
        pages = pages.filter(
            Q(title__icontains=term)
            | Q(search_description__icontains=term)
            | Q(body__icontains=term)
        )
    return pages.order_by("-last_published_at", "-pk")[:MOST_PAGES]


def _root(request: HttpRequest) -> Page | None:
    site = Site.find_for_request(request)
    return site.root_page if site else None
