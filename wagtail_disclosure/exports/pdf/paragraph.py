"""Paragraphs as boxes, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from .atoms import Run, make_atoms
from .canvas import PageCanvas
from .flow import Box, Draw
from .fonts import DocumentFonts
from .lines import Line, balance_lines, break_lines
from .styles import LEFT, WIDTH, ParagraphStyle, TextStyle

_ASCENT = 0.88  # of the size: how far Chinese characters reach above the base line


def baseline(top: float, leading: float, size: float) -> float:
    """The height of the base line of text that stands in the middle of its line."""
    return top - (leading - size) / 2 - _ASCENT * size


def paragraph(
    runs: Sequence[Run],
    style: ParagraphStyle,
    fonts: DocumentFonts,
    *,
    width: float = WIDTH,
    marker: str = "",
    heading: tuple[int, str, str] | None = None,
) -> list[Box]:
    """The lines of a paragraph. A page never ends with its first line alone, and never begins
    with its last. ``marker`` stands left of the first line, in the space that ``style.left``
    leaves; ``heading`` makes the paragraph an entry of the outline."""
    size = style.text.size
    atoms = make_atoms(runs, fonts)
    room = width - style.left
    if style.align == "centre":
        lines = balance_lines(atoms, fonts, room)
    else:
        justify = style.align == "justify"
        lines = break_lines(atoms, fonts, room, indent=style.indent * size, justify=justify)
    marked = set_text(marker, style.text, fonts) if marker else None
    boxes = []
    for number, line in enumerate(lines):
        x = LEFT + _offset(line, style, width, first=number == 0)
        boxes.append(
            Box(
                height=style.leading,
                draw=_drawing(line, x, style, marked if number == 0 else None),
                before=style.before if number == 0 else 0.0,
                keep=style.keep_with_next or _keeps(number, len(lines)),
                heading=heading if number == 0 else None,
            )
        )
    return boxes


def set_text(text: str, style: TextStyle, fonts: DocumentFonts) -> Line:
    """One line that is never broken."""
    lines = break_lines(make_atoms([Run(text, style)], fonts), fonts, 1e6, justify=False)
    return lines[0] if lines else Line("", (), 0.0)


def space(height: float, *, keep: bool = False) -> Box:
    """Empty space; none at the top of a page."""
    return Box(height=0.0, before=height, keep=keep)


def _keeps(number: int, count: int) -> bool:
    return count > 1 and (number == 0 or number == count - 2)


def _offset(line: Line, style: ParagraphStyle, width: float, *, first: bool) -> float:
    if style.align == "centre":
        return (width - line.width) / 2
    if style.align == "right":
        return width - line.width
    return style.left + (style.indent * style.text.size if first else 0.0)


def _drawing(line: Line, x: float, style: ParagraphStyle, marker: Line | None) -> Draw:
    size = style.text.size

    def draw(canvas: PageCanvas, top: float) -> None:
        y = baseline(top, style.leading, size)
        if marker is not None:
            canvas.draw_line(marker, x - marker.width - 0.45 * size, y)
        canvas.draw_line(line, x, y)

    return draw
