"""Ready-made page types, made of the mixins."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..mixins import (
    CatalogueIndexMixin,
    DocumentMixin,
    PlatformMixin,
    ReportIndexMixin,
    ReportMixin,
)


class ReportIndexPage(ReportIndexMixin, Page):
    """政府信息公开年度报告专栏: the portal's list of annual reports."""

    subpage_types = ["wagtail_disclosure_pages.AnnualReportPage"]

    class Meta:
        verbose_name = _("report index")
        verbose_name_plural = _("report indexes")


class AnnualReportPage(ReportMixin, Page):
    """政府信息公开工作年度报告 of one agency for one year."""

    parent_page_types = ["wagtail_disclosure_pages.ReportIndexPage"]
    subpage_types: list[str] = []

    content_panels = [*Page.content_panels, *ReportMixin.report_panels]
    search_fields = [*Page.search_fields, *ReportMixin.disclosure_search_fields]

    class Meta:
        verbose_name = _("annual report")
        verbose_name_plural = _("annual reports")


class CatalogueIndexPage(CatalogueIndexMixin, Page):
    """政府信息公开目录: the portal's list of all that is disclosed."""

    subpage_types = [
        "wagtail_disclosure_pages.CatalogueIndexPage",
        "wagtail_disclosure_pages.DocumentPage",
    ]

    content_panels = [*Page.content_panels, *CatalogueIndexMixin.catalogue_panels]

    class Meta:
        verbose_name = _("disclosure catalogue")
        verbose_name_plural = _("disclosure catalogues")


class DocumentPage(DocumentMixin, Page):
    """主动公开信息: one disclosed document."""

    parent_page_types = ["wagtail_disclosure_pages.CatalogueIndexPage"]
    subpage_types: list[str] = []

    content_panels = [*Page.content_panels, *DocumentMixin.document_panels]
    search_fields = [*Page.search_fields, *DocumentMixin.disclosure_search_fields]

    class Meta:
        verbose_name = _("disclosed document")
        verbose_name_plural = _("disclosed documents")


class DisclosurePlatformPage(PlatformMixin, Page):
    """政府信息公开: the landing page of guide, rules, disclosed content and annual reports."""

    content_panels = [*Page.content_panels, *PlatformMixin.platform_panels]

    class Meta:
        verbose_name = _("disclosure platform")
        verbose_name_plural = _("disclosure platforms")
