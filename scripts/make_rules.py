"""Write docs/reference/rules.md from the registered rules: ``python scripts/make_rules.py``."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from wagtail_disclosure.domain.rules import RULES, Rule  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "rules.md"

HEAD = """\
# Rules

<!-- Written by scripts/make_rules.py from wagtail_disclosure/domain/rules. Do not edit. -->

Every figure that is typed, imported or calculated is checked by these rules (勾稽规则). Codes are
permanent. A breach is a *finding*: it names the cells, the two sides that should agree and their
difference. Nothing here stops anyone from saving.

- **Severity** – how grave a breach is. A standard may declare one of its sums to be a `warning` or
  `information` only (see [standards](standards.md)).
- **Blocks publication** – whether a report with such a finding can be published.
- **Can be acknowledged** – whether the finding may stay when someone gives a reason.
- **Needs** – what must be known, or declared by the standard; else the rule is skipped. *Last
  year*: whether there is a report of last year. `members` and the like: see `Facts` in
  [Python](python.md#facts).
- **Origin** – *form*: printed on the form; *structure*: follows from its structure; *practice*:
  asked for by evaluators and local orders; *proposal*: this project's own.

A breach that cannot be acknowledged can be all the same in a report that stood before readers
elsewhere before: it is shown as it was, see [Keep a figure](../how-to/keep-a-figure.md). Only F04
and T11 have to be mended there too.

| What the forms and those who check them ask | Rules |
| --- | --- |
| 一 + 二 = 三（七） + 四, in each column | S04 |
| （七）总计 and the column 总计 are the sums of their parts | calculated, so they always are; \
S02 for totals that came along, S01 where a total is not simply calculated |
| 其中 rows are at most what they are part of | S03 |
| whole numbers from zero on, amounts with decimals | F01, F03 |
| no cell blank, no “/” or “-” | F02, F04 |
| 上年结转 is last year's 结转下年度, 历年累计 goes on | Y05, Y01, Y02, Y03 |
| nothing received and nothing carried over, so nothing dealt with | S05 |
| a large jump against last year; 元 where 万元 is meant | Y07 |
| 现行有效 follows from last year's, 制发 and 废止 | Y06 |
| cases pending last year | Y08 |
| 规章 of those who can make them | G01 |
| numbers and shares in the text agree with the table | T01, T02, T11 |
| all sections, in order, none added | T03, T04, T10 |
| section five says something of its own; the report is no copy of last year's | T07, T08, T12 |
| 信息处理费 is mentioned | T09 |
| title, period and form are of the same year | T05, R01, Y04 |
| title, text and agency belong together | T06, T13 |
| a summed-up report is the sum of its members | M01 |
| published in time | R02 |
| figures counted from a catalogue | C01 |

A blank is not zero, and “not applicable” is neither. A comparison with a blank side is not made;
the blank is a finding of its own (F02, Y02).
"""


def rules_page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_section(RULES[code]) for code in sorted(RULES))])


def _section(rule: Rule) -> str:
    return f"""\
## {rule.code}

{inspect.getdoc(rule.look)}

*Why:* {rule.reason}

| Severity | Blocks publication | Can be acknowledged | Needs | Origin |
| --- | --- | --- | --- | --- |
| {rule.severity.value} | {_yes(rule.blocks)} | {_yes(rule.acknowledgeable)} | \
{_needs(rule)} | {rule.origin} |
"""


def _needs(rule: Rule) -> str:
    needs = ["last year"] if rule.needs_last_year else []
    needs += [f"`{name}`" for name in (*rule.facts, *rule.needs_texts)]
    if rule.declared:
        needs.append(f"[`{rule.declared}`](standards.md#{rule.declared})")
    return ", ".join(needs) or "–"


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(rules_page(), encoding="utf-8")
