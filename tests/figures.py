"""Stored figures without mistakes, for tests that need some."""

from __future__ import annotations

from typing import Any

from tests.domain.cases import CASES, read_case, typed
from wagtail_disclosure.domain import load_standard

#: What is typed into the 2018 form: the current year, without the two calculated totals.
TYPED = {
    "proactive_files": 20,
    "via_website": 20,
    "via_gazette": 3,
    "recv_in_person": 1,
    "recv_online": 2,
    "recv_letter_fax": 0,
    "ans_granted": 2,
    "ans_partly": 0,
    "ans_denied": 1,
    "ans_other": 0,
    "complaints": 0,
    "review": 0,
    "litigation": 0,
}

#: The balance of all years before, as a first report needs it; its parts add up.
OPENING = {
    "proactive_files": 200,
    "via_website": 200,
    "via_gazette": 30,
    "received": 30,
    "recv_in_person": 10,
    "recv_online": 20,
    "recv_letter_fax": 0,
    "answered": 30,
    "ans_granted": 20,
    "ans_partly": 0,
    "ans_denied": 10,
    "ans_other": 0,
    "complaints": 0,
    "review": 0,
    "litigation": 0,
}


def make_figures(*, first: bool = True, **changes: Any) -> dict[str, dict[str, Any]]:
    """Stored figures of a fuzhou-2018 report without mistakes; ``changes`` by row.

    ``first``: with opening balances, as the first report of an agency has them.
    """
    typed = {**TYPED, **changes}
    data = {
        "figures": {f"statistics.{row}.current": value for row, value in typed.items()},
    }
    if first:
        data["opening"] = {f"statistics.{row}.cumulative": value for row, value in OPENING.items()}
    return data


def make_national_figures(**changes: Any) -> dict[str, dict[str, Any]]:
    """Stored figures of a cn-2021 report of 2025 without mistakes; ``changes`` are the parts."""
    whole = read_case(CASES / "cn-2021-full.toml")
    return {"figures": {**typed(whole), **changes.pop("figures", {})}, **changes}


def make_last_years_figures() -> dict[str, dict[str, Any]]:
    """Stored figures of a cn-2021 report of 2024 that the one of 2025 goes on from: what was
    received, 3 of natural persons and 1 of a business, is still being dealt with."""
    standard = load_standard("cn-2021")
    left = {"natural_person": 3, "org_business": 1}
    figures = {cell: 0 for cell in standard.cells if cell not in standard.formulas}
    for column, number in left.items():
        figures[f"requests.received_new.{column}"] = number
        figures[f"requests.carried_out.{column}"] = number
    figures["proactive.normative_docs.in_force"] = 13
    return {"figures": figures}
