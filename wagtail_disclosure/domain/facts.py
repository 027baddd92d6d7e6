"""What is known of a report beside its figures: optional inputs of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .figures import FigureError, Figures, Source


class FactsError(ValueError):
    """Data that is no fact: under which key, and what is expected there.

    ``expected`` is empty where the key itself is not known.
    """

    def __init__(self, key: str, expected: str = "") -> None:
        super().__init__(f"{key}: {expected}" if expected else key)
        self.key = key
        self.expected = expected


@dataclass(frozen=True)
class Facts:
    """Whatever is ``None`` is not known, and the rules that need it are skipped.

    ``period_start`` and ``period_end`` are the days its figures speak of; ``published_on`` and
    ``deadline`` the days of publication and when it was due; ``makes_rules`` whether the agency
    has the power to make 规章; ``members`` the figures of the reports that this one sums up, all
    cells, by the member's name. ``counted`` are figures that were counted from a catalogue, by
    cell: they stand where nothing was typed, and are compared where something was (rule C01).
    ``published_elsewhere`` says that the report stood before readers elsewhere before, so that it
    is shown as it was, mistakes and all: its breaches can be acknowledged.
    """

    period_start: date | None = None
    period_end: date | None = None
    published_on: date | None = None
    deadline: date | None = None
    makes_rules: bool | None = None
    members: Mapping[str, Figures] | None = None
    counted: Figures | None = None
    published_elsewhere: bool | None = None

    def knows(self, *names: str) -> bool:
        """Whether all of these are known."""
        return all(getattr(self, name) is not None for name in names)


def read_facts(data: Mapping[str, object]) -> Facts:
    """Facts as JSON holds them: days as ``2025-12-31``, counted figures by address, those of
    members by address and name.

    A key with null is not known. Raises ``FactsError``.
    """
    found: dict[str, Any] = {}
    for key, raw in data.items():
        if key not in _READERS:
            raise FactsError(key)
        read, expected = _READERS[key]
        if raw is not None:
            try:
                found[key] = read(raw)
            except FactsError:
                raise
            except (TypeError, ValueError):
                raise FactsError(key, expected) from None
    return Facts(**found)


def _of(kind: type) -> Callable[[Any], object]:
    def read(raw: Any) -> object:
        if not isinstance(raw, kind):
            raise TypeError(raw)
        return raw

    return read


def _day(raw: Any) -> date:
    return date.fromisoformat(raw)


def _members(raw: Any) -> dict[str, Figures]:
    if not isinstance(raw, Mapping):
        raise TypeError(raw)
    return {name: _figures(values, f"members.{name}") for name, values in raw.items()}


def _counted(raw: Any) -> Figures:
    return _figures(raw, "counted", Source.COUNTED)


def _figures(raw: Any, key: str, source: Source = Source.ENTERED) -> Figures:
    if not isinstance(raw, Mapping):
        raise TypeError(raw)
    try:
        return Figures.from_values(raw, source)
    except FigureError as error:
        raise FactsError(key, f"figure, not {error.text!r}") from None


_READERS: dict[str, tuple[Callable[[Any], object], str]] = {
    "period_start": (_day, "date"),
    "period_end": (_day, "date"),
    "published_on": (_day, "date"),
    "deadline": (_day, "date"),
    "makes_rules": (_of(bool), "bool"),
    "members": (_members, "dict"),
    "counted": (_counted, "figures"),
    "published_elsewhere": (_of(bool), "bool"),
}

#: The names of all facts and what each is: ``date``, ``bool``, ``figures``, or ``dict`` of them.
FACTS = {name: expected for name, (_read, expected) in _READERS.items()}
