"""How much of what a text says of the figures is found, and how often something wrong is:
``python benchmarks/prose.py [--show]``.

Each passage of ``tests/cases/prose`` is held against a table in which no figure agrees with
anything that the passages say, through ``check`` as a report is. So every statement that is
read must raise a finding, and every finding that no careful reader would make is a false alarm,
also where the real table would have hidden it.
"""

from __future__ import annotations

import re
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wagtail_disclosure.domain import (  # noqa: E402
    Finding,
    ReportTexts,
    Sheet,
    Standard,
    check,
    load_standard,
    read_sheet,
)

PASSAGES = ROOT / "tests" / "cases" / "prose"
#: Used for tuning; kept apart by the author; written by someone who had not seen the reader.
PARTS = ("tuning", "held out", "second person")
#: Numbers in a text, counted without the reader that is measured: runs of digits, and Chinese
#: numerals before a unit.
NUMBERS = re.compile(
    r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*"
    r"|[零〇一二两三四五六七八九十百千万]+(?=[件条宗起份项次篇个人元月日年号成款项])|百分之[一二三四五六七八九十百]+"
)


@dataclass(frozen=True)
class Passage:
    """A text and what a careful reader holds against the table."""

    text: str
    finds: tuple[str, ...]
    standard: Standard
    year: int
    agency: str
    part: str
    place: str


@dataclass
class Count:
    """What came out for some passages."""

    passages: int = 0
    silent: int = 0
    numbers: int = 0
    statements: int = 0
    found: int = 0
    false: int = 0

    def line(self, name: str) -> str:
        return (
            f"{name}: {self.passages} passages ({self.silent} with nothing to find), "
            f"{self.numbers} numbers; {self.found} of {self.statements} statements found "
            f"({self.found / self.statements:.1%}), {self.false} false alarms "
            f"({self.false / self.numbers:.2%} per number)"
        )


def read_passages() -> Iterator[Passage]:
    """All passages, file by file."""
    for path in sorted(PASSAGES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        standard = load_standard(data["standard"])
        part = "held out" if data["held_out"] else "tuning"
        part = "second person" if data.get("second_person") else part
        for number, item in enumerate(data["passages"], start=1):
            finds = tuple(item.get("finds", ()))
            yield Passage(
                item["text"], finds, standard, data["year"], data["agency"], part,
                f"{path.name}:{number}",
            )  # fmt: skip


def strange_sheet(standard: Standard, year: int) -> Sheet:
    """A table whose figures agree with no passage, nor any quotient of two of them."""
    cells = {
        cell: 10007 * (at + 3) ** 2 for at, cell in enumerate(standard.cells)
        if cell not in standard.formulas
    }  # fmt: skip
    opening = {
        cell: 7000003 + 10007 * at
        for at, cell in enumerate(standard.cells)
        if cell in standard.formulas and standard.formulas[cell].operation == "cumulative"
    }
    return read_sheet(standard, year, {"figures": cells, "opening": opening})


def findings_of(passage: Passage) -> list[str]:
    """What is found in a passage, written as the passages' answers are, sorted."""
    sheet = strange_sheet(passage.standard, passage.year)
    texts = ReportTexts({"overview": passage.text}, agency_names=(passage.agency,))
    return sorted(
        _as_answer(passage.standard, finding)
        for finding in check(sheet, texts)
        if finding.code in ("T01", "T02")
    )


def answers_of(passage: Passage) -> list[str]:
    """The known answers, numbers in one spelling, sorted."""
    answers = []
    for answer in passage.finds:
        name, _, number = answer.partition("=")
        percent = "%" if number.endswith("%") else ""
        answers.append(f"{name}={_plain(Decimal(number.rstrip('%')))}{percent}")
    return sorted(answers)


def measure(show: bool = False) -> dict[str, Count]:
    """The counts of the tuning part, the held-out part, the second person's, and all."""
    counts = {name: Count() for name in (*PARTS, "all")}
    for passage in read_passages():
        expected, found = answers_of(passage), findings_of(passage)
        false = list(found)
        for answer in expected:
            if answer in false:
                false.remove(answer)
        if show and found != expected:
            missed = [answer for answer in expected if answer not in found]
            print(f"{passage.place} {passage.text!r}\n  missed: {missed}\n  false: {false}")
        for count in (counts[passage.part], counts["all"]):
            count.passages += 1
            count.silent += not passage.finds
            count.numbers += len(NUMBERS.findall(passage.text))
            count.statements += len(expected)
            count.found += len(found) - len(false)
            count.false += len(false)
    return counts


def lines() -> list[str]:
    """The figures as they stand in docs/reference/prose.md, and the time."""
    start = time.perf_counter()
    counts = measure()
    seconds = time.perf_counter() - start
    return [
        *(count.line(name) for name, count in counts.items()),
        f"time: {seconds * 1000 / counts['all'].passages:.1f} ms per passage, table included",
    ]


def _as_answer(standard: Standard, finding: Finding) -> str:
    names = {
        (cells, mark): indicator.key
        for indicator in standard.prose
        for cells, mark in ((indicator.cells, ""), (indicator.cumulative, "@cumulative"))
        if cells
    }
    stated = _plain(finding.left or Decimal(0))
    if finding.code == "T01":
        (name,) = [key + mark for (cells, mark), key in names.items() if cells == finding.cells]
        return f"{name}={stated}"
    for (part, mark), key in names.items():
        for (whole, other), total in names.items():
            if mark == other and (part[0], *whole, *part[1:]) == finding.cells:
                return f"{key}{mark}/{total}={stated}%"
    raise AssertionError(finding)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


if __name__ == "__main__":
    if "--show" in sys.argv:
        measure(show=True)
    print("\n".join(lines()))
