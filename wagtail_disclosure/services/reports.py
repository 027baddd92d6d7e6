"""Start a report: everything that can be known beforehand is there already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..domain.standards import Standard
from ..models import Agency, NumberingScheme, PublishedReport
from .categories import goes_on_as
from .page_types import report_types
from .report_problems import twin_of
from .slugs import free_slug
from .standards import suitable_standards

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


class SecondReportError(ValidationError):
    """The agency has a report for that year already: ``twin``, draft or public."""

    def __init__(self, twin: ReportMixin, agency: Agency, year: int) -> None:
        super().__init__(
            _("%(agency)s has a report for %(year)s already: “%(title)s”. Edit that one."),
            code="second_report",
            params={"agency": agency.name, "year": year, "title": twin.draft_title},
        )
        self.twin = twin


def start_report(
    page_type: type[ReportMixin], parent: Any, agency: Agency, year: int, user: Any
) -> ReportMixin:
    """A new draft below ``parent`` with standard, title, sections, period and contact filled in.

    Raises ``SecondReportError`` where the agency has a report for that year already, and
    ``ValidationError`` where no standard fits.
    """
    twin = twin_of(page_type, agency, year, page_type())
    if twin is not None:
        raise SecondReportError(twin, agency, year)
    fitting = suitable_standards(agency, year)
    if not fitting:
        raise ValidationError(
            _("No reporting standard covers %(year)s. Choose another year or add a standard."),
            code="no_standard",
            params={"year": year},
        )
    return _create(page_type, parent, agency, year, fitting[0], user)


def _create(
    page_type: Any, parent: Any, agency: Agency, year: int, standard: Standard, user: Any
) -> ReportMixin:
    title = standard.report_title.format(agency=agency.name, year=year)
    before = (
        page_type.objects.filter(agency=agency, report_year__lt=year)
        .order_by("-report_year")
        .first()
    )
    report = page_type(
        title=title,
        draft_title=title,
        slug=free_slug(parent, str(year)),
        live=False,
        has_unpublished_changes=True,
        owner=user,
        agency=agency,
        report_year=year,
        standard=standard.identifier,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        contact_address=agency.address,
        contact_postcode=agency.postcode,
        contact_phone=agency.phone,
        contact_email=agency.email,
        topic_category=goes_on_as(before.topic_category) if before else None,
        information_category=goes_on_as(before.information_category) if before else None,
        numbering_scheme=before.numbering_scheme if before else only_scheme(),
        sections=empty_sections(standard),
    )
    parent.add_child(instance=report)
    report.save_revision(user=user, log_action="wagtail.create", clean=False)
    return report


def only_scheme() -> NumberingScheme | None:
    """The numbering scheme of a site that has no other."""
    schemes = list(NumberingScheme.objects.all()[:2])
    return schemes[0] if len(schemes) == 1 else None


def empty_sections(standard: Standard) -> list[dict[str, Any]]:
    """The standard's sections with their tables in place, as raw StreamField data. Blocks have
    their ids from the start: saved again, they are the same."""
    return [
        {
            "type": "section",
            "id": str(uuid4()),
            "value": {
                "key": section.key,
                "heading": section.heading,
                "body": [
                    {"type": "statistics_table", "id": str(uuid4()), "value": {"table": table}}
                    for table in section.tables
                ],
            },
        }
        for section in standard.sections
    ]


def fitting_sections(standard: Standard, sections: Any) -> list[dict[str, Any]] | None:
    """The sections of ``standard`` in the place of those of another one, where nobody has written
    anything yet; ``None`` where there is nothing to replace, or something to lose."""
    wanted = [section.key for section in standard.sections]
    if any(item.block_type != "section" or not item.value["key"] for item in sections):
        return None
    blocks = [block for section in sections for block in section.value["body"]]
    if any(block.block_type != "statistics_table" for block in blocks):
        return None
    found = [section.value["key"] for section in sections]
    tables = {table.key for table in standard.tables}
    fits = found == wanted and all(block.value["table"] in tables for block in blocks)
    return None if fits else empty_sections(standard)


def draft_of_last_year(report: ReportMixin) -> str:
    """The title of the report of the year before, where there is one but readers have none: its
    figures are not carried over. Empty otherwise."""
    if report.agency is None or report.report_year is None:
        return ""
    agencies = [report.agency.pk, *report.agency.predecessors.values_list("pk", flat=True)]
    year = report.report_year - 1
    if PublishedReport.objects.filter(agency__in=agencies, public_year=year).exists():
        return ""
    for page_type in report_types():
        drafts = page_type.objects.filter(
            agency__in=agencies, report_year=year, alias_of__isnull=True
        )
        draft = drafts.first()
        if draft is not None:
            return draft.draft_title
    return ""
