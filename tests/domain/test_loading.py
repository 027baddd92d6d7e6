"""Reading standards: what is accepted, and every mistake with its place and remedy."""

from dataclasses import fields

import pytest

from wagtail_disclosure.domain import DefinitionError, Problem, load_standard_file, parse_standard
from wagtail_disclosure.domain.standards import (
    Balance,
    Block,
    CarryOver,
    Column,
    ColumnGroup,
    Comparison,
    Count,
    Cumulative,
    Formula,
    Indicator,
    NothingWithout,
    OfWhich,
    Pending,
    Row,
    Section,
    Standard,
    Stock,
    Sum,
    Table,
)

FULL = """
identifier = "made-up-1"
title = "A made-up form"
issued_as = "No. 1"
first_year = 2019
last_year = 2020
continues = ["made-up-0"]
local = true
agency_codes = ["AB"]
rule_making = ["t.x.a"]
report_title = "{agency}: {year}"
origin = "memory"

[extra]
source = "invented"

[[sections]]
key = "numbers"
heading = "Numbers of {year}"
tables = ["t"]
required = false
own_words = true
mentions = ["fee"]

[[tables]]
key = "t"
title = "Table"
unit = "items"
note = "A note"
caption = "{title}, {year}"

[[tables.blocks]]
key = "first"
title = "First block"
row_head = "Item"
columns = [
  { key = "a", label = "A", group = "g" },
  { key = "b", label = "B", group = "g", decimal = true },
  { key = "total", label = "Total {year}", signed = true, unit = "pieces" },
]
column_groups = [{ key = "g", label = "Group" }]
rows = [
  { key = "head", label = "Heading", heading = true },
  { key = "x", label = "X", parent = "head", decimal = true },
  { key = "y", label = "Y", parent = "x", unit = "pages" },
]

[[tables.blocks]]
key = "second"
columns = [{ key = "now", label = "Now" }, { key = "ever", label = "Ever" }]
rows = [{ key = "z", label = "Z" }]

[[tables.blocks]]
key = "third"
transposed = true
columns = [{ key = "won", label = "Won" }, { key = "all", label = "All" }]
rows = [
  { key = "courts", label = "Courts", heading = true, merged = true },
  { key = "high", label = "High", parent = "courts", origin = "found" },
]

[[sums]]
table = "t"
axis = "columns"
total = "total"
parts = ["a", "b"]
calculated = false
severity = "warning"

[[of_which]]
table = "t"
total = "x"
parts = ["y"]
severity = "information"

[[cumulatives]]
table = "t"
column = "ever"
current = "now"

[[balances]]
table = "t"
left = ["x"]
right = ["y"]
severity = "warning"

[[nothing_without]]
table = "t"
rows = ["x"]

[[carry_overs]]
table = "t"
to = "y"
source = "x"
severity = "information"

[[stocks]]
table = "t"
column = "a"
last_year = ["a"]
added = ["b"]
removed = ["total"]
severity = "error"

[[comparisons]]
table = "t"
factor = 3
least = 7
rows = ["x"]
columns = ["a"]

[[pending]]
table = "t"
column = "won"
total = "all"

[[counts]]
cell = "t.high.won"
count = "issued"
nature = "rule"
channel = "in_gazette"
scheme = "topics"
category = "A1"
severity = "warning"

[[prose]]
key = "x"
cells = ["t.x.a", "t.x.b"]
cumulative = ["t.z.ever"]
names = ["one|two more?"]
wholes = ["all"]
units = ["items"]
short = ["one"]
"""

SMALL = """
identifier = "small"
title = "Small"
sections = [{ key = "s", heading = "S", tables = ["t"] }]

[[tables]]
key = "t"
title = "T"
columns = [{ key = "now", label = "Now" }, { key = "ever", label = "Ever" }]
rows = [
  { key = "a", label = "A" },
  { key = "b", label = "B" },
  { key = "c", label = "C" },
  { key = "head", label = "H", heading = true },
]
"""


