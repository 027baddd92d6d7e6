"""Lines of Chinese text: where they break, and where each glyph stands.

Marks give up their blank half beside another mark and at the edges of a line; no line begins
with a closing mark or ends with an opening one; full lines are justified by widening the spaces
between words first, then all other gaps alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .atoms import Atom, Kind, divide, may_break
from .characters import NO_END, NO_START
from .fonts import DocumentFonts, Glyph
from .styles import TextStyle

_SHRINK = 0.25  # of the size, at each mark inside a line, to take one more character in
_SPACE_STRETCH = 0.3  # of the size, for each space between words
_GAP_STRETCH = 0.12  # of the size; wider gaps are read as spaces when text is copied (pypdf)
_LOOSE = 0.75  # of the size: a line that lacks more is tried again with shrunk marks
_MIXED = 0.06  # of the size: air between a Chinese character and a letter or digit
_LOOKAHEAD = 6.0  # of the size: no marks shrink by more
_TOLERANCE = 0.01
_BISECTIONS = 6


@dataclass(frozen=True, slots=True)
class SetGlyph:
    """A glyph of a line, ``x`` points from its beginning."""

    x: float
    glyph: Glyph
    style: TextStyle


@dataclass(frozen=True)
class Line:
    """One line: ``text`` as in the source, glyphs, the stretches that are links."""

    text: str
    glyphs: tuple[SetGlyph, ...]
    width: float
    links: tuple[tuple[float, float, str], ...] = ()


class _Breaker:
    """The atoms of one paragraph, with sums that measure any stretch of them at once."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self.atoms = atoms
        self.starts = [0.0]
        self.shrinks = [0.0]
        for first, second in pairwise(atoms):
            pull, shrink = _joint(first, second)
            self.starts.append(self.starts[-1] + first.width - pull)
            self.shrinks.append(self.shrinks[-1] + shrink)

    def natural(self, start: int, end: int, trim: bool) -> float:
        """The width of the line of atoms ``start`` to ``end`` inclusive. ``trim`` takes the
        blank half of an opening mark at its beginning."""
        last = self.atoms[end]
        width = self.starts[end] + last.width - last.after - self.starts[start]
        return width - (self.atoms[start].before if trim else 0.0)

    def shrink(self, start: int, end: int) -> float:
        return self.shrinks[end] - self.shrinks[start]


def _joint(first: Atom, second: Atom) -> tuple[float, float]:
    """What the two atoms lose where they meet: always, and at most besides. Negative is air."""
    limit = _SHRINK * first.style.size
    second_is_mark = second.before > 0 or second.after > 0
    if first.after > 0:
        return (first.after, 0.0) if second_is_mark else (0.0, min(limit, first.after))
    if second.before > 0:
        return (second.before, 0.0) if first.before > 0 else (0.0, min(limit, second.before))
    kinds = {first.kind, second.kind}
    if kinds == {Kind.IDEOGRAPH, Kind.WORD}:
        ideograph, word = (
            (first.text[-1], second.text[0])
            if first.kind is Kind.IDEOGRAPH
            else (second.text[0], first.text[-1])
        )
        if word.isalnum() and ideograph.isalnum():
            return -_MIXED * first.style.size, 0.0
    return 0.0, 0.0


def break_lines(
    atoms: Sequence[Atom],
    fonts: DocumentFonts,
    width: float,
    *,
    indent: float = 0.0,
    justify: bool = True,
) -> list[Line]:
    """Lines of at most ``width`` points, the first shorter by ``indent``.

    The first line begins at 0, not at the indent. A piece that fits no line is cut anywhere.
    """
    shortest = max(width - max(indent, 0.0), 1.0)
    pieces: list[Atom] = []
    for atom in atoms:
        too_long = atom.kind is Kind.WORD and atom.width > shortest
        pieces.extend(divide(atom, fonts) if too_long and len(atom.text) > 1 else [atom])
    breaker = _Breaker(pieces)
    lines: list[Line] = []
    start = 0
    while start < len(pieces):
        available = width - indent if not lines else width
        # A justified paragraph keeps its indent of full characters before an opening mark.
        trim = bool(lines) or not justify or not indent
        end = _line_end(breaker, start, available, trim=trim)
        full = end + 1 < len(pieces) and pieces[end].kind is not Kind.BREAK
        lines.append(_set_line(breaker, start, end, available, trim=trim, fill=justify and full))
        start = end + 1
        while full and start < len(pieces) and pieces[start].kind is Kind.SPACE:
            start += 1
    return lines


