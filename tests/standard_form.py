"""What the form of a local standard posts."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import nested_form_data, streamfield

from wagtail_disclosure.editing.standard_blocks import (
    counts_field,
    prose_field,
    sections_field,
    shown,
    tables_field,
)
from wagtail_disclosure.editing.standard_to_form import form_data

BLOCKS = {
    "sections": sections_field(),
    "tables": tables_field(),
    "prose": prose_field(),
    "counts": counts_field(),
}


def standard_data(standard: Any, **changes: Any) -> dict[str, Any]:
    """The whole form of the edit view for ``standard``; ``changes`` are made to what the form
    shows: ``tables``, ``sections``, ``prose``, ``counts`` as lists, anything else as it is
    posted."""
    data = {**form_data(standard.definition), **changes}
    fields = {
        "title": standard.title,
        "agency": standard.agency_id,
        "first_year": standard.first_year or "",
        "last_year": standard.last_year or "",
        "issued_as": standard.issued_as,
        "report_title": standard.report_title,
        **{name: value for name, value in changes.items() if name not in BLOCKS},
        **{name: _stream(shown(field, data[name])) for name, field in BLOCKS.items()},
        "rule_making": data["rule_making"],
    }
    # A list of choices is posted under one name, several times.
    return {**nested_form_data(fields), "continues": data["continues"]}


def _stream(value: Any) -> Any:
    return streamfield([(child.block_type, _posted(child.value)) for child in value])


def _posted(value: Any) -> Any:
    """One block as a browser posts it, with the defaults that it was shown with."""
    if hasattr(value, "stream_block"):
        return _stream(value)
    if hasattr(value, "bound_blocks") and hasattr(value, "list_block"):
        entries = enumerate(value)
        return {
            "count": len(value),
            **{
                str(n): {"value": _posted(entry), "deleted": "", "order": str(n)}
                for n, entry in entries
            },
        }
    if isinstance(value, dict):
        # A box that is not ticked is not posted.
        return {
            name: "on" if entry is True else "" if entry is None else _posted(entry)
            for name, entry in value.items()
            if entry is not False
        }
    return value
