"""A register of index numbers that was kept elsewhere, as rows of a table with a head.

Each value is read by the head of its column; whatever is wrong is kept with row and column. Nothing
here knows which agencies and schemes there are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from ..domain.register import invisible_marks
from .dates import parse_moment
from .errors import ImportRefused
from .table_files import TableRow, read_table_file

#: Heads of columns as they are written; blanks, case and marks do not count.
HEADS: dict[str, tuple[str, ...]] = {
    "number": ("索引号", "索引", "index number", "number"),
    "agency_code": ("机关代码", "机构代码", "单位代码", "agency code"),
    "agency": (
        "机关", "机关名称", "机构", "机构名称", "发布机构", "发文机关", "信息生成机构",
        "agency", "agency name", "issuing agency",
    ),
    "title": ("名称", "标题", "信息名称", "title", "name"),
    "document_number": ("发文字号", "文号", "文件编号", "document number"),
    "made_on": ("成文日期", "生成日期", "date of making", "made on"),
    "published": ("发布日期", "发布时间", "公开日期", "published", "publication date"),
    "state": ("状态", "state"),
    "reason": ("原因", "理由", "reason"),
    "scheme": ("索引号规则", "规则", "numbering scheme", "scheme"),
}  # fmt: skip

STATES: dict[str, tuple[str, ...]] = {
    "in_use": ("", "使用中", "在用", "有效", "in use"),
    "withdrawn": ("已撤回", "撤回", "已撤下", "withdrawn"),
    "void": ("已作废", "作废", "void"),
}

#: The most characters of a value; what is longer would be cut.
LIMITS = {
    "number": 100, "agency_code": 32, "agency": 100, "title": 255, "document_number": 100,
    "reason": 500, "scheme": 100,
}  # fmt: skip

#: What tells which number it is, and whose.
WHOSE = ("number", "agency_code", "agency", "scheme")

#: Years in which an index number may have been given.
FIRST_YEAR, LAST_YEAR = 1949, 2199

_FIELD_OF = {"".join(head.split()): name for name, heads in HEADS.items() for head in heads}
_STATE_OF = {"".join(word.split()): state for state, words in STATES.items() for word in words}


@dataclass(frozen=True, slots=True)
class RowMistake:
    """What is wrong at one place; ``column`` is the head as it stands in the file, or empty."""

    row: int
    column: str
    code: str
    params: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ImportedNumber:
    """One line of the register; values that are wrong are left out."""

    row: int
    number: str
    agency_code: str
    agency: str
    title: str
    document_number: str
    made_on: date | None
    published: datetime | None
    state: str
    reason: str
    scheme: str


@dataclass(frozen=True)
class ImportedRegister:
    """What a file holds: its rows, what is wrong in them, the head of each column that was read,
    and those heads that mean nothing here. Rows whose number and agency can be read are among
    ``rows`` even where another value is wrong, so that all that is wrong can be said at once."""

    rows: tuple[ImportedNumber, ...]
    mistakes: tuple[RowMistake, ...]
    heads: dict[str, str]
    unknown: tuple[str, ...]


def read_register(source: bytes) -> ImportedRegister:
    """Read a register from a CSV or XLSX file; raises ``ImportRefused`` where it is none."""
    table = read_table_file(source)
    head = next(table, None)
    if head is None:
        raise ImportRefused("table_empty")
    columns, heads, unknown = _columns(head)
    whose = {heads[name] for name in WHOSE if name in heads}
    rows: list[ImportedNumber] = []
    mistakes: list[RowMistake] = []
    for row in table:
        found = list(_cell_mistakes(row, columns, heads))
        values = {
            name: row.cells[place].text if place < len(row.cells) else ""
            for place, name in columns.items()
        }
        found += _value_mistakes(row.number, values, heads)
        mistakes += found
        wrong = {mistake.column for mistake in found}
        if not wrong & whose:
            kept = {name: "" if heads[name] in wrong else values[name] for name in values}
            rows.append(_number(row.number, kept))
    return ImportedRegister(tuple(rows), tuple(mistakes), heads, unknown)


def _columns(head: TableRow) -> tuple[dict[int, str], dict[str, str], tuple[str, ...]]:
    """The field of each column by its place, the head of each field, and heads of no meaning."""
    columns: dict[int, str] = {}
    heads: dict[str, str] = {}
    unknown: list[str] = []
    for place, cell in enumerate(head.cells):
        name = _FIELD_OF.get(_plain(cell.text), "")
        if name in heads:
            raise ImportRefused("table_head_twice", first=heads[name], second=cell.text)
        if name:
            columns[place], heads[name] = name, cell.text
        elif cell.text:
            unknown.append(cell.text)
    if "number" not in heads:
        raise ImportRefused("table_no_head", row=str(head.number))
    return columns, heads, tuple(unknown)


def _plain(text: str) -> str:
    """A head or a state without blanks, case, full width and marks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(mark for mark in plain if mark.isalnum())


def _cell_mistakes(
    row: TableRow, columns: dict[int, str], heads: dict[str, str]
) -> Iterator[RowMistake]:
    for place, name in columns.items():
        cell = row.cells[place] if place < len(row.cells) else None
        if cell is not None and cell.mistake:
            yield RowMistake(row.number, heads[name], cell.mistake, {"value": cell.text})


def _value_mistakes(
    row: int, values: dict[str, str], heads: dict[str, str]
) -> Iterator[RowMistake]:
    if not values["number"]:
        yield RowMistake(row, heads["number"], "number_missing")
    for name, value in values.items():
        limit = LIMITS.get(name, 0)
        if limit and len(value) > limit:
            params = {"length": str(len(value)), "limit": str(limit)}
            yield RowMistake(row, heads[name], "value_long", params)
        marks = invisible_marks(value)
        if marks and (name in WHOSE or any(unicodedata.category(mark) == "Cc" for mark in marks)):
            yield RowMistake(row, heads[name], "control_character")
    for name in ("made_on", "published"):
        if values.get(name) and _moment(values[name]) is None:
            yield RowMistake(row, heads[name], "bad_date", {"value": values[name]})
    state = _state(values.get("state", ""))
    if state is None:
        yield RowMistake(row, heads["state"], "bad_state", {"value": values["state"]})
    elif state != "in_use" and not values.get("reason"):
        yield RowMistake(row, heads.get("reason", ""), "reason_missing", {"state": values["state"]})


def _state(text: str) -> str | None:
    """The state that is meant; ``None`` where it is none, as marks alone are."""
    plain = _plain(text)
    return _STATE_OF.get(plain) if plain or not text.strip() else None


def _moment(text: str) -> datetime | None:
    moment = parse_moment(text)
    return moment if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _number(row: int, values: dict[str, str]) -> ImportedNumber:
    made = _moment(values.get("made_on", ""))
    return ImportedNumber(
        row=row,
        number=values["number"],
        agency_code=values.get("agency_code", ""),
        agency=values.get("agency", ""),
        title=values.get("title", ""),
        document_number=values.get("document_number", ""),
        made_on=made.date() if made else None,
        published=_moment(values.get("published", "")),
        state=_state(values.get("state", "")) or "",
        reason=values.get("reason", ""),
        scheme=values.get("scheme", ""),
    )
