"""Worked tables and rule cases, kept as data in ``tests/cases`` for a clerk to review."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from wagtail_disclosure.domain import (
    Facts,
    Figures,
    Finding,
    ReportTexts,
    Severity,
    Sheet,
    Source,
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


def rule_cases(kind: str) -> list[tuple[str, str, dict[str, Any]]]:
    """All ``passing`` or ``failing`` cases: code of the rule, worked table to change, case."""
    found = []
    for path in rule_files():
        file = read_case(path)
        found += [(path.stem, file.get("base", ""), case) for case in file[kind]]
    return found


def printed(case: Mapping[str, Any]) -> dict[str, Any]:
    """Every figure of a worked table by address, totals and all, in the order of the form.

    Either ``[table]`` with rows of this year's and cumulative figures, or ``[[grids]]`` with
    the keys of their columns; ``[changes]`` are laid over those of the case named as ``base``.
    """
    if "base" in case:
        return {**printed(read_case(CASES / f"{case['base']}.toml")), **case["changes"]}
    table = {"table": "statistics", "columns": ["current", "cumulative"]}
    grids = case.get("grids") or [{**table, "rows": case["table"]}]
    return {
        f"{grid['table']}.{row}.{column}": value
        for grid in grids
        for row, values in grid["rows"].items()
        for column, value in zip(grid["columns"], values, strict=True)
    }


def typed(case: Mapping[str, Any]) -> dict[str, Any]:
    """The figures to type for a worked table: given apart, or all that are not calculated."""
    if "figures" in case:
        return dict(case["figures"])
    calculated = load_standard(case["standard"]).formulas
    return {cell: value for cell, value in printed(case).items() if cell not in calculated}


def sheet_of(case: Mapping[str, Any]) -> Sheet:
    """The sheet of a worked table; ``previous`` of a case with a ``base`` goes over the base's."""
    previous = case.get("previous")
    if "base" in case:
        base = read_case(CASES / f"{case['base']}.toml")
        previous = {**base.get("previous", {}), **(previous or {})}
    sheet = read_sheet(
        load_standard(case["standard"]),
        case["year"],
        {
            "figures": typed(case),
            "opening": case.get("opening", {}),
            "claimed": case.get("claimed", {}),
        },
        None if previous is None else Figures.from_values(previous),
    )
    return replace(sheet, facts=_facts(case.get("facts", {})))


def changed_case(change: Mapping[str, Any], base: str = "") -> Sheet:
    """The sheet of a rule case: the worked table ``base`` with the changes of the case, whose
    keys are addresses. Without a base it is the seed's, and the keys are ``row.column``."""
    if not base:
        return changed_seed(change)
    whole = read_case(CASES / f"{base}.toml")
    case = {"standard": whole["standard"], "year": change.get("year", whole["year"])}
    case["figures"] = {**typed(whole), **change.get("figures", {})}
    case["claimed"] = change.get("claimed", {})
    case["facts"] = change.get("facts", {})
    if not change.get("first_report"):
        case["previous"] = {**whole.get("previous", {}), **change.get("previous", {})}
    return sheet_of(case)


def changed_seed(change: Mapping[str, Any]) -> Sheet:
    """The seed's sheet with the changes of a rule case, whose keys are ``row.column``."""
    seed = read_case(CASES / "fuzhou-2018-seed.toml")
    case = {"standard": seed["standard"], "year": change.get("year", seed["year"])}
    for part in ("figures", "opening", "claimed"):
        case[part] = {**seed.get(part, {}), **_addressed(change.get(part, {}))}
    if "previous" in change:
        case["previous"] = _addressed(change["previous"])
    case["facts"] = change.get("facts", {})
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


def _facts(facts: Mapping[str, Any]) -> Facts:
    read = dict(facts)
    if "members" in facts:
        read["members"] = {
            name: Figures.from_values(values) for name, values in facts["members"].items()
        }
    if "counted" in facts:
        read["counted"] = Figures.from_values(facts["counted"], Source.COUNTED)
    return Facts(**read)


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
