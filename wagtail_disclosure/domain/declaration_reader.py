"""Reading what a standard declares about its figures, entry by entry."""

from __future__ import annotations

from .declarations import (
    CHANNELS,
    COUNTS,
    NATURES,
    Balance,
    CarryOver,
    Comparison,
    Count,
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
    return Sum(
        table=entry.text("table"),
        axis=entry.choice("axis", AXES, "rows"),
        total=entry.text("total"),
        parts=entry.texts("parts", required=True),
        calculated=entry.flag("calculated", True),
        severity=entry.choice("severity", SEVERITIES, "error"),
        columns=entry.texts("columns"),
    )


def read_of_which(entry: Entry) -> OfWhich:
    return OfWhich(
        table=entry.text("table"),
        total=entry.text("total"),
        parts=entry.texts("parts", required=True),
        severity=entry.choice("severity", SEVERITIES, "error"),
        axis=entry.choice("axis", AXES, "rows"),
    )


def read_cumulative(entry: Entry) -> Cumulative:
    return Cumulative(
        table=entry.text("table"), column=entry.text("column"), current=entry.text("current")
    )


def read_balance(entry: Entry) -> Balance:
    return Balance(
        table=entry.text("table"),
        left=entry.texts("left", required=True),
        right=entry.texts("right", required=True),
        severity=entry.choice("severity", SEVERITIES, "error"),
    )


def read_nothing_without(entry: Entry) -> NothingWithout:
    return NothingWithout(table=entry.text("table"), rows=entry.texts("rows", required=True))


def read_carry_over(entry: Entry) -> CarryOver:
    return CarryOver(
        table=entry.text("table"),
        to=entry.text("to"),
        source=entry.text("source"),
        severity=entry.choice("severity", SEVERITIES, "error"),
    )


def read_stock(entry: Entry) -> Stock:
    return Stock(
        table=entry.text("table"),
        column=entry.text("column"),
        last_year=entry.texts("last_year", required=True),
        added=entry.texts("added"),
        removed=entry.texts("removed"),
        severity=entry.choice("severity", SEVERITIES, "warning"),
    )


def read_comparison(entry: Entry) -> Comparison:
    return Comparison(
        table=entry.text("table"),
        factor=entry.count("factor", 5, least=2),
        least=entry.count("least", 10, least=1),
        rows=entry.texts("rows"),
        columns=entry.texts("columns"),
    )


def read_pending(entry: Entry) -> Pending:
    return Pending(
        table=entry.text("table"), column=entry.text("column"), total=entry.text("total")
    )


def read_count(entry: Entry) -> Count:
    return Count(
        cell=entry.text("cell"),
        count=entry.choice("count", COUNTS, "", required=True),
        nature=entry.choice("nature", ("", *NATURES), ""),
        channel=entry.choice("channel", ("", *CHANNELS), ""),
        scheme=entry.text("scheme", ""),
        category=entry.text("category", ""),
        severity=entry.choice("severity", SEVERITIES, "error"),
    )


def read_indicator(entry: Entry) -> Indicator:
    return Indicator(
        key=entry.key(),
        cells=entry.texts("cells", required=True),
        names=entry.texts("names", required=True),
        cumulative=entry.texts("cumulative"),
        wholes=entry.texts("wholes"),
        units=entry.texts("units"),
        short=entry.texts("short"),
    )
