"""Model fields of a report page.

Migrations of the plugin and of every site import this module for ever: it stays where it
is and imports nothing else of the package.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.blocks import StreamValue
from wagtail.fields import Creator, StreamField


class _KnowsItsPage(Creator):
    """Gives the value of a StreamField, which then says as ``page`` whose it is."""

    def __get__(self, obj: Any, type: Any = None) -> Any:  # noqa: A002  (as Wagtail names it)
        value = super().__get__(obj, type)
        if isinstance(value, StreamValue):
            value.page = obj
        return value


class QuietStreamField(StreamField):
    """A StreamField whose blocks stay out of migrations, so that a site may change them, and
    whose value knows the page it stands in: text may show figures of that page."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self) -> tuple[Any, ...]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def contribute_to_class(self, cls: Any, name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, _KnowsItsPage(self))

    def to_python(self, value: Any) -> Any:
        # A historical model knows no blocks and would write [] over the text; keeping the
        # raw JSON makes a data migration's save() leave it as it is.
        if value and isinstance(value, (str, list)) and not self.stream_block.child_blocks:
            return StreamValue(self.stream_block, [], raw_text=value)
        return super().to_python(value)


class FiguresField(models.JSONField):
    """All figures of a report as one JSON value; a class of its own so that Wagtail's
    comparison of revisions can be told how to show it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
