"""The words of a disclosed document in one plain text, for search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..mixins.document import DocumentMixin


def document_text(page: DocumentMixin) -> str:
    """The body without markup, in reading order, and the titles of its attachments."""
    words = page.body.stream_block.get_searchable_content(page.body)
    titles = [
        block.value["title"] or block.value["document"].title
        for block in page.attachments
        if block.value["document"]
    ]
    return "\n".join(str(part) for part in (*words, *titles) if part)
