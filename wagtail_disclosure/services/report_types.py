"""The site's page types made of the report mixin."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.http import Http404

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

#: What every page type made of ``ReportMixin`` has, and no other.
MARK = "disclosure_search_fields"


def report_types() -> list[type[ReportMixin]]:
    """All concrete page types made of ``ReportMixin``."""
    return [cast("type[ReportMixin]", model) for model in apps.get_models() if hasattr(model, MARK)]


def is_report(page: object) -> bool:
    """Whether a page is made of ``ReportMixin``."""
    return hasattr(page, MARK)


def report_type(label: str) -> type[ReportMixin]:
    """The type of that label (``app.Model``); ``Http404`` for anything else."""
    for model in report_types():
        if model._meta.label_lower == label.lower():
            return model
    raise Http404
