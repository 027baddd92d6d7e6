"""What a standard's declarations of counted figures say of its cells."""

from __future__ import annotations

from .declarations import Count
from .definition_reader import Problems
from .standards import Standard


def check_counts(standard: Standard, problems: Problems) -> None:
    """Add to ``problems`` every counted cell that is none, or that comes about otherwise, and
    every category without its scheme.

    Names that are empty were reported as missing when they were read, and are passed over.
    """
    counted: set[str] = set()
    for number, declared in enumerate(standard.counts, start=1):
        place = f"counts[{number}]"
        if declared.cell:
            _check_cell(standard, declared.cell, counted, f"{place}.cell", problems)
        counted.add(declared.cell)
        _check_category(declared, place, problems)


def _check_cell(
    standard: Standard, cell: str, counted: set[str], place: str, problems: Problems
) -> None:
    if cell not in standard.cells:
        problems.add(place, f"There is no cell {cell!r}.", "Write table.row.column.")
    elif cell in standard.formulas:
        problems.add(place, f"The cell {cell!r} is calculated.", "Count a cell that is typed.")
    elif cell in standard.carried:
        problems.add(
            place,
            f"The cell {cell!r} goes on from last year's report.",
            "Count another one, or take it out of the carry-overs.",
        )
    elif cell in counted:
        problems.add(place, f"The cell {cell!r} is counted already.", "Count it once.")


def _check_category(declared: Count, place: str, problems: Problems) -> None:
    if declared.category and not declared.scheme:
        problems.add(
            f"{place}.scheme",
            f"Nobody knows in which scheme the category {declared.category!r} is.",
            "Name the scheme's key.",
        )
    elif declared.scheme and not declared.category:
        problems.add(
            f"{place}.category",
            f"Of the scheme {declared.scheme!r} no category is named.",
            "Name the category's code.",
        )