def problems_of(text):
    with pytest.raises(DefinitionError) as caught:
        parse_standard(text, "made-up.toml")
    return [(problem.key, problem.message) for problem in caught.value.problems]


def test_parse_standard__every_key():
    first = Block(
        key="first",
        title="First block",
        row_head="Item",
        columns=(
            Column("a", "A", group="g"),
            Column("b", "B", group="g", decimal=True),
            Column("total", "Total {year}", signed=True, unit="pieces"),
        ),
        column_groups=(ColumnGroup("g", "Group"),),
        rows=(
            Row("head", "Heading", heading=True),
            Row("x", "X", parent="head", decimal=True),
            Row("y", "Y", parent="x", unit="pages"),
        ),
    )
    second = Block("second", (Column("now", "Now"), Column("ever", "Ever")), (Row("z", "Z"),))
    third = Block(
        "third",
        (Column("won", "Won"), Column("all", "All")),
        (
            Row("courts", "Courts", heading=True, merged=True),
            Row("high", "High", parent="courts", origin="found"),
        ),
        transposed=True,
    )

    assert parse_standard(FULL) == Standard(
        identifier="made-up-1",
        title="A made-up form",
        issued_as="No. 1",
        first_year=2019,
        last_year=2020,
        continues=("made-up-0",),
        local=True,
        agency_codes=("AB",),
        report_title="{agency}: {year}",
        origin="memory",
        extra={"source": "invented"},
        sections=(Section("numbers", "Numbers of {year}", ("t",), False, True, ("fee",)),),
        tables=(
            Table(
                "t",
                "Table",
                (first, second, third),
                "items",
                note="A note",
                caption="{title}, {year}",
            ),
        ),
        sums=(Sum("t", "columns", "total", ("a", "b"), calculated=False, severity="warning"),),
        of_which=(OfWhich("t", "x", ("y",), "information"),),
        cumulatives=(Cumulative("t", "ever", "now"),),
        balances=(Balance("t", ("x",), ("y",), "warning"),),
        nothing_without=(NothingWithout("t", ("x",)),),
        carry_overs=(CarryOver("t", "y", "x", "information"),),
        stocks=(Stock("t", "a", ("a",), ("b",), ("total",), "error"),),
        comparisons=(Comparison("t", 3, 7, ("x",), ("a",)),),
        pending=(Pending("t", "won", "all"),),
        counts=(Count("t.high.won", "issued", "rule", "in_gazette", "topics", "A1", "warning"),),
        rule_making=("t.x.a",),
        prose=(
            Indicator(
                "x",
                ("t.x.a", "t.x.b"),
                ("one|two more?",),
                ("t.z.ever",),
                ("all",),
                ("items",),
                ("one",),
            ),
        ),
    )


def test_parse_standard__test_data_uses_every_field():
    standard = parse_standard(FULL)

    unset = [
        item.name for item in fields(Standard) if getattr(standard, item.name) in ((), "", None)
    ]
    assert unset == []


def test_parse_standard__all_mistakes_at_once():
    text = """
identifier = "Made Up"
titel = "Wrong key"
first_year = "2018"
last_year = 99
local = "yes"
origin = "hearsay"
agency_codes = ["AB", "AB", "CD"]
extra = 7
sections = []
tables = "none"

[[sums]]
table = ""
axis = "diagonal"
total = "x"
parts = []
"""
    assert problems_of(text) == [
        ("identifier", "'Made Up' is no identifier."),
        ("title", "This key is missing."),
        ("sections", "The list is empty."),
        ("tables", "This is no list of entries."),
        ("sums[1].table", "The text is empty."),
        ("sums[1].axis", "'diagonal' is not known here."),
        ("sums[1].parts", "The list is empty."),
        ("first_year", "'2018' is no year."),
        ("last_year", "99 is no year."),
        ("local", "'yes' is neither true nor false."),
        ("agency_codes", "'AB' stands twice in the list."),
        ("origin", "'hearsay' is not known here."),
        ("extra", "This is no table of texts."),
        ("titel", "This key is not known."),
    ]


