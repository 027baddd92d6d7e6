"""The rule about references to cells in the text: T11."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import MISSING
from ..findings import Finding, Severity
from .registry import Case, Rule, register


@register(
    "T11",
    severity=Severity.ERROR,
    always=True,
    origin="structure",
    reason="A reference shows the figure of its cell. Where there is none, readers would find a "
    "dash in the middle of a sentence.",
    needs_texts=("references",),
)
def reference_without_figure(rule: Rule, case: Case) -> Iterator[Finding]:
    """A reference in the text to a cell that the form does not have, or that is blank. Each cell
    is named once for each section."""
    sections = case.sheet.standard.sections
    headings = {"preamble": "", **{section.key: section.heading for section in sections}}
    for section, cells in (case.texts.references or {}).items():
        named = {"section": section, "heading": headings.get(section, section)}
        for cell in dict.fromkeys(cells):
            if not cell:
                yield rule.finding(params={**named, "problem": "none"})
            elif cell not in case.sheet.standard.cells:
                yield rule.finding(cell, params={**named, "problem": "unknown"})
            elif case.figures.value(cell) is MISSING:
                yield rule.finding(cell, params={**named, "problem": "blank"})
