"""What the editor's grid shows: totals, explanations and findings of a sheet.

No request, no database: a sheet in, JSON-ready data out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain import sheet as sheets
from ..domain.calculation import calculate, calculated_cells, start_of
from ..domain.explanation import explain
from ..domain.figures import (
    MISSING,
    NOT_APPLICABLE,
    NOT_APPLICABLE_TEXT,
    Figures,
    Source,
    Value,
    dump_value,
    number_text,
)
from ..domain.findings import Finding, Severity
from ..domain.nothing import nothing_to_report
from ..domain.sheet import Sheet
from .explanation_texts import cell_label, explanation_text
from .finding_texts import finding_text
from .reader_notes import is_told
from .report_checks import Surroundings
from .report_problems import FIELDS_OF_RULES

#: Findings about opening balances: the field to jump to is not the figure's own.
_OPENING_CODES = frozenset({"Y02", "Y03"})


#: Cells that nobody has typed yet: what a new report is full of, and no mistake so far.
_BLANK_CODES = frozenset({"F02", "Y02"})


def grid_answer(sheet: Sheet, around: Surroundings | None = None) -> dict[str, Any]:
    """Everything that changes in the grid while figures are typed. ``around`` are the texts and
    facts of the report, where there is one yet.

    ``cells`` and ``opening``: address to ``{"text", "state", "explanation"}``, ``cells`` also
    with ``"last_year"`` and ``"source"``; state is ``number``, ``n/a``, ``missing`` or ``unread``
    (text that is no number). ``claimed``: address to text of the values that came for calculated
    cells.
    ``findings``: ``{"code", "severity", "message", "cells", "part", "field", "place", "discard",
    "suggestion", "count", "key", "acknowledgeable", "reason", "told"}``, errors first; ``part`` is
    ``opening`` where an opening balance is meant, ``field`` the field of the page that a finding
    without cells is about, ``place`` the section, ``discard`` the part of the stored figures whose
    value may be thrown away (else empty), ``suggestion`` a number for the opening balance,
    ``count`` one that was counted and stands where the field is cleared, ``key``
    what a reason is stored under, ``told`` whether readers see it. ``counts`` by severity, of
    those without a reason, and the same in words as ``summary``. ``nothing``:
    what “nothing to report” would type, by address.
    """
    around = around or Surroundings()
    sheet = around.around(sheet)
    figures = calculate(sheet)
    found = sorted(around.check(sheet), key=_by_severity)
    counts = Counter(finding.severity.value for finding in found if not finding.reason)
    return {
        "cells": _cells(sheet, figures),
        "opening": {cell: _opening_state(sheet, cell) for cell in opening_cells(sheet)},
        "claimed": _claimed(sheet),
        "findings": [_finding(sheet, finding) for finding in found],
        "counts": {severity.value: counts[severity.value] for severity in Severity},
        "summary": _summary(found),
        "nothing": nothing_to_report(sheet).dump(),
    }


def opening_cells(sheet: Sheet) -> tuple[str, ...]:
    """Cumulative cells whose opening balance is typed, in the order of the form: those for
    which last year's report has no figure."""
    return tuple(cell for cell in _cumulative_cells(sheet) if not _is_carried(sheet, cell))


def carried_cells(sheet: Sheet) -> dict[str, str]:
    """Cumulative cells that go on from last year's report, with its figure as printed."""
    return {
        cell: number_text(start_of(sheet, cell)[0])
        for cell in _cumulative_cells(sheet)
        if _is_carried(sheet, cell)
    }


@dataclass(frozen=True)
class CountedCell:
    """A figure that was counted: ``label`` names the cell, ``query`` the entries behind it."""

    label: str
    text: str
    query: str


def counted_cells(sheet: Sheet, around: Surroundings) -> tuple[CountedCell, ...]:
    """What was counted for the report, in the order of the form, whatever was typed."""
    counted = around.facts.counted or Figures()
    return tuple(
        CountedCell(
            cell_label(info, sheet.year),
            number_text(counted.value(cell)),
            around.lists.get(cell, ""),
        )
        for cell, info in sheet.standard.cells.items()
        if cell in counted
    )


def editing_text(value: Value) -> str:
    """A value as it stands in a field: no separators, blank where it is missing."""
    if value is MISSING:
        return ""
    return NOT_APPLICABLE_TEXT if value is NOT_APPLICABLE else str(dump_value(value))


def _summary(findings: list[Finding]) -> str:
    """How many findings there are, in words; blank cells apart from mistakes."""
    kinds = Counter(_kind(finding) for finding in findings)
    words = {
        "error": ngettext("%(count)s error", "%(count)s errors", kinds["error"]),
        "warning": ngettext("%(count)s warning", "%(count)s warnings", kinds["warning"]),
        "information": ngettext("%(count)s note", "%(count)s notes", kinds["information"]),
        "blank": ngettext("%(count)s blank cell", "%(count)s blank cells", kinds["blank"]),
        "kept": ngettext(
            "%(count)s kept with a reason", "%(count)s kept with reasons", kinds["kept"]
        ),
    }
    said = [text % {"count": kinds[kind]} for kind, text in words.items() if kinds[kind]]
    return _(", ").join(said) if said else _("Nothing found: the figures agree.")