def test_parse_standard__problem_names_file_key_and_remedy():
    with pytest.raises(DefinitionError) as caught:
        parse_standard(SMALL.replace('title = "Small"', 'titel = "Small"'), "here/small.toml")

    assert caught.value.problems == (
        Problem("here/small.toml", "title", "This key is missing.", "Add title = …"),
        Problem(
            "here/small.toml",
            "titel",
            "This key is not known.",
            "Did you mean 'title'? Known here: identifier, title, sections, tables, sums, "
            "of_which, cumulatives, balances, nothing_without, carry_overs, stocks, comparisons, "
            "pending, counts, rule_making, issued_as, first_year, last_year, continues, local, "
            "agency_codes, report_title, origin, extra, prose.",
        ),
    )
    assert str(caught.value).splitlines()[0] == (
        "here/small.toml: title: This key is missing. Add title = …"
    )


def test_parse_standard__unknown_key_like_no_other():
    with pytest.raises(DefinitionError) as caught:
        parse_standard(SMALL + '\n[[of_which]]\ntable="t"\ntotal="a"\nparts=["b"]\nxxxx=1\n')

    assert caught.value.problems[0].remedy == (
        "Remove it. Known here: table, total, parts, severity, axis."
    )


@pytest.mark.parametrize(
    ("line", "key", "message"),
    [
        ('cells = ["t.a.old"]', "cells", "There is no cell 't.a.old'."),
        ('cumulative = ["t.head.now"]', "cumulative", "There is no cell 't.head.now'."),
        ('names = ["one? two?"]', "names", "'one? two?' has no word that must be there."),
        ('names = [" "]', "names", "' ' has no word that must be there."),
        ('short = ["one?"]', "short", "'one?' has no word that must be there."),
        (f'short = ["{"a " * 21}"]', "short", f"'{'a ' * 21}' has more than 20 words."),
        ('wholes = ["one||two"]', "wholes", "'one||two' has an empty alternative."),
        ("names = []", "names", "The list is empty."),
    ],
)
def test_parse_standard__mistake_in_prose(line, key, message):
    entry = {"cells": 'cells = ["t.a.now"]', "names": 'names = ["one"]'}
    entry[line.partition(" ")[0]] = line
    text = "\n".join([SMALL, "[[prose]]", 'key = "a"', *entry.values()])

    assert problems_of(text) == [(f"prose.a.{key}", message)]


@pytest.mark.parametrize(
    ("lines", "key", "message"),
    [
        (['count = "issued"'], "cell", "This key is missing."),
        (['cell = "t.a.now"'], "count", "This key is missing."),
        (['cell = "t.a.now"', 'count = "read"'], "count", "'read' is not known here."),
        (['cell = "t.a.now"', 'count = ""'], "count", "'' is not known here."),
        (['cell = "t.a.now"', 'count = ["issued"]'], "count", "['issued'] is not known here."),
        (['cell = "t.z.now"', 'count = "issued"'], "cell", "There is no cell 't.z.now'."),
        (['cell = "t.c.now"', 'count = "issued"'], "cell", "The cell 't.c.now' is calculated."),
        (
            ['cell = "t.b.now"', 'count = "issued"'],
            "cell",
            "The cell 't.b.now' goes on from last year's report.",
        ),
        (
            ['cell = "t.a.ever"', 'count = "issued"'],
            "cell",
            "The cell 't.a.ever' is counted already.",
        ),
        (
            ['cell = "t.a.now"', 'count = "issued"', 'nature = "law"'],
            "nature",
            "'law' is not known here.",
        ),
        (
            ['cell = "t.a.now"', 'count = "issued"', 'channel = "radio"'],
            "channel",
            "'radio' is not known here.",
        ),
        (
            ['cell = "t.a.now"', 'count = "issued"', 'category = "A"'],
            "scheme",
            "Nobody knows in which scheme the category 'A' is.",
        ),
        (
            ['cell = "t.a.now"', 'count = "issued"', 'scheme = "topics"'],
            "category",
            "Of the scheme 'topics' no category is named.",
        ),
    ],
)
def test_parse_standard__mistake_in_counts(lines, key, message):
    declared = """
[[carry_overs]]
table = "t"
to = "b"
source = "a"
[[sums]]
table = "t"
total = "c"
parts = ["a", "b"]
[[counts]]
cell = "t.a.ever"
count = "disclosed"
[[counts]]
"""
    text = SMALL + declared + "\n".join(lines)

    assert problems_of(text) == [(f"counts[2].{key}", message)]


