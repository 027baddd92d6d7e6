"""Labels of the printed form, and how files spell them.

Sure matches: the label itself in full or half width, with or without blanks, 其中, a leading
number or a unit in brackets. Anything else is a guess and is said to be one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from wagtail_disclosure.domain.standards import Row

#: No label of a form is longer; longer text is prose.
MAX_LABEL = 80
_CLOSE_ENOUGH = 0.55
_CLEARLY_BEST = 0.1

_NUMBERING = re.compile(
    r"(?P<digits>\d{1,2})[.、)](?!\d)|\((?P<bracketed>\d{1,2})\)"
    r"|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、"
)
_OF_WHICH = re.compile(r"其中[:,]?")
_UNIT_IN_BRACKETS = re.compile(r"\((单位:)?[^()]{1,3}\)$")
_PUNCTUATION = re.compile(r"[\W_]+")


def squeeze(text: str) -> str:
    """The text in half width and without blanks: what spelling alone cannot change."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def core(text: str) -> str:
    """The words of a label without 其中, number, unit in brackets and punctuation."""
    return _core(text) if len(text) <= MAX_LABEL else text


@lru_cache(maxsize=2048)
def _core(text: str) -> str:
    rest = squeeze(text)
    rest = _cut(_OF_WHICH, rest)
    rest = _cut(_NUMBERING, rest)
    rest = _cut(_OF_WHICH, rest)
    rest = _UNIT_IN_BRACKETS.sub("", rest)
    return _PUNCTUATION.sub("", rest)


def number_of(text: str) -> str:
    """The Arabic number that a label begins with (after 其中), or empty."""
    match = _NUMBERING.match(_cut(_OF_WHICH, squeeze(text)))
    return (match["digits"] or match["bracketed"] or "") if match else ""


def similarity(left: str, right: str) -> float:
    """How alike two labels are, 0 to 1, compared by their words."""
    return SequenceMatcher(None, core(left), core(right), autojunk=False).ratio()


def sure_rows(text: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows whose label this text surely is, best first; several in forms that repeat one."""
    if not text or len(text) > MAX_LABEL:
        return ()
    rows = [row for row in rows if not row.heading]
    exact = [row for row in rows if squeeze(row.label) == squeeze(text)]
    words = core(text)
    known = [row for row in rows if words and core(row.label) == words and row not in exact]
    return (*exact, *known)


def guess_row(text: str, candidates: Sequence[Row]) -> Row | None:
    """The one candidate whose label is clearly the most like this text, or ``None``.

    Two different numbers before the label rule each other out.
    """
    if not text or len(text) > MAX_LABEL:
        return None
    number = number_of(text)
    scored = sorted(
        (
            (similarity(text, row.label), row.key, row)
            for row in candidates
            if not number or number_of(row.label) in ("", number)
        ),
        reverse=True,
    )
    if not scored or scored[0][0] < _CLOSE_ENOUGH:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY_BEST:
        return None
    return scored[0][2]


def _cut(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return text[match.end() :] if match else text
