"""Every small change to a right cn-2021 table that breaks an identity is found, no other.

What breaks is decided by a small oracle written from the form by hand, which knows nothing of the
engine: rows, columns, the printed identity, last year's 结转, blanks.
"""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest

from wagtail_disclosure.domain import Figures, check, load_standard, read_sheet

from .cases import CASES, printed, read_case

CASE = read_case(CASES / "cn-2021-full.toml")
STANDARD = load_standard("cn-2021")
PREVIOUS = Figures.from_values(CASE["previous"])
TABLE = printed(CASE)

PARTIES = (
    "natural_person", "org_business", "org_research", "org_social_welfare", "org_legal_service",
    "org_other",
)  # fmt: skip
NOT_RESULTS = {"received_new", "carried_in", "res_total", "carried_out"}
OUTCOMES = ("upheld", "corrected", "other", "pending")
LAST_YEAR = dict(zip(PARTIES, (3, 1, 0, 0, 0, 0), strict=True))


def breaks(table):
    """Whether the table of requests or of cases is not as the form wants it.

    ``table`` holds numbers by address, ``None`` where a figure was blanked; totals that nobody
    gave are not in it, and are what they should be.
    """
    rows = dict.fromkeys(cell.split(".")[1] for cell in TABLE if cell.startswith("requests."))
    numbers = {
        (row, party): _carried(table, row, party) for row in rows if row != "res_total"
        for party in PARTIES
    }  # fmt: skip
    if None in numbers.values() or any(number < 0 for number in numbers.values()):
        return True
    for party in PARTIES:
        numbers["res_total", party] = sum(
            numbers[row, party] for row in rows if row not in NOT_RESULTS
        )
        if _given(table, f"requests.res_total.{party}", numbers["res_total", party]):
            return True
        came = numbers["received_new", party] + numbers["carried_in", party]
        if came != numbers["res_total", party] + numbers["carried_out", party]:
            return True
        if numbers["carried_in", party] != LAST_YEAR[party]:
            return True
    return any(
        _given(table, f"requests.{row}.total", sum(numbers[row, party] for party in PARTIES))
        for row in rows
    ) or any(_cases_break(table, f"cases.{group}") for group in
             ("review", "litigation_direct", "litigation_after"))  # fmt: skip


def _carried(table, row, party):
    number = table[f"requests.{row}.{party}"]
    return LAST_YEAR[party] if number is None and row == "carried_in" else number


def _given(table, cell, right):
    """Whether a total was given and is wrong; nobody has to give one."""
    return table.get(cell) is not None and table[cell] != right


def _cases_break(table, group):
    numbers = [table[f"{group}.{outcome}"] for outcome in OUTCOMES]
    if None in numbers or min(numbers) < 0:
        return True
    return _given(table, f"{group}.total", sum(numbers))


def mutants(table):
    """Kind and table of every mutant: +1, −1, blank in each cell, swaps with the next in a row."""
    cells = [cell for cell in table if not cell.startswith("proactive.")]
    for cell in cells:
        yield "+1", {**table, cell: table[cell] + 1}
        yield "-1", {**table, cell: table[cell] - 1}
        yield "blank", {**table, cell: None}
    for one, two in pairwise(cells):
        beside = one.split(".")[:2] == two.split(".")[:2]
        if beside and table[one] != table[two]:
            yield "swap", {**table, one: table[two], two: table[one]}


def is_found(table):
    """Whether the engine finds an error."""
    found = check(read_sheet(STANDARD, 2025, {"figures": table}, PREVIOUS))
    return any(finding.severity.value == "error" for finding in found)


@pytest.mark.parametrize(
    ("claimed", "found", "silent"),
    [
        pytest.param(
            True,
            {"+1": 190, "-1": 190, "blank": 150, "swap": 67},
            # Blank totals, blank 上年结转, and results exchanged within one kind of case.
            {"blank": 34 + 6, "swap": 6},
            id="totals claimed",
        ),
        pytest.param(
            False,
            {"+1": 144, "-1": 151, "blank": 150, "swap": 39},
            # The four results of a case stand for themselves where no total is claimed.
            {"+1": 12, "-1": 5, "blank": 6, "swap": 6},
            id="totals calculated",
        ),
    ],
)
def test_check__finds_each_mutant_that_breaks_an_identity(claimed, found, silent):
    whole = {
        cell: Decimal(value)
        for cell, value in TABLE.items()
        if claimed or not (cell.endswith(".total") or ".res_total." in cell)
    }
    counts = Counter()

    assert not breaks(whole)
    assert not is_found(whole)
    for kind, table in mutants(whole):
        broken = breaks(table)
        counts[kind, broken] += 1
        assert is_found(table) is broken, kind

    assert {kind: number for (kind, broken), number in counts.items() if broken} == found
    assert {kind: number for (kind, broken), number in counts.items() if not broken} == silent
