"""The sentences of the rules about whole columns, last year, the report and its members.

The placeholders are those of ``finding_texts.finding_text``.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wagtail_disclosure.domain.findings import Finding

Sentence = str | Promise


def _one(text: Sentence) -> Callable[[Finding], Sentence]:
    return lambda finding: text


def _jump(finding: Finding) -> Sentence:
    if not finding.right:
        return gettext_lazy(
            "%(cell)s is %(left)s; last year it was %(right)s. See whether that is right."
        )
    return gettext_lazy(
        "%(cell)s is %(left)s; last year it was %(right)s: more than %(factor)s times as many, or "
        "less than that part of it. See whether the figure and its unit are right."
    )


REPORT_TEXTS: dict[str, Callable[[Finding], Sentence]] = {
    "C01": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but %(right)s were counted in the catalogue. Enter %(right)s, "
            "mend the catalogue, or say why the figure is another."
        )
    ),
    "G01": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but this agency has no power to make such rules. Enter them "
            "among the normative documents, or say why they are here."
        )
    ),
    "M01": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but the reports of the %(members)s members add up to "
            "%(right)s, a difference of %(difference)s. Correct the one that is wrong, or explain "
            "the difference."
        )
    ),
    "R01": _one(
        gettext_lazy(
            "The report speaks of %(start)s to %(end)s, not of the whole year %(year)s. Correct "
            "the dates, or say why the period is another."
        )
    ),
    "R02": _one(
        gettext_lazy(
            "The report was due on %(deadline)s and is published on %(published)s, %(left)s days "
            "late. It is marked as late."
        )
    ),
    "S04": _one(
        gettext_lazy(
            "%(column)s: %(left_parts)s add up to %(left)s, but %(right_parts)s to %(right)s, a "
            "difference of %(difference)s. The form asks for the same on both sides: correct the "
            "figure that is wrong."
        )
    ),
    "S05": _one(
        gettext_lazy(
            "%(column)s: %(sources)s are zero, so there can be no figures at %(all)s. Enter what "
            "came in, or move these figures to the column where they belong."
        )
    ),
    "Y05": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but last year's report says %(right)s at %(source)s. Enter "
            "%(right)s, have last year's report corrected, or say why the figure is another."
        )
    ),
    "Y06": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but last year's figures and what changed since give "
            "%(right)s. See whether something was left out."
        )
    ),
    "Y07": _jump,
    "Y08": _one(
        gettext_lazy(
            "%(right)s cases were still pending in last year's report at %(source)s; this year "
            "%(cell)s is %(left)s. See that each case is counted once."
        )
    ),
}
