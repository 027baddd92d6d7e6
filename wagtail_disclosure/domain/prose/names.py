"""Finding the names of indicators around a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..indicators import Indicator
from .phrases import GAP, INNER, LEADING, one_of

_INNER = f"(?:{one_of(INNER)})*"
_GAP = f"(?:{one_of(GAP)})*+"
#: Longer stretches before a number hold more than such words, whatever they are.
LONGEST_CLAUSE = 90


@dataclass(frozen=True)
class Match:
    """A name found: ``start`` and ``end`` within the text that was looked at; ``after`` is the
    length of what stands behind the number."""

    indicator: Indicator
    start: int
    end: int
    after: int = 0


class Names:
    """The names of a standard's indicators, ready to be looked for; ``short`` are those that
    mean an indicator only behind another one's figure."""

    def __init__(self, indicators: tuple[Indicator, ...], kind: str = "names") -> None:
        self.short = Names(indicators, "short") if kind == "names" else self
        self._lead = f"{LEADING}*?"
        self._patterns = [
            (indicator, tuple(_words(name) for name in getattr(indicator, kind)))
            for indicator in indicators
            if getattr(indicator, kind)
        ]
        self._before = [
            (indicator, re.compile(f"{self._lead}(?P<name>{_any_name(names)}){_GAP}"))
            for indicator, names in self._patterns
        ]
        self._around = [
            (indicator, re.compile(f"{self._lead}(?P<name>{first}){_GAP}"), re.compile(rest))
            for indicator, names in self._patterns
            for first, rest in _splits(names)
        ]
        self._wholes = [
            (indicator, re.compile("|".join(_name(_words(name)) for name in phrases)))
            for indicator, phrases in (
                (indicator, (*indicator.wholes, *indicator.names))
                for indicator, _ in self._patterns
            )
        ]
        self._single = [
            (indicator, re.compile(_any_name(names))) for indicator, names in self._patterns
        ]
        # Most clauses hold no name: one pattern says so faster than one for each.
        some_name = "|".join(_any_name(names) for _, names in self._patterns)
        self._some_before = re.compile(f"{self._lead}(?:{some_name}){_GAP}")
        self._some_at = re.compile(some_name)
        self._some_behind = re.compile("|".join(rest.pattern for _, _, rest in self._around))
        self._leading = re.compile(f"{LEADING}*+")

    def before(self, clause: str, beside: Indicator | None = None) -> Match | None:
        """The indicator whose name ends the clause, nothing but harmless words around it. With
        ``beside`` only those in its row or column."""
        if not self._some_before.fullmatch(clause):
            return None
        return _best(
            Match(indicator, found.start("name"), found.end("name"))
            for indicator, pattern in self._before
            if (beside is None or indicator.stands_beside(beside))
            and (found := pattern.fullmatch(clause))
        )

    def around(self, clause: str, following: str) -> Match | None:
        """The indicator whose name stands around the number: 收到3件政府信息公开申请."""
        if not self._some_behind.match(following):
            return None
        return _best(
            Match(indicator, found.start("name"), found.end("name"), behind.end())
            for indicator, first, rest in self._around
            if (found := first.fullmatch(clause)) and (behind := rest.match(following))
        )

    def whole(self, text: str) -> Indicator | None:
        """The indicator that the text behind 占 names, to the end of the text."""
        for indicator, pattern in self._wholes:
            if pattern.fullmatch(text):
                return indicator
        return None

    def at(self, text: str, place: int) -> Match | None:
        """The indicator whose name begins at that place, the longest name first."""
        if not self._some_at.match(text, place):
            return None
        return _best(
            Match(indicator, *found.span())
            for indicator, pattern in self._single
            if (found := pattern.match(text, place))
        )

    def harmless(self, text: str) -> bool:
        """Whether the text holds nothing but words that may lead up to a name."""
        return bool(self._leading.fullmatch(text))


def _best(matches: Iterator[Match]) -> Match | None:
    """The match that begins first; among those the longest."""
    return min(matches, key=lambda match: (match.start, -match.end), default=None)


@lru_cache(maxsize=1024)
def _words(name: str) -> tuple[str, ...]:
    """The words of a phrase as patterns."""
    words: list[str] = []
    for word in name.split():
        optional = word.endswith("?")
        choices = word.removesuffix("?").split("|")
        body = "|".join(re.escape(choice) for choice in sorted(choices, key=len, reverse=True))
        words.append(f"(?:{body}){'?' if optional else ''}")
    return tuple(words)


def _name(words: tuple[str, ...]) -> str:
    return _INNER.join(words)


def _any_name(names: Iterable[tuple[str, ...]]) -> str:
    return "|".join(f"{_INNER}{_name(words)}" for words in names)


def _splits(names: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Each name cut in two by the number: what stands before, what follows."""
    for words in names:
        for cut in range(len(words)):
            rest = words[cut:]
            if not all(word.endswith("?") for word in rest):
                yield _name(words[:cut]), f"的?{_INNER}{_name(rest)}"
