"""The fonts a site names: where they are, and whether they can be embedded.

Reads the table directory of the file itself, so that a system check needs no ReportLab.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

FontPath = str | PathLike[str] | tuple[str | PathLike[str], int]
"""A file, or a file and the number of the font in it (for a ``.ttc`` collection)."""

FontSetting = Mapping[str, Sequence[FontPath]]
"""Fonts by role; each role has a chain, whose first font with a glyph for a character draws it."""

SHIPPED = Path(__file__).resolve().parents[2] / "fonts"
SERIF = (SHIPPED / "NotoSerifSC-Regular.ttf", 0)
SANS_BOLD = (SHIPPED / "NotoSansSC-Bold.ttf", 0)
SHIPPED_CHAINS: dict[str, tuple[tuple[Path, int], ...]] = {
    "body": (SERIF,),
    "heading": (SANS_BOLD, SERIF),
}

_STATIC_TRUETYPE = "Name a static TrueType font (.ttf or .ttc with outlines of kind “glyf”)."
_RESTRICTED = 0x0002
_NO_SUBSETS = 0x0100
_MOST_FONTS = 1000


class FontError(Exception):
    """A font cannot be used. ``file``, ``reason`` and ``remedy`` say which, why, what to do."""

    def __init__(self, file: str, reason: str, remedy: str) -> None:
        super().__init__(f"{file}: {reason} {remedy}")
        self.file = file
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True)
class FontProblem:
    """What is wrong with one entry of the setting; ``file`` is empty for the setting itself."""

    role: str
    file: str
    reason: str
    remedy: str


def check_fonts(setting: object) -> list[FontProblem]:
    """Everything that is wrong with the setting, in its order; empty when all can be used."""
    if not setting:
        return []
    if not isinstance(setting, Mapping):
        return [FontProblem("", "", "The fonts are not a dict.", _roles_remedy())]
    problems: list[FontProblem] = []
    for role, chain in setting.items():
        if role not in SHIPPED_CHAINS:
            reason = f"There is no role {role!r}."
            problems.append(FontProblem(str(role), "", reason, _roles_remedy()))
        else:
            problems.extend(_check_chain(role, chain))
    return problems


def chains(setting: FontSetting | None) -> dict[str, tuple[tuple[Path, int], ...]]:
    """For each role the fonts to look for a glyph in: the site's, then the shipped ones.

    Raises ``FontError`` for the first problem of the setting.
    """
    for problem in check_fonts(setting):
        raise FontError(problem.file or problem.role, problem.reason, problem.remedy)
    return {
        role: (*(_split(font) for font in (setting or {}).get(role, ())), *shipped)
        for role, shipped in SHIPPED_CHAINS.items()
    }


def _roles_remedy() -> str:
    roles = " and ".join(repr(role) for role in SHIPPED_CHAINS)
    return f"Write a dict with the keys {roles}, each a list of font files."


def _check_chain(role: str, chain: object) -> Iterator[FontProblem]:
    if isinstance(chain, str | bytes | PathLike) or not isinstance(chain, Iterable):
        yield FontProblem(role, "", f"The value of {role!r} is not a list.", _roles_remedy())
        return
    for font in chain:
        try:
            path, index = _split(font)
        except (TypeError, ValueError):
            remedy = "Write a path, or a tuple (path, number of the font in the file)."
            yield FontProblem(role, "", f"{font!r} names no font file.", remedy)
            continue
        try:
            inspect(path, index)
        except FontError as error:
            yield FontProblem(role, error.file, error.reason, error.remedy)


def _split(font: FontPath) -> tuple[Path, int]:
    if isinstance(font, tuple | list):
        path, index = font
        if not isinstance(index, int):
            raise TypeError
        return Path(path), index
    return Path(font), 0


def inspect(path: Path, index: int = 0) -> None:
    """Raise ``FontError`` unless ReportLab can embed a subset of this font."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror or error})."
        raise FontError(str(path), reason, "Correct the path or the permissions.") from error
    try:
        tables = _tables(data, path, index)
        _check_tables(tables, data, path)
    except (struct.error, IndexError) as error:
        reason = "The file is damaged or no font."
        raise FontError(str(path), reason, _STATIC_TRUETYPE) from error


def _tables(data: bytes, path: Path, index: int) -> dict[bytes, int]:
    """Offsets of the font's tables by tag."""
    start = 0
    if data[:4] == b"ttcf":
        (count,) = struct.unpack_from(">L", data, 8)
        if not 0 <= index < min(count, _MOST_FONTS):
            remedy = f"Write a number from 0 to {min(count, _MOST_FONTS) - 1}."
            raise FontError(str(path), f"The file has no font number {index}.", remedy)
        (start,) = struct.unpack_from(">L", data, 12 + 4 * index)
    elif index:
        remedy = "Leave the number out: only a .ttc file holds several fonts."
        raise FontError(str(path), f"The file has no font number {index}.", remedy)
    if data[start : start + 4] not in (b"\x00\x01\x00\x00", b"true", b"OTTO"):
        raise FontError(str(path), "The file is damaged or no font.", _STATIC_TRUETYPE)
    (count,) = struct.unpack_from(">H", data, start + 4)
    entries = (struct.unpack_from(">4sLLL", data, start + 12 + 16 * n) for n in range(count))
    return {tag: offset for tag, _checksum, offset, _length in entries}


def _check_tables(tables: Mapping[bytes, int], data: bytes, path: Path) -> None:
    if b"fvar" in tables:
        reason = "It is a variable font; it would be drawn in its default weight, often Thin."
        raise FontError(str(path), reason, _STATIC_TRUETYPE)
    if b"CFF " in tables or b"CFF2" in tables:
        reason = "Its outlines are PostScript curves (CFF), which ReportLab does not embed."
        raise FontError(str(path), reason, _STATIC_TRUETYPE)
    if not {b"glyf", b"loca", b"cmap", b"hmtx", b"head", b"OS/2", b"name", b"post"} <= set(tables):
        raise FontError(str(path), "Tables of a TrueType font are missing.", _STATIC_TRUETYPE)
    (rights,) = struct.unpack_from(">H", data, tables[b"OS/2"] + 8)
    if rights & _RESTRICTED or rights & _NO_SUBSETS:
        reason = f"Its licence flags (fsType {rights:#06x}) forbid embedding it or a subset."
        raise FontError(str(path), reason, "Ask the maker for a font with embedding rights.")
