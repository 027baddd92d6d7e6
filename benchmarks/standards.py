"""Reading the standards, evaluating and checking a full report: ``python -m benchmarks.standards``.

Claims: a cn-2021 report (200 cells, all rules about figures, with last year) is calculated and
checked in under 5 ms in a warm process; the rules about texts take time by the length of the text
and are measured apart (``benchmarks.prose``); reading all shipped standards takes under 50 ms, and
nothing is read before it is asked for. Ends with an error where a claim does not hold.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

from wagtail_disclosure.domain import (
    Facts,
    Figures,
    Sheet,
    calculate,
    check,
    load_standard,
    read_sheet,
)

EVALUATION_LIMIT, LOADING_LIMIT = 5.0, 50.0
ROUNDS = 200

_LOADING = """
import time
from wagtail_disclosure.domain import catalogue
assert catalogue._load_state.cache_info().currsize == 0, "standards were read at import"
start = time.process_time()
for standard in catalogue.standards():
    standard.cells, standard.formulas
print((time.process_time() - start) * 1000)
"""


def full_sheet() -> Sheet:
    """A report with a figure in every cell, totals claimed, last year known. The figures do not
    add up: findings cost more than silence."""
    standard = load_standard("cn-2021")
    figures = {cell: number * 37 % 101 for number, cell in enumerate(standard.cells)}
    previous = Figures.from_values({cell: value + 3 for cell, value in figures.items()})
    sheet = read_sheet(standard, 2025, {"figures": figures}, previous)
    facts = Facts(makes_rules=False, members={"示例市水务局": previous})
    return Sheet(**{**vars(sheet), "facts": facts})


def milliseconds(run: Callable[[], object]) -> float:
    """The median time of one run in a warm process. It is the processor's time, so that other
    programs on the machine do not count."""
    run()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        times.append((time.process_time() - start) * 1000)
    return median(times)


def loading() -> float:
    """The time to read all shipped standards in a process of its own, the best of five."""
    runs = [
        subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


def measure() -> tuple[int, float, float]:
    """Number of findings, milliseconds to calculate and check, milliseconds to read standards."""
    sheet = full_sheet()
    return len(check(sheet)), milliseconds(lambda: (calculate(sheet), check(sheet))), loading()


def lines() -> Iterator[str]:
    """The measurements in words; ends the process where a claim does not hold."""
    found, evaluation, reading = measure()
    yield f"calculate and check, {found} findings: {evaluation:.2f} ms (limit {EVALUATION_LIMIT})"
    yield f"read all shipped standards: {reading:.2f} ms (limit {LOADING_LIMIT})"
    if evaluation >= EVALUATION_LIMIT or reading >= LOADING_LIMIT:
        raise SystemExit("A limit is not kept.")


if __name__ == "__main__":
    for line in lines():
        print(line)
