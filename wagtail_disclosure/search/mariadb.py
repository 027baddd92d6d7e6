"""The search backend for MariaDB and MySQL, whose full-text search of InnoDB stays as it is set.

The full-text index finds the rows that hold all tokens; that the pairs of a longer word stand one
after another is seen in the tokens of the row.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Expression, F, FloatField, Func, Lookup, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from modelsearch.backends.database.mysql.mysql import (
    IndexEntry,
    MySQLAutocompleteQueryCompiler,
    MySQLIndex,
    MySQLSearchBackend,
    MySQLSearchQueryCompiler,
    MySQLSearchResults,
)
from modelsearch.query import SearchQuery

from .compiling import RANK_LIMIT, CompilerMixin, Like, ResultsMixin
from .encoded import EncodedIndexMixin, encode_asked
from .queries import wanted
from .tokens import Literal, Token


class SearchIndex(EncodedIndexMixin, MySQLIndex):
    pass


class Columns(Func):
    """The columns of one full-text index."""

    template = "%(expressions)s"


class Against(Lookup):
    """Whether some columns match, which is a condition as it stands."""

    lookup_name = "against"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        columns, params = compiler.compile(self.lhs)
        return f"MATCH ({columns}) AGAINST (%s IN BOOLEAN MODE)", (*params, self.rhs)


class Relevance(Func):
    """How well some columns match.

    InnoDB reckons with the number of rows, and on a new or emptied table arrives at infinity, with
    which the server refuses to go on reckoning.
    """

    template = "LEAST(1e6, MATCH (%(expressions)s) AGAINST (%%s IN BOOLEAN MODE))"
    output_field = FloatField()

    def __init__(self, *columns: Expression | F, words: str) -> None:
        super().__init__(*columns)
        self.words = words

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        sql, params = super().as_sql(compiler, connection, **extra)
        return sql, (*params, self.words)


def word(token: Token) -> str:
    return f"{encode_asked(token)}{'*' if token.prefix else ''}"


class CompilerBase(CompilerMixin):
    #: Each group of columns with a full-text index of its own.
    groups: list[tuple[str, ...]] = [("title", "body")]

    def matching(self, query: SearchQuery, config: Any, sliced: bool) -> QuerySet[Any]:
        entries = IndexEntry.objects.filter(self.condition(query, self.holds))
        return self.queryset.filter(pk__in=self.keys_of(entries))

    def holds(self, words: Literal) -> Q:
        tokens = words.tokens()
        needed = " ".join(f"+{word(token)}" for token in tokens)
        row = f" {' '.join(map(encode_asked, tokens))}{'' if tokens[-1].prefix else ' '}"
        found = Q()
        for group in self.groups:
            matched = Q(Against(Columns(*map(F, group)), needed))
            if len(tokens) > 1:
                in_one = Q()
                for column in group:
                    in_one |= Q(Like(F(column), row))
                matched &= in_one
            found |= matched
        return found

    def rank(self, query: SearchQuery, config: Any) -> Any:
        words = " ".join(sorted({word(token) for part in wanted(query) for token in part.tokens()}))
        if not words:
            return None
        title = Relevance(F("index_entries__title"), words=words)
        body = Relevance(F("index_entries__body"), words=words)
        return title * F("index_entries__title_norm") + body


class SearchCompiler(CompilerBase, MySQLSearchQueryCompiler):
    pass


class AutocompleteCompiler(CompilerBase, MySQLAutocompleteQueryCompiler):
    """What is typed into the search of the admin is looked for in all of a text, and in what is
    only there for completing."""

    groups = [("title", "body"), ("autocomplete",)]


class SearchResults(ResultsMixin, MySQLSearchResults):
    pass


class SearchBackend(MySQLSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = SearchIndex
    results_class = SearchResults

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.rank_limit = params.get("RANK_LIMIT", RANK_LIMIT)
