"""The search backend for PostgreSQL.

The tokens stand in the columns of Wagtail's index as they are: they never go through the parser of
the server, which would cut FZ00503-3000-2019-00004 into signed numbers. That the pairs of a longer
word stand one after another is seen in the text beside them, because a tsvector has no room for
the places of all words of a long report (255 of one word, none beyond the 16 383rd).
"""

from __future__ import annotations

import json
import operator
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from typing import Any

from django.contrib.postgres.search import (
    SearchConfig,
    SearchQueryField,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import connections, transaction
from django.db.models import Expression, F, Func, Lookup, Q, QuerySet, TextField, Value
from django.db.models.sql.compiler import SQLCompiler
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
    PostgresSearchResults,
)
from modelsearch.backends.database.postgres.weights import get_weight
from modelsearch.query import Fuzzy, Not, SearchQuery

from .compiling import RANK_LIMIT, CompilerMixin, Like, ResultsMixin
from .indexing import IndexMixin, Texts
from .queries import wanted
from .tokens import Literal, Token, canonical, fold, is_han, runs, text_tokens

#: Places of one token that are kept, for ranking; for what is typed word by word, all that the
#: server takes.
PLACES = {"title": 8, "body": 8, "autocomplete": 255}
LAST_PLACE = 16383
#: More matches than these are looked for among the objects rather than the other way round.
FREQUENT = 20_000
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


