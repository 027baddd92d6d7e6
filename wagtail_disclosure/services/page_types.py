"""The site's page types made of the plugin's mixins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.http import Http404

if TYPE_CHECKING:
    from ..mixins.disclosed_page import DisclosedPageMixin
    from ..mixins.report import ReportMixin

#: What every page type made of ``DisclosedPageMixin`` has, and no other.
DISCLOSED_MARK = "metadata_panels"

#: What every page type made of ``ReportMixin`` has, and no other.
REPORT_MARK = "report_panels"

#: What every page type made of ``CatalogueIndexMixin`` has, and no other.
CATALOGUE_MARK = "lists_whole_site"

#: What every list with a feed has: report indexes and catalogue indexes.
INDEX_MARK = "feed_entries"

#: What every page type made of ``PlatformMixin`` has, and no other.
PLATFORM_MARK = "platform_panels"


#: What every page type made of ``CatalogueIndexMixin`` has, and no other.
CATALOGUE_MARK = "catalogue_panels"


def catalogue_types() -> list[Any]:
    """All concrete page types made of ``CatalogueIndexMixin``."""
    return [model for model in apps.get_models() if hasattr(model, CATALOGUE_MARK)]


def disclosed_types() -> list[type[DisclosedPageMixin]]:
    """All concrete page types that disclose something: reports and documents."""
    found = [model for model in apps.get_models() if hasattr(model, DISCLOSED_MARK)]
    return cast("list[type[DisclosedPageMixin]]", found)


def report_types() -> list[type[ReportMixin]]:
    """All concrete page types made of ``ReportMixin``."""
    found = [model for model in apps.get_models() if hasattr(model, REPORT_MARK)]
    return cast("list[type[ReportMixin]]", found)


def document_types() -> list[type[DisclosedPageMixin]]:
    """All concrete page types of the catalogue that are no reports."""
    return [model for model in disclosed_types() if not is_report(model)]


def is_disclosed(page: object) -> bool:
    """Whether a page, or a type of pages, is made of ``DisclosedPageMixin``."""
    return hasattr(page, DISCLOSED_MARK)


def is_report(page: object) -> bool:
    """Whether a page, or a type of pages, is made of ``ReportMixin``."""
    return hasattr(page, REPORT_MARK)


def report_type(label: str) -> type[ReportMixin]:
    """The type of that label (``app.Model``); ``Http404`` for anything else."""
    for model in report_types():
        if model._meta.label_lower == label.lower():
            return model
    raise Http404


def is_index(page: object) -> bool:
    """Whether a page, or a type of pages, is a report index or a catalogue index."""
    return hasattr(page, INDEX_MARK)


def is_catalogue_index(page: object) -> bool:
    """Whether a page, or a type of pages, is made of ``CatalogueIndexMixin``."""
    return hasattr(page, CATALOGUE_MARK)


def is_report_index(page: object) -> bool:
    """Whether a page, or a type of pages, is made of ``ReportIndexMixin``."""
    return is_index(page) and not is_catalogue_index(page)


def is_platform(page: object) -> bool:
    """Whether a page, or a type of pages, is made of ``PlatformMixin``."""
    return hasattr(page, PLATFORM_MARK)


def site_wide_types() -> list[type[Any]]:
    """Page types that may show what stands anywhere on their site: catalogues and platforms."""
    return [model for model in apps.get_models() if is_catalogue_index(model) or is_platform(model)]
