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
