"""The report whose figures are counted from the catalogue, once its documents are there."""

from __future__ import annotations

from typing import Any

from wagtail_disclosure.models import Agency
from wagtail_disclosure.pages.models import AnnualReportPage

from .once import once

AGENCY, YEAR = "SL00006", 2018
COUNTED = ("proactive_files", "via_website", "via_gazette")
BLOCK = {
    "type": "catalogue_breakdown",
    "value": {"scheme": "disclosure-2008", "style": "sentence"},
}


def load_counted(user: Any) -> int:
    """Let the agency count from its catalogue, and publish its report with what is counted."""
    return once(f"counted/{AGENCY}/{YEAR}", lambda: _count(user))


def _count(user: Any) -> None:
    reports = AnnualReportPage.objects.filter(agency__code=AGENCY, report_year=YEAR, live=True)
    report = reports.first()
    if report is None:
        return  # an editor took it away
    Agency.objects.filter(code=AGENCY).update(counts_from_year=YEAR)
    report = AnnualReportPage.objects.get(pk=report.pk)
    for row in COUNTED:
        report.figures["figures"].pop(f"statistics.{row}.current", None)
    sections = report.sections.get_prep_value()
    for section in sections:
        if section["value"]["key"] == "proactive":
            section["value"]["body"].append(BLOCK)
    report.sections = report.sections.stream_block.to_python(sections)
    report.save_revision(user=user, clean=False).publish(user=user)
