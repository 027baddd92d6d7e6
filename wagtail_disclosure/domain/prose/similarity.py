"""How much of a text stood in another one."""

from __future__ import annotations

from decimal import Decimal

#: Characters of a piece; four are about two Chinese words.
PIECE = 4


def copied_share(text: str, earlier: str) -> Decimal:
    """The share of ``text`` in percent, whole, rounded down, that stands in ``earlier`` too.

    Both are cut into all pieces of ``PIECE`` characters, punctuation, spaces and digits left
    out: another year or another figure makes no new text. Linear in the length. Too short a
    text to be cut has none.
    """
    pieces, known = _pieces(text), _pieces(earlier)
    if not pieces:
        return Decimal(0)
    return Decimal(100 * len(pieces & known) // len(pieces))


def _pieces(text: str) -> frozenset[str]:
    words = "".join(char for char in text if char.isalpha())
    return frozenset(words[place : place + PIECE] for place in range(len(words) - PIECE + 1))
