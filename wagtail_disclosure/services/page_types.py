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
