"""Reading a definition key by key, collecting every mistake instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from string import Formatter
from typing import Any, TypeVar

from .errors import Problem

_KEY = re.compile(r"[a-z0-9_]+")
_IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEARS = range(1900, 3000)
_Read = TypeVar("_Read")


class Problems:
    """The mistakes found so far in one file."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, key: str, message: str, remedy: str) -> None:
        self.found.append(Problem(self.file, key, message, remedy))


class Entry:
    """One table of the TOML file; each key is asked for once, ``finish`` names the rest.

    A missing or wrong value is reported and replaced by an empty one of the right type, so
    that reading can go on; the result is only used when no problem was found.
    """

    def __init__(self, data: Mapping[str, Any], path: str, problems: Problems) -> None:
        self.data = data
        self.path = path
        self.problems = problems
        self._asked: list[str] = []

    def place(self, key: str) -> str:
        """The path of a key of this entry."""
        return f"{self.path}.{key}" if self.path else key

    def report(self, key: str, message: str, remedy: str) -> None:
        self.problems.add(self.place(key), message, remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required (and then not blank) where no default is given."""
        value = self._value(key, default is None, default or "")
        if not isinstance(value, str):
            self.report(key, f"{value!r} is no text.", "Write it in quotation marks.")
            return default or ""
        if default is None and key in self.data and not value.strip():
            self.report(key, "The text is empty.", "Write what is meant.")
        return value

    def label(
        self, key: str, default: str | None = None, allowed: tuple[str, ...] = ("year",)
    ) -> str:
        """A text in which placeholders of ``allowed`` may stand."""
        value = self.text(key, default)
        names = " and ".join(f"{{{name}}}" for name in allowed)
        try:
            found = [(name, form, turn) for _, name, form, turn in Formatter().parse(value)]
        except ValueError:
            self.report(key, f"{value!r} has a single brace.", f"Write {names} or no brace.")
            return value
        for name, form, turn in found:
            if name is not None and (name not in allowed or form or turn):
                self.report(
                    key, f"{value!r} has the placeholder {{{name}}}.", f"Only {names} is filled in."
                )
        return value

    def key(self, key: str = "key") -> str:
        """A key: lower-case letters, digits and underscores."""
        value = self.text(key)
        if value and not _KEY.fullmatch(value):
            self.report(
                key,
                f"{value!r} is no key.",
                "Use lower-case letters a-z, digits and underscores only.",
            )
        return value

    def identifier(self, key: str) -> str:
        value = self.text(key)
        if value and not _IDENTIFIER.fullmatch(value):
            self.report(
                key,
                f"{value!r} is no identifier.",
                "Use lower-case letters a-z and digits, joined by single hyphens.",
            )
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        value = self._value(key, False, default)
        if not isinstance(value, bool):
            self.report(key, f"{value!r} is neither true nor false.", "Write true or false.")
            return default
        return value

    def year(self, key: str) -> int | None:
        value = self._value(key, False, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value not in _YEARS:
            self.report(key, f"{value!r} is no year.", "Write four digits without quotes: 2018.")
            return None
        return value

    def count(self, key: str, default: int, least: int) -> int:
        value = self._value(key, False, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            self.report(
                key, f"{value!r} is no such number.", f"Write a whole number from {least} on."
            )
            return default
        return value

    def choice(
        self, key: str, choices: tuple[str, ...], default: str, required: bool = False
    ) -> str:
        value = self._value(key, required, default)
        if value not in choices and key in self.data:
            self.report(
                key,
                f"{value!r} is not known here.",
                f"Write one of {_listed(tuple(filter(None, choices)))}.",
            )
            return default
        return str(value)

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A list of texts, each once."""
        value = self._value(key, required, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.report(key, f"{value!r} is no list of texts.", 'Write ["one", "two"].')
            return ()
        if required and key in self.data and not value:
            self.report(key, "The list is empty.", "Name at least one.")
        for item in _repeated(value):
            self.report(key, f"{item!r} stands twice in the list.", "Name it once.")
        return tuple(value)

    def entries(self, key: str, required: bool = False, unique: str = "key") -> list[Entry]:
        """The entries of a list of tables, named by their key where they have one."""
        value = self._value(key, required, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.report(key, "This is no list of entries.", f"Write [[{key}]] before each entry.")
            return []
        if required and key in self.data and not value:
            self.report(key, "The list is empty.", "Name at least one.")
        for name in _repeated([item[unique] for item in value if unique in item]):
            self.report(
                f"{key}.{name}", f"The {unique} {name!r} is given twice.", "Rename or remove one."
            )
        return [
            Entry(item, self.place(f"{key}.{item[unique]}" if unique in item else f"{key}[{n}]"),
                  self.problems)
            for n, item in enumerate(value, start=1)
        ]  # fmt: skip

    def each(
        self, key: str, read: Callable[[Entry], _Read], required: bool = False
    ) -> tuple[_Read, ...]:
        """What ``read`` makes of each entry of a list; the keys it did not ask for are named."""
        found: list[_Read] = []
        for entry in self.entries(key, required):
            found.append(read(entry))
            entry.finish()
        return tuple(found)

    def notes(self, key: str) -> dict[str, str]:
        """A table of free texts."""
        value = self._value(key, False, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.report(key, "This is no table of texts.", f'Write [{key}] and then name = "text".')
            return {}
        return dict(value)

    def finish(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self.data:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, n=1)
                remedy = f"Did you mean {near[0]!r}?" if near else "Remove it."
                remedy += f" Known here: {_listed(self._asked)}."
                self.report(key, "This key is not known.", remedy)

    def _value(self, key: str, required: bool, default: Any) -> Any:
        self._asked.append(key)
        if key not in self.data and required:
            self.report(key, "This key is missing.", f"Add {key} = …")
        return self.data.get(key, default)


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names)


def _repeated(items: list[Any]) -> list[Any]:
    return [item for n, item in enumerate(items) if items.index(item) == n < _last(items, item)]


def _last(items: list[Any], item: Any) -> int:
    return len(items) - 1 - items[::-1].index(item)
