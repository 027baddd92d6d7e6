"""The full-text search of PostgreSQL: what is written into its columns and asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.search import SearchConfig, SearchQueryField, SearchVectorField
from django.db import connections, transaction
from django.db.models import Expression, Func, Lookup, Value
from django.db.models.sql.compiler import SQLCompiler
from modelsearch.backends.database.postgres.weights import get_weight

from .indexing import Texts
from .tokens import Literal, Token, fold, is_han, runs, text_tokens

#: Places of one token that are kept, for ranking; for what is typed word by word, all that the
#: server takes.
PLACES = {"title": 8, "body": 8, "autocomplete": 255}
LAST_PLACE = 16383
#: The places between two fields, so that no phrase reaches from one into the other.
GAP = 10
#: A tsvector has room for 1 MB; of a longer text the first words are found.
LARGEST = {"title": 80_000, "body": 700_000, "autocomplete": 700_000}


def vector(texts: Texts, largest: int, places: int) -> str:
    """The tokens of some texts with places and weights, as PostgreSQL reads a tsvector."""
    found: dict[str, list[str]] = {}
    size = start = 0
    for text, boost in texts:
        weight = get_weight(boost)
        place = start
        for place, token in enumerate(text_tokens(text), start + 1):
            known = found.get(token)
            if known is None:
                found[token] = [f"{min(place, LAST_PLACE)}{weight}"]
                size += len(token.encode()) + 12
            elif len(known) < places:
                known.append(f"{min(place, LAST_PLACE)}{weight}")
                size += 2
            if size > largest:
                break
        start = place + GAP
    return " ".join([f"{quote(token)}:{','.join(at)}" for token, at in found.items()])


def quote(token: str) -> str:
    """A token in a tsvector or tsquery; letters, digits and ideographs hold nothing to escape."""
    return f"'{token}'"


def other_words(texts: str) -> str:
    """The words of a text that are not Chinese and no numbers."""
    return " ".join(run for run in runs(fold(texts)) if not is_han(run) and not run.isdecimal())


class AsVector(Func):
    """A tsvector that is written out."""

    template = "%(expressions)s::tsvector"
    output_field = SearchVectorField()


class AsQuery(Func):
    """A tsquery that is written out."""

    template = "%(expressions)s::tsquery"
    output_field = SearchQueryField()


class Words(Func):
    """The query for words as the server's language forms them: reports, report."""

    function = "plainto_tsquery"
    output_field = SearchQueryField()


class Found(Lookup):
    """Whether a tsvector matches a tsquery."""

    lookup_name = "found"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        left, left_params = compiler.compile(self.lhs)
        right, right_params = compiler.compile(self.rhs)
        return f"{left} @@ {right}", (*left_params, *right_params)


class OneOf(Lookup):
    """Whether a key is one of a list, which goes to the server as one value: thousands of values
    take longer to write and read than to look up."""

    lookup_name = "oneof"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        sql, params = compiler.compile(self.lhs)
        # Of the key's own type, so that the server can hash it.
        kind = self.lhs.output_field.rel_db_type(connection)
        return f"{sql} = ANY(%s::{kind}[])", (*params, list(self.rhs))


class OfType(Lookup):
    """Whether an entry is of some content types: seen in what the words have found. The index of
    the content types would find all entries."""

    lookup_name = "oftype"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        sql, params = compiler.compile(self.lhs)
        types = ", ".join(["%s"] * len(self.rhs))
        return f"({sql} IN ({types})) IS TRUE", (*params, *self.rhs)


@contextmanager
def by_index(alias: str) -> Iterator[None]:
    """Have the server look words up in the index.

    It reckons reading every tsvector of the table as cheap as reading their rows, which it is not:
    most are stored apart, and compressed.
    """
    connection: Any = connections[alias]
    if getattr(connection, "_words_by_index", False):
        yield
        return
    outer = connection.in_atomic_block
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('enable_seqscan'), current_setting('jit'),"
            " set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"
        )
        before = cursor.fetchone()[:2]
        connection._words_by_index = True
        try:
            yield
        finally:
            connection._words_by_index = False
        if outer:  # otherwise they end with the transaction
            cursor.execute(
                "SELECT set_config('enable_seqscan', %s, true), set_config('jit', %s, true)", before
            )


def tsquery(token: Token) -> str:
    return f"{quote(token.text)}{':*' if token.prefix else ''}"


def asked(words: Literal, config: Any) -> Expression:
    """All tokens of a literal; of a word in letters, any of its forms."""
    tokens = words.tokens()
    query: Any = AsQuery(Value(" & ".join(map(tsquery, tokens))))
    (first, *more) = words.runs
    if more or is_han(first) or first.isdecimal():
        return query
    named = [SearchConfig(config)] if config else []
    return query._combine(Words(*named, Value(first)), "||", False)
