"""How a query becomes one of the database, as far as all databases go the same way."""

from __future__ import annotations

import operator
from copy import copy
from functools import reduce
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import (
    AutoField,
    BigIntegerField,
    CharField,
    F,
    IntegerField,
    Lookup,
    Q,
    QuerySet,
    TextField,
    UUIDField,
)
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler
from modelsearch.query import And, Not, Or, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from .queries import Holds, is_everything, is_nothing, understand
from .tokens import Literal

#: So many matches are put in order of relevance; more of them are shown newest first. To rank all
#: would mean reading all.
RANK_LIMIT = 1000


class Like(Lookup):
    """Whether a text holds a pattern that needs no escaping: words and spaces."""

    lookup_name = "like"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        sql, params = compiler.compile(self.lhs)
        return f"{sql} LIKE %s", (*params, f"%{self.rhs}%")


class Matches(NamedTuple):
    """What a query finds, as a condition on the objects; ``few``: no more than are ranked."""

    condition: Q
    few: bool


class CompilerMixin:
    """A query compiler of Wagtail's that looks for tokens.

    A database says in ``holds`` what finds a literal, and in ``rank`` what orders the found.
    """

    queryset: QuerySet[Any]
    query: SearchQuery
    fields: list[str] | None
    order_by_relevance: bool
    LAST_TERM_IS_PREFIX: bool
    rank_limit = RANK_LIMIT

    def search(
        self,
        config: Any,
        start: int,
        stop: int | None,
        score_field: str | None = None,
        backend: Any = None,
    ) -> QuerySet[Any]:
        """The objects that match, in their order, from ``start`` to ``stop``."""
        query = understand(self.query, prefix=self.LAST_TERM_IS_PREFIX)
        if is_everything(query):
            return self.queryset[start:stop]
        if is_nothing(query):
            return self.queryset.none()
        columns = self.columns_of_fields()
        if columns:
            found = self.queryset.filter(self.condition(query, lambda part: _within(part, columns)))
            score_field, rank = None, None
        else:
            found = self.matching(query, config, sliced=stop is not None)
            rank = None if isinstance(query, Not) else self.rank(query, config)
        by_rank = rank is not None and self.order_by_relevance and self.few(found)
        if rank is not None and (score_field or by_rank):
            found = found.annotate(**{score_field or "_score": rank})
        if by_rank:
            found = found.order_by(f"-{score_field or '_score'}", "-pk")
        elif self.order_by_relevance or not found.query.order_by:
            found = found.order_by("-pk")
        return found[start:stop]

    def matches(self, config: Any) -> Matches:
        """What the query finds, in no order, as a condition for querysets of one's own."""
        query = understand(self.query, prefix=self.LAST_TERM_IS_PREFIX)
        if is_everything(query):
            return Matches(Q(), False)
        if is_nothing(query):
            return Matches(Q(pk__in=[]), True)
        found = self.matching(query, config, sliced=False).order_by().values_list("pk", flat=True)
        keys = list(found[: self.rank_limit + 1])
        if len(keys) <= self.rank_limit:
            return Matches(Q(pk__in=keys), True)
        return Matches(Q(pk__in=found), False)

    def few(self, found: QuerySet[Any]) -> bool:
        """Whether there are few enough to put all in order of relevance."""
        return found.order_by()[: self.rank_limit + 1].count() <= self.rank_limit

    def matching(self, query: SearchQuery, config: Any, sliced: bool) -> QuerySet[Any]:
        """The objects of the queryset that the query finds; ``sliced``: only some are asked for."""
        raise NotImplementedError

    def rank(self, query: SearchQuery, config: Any) -> Any:
        """What is greater the better an object fits; None where there is no telling."""
        raise NotImplementedError

    def keys_of(self, entries: QuerySet[Any], relation: str = "") -> QuerySet[Any]:
        """The keys of the queryset's objects that have one of the entries."""
        found = entries.filter(**{f"{relation}content_type__in": self.content_types()})
        return found.values_list(self.key(f"{relation}object_id"), flat=True)

    def content_types(self) -> list[int]:
        return get_descendants_content_types_pks(self.queryset.model)

    def key(self, column: str) -> Any:
        """The text of the index that says which object it is, as the key of the object."""
        field: Any = self.queryset.model._meta.pk
        while field.remote_field:
            field = field.target_field
        if isinstance(field, (AutoField, IntegerField)):
            return Cast(column, BigIntegerField())
        if (
            isinstance(field, UUIDField)
            and connections[self.queryset.db].features.has_native_uuid_field
        ):
            return Cast(column, UUIDField())
        return F(column)

    def condition(self, query: SearchQuery, holds: Any) -> Any:
        """The query as a condition of the database, each literal as ``holds`` has it."""
        if isinstance(query, Holds):
            return Q(holds(query.words))
        if isinstance(query, Not):
            return ~self.condition(query.subquery, holds)
        assert isinstance(query, (And, Or))
        joined = operator.and_ if isinstance(query, And) else operator.or_
        return reduce(joined, [self.condition(part, holds) for part in query.subqueries])

    def columns_of_fields(self) -> list[str]:
        """The columns that ``fields`` names, if all are columns of text.

        The index does not tell fields apart, so these are looked through as they are.
        """
        if not self.fields:
            return []
        columns = {field.name: field for field in self.queryset.model._meta.concrete_fields}
        named = [columns.get(name) for name in self.fields]
        if not all(isinstance(field, (CharField, TextField)) for field in named):
            return []
        return list(self.fields)


def _within(words: Literal, columns: list[str]) -> Q:
    typed = words.source.replace("\0", " ").strip()
    return reduce(operator.or_, [Q(**{f"{column}__icontains": typed}) for column in columns])


class ResultsMixin:
    """Results of Wagtail's that are ordered only where somebody sees the order."""

    query_compiler: Any
    backend: Any

    def matches(self) -> Matches:
        """What the query finds as a condition on the objects."""
        self.query_compiler.rank_limit = self.backend.rank_limit
        return self.query_compiler.matches(getattr(self.backend, "config", None))

    def get_queryset(self) -> QuerySet[Any]:
        self.query_compiler.rank_limit = self.backend.rank_limit
        return super().get_queryset()  # type: ignore[misc]

    def unordered(self) -> Any:
        clone = self._clone()  # type: ignore[attr-defined]
        clone.query_compiler = copy(self.query_compiler)
        clone.query_compiler.order_by_relevance = False
        return clone

    def _do_count(self) -> int:
        if not self.query_compiler.order_by_relevance:
            return super()._do_count()  # type: ignore[misc]
        return self.unordered()._do_count()

    def facet(self, field_name: str) -> Any:
        if not self.query_compiler.order_by_relevance:
            return super().facet(field_name)  # type: ignore[misc]
        return self.unordered().facet(field_name)