class PostgreSQLIndex(IndexMixin, PostgresIndex):
    def values(self, columns: dict[str, Texts]) -> dict[str, Any]:
        texts = {
            f"{name}_text": "\n".join(canonical(text) for text, _ in columns[name])
            for name in ("title", "body")
        }
        vectors = {name: self.vector(name, columns[name]) for name in columns}
        return {**vectors, **texts}

    def vector(self, column: str, texts: Texts) -> Expression:
        config = self.backend.autocomplete_config if column == "autocomplete" else self.backend.config
        made: Any = AsVector(
            Value(vector(texts, LARGEST[column], PLACES[column]), output_field=TextField())
        )
        for text, boost in texts:
            words = other_words(text)
            if words:
                stems = SearchVector(
                    Value(words[: LARGEST[column] // 10], output_field=TextField()),
                    weight=get_weight(boost),
                    config=config,
                )
                made = made._combine(stems, "||", False)
        return made


class CompilerBase(CompilerMixin):
    sql_weights: str
    _first_keys: list[Any] | None = None

    def search(self, config: Any, start: Any, stop: Any, score_field: Any = None, backend: Any = None) -> Any:
        if isinstance(self.query, Fuzzy):
            return self.fuzzy(config, start, stop, score_field, backend)
        return super().search(config, start, stop, score_field)

    def fuzzy(self, config: Any, start: Any, stop: Any, score_field: Any, backend: Any) -> Any:
        """Words of similar letters, as Wagtail finds them; the texts are folded, so is the query."""
        folded = " ".join(runs(fold(self.query.query_string)))
        if not folded:
            return self.queryset.none()
        self.query = Fuzzy(folded, operator=self.query.operator, unaccent=self.query.unaccent)
        queryset, rank = self._build_fuzzy_queryset(config, backend)  # type: ignore[attr-defined]
        return self._apply_ordering_and_scoring(  # type: ignore[attr-defined]
            queryset, rank, start, stop, score_field
        )

    def matching(self, query: SearchQuery, config: Any, sliced: bool) -> QuerySet[Any]:
        """Few are named by their keys. For a page of very many it is quickest to walk through the
        objects, newest first, and see which of them match; otherwise the index finds all."""
        if isinstance(query, Not):
            return self.queryset.filter(pk__in=self.keys_of(self.entries(query, config)))
        keys = self.first_keys(query, config)
        if len(keys) <= self.rank_limit:
            return self.queryset.filter(pk__in=keys)
        if sliced and self.order_by_relevance and self.is_frequent(query, config):
            return self.queryset.filter(
                self.condition(query, lambda words: self.holds(words, config, "index_entries__"))
            )
        return self.queryset.filter(pk__in=self.keys_of(self.entries(query, config)))

    def entries(self, query: SearchQuery, config: Any) -> QuerySet[Any]:
        return IndexEntry.objects.using(self.queryset.db).filter(
            self.condition(query, lambda words: self.holds(words, config))
        )

    def keys_of(self, entries: QuerySet[Any], relation: str = "") -> QuerySet[Any]:
        found = entries.filter(OfType(F("content_type_id"), self.content_types()))
        return found.values_list(self.key("object_id"), flat=True)

    def first_keys(self, query: SearchQuery, config: Any) -> list[Any]:
        """The keys of all matches, or of one more than are ranked."""
        if self._first_keys is None:
            entries = self.keys_of(self.entries(query, config))
            with by_index(self.queryset.db):
                self._first_keys = list(entries[: self.rank_limit + 1])
        return self._first_keys

    def is_frequent(self, query: SearchQuery, config: Any) -> bool:
        """Whether so many match that any few objects will have some among them, as the server
        reckons. A wrong guess costs time and changes no answer."""
        plan = json.loads(self.entries(query, config).explain(format="json"))
        return plan[0]["Plan"]["Plan Rows"] > FREQUENT

    def few(self, found: QuerySet[Any]) -> bool:
        return self._first_keys is not None and len(self._first_keys) <= self.rank_limit

    def holds(self, words: Literal, config: Any, relation: str = "") -> Q:
        """All tokens of it in one column, and where it has several, in one row."""
        asks = asked(words, config)
        title, body = F(f"{relation}title"), F(f"{relation}body")
        if words.is_one_token():
            return Q(Found(title, asks)) | Q(Found(body, asks))
        pattern = words.pattern()
        return Q(Found(title, asks), Like(F(f"{relation}title_text"), pattern)) | Q(
            Found(body, asks), Like(F(f"{relation}body_text"), pattern)
        )

    def rank(self, query: SearchQuery, config: Any) -> Any:
        tokens = {tsquery(token) for words in wanted(query) for token in words.tokens()}
        if not tokens:
            return None
        any_of_them = AsQuery(Value(" | ".join(sorted(tokens))))
        return reduce(
            operator.add,
            (
                SearchRank(F(f"index_entries__{column}"), any_of_them, weights=self.sql_weights)
                * norm
                for column, norm in self.ranked_columns()
            ),
        )

    def ranked_columns(self) -> list[tuple[str, Any]]:
        return [("title", F("index_entries__title_norm")), ("body", Value(1.0))]


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


class SearchCompiler(CompilerBase, PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(CompilerBase, PostgresAutocompleteQueryCompiler):
    """What is typed into the search of the admin is looked for in all of a text, and in what is
    only there for completing."""

    def holds(self, words: Literal, config: Any, relation: str = "") -> Q:
        phrase = AsQuery(Value(" <-> ".join(map(tsquery, words.tokens()))))
        completed = Q(Found(F(f"{relation}autocomplete"), phrase))
        return completed | super().holds(words, config, relation)

    def ranked_columns(self) -> list[tuple[str, Any]]:
        return [("autocomplete", F("index_entries__title_norm")), *super().ranked_columns()]


class SearchResults(ResultsMixin, PostgresSearchResults):
    def _do_search(self) -> list[Any]:
        with by_index(self.query_compiler.queryset.db):
            return super()._do_search()

    def _do_count(self) -> int:
        with by_index(self.query_compiler.queryset.db):
            return super()._do_count()

    def facet(self, field_name: str) -> Any:
        with by_index(self.query_compiler.queryset.db):
            return super().facet(field_name)


class SearchBackend(PostgresSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = PostgreSQLIndex
    results_class = SearchResults

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.rank_limit = params.get("RANK_LIMIT", RANK_LIMIT)
