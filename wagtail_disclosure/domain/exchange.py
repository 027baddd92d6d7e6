"""The exchange file: one report's figures as JSON, read and written.

    {"standard": "fuzhou-2018", "agency": "…", "year": 2018,
     "figures": {"statistics.proactive_files.current": 128, …}}

A value is an integer, a decimal number as text, null (missing) or ``"n/a"``. Optional keys:
``opening`` (opening balances), ``claimed``, ``previous`` (last year's figures; null says that
there is no report of last year; without the key nobody knows), ``sections`` (HTML by section),
``facts`` (what is known beside the figures, see ``facts``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from .calculation import calculate
from .facts import Facts, FactsError, read_facts
from .figures import MAX_DIGITS, FigureError, Figures, number_text
from .prose.plain import plain_text
from .prose.references import referenced_cells
from .report_texts import ReportTexts
from .sheet import Sheet, read_sheet
from .standards import Standard

_REQUIRED: dict[str, type] = {"standard": str, "agency": str, "year": int, "figures": dict}
_OPTIONAL: dict[str, type] = {
    "opening": dict,
    "claimed": dict,
    "previous": dict,
    "sections": dict,
    "facts": dict,
}


class ExchangeError(ValueError):
    """A file that is no exchange file.

    ``code``: ``not_json`` (``detail`` says where), ``not_an_object``, ``missing_key``,
    ``unknown_key``, ``duplicate_key``, ``wrong_type`` (``detail`` names the right one),
    ``not_a_figure`` (only among last year's figures; this year's are findings). ``key`` is the
    key concerned, e.g. ``previous.statistics.received.cumulative``.
    """

    def __init__(self, code: str, key: str = "", detail: str = "") -> None:
        super().__init__(": ".join(part for part in (code, key, detail) if part))
        self.code = code
        self.key = key
        self.detail = detail


@dataclass(frozen=True)
class ExchangeReport:
    """What an exchange file holds, not yet held against its standard.

    ``figures``, ``opening`` and ``claimed`` are raw values by address. ``previous`` is
    ``None`` where there is no report of last year or nobody knows; ``knows_last_year`` tells.
    """

    standard: str
    agency: str
    year: int
    figures: Mapping[str, object]
    previous: Figures | None = None
    opening: Mapping[str, object] = field(default_factory=dict)
    claimed: Mapping[str, object] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    knows_last_year: bool = False
    facts: Facts = field(default_factory=Facts)

    def data(self) -> dict[str, Mapping[str, object]]:
        """The stored JSON of a report (see ``sheet``)."""
        return {"figures": self.figures, "opening": self.opening, "claimed": self.claimed}

    def sheet(self, standard: Standard) -> Sheet:
        """The report as a sheet of ``standard``, which is the one that it names."""
        sheet = read_sheet(standard, self.year, self.data(), self.previous)
        asks = self.knows_last_year or bool(self.opening)
        return replace(sheet, asks_last_year=asks, facts=self.facts)

    def texts(self, sheet: Sheet | None = None) -> ReportTexts:
        """The plain texts of the sections, where the file has any, the cells that they refer to,
        and the agency's name. References read as the figures of ``sheet``, else as nothing."""
        figures = calculate(sheet) if sheet else Figures()
        sections = self.sections
        return ReportTexts(
            sections={
                key: plain_text(html, lambda cell: number_text(figures.value(cell)))
                for key, html in sections.items()
            }
            or None,
            agency_names=(self.agency,),
            references={key: referenced_cells(html) for key, html in sections.items()} or None,
        )


def read_exchange(text: str) -> ExchangeReport:
    """The report in an exchange file's text; a byte order mark is passed over.

    Raises ``ExchangeError``.
    """
    try:
        data = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise ExchangeError("not_json", detail=f"{error.lineno}:{error.colno}") from None
    except RecursionError:
        raise ExchangeError("not_json", detail="1:1") from None
    if not isinstance(data, dict):
        raise ExchangeError("not_an_object")
    _check_keys(data)
    previous = data.get("previous")
    return ExchangeReport(
        standard=data["standard"],
        agency=data["agency"],
        year=data["year"],
        figures=data["figures"],
        previous=None if previous is None else _previous(previous),
        opening=data.get("opening") or {},
        claimed=data.get("claimed") or {},
        sections=_sections(data.get("sections") or {}),
        knows_last_year="previous" in data,
        facts=_facts(data.get("facts") or {}),
    )


def write_exchange(
    standard: str,
    agency: str,
    year: int,
    figures: Figures,
    *,
    previous: Figures | None = None,
    opening: Figures | None = None,
    sections: Mapping[str, str] | None = None,
) -> str:
    """The exchange file's text for a report's figures; ``read_exchange`` reads it back."""
    data: dict[str, Any] = {
        "standard": standard,
        "agency": agency,
        "year": year,
        "figures": figures.dump(),
    }
    if opening:
        data["opening"] = opening.dump()
    if previous is not None:
        data["previous"] = previous.dump()
    if sections:
        data["sections"] = dict(sections)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a key come twice and keeps the last; here that would drop a figure silently."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ExchangeError("duplicate_key", key)
        found[key] = value
    return found


def _integer(text: str) -> int | str:
    """Python refuses to read thousands of digits; as text they become a finding like other
    numbers that are too long."""
    return int(text) if len(text) <= 2 * MAX_DIGITS else text


def _no_constant(name: str) -> NoReturn:
    raise ExchangeError("wrong_type", name, "number")


def _check_keys(data: Mapping[str, Any]) -> None:
    for key in data:
        if key not in _REQUIRED and key not in _OPTIONAL:
            raise ExchangeError("unknown_key", key)
    for key, kind in _REQUIRED.items():
        if key not in data:
            raise ExchangeError("missing_key", key)
        if not isinstance(data[key], kind) or isinstance(data[key], bool):
            raise ExchangeError("wrong_type", key, kind.__name__)
    for key, kind in _OPTIONAL.items():
        if data.get(key) is not None and not isinstance(data[key], kind):
            raise ExchangeError("wrong_type", key, kind.__name__)


def _previous(values: Mapping[str, object]) -> Figures:
    for cell, raw in values.items():
        try:
            Figures.from_values({cell: raw})
        except FigureError as error:
            raise ExchangeError("not_a_figure", f"previous.{cell}", str(error.text)) from None
    return Figures.from_values(values)


def _facts(values: Mapping[str, object]) -> Facts:
    try:
        return read_facts(values)
    except FactsError as error:
        code = "wrong_type" if error.expected else "unknown_key"
        raise ExchangeError(code, f"facts.{error.key}", error.expected) from None


def _sections(values: Mapping[str, Any]) -> dict[str, str]:
    for key, value in values.items():
        if not isinstance(value, str):
            raise ExchangeError("wrong_type", f"sections.{key}", "str")
    return dict(values)
