"""A table of documents that are searched: a title, numbers and a text, as a catalogue has them.

The model belongs to no installed app; whoever uses it makes its table and drops it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.conf import get_app_config
from wagtail.search import index
from wagtail.search.backends import get_search_backend

STOCK = "wagtail.search.backends.database"
OURS = "wagtail_disclosure.search.backend"
CHUNK = 1000


class Entry(index.Indexed, models.Model):
    """A document of the measurements."""

    title = models.CharField(max_length=255)
    number = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    year = models.IntegerField(default=2025)

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("number"),
        index.SearchField("text"),
        index.FilterField("year"),
    ]

    class Meta:
        app_label = "benchmarks"

    def __str__(self) -> str:
        return self.title


IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
TextIDGenericRelation(IndexEntry).contribute_to_class(Entry, "index_entries")


@contextmanager
def table() -> Iterator[None]:
    """The table, for as long as it is needed."""
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    try:
        yield
    finally:
        content_type = ContentType.objects.get_for_model(Entry)
        IndexEntry.objects.filter(content_type=content_type).delete()
        content_type.delete()
        ContentType.objects.clear_cache()
        with connection.schema_editor() as editor:
            editor.delete_model(Entry)


def index_all(backend: str) -> None:
    """Index every entry with this backend; all of them share one table of the index."""
    content_type = ContentType.objects.get_for_model(Entry)
    IndexEntry.objects.filter(content_type=content_type).delete()
    search = get_search_backend(backend)
    for chunk in chunks(Entry.objects.order_by("pk")):
        search.add_bulk(Entry, chunk)


def chunks(entries: Any) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    for entry in entries.iterator(CHUNK):
        chunk.append(entry)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def create(entries: Iterable[dict[str, Any]]) -> list[Entry]:
    """Entries of these values, not indexed yet."""
    return Entry.objects.bulk_create([Entry(**values) for values in entries], batch_size=CHUNK)
