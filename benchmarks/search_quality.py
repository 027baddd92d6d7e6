"""How much of what should be found is found, and how much of what is found should be.

The documents and queries of ``tests/cases/search/`` on the database of ``DATABASE_URL``, with this
package's backend and with Wagtail's own beside it. Claims: recall 1.0 for whatever stands in a
text literally, of two characters and more; precision 0.95 for queries whose answer is stated; no
query raises an error. Single characters are measured apart. ``python -m benchmarks
search_quality``; ends with an error where a claim does not hold.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import Error, connection, transaction
from wagtail.search.backends import get_search_backend

from .entries import OURS, STOCK, Entry, create, index_all, table

FOLDER = Path(__file__).parent.parent / "tests" / "cases" / "search"
KINDS = ("literal", "known", "character")
RECALL, PRECISION = 1.0, 0.95


@dataclass(frozen=True)
class Document:
    """What is searched; ``of`` is the name of its set."""

    of: str
    key: str
    title: str
    number: str
    text: str

    def holds(self, query: str) -> bool:
        return any(holds(text, query) for text in (self.title, self.number, self.text))


@dataclass(frozen=True)
class Query:
    of: str
    text: str
    kind: str
    documents: tuple[str, ...] = ()

    def answer(self, documents: Iterable[Document]) -> set[str]:
        """The keys of the documents that should be found."""
        if self.kind == "known":
            return set(self.documents)
        return {document.key for document in documents if document.holds(self.text)}


@dataclass(frozen=True)
class Judged:
    """What one query should find and found; ``found`` is None where it raised an error."""

    query: Query
    wanted: set[str]
    found: set[str] | None

    @property
    def missed(self) -> set[str]:
        return self.wanted - (self.found or set())

    @property
    def wrong(self) -> set[str]:
        return (self.found or set()) - self.wanted


@cache
def sets() -> tuple[tuple[Document, ...], tuple[Query, ...]]:
    """The documents and queries of all files."""
    documents, queries = [], []
    for path in sorted(FOLDER.glob("documents*.toml")):
        name = path.stem.removeprefix("documents")
        for key, values in read(path)["documents"].items():
            documents.append(Document(name, key, *values))
        for query in read(path.with_name(f"queries{name}.toml"))["queries"]:
            answer = tuple(query.get("documents", ()))
            queries.append(Query(name, query["text"], query["kind"], answer))
    return tuple(documents), tuple(queries)


def read(path: Path) -> dict:
    return tomllib.loads(path.read_text("utf-8"))


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def literally(query: str) -> re.Pattern[str]:
    """The query as it stands, where it cuts no Latin word and no number in two. This knows nothing
    of how the backend goes about it."""
    folded = fold(query).strip()
    start = end = ""
    if re.match("[a-z]", folded):
        start = "(?<![a-z])"
    elif re.match("[0-9]", folded):
        start = "(?<![0-9])"
    if re.search("[a-z]$", folded):
        end = "(?![a-z])"
    elif re.search("[0-9]$", folded) and not re.search("[0-9]{4}$", folded):
        end = "(?![0-9])"
    return re.compile(f"{start}{re.escape(folded)}{end}")


def holds(text: str, query: str) -> bool:
    return literally(query).search(fold(text)) is not None


def fill() -> dict[int, Document]:
    """The entries of the documents, by their keys in the database."""
    documents, _ = sets()
    made = create({"title": one.title, "number": one.number, "text": one.text} for one in documents)
    if any(entry.pk is None for entry in made):  # a database that does not tell
        made = list(Entry.objects.order_by("pk"))
    return {entry.pk: document for entry, document in zip(made, documents, strict=True)}


def judge(backend: str, entries: dict[int, Document]) -> list[Judged]:
    """Every query asked."""
    documents, queries = sets()
    search = get_search_backend(backend)
    judged = []
    for query in queries:
        wanted = query.answer(documents)
        try:
            with transaction.atomic():
                found = [entries[entry.pk] for entry in search.search(query.text, Entry)]
        except Error:
            judged.append(Judged(query, wanted, None))
            continue
        counted = [one.key for one in found if query.kind != "known" or one.of == query.of]
        judged.append(Judged(query, wanted, set(counted)))
    return judged


def recall(judged: list[Judged]) -> float:
    wanted = sum(len(one.wanted) for one in judged)
    return 1 - sum(len(one.missed) for one in judged) / wanted if wanted else 1.0


def precision(judged: list[Judged]) -> float:
    found = sum(len(one.found or ()) for one in judged)
    return 1 - sum(len(one.wrong) for one in judged) / found if found else 1.0


def lines() -> Iterator[str]:
    """The measurement in words; ends the process where a claim does not hold."""
    documents, queries = sets()
    yield f"{len(documents)} documents, {len(queries)} queries on {connection.vendor}"
    with table():
        entries = fill()
        for backend in (STOCK, OURS):
            index_all(backend)
            judged = judge(backend, entries)
            errors = [one.query.text for one in judged if one.found is None]
            yield f"{backend}: {len(errors)} errors"
            for name, kind, those in groups(judged):
                yield (
                    f"  {kind}{name}: {len(those)} queries, "
                    f"recall {recall(those):.3f}, precision {precision(those):.3f}"
                )
        for one in judged:
            if one.missed or one.wrong:
                yield (
                    f"  {one.query.text!r} missed {sorted(one.missed)}, wrong {sorted(one.wrong)}"
                )
        literal = [one for one in judged if one.query.kind == "literal"]
        known = [one for one in judged if one.query.kind == "known"]
        if errors or recall(literal) < RECALL or precision(known) < PRECISION:
            raise SystemExit("A claim does not hold.")


def groups(judged: list[Judged]) -> Iterator[tuple[str, str, list[Judged]]]:
    """The queries by set and kind."""
    for name in sorted({one.query.of for one in judged}):
        for kind in KINDS:
            those = [one for one in judged if (one.query.of, one.query.kind) == (name, kind)]
            if those:
                yield name, kind, those
