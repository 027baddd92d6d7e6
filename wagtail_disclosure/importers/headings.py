"""Which lines are headings: 一、 （一） 1. （1）, in full or half width."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERNS = (
    (1, re.compile(r"([一二三四五六七八九十]{1,3})[、.．]\s{0,4}(?=\S)")),
    (2, re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]、?\s{0,4}(?=\S)")),
    (3, re.compile(r"(\d{1,2})[.．、](?!\d)\s{0,4}(?=\S)")),
    (4, re.compile(r"[(（](\d{1,2})[)）]、?\s{0,4}(?=\S)")),
)
_MAX_HEADING = 60
#: The first sentence of a paragraph stands as its heading when it is this short.
_MAX_RUN_IN = 30
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading with what follows on the same line. ``number`` is the printed one."""

    level: int
    number: int
    text: str
    rest: str = ""


def read_heading(text: str) -> HeadingLine | None:
    """The heading that a line is or begins with; ``None`` for running text.

    ``1.健全制度，保障运转。坚持……`` is a heading with its paragraph behind it; a numbered
    paragraph that is one long sentence is none and keeps its number.
    """
    text = text.strip()
    for level, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            words, rest = _split(text[match.end() :])
            return HeadingLine(level, _number(match[1]), words, rest) if words else None
    return None


def _split(text: str) -> tuple[str, str]:
    """Heading and the text behind it; an empty heading when it is no heading."""
    first, stop, rest = text.partition("。")
    if not stop:
        return (text, "") if len(text) <= _MAX_HEADING and text[-1] not in ";；,，" else ("", text)
    if not rest.strip():
        return (first, "") if len(first) <= _MAX_RUN_IN else ("", text)
    return (first, rest.strip()) if len(first) <= _MAX_RUN_IN else ("", text)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = _DIGITS.get(ones, 0)
    return value + (10 * _DIGITS.get(tens, 1) if ten else 0)