def test_parse_standard__not_toml():
    with pytest.raises(DefinitionError) as caught:
        parse_standard("identifier = \nx", "broken.toml")

    (problem,) = caught.value.problems
    assert problem.file == "broken.toml"
    assert problem.message.startswith("The file is no TOML: ")
    assert "line 1" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ('title = "Small"', "title = 7", "title", "7 is no text."),
        ('title = "Small"', 'title = " "', "title", "The text is empty."),
        (
            'label = "A"',
            'label = "A {month}"',
            "tables.t.rows.a.label",
            "'A {month}' has the placeholder {month}.",
        ),
        (
            'label = "A"',
            'label = "A {year:>9}"',
            "tables.t.rows.a.label",
            "'A {year:>9}' has the placeholder {year}.",
        ),
        ('label = "A"', 'label = "A {"', "tables.t.rows.a.label", "'A {' has a single brace."),
        ('key = "a"', 'key = "A-1"', "tables.t.rows.A-1.key", "'A-1' is no key."),
        ('key = "b"', 'key = "a"', "tables.t.rows.a", "The key 'a' is given twice."),
        ('key = "ever"', 'key = "now"', "tables.t.columns.now", "The key 'now' is given twice."),
        ('{ key = "a", label = "A" }', '{ label = "A" }', "tables.t.rows[1].key",
         "This key is missing."),
        ('tables = ["t"]', 'tables = "t"', "sections.s.tables", "'t' is no list of texts."),
        ('tables = ["t"]', 'tables = ["u"]', "sections.s.tables", "There is no table 'u'."),
        (
            '{ key = "s", heading = "S", tables = ["t"] }',
            '{ key = "r", heading = "R", tables = ["t"] }, '
            '{ key = "s", heading = "S", tables = ["t"] }',
            "sections.s.tables",
            "The table 't' stands in the section 'r' already.",
        ),
        ('label = "B"', 'label = "B", parent = "c"', "tables.t.rows.b.parent",
         "No row 'c' stands above this row."),
        ('title = "T"', 'title = "T"\nunit_head = "Unit"', "tables.t.rows.a.unit",
         "The table prints a unit column, and this row has no unit."),
        ('label = "Now"', 'label = "Now", group = "g"', "tables.t.columns.now.group",
         "There is no column group 'g'."),
        ('title = "T"', 'title = "T"\ncolumn_groups = [{ key = "g", label = "G" }]',
         "tables.t.column_groups.g", "No column stands in this group."),
    ],
)  # fmt: skip
def test_parse_standard__one_mistake(old, new, key, message):
    assert old in SMALL

    assert problems_of(SMALL.replace(old, new))[0] == (key, message)


@pytest.mark.parametrize(
    ("groups", "column_groups", "expected"),
    [
        (
            ("g", "", "g"),
            '{ key = "g", label = "G" }',
            [("tables.t.column_groups.g", "The columns of this group do not stand side by side.")],
        ),
        (
            ("g", "", ""),
            '{ key = "g", label = "G", group = "h" }',
            [("tables.t.column_groups.g.group", "There is no column group 'h'.")],
        ),
        (
            ("g", "", ""),
            '{ key = "g", label = "G", group = "h" }, { key = "h", label = "H", group = "g" }',
            [
                ("tables.t.column_groups.g.group", "The group stands within itself."),
                ("tables.t.column_groups.h.group", "The group stands within itself."),
            ],
        ),
    ],
)
def test_parse_standard__column_groups(groups, column_groups, expected):
    columns = ", ".join(
        f'{{ key = "k{n}", label = "K", group = "{group}" }}' for n, group in enumerate(groups)
    )
    text = f"""
identifier = "small"
title = "Small"
sections = [{{ key = "s", heading = "S" }}]
[[tables]]
key = "t"
title = "T"
columns = [{columns}]
column_groups = [{column_groups}]
rows = [{{ key = "a", label = "A" }}]
"""
    assert problems_of(text) == expected


