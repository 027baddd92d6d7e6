"""The figures of a laid-out table by the words of its heads.

A frozen table knows no standard any more, but it still has the heads that readers saw.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .html_table import HtmlCell, HtmlHead, html_table
from .tables import StatisticsTable

_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class CellName:
    """Row and column of a figure, each with the heads that it stands under, from the outer to
    its own. The row is empty in a table that has all its heads above the figures."""

    row: str
    column: str


def cell_names(table: StatisticsTable) -> dict[str, CellName]:
    """The name of every figure of ``table`` by its address."""
    drawn = html_table(table, headers=True)
    lines = [*drawn.head, *(line for body in drawn.bodies for line in body.head)]
    above = _texts(head for line in lines for head in line)
    rows = [row for body in drawn.bodies for row in body.rows]
    beside = _texts(head for row in rows for head in row.heads)
    return {
        address: CellName(_joined(heads, beside), _joined(heads, above))
        for row in rows
        for address, heads in map(_place, row.cells)
        if address
    }


def _texts(heads: Iterable[HtmlHead]) -> dict[str, str]:
    """The text of each head by its id."""
    return {dict(head.attributes)["id"]: head.text for head in heads}


def _place(cell: HtmlCell) -> tuple[str, list[str]]:
    """The address of a figure, empty for words, and the ids of its heads."""
    attributes = dict(cell.attributes)
    return attributes.get("data-cell", ""), attributes["headers"].split()


def _joined(ids: Iterable[str], texts: dict[str, str]) -> str:
    return _BETWEEN.join(texts[identifier] for identifier in ids if identifier in texts)
