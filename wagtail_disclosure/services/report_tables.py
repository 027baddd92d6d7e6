"""The statistics tables of a report: as published, or as the draft stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import SheetError
from ..exports.tables import StatisticsTable
from ..models import PublishedVersion
from . import versions
from .freezing import Drawn, Frozen, draw, load_frozen
from .problems import owner_id

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def current_version(page_id: int) -> PublishedVersion | None:
    """What readers have of a page now, with its report; ``None`` for one never published."""
    return (
        PublishedVersion.objects.filter(page_id=page_id)
        .select_related("report")
        .order_by("-number")
        .first()
    )


def drawn(report: ReportMixin) -> Drawn | None:
    """A draft as it stands; ``None`` where it has no standard or year yet."""
    if not report.standard or report.report_year is None:
        return None
    try:
        return draw(report)
    except (UnknownStandard, SheetError):
        return None


def tables_of(report: ReportMixin) -> tuple[StatisticsTable, ...]:
    """The tables that belong to the text of ``report`` as it stands on this object; none where it
    has no standard or year yet."""
    shown = shown_of(report)
    return shown.tables if shown else ()


def shown_of(report: ReportMixin) -> Frozen | Drawn | None:
    """What belongs to the text of ``report`` as it stands on this object: tables, and what was
    disclosed by category.

    Of a public report whose figures are those that were published, or of a public alias or
    translation, what was published; of any other, what would be published now.
    """
    owner = owner_id(report)
    if report.live and owner is not None and owner != report.pk:
        version = current_version(owner if report.alias_of_id else report.pk)
        return load_frozen(version.frozen) if version else None
    if report.live and report.report_year is not None:
        try:
            return load_frozen(versions.frozen_data(report))
        except (UnknownStandard, SheetError):
            return None
    return drawn(report)