def balance_lines(atoms: Sequence[Atom], fonts: DocumentFonts, width: float) -> list[Line]:
    """Ragged lines of about one length, no more of them than ``width`` asks for."""
    lines = break_lines(atoms, fonts, width, justify=False)
    low, high = max((line.width for line in lines), default=0.0) / 2, width
    if len(lines) < 2:
        return lines
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        narrower = break_lines(atoms, fonts, middle, justify=False)
        if len(narrower) > len(lines):
            low = middle
        else:
            high, lines = middle, narrower
    return lines


def _visible_end(breaker: _Breaker, start: int, end: int) -> int:
    while end > start and breaker.atoms[end].kind in (Kind.SPACE, Kind.BREAK):
        end -= 1
    return end


def _line_end(breaker: _Breaker, start: int, width: float, *, trim: bool) -> int:
    """The last atom of the line that begins at ``start``: the last place to break that fits, or
    the one after it when that leaves the line loose and shrunk marks make room."""
    atoms = breaker.atoms
    size = atoms[start].style.size
    fits = breaks = squeezed = -1
    for end in range(start, len(atoms)):
        shown = _visible_end(breaker, start, end)
        natural = breaker.natural(start, shown, trim)
        at_end = end + 1 == len(atoms) or atoms[end].kind is Kind.BREAK
        may_end = at_end or may_break(atoms[end], atoms[end + 1])
        if natural <= width + _TOLERANCE:
            fits = end
            breaks = end if may_end else breaks
        elif may_end and natural <= width + breaker.shrink(start, shown) + _TOLERANCE:
            squeezed = end
        if at_end or squeezed >= 0 or natural > width + _LOOKAHEAD * size:
            break
    if breaks < 0:
        return next(found for found in (squeezed, fits, start) if found >= 0)
    lack = width - breaker.natural(start, _visible_end(breaker, start, breaks), trim)
    return squeezed if squeezed >= 0 and lack > _LOOSE * size else breaks


def _set_line(
    breaker: _Breaker, start: int, end: int, width: float, *, trim: bool, fill: bool
) -> Line:
    shown = _visible_end(breaker, start, end)
    atoms = breaker.atoms[start : shown + 1]
    if atoms and atoms[-1].kind is Kind.BREAK:
        return Line("", (), 0.0)
    natural = breaker.natural(start, shown, trim)
    changes = _changes(breaker, start, shown, width - natural, fill=fill)
    glyphs: list[SetGlyph] = []
    links: list[tuple[float, float, str]] = []
    origin = breaker.starts[start] + (atoms[0].before if trim else 0.0)
    moved = 0.0
    for number, atom in enumerate(atoms):
        if number:
            moved += changes[number - 1]
        x = breaker.starts[start + number] - origin + moved
        glyphs.extend(SetGlyph(x + placed.x, placed.glyph, atom.style) for placed in atom.glyphs)
        if atom.link:
            _extend_link(links, x, x + atom.width, atom.link)
    text = "".join(atom.text for atom in atoms)
    return Line(text, tuple(glyphs), natural + moved, tuple(links))


def _extend_link(links: list[tuple[float, float, str]], left: float, right: float, to: str) -> None:
    if links and links[-1][2] == to:
        links[-1] = (links[-1][0], right, to)
    else:
        links.append((left, right, to))


def _changes(breaker: _Breaker, start: int, end: int, lack: float, *, fill: bool) -> list[float]:
    """How much wider (or narrower) each joint of the line gets."""
    count = end - start
    changes = [0.0] * count
    if lack < 0:
        available = breaker.shrink(start, end)
        for number in range(count):
            own = breaker.shrink(start + number, start + number + 1)
            changes[number] = lack * own / available if available else 0.0
        return changes
    if not fill or not count:
        return changes
    size = breaker.atoms[start].style.size
    atoms = breaker.atoms[start : end + 1]
    spaces = [n for n in range(count) if atoms[n].kind is Kind.SPACE]
    if spaces:
        share = min(lack / len(spaces), _SPACE_STRETCH * size)
        for number in spaces:
            changes[number] = share
        lack -= share * len(spaces)
    gaps = [n for n in range(count) if _is_gap(atoms[n], atoms[n + 1])]
    if gaps and lack / len(gaps) <= _GAP_STRETCH * size:
        for number in gaps:
            changes[number] += lack / len(gaps)
    return changes


def _is_gap(first: Atom, second: Atom) -> bool:
    if Kind.SPACE in (first.kind, second.kind):
        return False
    if first.kind is Kind.WORD and second.kind is Kind.WORD:
        return False
    return first.text[-1] not in NO_END and second.text[0] not in NO_START
