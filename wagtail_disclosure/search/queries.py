"""A query of Wagtail in terms of what a text has to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modelsearch.query import (
    MATCH_ALL,
    MATCH_NONE,
    And,
    Boost,
    Fuzzy,
    MatchAll,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from .tokens import Literal, literal, literals


class Holds(SearchQuery):
    """What a text has to hold literally."""

    def __init__(self, words: Literal) -> None:
        self.words = words

    def __repr__(self) -> str:
        return f"<Holds {self.words.source!r}>"


def understand(query: SearchQuery, *, prefix: bool = False) -> SearchQuery:
    """The query made of ``Holds``, ``And``, ``Or`` and ``Not``, or ``MATCH_ALL``, or
    ``MATCH_NONE``.

    A part that asks for nothing, as one of punctuation only, is left out; a query of nothing else
    finds nothing. Boosts change no answer. ``prefix``: the last word typed may go on.
    """
    return _understand(query, prefix) or MATCH_NONE


def is_everything(query: SearchQuery) -> bool:
    return isinstance(query, MatchAll)


def is_nothing(query: SearchQuery) -> bool:
    return isinstance(query, Not) and is_everything(query.subquery)


def wanted(query: SearchQuery) -> Iterator[Literal]:
    """What the texts found should hold: everything but what stands under a Not."""
    if isinstance(query, Holds):
        yield query.words
    elif isinstance(query, (And, Or)):
        for part in query.subqueries:
            yield from wanted(part)


def _understand(query: SearchQuery, prefix: bool) -> SearchQuery | None:
    if isinstance(query, (PlainText, Fuzzy)):
        words = [Holds(word) for word in literals(query.query_string, prefix=prefix)]
        return _all(words) if query.operator == "and" else _any(words)
    if isinstance(query, Phrase):
        phrase = literal(query.query_string)
        return Holds(phrase) if phrase else None
    if isinstance(query, Boost):
        return _understand(query.subquery, prefix)
    if isinstance(query, Not):
        return _not(_understand(query.subquery, prefix))
    if isinstance(query, And):
        return _all(_understand(part, prefix) for part in query.subqueries)
    if isinstance(query, Or):
        return _any(_understand(part, prefix) for part in query.subqueries)
    if is_everything(query):
        return query
    raise NotImplementedError(f"Queries of class {type(query).__name__} are not supported.")


def _not(query: SearchQuery | None) -> SearchQuery | None:
    if isinstance(query, Not):
        return query.subquery
    return Not(query) if query else None


def _all(queries: Iterable[SearchQuery | None]) -> SearchQuery | None:
    parts = [part for part in queries if part]
    if any(map(is_nothing, parts)):
        return MATCH_NONE
    limiting = [part for part in parts if not is_everything(part)]
    if not limiting:
        return MATCH_ALL if parts else None
    return And(limiting) if len(limiting) > 1 else limiting[0]


def _any(queries: Iterable[SearchQuery | None]) -> SearchQuery | None:
    parts = [part for part in queries if part]
    if any(map(is_everything, parts)):
        return MATCH_ALL
    adding = [part for part in parts if not is_nothing(part)]
    if not adding:
        return MATCH_NONE if parts else None
    return Or(adding) if len(adding) > 1 else adding[0]
