"""What of an object goes into the index, and how it gets there, on every database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Model
from django.utils.encoding import force_str
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from .tokens import text_tokens

#: The length of a title, in tokens, that is neither favoured nor put back.
USUAL_TITLE = 20

#: The texts of one column with their boosts.
Texts = list[tuple[str, float | None]]


def column_texts(obj: Any) -> dict[str, Texts]:
    """The texts of an object by the column of the index in which they are looked for."""
    columns: dict[str, Texts] = {"title": [], "body": [], "autocomplete": []}
    for field, text in _field_texts(obj, obj.get_search_fields()):
        if isinstance(field, AutocompleteField):
            columns["autocomplete"].append((text, None))
        else:
            column = "title" if field.field_name == "title" else "body"
            columns[column].append((text, field.boost))
    return columns


def _field_texts(obj: Any, fields: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    for field in fields:
        if isinstance(field, (SearchField, AutocompleteField)):
            yield field, as_text(field.get_value(obj))
        elif isinstance(field, RelatedFields):
            for related in _related_objects(field.get_value(obj)):
                yield from _field_texts(related, field.fields)


def _related_objects(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def as_text(value: Any) -> str:
    """A value of a search field as text, as Wagtail's own backends make it."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return ", ".join(map(as_text, value))
    # A database takes no NUL.
    return force_str(value).replace("\0", " ")


def title_norm(titles: Texts) -> float:
    """The weight of a hit in the title: a short title says more about its document.

    Wagtail relates the length to the average of all titles, for which it reads and, while the
    norm of a title is 1, writes the whole table whenever one object is saved; two that are saved
    at once wait for each other. A usual length does as well and asks nobody.
    """
    length = sum(1 for text, _ in titles for _ in text_tokens(text))
    return min(4.0, max(0.25, USUAL_TITLE / length)) if length else 1.0


class IndexMixin:
    """An index of Wagtail's, filled with tokens."""

    backend: Any
    entries: Any
    write_connection: Any

    def values(self, columns: dict[str, Texts]) -> dict[str, Any]:
        """What the columns of an entry hold."""
        raise NotImplementedError

    def add_items(self, model: type[Model], objs: Iterable[Any]) -> None:
        if not model.get_search_fields():  # type: ignore[attr-defined]
            return
        content_type = get_content_type_pk(model)
        # In one order, so that two that write the same entries do not lock each other out.
        for_objects = {force_str(obj.pk): self.entry_values(obj) for obj in objs}
        entries = [
            self.entries.model(content_type_id=content_type, object_id=object_id, **values)
            for object_id, values in sorted(for_objects.items())
        ]
        if not entries:
            return
        columns = [name for name in next(iter(for_objects.values()))]
        with_target = self.write_connection.features.supports_update_conflicts_with_target
        self.entries.using(self.write_connection.alias).bulk_create(
            entries,
            update_conflicts=True,
            update_fields=columns,
            unique_fields=["content_type", "object_id"] if with_target else None,
        )

    def entry_values(self, obj: Any) -> dict[str, Any]:
        columns = column_texts(obj)
        return {"title_norm": title_norm(columns["title"]), **self.values(columns)}

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: the norm of a title depends on no other title."""
