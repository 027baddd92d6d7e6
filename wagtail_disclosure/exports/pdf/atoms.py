"""Text as the pieces a line is made of: Chinese characters, words, spaces, forced breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from .characters import (
    ADDRESS_BREAKS,
    CLOSING,
    NO_END,
    NO_START,
    OPENING,
    PAUSES,
    is_address,
    is_attached,
    is_ideographic,
)
from .fonts import DocumentFonts, Glyph
from .styles import TextStyle

HALF = 0.5
_WIDE = 0.9  # a mark narrower than this fraction of the size has no blank half to give
_CLEARANCE = 0.03
_UNBROKEN = ("—", "…")


class Kind(Enum):
    IDEOGRAPH = 1
    WORD = 2
    SPACE = 3
    BREAK = 4


@dataclass(frozen=True)
class Run:
    """Text in one style; a ``\\n`` forces a new line. ``link`` is an address or empty."""

    text: str
    style: TextStyle
    link: str = ""


class PlacedGlyph(NamedTuple):
    """A glyph at a distance (points) from the beginning of its atom or line."""

    x: float
    glyph: Glyph


@dataclass(slots=True)
class Atom:
    """What stays together on a line. ``before`` and ``after`` are blank halves of a mark that
    may be taken away; lengths are in points."""

    kind: Kind
    text: str
    style: TextStyle
    link: str = ""
    glyphs: list[PlacedGlyph] = field(default_factory=list)
    width: float = 0.0
    before: float = 0.0
    after: float = 0.0
    divisible: bool = False


def make_atoms(runs: Iterable[Run], fonts: DocumentFonts) -> list[Atom]:
    """The runs cut into atoms and measured. The text is clean (see ``characters.clean``)."""
    atoms: list[Atom] = []
    for run in runs:
        for kind, text in _pieces(run.text):
            if kind is Kind.WORD and is_address(text):
                for part in _address_parts(text):
                    atom = _measure(kind, part, run, fonts)
                    atom.divisible = True
                    atoms.append(atom)
            else:
                atoms.append(_measure(kind, text, run, fonts))
    return atoms


def divide(atom: Atom, fonts: DocumentFonts) -> list[Atom]:
    """A word too long for any line, as single characters that may part anywhere."""
    run = Run(atom.text, atom.style, atom.link)
    parts = []
    for char in atom.text:
        part = _measure(Kind.WORD, char, run, fonts)
        part.divisible = True
        parts.append(part)
    return parts


def may_break(first: Atom, second: Atom) -> bool:
    """Whether a line may end after ``first`` when ``second`` follows."""
    if first.kind is Kind.BREAK:
        return True
    if second.kind in (Kind.SPACE, Kind.BREAK) or second.text[0] in NO_START:
        return False
    if first.text[-1] in NO_END:
        return False
    if first.kind is Kind.WORD and second.kind is Kind.WORD:
        return first.divisible and second.divisible
    return True


def _pieces(text: str) -> Iterator[tuple[Kind, str]]:
    """The text cut into kinds. Characters drawn on another stay with it, and so do the parts of
    a dash or an ellipsis."""
    pending = ""
    pending_kind = Kind.BREAK
    for char in text:
        kind = _kind(char)
        joins = (
            is_attached(char)
            or (kind is Kind.WORD and pending_kind is Kind.WORD)
            or (char in _UNBROKEN and char == pending[-1:])
        )
        if pending and joins:
            pending += char
            continue
        if pending:
            yield pending_kind, pending
        pending, pending_kind = "", kind
        if kind in (Kind.SPACE, Kind.BREAK):
            yield kind, char
        else:
            pending = char
    if pending:
        yield pending_kind, pending


def _kind(char: str) -> Kind:
    if char == "\n":
        return Kind.BREAK
    if char == " ":
        return Kind.SPACE
    return Kind.IDEOGRAPH if is_ideographic(char) else Kind.WORD


def _address_parts(text: str) -> list[str]:
    parts = [""]
    for number, char in enumerate(text):
        parts[-1] += char
        following = text[number + 1 : number + 2]
        if char in ADDRESS_BREAKS and following and following not in ADDRESS_BREAKS:
            parts.append("")
    return parts


def _measure(kind: Kind, text: str, run: Run, fonts: DocumentFonts) -> Atom:
    style = run.style
    atom = Atom(kind, text, style, run.link)
    if kind is Kind.BREAK:
        return atom
    for char in text:
        glyph = fonts.glyph(style.role, char)
        width, shift = glyph.width, 0.0
        if style.tabular and char.isdigit() and char.isascii():
            width = fonts.digit_width(style.role)
            shift = (width - glyph.width) / 2
        elif char == "—" and atom.glyphs:
            # The two halves of a Chinese dash are drawn as one stroke.
            shift = -(glyph.right + glyph.left)
            width += shift
        atom.glyphs.append(PlacedGlyph(atom.width + shift * style.size, glyph))
        atom.width += width * style.size
    _find_blanks(atom, style.size)
    return atom


def _find_blanks(atom: Atom, size: float) -> None:
    glyph = atom.glyphs[0].glyph
    if len(atom.text) > 1 or glyph.width < _WIDE:
        return
    if atom.text in CLOSING or atom.text in PAUSES:
        atom.after = max(0.0, min(HALF, glyph.right - _CLEARANCE)) * size
    elif atom.text in OPENING:
        atom.before = max(0.0, min(HALF, glyph.left - _CLEARANCE)) * size
