"""The figures of a laid-out table by the words of its heads.

A frozen table knows no standard any more, but it still has the heads that readers saw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .html_table import HtmlCell, HtmlHead, html_table
from .tables import StatisticsTable

_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class CellName:
    """Row and column of a figure, each with the heads that it stands under, from the outer to
    its own; an of-which row has the row it is part of only where its own words name another row,
    too. The row is empty in a table that has all its heads above the figures."""

    row: str
    column: str


def cell_names(table: StatisticsTable) -> dict[str, CellName]:
    """The name of every figure of ``table`` by its address, no two alike where the form's words
    allow it."""
    drawn = html_table(table, headers=True)
    lines = [*drawn.head, *(line for body in drawn.bodies for line in body.head)]
    above = _texts(head for line in lines for head in line)
    rows = [row for body in drawn.bodies for row in body.rows]
    beside = [head for row in rows for head in row.heads]
    short, long = _texts(beside), _texts(beside, with_parents=True)
    places = [place for row in rows for place in map(_place, row.cells) if place[0]]
    names = {
        address: CellName(_joined(heads, short), _joined(heads, above)) for address, heads in places
    }
    counts = Counter(names.values())
    return {
        address: names[address]
        if counts[names[address]] == 1
        else CellName(_joined(heads, long), names[address].column)
        for address, heads in places
    }


def _texts(heads: Iterable[HtmlHead], *, with_parents: bool = False) -> dict[str, str]:
    """The text of each head by its id."""
    return {
        dict(head.attributes)["id"]: _BETWEEN.join(
            [head.parent_text, head.text] if with_parents and head.parent_text else [head.text]
        )
        for head in heads
    }


def _place(cell: HtmlCell) -> tuple[str, list[str]]:
    """The address of a figure, empty for words, and the ids of its heads."""
    attributes = dict(cell.attributes)
    return attributes.get("data-cell", ""), attributes["headers"].split()


def _joined(ids: Iterable[str], texts: dict[str, str]) -> str:
    return _BETWEEN.join(texts[identifier] for identifier in ids if identifier in texts)
