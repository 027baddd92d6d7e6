"""Reading what a standard declares about its figures."""

from __future__ import annotations

from .declarations import (
    Balance,
    CarryOver,
    Comparison,
    Cumulative,
    NothingWithout,
    OfWhich,
    Pending,
    Stock,
    Sum,
)
from .definition_reader import Entry
from .indicators import Indicator

SEVERITIES = ("error", "warning", "information")
AXES = ("rows", "columns")


def read_sum(entry: Entry) -> Sum:
    declared = Sum(
        table=entry.text("table"),
        axis=entry.choice("axis", AXES, "rows"),
        total=entry.text("total"),
        parts=entry.texts("parts", required=True),
        calculated=entry.flag("calculated", True),
        severity=entry.choice("severity", SEVERITIES, "error"),
        columns=entry.texts("columns"),
    )
    entry.finish()
    return declared


def read_of_which(entry: Entry) -> OfWhich:
    declared = OfWhich(
        table=entry.text("table"),
        total=entry.text("total"),
        parts=entry.texts("parts", required=True),
        severity=entry.choice("severity", SEVERITIES, "error"),
        axis=entry.choice("axis", AXES, "rows"),
    )
    entry.finish()
    return declared


def read_cumulative(entry: Entry) -> Cumulative:
    declared = Cumulative(
        table=entry.text("table"), column=entry.text("column"), current=entry.text("current")
    )
    entry.finish()
    return declared


def read_balance(entry: Entry) -> Balance:
    declared = Balance(
        table=entry.text("table"),
        left=entry.texts("left", required=True),
        right=entry.texts("right", required=True),
        severity=entry.choice("severity", SEVERITIES, "error"),
    )
    entry.finish()
    return declared


def read_nothing_without(entry: Entry) -> NothingWithout:
    declared = NothingWithout(table=entry.text("table"), rows=entry.texts("rows", required=True))
    entry.finish()
    return declared


def read_carry_over(entry: Entry) -> CarryOver:
    declared = CarryOver(
        table=entry.text("table"),
        to=entry.text("to"),
        source=entry.text("source"),
        severity=entry.choice("severity", SEVERITIES, "error"),
    )
    entry.finish()
    return declared


def read_stock(entry: Entry) -> Stock:
    declared = Stock(
        table=entry.text("table"),
        column=entry.text("column"),
        last_year=entry.texts("last_year", required=True),
        added=entry.texts("added"),
        removed=entry.texts("removed"),
        severity=entry.choice("severity", SEVERITIES, "warning"),
    )
    entry.finish()
    return declared


def read_comparison(entry: Entry) -> Comparison:
    declared = Comparison(
        table=entry.text("table"),
        factor=entry.count("factor", 5, least=2),
        least=entry.count("least", 10, least=1),
        rows=entry.texts("rows"),
        columns=entry.texts("columns"),
    )
    entry.finish()
    return declared


def read_pending(entry: Entry) -> Pending:
    declared = Pending(
        table=entry.text("table"), column=entry.text("column"), total=entry.text("total")
    )
    entry.finish()
    return declared


def read_indicator(entry: Entry) -> Indicator:
    indicator = Indicator(
        key=entry.key(),
        cells=entry.texts("cells", required=True),
        names=entry.texts("names", required=True),
        cumulative=entry.texts("cumulative"),
        wholes=entry.texts("wholes"),
        units=entry.texts("units"),
        short=entry.texts("short"),
    )
    entry.finish()
    return indicator
