"""One flat list of all reports in the admin, whatever page types the site makes of them."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from ..services.report_types import report_types


class ReportListingView(IndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).prefetch_related("agency")


class ReportListingViewSet(PageListingViewSet):
    index_view_class = ReportListingView
    icon = "doc-full-inverse"
    add_to_admin_menu = False
    columns = [
        *PageListingViewSet.columns,
        Column("agency", label=_("Agency"), accessor="agency", sort_key="agency__name"),
        Column("report_year", label=_("Year"), sort_key="report_year"),
    ]


def report_listings() -> list[ReportListingViewSet]:
    """A listing for every page type made of ``ReportMixin``."""
    return [_listing(page_type) for page_type in report_types()]


def _listing(page_type: type[Any]) -> ReportListingViewSet:
    name = f"disclosure_{page_type._meta.label_lower.replace('.', '_')}"
    label = capfirst(page_type._meta.verbose_name_plural)
    return ReportListingViewSet(name, model=page_type, url_prefix=name, menu_label=label)
