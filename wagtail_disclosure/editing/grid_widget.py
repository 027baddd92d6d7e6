"""The grid: one posted field, drawn as the printed form.

A plain Django widget, template and script. Without a subject (which standard, which year)
it draws only the hidden field, so that it can be built outside a report's form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from wagtail.admin.staticfiles import versioned_static

from ..domain.calculation import calculate, calculated_cells
from ..domain.sheet import PARTS, Sheet, SheetError
from ..domain.standards import Standard
from ..exports.layout import lay_out
from ..models import Agency
from ..services.explanation_texts import end_of_last_year
from ..services.grid import carried_cells, counted_cells, grid_answer
from ..services.report_checks import Surroundings
from ..services.sheets import build_sheet
from .figures_form import FiguresFormField, is_posted, posted_text
from .grid_layout import GridContent, lay_grid

#: Name of the address that checks figures while they are typed.
CHECK_URL_NAME = "wagtail_disclosure_grid"


@dataclass(frozen=True)
class GridSubject:
    """The report whose figures the grid holds. ``page`` is ``None`` before the first save;
    ``stored`` are the figures as they stand in the report, ``around`` its texts and what is known
    of it; ``draft_of_last_year`` is the title of last year's report where that is only a draft,
    ``catalogue_url`` the address of the site's catalogue where it is public."""

    standard: Standard
    year: int
    agency: Agency | None = None
    page: int | None = None
    stored: Mapping[str, Any] | None = None
    around: Surroundings = field(default_factory=Surroundings)
    draft_of_last_year: str = ""
    catalogue_url: str = ""

    def sheet(self, data: Mapping[str, Any]) -> Sheet:
        """The sheet of posted or stored figures; raises ``SheetError``."""
        sheet = build_sheet(self.standard, self.year, self.agency, data)
        return self.around.around(sheet)


class FigureGridWidget(forms.Widget):
    """Draws and reads the figures of one report; ``FiguresPanel`` sets ``subject``."""

    template_name = "wagtail_disclosure/editing/figure_grid.html"
    subject: GridSubject | None = None

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            js=[
                versioned_static(f"wagtail_disclosure/js/{name}.js")
                for name in (
                    "figure-grid-table",
                    "figure-grid-findings",
                    "figure-grid-reasons",
                    "figure-grid-answer",
                    "figure-grid-check",
                    "figure-grid-autosave",
                    "figure-grid-notice",
                    "figure-grid-store",
                    "figure-grid-actions",
                    "figure-grid-steps",
                    "figure-grid",
                )
            ],
            css={"all": [versioned_static("wagtail_disclosure/css/figure-grid.css")]},
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return posted_text(data, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not is_posted(data, name)

    def id_for_label(self, id_: str) -> str:
        # A grid is a group: its cells are named by row and column, the group by aria-label.
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["value"] = value or "{}"
        context["grid"] = None
        if self.subject is not None:
            grid_id = f"{context['widget']['attrs'].get('id') or f'id_{name}'}-grid"
            context["grid"] = self._grid(self.subject, name, value, grid_id)
            context["grid"]["refused"] = bool((attrs or {}).get("aria-invalid"))
            context["grid"]["described_by"] = (attrs or {}).get("aria-describedby", "")
        return context

    def _grid(self, subject: GridSubject, name: str, value: Any, grid_id: str) -> dict[str, Any]:
        data, damaged = _readable(value, subject.stored)
        sheet = subject.sheet(data)
        figures = calculate(sheet)
        answer = grid_answer(sheet, subject.around)
        content = GridContent(
            cells=answer["cells"],
            calculated=calculated_cells(subject.standard),
            decimals=frozenset(
                cell for cell, info in subject.standard.cells.items() if info.decimal
            ),
            opening={cell: state["text"] for cell, state in answer["opening"].items()},
            carried=carried_cells(sheet),
        )
        tables = [
            lay_out(subject.standard, table.key, figures, subject.year)
            for table in subject.standard.tables
        ]
        return {
            "id": grid_id,
            "name": name,
            "tables": lay_grid(tables, content, grid_id),
            "data": data,
            "damaged": damaged,
            "answer": answer,
            "answer_json": json.dumps(answer, ensure_ascii=False),
            "stored_json": json.dumps(data, ensure_ascii=False),
            "before_label": end_of_last_year(subject.year),
            "draft_of_last_year": subject.draft_of_last_year,
            "counted": counted_cells(sheet, subject.around),
            "catalogue_url": subject.catalogue_url,
            "url": _check_url(),
            "subject_json": json.dumps(
                {
                    "page": subject.page,
                    "standard": subject.standard.identifier,
                    "agency": subject.agency.pk if subject.agency else None,
                    "year": subject.year,
                }
            ),
            "watched_json": json.dumps(
                {
                    "report_year": str(subject.year),
                    "standard": subject.standard.identifier,
                    "agency": str(subject.agency.pk) if subject.agency else "",
                }
            ),
            "csrf_cookie": "" if settings.CSRF_USE_SESSIONS else settings.CSRF_COOKIE_NAME,
            "messages_json": json.dumps(script_messages(), ensure_ascii=False),
        }


def _readable(value: Any, stored: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], str]:
    """The figures to draw, and the posted text where it could not be read.

    A damaged post shows the stored figures, so that an editor goes on from there.
    """
    field = FiguresFormField()
    try:
        data = field.to_python(value)
        return data, ""
    except ValidationError:
        loose = _loose(value)
        if loose is not None:
            return loose, ""
    try:
        return field.to_python(stored or {}), str(value)
    except ValidationError:
        return {}, str(value)


