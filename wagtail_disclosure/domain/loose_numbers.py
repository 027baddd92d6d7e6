"""Index numbers in other writing than their scheme's, as registers kept by hand hold them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .identifiers import plain_identifier
from .index_numbers import IndexNumberParts, IndexNumberScheme, parts_of_texts
from .number_patterns import LONGEST_SERIAL, Part

_DASHES = re.compile(r"[-‐‑‒–—―−_.·]")


def parse_loosely(scheme: IndexNumberScheme, text: str) -> IndexNumberParts | None:
    """The parts of a number in other writing: case, full width, blanks, other separators, or
    another width of the serial. ``None`` where it is no number of the scheme even so."""
    plain = _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", text).split()))
    match = _expression(scheme).fullmatch(plain)
    if match is None:
        return None
    texts = {part.key: match[f"p{place}"] for place, part in enumerate(scheme.parts) if part.name}
    for key in ("organisation", "uscc"):
        if key in texts:
            texts[key] = plain_identifier(texts[key])
    try:
        return parts_of_texts(texts)
    except ValueError:  # the thirtieth of February
        return None


@lru_cache(maxsize=256)
def _expression(scheme: IndexNumberScheme) -> re.Pattern[str]:
    parts = (_loose(place, part) for place, part in enumerate(scheme.parts))
    return re.compile("".join(parts), re.IGNORECASE)


def _loose(place: int, part: Part) -> str:
    """What may stand for a part."""
    if not part.name:
        return "".join("[-/]" if mark in "-/_.·" else re.escape(mark) for mark in part.text)
    if part.name == "serial":
        return f"(?P<p{place}>0*[1-9][0-9]{{0,{LONGEST_SERIAL - 1}}})"
    if part.name == "organisation":
        return f"(?P<p{place}>[0-9A-Z]{{8}}-?[0-9X])"
    return f"(?P<p{place}>{part.expression()})"
