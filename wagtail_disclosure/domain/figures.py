"""Figures: what stands in the cells of a report's tables.

A value is a ``Decimal``, or missing, or not applicable. The three never mix:
a blank is not zero, and "not applicable" is neither. Floats are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Special(Enum):
    """The two values of a cell that are not numbers."""

    MISSING = "missing"
    NOT_APPLICABLE = "n/a"

    def __repr__(self) -> str:
        return self.name


MISSING = Special.MISSING
NOT_APPLICABLE = Special.NOT_APPLICABLE

Value = Decimal | Special

#: How the two values that are not numbers are printed.
MISSING_TEXT = "—"
NOT_APPLICABLE_TEXT = "不适用"

#: No statistic of a single agency needs more digits; longer input is a slip of the hand.
MAX_DIGITS = 15

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－，＋　", "0123456789.-,+ ")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_NOT_APPLICABLE_WORDS = {"n/a", "不适用"}


class Source(Enum):
    """How a figure came about."""

    ENTERED = "entered"
    CALCULATED = "calculated"
    CARRIED_FORWARD = "carried_forward"
    OPENING_BALANCE = "opening_balance"
    COUNTED = "counted"
    AGGREGATED = "aggregated"
    IMPORTED = "imported"


class FigureError(ValueError):
    """Text or data that is no figure.

    ``code`` is one of ``not_a_number``, ``too_long``, ``float``; ``text`` is the
    input as it came.
    """

    def __init__(self, code: str, text: object) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text


def parse_value(raw: object) -> Value:
    """Read one value as people and files write it.

    Accepts ``None`` and blank text (missing), ``int`` and ``Decimal``, and text with
    half- or full-width digits, thousands separators, ``n/a`` or ``不适用``. Whether a
    number may be negative or have decimals is the column's business (rules F01, F03).

    Raises ``FigureError`` for anything else, for floats and for more than
    ``MAX_DIGITS`` digits.
    """
    if raw is None or isinstance(raw, Special):
        return MISSING if raw is None else raw
    if isinstance(raw, (bool, float)):
        raise FigureError("float" if isinstance(raw, float) else "not_a_number", raw)
    text = str(raw).translate(_FULL_WIDTH).strip()
    if not text:
        return MISSING
    if text.lower() in _NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    if not _NUMBER.fullmatch(text):
        raise FigureError("not_a_number", raw)
    digits = re.sub(r"\D", "", text)
    if len(digits.lstrip("0")) > MAX_DIGITS or len(digits) > 2 * MAX_DIGITS:
        raise FigureError("too_long", raw)
    return Decimal(text.replace(",", ""))


def dump_value(value: Value) -> int | str | None:
    """The value as the exchange file writes it: integer, decimal as text, null or "n/a"."""
    if value is MISSING:
        return None
    if value is NOT_APPLICABLE:
        return "n/a"
    assert isinstance(value, Decimal)
    return int(value) if value == value.to_integral_value() else format(value, "f")


def number_text(value: Value) -> str:
    """A value as readers see it: ``12,345.5``, 不适用, or a dash where there is none."""
    if isinstance(value, Decimal):
        return format(value, ",f")
    return NOT_APPLICABLE_TEXT if value is NOT_APPLICABLE else MISSING_TEXT


@dataclass(frozen=True, slots=True)
class Figure:
    """One value with the way it came about."""

    value: Value
    source: Source = Source.ENTERED

    @property
    def number(self) -> Decimal | None:
        """The number, or ``None`` where the cell holds none."""
        return self.value if isinstance(self.value, Decimal) else None


class Figures(Mapping[str, Figure]):
    """The figures of one report by cell address (``table.row.column``); never changed in place.

    A cell that was never mentioned reads as missing through ``value()``; item access
    raises ``KeyError`` like any mapping.
    """

    __slots__ = ("_cells",)

    def __init__(self, cells: Mapping[str, Figure] | None = None) -> None:
        self._cells: dict[str, Figure] = dict(cells or {})

    @classmethod
    def from_values(cls, values: Mapping[str, object], source: Source = Source.ENTERED) -> Figures:
        """Figures of raw values as ``parse_value`` reads them; raises its ``FigureError``."""
        return cls({cell: Figure(parse_value(raw), source) for cell, raw in values.items()})

    def value(self, cell: str) -> Value:
        figure = self._cells.get(cell)
        return MISSING if figure is None else figure.value

    def number(self, cell: str) -> Decimal | None:
        value = self.value(cell)
        return value if isinstance(value, Decimal) else None

    def merged(self, other: Mapping[str, Figure]) -> Figures:
        """These figures with ``other`` laid over them."""
        return Figures({**self._cells, **other})

    def dump(self) -> dict[str, int | str | None]:
        """All values as the exchange file writes them."""
        return {cell: dump_value(figure.value) for cell, figure in self._cells.items()}

    def __getitem__(self, cell: str) -> Figure:
        return self._cells[cell]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __repr__(self) -> str:
        return f"Figures({self._cells!r})"
