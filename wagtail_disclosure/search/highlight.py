"""Where a text matches a query: what a reader sees below a result.

The same tokens decide here as in the databases, so what is marked is what was found.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .tokens import HAN, Literal, compose, fold_character, is_han, literals

#: Characters of an excerpt.
WIDTH = 120
ELLIPSIS = "…"


class Part(NamedTuple):
    """A piece of a text; ``matched``: whether the query asked for it."""

    text: str
    matched: bool


def parts(text: str, query: str) -> list[Part]:
    """The whole text in pieces, in its order."""
    text = compose(text)
    found: list[Part] = []
    end = 0
    for start, stop in _spans(text, query):
        found += [Part(text[end:start], False), Part(text[start:stop], True)]
        end = stop
    return [part for part in [*found, Part(text[end:], False)] if part.text]


def excerpt_parts(text: str, query: str, width: int = WIDTH) -> list[Part]:
    """Some ``width`` characters around the first match, or from the beginning, in pieces.

    Spaces and lines of the text become single spaces.
    """
    text = " ".join(compose(text).split())
    spans = _spans(text, query)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - width // 4, len(text) - width))
    stop = max(start + width, spans[0][1] if spans else 0)
    found: list[Part] = [Part(ELLIPSIS, False)] if start else []
    place = start
    for one, two in spans:
        if one >= stop:
            break
        found += [Part(text[place:one], False), Part(text[one : min(two, stop)], True)]
        place = min(two, stop)
    found.append(Part(text[place:stop] + (ELLIPSIS if stop < len(text) else ""), False))
    return [part for part in found if part.text]


def highlight(text: str, query: str) -> SafeString:
    """The whole text as HTML, with what the query asks for in ``<mark>``."""
    return html_of(parts(text, query))


def excerpt(text: str, query: str, width: int = WIDTH) -> SafeString:
    """An excerpt of the text as HTML, with what the query asks for in ``<mark>``."""
    return html_of(excerpt_parts(text, query, width))


def html_of(pieces: list[Part]) -> SafeString:
    """The pieces as HTML, every one escaped, what matched in ``<mark>``."""
    marked = (
        (format_html("<mark>{}</mark>", text) if matched else text,) for text, matched in pieces
    )
    return format_html_join("", "{}", marked)


def _spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where a composed text matches, from left to right, none touching another."""
    folded, places = _folded(text)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for words in literals(query)
        for match in _pattern(words).finditer(folded)
    )
    spans: list[tuple[int, int]] = []
    for start, stop in found:
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(stop, spans[-1][1])
        else:
            spans.append((start, stop))
    return spans


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one it was."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        as_compared = fold_character(character)
        folded.append(as_compared)
        places += [place] * len(as_compared)
    return "".join(folded), places


def _pattern(words: Literal) -> re.Pattern[str]:
    """What matches a literal in a folded text, whatever punctuation is between its runs."""
    runs = [f"{_before(run)}{re.escape(run)}{_after(run)}" for run in words.runs[:-1]]
    last = words.runs[-1]
    runs.append(f"{_before(last)}{re.escape(last)}{'' if words.open_end else _after(last)}")
    return re.compile(r"[\W_]*".join(runs))


def _before(run: str) -> str:
    return "" if is_han(run) else f"(?<!{_kind(run)})"


def _after(run: str) -> str:
    return "" if is_han(run) else f"(?!{_kind(run)})"


def _kind(run: str) -> str:
    """The characters that would make a word longer: digits or letters."""
    return "[0-9]" if run.isdecimal() and run.isascii() else rf"[^\W_0-9{HAN}]"
