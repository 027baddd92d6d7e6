"""What stands in the way of publishing a page, whatever it discloses."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .document_problems import document_problems
from .page_types import is_report
from .problems import Problem
from .report_problems import report_problems

if TYPE_CHECKING:
    from ..mixins.disclosed_page import DisclosedPageMixin
    from ..mixins.document import DocumentMixin
    from ..mixins.report import ReportMixin


def problems_of(page: DisclosedPageMixin, *, saving: bool = False) -> list[Problem]:
    """Everything that stands in the way of publishing ``page``, all at once. ``saving``: it is
    being saved live this moment, with the revision that is published."""
    if is_report(page):
        return report_problems(cast("ReportMixin", page), saving=saving)
    return document_problems(cast("DocumentMixin", page))
