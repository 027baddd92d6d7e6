"""Index numbers (索引号): a pattern of parts, and the scope in which its serial counts.

A pattern is text with parts in braces: ``{agency}-{category}-{year}-{serial:5}`` gives
``FZ00503-3000-2019-00004``, ``{agency}/{year}{month}-{serial:5}`` gives
``113417020032563511/202504-00057``. Year and month are those of making (成文日期).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .errors import DefinitionError, Problem

PARTS = ("agency", "category", "year", "month", "serial")
SCOPE_PARTS = ("agency", "category", "year", "month")
MAX_WIDTH = 9

_CODE = re.compile(r"[0-9A-Za-z]+")
_TOKEN = re.compile(r"\{([^{}]*)\}")
_EXPRESSIONS = {
    "agency": "(?P<agency>[0-9A-Za-z]+)",
    "category": "(?P<category>[0-9A-Za-z]+)",
    "year": r"(?P<year>(?:19|20)[0-9]{2})",
    "month": r"(?P<month>0[1-9]|1[0-2])",
}


class IndexNumberError(ValueError):
    """An index number that cannot be made or read."""


class MissingPart(IndexNumberError):
    """A part of the number is blank: ``part`` is its name in the pattern."""

    def __init__(self, part: str) -> None:
        super().__init__(f"The {part} is blank; the index number needs it.")
        self.part = part


class UnfitPart(IndexNumberError):
    """A part holds other characters than letters and digits, so the number could not be read."""

    def __init__(self, part: str, value: str) -> None:
        super().__init__(f"The {part} {value!r} must be of letters A-Z and digits.")
        self.part = part
        self.value = value


class SerialExhausted(IndexNumberError):
    """The serial no longer fits its width. ``last`` is the last serial that does."""

    def __init__(self, serial: int, last: int) -> None:
        super().__init__(f"The serial {serial} is beyond {last}, the last of this scheme.")
        self.serial = serial
        self.last = last


class IndexNumberMismatch(IndexNumberError):
    """A text that is no number of the scheme; ``sample`` shows what one looks like."""

    def __init__(self, text: str, sample: str) -> None:
        super().__init__(f"{text!r} is no number of this scheme; one looks like {sample}.")
        self.text = text
        self.sample = sample


@dataclass(frozen=True, slots=True)
class IndexNumberParts:
    """What an index number says. Parts that the pattern does not have are empty or ``None``."""

    agency: str
    category: str
    year: int | None
    month: int | None
    serial: int


@dataclass(frozen=True)
class IndexNumberScheme:
    """A pattern of index numbers; made by ``parse_pattern`` only.

    ``tokens`` are its parts and the text between them, ``restarts_with`` the parts that start
    the serial anew when they change, ``width`` the digits of the serial (0: as many as needed).
    """

    pattern: str
    restarts_with: tuple[str, ...]
    tokens: tuple[tuple[str, str], ...]
    width: int

    @classmethod
    def parse_pattern(
        cls, pattern: str, restarts_with: Sequence[str] = ("agency", "year")
    ) -> IndexNumberScheme:
        """The scheme of a pattern; raises ``DefinitionError`` with all its mistakes."""
        tokens = _tokens(pattern)
        problems = [*_pattern_problems(pattern, tokens), *_scope_problems(restarts_with, tokens)]
        if problems:
            raise DefinitionError(problems)
        width = next(spec for name, spec in tokens if name == "serial")
        ordered = tuple(part for part in SCOPE_PARTS if part in restarts_with)
        return cls(pattern, ordered, tuple(tokens), int(width or 0))

    def format(self, *, agency: str, made_on: date, serial: int, category: str = "") -> str:
        """The number of these parts.

        Raises ``MissingPart``, ``UnfitPart``, ``SerialExhausted``, and ``ValueError`` for a
        serial below 1.
        """
        if serial < 1:
            raise ValueError(f"Serials count from 1, not {serial}.")
        last = 10 ** (self.width or MAX_WIDTH) - 1
        if serial > last:
            raise SerialExhausted(serial, last)
        texts = self._texts(agency, category, made_on)
        texts["serial"] = str(serial).zfill(self.width)
        return "".join(texts.get(name, spec) for name, spec in self.tokens)

    def parse(self, text: str) -> IndexNumberParts:
        """The parts of a number; raises ``IndexNumberMismatch``."""
        match = self._expression.fullmatch(text.strip())
        if match is None:
            raise IndexNumberMismatch(text, self.sample())
        found = match.groupdict()
        return IndexNumberParts(
            agency=found.get("agency", ""),
            category=found.get("category", ""),
            year=int(found["year"]) if "year" in found else None,
            month=int(found["month"]) if "month" in found else None,
            serial=int(found["serial"]),
        )

    def scope(self, *, agency: str, made_on: date, category: str = "") -> str:
        """The key in which the serial counts, e.g. ``FZ00503|2019``; raises as ``format``."""
        texts = self._texts(agency, category, made_on)
        return "|".join(texts[part] for part in self.restarts_with)

    def scope_of(self, parts: IndexNumberParts) -> str:
        """The same key for a number that was read with ``parse``."""
        texts = {
            "agency": parts.agency,
            "category": parts.category,
            "year": f"{parts.year or 0:04}",
            "month": f"{parts.month or 0:02}",
        }
        return "|".join(texts[part] for part in self.restarts_with)

    def sample(self) -> str:
        """An example of such a number, for help texts."""
        return self.format(agency="AB001", category="1000", made_on=date(2019, 1, 10), serial=1)

    def _texts(self, agency: str, category: str, made_on: date) -> dict[str, str]:
        texts = {
            "agency": agency.strip(),
            "category": category.strip(),
            "year": f"{made_on.year:04}",
            "month": f"{made_on.month:02}",
        }
        for name, _ in self.tokens:
            if name in texts and not texts[name]:
                raise MissingPart(name)
            if name in texts and not _CODE.fullmatch(texts[name]):
                raise UnfitPart(name, texts[name])
        return texts

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        zeros, rest = f"(?!0{{{self.width}}})", f"[0-9]{{{self.width}}}"
        natural = f"[1-9][0-9]{{0,{MAX_WIDTH - 1}}}"
        serial = f"(?P<serial>{zeros + rest if self.width else natural})"
        return re.compile(
            "".join(
                serial if name == "serial" else _EXPRESSIONS.get(name) or re.escape(spec)
                for name, spec in self.tokens
            )
        )


def _tokens(pattern: str) -> list[tuple[str, str]]:
    """The pattern cut up: ("", literal text) and (part, what stands after its colon)."""
    tokens: list[tuple[str, str]] = []
    end = 0
    for match in _TOKEN.finditer(pattern):
        if match.start() > end:
            tokens.append(("", pattern[end : match.start()]))
        name, _, spec = match[1].partition(":")
        tokens.append((name.strip() or "?", spec.strip()))
        end = match.end()
    if pattern[end:]:
        tokens.append(("", pattern[end:]))
    return tokens


def _problem(code: str, message: str, remedy: str, key: str = "pattern", **params: str) -> Problem:
    return Problem("", key, message, remedy, code, params)


def _pattern_problems(pattern: str, tokens: list[tuple[str, str]]) -> list[Problem]:
    names = [name for name, _ in tokens if name]
    found: list[Problem] = []
    for name, spec in tokens:
        found += _token_problems(name, spec)
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            message = f"{{{name}}} stands twice."
            found.append(_problem("part_twice", message, "Name each part once.", part=name))
    if "serial" not in names:
        message = f"{pattern!r} has no serial."
        remedy = "Add {serial:5}: it makes each number unique."
        found.append(_problem("no_serial", message, remedy))
    if "month" in names and "year" not in names:
        message = "{month} stands without {year}."
        found.append(_problem("month_without_year", message, "Add {year} before it."))
    return found + _ambiguities(tokens)


def _token_problems(name: str, spec: str) -> list[Problem]:
    if name and name not in PARTS:
        known = " ".join(f"{{{part}}}" for part in PARTS)
        message = f"There is no part {{{name}}}."
        remedy = f"Parts are {known}."
        return [_problem("unknown_part", message, remedy, part=name, known=known)]
    if name and spec and name != "serial":
        message = f"{{{name}}} takes no width."
        return [_problem("no_width", message, f"Write {{{name}}}.", part=name)]
    if name == "serial" and spec and not _is_width(spec):
        message = f"The width of the serial is {spec!r}."
        remedy = f"Write {{serial:5}}, with 1 to {MAX_WIDTH} digits."
        return [_problem("bad_width", message, remedy, width=spec, most=str(MAX_WIDTH))]
    if not name and re.search(r"[\s{}|]", spec):
        message = f"{spec!r} holds a blank, a bar or a single brace."
        remedy = "Write parts in {braces}, with separators such as - / _ between them."
        return [_problem("bad_separator", message, remedy, text=spec)]
    return []


def _is_width(spec: str) -> bool:
    return re.fullmatch(r"[0-9]{1,2}", spec) is not None and 1 <= int(spec) <= MAX_WIDTH


def _ambiguities(tokens: list[tuple[str, str]]) -> list[Problem]:
    """Parts of any length need a separator between them, or a number can be read in two ways."""
    found: list[Problem] = []
    open_part = ""
    for name, spec in tokens:
        if not name and re.search(r"[^0-9A-Za-z]", spec):
            open_part = ""
        elif name in ("agency", "category") or (name == "serial" and not spec):
            if open_part:
                message = f"Nothing parts {{{open_part}}} from {{{name}}}."
                remedy = "Put a separator such as - or / between them."
                found.append(
                    _problem("no_separator", message, remedy, first=open_part, second=name)
                )
            open_part = name
    return found


def _scope_problems(restarts_with: Sequence[str], tokens: list[tuple[str, str]]) -> list[Problem]:
    names = [name for name, _ in tokens]
    found: list[Problem] = []
    for part in restarts_with:
        if part not in SCOPE_PARTS:
            known = " ".join(SCOPE_PARTS)
            message, remedy = f"No serial restarts with {part!r}.", f"Choose from {known}."
            found.append(_restart("unknown_restart", message, remedy, part=part, known=known))
        elif part not in names:
            message = (
                f"The serial restarts with the {part}, which the number does not show: "
                "numbers would come twice."
            )
            remedy = f"Add {{{part}}} to the pattern, or let the serial go on."
            found.append(_restart("restart_not_shown", message, remedy, part=part))
    if "month" in restarts_with and "year" not in restarts_with:
        message = "The serial restarts with the month but not with the year."
        found.append(_restart("restart_without_year", message, "Add the year."))
    return found


def _restart(code: str, message: str, remedy: str, **params: str) -> Problem:
    return _problem(code, message, remedy, "restarts_with", **params)
