"""Find entries of the catalogue by words and numbers, with whatever search backend the site has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from ..domain.number_keys import asked_number
from ..models import CatalogueEntry

#: So many matches are put in order of relevance; of more, the newest come first.
MOST_RANKED = 1000
#: Backends of these modules look into the database, and find what a query of it can say.
DATABASE_BACKENDS = ("modelsearch.backends.database", "wagtail.search.backends.database")
OWN_BACKENDS = "wagtail_disclosure.search"

#: Where a backend does not know Chinese words, they are looked for as they stand.
_COLUMNS = (
    *("title", "keywords", "agency_name", "index_number", "document_number", "summary", "text"),
)


@dataclass(frozen=True)
class Search:
    """What a reader looks for. ``numbers`` are the entries whose number was typed, ``condition``
    is what all that match fulfil, best first in ``ranked`` where the backend has said so.
    ``few``: so few match that all can be counted and put in order."""

    words: str
    condition: Q
    few: bool = True
    numbers: tuple[int, ...] = ()
    ranked: tuple[int, ...] = ()


def search_for(words: str, public: QuerySet[CatalogueEntry]) -> Search:
    """Look for words, all of which must occur, and for numbers, among ``public`` entries."""
    public = public.order_by()
    key = asked_number(words)
    condition, few, ranked = _matching(words, public)
    numbers: list[int] = []
    if key:
        numbers, numbered = _numbered(key, public)
        few = few and len(numbers) <= MOST_RANKED
        condition |= Q(pk__in=numbers) if len(numbers) <= MOST_RANKED else numbered
    return Search(words, condition, few, tuple(numbers[:MOST_RANKED]), tuple(ranked or ()))


def in_order(
    search: Search, found: QuerySet[CatalogueEntry], by_relevance: bool
) -> tuple[list[int], QuerySet[CatalogueEntry]]:
    """What stands first, and the rest in its order, of ``found``: what ``search`` matches among
    the entries that the reader's filters leave."""
    left = set(_keys(found.filter(pk__in=search.numbers))) if search.numbers else set()
    first = [pk for pk in search.numbers if pk in left]
    rest = found.exclude(pk__in=first) if first else found
    if by_relevance and search.few:
        few = list(_keys(rest)[: MOST_RANKED + 1])
        if len(few) <= MOST_RANKED:
            return [*first, *_ranked(search, few)], found.none()
    return first, rest.order_by("-published_at", "-pk")


def _keys(entries: QuerySet[CatalogueEntry]) -> QuerySet[Any]:
    return entries.order_by().values_list("pk", flat=True)


def _numbered(key: str, entries: QuerySet[CatalogueEntry]) -> tuple[list[int], Q]:
    """Entries with this number, then those whose number begins with it; where none is the number
    itself, those in whose number it stands anywhere, too. One more at most than are ranked, and
    what all of them fulfil.

    A beginning is looked up in an index; to see it anywhere means to read all numbers.
    """
    exact = Q(index_key=key) | Q(document_key=key)
    begins = Q(index_key__startswith=key) | Q(document_key__startswith=key)
    place = Case(When(exact, then=0), default=1, output_field=IntegerField())
    near = list(
        entries.filter(begins)
        .order_by(place, "-published_at", "-pk")
        .values_list("pk", place)[: MOST_RANKED + 1]
    )
    found = [pk for pk, _place in near]
    if len(found) > MOST_RANKED or (near and near[0][1] == 0):
        return found, begins
    holds = Q(index_key__contains=key) | Q(document_key__contains=key)
    further = entries.filter(holds).exclude(begins).order_by("-published_at", "-pk")
    found += further.values_list("pk", flat=True)[: MOST_RANKED + 1 - len(found)]
    return found, holds


def _matching(words: str, public: QuerySet[CatalogueEntry]) -> tuple[Q, bool, list[int] | None]:
    """A condition that holds for what matches, and whether few do; with a backend that is no
    database, the best matches in their order, too.

    Few matches are named one by one: every further question is then a small one.
    """
    backend = get_search_backend()
    module = type(backend).__module__
    if module.startswith(OWN_BACKENDS):
        return *backend.search(_query(words), CatalogueEntry).matches(), None
    if module.startswith(DATABASE_BACKENDS):
        condition = _containing(words.split())
        keys = list(public.filter(condition).values_list("pk", flat=True)[: MOST_RANKED + 1])
        few = len(keys) <= MOST_RANKED
        return Q(pk__in=keys) if few else condition, few, None
    best = [entry.pk for entry in backend.search(_query(words), CatalogueEntry)[:MOST_RANKED]]
    return Q(pk__in=best), True, best


def _query(words: str) -> PlainText:
    return PlainText(words, operator="and")


def _containing(words: Iterable[str], columns: Iterable[str] = _COLUMNS) -> Q:
    """Every word somewhere in the columns."""
    return reduce(
        and_,
        [reduce(or_, [Q(**{f"{name}__icontains": word}) for name in columns]) for word in words],
        Q(),
    )


def _ranked(search: Search, few: list[int]) -> list[int]:
    """These matches, best first."""
    if search.ranked:
        wanted = set(few)
        return [pk for pk in search.ranked if pk in wanted]
    entries = CatalogueEntry.objects.filter(pk__in=few)
    backend = get_search_backend()
    if type(backend).__module__.startswith(OWN_BACKENDS):
        best = backend.search(_query(search.words), entries).get_queryset()
        ranked = list(best.values_list("pk", flat=True)) if few else []
        return [*ranked, *sorted(set(few) - set(ranked), reverse=True)]
    in_title = _containing(search.words.split(), ["title", "keywords"])
    place = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(_keys(entries).order_by(place, "-published_at", "-pk"))
