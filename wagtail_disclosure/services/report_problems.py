"""What stands in the way of publishing a report, beyond what is asked of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.timezone import now
from django.utils.translation import gettext as _

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import SheetError
from ..models import Agency, PublishedReport
from .breakdowns import named_schemes, scheme_choices
from .correction_reasons import keeps_published_figures, missing_reason, published_counts
from .counting import counts_for
from .days import site_today
from .finding_texts import finding_text
from .problems import (
    Problem,
    document_number_problems,
    number_problems,
    owner_id,
    required_problems,
)
from .report_checks import check_report
from .rules import active_rules

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


#: The field that a finding without cells is about; all others are about the figures.
FIELDS_OF_RULES = {
    "R01": "period_start",
    "T03": "sections",
    "T04": "sections",
    "T05": "title",
    "T06": "title",
    "T07": "sections",
    "T08": "sections",
    "T09": "sections",
    "T10": "sections",
    "T11": "sections",
    "T12": "sections",
    "T13": "sections",
}


def report_problems(report: ReportMixin, *, saving: bool = False) -> list[Problem]:
    """Everything that stands in the way of publishing ``report``, all at once. ``saving``: it is
    being saved live this moment, with the revision that is published."""
    return [
        *_missing_metadata(report),
        *_date_problems(report),
        *_translation_problems(report),
        *document_number_problems(report.document_number),
        *number_problems(report),
        *rival_problems(report),
        *finding_problems(report, saving=saving),
        *_breakdown_problems(report, saving=saving),
        *_correction_problems(report, saving=saving),
    ]


def finding_problems(report: ReportMixin, *, saving: bool = False) -> list[Problem]:
    """What was found in figures and texts, blocks, and was not acknowledged.

    A live page that is saved as it stands keeps its published figures, though last year's may
    have been corrected since (the report is on the list of those to look at again), and those
    that were counted, though the catalogue may have changed.
    """
    if not report.standard or report.report_year is None:
        return []  # said by _missing_metadata
    kept = saving and keeps_published_figures(report)
    try:
        checked = check_report(report, published_counts(report.pk) if kept else None)
    except UnknownStandard:
        text = _("There is no reporting standard “%(standard)s”; choose another one.")
        return [Problem("standard", "unknown_standard", text % {"standard": report.standard})]
    except SheetError:
        text = _("The stored figures cannot be read. Enter them again.")
        return [Problem("figures", "unreadable", text)]
    standard, year, rules = checked.sheet.standard, checked.sheet.year, active_rules()
    return [
        Problem(
            FIELDS_OF_RULES.get(finding.code, "figures"),
            finding.code,
            f"{finding.code} {finding_text(finding, standard, year)}",
            finding.cells,
        )
        for finding in checked.findings
        if finding.stops and not (kept and rules[finding.code].needs_last_year)
    ]


def rival_problems(report: ReportMixin) -> list[Problem]:
    """Another public report of the same agency and year."""
    if report.agency_id is None or report.report_year is None:
        return []
    rival = (
        PublishedReport.objects.filter(agency=report.agency_id, public_year=report.report_year)
        .exclude(page_id=owner_id(report) or 0)
        .first()
    )
    if rival is None:
        return []
    return [
        Problem(
            "report_year",
            "second_report",
            _(
                "%(agency)s has published its report for %(year)s already: “%(title)s”. "
                "Correct that one, or choose another year."
            )
            % {"agency": rival.agency_name, "year": rival.year, "title": rival.title},
        )
    ]


def twin_of(
    page_type: type[ReportMixin], agency: Agency, year: int, report: ReportMixin
) -> ReportMixin | None:
    """Another page of the same type for this agency and year, draft or public; aliases and
    translations are no twins."""
    twins = page_type.objects.filter(agency=agency, report_year=year, alias_of__isnull=True)
    return twins.exclude(pk=report.pk).exclude(translation_key=report.translation_key).first()


def _missing_metadata(report: ReportMixin) -> list[Problem]:
    required: dict[str, Any] = {
        "agency": report.agency_id,
        "report_year": report.report_year,
        "standard": report.standard,
        "made_on": report.made_on,
        "period_start": report.period_start,
        "period_end": report.period_end,
    }
    return required_problems(required)


def _correction_problems(report: ReportMixin, *, saving: bool) -> list[Problem]:
    """Figures that readers have do not change without a reason. A translation tells those of its
    source, which says why."""
    if owner_id(report) != report.pk:
        return []
    text = missing_reason(report, saving=saving)
    return [Problem("correction_reason", "reason_missing", text)] if text else []


def _breakdown_problems(report: ReportMixin, *, saving: bool) -> list[Problem]:
    """Blocks of what was disclosed by category that would stand empty before readers."""
    named = named_schemes(report.sections)
    if not named or (saving and keeps_published_figures(report)):
        return []
    counts = report.report_year is not None and counts_for(report.agency, report.report_year)
    known = {key for key, _name in scheme_choices()}
    if not counts:
        text = _(
            "The text says what was disclosed by category, but nothing is counted for this agency "
            "and year. Remove the block, or set from which year on the agency counts."
        )
    elif not known.issuperset(named):
        text = _("A block of what was disclosed by category names no scheme; choose one.")
    else:
        return []
    return [Problem("sections", "breakdown", text)]


def _date_problems(report: ReportMixin) -> list[Problem]:
    """Dates that cannot be: they stand before readers, and in the number, for ever."""
    found = []
    if report.period_start and report.period_end and report.period_end < report.period_start:
        text = _("The statistic period ends before it begins; correct one of the two dates.")
        found.append(Problem("period_end", "period", text))
    if report.made_on and report.made_on > site_today():
        text = _("The date of making lies in the future; correct it.")
        found.append(Problem("made_on", "future", text))
    if report.published_elsewhere.strip() and report.published_at is None:
        text = _("Say when the report was published there: enter its time of publication.")
        found.append(Problem("published_at", "elsewhere_when", text))
    if report.published_elsewhere.strip() and report.published_at and report.published_at > now():
        text = _("A report that stood before readers elsewhere did so in the past; correct it.")
        found.append(Problem("published_at", "future", text))
    elif report.published_at and report.published_at > now():
        text = _("The time of publication lies in the future; correct it.")
        found.append(Problem("published_at", "future", text))
    if report.expire_at is not None:
        text = _(
            "A report does not expire. Clear the expiry date; to take the report from its "
            "readers, withdraw it with a reason."
        )
        found.append(Problem("expire_at", "expiry", text))
    return found


def _translation_problems(report: ReportMixin) -> list[Problem]:
    """A translation tells the same figures of the same agency and year as its public source."""
    owner = owner_id(report)
    if owner == report.pk:
        return []
    source = PublishedReport.objects.filter(page_id=owner or 0).first()
    if source is None or source.public_year is None:
        text = _("Publish the report that this one translates first.")
        return [Problem(NON_FIELD_ERRORS, "source_not_public", text)]
    if (source.agency_id, source.year) != (report.agency_id, report.report_year):
        text = _("This is a translation of “%(title)s”: agency and year must be the same.")
        return [Problem("report_year", "source_differs", text % {"title": source.title})]
    return []
