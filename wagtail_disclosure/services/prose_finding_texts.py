"""The sentences of findings about the texts of a report: the rules T01 to T13.

``finding_texts`` fills their placeholders in.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from wagtail_disclosure.domain.findings import Finding


def _stated(finding: Finding) -> Promise:
    if len(finding.cells) > 1:
        return gettext_lazy(
            "The text says “%(text)s” (%(left)s), but %(cell)s and %(parts)s make %(right)s "
            "together in the table. Correct the text or the table."
        )
    return gettext_lazy(
        "The text says “%(text)s” (%(left)s), but %(cell)s is %(right)s in the table. Correct the "
        "text or the table."
    )


def _title_year(finding: Finding) -> Promise:
    if not finding.params["found"]:
        return gettext_lazy(
            "The title “%(title)s” names no year. Add the year of the report, %(year)s."
        )
    return gettext_lazy(
        "The title “%(title)s” names the year %(found)s, but this is the report of %(year)s. "
        "Correct the title or the year of the report."
    )


def _substance(finding: Finding) -> Promise:
    if not finding.params["text"]:
        return gettext_lazy(
            "The section “%(heading)s” is empty. Write which problems there were and what is done "
            "about them."
        )
    return gettext_lazy(
        "The section “%(heading)s” only says “%(text)s”. Write which problems there were and what "
        "is done about them."
    )


def _one(text: Promise) -> Callable[[Finding], Promise]:
    return lambda finding: text


PROSE_TEXTS: dict[str, Callable[[Finding], Promise]] = {
    "T01": _stated,
    "T02": _one(
        gettext_lazy(
            "The text says “%(text)s”, but %(cell)s is %(right)s%% of %(other)s in the table, not "
            "%(left)s%%. Correct the text or the table."
        )
    ),
    "T03": _one(
        gettext_lazy("The section “%(heading)s” is missing. Add it; the form prescribes it.")
    ),
    "T04": _one(
        gettext_lazy(
            "The section “%(heading)s” stands where the form has “%(expected)s”. Put the sections "
            "in the order of the form."
        )
    ),
    "T05": _title_year,
    "T06": _one(
        gettext_lazy(
            "The title “%(title)s” does not name %(agency)s. Check whether it is the title of "
            "another agency's report."
        )
    ),
    "T07": _substance,
    "T08": _one(
        gettext_lazy(
            "%(left)s%% of the section “%(heading)s” stood in last year's report; from %(right)s%% "
            "on it counts as a copy. Write what was different this year."
        )
    ),
    "T09": _one(
        gettext_lazy(
            "The section “%(heading)s” does not mention %(word)s. Say what was collected, even if "
            "it was nothing."
        )
    ),
    "T10": _one(
        gettext_lazy(
            "The section “%(heading)s” is none of the form's. Put its text below one of the form's "
            "sections, or say why it stands here."
        )
    ),
    "T12": _one(
        gettext_lazy(
            "%(left)s%% of the report's text stood in last year's report; from %(right)s%% on it "
            "counts as a copy. Write what was done this year."
        )
    ),
    "T13": _one(
        gettext_lazy(
            "The text says “%(text)s”, but this is the report of %(agency)s. Check whether the "
            "text was taken from another agency's report."
        )
    ),
}