def _kind(finding: Finding) -> str:
    """What a finding counts as: its severity, a blank cell, or kept with a reason."""
    if finding.reason:
        return "kept"
    return "blank" if finding.code in _BLANK_CODES else finding.severity.value


def _cumulative_cells(sheet: Sheet) -> tuple[str, ...]:
    openings = sheets.opening_cells(sheet.standard)
    return tuple(cell for cell in sheet.standard.cells if cell in openings)


def _is_carried(sheet: Sheet, cell: str) -> bool:
    return start_of(sheet, cell)[1] is Source.CARRIED_FORWARD


def _cells(sheet: Sheet, figures: Figures) -> dict[str, dict[str, str]]:
    calculated = calculated_cells(sheet.standard)
    return {
        address: _calculated_state(sheet, figures, address)
        if address in calculated
        else _typed_state(sheet, figures, address)
        for address in sheet.standard.cells
    }


def _typed_state(sheet: Sheet, figures: Figures, address: str) -> dict[str, str]:
    if address in sheet.unread:
        text = sheet.unread[address]
        return {
            "text": text,
            "state": "unread",
            "source": Source.ENTERED.value,
            "explanation": "",
            "last_year": "",
        }
    value = figures.value(address)
    source = figures[address].source
    filled = source is not Source.ENTERED
    return {
        "text": editing_text(value),
        "state": _state(value),
        "source": source.value,
        "explanation": explanation_text(sheet, explain(sheet, address, figures)) if filled else "",
        "last_year": "" if filled else _last_year_text(sheet, address),
    }


def _calculated_state(sheet: Sheet, figures: Figures, address: str) -> dict[str, str]:
    value = figures.value(address)
    return {
        "text": number_text(value),
        "state": _state(value),
        "source": figures[address].source.value,
        "explanation": explanation_text(sheet, explain(sheet, address, figures)),
        "last_year": _last_year_text(sheet, address),
    }


def _opening_state(sheet: Sheet, address: str) -> dict[str, str]:
    unread = sheet.leftovers.get("opening", {})
    if address in unread:
        text = sheets.as_text(unread[address])
        return {"text": text, "state": "unread", "explanation": ""}
    value = sheet.opening.value(address)
    return {"text": editing_text(value), "state": _state(value), "explanation": ""}


def _claimed(sheet: Sheet) -> dict[str, str]:
    known = {cell: editing_text(figure.value) for cell, figure in sheet.claimed.items()}
    unread = sheet.leftovers.get("claimed", {})
    return {**known, **{cell: sheets.as_text(raw) for cell, raw in unread.items()}}


def _state(value: Value) -> str:
    if isinstance(value, Decimal):
        return "number"
    return "n/a" if value is NOT_APPLICABLE else "missing"


def _last_year_text(sheet: Sheet, address: str) -> str:
    """Last year's figure of the same cell, or of the one that it goes on from; blank where there
    is none."""
    carried = sheet.standard.carried.get(address)
    source = carried.source if carried else address
    value = MISSING if sheet.previous is None else sheet.previous.value(source)
    return "" if value is MISSING else number_text(value)


def _finding(sheet: Sheet, finding: Finding) -> dict[str, Any]:
    place = "opening" if finding.code in _OPENING_CODES else finding.params.get("place", "figures")
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding_text(finding, sheet.standard, sheet.year),
        "cells": list(finding.cells),
        "part": "opening" if place == "opening" else "figures",
        "field": FIELDS_OF_RULES.get(finding.code, ""),
        "discard": _discardable(finding, place),
        "suggestion": finding.params.get("suggestion", ""),
        "count": _count(finding),
        "place": finding.params.get("section", ""),
        "key": finding.key,
        "acknowledgeable": finding.acknowledgeable,
        "reason": finding.reason,
        "told": is_told(finding),
    }


def _count(finding: Finding) -> str:
    """The number that a typed figure was held against, where it was counted."""
    if finding.code != "C01" or finding.right is None:
        return ""
    return editing_text(finding.right)


def _discardable(finding: Finding, place: str) -> str:
    """The part of the stored figures whose value the finding is about, where the grid has no
    field to change it in."""
    if finding.code == "S02" or place == "claimed":
        return "claimed"
    if finding.code == "Y03":
        return "opening"
    return place if finding.code == "F05" else ""


def _by_severity(finding: Finding) -> tuple[bool, int]:
    return bool(finding.reason), list(Severity).index(finding.severity)
