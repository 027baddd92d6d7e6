"""What the editor's grid shows: totals, explanations and findings of a sheet.

No request, no database: a sheet in, JSON-ready data out.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain import sheet as sheets
from ..domain.calculation import calculate, calculated_cells, start_of
from ..domain.explanation import Explanation, explain
from ..domain.figures import (
    MISSING,
    NOT_APPLICABLE,
    Figures,
    Source,
    Value,
    dump_value,
)
from ..domain.findings import Finding, Severity
from ..domain.rules import check
from ..domain.sheet import Sheet
from ..domain.standards import CellInfo, fill_year
from ..exports.layout import NOT_APPLICABLE_TEXT, number_text
from .finding_texts import finding_text

#: Findings about opening balances: the field to jump to is not the figure's own.
_OPENING_CODES = frozenset({"Y02", "Y03"})


#: Cells that nobody has typed yet: what a new report is full of, and no mistake so far.
_BLANK_CODES = frozenset({"F02", "Y02"})


def grid_answer(sheet: Sheet) -> dict[str, Any]:
    """Everything that changes in the grid while figures are typed.

    ``cells`` and ``opening``: address to ``{"text", "state", "explanation"}``, ``cells`` also
    with ``"last_year"``; state is ``number``, ``n/a``, ``missing`` or ``unread`` (text that is
    no number). ``claimed``:
    address to text of the values that came for calculated cells. ``findings``: ``{"code",
    "severity", "message", "cells", "part", "discard", "suggestion"}``, errors first; ``part`` is
    ``opening`` where an opening balance is meant, ``discard`` the part of the stored figures
    whose value may be thrown away (else empty), ``suggestion`` a number for the opening
    balance. ``counts`` by severity, and the same in words as ``summary``.
    """
    figures = calculate(sheet)
    found = sorted(check(sheet), key=_by_severity)
    counts = Counter(finding.severity.value for finding in found)
    return {
        "cells": _cells(sheet, figures),
        "opening": {cell: _opening_state(sheet, cell) for cell in opening_cells(sheet)},
        "claimed": _claimed(sheet),
        "findings": [_finding(sheet, finding) for finding in found],
        "counts": {severity.value: counts[severity.value] for severity in Severity},
        "summary": _summary(found),
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


def editing_text(value: Value) -> str:
    """A value as it stands in a field: no separators, blank where it is missing."""
    if value is MISSING:
        return ""
    return NOT_APPLICABLE_TEXT if value is NOT_APPLICABLE else str(dump_value(value))


def _summary(findings: list[Finding]) -> str:
    """How many findings there are, in words; blank cells apart from mistakes."""
    kinds = Counter(
        "blank" if finding.code in _BLANK_CODES else finding.severity.value for finding in findings
    )
    words = {
        "error": ngettext("%(count)s error", "%(count)s errors", kinds["error"]),
        "warning": ngettext("%(count)s warning", "%(count)s warnings", kinds["warning"]),
        "information": ngettext("%(count)s note", "%(count)s notes", kinds["information"]),
        "blank": ngettext("%(count)s blank cell", "%(count)s blank cells", kinds["blank"]),
    }
    said = [text % {"count": kinds[kind]} for kind, text in words.items() if kinds[kind]]
    return _(", ").join(said) if said else _("Nothing found: the figures agree.")


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
        return {"text": text, "state": "unread", "explanation": "", "last_year": ""}
    value = figures.value(address)
    carried = address in figures and figures[address].source is Source.CARRIED_FORWARD
    return {
        "text": editing_text(value),
        "state": _state(value),
        "explanation": _explanation_text(sheet, explain(sheet, address, figures))
        if carried
        else "",
        "last_year": _last_year_text(sheet, address),
    }


def _calculated_state(sheet: Sheet, figures: Figures, address: str) -> dict[str, str]:
    value = figures.value(address)
    return {
        "text": number_text(value),
        "state": _state(value),
        "explanation": _explanation_text(sheet, explain(sheet, address, figures)),
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
    """Last year's figure of the same cell, blank where there is none."""
    value = MISSING if sheet.previous is None else sheet.previous.value(address)
    return "" if value is MISSING else number_text(value)


def _explanation_text(sheet: Sheet, explanation: Explanation) -> str:
    """One step of the calculation in words: ``839 = to the end of 2017: 711 + 2018年: 128``."""
    addends = _(" + ").join(
        _("%(label)s: %(value)s")
        % {
            "label": _addend_label(sheet, explanation.cell, part),
            "value": _addend_value(sheet, part),
        }
        for part in explanation.addends
    )
    if not addends:
        return ""
    return _("%(total)s = %(addends)s") % {
        "total": number_text(explanation.value),
        "addends": addends,
    }


def _addend_value(sheet: Sheet, part: Explanation) -> str:
    if part.value is not MISSING:
        return number_text(part.value)
    return _("no number") if part.cell in sheet.unread else _("blank")


def _addend_label(sheet: Sheet, total: str, part: Explanation) -> str:
    """What tells an addend from the total: its row, its column, or the year before."""
    if part.operation == "last_year" and part.cell != total:
        row = sheet.standard.cells[part.cell].row
        return _("last year's “%(row)s”") % {"row": fill_year(row.label, sheet.year - 1)}
    if part.operation in {"last_year", "opening_balance"} or part.cell == total:
        return end_of_last_year(sheet.year)
    here, there = sheet.standard.cells[part.cell], sheet.standard.cells[total]
    if here.row.key != there.row.key:
        return fill_year(here.row.label, sheet.year)
    return fill_year(here.column.label, sheet.year)


def end_of_last_year(year: int) -> str:
    """The words above opening balances and last year's cumulative figures."""
    return _("to the end of %(year)s") % {"year": year - 1}


def cell_label(info: CellInfo, year: int) -> str:
    """A cell named by row and column, as in messages."""
    return _("%(row)s, %(column)s") % {
        "row": fill_year(info.row.label, year),
        "column": fill_year(info.column.label, year),
    }


def _finding(sheet: Sheet, finding: Finding) -> dict[str, Any]:
    place = "opening" if finding.code in _OPENING_CODES else finding.params.get("place", "figures")
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding_text(finding, sheet.standard, sheet.year),
        "cells": list(finding.cells),
        "part": "opening" if place == "opening" else "figures",
        "discard": _discardable(finding, place),
        "suggestion": finding.params.get("suggestion", ""),
    }


def _discardable(finding: Finding, place: str) -> str:
    """The part of the stored figures whose value the finding is about, where the grid has no
    field to change it in."""
    if finding.code == "S02" or place == "claimed":
        return "claimed"
    if finding.code == "Y03":
        return "opening"
    return place if finding.code == "F05" else ""


def _by_severity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
