"""The search backend for SQLite: rows of tokens are phrases of FTS5."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, FloatField, Func, Lookup, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
    SQLiteSearchResults,
)
from modelsearch.query import And, Not, Or, SearchQuery

from .compiling import RANK_LIMIT, CompilerMixin, ResultsMixin
from .encoded import EncodedIndexMixin, encode_asked
from .queries import Holds, wanted
from .tokens import Literal

TABLE = SQLiteFTSIndexEntry._meta.db_table


class SearchIndex(EncodedIndexMixin, SQLiteIndex):
    pass


class Match(Lookup):
    """Whether a row of the full-text table matches: right side an expression of FTS5."""

    lookup_name = "match"

    def __init__(self, expression: str) -> None:
        self.expression = expression
        super().__init__(None, None)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        return f"{TABLE} MATCH %s", (self.expression,)


class Relevance(Func):
    """What FTS5 says about a match; its columns are autocomplete, body, title."""

    template = f"-bm25({TABLE}, 1.0, 1.0, 5.0)"
    output_field = FloatField()


def phrase(words: Literal) -> str:
    """A literal in the language of FTS5."""
    tokens = words.tokens()
    row = " ".join(map(encode_asked, tokens))
    return f'"{row}"{" *" if tokens[-1].prefix else ""}'


def expression(query: SearchQuery) -> tuple[str, bool]:
    """The query in the language of FTS5, and whether what it finds is what is not wanted: there
    is ``a NOT b`` and no ``NOT b``."""
    if isinstance(query, Holds):
        return phrase(query.words), False
    if isinstance(query, Not):
        found, negated = expression(query.subquery)
        return found, not negated
    assert isinstance(query, (And, Or))
    parts = [expression(part) for part in query.subqueries]
    plain = [part for part, negated in parts if not negated]
    unwanted = [part for part, negated in parts if negated]
    if isinstance(query, And):
        all_plain, any_unwanted = joined(" AND ", plain), joined(" OR ", unwanted)
        if not plain:
            return any_unwanted, True
        return (f"({all_plain} NOT {any_unwanted})" if unwanted else all_plain), False
    any_plain, all_unwanted = joined(" OR ", plain), joined(" AND ", unwanted)
    if not unwanted:
        return any_plain, False
    return (f"({all_unwanted} NOT {any_plain})" if plain else all_unwanted), True


def joined(connector: str, parts: list[str]) -> str:
    return f"({connector.join(parts)})" if len(parts) > 1 else "".join(parts)


class CompilerBase(CompilerMixin):
    columns = "title body"

    def match(self, found: str) -> Match:
        return Match(f"{{{self.columns}}} : ({found})")

    def matching(self, query: SearchQuery, config: Any, sliced: bool) -> QuerySet[Any]:
        found, negated = expression(query)
        rows = SQLiteFTSIndexEntry.objects.filter(self.match(found))
        keys = self.keys_of(rows, "index_entry__")
        return self.queryset.exclude(pk__in=keys) if negated else self.queryset.filter(pk__in=keys)

    def rank(self, query: SearchQuery, config: Any) -> Any:
        found, negated = expression(query)
        if negated or not list(wanted(query)):
            return None
        rows = SQLiteFTSIndexEntry.objects.filter(
            self.match(found),
            index_entry__content_type__in=self.content_types(),
            index_entry__object_id=Cast(OuterRef("pk"), CharField(max_length=50)),
        )
        return Subquery(rows.values_list(Relevance(), flat=True)[:1], output_field=FloatField())


class SearchCompiler(CompilerBase, SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(CompilerBase, SQLiteAutocompleteQueryCompiler):
    """What is typed into the search of the admin is looked for in all of a text, and in what is
    only there for completing."""

    columns = "autocomplete title body"


class SearchResults(ResultsMixin, SQLiteSearchResults):
    pass


class SearchBackend(SQLiteSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = SearchIndex
    results_class = SearchResults

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.rank_limit = params.get("RANK_LIMIT", RANK_LIMIT)
