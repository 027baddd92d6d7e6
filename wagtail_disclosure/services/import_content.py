"""Imported text as the content of a report page; every character of it escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape

from ..domain.standards import Standard
from ..importers.imported import (
    BodyItem,
    ImportedHeading,
    ImportedParagraph,
    ImportedSection,
    ImportedTable,
)


def rich_text(paragraphs: Iterable[ImportedParagraph]) -> str:
    """Paragraphs as HTML. Markup in the file becomes visible text, never markup."""
    return "".join(f"<p>{escape(paragraph.text)}</p>" for paragraph in paragraphs)


def sections_data(sections: Sequence[ImportedSection], standard: Standard) -> list[dict[str, Any]]:
    """Sections as raw StreamField data in the order of the file.

    A section of the standard that the file has not is put, empty, where the standard has it;
    a statistics table that the file places nowhere stands at the end of its section.
    """
    items = [item for section in sections for item in section.body]
    placed = {item.table for item in items if isinstance(item, ImportedTable)}
    blocks = [_section(section.key, section.heading, section.body) for section in sections]
    for position, section in enumerate(standard.sections):
        found = _find(blocks, section.key)
        if found is None:
            found = _section(section.key, section.heading, ())
            before = standard.sections[position - 1].key if position else None
            blocks.insert(_place_after(blocks, before), found)
        found["value"]["body"] += [_table(table) for table in section.tables if table not in placed]
    return blocks


def _section(key: str, heading: str, body: Iterable[BodyItem]) -> dict[str, Any]:
    value = {"key": key, "heading": heading, "body": list(_body(body))}
    return {"type": "section", "value": value}


def _body(items: Iterable[BodyItem]) -> Iterable[dict[str, Any]]:
    """Blocks of one section; paragraphs that follow one another make one block of text."""
    waiting: list[ImportedParagraph] = []
    for item in items:
        if isinstance(item, ImportedParagraph):
            waiting.append(item)
            continue
        if waiting:
            yield {"type": "text", "value": rich_text(waiting)}
            waiting = []
        if isinstance(item, ImportedHeading):
            yield {"type": "heading", "value": {"level": str(item.level), "text": item.text}}
        else:
            yield _table(item.table)
    if waiting:
        yield {"type": "text", "value": rich_text(waiting)}


def _table(key: str) -> dict[str, Any]:
    return {"type": "statistics_table", "value": {"table": key}}


def _find(blocks: Sequence[dict[str, Any]], key: str) -> dict[str, Any] | None:
    return next((block for block in blocks if block["value"]["key"] == key), None)


def _place_after(blocks: Sequence[dict[str, Any]], key: str | None) -> int:
    if key is None:
        return 0
    return next(
        (place + 1 for place, block in enumerate(blocks) if block["value"]["key"] == key),
        len(blocks),
    )
