"""Reading a reporting standard from TOML.

Two steps: the file is read entry by entry into the dataclasses of ``standards``, then what
the entries say about each other is checked (``definition_checks``). All mistakes of a file
are raised together as one ``DefinitionError``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .declaration_reader import (
    read_balance,
    read_carry_over,
    read_comparison,
    read_cumulative,
    read_indicator,
    read_nothing_without,
    read_of_which,
    read_pending,
    read_stock,
    read_sum,
)
from .definition_checks import check_references
from .definition_reader import Entry, Problems
from .errors import DefinitionError, Problem
from .forms import Block, Column, ColumnGroup, Row, Section, Table
from .indicator_checks import check_indicators
from .standards import Standard

ORIGINS = ("found", "memory", "mixed")


def parse_standard(text: str, file: str = "") -> Standard:
    """The standard that a TOML text defines; ``file`` is only named in messages.

    Raises ``DefinitionError`` with all mistakes at once.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"The file is no TOML: {error}."
        remedy = "Mend the line; then the rest is read."
        raise DefinitionError([Problem(file, "", message, remedy)]) from None
    return parse_definition(data, file)


def parse_definition(data: Mapping[str, Any], file: str = "") -> Standard:
    """The standard that a definition in the shape of its TOML file gives.

    Raises ``DefinitionError`` with all mistakes at once.
    """
    problems = Problems(file)
    standard = _read_standard(Entry(data, "", problems))
    check_references(standard, problems)
    check_indicators(standard, problems)
    if problems.found:
        raise DefinitionError(problems.found)
    return standard


def load_standard_file(path: Path | str) -> Standard:
    """The standard of a file, whose name must be its identifier: ``fuzhou-2018.toml``.

    Raises ``DefinitionError``, also where the file cannot be read.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The file cannot be read: {error}."
        raise DefinitionError(
            [Problem(str(path), "", message, "Give a readable file in UTF-8.")]
        ) from None
    standard = parse_standard(text, str(path))
    if standard.identifier != path.stem:
        raise DefinitionError(
            [
                Problem(
                    str(path),
                    "identifier",
                    f"{standard.identifier!r} is not the file's name.",
                    f"Name the file {standard.identifier}.toml.",
                )
            ]
        )
    return standard


def _read_standard(entry: Entry) -> Standard:
    standard = Standard(
        identifier=entry.identifier("identifier"),
        title=entry.text("title"),
        sections=tuple(_read_section(item) for item in entry.entries("sections", required=True)),
        tables=tuple(_read_table(item) for item in entry.entries("tables", required=True)),
        sums=tuple(read_sum(item) for item in entry.entries("sums")),
        of_which=tuple(read_of_which(item) for item in entry.entries("of_which")),
        cumulatives=tuple(read_cumulative(item) for item in entry.entries("cumulatives")),
        balances=tuple(read_balance(item) for item in entry.entries("balances")),
        nothing_without=tuple(
            read_nothing_without(item) for item in entry.entries("nothing_without")
        ),
        carry_overs=tuple(read_carry_over(item) for item in entry.entries("carry_overs")),
        stocks=tuple(read_stock(item) for item in entry.entries("stocks")),
        comparisons=tuple(read_comparison(item) for item in entry.entries("comparisons")),
        pending=tuple(read_pending(item) for item in entry.entries("pending")),
        rule_making=entry.texts("rule_making"),
        issued_as=entry.text("issued_as", ""),
        first_year=entry.year("first_year"),
        last_year=entry.year("last_year"),
        continues=entry.texts("continues"),
        local=entry.flag("local"),
        agency_codes=entry.texts("agency_codes"),
        report_title=entry.label("report_title", Standard.report_title, allowed=("agency", "year")),
        origin=entry.choice("origin", ORIGINS, "found"),
        extra=entry.notes("extra"),
        prose=tuple(read_indicator(item) for item in entry.entries("prose")),
    )
    first, last = standard.first_year, standard.last_year
    if first is not None and last is not None and first > last:
        entry.report(
            "first_year", f"{first} is later than last_year {last}.", "Exchange or mend them."
        )
    entry.finish()
    return standard


def _read_section(entry: Entry) -> Section:
    section = Section(
        key=entry.key(),
        heading=entry.label("heading"),
        tables=entry.texts("tables"),
        required=entry.flag("required", True),
        own_words=entry.flag("own_words"),
        mentions=entry.texts("mentions"),
    )
    entry.finish()
    return section


def _read_table(entry: Entry) -> Table:
    if "blocks" in entry.data:
        blocks = tuple(_read_block(item) for item in entry.entries("blocks", required=True))
    else:
        blocks = (_block_of(entry, "main", ""),)
    table = Table(
        key=entry.key(),
        title=entry.label("title"),
        blocks=blocks,
        unit=entry.text("unit", ""),
        unit_head=entry.label("unit_head", ""),
        note=entry.label("note", ""),
        caption=entry.label("caption", Table.caption, allowed=("title", "year")),
    )
    entry.finish()
    return table


def _read_block(entry: Entry) -> Block:
    block = _block_of(entry, entry.key(), entry.label("title", ""))
    entry.finish()
    return block


def _block_of(entry: Entry, key: str, title: str) -> Block:
    return Block(
        key=key,
        title=title,
        row_head=entry.label("row_head", ""),
        columns=tuple(_read_column(item) for item in entry.entries("columns", required=True)),
        rows=tuple(_read_row(item) for item in entry.entries("rows", required=True)),
        column_groups=tuple(_read_group(item) for item in entry.entries("column_groups")),
        transposed=entry.flag("transposed"),
    )


def _read_column(entry: Entry) -> Column:
    column = Column(
        key=entry.key(),
        label=entry.label("label"),
        unit=entry.text("unit", ""),
        decimal=entry.flag("decimal"),
        signed=entry.flag("signed"),
        group=entry.text("group", ""),
    )
    entry.finish()
    return column


def _read_group(entry: Entry) -> ColumnGroup:
    group = ColumnGroup(key=entry.key(), label=entry.label("label"), group=entry.text("group", ""))
    entry.finish()
    return group


def _read_row(entry: Entry) -> Row:
    row = Row(
        key=entry.key(),
        label=entry.label("label"),
        unit=entry.text("unit", ""),
        parent=entry.text("parent", ""),
        heading=entry.flag("heading"),
        decimal=entry.flag("decimal"),
        merged=entry.flag("merged"),
        origin=entry.choice("origin", ("", *ORIGINS), ""),
    )
    entry.finish()
    return row