@pytest.mark.parametrize(
    ("kind", "entry", "problem"),
    [
        ('sums', 'table="u"\ntotal="a"\nparts=["b"]', ("sums[1].table", "There is no table 'u'.")),
        ('sums', 'table="t"\ntotal="x"\nparts=["b"]',
         ("sums[1].total", "The table 't' has no row 'x'.")),
        ('sums', 'table="t"\ntotal="a"\nparts=["b", "y"]',
         ("sums[1].parts", "The table 't' has no row 'y'.")),
        ('sums', 'table="t"\ntotal="a"\nparts=["head"]',
         ("sums[1].parts", "The row 'head' is a heading without figures.")),
        ('sums', 'table="t"\ntotal="a"\nparts=["b"]\ncolumns=["then"]',
         ("sums[1].columns", "The table 't' has no column 'then'.")),
        ('sums', 'table="t"\naxis="columns"\ntotal="all"\nparts=["now"]',
         ("sums[1].total", "The table 't' has no column 'all'.")),
        ('sums', 'table="t"\naxis="columns"\ntotal="ever"\nparts=["then"]',
         ("sums[1].parts", "The table 't' has no column 'then'.")),
        ('sums', 'table="t"\naxis="columns"\ntotal="ever"\nparts=["now"]\ncolumns=["now"]',
         ("sums[1].columns", "A sum of columns stands in every row.")),
        ('sums', 'table="t"\ntotal="a"\nparts=["a", "b"]\ncalculated=false',
         ("sums[1].parts", "'a' is a part of itself.")),
        ('of_which', 'table="u"\ntotal="a"\nparts=["b"]',
         ("of_which[1].table", "There is no table 'u'.")),
        ('of_which', 'table="t"\ntotal="a"\nparts=["a"]',
         ("of_which[1].parts", "'a' is a part of itself.")),
        ('of_which', 'table="t"\ntotal="x"\nparts=["y"]',
         ("of_which[1].total", "The table 't' has no row 'x'.")),
        ('of_which', 'axis="columns"\ntable="t"\ntotal="now"\nparts=["then"]',
         ("of_which[1].parts", "The table 't' has no column 'then'.")),
        ('balances', 'table="u"\nleft=["a"]\nright=["b"]',
         ("balances[1].table", "There is no table 'u'.")),
        ('balances', 'table="t"\nleft=["x"]\nright=["b"]',
         ("balances[1].left", "The table 't' has no row 'x'.")),
        ('balances', 'table="t"\nleft=["a", "b"]\nright=["b", "c"]',
         ("balances[1].right", "'b' stands on both sides.")),
        ('balances', 'table="t"\nleft=[]\nright=["c"]',
         ("balances[1].left", "The list is empty.")),
        ('nothing_without', 'table="t"\nrows=["head"]',
         ("nothing_without[1].rows", "The row 'head' is a heading without figures.")),
        ('nothing_without', 'table="t"\nrows=[]',
         ("nothing_without[1].rows", "The list is empty.")),
        ('carry_overs', 'table="t"\nto="a"\nsource="x"',
         ("carry_overs[1].source", "The table 't' has no row 'x'.")),
        ('stocks', 'table="t"\ncolumn="now"\nlast_year=["then"]',
         ("stocks[1].last_year", "The table 't' has no column 'then'.")),
        ('comparisons', 'table="t"\nfactor=1',
         ("comparisons[1].factor", "1 is no such number.")),
        ('comparisons', 'table="t"\nrows=["x"]',
         ("comparisons[1].rows", "The table 't' has no row 'x'.")),
        ('pending', 'table="t"\ncolumn="now"\ntotal="all"',
         ("pending[1].total", "The table 't' has no column 'all'.")),
        ('cumulatives', 'table="u"\ncolumn="ever"\ncurrent="now"',
         ("cumulatives[1].table", "There is no table 'u'.")),
        ('cumulatives', 'table="t"\ncolumn="always"\ncurrent="now"',
         ("cumulatives[1].column", "The table 't' has no column 'always'.")),
        ('cumulatives', 'table="t"\ncolumn="ever"\ncurrent="then"',
         ("cumulatives[1].current", "The table 't' has no column 'then'.")),
    ],
)  # fmt: skip
def test_parse_standard__names_that_lead_nowhere(kind, entry, problem):
    assert problems_of(f"{SMALL}\n[[{kind}]]\n{entry}\n")[0] == problem


