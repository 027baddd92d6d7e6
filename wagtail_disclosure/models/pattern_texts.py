"""Mistakes in a pattern of index numbers, in the words of whoever types it in the admin."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..domain.errors import Problem

#: The sentence of each mistake by its code; the codes are those of
#: ``domain.number_patterns``.
PATTERN_TEXTS: dict[str, str | Promise] = {
    "unknown_part": gettext_lazy("There is no part {%(part)s}. Parts are %(known)s."),
    "bad_option": gettext_lazy("{%(part)s} takes no “%(option)s”. Write {%(part)s}."),
    "bad_width": gettext_lazy(
        "The width of {%(part)s} is “%(width)s”. Give 1 to %(most)s characters, as in {serial:5} "
        "or {category:width=4}."
    ),
    "bad_level": gettext_lazy(
        "The level of the category is “%(level)s”. Write {category:1} for the highest level, "
        "{category} for the category itself."
    ),
    "code_without_name": gettext_lazy(
        "{code} does not say which one. Write {code:region}, with a name of lower-case letters."
    ),
    "bad_separator": gettext_lazy(
        "“%(text)s” holds a blank, a bar or a single brace. Write parts in braces, such as {year}, "
        "with separators such as - / _ between them."
    ),
    "part_twice": gettext_lazy("{%(part)s} stands twice. Name each part once."),
    "no_serial": gettext_lazy(
        "The pattern has no serial. Add {serial:5}: it makes each number unique."
    ),
    "month_without_year": gettext_lazy("{month} stands without {year}. Add {year} before it."),
    "day_without_month": gettext_lazy("{day} stands without {month}. Add {month} before it."),
    "no_separator": gettext_lazy(
        "Nothing parts {%(first)s} from {%(second)s}. Put a separator such as - or / between them, "
        "or give one a width, as in {agency:5}."
    ),
    "unknown_restart": gettext_lazy("No serial restarts with “%(part)s”. Choose from %(known)s."),
    "restart_not_shown": gettext_lazy(
        "The serial restarts with {%(part)s}, which the number does not show: numbers would come "
        "twice. Add {%(part)s} to the pattern, or let the serial go on."
    ),
    "restart_without_year": gettext_lazy(
        "The serial restarts with the month but not with the year. Add the year."
    ),
    "restart_without_month": gettext_lazy(
        "The serial restarts with the day but not with the month. Add the month."
    ),
}


def pattern_text(problem: Problem) -> str:
    """One mistake in a pattern: what is wrong and what to do, in the active language."""
    return str(PATTERN_TEXTS[problem.code]) % problem.params
