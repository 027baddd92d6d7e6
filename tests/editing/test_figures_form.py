"""The form field: everything that may be posted, and nothing typed is lost."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from wagtail_disclosure.editing.figures_form import (
    MAX_CELLS,
    MAX_CHARACTERS,
    FiguresFormField,
    is_posted,
    posted_text,
)

CELL = "statistics.recv_online.current"
TOTAL = "statistics.received.current"
BALANCE = "statistics.received.cumulative"


def clean(value):
    return FiguresFormField().clean(value)


def text(template):
    """JSON text with the addresses put in."""
    return template.replace("CELL", CELL).replace("TOTAL", TOTAL)


def refusal(value):
    with pytest.raises(ValidationError) as caught:
        clean(value)
    return [error.code for error in caught.value.error_list]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("41", 41),
        (" 41 ", 41),
        ("１２８", 128),
        ("－３", -3),
        ("1,234", 1234),
        ("12.50", "12.50"),
        ("12.0", 12),
        ("0", 0),
        ("n/a", "n/a"),
        ("不适用", "n/a"),
        ("abc", "abc"),
        ("一百", "一百"),
        ("1e5", "1e5"),
        ("12345678901234567890", "12345678901234567890"),
        ("<b>1</b>", "<b>1</b>"),
        (41, 41),
        (-3, -3),
    ],
)
def test_clean__a_value_as_people_type_it(typed, stored):
    posted = json.dumps({"figures": {CELL: typed}})
    assert clean(posted) == {"figures": {CELL: stored}}


@pytest.mark.parametrize("blank", ["", "   ", "　", None])
def test_clean__blank_is_no_zero(blank):
    assert clean({"figures": {CELL: blank}}) == {}


def test_clean__all_parts_and_cells_nobody_knows():
    data = {"figures": {CELL: 1, "no.such.cell": "7"}, "opening": {BALANCE: 2}, "claimed": {}}
    expected = {"figures": {CELL: 1, "no.such.cell": 7}, "opening": {BALANCE: 2}}
    assert clean(data) == expected
    assert clean(json.dumps(data)) == expected


def test_clean__numbers_in_json_are_never_floats():
    assert clean(text('{"figures": {"CELL": 0.10000000000000000001}}')) == {
        "figures": {CELL: "0.10000000000000000001"}
    }


def test_clean__a_number_too_long_for_an_integer_is_kept_as_text():
    digits = "9" * 190
    posted = text('{"figures": {"CELL": DIGITS}}').replace("DIGITS", digits)
    assert clean(posted) == {"figures": {CELL: digits}}


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("{broken", ["invalid"]),
        ("[" * 100_000, ["invalid"]),
        ('{"figures": {"a": NaN}}', ["invalid"]),
        ("[1, 2]", ["shape"]),
        ('"text"', ["shape"]),
        ('{"figures": [1]}', ["shape"]),
        ('{"totals": {}}', ["shape"]),
        ({"figures": {CELL: 1.5}}, ["value"]),
        ({"figures": {CELL: True}}, ["value"]),
        ({"figures": {CELL: {"value": 1}}}, ["value"]),
        ({"figures": {CELL: "1\x00"}}, ["control"]),
        (text('{"figures": {"CELL": "\\ud800"}}'), ["control"]),
        ('{"figures": {"\\ud800": 1}}', ["control"]),
        ({"figures": {"a" * 201: 1}}, ["control"]),
        ({"figures": {CELL: "x" * 201}}, ["text_too_long"]),
        ({"figures": {CELL: 1.5, TOTAL: True}}, ["value", "value"]),
        ("x" * (MAX_CHARACTERS + 1), ["too_large"]),
        ({"figures": {f"a.b.c{n}": 1 for n in range(MAX_CELLS + 1)}}, ["too_large"]),
    ],
)
def test_clean__what_cannot_be_read_is_refused_with_a_message(value, codes):
    assert refusal(value) == codes


def test_clean__every_message_can_be_written():
    for value in ("{broken", "[1]", {"figures": {CELL: 1.5, TOTAL: "x" * 201, "\x00": 1}}):
        with pytest.raises(ValidationError) as caught:
            clean(value)
        assert all("%(" not in message and message for message in caught.value.messages)


def test_prepare_value__posted_text_comes_back_as_it_was():
    field = FiguresFormField()
    assert field.prepare_value(field.bound_data("{broken", {})) == "{broken"
    assert json.loads(field.prepare_value({"figures": {CELL: 1}})) == {"figures": {CELL: 1}}


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        ({"figures": {CELL: 1, TOTAL: 2}}, text('{"figures":{"TOTAL":2,"CELL":1}}'), False),
        ({"figures": {CELL: 1}}, text('{"figures": {"CELL": " １ "}, "opening": {}}'), False),
        ({"figures": {CELL: None}}, "{}", False),
        ({}, "", False),
        (None, None, False),
        ({"figures": {CELL: 1}}, text('{"figures": {"CELL": 2}}'), True),
        ({"figures": {CELL: 0}}, "{}", True),
        ({"figures": {CELL: 1}}, text('{"opening": {"CELL": 1}}'), True),
        ({"figures": {CELL: 1}}, "{broken", True),
    ],
)
def test_has_changed__only_where_a_figure_differs(initial, data, changed):
    assert FiguresFormField().has_changed(initial, data) is changed


def test_posted_text__cells_by_name_lie_over_the_hidden_field():
    data = QueryDict(mutable=True)
    data["figures"] = json.dumps({"figures": {CELL: 1, "no.such.cell": 5}, "claimed": {TOTAL: 9}})
    data[f"figures--{CELL}"] = "41"
    data[f"figures--opening--{BALANCE}"] = "７"
    assert clean(posted_text(data, "figures")) == {
        "figures": {CELL: 41, "no.such.cell": 5},
        "opening": {BALANCE: 7},
        "claimed": {TOTAL: 9},
    }


def test_posted_text__a_cell_emptied_without_the_script_is_blank():
    data = {"figures": json.dumps({"figures": {CELL: 1}}), f"figures--{CELL}": ""}
    assert clean(posted_text(data, "figures")) == {}


@pytest.mark.parametrize("hidden", ["{broken", "[1]", None, '{"figures": 3}'])
def test_posted_text__cells_are_saved_beside_a_damaged_hidden_field(hidden):
    data = {"figures": hidden, f"figures--{CELL}": "41"}
    assert clean(posted_text(data, "figures")) == {"figures": {CELL: 41}}


def test_posted_text__a_mapping_from_an_api_stays_a_mapping():
    assert posted_text({"figures": {"figures": {CELL: 1}}}, "figures") == {"figures": {CELL: 1}}


def test_is_posted__in_either_way():
    assert is_posted({"figures": "{}"}, "figures")
    assert is_posted({f"figures--{CELL}": "1"}, "figures")
    assert not is_posted({"title": "x"}, "figures")