def _loose(value: Any) -> Mapping[str, Any] | None:
    """Figures of which some were refused, as far as they can be shown in their cells."""
    try:
        data = json.loads(value, parse_float=str) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, Mapping) or not set(data) <= set(PARTS):
        return None
    if not all(isinstance(part, Mapping) for part in data.values()):
        return None
    return {
        name: {
            str(cell): raw
            for cell, raw in part.items()
            if isinstance(raw, (str, int)) and not isinstance(raw, bool)
        }
        for name, part in data.items()
    }


def _check_url() -> str:
    try:
        return reverse(CHECK_URL_NAME)
    except NoReverseMatch:
        # A site may leave the admin address out; the grid then checks when it is saved.
        return ""


def script_messages() -> dict[str, str]:
    """Everything the script says, in the editor's language."""
    return {
        "signedOut": _(
            "Not checked: you are signed out, or may not edit this report. Everything you typed "
            "is still here. Sign in again in another window, then go on here."
        ),
        "offline": _(
            "Not checked: the server cannot be reached. Everything you typed is still here; "
            "the check is repeated when the connection is back."
        ),
        "failed": _(
            "Not checked: the server answered with an error (%(status)s). Everything you typed "
            "is still here; totals may be out of date."
        ),
        "unreadable": _(
            "Not checked: the server could not read the figures (%(reason)s). "
            "Everything you typed is still here."
        ),
        "pasted": _("Pasted. Cells filled: %(filled)s."),
        "compared": _("Values for calculated cells, compared and not used: %(count)s."),
        "leftOut": _("Left out, because the table ends there: %(values)s."),
        "leftOutRow": _("row %(row)s of the pasted block: %(values)s"),
        "leftOutMore": _("and %(count)s more (the clipboard still holds them)"),
        "undo": _("Undo"),
        "undone": _("Undone."),
        "redone": _("Done again."),
        "restored": _("The value from before is back."),
        "subject": _(
            "Agency, year or standard was changed. Save the draft and load the page anew: the "
            "grid then shows the right form and last year's figures."
        ),
        "calculated": _("This cell is calculated and cannot be typed."),
        "discard": _("Discard the value"),
        "discardAll": _("Discard all values for cells that this form does not have (%(count)s)"),
        "take": _("Take %(value)s"),
        "takeCount": _("Take the count: %(value)s"),
        "takeAll": _("Take all suggested balances (%(count)s)"),
        "lastYear": _("Last year: %(value)s"),
        "blankGroup": _("Blank cells: %(count)s"),
        "openingGroup": _("Missing opening balances: %(count)s"),
        "error": _("Errors"),
        "blank": _("Still to be typed"),
        "warning": _("Warnings"),
        "information": _("Notes"),
        "kept": _("Kept with a reason"),
        "keep": _("Keep it, with a reason"),
        "keepTold": _("Why it stays (readers see this)"),
        "keepUntold": _("Why it stays (only editors see this)"),
        "keepSave": _("Keep it"),
        "keepCancel": _("Cancel"),
        "keepEmpty": _("Say why in a few words."),
        "keepGone": _("This is not found any more; no reason is needed."),
        "reasonOf": _("Reason: %(reason)s"),
        "reopen": _("Take the reason back"),
        "nothing": _("Nothing to report: fill in what is blank (%(count)s)"),
        "nothingDone": _("Filled in: %(count)s cells. See whether that is right."),
        "nothingLeft": _("Still blank, because nobody knows what there was a year ago: %(count)s."),
        "goTo": _("Go to the findings of this cell"),
        "separator": _("; "),
    }


__all__ = ["CHECK_URL_NAME", "FigureGridWidget", "GridSubject", "SheetError", "script_messages"]