def test_parse_standard__cells_in_different_blocks():
    text = FULL + '[[sums]]\ntable = "t"\ntotal = "x"\nparts = ["z"]\n'
    text = text.replace('current = "now"', 'current = "a"')

    assert problems_of(text) == [
        ("sums[2].parts", "t.x.a has parts, but there is no cell t.z.a."),
        ("sums[2].parts", "t.x.b has parts, but there is no cell t.z.b."),
        ("sums[2].parts", "t.x.total has parts, but there is no cell t.z.total."),
        ("cumulatives[1].current", "The block 'second' has 'ever' but not 'a'."),
    ]


@pytest.mark.parametrize(
    ("declared", "place", "cell"),
    [
        ('[[balances]]\ntable = "t"\nleft = ["x"]\nright = ["z"]', "balances[2].right", "t.z.a"),
        ('[[carry_overs]]\ntable = "t"\nto = "x"\nsource = "z"', "carry_overs[2].source", "t.z.a"),
        ('[[nothing_without]]\ntable = "t"\nrows = ["x", "z"]', "nothing_without[2].rows", "t.z.a"),
        ('[[stocks]]\ntable = "t"\ncolumn = "a"\nlast_year = ["a"]\nadded = ["now"]',
         "stocks[2].added", "t.x.now"),
        ('[[pending]]\ntable = "t"\ncolumn = "won"\ntotal = "now"',
         "pending[2].total", "t.high.now"),
    ],
)  # fmt: skip
def test_parse_standard__declared_across_blocks(declared, place, cell):
    key, message = problems_of(f"{FULL}\n{declared}\n")[0]

    assert key == place
    assert message.endswith(f"there is no cell {cell}.")


def test_parse_standard__rule_making_cells_that_are_not_there():
    assert problems_of(FULL.replace('["t.x.a"]', '["t.x.a", "t.x.c"]')) == [
        ("rule_making", "There is no cell 't.x.c'.")
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            '{ key = "a", label = "A", merged = true }',
            [("tables.t.rows.a.merged", "This row has figures.")],
        ),
        (
            '{ key = "h", label = "H", heading = true, merged = true }, { key = "a", label = "A" }',
            [("tables.t.rows.h", "No row with figures stands under this heading.")],
        ),
        (
            '{ key = "h", label = "H", heading = true, merged = true }, '
            '{ key = "i", label = "I", heading = true, parent = "h" }, '
            '{ key = "a", label = "A", parent = "i" }',
            [
                (
                    "tables.t.rows.i.merged",
                    "A merged heading stands beside this row, which is a line of its own.",
                )
            ],
        ),
        (
            '{ key = "h", label = "H", heading = true, merged = true }, '
            '{ key = "a", label = "A", parent = "h" }, { key = "b", label = "B" }, '
            '{ key = "c", label = "C", parent = "h" }',
            [
                (
                    "tables.t.rows.h",
                    "The rows under this heading do not follow it one after the other.",
                )
            ],
        ),
    ],
)
def test_parse_standard__merged_headings(rows, expected):
    start, end = SMALL.index("rows = ["), len(SMALL)

    assert problems_of(f"{SMALL[:start]}rows = [{rows}]{SMALL[end:]}") == expected


