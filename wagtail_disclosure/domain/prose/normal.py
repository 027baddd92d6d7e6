"""Text in one spelling: half-width digits and brackets, no spaces, positions kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAME = str.maketrans(
    "０１２３４５６７８９（）［］：；．％～－–—―○！？\u3000\xa0\u2002\u2003\u2009\u200b\ufeff\t\r",
    "0123456789()[]:;.%~----〇!?         ",
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
