"""The rules that take part on this site: the shipped ones, changed by setting ``RULES``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from ..conf import get_setting
from ..domain.rules import RULES, Rule


def active_rules() -> Mapping[str, Rule]:
    """All rules of this site by code.

    Raises ``ImproperlyConfigured`` where the setting is wrong; the system check E006 says so
    before that.
    """
    changes = get_setting("RULES")
    if not changes:
        return RULES
    for problem, hint in rule_problems(changes):
        raise ImproperlyConfigured(f"{problem} {hint}")
    found = {code: _rule_at(path) if path else None for code, path in changes.items()}
    return {code: rule for code, rule in {**RULES, **found}.items() if rule is not None}


def rule_problems(changes: Any) -> Iterator[tuple[str, str]]:
    """Each mistake in the setting, with what to do about it.

    What the form itself asks for is refused in both ways in which it could be silenced: left
    out, or replaced by a rule that does not block.
    """
    if not isinstance(changes, dict):
        yield "RULES must be a dict.", "Write {code: dotted path of a rule, or None}."
        return
    for code, path in changes.items():
        yield from _problems(str(code), path)


def _problems(code: str, path: Any) -> Iterator[tuple[str, str]]:
    shipped = RULES.get(code)
    if path is None:
        if shipped is None:
            yield f"RULES: there is no rule {code!r} to silence.", "Take it out."
        elif shipped.is_identity:
            yield (
                f"RULES: {code} is printed on the form and cannot be silenced.",
                "Take it out; correct the figures, or the standard's definition.",
            )
        return
    rule = _rule_at(path)
    if rule is None:
        yield f"RULES: {path!r} is no rule.", "Name one made with wagtail_disclosure.domain.rule."
    elif rule.code != code:
        yield (
            f"RULES: the rule at {path!r} has the code {rule.code!r}.",
            f"Enter it as that, not {code!r}.",
        )
    elif (
        shipped is not None
        and shipped.is_identity
        and not (rule.blocks and not rule.acknowledgeable)
    ):
        yield (
            f"RULES: {code} is printed on the form; {path!r} does not hold publication up.",
            "Let the rule block, and not be acknowledgeable.",
        )


def _rule_at(path: Any) -> Rule | None:
    try:
        found = import_string(path)
    except (ImportError, AttributeError, TypeError, ValueError):
        return None
    return found if isinstance(found, Rule) else None
