"""A definition shown in the form and taken back from it."""

from __future__ import annotations

from typing import Any

import pytest

from wagtail_disclosure.domain import (
    dump_standard,
    parse_definition,
    parse_standard,
    shipped_standards,
)
from wagtail_disclosure.editing.standard_blocks import (
    counts_field,
    prose_field,
    sections_field,
    shown,
    tables_field,
    typed,
)
from wagtail_disclosure.editing.standard_from_form import definition_of, split, with_keys
from wagtail_disclosure.editing.standard_names import Names
from wagtail_disclosure.editing.standard_to_form import form_data
from wagtail_disclosure.services.local_standards import HEAD

#: Every kind of declaration, blocks, groups, rows that do not follow their parent.
FULL = """
identifier = "full"
title = "Full"
origin = "mixed"
rule_making = ["t.a.x"]
continues = ["cn-2014"]
extra = { source = "a letter" }
[[sections]]
key = "s"
heading = "S"
tables = ["t"]
required = false
own_words = true
mentions = ["fee"]
[[tables]]
key = "t"
title = "T"
unit = "件"
note = "N"
caption = "{title}"
[[tables.blocks]]
key = "one"
title = "One"
row_head = "Rows"
columns = [
  { key = "x", label = "X", decimal = true, group = "g" },
  { key = "y", label = "Same", signed = true, group = "g" },
  { key = "z", label = "Same" },
]
column_groups = [{ key = "g", label = "G" }]
rows = [
  { key = "a", label = "A" },
  { key = "b", label = "B", unit = "个" },
  { key = "a1", label = "of A", parent = "a", origin = "memory" },
  { key = "h", label = "H", heading = true, merged = true },
  { key = "h1", label = "H1", parent = "h", decimal = true },
]
[[tables.blocks]]
key = "two"
transposed = true
columns = [{ key = "only", label = "Only" }]
rows = [{ key = "c", label = "C" }]
[[sums]]
table = "t"
axis = "columns"
total = "z"
parts = ["x", "y"]
calculated = false
severity = "warning"
[[sums]]
table = "t"
axis = "rows"
total = "b"
parts = ["a1", "h1"]
columns = ["x"]
[[of_which]]
table = "t"
total = "a"
parts = ["a1"]
[[balances]]
table = "t"
left = ["a"]
right = ["b", "h1"]
severity = "information"
[[nothing_without]]
table = "t"
rows = ["a"]
[[carry_overs]]
table = "t"
to = "a"
source = "b"
[[stocks]]
table = "t"
column = "x"
last_year = ["x"]
added = ["y"]
removed = ["z"]
[[comparisons]]
table = "t"
factor = 3
least = 10
[[pending]]
table = "t"
column = "y"
total = "z"
[[counts]]
cell = "t.c.only"
count = "issued"
nature = "normative"
[[counts]]
cell = "t.a1.x"
count = "disclosed"
channel = "elsewhere"
scheme = "topics"
category = "A01"
severity = "warning"
[[prose]]
key = "a"
cells = ["t.a.x"]
cumulative = ["t.b.x"]
names = ["all|every A", "A?  figure"]
wholes = ["A"]
short = ["As"]
units = ["件"]
"""

KEPT = parse_standard(FULL)


def through_the_form(definition: dict[str, Any], change: Any = None) -> dict[str, Any]:
    """The definition shown in blocks, cleaned as a posted form, and taken back."""
    data = form_data(definition)
    if change:
        change(data)
    fields = {
        "sections": sections_field(),
        "tables": tables_field(),
        "prose": prose_field(),
        "counts": counts_field(),
    }
    for name, field in fields.items():
        data[name] = typed(field.clean(shown(field, data[name])))
    return definition_of(data, definition)


def body(standard: Any) -> dict[str, Any]:
    return {key: value for key, value in dump_standard(standard).items() if key not in HEAD}


@pytest.mark.parametrize("standard", [*shipped_standards(), KEPT], ids=lambda item: item.identifier)
def test_definition__comes_back_as_it_was(standard):
    head = {key: value for key, value in dump_standard(standard).items() if key in HEAD}

    assert parse_definition({**head, **through_the_form(body(standard))}) == standard


def test_form_data__names_rows_by_their_labels():
    data = form_data(body(parse_standard(FULL)))
    rules = data["tables"][0]["rules"]

    assert data["sections"][0]["tables"] == "T"
    # Two columns have the label “Same”: keys tell them apart.
    assert (rules[0]["type"], rules[0]["value"]) == (
        "sum",
        {
            "axis": "columns",
            "total": "z",
            "parts": "X\ny",
            "calculated": False,
            "severity": "warning",
            "columns": "",
        },
    )
    rows = [
        (row["label"], row["level"], row["parent"]) for row in data["tables"][0]["parts"][0]["rows"]
    ]
    assert rows == [
        ("A", "0", ""),
        ("B", "0", ""),
        ("of A", "1", "A"),
        ("H", "0", ""),
        ("H1", "1", ""),
    ]


def test_new_label__is_understood_where_rules_still_name_the_old_one():
    def rename(data: dict[str, Any]) -> None:
        data["tables"][0]["parts"][0]["rows"][0]["label"] = "Anew"

    found = through_the_form(body(KEPT), rename)

    assert found["of_which"] == [{"table": "t", "total": "a", "parts": ["a1"]}]


def test_label_without_row__stays_as_it_was_typed():
    def name_another(data: dict[str, Any]) -> None:
        data["tables"][0]["rules"][2]["value"]["parts"] = "of A\n  no such   row \n"

    found = through_the_form(body(KEPT), name_another)

    assert found["of_which"][0]["parts"] == ["a1", "no such   row"]


def test_new_row__gets_a_key_of_its_own():
    def add(data: dict[str, Any]) -> None:
        data["tables"][0]["parts"][1]["rows"] += [{"label": "D"}, {"label": "E", "level": "1"}]

    rows = through_the_form(body(KEPT), add)["tables"][0]["blocks"][1]["rows"]

    assert rows == [
        {"key": "c", "label": "C"},
        {"key": "row_1", "label": "D"},
        {"key": "row_2", "label": "E", "parent": "row_1"},
    ]


def test_copy_of_a_row__gets_a_key_of_its_own():
    def copy(data: dict[str, Any]) -> None:
        rows = data["tables"][0]["parts"][0]["rows"]
        data["tables"][0]["parts"][1]["rows"].append({**rows[0], "label": "Another"})

    blocks = through_the_form(body(KEPT), copy)["tables"][0]["blocks"]

    assert blocks[0]["rows"][0]["key"] == "a"
    assert blocks[1]["rows"][1] == {"key": "row_1", "label": "Another"}


def test_empty_form__is_a_definition_too():
    assert through_the_form({}) == {"tables": [], "sections": []}


def test_with_keys__never_gives_one_twice():
    items = [{"key": "row_1"}, {"key": " "}, {}, {"key": "row_3"}]

    assert [item["key"] for item in with_keys(items, "row")] == ["row_1", "row_2", "row_4", "row_3"]


def test_split__lines_that_hold_something():
    assert split(" a  b\n\n　\nc") == ["a  b", "c"]


def test_names__labels_that_are_no_keys_of_others():
    names = Names([("a", "b"), ("b", "B"), ("c", "C"), ("d", "C"), ("", "none"), ("e", "")])

    assert [names.shown(key) for key in "abcde?"] == ["a", "B", "c", "d", "e", "?"]
    assert [names.key(name) for name in ("b", " B ", "C", "none")] == ["b", "b", None, None]
