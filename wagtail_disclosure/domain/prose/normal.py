"""Text in one spelling: half-width digits and brackets, no spaces, positions kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Stands for the reporting agency's names, so that all that is looked for around them is the same
#: for every agency: a character of no script.
OWN = "\ue000"
_SAME = str.maketrans(
    "０１２３４５６７８９（）［］：；．％～－–—―○！？\u3000\xa0\u2002\u2003\u2009\u200b\ufeff\t\r"
    + OWN,
    "0123456789()[]:;.%~----〇!?         " + " ",
)
#: A space here may part two numbers or belong to one (1 128).
_BETWEEN_LATIN = re.compile(r"(?<=[0-9A-Za-z]) +(?=[0-9A-Za-z])")


@dataclass(frozen=True)
class NormalText:
    """``text`` in one spelling; ``offsets[i]`` is the place of its character i in ``original``."""

    original: str
    text: str
    offsets: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a stretch of the normal text (``start`` < ``end``)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The stretch as it was written."""
        first, last = self.place(start, end)
        return self.original[first:last]


def normalise(original: str) -> NormalText:
    """The text without the spaces that mean nothing."""
    spelled = original.translate(_SAME)
    meant = {found.start() for found in _BETWEEN_LATIN.finditer(spelled)}
    kept = [place for place, char in enumerate(spelled) if char != " " or place in meant]
    return NormalText(original, "".join(spelled[place] for place in kept), tuple(kept))


def mark_own(normal: NormalText, names: Iterable[str]) -> NormalText:
    """The text with one ``OWN`` for each of the names, the longest first."""
    ordered = sorted(names, key=len, reverse=True)
    if not ordered:
        return normal
    text, offsets, done = "", list[int](), 0
    for found in re.finditer("|".join(map(re.escape, ordered)), normal.text):
        text += normal.text[done : found.start()] + OWN
        offsets += normal.offsets[done : found.start() + 1]
        done = found.end()
    return NormalText(
        normal.original, text + normal.text[done:], (*offsets, *normal.offsets[done:])
    )
