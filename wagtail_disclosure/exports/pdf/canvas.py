"""ReportLab's canvas, with what this writer needs: glyphs by position, artifacts, dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, BinaryIO

from django.utils.encoding import iri_to_uri
from reportlab.pdfgen.canvas import Canvas

from .fonts import DocumentFonts
from .lines import Line, SetGlyph
from .styles import PAGE_HEIGHT, PAGE_WIDTH, RULE, Colour, TextStyle

_UNDERLINE = 0.14  # of the size, below the base line


class PageCanvas(Canvas):
    """A canvas of A4 pages that draws set lines with the document's own fonts."""

    def __init__(self, file: BinaryIO, fonts: DocumentFonts, language: str) -> None:
        super().__init__(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._doc.delayedFonts.extend(fonts.embedded)
        self.anchors: dict[str, str] = {}

    def _make_preamble(self) -> None:
        # ReportLab's own names Helvetica on every page, which then stands unembedded in the file.
        self._preamble = "1 0 0 1 0 0 cm"

    def set_date(self, moment: datetime | None) -> None:
        """Write ``moment`` as the date of making; without one the file says 2000-01-01."""
        if moment is not None:
            stamp = self._doc._timeStamp
            stamp.YMDhms = moment.timetuple()[:6]
            offset = moment.utcoffset()
            minutes = int(offset.total_seconds()) // 60 if offset else 0
            stamp.dhh, stamp.dmm = int(minutes / 60), abs(minutes) % 60

    def draw_line(self, line: Line, x: float, baseline: float) -> None:
        """Draw a set line whose first glyph begins at ``x``, and its links."""
        if line.glyphs:
            self._code.append(_text_object(line.glyphs, x, baseline))
        for left, right, address in line.links:
            style = line.glyphs[0].style
            y = baseline - _UNDERLINE * style.size
            if style.underlined:
                self.rule(x + left, x + right, y, 0.4, style.colour)
            self._link(address, (x + left, y - 1, x + right, baseline + style.size * 0.9))

    def rule(
        self, left: float, right: float, y: float, weight: float = 0.4, colour: Colour = RULE
    ) -> None:
        """A horizontal line."""
        self._stroke(left, y, right, y, weight, colour)

    def column_rule(self, x: float, top: float, bottom: float, weight: float = 0.4) -> None:
        """A vertical line."""
        self._stroke(x, top, x, bottom, weight, RULE)

    @contextmanager
    def artifact(self, kind: str = "Pagination") -> Iterator[None]:
        """What is drawn inside is no content: running heads, repeated labels."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def _stroke(
        self, x0: float, y0: float, x1: float, y1: float, weight: float, colour: Colour
    ) -> None:
        with self.artifact("Layout"):
            red, green, blue = colour
            self._code.append(
                f"{red:.3f} {green:.3f} {blue:.3f} RG {weight:.2f} w "
                f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"
            )

    def _link(self, address: str, area: tuple[float, float, float, float]) -> None:
        if address.startswith("#"):
            key = self.anchors.get(address[1:])
            if key:
                self.linkRect("", key, area, thickness=0)
        else:
            self.linkURL(iri_to_uri(address), area, relative=0, thickness=0)


def _text_object(glyphs: Sequence[SetGlyph], x: float, y: float) -> str:
    code = ["BT"]
    start = 0
    state: Any = None
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or _look(glyphs[end]) != _look(glyphs[start]):
            style = glyphs[start].style
            if state is None or style != state:
                code.append(_style_operators(style))
                state = style
            font = glyphs[start].glyph.font
            code.append(f"/{font.name} {style.size:g} Tf")
            code.append(f"1 0 0 1 {x + glyphs[start].x:.3f} {y:.3f} Tm")
            code.append(_show(glyphs[start:end], style.size))
            start = end
    code.append("ET")
    return " ".join(code)


def _look(glyph: SetGlyph) -> tuple[str, TextStyle]:
    return glyph.glyph.font.name, glyph.style


def _style_operators(style: TextStyle) -> str:
    red, green, blue = style.colour
    colour = f"{red:.3f} {green:.3f} {blue:.3f}"
    if style.stroke:
        return f"{colour} rg {colour} RG 2 Tr {style.stroke:.2f} w"
    return f"{colour} rg 0 Tr"


def _show(glyphs: Sequence[SetGlyph], size: float) -> str:
    """The operator that shows glyphs of one font, with the distances between them."""
    parts: list[str] = []
    codes = ""
    pen = glyphs[0].x
    for placed in glyphs:
        gap = round((pen - placed.x) * 1000 / size)
        if gap:
            parts.append(f"<{codes}> {gap}" if codes else str(gap))
            codes = ""
            pen -= gap * size / 1000
        codes += f"{placed.glyph.cid:04X}"
        pen += placed.glyph.width * size
    parts.append(f"<{codes}>")
    return f"[{' '.join(parts)}] TJ"
