"""The search backend for PostgreSQL.

The tokens stand in the columns of Wagtail's index as they are: they never go through the parser of
the server, which would cut FZ00503-3000-2019-00004 into signed numbers. That the pairs of a longer
word stand one after another is seen in the text beside them, because a tsvector has no room for
the places of all words of a long report (255 of one word, none beyond the 16 383rd).
"""

from __future__ import annotations

import json
import operator
from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import Expression, F, Q, QuerySet, TextField, Value
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

from .compiling import RANK_LIMIT, CompilerMixin, Like, Matches, ResultsMixin
from .counting import kept_count
from .indexing import IndexMixin, Texts
from .queries import is_everything, is_nothing, understand, wanted
from .tokens import Literal, canonical, fold, runs
from .tsearch import (
    LARGEST,
    PLACES,
    AsQuery,
    AsVector,
    Found,
    OfType,
    OneOf,
    asked,
    by_index,
    other_words,
    tsquery,
    vector,
)

#: More matches than these are looked for among the objects rather than the other way round.
FREQUENT = 20_000


class PostgreSQLIndex(IndexMixin, PostgresIndex):
    def values(self, columns: dict[str, Texts]) -> dict[str, Any]:
        texts = {
            f"{name}_text": "\n".join(canonical(text) for text, _ in columns[name])
            for name in ("title", "body")
        }
        vectors = {name: self.vector(name, columns[name]) for name in columns}
        return {**vectors, **texts}

    def vector(self, column: str, texts: Texts) -> Expression:
        config = (
            self.backend.autocomplete_config if column == "autocomplete" else self.backend.config
        )
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

    def search(
        self, config: Any, start: Any, stop: Any, score_field: Any = None, backend: Any = None
    ) -> Any:
        if isinstance(self.query, Fuzzy):
            return self.fuzzy(config, start, stop, score_field, backend)
        return super().search(config, start, stop, score_field)

    def fuzzy(self, config: Any, start: Any, stop: Any, score_field: Any, backend: Any) -> Any:
        """Words of similar letters, as Wagtail finds them. Texts and query are folded."""
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

    def matches(self, config: Any) -> Matches:
        """Keys of up to ``FREQUENT`` matches, found by the index; of more, what to see in each."""
        query = understand(self.query, prefix=self.LAST_TERM_IS_PREFIX)
        if is_everything(query) or is_nothing(query) or isinstance(query, Not):
            return super().matches(config)
        keys = self.first_keys(query, config)
        if len(keys) <= self.rank_limit:
            return Matches(Q(pk__in=keys), True)
        if self.is_frequent(query, config):
            seen = self.condition(query, lambda words: self.holds(words, config, "index_entries__"))
            return Matches(seen, False)
        with by_index(self.queryset.db):
            every = list(self.keys_of(self.entries(query, config)))
        return Matches(Q(OneOf(F("pk"), every)), False)

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
            return kept_count(self.get_queryset(), super()._do_count)

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
