"""A reporting standard in words and lines, as the command shows it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..domain.headings import number_headings
from ..domain.row_groups import rows_above
from ..domain.standards import Block, Standard


def years_text(standard: Standard) -> str:
    """The report years that the standard is meant for: ``2019–2020``, ``2021–``."""
    first, last = standard.first_year or "", standard.last_year or ""
    return f"{first}–{last}" if first or last else _("any year")


def standard_lines(standard: Standard) -> Iterator[str]:
    """Line by line: title and years, sections, then every table with its rows and columns."""
    yield f"{standard.identifier}: {standard.title}"
    if standard.issued_as:
        yield _("Issued as: %(number)s") % {"number": standard.issued_as}
    yield _("Report years: %(years)s") % {"years": years_text(standard)}
    counts = {"cells": len(standard.cells), "calculated": len(standard.formulas)}
    yield _("Cells: %(cells)s, of these calculated: %(calculated)s") % counts
    yield ""
    numbers = number_headings([1] * len(standard.sections))
    for number, section in zip(numbers, standard.sections, strict=True):
        tables = f" [{', '.join(section.tables)}]" if section.tables else ""
        yield f"{number}{section.heading}{tables}"
    for table in standard.tables:
        yield ""
        yield f"{table.key}: {table.title}"
        for block in table.blocks:
            yield from _block_lines(block)
    yield from _sum_lines(standard)


def _block_lines(block: Block) -> Iterator[str]:
    if block.title:
        yield f"  {block.title}"
    yield "  " + " | ".join(f"{column.label} ({column.key})" for column in block.columns)
    above = rows_above(block)
    for row in block.rows:
        indent = "  " * (2 + len(above[row.key]))
        marks = [_("heading")] if row.heading else []
        marks += [_("from memory")] if row.origin == "memory" else []
        unit = [row.unit] if row.unit else []
        words = ", ".join((row.key, *unit, *marks))
        yield f"{indent}{row.label} ({words})"


def _sum_lines(standard: Standard) -> Iterator[str]:
    """What adds up, in keys."""
    if standard.sums or standard.balances:
        yield ""
    for declared in standard.sums:
        kind = _("calculated") if declared.calculated else declared.severity
        yield f"{declared.table}: {declared.total} = {' + '.join(declared.parts)} ({kind})"
    for balance in standard.balances:
        sides = " = ".join(" + ".join(side) for side in (balance.left, balance.right))
        yield f"{balance.table}: {sides} ({balance.severity})"
    for carried in standard.carry_overs:
        last = _("last year's %(row)s") % {"row": carried.source}
        yield f"{carried.table}: {carried.to} = {last} ({carried.severity})"
