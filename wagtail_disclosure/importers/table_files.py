"""Rows of a CSV or XLSX file as text; hostile until read.

CSV comes in the encodings of ``text_files``, with commas, semicolons or tabs. Of a workbook the
first sheet is read. Formulas are not calculated, and nothing that the file names is opened.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from .errors import ImportRefused
from .text_files import decode_text

MAX_BYTES = 30_000_000
#: What a workbook may hold unpacked: a sheet of 200 000 lines has half of it.
MAX_UNPACKED = 300_000_000
MAX_MEMBERS = 1_000
MAX_ROWS = 200_000
MAX_COLUMNS = 60
MAX_TEXT = 2_000
#: Empty rows and columns do not count, but a sheet that goes on for ever is not read to its end.
LAST_ROW = 2 * MAX_ROWS
LAST_COLUMN = 256
#: Spreadsheets keep 15 digits of a number; the rest was lost before the file was saved.
EXACT_BELOW = 10**15

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as text; ``mistake`` says why it cannot be used: ``formula``, ``error``, ``rounded``
    or ``too_long``."""

    text: str
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is not empty, with its number in the file, counted from 1."""

    number: int
    cells: tuple[Cell, ...]


def read_table_file(source: bytes) -> Iterator[TableRow]:
    """The rows of a file that are not empty.

    Raises ``ImportRefused`` with ``table_large``, ``table_rows``, ``table_columns``,
    ``table_broken``, ``table_unpacked``, ``table_old``, ``encoding`` or ``binary``, at once or
    while the rows are read.
    """
    if len(source) > MAX_BYTES:
        raise ImportRefused("table_large", size=str(len(source)), limit=str(MAX_BYTES))
    if source.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefused("table_old")
    if source.startswith(b"PK"):
        return _bounded(_workbook_rows(source))
    return _bounded(_csv_rows(source))


def _bounded(rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[TableRow]:
    count = 0
    for number, cells in rows:
        while cells and not cells[-1].text and not cells[-1].mistake:
            cells.pop()
        if not cells:
            continue
        count += 1
        if count > MAX_ROWS:
            raise ImportRefused("table_rows", limit=str(MAX_ROWS))
        if len(cells) > MAX_COLUMNS:
            raise ImportRefused("table_columns", row=str(number), limit=str(MAX_COLUMNS))
        yield TableRow(number, tuple(cells))


def _cell(text: str, mistake: str = "") -> Cell:
    if len(text) > MAX_TEXT:
        return Cell(text[:20], "too_long")
    return Cell(text.strip(), mistake)


def _csv_rows(source: bytes) -> Iterator[tuple[int, list[Cell]]]:
    text, _encoding = decode_text(source)
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ImportRefused("binary", kind="")
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    try:
        for row in reader:
            if len(row) > LAST_COLUMN:
                raise ImportRefused("table_columns", row=str(number), limit=str(MAX_COLUMNS))
            yield number, [_csv_cell(value) for value in row]
            number = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused("table_broken", reason=f"line {number}: {error}") from error


def _csv_cell(value: str) -> Cell:
    """A value as text: ``="00012"`` keeps zeros from spreadsheets, ``'=1`` guards a formula."""
    text = value.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return _cell(text[2:-1])
    if text[:2] in ("'=", "'+", "'-", "'@"):
        return _cell(text[1:])
    return _cell(text, "formula" if text.startswith("=") else "")


def _workbook_rows(source: bytes) -> Iterator[tuple[int, list[Cell]]]:
    _refuse_bomb(source)
    import openpyxl  # only here: reading it takes a while

    with warnings.catch_warnings():  # about styles and extensions, which nobody needs here
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(source), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            for number, row in enumerate(sheet.iter_rows(), 1):
                if number > LAST_ROW:
                    raise ImportRefused("table_rows", limit=str(MAX_ROWS))
                if len(row) > LAST_COLUMN:
                    raise ImportRefused("table_columns", row=str(number), limit=str(MAX_COLUMNS))
                yield number, [_workbook_cell(cell) for cell in row]
        except ImportRefused:
            raise
        except Exception as error:  # a broken file breaks openpyxl in many ways
            raise ImportRefused("table_broken", reason=type(error).__name__) from error


def _refuse_bomb(source: bytes) -> None:
    """Refuse what would unpack to far more than it is, and XML with a document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
                raise ImportRefused("table_unpacked", limit=str(MAX_UNPACKED))
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as file:
                        if b"<!DOCTYPE" in file.read(4096):
                            raise ImportRefused("table_broken", reason="DOCTYPE")
    except ImportRefused:
        raise
    except Exception as error:  # not a ZIP file, an unknown compression, a password
        raise ImportRefused("table_broken", reason=type(error).__name__) from error


def _workbook_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return _cell(str(value), "formula")
    if cell.data_type == "e":
        return _cell(str(value), "error")
    if isinstance(value, (datetime, date, time)):
        return _cell(value.isoformat(" ") if isinstance(value, datetime) else value.isoformat())
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        mistake = "rounded" if abs(value) >= EXACT_BELOW else ""
        whole = isinstance(value, float) and not mistake and value.is_integer()
        return _cell(str(int(value)) if whole else str(value), mistake)
    return _cell(str(value))
