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

from .count_checks import check_counts
from .declaration_reader import (
    read_balance,
    read_carry_over,
    read_comparison,
    read_count,
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
    check_counts(standard, problems)
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
        sections=entry.each("sections", _read_section, required=True),
        tables=entry.each("tables", _read_table, required=True),
        sums=entry.each("sums", read_sum),
        of_which=entry.each("of_which", read_of_which),
        cumulatives=entry.each("cumulatives", read_cumulative),
        balances=entry.each("balances", read_balance),
        nothing_without=entry.each("nothing_without", read_nothing_without),
        carry_overs=entry.each("carry_overs", read_carry_over),
        stocks=entry.each("stocks", read_stock),
        comparisons=entry.each("comparisons", read_comparison),
        pending=entry.each("pending", read_pending),
        counts=entry.each("counts", read_count),
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
        prose=entry.each("prose", read_indicator),
    )
    first, last = standard.first_year, standard.last_year
    if first is not None and last is not None and first > last:
        entry.report(
            "first_year", f"{first} is later than last_year {last}.", "Exchange or mend them."
        )
    entry.finish()
    return standard


def _read_section(entry: Entry) -> Section:
    return Section(
        key=entry.key(),
        heading=entry.label("heading"),
        tables=entry.texts("tables"),
        required=entry.flag("required", True),
        own_words=entry.flag("own_words"),
        mentions=entry.texts("mentions"),
    )


def _read_table(entry: Entry) -> Table:
    if "blocks" in entry.data:
        blocks = entry.each("blocks", _read_block, required=True)
    else:
        blocks = (_block_of(entry, "main", ""),)
    return Table(
        key=entry.key(),
        title=entry.label("title"),
        blocks=blocks,
        unit=entry.text("unit", ""),
        unit_head=entry.label("unit_head", ""),
        note=entry.label("note", ""),
        caption=entry.label("caption", Table.caption, allowed=("title", "year")),
    )


def _read_block(entry: Entry) -> Block:
    return _block_of(entry, entry.key(), entry.label("title", ""))


def _block_of(entry: Entry, key: str, title: str) -> Block:
    return Block(
        key=key,
        title=title,
        row_head=entry.label("row_head", ""),
        columns=entry.each("columns", _read_column, required=True),
        rows=entry.each("rows", _read_row, required=True),
        column_groups=entry.each("column_groups", _read_group),
        transposed=entry.flag("transposed"),
    )


def _read_column(entry: Entry) -> Column:
    return Column(
        key=entry.key(),
        label=entry.label("label"),
        unit=entry.text("unit", ""),
        decimal=entry.flag("decimal"),
        signed=entry.flag("signed"),
        group=entry.text("group", ""),
    )


def _read_group(entry: Entry) -> ColumnGroup:
    return ColumnGroup(key=entry.key(), label=entry.label("label"), group=entry.text("group", ""))


def _read_row(entry: Entry) -> Row:
    return Row(
        key=entry.key(),
        label=entry.label("label"),
        unit=entry.text("unit", ""),
        parent=entry.text("parent", ""),
        heading=entry.flag("heading"),
        decimal=entry.flag("decimal"),
        merged=entry.flag("merged"),
        origin=entry.choice("origin", ("", *ORIGINS), ""),
    )
