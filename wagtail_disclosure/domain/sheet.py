"""The sheet: the figures of one report, with everything that the arithmetic needs.

Stored as JSON: ``{"figures": {address: value}, "opening": {…}, "claimed": {…},
"acknowledged": {key of a finding: reason}}``, each part optional. A value is an integer, a
decimal as text, null (missing), ``"n/a"``, or any other text as it was typed: nothing typed is
lost, whatever it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from .facts import Facts
from .figures import MISSING, Figure, FigureError, Figures, Source, Value, parse_value
from .standards import Standard

#: The parts of the stored JSON that hold values by cell: typed figures, opening balances, and
#: figures that came for calculated cells.
CELL_PARTS = ("figures", "opening", "claimed")

#: All parts: those, and the reasons why findings may stay.
PARTS = (*CELL_PARTS, "acknowledged")


class SheetError(ValueError):
    """Stored data that is no sheet.

    ``code`` is ``not_an_object`` (``part`` is then empty or the part that is none) or
    ``unknown_part``.
    """

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(f"{code}: {part}" if part else code)
        self.code = code
        self.part = part


@dataclass(frozen=True)
class Sheet:
    """The figures of one report of one year.

    ``entered`` holds typed cells only, never a calculated one. ``opening`` holds opening
    balances, addressed by the cumulative cell that they stand before. ``claimed`` holds values
    that came for calculated cells (file, import, paste): compared, never used. ``unread`` is
    text that is no number, by address, and ``unknown`` are the cells that the standard does not
    know; both speak of typed figures, ``leftovers`` keeps the same of the other two parts
    (``{"opening": {address: raw}}``). ``previous`` are last year's figures, all cells, or
    ``None`` where there is no report of last year; ``asks_last_year`` is false where nobody
    knows whether there is one (a file on its own), so that no rule asks for it. ``facts`` are
    what is known of the report beside its figures. ``acknowledged`` are the reasons why findings
    may stay, by the findings' keys.
    """

    standard: Standard
    year: int
    entered: Figures = field(default_factory=Figures)
    opening: Figures = field(default_factory=Figures)
    claimed: Figures = field(default_factory=Figures)
    unread: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, object] = field(default_factory=dict)
    previous: Figures | None = None
    leftovers: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    asks_last_year: bool = True
    facts: Facts = field(default_factory=Facts)
    acknowledged: Mapping[str, str] = field(default_factory=dict)

    def dump(self) -> dict[str, dict[str, object]]:
        """The stored JSON: ``read_sheet`` reads the same sheet from it. Blank cells and empty
        parts are left out."""
        parts: dict[str, dict[str, object]] = {
            "figures": {**self.entered.dump(), **self.unread, **self.unknown},
            "opening": {**self.opening.dump(), **self.leftovers.get("opening", {})},
            "claimed": {**self.claimed.dump(), **self.leftovers.get("claimed", {})},
            "acknowledged": dict(self.acknowledged),
        }
        return {name: part for name, part in parts.items() if part}


def read_sheet(
    standard: Standard, year: int, data: object, previous: Figures | None = None
) -> Sheet:
    """The sheet that stored JSON ``data`` holds; ``None`` is an empty one.

    Values found under ``figures`` for calculated cells move to ``claimed``. Raises
    ``SheetError`` where ``data`` has another shape.
    """
    parts = _parts(data)
    calculated = standard.formulas
    typed = {cell: raw for cell, raw in parts["figures"].items() if cell not in calculated}
    claimed = {cell: raw for cell, raw in parts["figures"].items() if cell in calculated}
    entered, unread, unknown = _sort(standard, typed, standard.cells.keys() - calculated.keys())
    opening = _sort(standard, parts["opening"], opening_cells(standard))
    claims = _sort(standard, {**parts["claimed"], **claimed}, calculated.keys())
    leftovers = {
        name: {**texts, **strange}
        for name, (_, texts, strange) in (("opening", opening), ("claimed", claims))
        if texts or strange
    }
    return Sheet(
        standard,
        year,
        entered,
        opening[0],
        claims[0],
        {cell: as_text(raw) for cell, raw in unread.items()},
        unknown,
        previous,
        leftovers,
        acknowledged={key: as_text(reason) for key, reason in parts["acknowledged"].items()},
    )


def opening_cells(standard: Standard) -> frozenset[str]:
    """The cells that take an opening balance in a first report: the cumulative ones."""
    return frozenset(
        cell for cell, formula in standard.formulas.items() if formula.operation == "cumulative"
    )


def as_text(raw: object) -> str:
    """A raw value as the person or file wrote it."""
    return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)


def _parts(data: object) -> dict[str, Mapping[str, object]]:
    if data is None:
        data = {}
    if not isinstance(data, Mapping):
        raise SheetError("not_an_object")
    for name in data:
        if name not in PARTS:
            raise SheetError("unknown_part", str(name))
    parts: dict[str, Mapping[str, object]] = {}
    for name in PARTS:
        part = data.get(name)
        part = {} if part is None else part
        if not isinstance(part, Mapping):
            raise SheetError("not_an_object", name)
        parts[name] = part
    return parts


def _sort(
    standard: Standard, raw: Mapping[str, object], allowed: Set[str]
) -> tuple[Figures, dict[str, object], dict[str, object]]:
    """Figures in the order of the form; what cannot be read; what has no such cell."""
    figures: dict[str, Figure] = {}
    unread: dict[str, object] = {}
    for cell in standard.cells:
        if cell not in raw or cell not in allowed:
            continue
        try:
            value: Value = parse_value(raw[cell])
        except FigureError:
            unread[cell] = raw[cell]
        else:
            if value is not MISSING:
                figures[cell] = Figure(value, Source.ENTERED)
    unknown = {cell: value for cell, value in raw.items() if cell not in allowed}
    return Figures(figures), unread, unknown
