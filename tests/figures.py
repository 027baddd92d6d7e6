"""Stored figures of the 2018 form without mistakes, for tests that need some."""

from __future__ import annotations

from typing import Any

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
