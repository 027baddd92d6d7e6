"""References to cells in the rich text of a report.

A reference stands for the figure of one cell, which is put in when the text is shown:

    <embed embedtype="figure" cell="requests.received_new.natural_person"/>
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

#: What tells a reference from other embeds, and where it holds the cell's address.
EMBED_TYPE = "figure"
CELL = "cell"

_TAG = re.compile(
    r"""<embed(?=[\s/>])((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>(?:\s*</embed\s*>)?""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))""")


def reference(cell: str) -> str:
    """The stored form of a reference to a cell."""
    return f'<embed embedtype="{EMBED_TYPE}" {CELL}="{escape(cell)}"/>'


def referenced_cells(html: str) -> tuple[str, ...]:
    """The addresses of all references in stored rich text, in reading order; one that stands
    twice comes twice, one without an address as empty text."""
    return tuple(
        attributes.get(CELL, "")
        for attributes in map(_attributes, _TAG.findall(html))
        if attributes.get("embedtype") == EMBED_TYPE
    )


def expand_references(html: str, shown: Callable[[str], str]) -> str:
    """Stored rich text with each reference replaced by the HTML that ``shown`` gives for its
    address; everything else stays as it is."""

    def expand(match: re.Match[str]) -> str:
        attributes = _attributes(match[1])
        if attributes.get("embedtype") != EMBED_TYPE:
            return match[0]
        return shown(attributes.get(CELL, ""))

    return _TAG.sub(expand, html)


def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(text)
    }
