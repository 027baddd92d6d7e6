"""An import plan as lines for a terminal: what was understood and what was not."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from django.utils.translation import gettext as _

from ..domain.calculation import calculate
from ..domain.figures import MISSING, NOT_APPLICABLE, Value, dump_value
from ..importers.imported import ImportedFigure
from .finding_texts import finding_text
from .import_plan import ImportPlan, existing_text
from .import_texts import FIELD_NAMES, LEVELS, ROLES, line_text, note_text

Rows = Sequence[Sequence[str]]


def summary_lines(plan: ImportPlan) -> Iterator[str]:
    """The plan in words: metadata, text, figures, what was not understood, what will happen."""
    yield from _part(_("Metadata"), _metadata(plan))
    yield from _part(_("Text"), _text(plan))
    yield from _part(_("Figures"), _figures(plan))
    yield from _part(_("To look at"), _notes(plan))
    yield from _part(_("Lines that went into nothing"), _unused(plan))
    yield from _part(_("What the rules say of the figures"), _findings(plan))
    remarks = [remark.message for remark in plan.remarks]
    yield from _part(_("Remarks"), [[text] for text in (*remarks, existing_text(plan)) if text])


def _part(title: str, rows: Rows) -> Iterator[str]:
    yield ""
    yield title
    if not rows:
        yield f"  {_('none')}"
    yield from _table(rows)


def _metadata(plan: ImportPlan) -> Rows:
    imported = plan.imported
    rows = [
        [str(name), found.value or _("(empty)"), line_text(found.line)]
        for key, name in FIELD_NAMES.items()
        if (found := imported.metadata.get(key))
    ]
    contact, period = imported.contact, imported.period
    further = [
        (_("report year"), str(imported.year or ""), 0),
        (_("standard"), imported.standard.identifier, 0),
        (_("agency"), plan.agency.name if plan.agency else "", 0),
        (_("publication time"), f"{imported.published or ''}", 0),
        (_("source"), imported.source, 0),
        (_("period"), f"{period.start} – {period.end}" if period else "", period and period.line),
        (_("postal address"), contact.address, contact.line),
        (_("postcode"), contact.postcode, contact.line),
        (_("phone"), contact.phone, contact.line),
        (_("e-mail"), contact.email, contact.line),
        (_("encoding of the file"), imported.encoding, 0),
    ]
    for name, value, line in further:
        rows.append([name, value or _("(none)"), line_text(line or 0)])
    return rows


def _text(plan: ImportPlan) -> Rows:
    counts = Counter(line.role for line in plan.imported.lines)
    rows = [[str(name), str(counts[role]), ""] for role, name in ROLES.items() if counts[role]]
    rows += [
        [section.heading, section.key or _("(not in the standard)"), line_text(section.line)]
        for section in plan.imported.sections
    ]
    return rows


def _figures(plan: ImportPlan) -> Rows:
    """Every cell of the form: label, column, what was read, where, and what will stand there."""
    imported = plan.imported
    calculated = calculate(plan.sheet) if plan.sheet else None
    heads = [_("row"), _("column"), _("read"), _("opening"), _("in the report"), _("where")]
    rows = [heads]
    for address, cell in imported.standard.cells.items():
        figure = imported.figures.get(address)
        result = calculated.value(address) if calculated is not None else MISSING
        label = cell.row.label.replace("{year}", str(imported.year))
        column = cell.column.label.replace("{year}", str(imported.year))
        opening = plan.sheet.opening.number(address) if plan.sheet else None
        balance = "" if opening is None else _value(opening)
        rows.append([label, column, _read(figure), balance, _value(result), _where(figure)])
    return rows


def _read(figure: ImportedFigure | None) -> str:
    if figure is None:
        return _("not found")
    return f"“{figure.text}”?" if figure.error else _value(figure.value)


def _where(figure: ImportedFigure | None) -> str:
    if figure is None:
        return ""
    place = line_text(figure.line)
    if not figure.guessed:
        return place
    return _("%(place)s, guessed: “%(label)s”") % {"place": place, "label": figure.printed}


def _value(value: Value) -> str:
    if value is MISSING:
        return "—"
    if value is NOT_APPLICABLE:
        return _("not applicable")
    return str(dump_value(value))


def _notes(plan: ImportPlan) -> Rows:
    return [
        [str(LEVELS[note.level]), line_text(note.line), note_text(note), note.text.strip()[:40]]
        for note in plan.imported.notes
    ]


def _unused(plan: ImportPlan) -> Rows:
    lines = [line for line in plan.imported.lines if line.role in ("unused", "furniture")]
    return [[line_text(line.line), str(ROLES[line.role]), line.text.strip()[:60]] for line in lines]


def _findings(plan: ImportPlan) -> Rows:
    if plan.sheet is None:
        return []
    return [
        [finding.code, finding_text(finding, plan.sheet.standard, plan.sheet.year)]
        for finding in plan.findings
    ]


def _table(rows: Rows) -> Iterator[str]:
    """Columns aligned for a terminal, where a Chinese character takes two places."""
    if not rows:
        return
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        yield ("  " + "  ".join(_pad(row, widths))).rstrip()


def _pad(row: Sequence[str], widths: Iterable[int]) -> Iterator[str]:
    for text, width in zip(row, widths, strict=False):
        yield text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
