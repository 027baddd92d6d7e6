"""What a standard declares about its figures, and the same written out for single cells.

Keys in a declaration are those of rows or columns; ``axis`` says which: with ``rows`` the
declaration holds in every column of the table, with ``columns`` in every row.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sum:
    """``total`` equals the sum of ``parts``: keys of rows, in every column of the table
    (``axis="rows"``), or of columns, in every row (``axis="columns"``).

    ``calculated`` totals are never typed. ``columns`` narrows a row sum to some columns.
    A cell has one calculation: the cumulative wins over a sum, an earlier sum over a later
    one; every other declaration over that cell is an identity to be checked (rule S01).
    """

    table: str
    axis: str
    total: str
    parts: tuple[str, ...]
    calculated: bool = True
    severity: str = "error"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfWhich:
    """Each of ``parts`` is at most ``total``; parts may overlap (其中). Rows in every column,
    or, with ``axis="columns"``, columns in every row."""

    table: str
    total: str
    parts: tuple[str, ...]
    severity: str = "error"
    axis: str = "rows"


@dataclass(frozen=True)
class Cumulative:
    """Column ``column`` = last year's ``column`` + this year's ``current``, in every row.

    Where there is no report of last year, the opening balance stands for it.
    """

    table: str
    column: str
    current: str


@dataclass(frozen=True)
class Balance:
    """In every column, the rows ``left`` and the rows ``right`` have the same sum (rule S04)."""

    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    severity: str = "error"


@dataclass(frozen=True)
class NothingWithout:
    """Where all of ``rows`` are zero in a column, so is every other row (rule S05)."""

    table: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class CarryOver:
    """In every column, the row ``to`` is last year's row ``source``: proposed, and compared
    where another figure is typed (rule Y05)."""

    table: str
    to: str
    source: str
    severity: str = "error"


@dataclass(frozen=True)
class Stock:
    """In every row, ``column`` = last year's columns ``last_year`` + this year's ``added`` −
    this year's ``removed``, as a rule but not always (rule Y06)."""

    table: str
    column: str
    last_year: tuple[str, ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    severity: str = "warning"


@dataclass(frozen=True)
class Comparison:
    """Figures that are worth a look where they are more than ``factor`` times last year's, or
    less than that part of it (rule Y07). Pairs of which both are below ``least`` are passed
    over. Without ``rows`` or ``columns``: all."""

    table: str
    factor: int
    least: int
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pending:
    """In every row, ``column`` counts what was undecided at the end of the year, and ``total``
    counts all: last year's ``column`` is shown beside this year's ``total`` (rule Y08)."""

    table: str
    column: str
    total: str


#: What can be counted of a catalogue's entries: those that were disclosed in the report year, that
#: were made in it, that were repealed in it, and that were in force on its last day.
COUNTS = ("disclosed", "issued", "repealed", "in_force")

#: What an entry can be in law, besides anything else, and the channels through which it can have
#: been disclosed.
NATURES = ("rule", "normative")
CHANNELS = ("on_website", "in_gazette", "on_weibo", "on_wechat", "elsewhere")


@dataclass(frozen=True)
class Count:
    """``cell`` is the number of entries in the agency's catalogue that ``count`` says (one of
    ``COUNTS``): it holds it while it is blank, and a typed figure is compared (rule C01).

    ``nature``, ``channel`` and ``category`` (a code of the classification scheme with the key
    ``scheme``) narrow it down, each where it is not empty.
    """

    cell: str
    count: str
    nature: str = ""
    channel: str = ""
    scheme: str = ""
    category: str = ""
    severity: str = "error"


@dataclass(frozen=True)
class Equation:
    """A sum or an of-which, written out for single cells (addresses)."""

    total: str
    parts: tuple[str, ...]
    severity: str
    calculated: bool = False


@dataclass(frozen=True)
class BalanceCells:
    """A balance in one column: the cells of both sides."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    severity: str


@dataclass(frozen=True)
class DryColumn:
    """One column in which nothing can stand without its ``sources``."""

    sources: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Carried:
    """One cell that is last year's ``source``."""

    cell: str
    source: str
    severity: str


@dataclass(frozen=True)
class StockCells:
    """A stock in one row."""

    cell: str
    last_year: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    severity: str


@dataclass(frozen=True)
class Formula:
    """How one calculated cell comes about.

    ``operation`` is ``sum`` (of ``parts``) or ``cumulative`` (last year's value of the same
    cell, or its opening balance, plus the one cell in ``parts``).
    """

    operation: str
    parts: tuple[str, ...]
