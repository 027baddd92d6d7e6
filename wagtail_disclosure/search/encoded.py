"""An index whose columns are texts that the database cuts into words itself: SQLite, MariaDB.

Each token is written as one word of ASCII letters, which no database takes for anything else.
"""

from __future__ import annotations

from typing import Any

from .indexing import IndexMixin, Texts
from .tokens import Token, encode, text_tokens

#: Stands between two fields, so that no phrase reaches from one into the other. No token begins
#: with it.
GAP = " xxx "


def encoded(texts: Texts) -> str:
    """The tokens of some texts as words between single spaces."""
    return f" {GAP.join(' '.join(map(encode, text_tokens(text))) for text, _ in texts)} "


def encode_asked(token: Token) -> str:
    """A token of a query as a word; a prefix without its mark."""
    return encode(token.text)


class EncodedIndexMixin(IndexMixin):
    def values(self, columns: dict[str, Texts]) -> dict[str, Any]:
        return {name: encoded(texts) for name, texts in columns.items()}
