"""Every small change to a right table that breaks an identity is found, no other.

What breaks is decided by oracles written from the forms by hand (``oracles``), which know nothing
of the engine. How many changes are found, and each one that is rightly silent, with its reason,
stands in ``tests/cases/mutants/``; the counts are repeated in ``docs/explanation/calculation.md``.
"""

import re
from collections import Counter
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from wagtail_disclosure.domain import Figures, check, load_standard, read_sheet

from . import oracles
from .cases import CASES, printed, read_case
from .mutants import mutants

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "calculation.md"
RUNS = [
    (path.stem, run)
    for path in sorted((CASES / "mutants").glob("*.toml"))
    for run in read_case(path)["runs"]
]
ORACLES = {
    "cn-2021": partial(oracles.national, results=oracles.RESULTS_2021),
    "cn-2019": partial(oracles.national, results=oracles.RESULTS_2019),
    "cn-2014": oracles.national_2014,
    "fuzhou-2018": oracles.fuzhou_2018,
}
#: The tables with sums; what the form declares of the others is tried rule by rule.
CHANGED = {"cn-2021": ("requests.", "cases."), "cn-2019": ("requests.", "cases.")}


def right_table(case, claimed):
    """All figures of a worked table, or those that are typed. ``before`` is what the cumulative
    column starts from."""
    calculated = load_standard(case["standard"]).formulas
    table = {cell: value for cell, value in printed(case).items()
             if claimed or cell not in calculated}  # fmt: skip
    start = case.get("opening") or case.get("previous", {})
    for cell, value in start.items():
        if cell.endswith(".cumulative"):
            table[before(cell)] = value
    order = list(dict.fromkeys(cell.split(".")[1] for cell in printed(case)))
    cells = sorted(table, key=lambda cell: (cell.split(".")[0], order.index(cell.split(".")[1])))
    return {cell: value if value == "n/a" else Decimal(value)
            for cell, value in ((cell, table[cell]) for cell in cells)}  # fmt: skip


def before(cell):
    return cell.replace(".cumulative", ".before")


def verdict(case, table):
    """The gravest of the engine's findings, ``""`` where there is none of weight."""
    figures = {cell: value for cell, value in table.items() if not cell.endswith(".before")}
    start = {cell.replace(".before", ".cumulative"): value for cell, value in table.items()
             if cell.endswith(".before")}  # fmt: skip
    first = "opening" in case
    previous = {**case.get("previous", {}), **({} if first else start)}
    sheet = read_sheet(
        load_standard(case["standard"]),
        case["year"],
        {"figures": figures, "opening": start if first else {}},
        Figures.from_values(previous) if previous else None,
    )
    severities = {finding.severity.value for finding in check(sheet)}
    return next((grave for grave in ("error", "warning") if grave in severities), "")


@pytest.mark.parametrize(
    ("standard", "run"), [pytest.param(*run, id=f"{run[0]}-{run[1]['name']}") for run in RUNS]
)
def test_check__finds_each_mutant_that_breaks_an_identity(standard, run):
    case = read_case(CASES / f"{run['table']}.toml")
    oracle = ORACLES[standard]
    right = right_table(case, run["claimed"])
    counts, silent = Counter(), []

    assert (oracle(right), verdict(case, right)) == ("", "")
    for mutant in mutants(right, CHANGED.get(standard, ("",))):
        broken = oracle(mutant.table)
        name = " ".join((mutant.kind, *mutant.cells))
        assert (name, verdict(case, mutant.table)) == (name, broken)
        counts[mutant.kind] += bool(broken)
        if not broken:
            silent.append(name)

    assert dict(counts) == run["found"]
    listed = [change for group in run["silent"] for change in group["changes"]]
    assert sorted(silent) == sorted(listed)


def test_calculation_page__counts_of_the_mutants():
    rows = re.findall(r"^\| `([a-z0-9-]+)`, (.+?) \| (.+) \|$", PAGE.read_text("utf-8"), re.M)
    kinds = ("+1", "-1", "blank", "swap beside", "swap below")

    assert [(name, run, numbers.split(" | ")) for name, run, numbers in rows] == [
        (
            standard,
            run["name"],
            [
                *(str(run["found"].get(kind, 0)) for kind in kinds),
                str(sum(run["found"].values())),
                str(sum(len(group["changes"]) for group in run["silent"])),
            ],
        )
        for standard, run in RUNS
    ]
