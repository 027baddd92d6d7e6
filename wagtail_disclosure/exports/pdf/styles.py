"""Sizes and colours of the page, in points.

The type area is that of GB/T 9704 (156 mm by 225 mm, 37 mm from the top, 28 mm from the left),
filled with 12-point text: 37 characters by 29 lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TEXT_SIZE = 12.0
LEADING = 22.0
LEFT = 28 * MM
TOP = 37 * MM
WIDTH = 37 * TEXT_SIZE
HEIGHT = 29 * LEADING

Colour = tuple[float, float, float]
INK: Colour = (0.09, 0.09, 0.10)
GREY: Colour = (0.36, 0.36, 0.38)
RULE: Colour = (0.72, 0.72, 0.73)
ACCENT: Colour = (0.545, 0.071, 0.071)


@dataclass(frozen=True)
class TextStyle:
    """How characters look. ``role`` names the chain of fonts, ``stroke`` (points) thickens the
    glyphs a little, ``tabular`` gives all digits one width, ``underlined`` draws a line under
    links."""

    size: float = TEXT_SIZE
    role: str = "body"
    colour: Colour = INK
    stroke: float = 0.0
    tabular: bool = False
    underlined: bool = True

    def bold(self) -> TextStyle:
        """The same in the fonts of headings, as Chinese text is emphasised."""
        return replace(self, role="heading")


@dataclass(frozen=True)
class ParagraphStyle:
    """How lines are set. ``indent`` is that of the first line, in characters; ``left`` moves all
    lines, in points; ``align`` is justify, left, centre or right."""

    text: TextStyle = TextStyle()
    leading: float = LEADING
    indent: float = 2.0
    left: float = 0.0
    align: str = "justify"
    before: float = 0.0
    keep_with_next: bool = False


BODY = ParagraphStyle()
TITLE = ParagraphStyle(
    TextStyle(size=21, stroke=0.42), leading=33, indent=0, align="centre", before=30
)
NUMBER = ParagraphStyle(TextStyle(size=12), leading=24, indent=0, align="centre", before=5)
BYLINE = ParagraphStyle(
    TextStyle(size=9.5, colour=GREY), leading=18, indent=0, align="centre", before=2
)
NOTICE = ParagraphStyle(TextStyle(size=10), leading=17, indent=0)
HEADINGS = (
    ParagraphStyle(TextStyle(size=14.5, role="heading"), before=15, align="left", indent=0),
    ParagraphStyle(TextStyle(size=12.5, role="heading"), before=7, align="left", indent=0),
    ParagraphStyle(TextStyle(size=11.5, role="heading"), before=3, align="left", indent=2),
    ParagraphStyle(TextStyle(size=12, stroke=0.3), before=0, align="left", indent=2),
)
CAPTION = ParagraphStyle(
    TextStyle(size=11, role="heading"), leading=18, indent=0, align="centre", before=14
)
PICTURE_CAPTION = ParagraphStyle(
    TextStyle(size=9.5, colour=GREY), leading=15, indent=0, align="centre", before=4
)
UNIT = ParagraphStyle(TextStyle(size=9, colour=GREY), leading=14, indent=0, align="right")
NOTE = ParagraphStyle(TextStyle(size=9, colour=GREY), leading=14, indent=0)
END_LABEL = ParagraphStyle(TextStyle(size=10.5, role="heading"), leading=20, indent=0, align="left")
END_TEXT = ParagraphStyle(
    TextStyle(size=10.5, underlined=False), leading=17, indent=0, align="left"
)
END_ADDRESS = ParagraphStyle(
    TextStyle(size=8.5, colour=GREY, underlined=False), leading=13, indent=0, align="left"
)
RUNNING = TextStyle(size=9, colour=GREY)
PAGE_NUMBER = TextStyle(size=10.5)
META_LABEL = TextStyle(size=9, colour=GREY)
META_VALUE = TextStyle(size=10.5)
TABLE_TEXT = TextStyle(size=10)
TABLE_HEAD = TextStyle(size=9.5, role="heading")
