"""The panel that puts the grid into a page's editor, and the figures into its comparison."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import PARTS
from ..domain.standards import Standard
from ..services.catalogue_places import catalogue_url
from ..services.explanation_texts import cell_label, end_of_last_year
from ..services.report_checks import surroundings
from ..services.reports import draft_of_last_year
from ..services.standards import find_standard
from .figures_form import FiguresFormField
from .grid_widget import FigureGridWidget, GridSubject


class FiguresPanel(FieldPanel):
    """``FiguresPanel("figures")`` on a page with ``standard``, ``report_year`` and ``agency``.

    Brings its own form field and widget: nothing else is needed in the page's form class.
    """

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        if not self.read_only:
            options.setdefault("widgets", {}).setdefault(self.field_name, FigureGridWidget)
            options["field_classes"] = {self.field_name: FiguresFormField}
        return options

    def get_comparison_class(self) -> type[FieldComparison]:
        return FiguresComparison

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            widget = getattr(getattr(self.bound_field, "field", None), "widget", None)
            if isinstance(widget, FigureGridWidget):
                widget.subject = subject_of(self.instance, self.field_name)


def subject_of(report: Any, field_name: str = "figures") -> GridSubject | None:
    """What the grid must know of a report page, or ``None`` where its standard or year is not
    set or not known."""
    standard = _standard_of(report)
    if standard is None or not report.report_year:
        return None
    around = surroundings(report, standard)
    return GridSubject(
        standard=standard,
        year=report.report_year,
        agency=report.agency if report.agency_id else None,
        page=report.pk,
        stored=getattr(report, field_name) or {},
        around=around,
        draft_of_last_year=draft_of_last_year(report),
        catalogue_url=catalogue_url(report) if around.facts.counted else "",
    )


def _standard_of(report: Any) -> Standard | None:
    try:
        return find_standard(report.standard) if report.standard else None
    except UnknownStandard:
        return None


class FiguresComparison(FieldComparison):
    """Two revisions' figures: only the cells that differ, as ``label: 128 → 130``."""

    def __init__(self, field: Any, obj_a: Any, obj_b: Any) -> None:
        super().__init__(field, obj_a, obj_b)
        self.standard = _standard_of(obj_b) or _standard_of(obj_a)
        self.year = getattr(obj_b, "report_year", None) or 0
        self.before = _flat(self.val_a)
        self.after = _flat(self.val_b)

    def has_changed(self) -> bool:
        return self.before != self.after

    def htmldiff(self) -> SafeString:
        changed = [key for key in self._ordered() if self.before.get(key) != self.after.get(key)]
        return format_html(
            '<ul class="disclosure-figure-changes">{}</ul>',
            format_html_join(
                "",
                '<li>{}: <span class="deletion">{}</span> → <span class="addition">{}</span></li>',
                (
                    (self._label(*key), _shown(self.before.get(key)), _shown(self.after.get(key)))
                    for key in changed
                ),
            ),
        )

    def _ordered(self) -> list[tuple[str, str]]:
        """All cells of both sides in the order of the form, unknown ones last."""
        known = list(self.standard.cells) if self.standard else []
        rank = {cell: number for number, cell in enumerate(known)}
        return sorted(
            {*self.before, *self.after},
            key=lambda key: (rank.get(key[1], len(rank)), key[1], PARTS.index(key[0])),
        )

    def _label(self, part: str, cell: str) -> str:
        info = self.standard.cells.get(cell) if self.standard else None
        label = cell_label(info, self.year) if info else cell
        if part == "acknowledged":
            return _("Reason why %(code)s may stay") % {"code": cell.split("-")[0]}
        if part == "opening":
            return _("%(cell)s, %(moment)s") % {
                "cell": label,
                "moment": end_of_last_year(self.year),
            }
        if part == "claimed":
            return _("%(cell)s (given for a calculated cell)") % {"cell": label}
        return label


def _flat(data: Any) -> dict[tuple[str, str], str]:
    """Every value of the stored JSON by part and cell; blank ones left out."""
    if not isinstance(data, dict):
        return {}
    return {
        (part, cell): str(value)
        for part in PARTS
        for cell, value in (data.get(part) or {}).items()
        if value is not None
    }


def _shown(text: str | None) -> str:
    if text is None:
        return _("blank")
    return _("n/a") if text == "n/a" else text
