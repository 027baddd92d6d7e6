"""What readers are told of a figure that does not agree with another, and why it stays.

The sentences of ``finding_texts`` tell an editor what to do; these tell a reader what is. Their
placeholders are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.findings import Finding, Severity
from ..domain.standards import Standard
from .finding_texts import fill_in

#: Where both sides are numbers and the rule has no sentence of its own.
_AGAINST = gettext_lazy("%(right)s would be expected here.")

#: Where it is not about two numbers.
_OTHERWISE = gettext_lazy("This departs from the form (%(code)s).")

NOTES: Mapping[str, Promise] = {
    "C01": gettext_lazy("%(right)s were counted in the catalogue."),
    "F01": gettext_lazy("The form expects no number below zero here."),
    "F02": gettext_lazy("The report gives no figure here."),
    "F03": gettext_lazy("The form expects a whole number here."),
    "M01": gettext_lazy("The reports of the %(members)s members add up to %(right)s."),
    "S01": gettext_lazy("The parts %(parts)s add up to %(right)s."),
    "S03": gettext_lazy("This is a part of %(other)s, which is %(right)s."),
    "S04": gettext_lazy(
        "%(column)s: %(left_parts)s add up to %(left)s, %(right_parts)s to %(right)s."
    ),
    "S05": gettext_lazy("%(column)s: %(sources)s are zero."),
    "T03": gettext_lazy("The section “%(heading)s” of the form is missing."),
    "T04": gettext_lazy("The section “%(heading)s” stands where the form has “%(expected)s”."),
    "T05": gettext_lazy("The title does not name the year of the report, %(year)s."),
    "T10": gettext_lazy("The section “%(heading)s” is none of the form's."),
    "R01": gettext_lazy("The report speaks of %(start)s to %(end)s."),
    "T01": gettext_lazy("The text says “%(text)s” (%(left)s)."),
    "T02": gettext_lazy("The text says “%(text)s”; by the table it is %(right)s%%."),
    "Y01": gettext_lazy("The figure of the year alone is %(right)s."),
    "Y05": gettext_lazy("Last year's report says %(right)s at %(source)s."),
    "Y06": gettext_lazy("Last year's figures and what changed since give %(right)s."),
}

#: A claimed total, by whether it stands in the table or the calculated one does.
_PRINTED = gettext_lazy("As it was printed; the parts add up to %(calculated)s.")
_ALONE = gettext_lazy("As it was printed; not all of its parts are given.")
_CALCULATED = gettext_lazy("Given as %(claimed)s; the parts add up to %(calculated)s.")

#: Rules that hold a figure against last year's report, and what is said where that is not for
#: everybody to read.
_OF_LAST_YEAR = ("Y05", "Y06")
_WITHHELD = gettext_lazy("This is not what follows from last year's report.")

#: Of warnings about no figure, the reason stays among editors.
_GRAVE = (Severity.ERROR,)


@dataclass(frozen=True)
class ReaderNotes:
    """``cells``: the note at a figure, by address. ``remarks``: notes about the whole report."""

    cells: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def is_told(finding: Finding) -> bool:
    """Whether readers see the reason for which a finding stays."""
    return bool(finding.cells) or finding.severity in _GRAVE


def reader_notes(
    findings: Iterable[Finding],
    standard: Standard,
    year: int,
    *,
    printed: bool,
    quotes_last_year: bool = True,
) -> ReaderNotes:
    """The notes of all acknowledged findings, in the active language.

    ``printed`` says that the report is shown as it was published elsewhere, ``quotes_last_year``
    that readers may see the figures of last year's report.
    """
    cells: dict[str, list[str]] = {}
    remarks: list[str] = []
    for finding in findings:
        if not finding.reason or not is_told(finding):
            continue
        text = _("%(fact)s Reason: %(reason)s") % {
            "fact": fill_in(_sentence(finding, printed, quotes_last_year), finding, standard, year),
            "reason": finding.reason,
        }
        if finding.cells and finding.cells[0] in standard.cells:
            cells.setdefault(finding.cells[0], []).append(text)
        else:
            remarks.append(text)
    return ReaderNotes({cell: " ".join(texts) for cell, texts in cells.items()}, tuple(remarks))


def _sentence(finding: Finding, printed: bool, quotes_last_year: bool) -> Promise:
    if finding.code == "S02":
        if not finding.params["calculated"]:
            return _ALONE
        return _PRINTED if printed else _CALCULATED
    if finding.code in _OF_LAST_YEAR and not quotes_last_year:
        return _WITHHELD
    numbers = finding.left is not None and finding.right is not None
    return NOTES.get(finding.code, _AGAINST if numbers else _OTHERWISE)
