"""Worked tables and rule cases, kept as data in ``tests/cases`` for a clerk to review."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from wagtail_disclosure.domain import (
    Figures,
    Finding,
    ReportTexts,
    Severity,
    Sheet,
    load_standard,
    read_sheet,
)

CASES = Path(__file__).resolve().parent.parent / "cases"


def read_case(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def worked_tables() -> list[Path]:
    return sorted(CASES.glob("*.toml"))


def rule_files() -> list[Path]:
    return sorted((CASES / "rules").glob("*.toml"))


def sheet_of(case: Mapping[str, Any]) -> Sheet:
    """The sheet of a worked table."""
    previous = case.get("previous")
    return read_sheet(
        load_standard(case["standard"]),
        case["year"],
        {part: case.get(part, {}) for part in ("figures", "opening", "claimed")},
        None if previous is None else Figures.from_values(previous),
    )


def changed_seed(change: Mapping[str, Any]) -> Sheet:
    """The seed's sheet with the changes of a rule case, whose keys are ``row.column``."""
    seed = read_case(CASES / "fuzhou-2018-seed.toml")
    case = {"standard": seed["standard"], "year": change.get("year", seed["year"])}
    for part in ("figures", "opening", "claimed"):
        case[part] = {**seed.get(part, {}), **_addressed(change.get(part, {}))}
    if "previous" in change:
        case["previous"] = _addressed(change["previous"])
    return _with_mentions(sheet_of(case), change.get("mentions", {}))


def texts_of(case: Mapping[str, Any]) -> ReportTexts:
    """The texts of a rule case."""
    texts = case.get("texts", {})
    return ReportTexts(**{**texts, "agency_names": tuple(texts.get("agency_names", ()))})


def _with_mentions(sheet: Sheet, mentions: Mapping[str, Any]) -> Sheet:
    """The sheet of a form that asks sections to mention something."""
    sections = tuple(
        replace(section, mentions=tuple(mentions.get(section.key, ())))
        for section in sheet.standard.sections
    )
    return replace(sheet, standard=replace(sheet.standard, sections=sections))


def expected_findings(case: Mapping[str, Any], *, table: str = "") -> tuple[Finding, ...]:
    """The findings that a case states, as the domain must give them."""
    return tuple(
        Finding(
            code=finding["code"],
            severity=Severity(finding.get("severity", "error")),
            cells=tuple(f"{table}{cell}" for cell in finding["cells"]),
            left=_number(finding.get("left")),
            right=_number(finding.get("right")),
            blocks=finding.get("blocks", True),
            acknowledgeable=finding.get("acknowledgeable", False),
            params=finding.get("params", {}),
        )
        for finding in case.get("findings", [])
    )


def _addressed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"statistics.{cell}": value for cell, value in values.items()}


def _number(value: int | str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
