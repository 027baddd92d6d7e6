"""What stands before the first section: the editor's words, the period and the contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from ..exports.document import RichText
from .figure_references import Cells, with_plain_figures
from .section_nodes import rich_text

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def preamble(report: ReportMixin, agency: str, cells: Cells) -> tuple[RichText, ...]:
    """What the editor wrote, then period and contact in the program's words.

    References show the figures of ``cells``.

    A preamble that says them already, as an imported one does, is not said twice.
    """
    written = get_text_for_indexing(with_plain_figures(report.preamble, cells))
    parts = [rich_text(report.preamble, cells)] if written else []
    sentences = (_period(report, written), _contact(report, agency, written))
    return (*parts, *(RichText(format_html("<p>{}</p>", text)) for text in sentences if text))


def _period(report: ReportMixin, written: str) -> str:
    if not report.period_start or not report.period_end:
        return ""
    start = date_format(report.period_start, "DATE_FORMAT")
    end = date_format(report.period_end, "DATE_FORMAT")
    if start in written and end in written:
        return ""
    return _("The figures of this report cover %(start)s to %(end)s.") % {
        "start": start,
        "end": end,
    }


def _contact(report: ReportMixin, agency: str, written: str) -> str:
    known = [
        (text, value)
        for text, value in (
            (_("address: %(value)s"), report.contact_address),
            (_("postcode: %(value)s"), report.contact_postcode),
            (_("phone: %(value)s"), report.contact_phone),
            (_("e-mail: %(value)s"), report.contact_email),
        )
        if value
    ]
    if all(value in written for _text, value in known):
        return ""
    return _("Questions about this report are answered by %(agency)s (%(contact)s).") % {
        "agency": agency,
        "contact": _(", ").join(text % {"value": value} for text, value in known),
    }
