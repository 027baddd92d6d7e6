"""The register of rules, and what each is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from ..calculation import calculate
from ..figures import MISSING, Figure, Figures, Value
from ..findings import Finding, Severity
from ..prose import Statement, read_statements
from ..report_texts import ReportTexts
from ..sheet import Sheet
from ..standards import Standard

#: Where a rule comes from: printed on the form, following from its structure, asked for by
#: evaluators and local orders, or this project's own.
ORIGINS = ("form", "structure", "practice", "proposal")


@dataclass(frozen=True)
class Case:
    """What a rule looks at: the sheet, the figures calculated from it once for all rules, and
    the report's texts as far as they were given."""

    sheet: Sheet
    texts: ReportTexts = field(default_factory=ReportTexts)

    @cached_property
    def figures(self) -> Figures:
        """Every cell, calculated."""
        return calculate(self.sheet)

    @cached_property
    def statements(self) -> tuple[tuple[str, Statement], ...]:
        """What the sections say of the figures, in their order, each with its section's key."""
        standard, year, names = self.sheet.standard, self.sheet.year, self.texts.agency_names
        return tuple(
            (section, statement)
            for section, text in (self.texts.sections or {}).items()
            for statement in read_statements(text, standard, year, names)
        )

    def value(self, cell: str) -> Value:
        """The value of a cell; where nothing could be calculated, the claimed one."""
        calculated = self.figures.value(cell)
        return self.sheet.claimed.value(cell) if calculated is MISSING else calculated

    def number(self, cell: str) -> Decimal | None:
        """The number of a cell, calculated or else claimed; ``None`` where it is none."""
        return Figure(self.value(cell)).number


@dataclass(frozen=True)
class Rule:
    """One rule. ``severity`` is its usual one: a standard may declare an identity as a warning.

    ``reason`` says in a sentence why the rule is there; ``origin`` is one of ``ORIGINS``.
    ``needs_last_year`` rules are skipped where nobody knows whether there is a last year, those
    with ``needs_texts`` where one of these parts of ``ReportTexts`` was not given, those with
    ``facts`` where one of these ``Facts`` is not known. ``declared`` names the part of a standard
    that the rule looks at: it has nothing to do where that is empty.

    A breach of a rule that is not ``acknowledgeable`` can be acknowledged all the same in a report
    that stood before readers elsewhere (``Facts.published_elsewhere``), unless ``always`` is true.
    ``message`` is the sentence about a breach, of a rule that a site brings; its placeholders are
    those of ``wagtail_disclosure.services.finding_texts.finding_text``.
    """

    code: str
    severity: Severity
    blocks: bool
    acknowledgeable: bool
    origin: str
    reason: str
    look: Callable[[Rule, Case], Iterable[Finding]] = field(repr=False)
    needs_last_year: bool = False
    needs_texts: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    declared: str = ""
    always: bool = False
    message: str = ""

    @property
    def is_identity(self) -> bool:
        """Whether the form itself asks for it: such a rule can be neither silenced nor loosened."""
        return self.origin == "form" and self.blocks and not self.acknowledgeable

    def concerns(self, standard: Standard) -> bool:
        """Whether the standard declares anything that the rule looks at."""
        return not self.declared or bool(getattr(standard, self.declared))

    def finding(
        self,
        *cells: str,
        left: Decimal | None = None,
        right: Decimal | None = None,
        severity: Severity | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Finding:
        """A breach of this rule. Only an error can block."""
        severity = severity or self.severity
        return Finding(
            code=self.code,
            severity=severity,
            cells=cells,
            left=left,
            right=right,
            blocks=self.blocks and severity is Severity.ERROR,
            acknowledgeable=self.acknowledgeable,
            params=params or {},
        )


#: What looks for breaches: given the rule itself and the case.
Look = Callable[[Rule, Case], Iterable[Finding]]

#: The rules of this package by code. A site adds, replaces and silences rules in its settings.
RULES: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    severity: Severity,
    origin: str,
    reason: str,
    blocks: bool = True,
    acknowledgeable: bool = False,
    needs_last_year: bool = False,
    needs_texts: tuple[str, ...] = (),
    facts: tuple[str, ...] = (),
    declared: str = "",
    always: bool = False,
    message: str = "",
) -> Callable[[Look], Rule]:
    """A rule of the function that yields its findings, as a decorator.

    Raises ``ValueError`` where the origin is unknown.
    """

    def make(look: Look) -> Rule:
        if origin not in ORIGINS:
            raise ValueError(f"{origin!r} is no origin; choose one of {', '.join(ORIGINS)}.")
        return Rule(
            code,
            severity,
            blocks,
            acknowledgeable,
            origin,
            reason,
            look,
            needs_last_year,
            needs_texts,
            facts,
            declared,
            always,
            message,
        )

    return make


def register(code: str, **declared: Any) -> Callable[[Look], Rule]:
    """Enter a rule of this package: as ``rule``, and kept in ``RULES``.

    Raises ``ValueError`` where the code is taken: codes are permanent.
    """

    def enter(look: Look) -> Rule:
        if code in RULES:
            raise ValueError(f"There is a rule {code} already; codes are permanent.")
        RULES[code] = rule(code, **declared)(look)
        return RULES[code]

    return enter


def check(
    sheet: Sheet, texts: ReportTexts | None = None, rules: Mapping[str, Rule] = RULES
) -> tuple[Finding, ...]:
    """All findings at once: rule by rule in the order of the codes, within a rule in the order
    of the form. What is done about them is decided elsewhere.

    Those for which the sheet has a reason carry it, where they can be acknowledged at all.
    """
    return tuple(_findings(Case(sheet, texts or ReportTexts()), rules))


def skipped_rules(
    sheet: Sheet, texts: ReportTexts | None = None, rules: Mapping[str, Rule] = RULES
) -> tuple[str, ...]:
    """The codes of the rules that could not be tried for want of data."""
    case = Case(sheet, texts or ReportTexts())
    return tuple(
        code
        for code in sorted(rules)
        if rules[code].concerns(sheet.standard) and not _has_data(rules[code], case)
    )


def _findings(case: Case, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    for code in sorted(rules):
        rule = rules[code]
        if rule.concerns(case.sheet.standard) and _has_data(rule, case):
            for finding in rule.look(rule, case):
                yield _with_reason(finding, rule, case.sheet)


def _with_reason(finding: Finding, rule: Rule, sheet: Sheet) -> Finding:
    """The finding as it is in this report: whether it can be acknowledged, and if it was."""
    as_it_was = bool(sheet.facts.published_elsewhere) and finding.blocks and not rule.always
    if not (finding.acknowledgeable or as_it_was):
        return finding
    reason = sheet.acknowledged.get(finding.key, "") if sheet.acknowledged else ""
    return replace(finding, acknowledgeable=True, reason=reason)


def _has_data(rule: Rule, case: Case) -> bool:
    """Whether what the rule needs to know is known."""
    return (
        (case.sheet.asks_last_year or not rule.needs_last_year)
        and case.sheet.facts.knows(*rule.facts)
        and all(case.texts.has(part) for part in rule.needs_texts)
    )
