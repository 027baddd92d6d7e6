"""Font files in memory, shared by all documents of the process."""

from __future__ import annotations

import struct
import threading
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from .font_files import FontError

# What ReportLab's parser raises for damaged fonts; AttributeError stands for a setting that
# ReportLab 5.1 itself does not define and looks up when a font has no name.
_UNREADABLE = (TTFError, struct.error, LookupError, ValueError, ArithmeticError, AttributeError)

_load_lock = threading.Lock()


class Face:
    """A TrueType font. Widths and extents are in thousandths of the type size."""

    def __init__(self, path: Path, index: int) -> None:
        self.path = path
        try:
            self.ttf = TTFontFace(str(path), subfontIndex=index)
        except _UNREADABLE as error:
            reason = f"ReportLab cannot read it ({error})."
            raise FontError(str(path), reason, "Name another file, or repair this one.") from error
        self._repair_widths()
        self._lock = threading.Lock()

    def _repair_widths(self) -> None:
        # ReportLab scales the one width that a run of equally wide glyphs at the end shares,
        # and would write the scaled one into the embedded font: put the original back.
        self.ttf.seek_table("hhea", 34)
        full = self.ttf.read_ushort()
        last = self.ttf.hmetrics[full - 1][0]
        self.ttf.hmetrics[full:] = [(last, bearing) for _, bearing in self.ttf.hmetrics[full:]]

    def has(self, code: int) -> bool:
        """Whether the font can draw this character."""
        return bool(self.ttf.charToGlyph.get(code))

    def width(self, code: int) -> float:
        return float(self.ttf.charWidths.get(code, self.ttf.defaultWidth))

    def extent(self, code: int) -> tuple[float, float]:
        """Where the ink of the glyph begins and ends; (0, 0) for a blank one."""
        glyph = self.ttf.charToGlyph.get(code, 0)
        start, end = self.ttf.glyphPos[glyph], self.ttf.glyphPos[glyph + 1]
        if end <= start:
            return (0.0, 0.0)
        data = self.ttf.get_chunk(self.ttf.get_table_pos("glyf")[0] + start, 10)
        left, _bottom, right, _top = struct.unpack_from(">hhhh", data, 2)
        scale = 1000 / self.ttf.unitsPerEm
        return (left * scale, right * scale)

    def subset(self, codes: list[int]) -> tuple[bytes, list[int]]:
        """A font file with the glyphs of these characters, and each one's glyph number in it."""
        glyphs = {0: 0}
        for code in codes:
            glyphs.setdefault(self.ttf.charToGlyph[code], len(glyphs))
        # makeSubset moves a read position that all its callers share.
        with self._lock:
            data = self.ttf.makeSubset(codes)
        return data, [glyphs[self.ttf.charToGlyph[code]] for code in codes]


def load_face(path: Path, index: int) -> Face:
    """The font of this file, read again only when the file changes."""
    try:
        status = path.stat()
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror})."
        raise FontError(str(path), reason, "Correct the path or the permissions.") from error
    with _load_lock:
        return _load(path, index, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=16)
def _load(path: Path, index: int, _changed: int, _size: int) -> Face:
    return Face(path, index)
