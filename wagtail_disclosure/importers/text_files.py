"""Bytes of a text file to numbered lines; hostile until read.

Files come from clerks' desktops: UTF-8 with or without BOM, UTF-16 from Notepad, GB18030
(and with it GBK and GB 2312) from older programs. A file that does not decode without a
single error in any of them is refused, and so is everything that is no text.
"""

from __future__ import annotations

import codecs
import re

from .errors import ImportRefused
from .imported import Line

#: The longest real report seen has 30 KB; attachments belong to another field.
MAX_BYTES = 1_000_000
MAX_LINES = 5_000

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word, Excel, ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word, Excel"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
#: Invisible characters that web pages carry along; they would hide in numbers and labels.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_HTML = re.compile(r"\s*<(!doctype\s+html|html|\?xml|head|body)\b", re.IGNORECASE)


def read_lines(source: bytes) -> tuple[tuple[Line, ...], str]:
    """The lines of a text file and the name of its encoding.

    Raises ``ImportRefused`` with ``empty``, ``too_large``, ``too_many_lines``, ``binary``,
    ``encoding`` or ``html``.
    """
    if len(source) > MAX_BYTES:
        raise ImportRefused("too_large", size=str(len(source)), limit=str(MAX_BYTES))
    for magic, kind in _MAGIC:
        if source.startswith(magic):
            raise ImportRefused("binary", kind=kind)
    text, encoding = decode_text(source)
    if _CONTROL.search(text):
        raise ImportRefused("binary", kind="")
    if not text.strip():
        raise ImportRefused("empty")
    if _HTML.match(text):
        raise ImportRefused("html")
    rows = re.split(r"\r\n|[\n\r\x0b\x0c\u2028\u2029\x85]", text.translate(_INVISIBLE))
    if len(rows) > MAX_LINES:
        raise ImportRefused("too_many_lines", lines=str(len(rows)), limit=str(MAX_LINES))
    return tuple(Line(number, row) for number, row in enumerate(rows, 1)), encoding


def decode_text(source: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; raises ``ImportRefused`` with ``binary``
    or ``encoding``."""
    for bom, encoding in _BOMS:
        if source.startswith(bom):
            return _decode_as(source, encoding), encoding
    # Before GB18030, which decodes nearly everything: a NUL is never part of a text file.
    if b"\x00" in source:
        raise ImportRefused("binary", kind="")
    try:
        return source.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_as(source, "gb18030"), "gb18030"


def _decode_as(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise ImportRefused("encoding", line=str(line)) from error
