"""The register of rules, and what each is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

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


#: All rules by code. Sites add theirs with ``register``.
RULES: dict[str, Rule] = {}


def register(
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
) -> Callable[[Callable[[Rule, Case], Iterable[Finding]]], Rule]:
    """Enter a rule: decorates the function that yields its findings.

    Raises ``ValueError`` where the code is taken (codes are permanent) or the origin unknown.
    """

    def enter(look: Callable[[Rule, Case], Iterable[Finding]]) -> Rule:
        if code in RULES:
            raise ValueError(f"There is a rule {code} already; codes are permanent.")
        if origin not in ORIGINS:
            raise ValueError(f"{origin!r} is no origin; choose one of {', '.join(ORIGINS)}.")
        RULES[code] = Rule(
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
        )
        return RULES[code]

    return enter


def check(sheet: Sheet, texts: ReportTexts | None = None) -> tuple[Finding, ...]:
    """All findings at once: rule by rule in the order of the codes, within a rule in the order
    of the form. What is done about them is decided elsewhere."""
    return tuple(_findings(Case(sheet, texts or ReportTexts())))


def skipped_rules(sheet: Sheet, texts: ReportTexts | None = None) -> tuple[str, ...]:
    """The codes of the rules that could not be tried for want of data."""
    case = Case(sheet, texts or ReportTexts())
    return tuple(
        code
        for code in sorted(RULES)
        if RULES[code].concerns(sheet.standard) and not _has_data(RULES[code], case)
    )


def _findings(case: Case) -> Iterator[Finding]:
    for code in sorted(RULES):
        rule = RULES[code]
        if rule.concerns(case.sheet.standard) and _has_data(rule, case):
            yield from rule.look(rule, case)


def _has_data(rule: Rule, case: Case) -> bool:
    """Whether what the rule needs to know is known."""
    return (
        (case.sheet.asks_last_year or not rule.needs_last_year)
        and case.sheet.facts.knows(*rule.facts)
        and all(case.texts.has(part) for part in rule.needs_texts)
    )
