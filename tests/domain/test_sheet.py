"""Reading and writing the stored figures of a report: nothing typed is lost."""

from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    MISSING,
    NOT_APPLICABLE,
    Figures,
    SheetError,
    load_standard,
    opening_cells,
    read_sheet,
)

STANDARD = load_standard("fuzhou-2018")
DATA = {
    "figures": {
        "statistics.review.current": "１，２３４",
        "statistics.proactive_files.current": 128,
        "statistics.via_website.current": None,
        "statistics.via_gazette.current": "n/a",
        "statistics.complaints.current": "twelve",
        "statistics.litigation.current": [1],
        "statistics.received.current": 3,
        "statistics.nonsense.current": {"a": 1},
    },
    "opening": {
        "statistics.review.cumulative": "7",
        "statistics.complaints.cumulative": "x",
        "statistics.review.current": 1,
    },
    "claimed": {
        "statistics.received.current": 2,
        "statistics.answered.current": "0",
        "statistics.answered.cumulative": "/",
        "statistics.complaints.current": 5,
    },
}


def test_read_sheet__sorts_what_came():
    sheet = read_sheet(STANDARD, 2018, DATA)

    assert sheet.entered == Figures.from_values(
        {
            "statistics.proactive_files.current": 128,
            "statistics.via_gazette.current": NOT_APPLICABLE,
            "statistics.review.current": 1234,
        }
    )
    assert sheet.unread == {
        "statistics.complaints.current": "twelve",
        "statistics.litigation.current": "[1]",
    }
    assert sheet.unknown == {"statistics.nonsense.current": {"a": 1}}
    assert sheet.opening == Figures.from_values({"statistics.review.cumulative": 7})
    assert sheet.claimed == Figures.from_values(
        {"statistics.received.current": 3, "statistics.answered.current": 0}
    )
    assert sheet.leftovers == {
        "opening": {"statistics.complaints.cumulative": "x", "statistics.review.current": 1},
        "claimed": {"statistics.answered.cumulative": "/", "statistics.complaints.current": 5},
    }


def test_read_sheet__in_the_order_of_the_form():
    sheet = read_sheet(STANDARD, 2018, DATA)

    assert list(sheet.entered) == [
        "statistics.proactive_files.current",
        "statistics.via_gazette.current",
        "statistics.review.current",
    ]


def test_dump__reads_back_the_same():
    sheet = read_sheet(STANDARD, 2018, DATA)

    assert read_sheet(STANDARD, 2018, sheet.dump()) == sheet


def test_dump__writes_exact_values_and_all_that_was_typed():
    data = {
        "figures": {
            "statistics.review.current": "1.50",
            "statistics.complaints.current": "abc",
            "statistics.nonsense.current": 7,
        }
    }

    assert read_sheet(STANDARD, 2018, data).dump() == data


@pytest.mark.parametrize("data", [None, {}, {"figures": None}, {"figures": {}, "opening": {}}])
def test_read_sheet__empty(data):
    sheet = read_sheet(STANDARD, 2018, data)

    assert sheet.entered.value("statistics.review.current") is MISSING
    assert sheet.dump() == {}


@pytest.mark.parametrize(
    ("data", "code", "part"),
    [
        ([], "not_an_object", ""),
        ("{}", "not_an_object", ""),
        ({"figures": [1]}, "not_an_object", "figures"),
        ({"opening": "7"}, "not_an_object", "opening"),
        ({"claimed": 7}, "not_an_object", "claimed"),
        ({"figure": {}}, "unknown_part", "figure"),
    ],
)
def test_read_sheet__another_shape(data, code, part):
    with pytest.raises(SheetError) as caught:
        read_sheet(STANDARD, 2018, data)

    assert (caught.value.code, caught.value.part) == (code, part)


def test_read_sheet__previous_is_kept():
    previous = Figures.from_values({"statistics.review.cumulative": Decimal(3)})

    assert read_sheet(STANDARD, 2018, {}, previous).previous == previous


def test_opening_cells__the_cumulative_column():
    cells = opening_cells(STANDARD)

    assert len(cells) == 15
    assert all(cell.endswith(".cumulative") for cell in cells)
