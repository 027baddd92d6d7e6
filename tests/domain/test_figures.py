"""Values: read as people write them, exact, and blank is not zero."""

from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    MISSING,
    NOT_APPLICABLE,
    Figure,
    FigureError,
    Figures,
    Source,
    dump_value,
    parse_value,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (None, MISSING),
        ("", MISSING),
        (" \u3000", MISSING),
        (MISSING, MISSING),
        (NOT_APPLICABLE, NOT_APPLICABLE),
        ("N/A", NOT_APPLICABLE),
        ("不适用", NOT_APPLICABLE),
        (0, Decimal(0)),
        ("-5", Decimal(-5)),
        ("１２，３４５．６", Decimal("12345.6")),
        ("1,234,567", Decimal(1234567)),
        (Decimal("0.10"), Decimal("0.10")),
        ("999999999999999", Decimal(999999999999999)),
        ("000000000000000001", Decimal(1)),
    ],
)
def test_parse_value__as_people_write(raw, value):
    assert parse_value(raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (0.5, "float"),
        (float("nan"), "float"),
        (True, "not_a_number"),
        ("abc", "not_a_number"),
        ("/", "not_a_number"),
        ("1,23", "not_a_number"),
        ("1e3", "not_a_number"),
        ([1], "not_a_number"),
        ("12345678901234567890", "too_long"),
        ("0" * 31, "too_long"),
    ],
)
def test_parse_value__refused(raw, code):
    with pytest.raises(FigureError) as caught:
        parse_value(raw)

    assert caught.value.code == code
    assert caught.value.text is raw


@pytest.mark.parametrize(
    ("value", "dumped"),
    [
        (MISSING, None),
        (NOT_APPLICABLE, "n/a"),
        (Decimal(0), 0),
        (Decimal("3.00"), 3),
        (Decimal("3.50"), "3.50"),
        (Decimal("1E+3"), 1000),
    ],
)
def test_dump_value__as_the_exchange_file_writes(value, dumped):
    assert dump_value(value) == dumped
    assert type(dump_value(value)) is type(dumped)


def test_figures__a_cell_never_mentioned_is_missing():
    figures = Figures.from_values({"t.a.b": 1, "t.a.c": "n/a"})

    assert (figures.value("t.a.b"), figures.number("t.a.b")) == (1, 1)
    assert (figures.value("t.a.c"), figures.number("t.a.c")) == (NOT_APPLICABLE, None)
    assert (figures.value("t.x.y"), figures.number("t.x.y")) == (MISSING, None)
    with pytest.raises(KeyError):
        figures["t.x.y"]


def test_figures__merged_leaves_both_as_they_were():
    first = Figures.from_values({"t.a.b": 1, "t.a.c": 2})
    second = Figures.from_values({"t.a.c": 3}, Source.IMPORTED)

    assert first.merged(second).dump() == {"t.a.b": 1, "t.a.c": 3}
    assert first.dump() == {"t.a.b": 1, "t.a.c": 2}


def test_figures__show_what_they_hold():
    figures = Figures.from_values({"t.a.b": None})

    assert repr(figures) == (
        "Figures({'t.a.b': Figure(value=MISSING, source=<Source.ENTERED: 'entered'>)})"
    )
    assert (len(figures), list(figures)) == (1, ["t.a.b"])


def test_figure__number():
    assert Figure(Decimal(2)).number == 2
    assert Figure(NOT_APPLICABLE).number is None
