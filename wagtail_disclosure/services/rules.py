"""The rules that take part on this site: the shipped ones, changed by setting ``RULES``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from ..conf import get_setting
from ..domain.facts import FACTS
from ..domain.findings import Severity
from ..domain.report_texts import PARTS
from ..domain.rules import RULES, Rule
from ..domain.standards import Standard

_DECLARED = frozenset(field.name for field in fields(Standard))


#: The setting as it was read last, and what came of it: messages ask once for each finding.
_last: tuple[Any, Mapping[str, Rule]] = ({}, RULES)


def active_rules() -> Mapping[str, Rule]:
    """All rules of this site by code.

    Raises ``ImproperlyConfigured`` where the setting is wrong; the system check E006 says so
    before that.
    """
    global _last
    changes = get_setting("RULES")
    if not changes:
        return RULES
    if _last[0] != changes:
        for problem, hint in rule_problems(changes):
            raise ImproperlyConfigured(f"{problem} {hint}")
        found = {code: _rule_at(path) if path else None for code, path in changes.items()}
        rules = {code: rule for code, rule in {**RULES, **found}.items() if rule is not None}
        _last = (dict(changes), rules)
    return _last[1]


def rule_problems(changes: Any) -> Iterator[tuple[str, str]]:
    """Each mistake in the setting, with what to do about it.

    What the form itself asks for is refused in both ways in which it could be silenced: left
    out, or replaced by a rule that holds publication up less.
    """
    if not isinstance(changes, dict):
        yield "RULES must be a dict.", "Write {code: dotted path of a rule, or None}."
        return
    for code, path in changes.items():
        yield from _silenced(str(code)) if path is None else _replaced(str(code), path)


def _silenced(code: str) -> Iterator[tuple[str, str]]:
    if code not in RULES:
        yield f"RULES: there is no rule {code!r} to silence.", "Take it out."
    elif RULES[code].is_identity:
        yield (
            f"RULES: {code} is printed on the form and cannot be silenced.",
            "Take it out; correct the figures, or the standard's definition.",
        )


def _replaced(code: str, path: Any) -> Iterator[tuple[str, str]]:
    rule, shipped = _rule_at(path), RULES.get(code)
    if rule is None:
        yield f"RULES: {path!r} is no rule.", "Name one made with wagtail_disclosure.domain.rule."
        return
    if rule.code != code:
        yield (
            f"RULES: the rule at {path!r} has the code {rule.code!r}.",
            f"Enter it as that, not {code!r}.",
        )
    if shipped is not None and shipped.is_identity and not _holds_as_much(rule, shipped):
        yield (
            f"RULES: {code} is printed on the form; {path!r} does not hold publication up.",
            "Let the rule be an error that blocks, not be acknowledgeable, and need no more than "
            f"{code} does.",
        )
    yield from (
        (f"RULES: {code} needs {name!r}, which there is not.", hint)
        for names, known, hint in (
            (rule.facts, FACTS, f"Facts are: {', '.join(FACTS)}."),
            (rule.needs_texts, PARTS, f"Texts are: {', '.join(PARTS)}."),
            ((rule.declared,) if rule.declared else (), _DECLARED, "Name a field of Standard."),
        )
        for name in names
        if name not in known
    )
    if not _can_be_filled(rule.message):
        yield (
            f"RULES: the message of {code} cannot be filled in.",
            "Write %(cell)s and the like for places, and %% for a percent sign.",
        )


def _holds_as_much(rule: Rule, shipped: Rule) -> bool:
    """Whether a rule stops publication wherever the shipped one would be asked."""
    return (
        rule.severity is Severity.ERROR
        and rule.blocks
        and not rule.acknowledgeable
        and rule.needs_last_year <= shipped.needs_last_year
        and set(rule.facts) <= set(shipped.facts)
        and set(rule.needs_texts) <= set(shipped.needs_texts)
        and rule.declared in ("", shipped.declared)
    )


def _can_be_filled(message: object) -> bool:
    try:
        str(message) % defaultdict(str)
    except (TypeError, ValueError):
        return False
    return True


def _rule_at(path: Any) -> Rule | None:
    try:
        found = import_string(path)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return found if isinstance(found, Rule) else None
