"""What an import will do, before it does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..domain.findings import Finding
from ..domain.sheet import Sheet
from ..importers.imported import ImportedReport
from ..models import Agency

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


@dataclass(frozen=True)
class Remark:
    """What a person should know about the plan itself; ``stops`` makes it impossible."""

    message: str
    stops: bool = False


@dataclass(frozen=True)
class ImportPlan:
    """What an import will do.

    ``agency`` is unsaved where it will be created. ``values`` are the fields of the new
    page. ``sheet`` holds its figures, ``findings`` what the rules say of them. ``existing``
    is the report that this agency has for this year already: then nothing is imported.
    """

    imported: ImportedReport
    parent: Any
    page_type: type[ReportMixin] | None
    agency: Agency | None
    values: Mapping[str, Any] = field(default_factory=dict)
    sheet: Sheet | None = None
    findings: tuple[Finding, ...] = ()
    existing: Any = None
    remarks: tuple[Remark, ...] = ()

    @property
    def creates_agency(self) -> bool:
        return self.agency is not None and self.agency.pk is None

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why the import cannot be done; empty when it can."""
        return tuple(remark.message for remark in self.remarks if remark.stops)


def existing_text(plan: ImportPlan) -> str:
    """That the report is there already, in words; empty if it is not."""
    if plan.existing is None:
        return ""
    return _(
        "%(agency)s has a report for %(year)s already: “%(title)s” (page %(page)s). "
        "Nothing was changed."
    ) % {
        "agency": plan.agency,
        "year": plan.imported.year,
        "title": plan.existing.title,
        "page": plan.existing.pk,
    }
