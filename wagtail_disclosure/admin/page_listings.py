"""Flat lists of all reports and of all documents in the admin, whatever page types a site makes
of them."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from ..services.page_types import document_types, report_types

_AGENCY = Column("agency", label=_("Agency"), accessor="agency", sort_key="agency__name")


class DisclosedListingView(IndexView):
    def annotate_queryset(self, pages: Any) -> Any:
        return super().annotate_queryset(pages).prefetch_related("agency")


class ReportListingViewSet(PageListingViewSet):
    index_view_class = DisclosedListingView
    icon = "doc-full-inverse"
    add_to_admin_menu = False
    columns = [
        *PageListingViewSet.columns,
        _AGENCY,
        Column("report_year", label=_("Year"), sort_key="report_year"),
    ]


class DocumentListingViewSet(PageListingViewSet):
    index_view_class = DisclosedListingView
    icon = "doc-full"
    add_to_admin_menu = False
    columns = [
        *PageListingViewSet.columns,
        _AGENCY,
        Column("document_number", label=_("Document number"), sort_key="document_number"),
        Column("made_on", label=_("Date of making"), sort_key="made_on"),
    ]


def page_listings() -> list[PageListingViewSet]:
    """A listing for every page type made of the plugin's mixins, reports first."""
    return [
        *(_listing(page_type, ReportListingViewSet) for page_type in report_types()),
        *(_listing(page_type, DocumentListingViewSet) for page_type in document_types()),
    ]


def _listing(page_type: type[Any], viewset: type[PageListingViewSet]) -> PageListingViewSet:
    name = f"disclosure_{page_type._meta.label_lower.replace('.', '_')}"
    label = capfirst(page_type._meta.verbose_name_plural)
    return viewset(name, model=page_type, url_prefix=name, menu_label=label)
