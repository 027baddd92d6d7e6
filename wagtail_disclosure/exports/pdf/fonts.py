"""The fonts of one PDF: which glyph draws a character, and how fonts are embedded.

Each face becomes one Type 0 font with two-byte codes. ReportLab's own TrueType support splits
a font in pieces of 256 glyphs and writes a wrong ToUnicode entry beyond U+FFFF, so that such a
character cannot be copied or searched (ReportLab 5.1, ``makeToUnicodeCMap``).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from .faces import Face, load_face
from .font_files import FontSetting, chains

REPLACEMENT = "〓"
_SYMBOLIC, _NONSYMBOLIC = 1 << 2, 1 << 5
_MOST_CODES = 0xFFFF


class Glyph(NamedTuple):
    """A character as one font draws it. ``cid`` is its code in that font; ``width`` and the
    blank left and right of the ink are fractions of the type size."""

    font: EmbeddedFont
    cid: int
    width: float
    left: float
    right: float


class EmbeddedFont:
    """One face in one document. Codes are given in the order of first use, from 1."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._cids: dict[tuple[int, str], int] = {}

    def cid(self, code: int, text: str) -> int:
        """The code that draws the glyph of ``code`` and is copied as ``text``."""
        return self._cids.setdefault((code, text), len(self._cids) + 1)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's protocol
        """Write the font into the file: called by ReportLab when the document is saved."""
        if not self._cids:
            return
        codes = [code for code, _text in self._cids]
        data, glyphs = self.face.subset(codes)
        digest = hashlib.sha256(data).digest()
        tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
        base = f"{tag}+{self.face.ttf.name.decode('latin-1')}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(doc, base, data),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([self._width(code) for code in codes])]),
                "CIDToGIDMap": self._stream(
                    doc, "glyphs", b"".join(glyph.to_bytes(2, "big") for glyph in (0, *glyphs))
                ),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray(
                    [doc.Reference(descendant, f"descendant:{self.name}")]
                ),
                "ToUnicode": self._stream(doc, "unicode", self._to_unicode(base)),
            }
        )
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(font, self.name)

    def _width(self, code: int) -> str:
        return f"{self.face.width(code):.4g}"

    def _descriptor(self, doc: Any, base: str, data: bytes) -> Any:
        ttf = self.face.ttf
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(base),
                "Flags": ttf.flags & ~_NONSYMBOLIC | _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(ttf.bbox),
                "ItalicAngle": ttf.italicAngle,
                "Ascent": ttf.ascent,
                "Descent": ttf.descent,
                "CapHeight": ttf.capHeight,
                "StemV": ttf.stemV,
                "FontFile2": self._stream(doc, "file", data, Length1=len(data)),
            }
        )
        return doc.Reference(descriptor, f"descriptor:{self.name}")

    def _stream(self, doc: Any, kind: str, content: bytes, **entries: int) -> Any:
        stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
        for key, value in entries.items():
            stream.dictionary[key] = value
        return doc.Reference(stream, f"{kind}:{self.name}")

    def _to_unicode(self, base: str) -> bytes:
        entries = [
            f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_code, text), cid in self._cids.items()
        ]
        blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{base}-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for block in blocks:
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")


class DocumentFonts:
    """All fonts of one document, by role. Not shared between documents or threads."""

    def __init__(self, setting: FontSetting | None = None) -> None:
        self.missing: dict[str, None] = {}
        embedded: dict[tuple[object, int], EmbeddedFont] = {}
        self._chains: Mapping[str, Sequence[EmbeddedFont]] = {
            role: [
                embedded.setdefault(
                    (path, index), EmbeddedFont(load_face(path, index), f"F{len(embedded) + 1}")
                )
                for path, index in chain
            ]
            for role, chain in chains(setting).items()
        }
        self.embedded = tuple(embedded.values())
        self._glyphs: dict[tuple[str, str], Glyph] = {}

    def glyph(self, role: str, char: str) -> Glyph:
        """The glyph of a character; a character that no font has is noted as missing."""
        key = (role, char)
        if key not in self._glyphs:
            self._glyphs[key] = self._find(role, char)
        return self._glyphs[key]

    def digit_width(self, role: str) -> float:
        """The width of the widest digit, as a fraction of the type size."""
        return max(self.glyph(role, digit).width for digit in "0123456789")

    def _find(self, role: str, char: str) -> Glyph:
        # The normal form draws what has no glyph of its own: compatibility ideographs,
        # non-breaking spaces and hyphens. It is still copied as what was written.
        normal = unicodedata.normalize("NFKC", char)
        for drawn in (char, normal if len(normal) == 1 else char):
            for font in self._chains[role]:
                if font.face.has(ord(drawn)):
                    return _measure(font, ord(drawn), char)
        self.missing.setdefault(char)
        return _measure(self._chains[role][-1], ord(REPLACEMENT), char)


def _measure(font: EmbeddedFont, code: int, text: str) -> Glyph:
    width = font.face.width(code)
    left, right = font.face.extent(code)
    return Glyph(
        font, font.cid(code, text), width / 1000, left / 1000, max(0.0, width - right) / 1000
    )