def test_parse_standard__transposed_block():
    text = SMALL.replace(
        'title = "T"',
        'title = "T"\ntransposed = true\nunit_head = "Unit"\nunit = "items"\n'
        'column_groups = [{ key = "g", label = "G" }]',
    ).replace('label = "Now"', 'label = "Now", group = "g"')

    assert problems_of(text) == [
        ("tables.t.rows.head", "No row with figures stands under this heading."),
        ("tables.t.unit_head", "A transposed table has no place for a unit column."),
        (
            "tables.t.column_groups",
            "The columns of a transposed table stand in the last line of its heads.",
        ),
    ]


def test_parse_standard__row_in_two_blocks():
    text = FULL.replace('{ key = "z", label = "Z" }', '{ key = "x", label = "Z" }')

    assert problems_of(text)[0] == (
        "tables.t.blocks.second.rows.x",
        "The block 'first' has a row 'x' already.",
    )


@pytest.mark.parametrize(
    ("declared", "chain"),
    [
        ([("a", ["b", "c"]), ("c", ["a"])], "a → c → a"),
        ([("a", ["a"])], "a → a"),
        ([("a", ["b"]), ("b", ["c"]), ("c", ["a"])], "a → b → c → a"),
    ],
)
def test_parse_standard__circle_of_rows(declared, chain):
    sums = "".join(
        f'[[sums]]\ntable = "t"\ntotal = "{total}"\nparts = {parts}\n' for total, parts in declared
    )

    assert problems_of(SMALL + sums) == [
        ("tables.t", f"Calculated figures go in a circle: {chain}.")
    ]


def test_parse_standard__circle_of_columns():
    text = SMALL + (
        '[[sums]]\ntable = "t"\naxis = "columns"\ntotal = "now"\nparts = ["ever"]\n'
        '[[cumulatives]]\ntable = "t"\ncolumn = "ever"\ncurrent = "now"\n'
    )

    assert problems_of(text) == [
        ("tables.t", "Calculated figures go in a circle: ever → now → ever.")
    ]


def test_parse_standard__circle_across_rows_and_columns():
    text = SMALL + (
        '[[sums]]\ntable = "t"\ntotal = "a"\nparts = ["b"]\ncolumns = ["now"]\n'
        '[[sums]]\ntable = "t"\ntotal = "b"\nparts = ["a"]\ncolumns = ["ever"]\n'
        '[[sums]]\ntable = "t"\naxis = "columns"\ntotal = "now"\nparts = ["ever"]\n'
        '[[sums]]\ntable = "t"\naxis = "columns"\ntotal = "ever"\nparts = ["now"]\n'
    )

    assert problems_of(text) == [
        (
            "tables.t",
            "Calculated figures go in a circle: t.a.now → t.b.now → t.b.ever → t.a.ever → t.a.now.",
        ),
        ("tables.t", "Calculated figures go in a circle: now → ever → now."),
    ]


def test_parse_standard__two_declarations_for_a_cell():
    text = SMALL + (
        '[[sums]]\ntable = "t"\ntotal = "a"\nparts = ["b", "c"]\n'
        '[[cumulatives]]\ntable = "t"\ncolumn = "ever"\ncurrent = "now"\n'
    )

    formulas = parse_standard(text).formulas

    assert formulas["t.a.now"] == Formula("sum", ("t.b.now", "t.c.now"))
    assert formulas["t.a.ever"] == Formula("cumulative", ("t.a.now",))


def test_parse_standard__years_exchanged():
    text = "first_year = 2019\nlast_year = 2018\n" + SMALL

    assert problems_of(text) == [("first_year", "2019 is later than last_year 2018.")]


def test_load_standard_file__name_is_not_the_identifier(tmp_path):
    path = tmp_path / "other.toml"
    path.write_text(SMALL, encoding="utf-8")

    with pytest.raises(DefinitionError) as caught:
        load_standard_file(path)

    assert caught.value.problems == (
        Problem(
            str(path), "identifier", "'small' is not the file's name.", "Name the file small.toml."
        ),
    )


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_load_standard_file__unreadable(tmp_path, content):
    path = tmp_path / "small.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DefinitionError, match="The file cannot be read"):
        load_standard_file(path)
