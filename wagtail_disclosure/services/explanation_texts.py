"""How a figure came about, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..domain.explanation import Explanation, explain
from ..domain.figures import MISSING, Figures, Source, number_text
from ..domain.sheet import Sheet
from ..domain.standards import CellInfo, fill_year

#: Figures that somebody typed explain themselves.
_TOLD = (Source.CALCULATED, Source.CARRIED_FORWARD, Source.COUNTED, Source.IMPORTED)


def explanations(
    sheet: Sheet, figures: Figures, *, quotes_last_year: bool = True
) -> Iterator[tuple[str, str]]:
    """Cell and sentence for readers, for every figure that was calculated, carried over or
    counted, in the order of the form; those that would quote last year's report are left out
    where readers may not see it."""
    for cell, info in sheet.standard.cells.items():
        if figures[cell].source in _TOLD and figures[cell].value is not MISSING:
            explanation = explain(sheet, cell, figures)
            quoted = any(part.operation == "last_year" for part in explanation.addends)
            if quoted and not quotes_last_year:
                continue
            text = explanation_text(sheet, explanation)
            if text:
                yield (
                    cell,
                    _("%(cell)s: %(explanation)s")
                    % {"cell": cell_label(info, sheet.year), "explanation": text},
                )


def explanation_text(sheet: Sheet, explanation: Explanation) -> str:
    """One step of the calculation in words: ``839 = to the end of 2017: 711 + 2018年: 128``."""
    addends = _(" + ").join(
        _("%(label)s: %(value)s")
        % {
            "label": _addend_label(sheet, explanation.cell, part),
            "value": _addend_value(sheet, part),
        }
        for part in explanation.addends
    )
    if explanation.operation == "counted":
        return _("%(total)s = counted in the catalogue") % {"total": number_text(explanation.value)}
    if not addends:
        return ""
    if explanation.operation == "printed":
        return _("%(total)s as it was printed; its parts are %(addends)s") % {
            "total": number_text(explanation.value),
            "addends": addends,
        }
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
