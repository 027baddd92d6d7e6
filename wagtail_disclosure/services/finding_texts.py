"""Findings in words: what is wrong, where, by how much, and what to do.

The domain gives codes and parameters. A rule of the site's own brings its sentence along as
``message``, with the placeholders named in ``finding_text``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from wagtail_disclosure.domain.findings import Finding, Severity
from wagtail_disclosure.domain.standards import Standard, fill_year

from .prose_finding_texts import PROSE_TEXTS
from .report_finding_texts import REPORT_TEXTS
from .rules import active_rules

#: Longer text that someone typed is cut in the sentence; it is kept whole in the report.
LONGEST_QUOTE = 60

Sentence = str | Promise


def finding_text(finding: Finding, standard: Standard, year: int) -> str:
    """The finding as one or two sentences in the active language; plain text, not escaped.

    The placeholders of a sentence: ``cell`` and ``other`` (the first two cells by row and
    column), ``parts`` (the rows of all cells but the first), ``all`` (of all cells), ``column``
    (that of the first), ``left_parts`` and ``right_parts`` (the rows of both sides of a balance),
    ``source`` and ``sources`` (cells that the finding's parameters name), ``left``, ``right`` and
    ``difference`` (without sign) as numbers, ``code``,
    ``form`` (the standard's title), ``year``, and the finding's own parameters.
    """
    return fill_in(_sentence(finding), finding, standard, year)


def _sentence(finding: Finding) -> Sentence:
    """What the site's own rule says, else this package's sentence."""
    rule = active_rules().get(finding.code)
    if rule is not None and rule.message:
        return rule.message
    return FINDING_TEXTS.get(finding.code, _unknown_rule)(finding)


def fill_in(sentence: Sentence, finding: Finding, standard: Standard, year: int) -> str:
    """A sentence with its placeholders filled from a finding."""
    names = [cell_text(standard, cell, year) for cell in finding.cells]
    difference = finding.difference
    params = {
        "year": str(year),
        **{key: _quote(text) for key, text in finding.params.items()},
        "code": finding.code,
        "form": standard.title,
        "cell": names[0] if names else "",
        "other": names[1] if len(names) > 1 else "",
        "column": _column_text(standard, finding.cells[0], year) if finding.cells else "",
        **_rows(finding, standard, year),
        "left": _number(finding.left),
        "right": _number(finding.right),
        "difference": _number(None if difference is None else abs(difference)),
    }
    return str(sentence) % params


def _rows(finding: Finding, standard: Standard, year: int) -> dict[str, str]:
    """The placeholders that name several cells, each by its row."""
    cells, params = finding.cells, finding.params
    middle = int(params.get("left_cells", "1"))
    lists = {
        "all": cells,
        "parts": cells[1:],
        "left_parts": cells[:middle],
        "right_parts": cells[middle:],
        "sources": tuple(params.get("source_cells", "").split()),
        "source": tuple(params.get("source", "").split()),
    }
    comma = pgettext("between names in a row", ", ")
    return {
        name: comma.join(_row_text(standard, cell, year) for cell in named)
        for name, named in lists.items()
    }


def severity_text(severity: Severity) -> str:
    """The severity in one word, in the active language."""
    return {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.INFORMATION: _("Information"),
    }[severity]


def cell_text(standard: Standard, cell: str, year: int) -> str:
    """A cell by its row and column as the form prints them; an unknown one by its address."""
    info = standard.cells.get(cell)
    if info is None:
        return cell
    return _("“%(row)s” (%(column)s)") % {
        "row": fill_year(info.row.label, year),
        "column": fill_year(info.column.label, year),
    }


def _row_text(standard: Standard, cell: str, year: int) -> str:
    info = standard.cells.get(cell)
    return cell if info is None else _("“%(row)s”") % {"row": fill_year(info.row.label, year)}


def _column_text(standard: Standard, cell: str, year: int) -> str:
    info = standard.cells.get(cell)
    return cell if info is None else _("“%(row)s”") % {"row": fill_year(info.column.label, year)}


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number, ",f")


def _quote(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"


def _one(text: Sentence) -> Callable[[Finding], Sentence]:
    return lambda finding: text


def _by(param: str, **texts: Sentence) -> Callable[[Finding], Sentence]:
    """The sentence for the value that one of the finding's parameters has."""
    return lambda finding: texts[finding.params[param]]


def _claim(finding: Finding) -> Sentence:
    if not finding.params["calculated"]:
        return gettext_lazy(
            "%(cell)s was given as %(claimed)s, but not all of its parts are given. Enter them; if "
            "they were not published, say so, and the figure stands as it was printed."
        )
    if finding.difference is None:
        return gettext_lazy(
            "%(cell)s was given as %(claimed)s, but %(calculated)s is calculated. Check the "
            "figures that it is made of; only the calculated figure is used."
        )
    return gettext_lazy(
        "%(cell)s was given as %(left)s, but %(right)s is calculated, a difference of "
        "%(difference)s. Check the figures that it is made of; only the calculated figure is used."
    )


def _unreadable(finding: Finding) -> Sentence:
    if finding.params["problem"] == "too_long":
        return gettext_lazy(
            "“%(text)s” at %(cell)s has more than 15 digits. Check whether two numbers were run "
            "together; what was typed is kept until then."
        )
    if finding.params["problem"] == "float":
        return gettext_lazy(
            "%(text)s at %(cell)s came as a binary number, which is not exact. Write it in "
            "quotation marks in the file."
        )
    if finding.params["place"] == "opening":
        return gettext_lazy(
            "The opening balance of %(cell)s is “%(text)s”, which is not a number. Enter digits "
            "only; what was typed is kept until then."
        )
    return gettext_lazy(
        "“%(text)s” at %(cell)s is not a number. Enter digits only; what was typed is kept until "
        "then."
    )


def _opening(finding: Finding) -> Sentence:
    if finding.params.get("suggestion"):
        return gettext_lazy(
            "%(cell)s has no opening balance, and there is no figure of last year to go on from. "
            "The cumulative figure that was given would need %(suggestion)s: enter it if that is "
            "right."
        )
    return gettext_lazy(
        "%(cell)s has no opening balance, and there is no figure of last year to go on from. "
        "Enter what had been counted up to the end of last year, 0 if nothing."
    )


def _unknown_rule(finding: Finding) -> Sentence:
    return gettext_lazy("%(cell)s breaks the rule %(code)s.")


#: The sentence of each rule by its code; a function, since it may depend on the finding.
FINDING_TEXTS: dict[str, Callable[[Finding], Sentence]] = {
    **PROSE_TEXTS,
    **REPORT_TEXTS,
    "F01": _by(
        "place",
        figures=gettext_lazy(
            "%(cell)s is %(left)s, but cannot be below zero. Enter it without the minus sign, or "
            "correct it."
        ),
        opening=gettext_lazy(
            "The opening balance of %(cell)s is %(left)s, but cannot be below zero. Enter it "
            "without the minus sign, or correct it."
        ),
        claimed=gettext_lazy(
            "%(cell)s was given as %(left)s, but cannot be below zero. Check the file it came with."
        ),
    ),
    "F02": _one(
        gettext_lazy(
            "%(cell)s is blank. Enter a figure, 0 if there was nothing, or “n/a” if it does not "
            "apply."
        )
    ),
    "F03": _by(
        "place",
        figures=gettext_lazy(
            "%(cell)s is %(left)s, but is counted in whole numbers. Enter it without decimals."
        ),
        opening=gettext_lazy(
            "The opening balance of %(cell)s is %(left)s, but is counted in whole numbers. Enter "
            "it without decimals."
        ),
        claimed=gettext_lazy(
            "%(cell)s was given as %(left)s, but is counted in whole numbers. Check the file it "
            "came with."
        ),
    ),
    "F04": _unreadable,
    "F05": _one(
        gettext_lazy(
            "“%(text)s” was given for %(cell)s, a cell that this form does not have for it. It is "
            "kept, but not published: enter it where it belongs."
        )
    ),
    "S01": _by(
        "place",
        figures=gettext_lazy(
            "%(cell)s is %(left)s, but its parts %(parts)s add up to %(right)s, a difference of "
            "%(difference)s. Correct the total or the part that is wrong."
        ),
        opening=gettext_lazy(
            "The opening balance of %(cell)s is %(left)s, but those of its parts %(parts)s add up "
            "to %(right)s, a difference of %(difference)s. Correct the one that is wrong."
        ),
    ),
    "S02": _claim,
    "S03": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but it is a part of %(other)s, which is only %(right)s: "
            "%(difference)s too many. Correct one of the two."
        )
    ),
    "Y01": _one(
        gettext_lazy(
            "%(cell)s is %(left)s, but it includes %(other)s, which is %(right)s: %(difference)s "
            "too few. Correct the opening balance or the figure of the year."
        )
    ),
    "Y02": _opening,
    "Y03": _one(
        gettext_lazy(
            "The opening balance of %(cell)s is %(left)s, but last year's report says %(right)s, "
            "and that is used. Remove the opening balance, or have last year's report corrected."
        )
    ),
    "Y04": _one(
        gettext_lazy(
            "The form “%(form)s” is not meant for reports of %(year)s. Choose the form of that "
            "year."
        )
    ),
}
