"""Index numbers (索引号): a pattern of parts, and the scope in which its serial counts.

A pattern is text with parts in braces: ``{agency}-{category}-{year}-{serial:5}`` gives
``FZ00503-3000-2019-00004``, ``{uscc}/{year}{month}-{serial:5}`` gives
``113417020032563511/202504-00057``. Year, month and day are those of making (成文日期).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .errors import DefinitionError
from .identifiers import (
    IdentifierError,
    organisation_check_character,
    parse_organisation_code,
    parse_social_credit_code,
    social_credit_check_character,
)
from .index_number_errors import IndexNumberMismatch, MissingPart, SerialExhausted, UnfitPart
from .number_patterns import (
    LONGEST_SERIAL,
    Part,
    ordered,
    read_parts,
    restart_problems,
    shown_by,
)

_CODE = re.compile(r"[0-9A-Za-z]+")
_IDENTIFIERS = {"organisation": parse_organisation_code, "uscc": parse_social_credit_code}


@dataclass(frozen=True, slots=True)
class IndexNumberParts:
    """What an index number says. Parts that the pattern does not have are empty or ``None``.

    ``category`` is the narrowest that is shown; ``codes`` the further codes by name; ``texts``
    every part as it stands there, by its key in the pattern.
    """

    agency: str
    category: str
    year: int | None
    month: int | None
    serial: int
    day: int | None = None
    organisation: str = ""
    uscc: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    texts: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def fields(self) -> dict[str, str]:
        """The parts by their keys, without levels of categories."""
        dates = {"year": f"{self.year or 0:04}", "month": f"{self.month or 0:02}"}
        names = {"agency": self.agency, "organisation": self.organisation, "uscc": self.uscc}
        further = {f"code:{name}": code for name, code in self.codes.items()}
        return {
            **names,
            "category": self.category,
            **dates,
            "day": f"{self.day or 0:02}",
            **further,
        }


@dataclass(frozen=True)
class IndexNumberScheme:
    """A pattern of index numbers; made by ``parse_pattern`` only.

    ``parts`` are its parts and the text between them, ``restarts_with`` what starts the serial
    anew when it changes, ``width`` the digits of the serial (0: as many as needed).
    """

    pattern: str
    restarts_with: tuple[str, ...]
    parts: tuple[Part, ...]
    width: int

    @classmethod
    def parse_pattern(
        cls, pattern: str, restarts_with: Sequence[str] = ("agency", "year")
    ) -> IndexNumberScheme:
        """The scheme of a pattern; raises ``DefinitionError`` with all its mistakes."""
        parts, problems = read_parts(pattern)
        problems += restart_problems(restarts_with, parts)
        if problems:
            raise DefinitionError(problems)
        width = next(part.width for part in parts if part.name == "serial")
        return cls(pattern, ordered(restarts_with), parts, width)

    def format(
        self,
        *,
        serial: int,
        agency: str = "",
        made_on: date | None = None,
        category: str | Sequence[str] = "",
        organisation: str = "",
        uscc: str = "",
        codes: Mapping[str, str] | None = None,
    ) -> str:
        """The number of these parts; ``category`` is a code, or those of the category and all
        above it, the highest first.

        Raises ``MissingPart``, ``UnfitPart``, ``SerialExhausted``, and ``ValueError`` for a
        serial below 1.
        """
        if serial < 1:
            raise ValueError(f"Serials count from 1, not {serial}.")
        last = 10 ** (self.width or LONGEST_SERIAL) - 1
        if serial > last:
            raise SerialExhausted(serial, last)
        texts = self._texts(_given(agency, made_on, category, organisation, uscc, codes))
        texts["serial"] = str(serial).zfill(self.width)
        return "".join(texts[part.key] if part.name else part.text for part in self.parts)

    def parse(self, text: str) -> IndexNumberParts:
        """The parts of a number; raises ``IndexNumberMismatch``.

        Check characters are not looked at: numbers that were given with a wrong code are still
        numbers. ``identifier_mistakes`` tells them.
        """
        match = self._expression.fullmatch(text.strip())
        if match is None:
            raise IndexNumberMismatch(text, self.sample())
        texts = {part.key: match[f"p{place}"] for place, part in enumerate(self.parts) if part.name}
        try:
            return parts_of_texts(texts)
        except ValueError as error:  # the thirtieth of February
            raise IndexNumberMismatch(text, self.sample()) from error

    def scope(
        self,
        *,
        agency: str = "",
        made_on: date | None = None,
        category: str | Sequence[str] = "",
        organisation: str = "",
        uscc: str = "",
        codes: Mapping[str, str] | None = None,
    ) -> str:
        """The key in which the serial counts, e.g. ``FZ00503|2019``; raises as ``format``."""
        return self._key(self._texts(_given(agency, made_on, category, organisation, uscc, codes)))

    def scope_of(self, parts: IndexNumberParts) -> str:
        """The same key for a number that was read with ``parse``."""
        return self._key({**parts.fields(), **parts.texts})

    def sample(self) -> str:
        """An example of such a number, for help texts."""
        texts = {part.key: _sample_of(part) for part in self.parts if part.name}
        return "".join(texts[part.key] if part.name else part.text for part in self.parts)

    def _key(self, texts: Mapping[str, str]) -> str:
        shown = [key for restart in self.restarts_with for key in shown_by(restart, self.parts)]
        return "|".join(texts[key] for key in shown)

    def _texts(self, given: Mapping[str, str]) -> dict[str, str]:
        return {
            part.key: _fitting(part, given.get(part.key, "").strip())
            for part in self.parts
            if part.name and part.name != "serial"
        }

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(
            "".join(
                f"(?P<p{place}>{part.expression()})" if part.name else re.escape(part.text)
                for place, part in enumerate(self.parts)
            )
        )


def identifier_mistakes(parts: IndexNumberParts) -> dict[str, IdentifierError]:
    """What is wrong with the codes of organisations in a number, by the key of their part."""
    found = {}
    for key, parse in _IDENTIFIERS.items():
        if key in parts.texts:
            try:
                parse(parts.texts[key])
            except IdentifierError as error:
                found[key] = error
    return found


def _given(
    agency: str,
    made_on: date | None,
    category: str | Sequence[str],
    organisation: str,
    uscc: str,
    codes: Mapping[str, str] | None,
) -> dict[str, str]:
    """Everything that is known of an item, by the key of the part that shows it."""
    path = (category,) if isinstance(category, str) else tuple(category)
    levels = {f"category:{level}": code for level, code in enumerate(path, 1)}
    further = {f"code:{name}": code for name, code in (codes or {}).items()}
    known = {"agency": agency, "organisation": organisation, "uscc": uscc, **levels, **further}
    known["category"] = path[-1] if path else ""
    if made_on is not None:
        known |= {
            "year": f"{made_on.year:04}",
            "month": f"{made_on.month:02}",
            "day": f"{made_on.day:02}",
        }
    return known


def _fitting(part: Part, text: str) -> str:
    """The text as it stands in the number; raises ``MissingPart`` or ``UnfitPart``."""
    if not text:
        if part.optional:
            return ""
        raise MissingPart(part.key)
    if part.name in _IDENTIFIERS:
        try:
            return _IDENTIFIERS[part.name](text)
        except IdentifierError as error:
            raise UnfitPart(part.key, text, mistake=error) from error
    if not _CODE.fullmatch(text):
        raise UnfitPart(part.key, text)
    if part.width and len(text) != part.width:
        raise UnfitPart(part.key, text, part.width)
    return text


def parts_of_texts(texts: dict[str, str]) -> IndexNumberParts:
    """What the texts say; ``ValueError`` for a day that does not exist."""
    levels = sorted(key for key in texts if key.startswith("category:"))
    year, month, day = (
        int(texts[key]) if key in texts else None for key in ("year", "month", "day")
    )
    if day is not None:
        date(year or 0, month or 0, day)
    return IndexNumberParts(
        agency=texts.get("agency", ""),
        category=texts.get("category") or (texts[levels[-1]] if levels else ""),
        year=year,
        month=month,
        serial=int(texts["serial"]),
        day=day,
        organisation=texts.get("organisation", ""),
        uscc=texts.get("uscc", ""),
        codes={key[5:]: text for key, text in texts.items() if key.startswith("code:")},
        texts=texts,
    )


def _sample_of(part: Part) -> str:
    """What a sample shows in a part; no real organisation has the codes."""
    body = "MB00EX10"
    organisation = body + organisation_check_character(body)
    credit = f"11999900{organisation}"
    samples = {
        "organisation": organisation,
        "uscc": credit + social_credit_check_character(credit),
        "year": "2019",
        "month": "01",
        "day": "10",
        "serial": "1".zfill(part.width),
    }
    if part.name in samples:
        return samples[part.name]
    text = "AB001" if part.name == "agency" else "1000"
    return (text * part.width)[: part.width] if part.width else text
