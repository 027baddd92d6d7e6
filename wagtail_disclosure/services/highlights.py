"""Where words occur in a text, for readers: marked, and cut out of a long text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

#: The length of an excerpt, and how much of it stands before the first word found.
LENGTH, BEFORE = 110, 24

#: Full width and capitals as half width and small letters; every character stays one.
_FOLDED = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{code: code + 32 for code in range(ord("A"), ord("Z") + 1)},
    **{code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)},
    0x3000: 0x20,
}


def marked(text: str, words: Iterable[str]) -> SafeString:
    """``text`` as HTML, with every one of ``words`` in ``<mark>``."""
    pieces, end = [], 0
    for start, stop in _places(text, words):
        pieces += [escape(text[end:start]), "<mark>", escape(text[start:stop]), "</mark>"]
        end = stop
    pieces.append(escape(text[end:]))
    return mark_safe("".join(pieces))  # noqa: S308  (every piece of the text is escaped)


def excerpt(texts: Iterable[str], words: Iterable[str]) -> SafeString:
    """A piece around the first of ``words`` in the first of ``texts`` that holds one, marked;
    empty where none does."""
    words = list(words)
    for text in texts:
        plain = " ".join(text.split())
        first = next(iter(_places(plain, words)), None)
        if first is not None:
            start = max(0, first[0] - BEFORE)
            piece = plain[start : start + LENGTH]
            before = "…" if start else ""
            after = "…" if start + LENGTH < len(plain) else ""
            return mark_safe(f"{before}{marked(piece, words)}{after}")  # noqa: S308
    return SafeString("")


def _places(text: str, words: Iterable[str]) -> Iterable[tuple[int, int]]:
    """Where any of the words stands, in order and without overlaps."""
    asked = sorted({word.translate(_FOLDED) for word in words if word}, key=len, reverse=True)
    if not asked:
        return
    pattern = re.compile("|".join(map(re.escape, asked)))
    for match in pattern.finditer(text.translate(_FOLDED)):
        yield match.start(), match.end()
