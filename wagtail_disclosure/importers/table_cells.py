"""Lines of a copied table to cells, and what a single cell holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from wagtail_disclosure.domain.figures import MISSING, FigureError, Value, parse_value

from .imported import Line

UNITS = frozenset(
    {"条", "件", "次", "篇", "个", "人", "人次", "项", "万元", "元", "份", "宗", "起"}
)
#: Marks that clerks put where nothing is to report; a blank, not a zero.
BLANKS = frozenset({"", "-", "--", "—", "——", "–", "/", "／", "\\", "无", "……"})

#: No row of a form is longer; longer lines are prose, or a trap.
_LONGEST_ROW = 1_000

_SEPARATOR = re.compile(r"\t|\||\s{2,}")
_LIKE_NUMBER = re.compile(r"[+-]?\d[\d,.]*(?P<unit>\D{0,2})")
_TRAILING = re.compile(r"\s+(?=[+\-－＋]?[\d０-９][\d０-９,，.．]*(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the copied table. ``first`` begins a line that holds several cells;
    ``alone`` is a line of its own."""

    line: int
    text: str
    first: bool = True
    alone: bool = True


def split_line(line: Line) -> tuple[Cell, ...]:
    """The cells of one line: the line itself, or a whole row parted by tabs, bars or blanks.

    Empty cells are kept where tabs or bars show that there are cells.
    """
    text = line.text.strip(" 　|")
    if not text.strip():
        return ()
    if len(text) > _LONGEST_ROW:
        return (Cell(line.number, text),)
    if "\t" in text or "|" in text:
        parts = [part.strip() for part in re.split(r"[\t|]", text.strip("|"))]
    else:
        parts = [part for part in _SEPARATOR.split(text) if part]
        if len(parts) == 1:
            parts = [part for part in _TRAILING.split(text) if part]
    parts = _split_units(parts)
    if len([part for part in parts if part]) == 1 and not parts[0]:
        parts = [part for part in parts if part]
    alone = len(parts) == 1
    return tuple(
        Cell(line.number, part, first=position == 0, alone=alone)
        for position, part in enumerate(parts)
    )


def _split_units(parts: Sequence[str]) -> list[str]:
    """``主动公开文件数 条`` before numbers: label and unit were parted by one blank."""
    if len(parts) > 1 and " " in parts[0]:
        label, _, unit = parts[0].rpartition(" ")
        if unit in UNITS:
            return [label.strip(), unit, *parts[1:]]
    return list(parts)


def is_unit(text: str) -> bool:
    return text.strip("()（） ") in UNITS


def is_value(text: str) -> bool:
    """Whether a cell holds a figure or stands for a blank one, readable or not."""
    if text.strip() in BLANKS:
        return True
    try:
        parse_value(text)
    except FigureError:
        match = _LIKE_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
        return bool(match and (not match["unit"] or match["unit"] in UNITS))
    return True


def read_value(text: str) -> tuple[Value, str]:
    """The value of a cell and the code of what is wrong with it (``not_a_number``,
    ``too_long``, or empty). A unit behind the number is dropped: ``128条``."""
    text = text.strip()
    if text in BLANKS:
        return MISSING, ""
    bare = text
    for unit in UNITS:
        if text.endswith(unit) and len(text) > len(unit):
            bare = text.removesuffix(unit).strip()
            break
    try:
        return parse_value(bare), ""
    except FigureError as error:
        return MISSING, error.code
