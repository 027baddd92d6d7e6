"""The publishing gate: what may reach readers, and what happens when it does.

The report mixin's ``save()`` and ``publish()`` call this module; every door of Wagtail ends
in one of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import SheetError
from ..models import IndexNumber, PublishedReport
from ..models.base_page import public_pages
from . import follow_ups, freezing, local_versions, numbering, observations, versions
from .publishing_problems import (
    Problem,
    in_words,
    owner_id,
    problems_of,
    refused_number,
    rival_problems,
)
from .report_types import is_report
from .search_text import plain_text
from .standards import find_standard

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


#: The log action by which Wagtail's command for scheduled pages can be told apart.
SCHEDULED = "wagtail.publish.scheduled"

#: The log action of a scheduled publication that was refused.
REFUSED = "wagtail_disclosure.publish_refused"


class PublicationRefusedError(ValidationError):
    """A report cannot be published; ``problems`` says all there is to mend."""

    def __init__(self, report: ReportMixin, problems: list[Problem]) -> None:
        fields: dict[str, list[ValidationError]] = {}
        for problem in problems:
            fields.setdefault(problem.field, []).append(
                ValidationError(problem.message, code=problem.code)
            )
        super().__init__(fields)
        self.report = report
        self.problems = problems


def refuse_if_wrong(report: ReportMixin, *, saving: bool = False) -> None:
    """Raise ``PublicationRefusedError`` with everything that stands in the way; ``saving`` as in
    ``problems_of``."""
    problems = problems_of(report, saving=saving)
    if problems:
        raise PublicationRefusedError(report, problems)


def reserve_number(report: ReportMixin, moment: datetime) -> None:
    """Allocate the number of a page about to be saved live. Taken before the page's own row
    is locked, so that two publications never wait for each other in a circle."""
    if owner_id(report) != report.pk:
        return
    try:
        numbering.allocate(report, moment)
    except numbering.NumberRefusedError as error:
        raise PublicationRefusedError(report, [refused_number(error)]) from error


def refuse_without_year(report: ReportMixin) -> None:
    """A copy, or an alias made a page of its own, has no year and cannot be public at once."""
    text = _(
        "A copy of a report is a draft: copy it without publishing, then choose agency and year. "
        "An alias is withdrawn from publication before it becomes a page of its own."
    )
    raise PublicationRefusedError(report, [Problem("report_year", "required", text)])


def record(report: ReportMixin, moment: datetime) -> None:
    """Make a publication complete: number, frozen version, observations.

    Call inside the transaction that saves the live page, after it was saved. Raises
    ``PublicationRefusedError`` where the database says that somebody else was faster, or where
    figures that nobody checked (``clean=False``) cannot even be calculated.
    """
    owner = owner_id(report)
    if owner != report.pk:
        versions.add_translation(report, PublishedReport.objects.get(page_id=owner or 0), moment)
        return
    try:
        checked = find_standard(report.standard)
        local_versions.hold(report.standard)
        if find_standard(report.standard) != checked:
            refuse_if_wrong(report)  # somebody rewrote the form since it was checked
        data = versions.frozen_data(report)
    except (UnknownStandard, SheetError) as error:
        raise PublicationRefusedError(report, problems_of(report)) from error
    try:
        with transaction.atomic():
            entry = numbering.allocate(report, moment)
            published = _published_report(report, entry, moment)
    except numbering.NumberRefusedError as error:
        raise PublicationRefusedError(report, [refused_number(error)]) from error
    except IntegrityError as error:
        raise PublicationRefusedError(report, rival_problems(report) or [_lost_race()]) from error
    _note_in_register(entry, published, moment)
    if versions.add(report, published, data, moment):
        with follow_ups.noting(published, moment):
            observations.project(published, freezing.load_frozen(data))
        for translation in _public_translations(report):
            versions.add_translation(translation, published, moment)


def retract(page_id: int, moment: datetime) -> None:
    """A report is no longer public: free its year, remove its observations, mark its number."""
    published = PublishedReport.objects.filter(page_id=page_id, public_year__isnull=False).first()
    if published is None:
        return
    with transaction.atomic():
        with follow_ups.noting(published, moment):
            published.observations.all().delete()
            published.public_year = None
            published.save(update_fields=["public_year"])
        IndexNumber.objects.filter(page_id=page_id, state=IndexNumber.State.IN_USE).update(
            state=IndexNumber.State.WITHDRAWN, state_changed_at=moment
        )


def refuse_scheduling(revision: Revision) -> None:
    """Refuse to schedule a revision that could not be published. Some doors of Wagtail put a
    revision on the schedule without asking the page."""
    if revision.approved_go_live_at is None:
        return
    if is_report(revision.content_type.model_class()):
        page = revision.as_object()
        if not page.alias_of_id:
            refuse_if_wrong(page)


def take_off_schedule(revision: Revision, refusal: PublicationRefusedError) -> None:
    """Unschedule a revision that turned out wrong, and say so in the page's history."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(
        refusal.report,
        REFUSED,
        revision=revision,
        data={"problems": [in_words(refusal.report, problem) for problem in refusal.problems]},
    )


def _published_report(report: ReportMixin, entry: IndexNumber, moment: datetime) -> PublishedReport:
    assert report.agency is not None
    assert report.report_year is not None
    published, _created = PublishedReport.objects.update_or_create(
        page_id=report.pk,
        defaults={
            "agency": report.agency,
            "year": report.report_year,
            "public_year": report.report_year,
            "title": report.title,
            "agency_name": report.agency.name,
            "document_number": report.document_number,
            "index_number": entry.number,
            "made_on": report.made_on,
            "published_at": report.published_at or report.first_published_at or moment,
            "search_text": plain_text(report),
        },
    )
    return published


def _note_in_register(entry: IndexNumber, published: PublishedReport, moment: datetime) -> None:
    """Keep in the register what its public address must still say when the page is gone."""
    returned = entry.state != IndexNumber.State.IN_USE
    IndexNumber.objects.filter(pk=entry.pk).update(
        title=published.title,
        agency_name=published.agency_name,
        document_number=published.document_number,
        made_on=published.made_on,
        published_at=published.published_at,
        state=IndexNumber.State.IN_USE,
        was_public=entry.was_public or public_pages().filter(pk=published.page_id).exists(),
        reason="",
        state_changed_at=moment if returned else entry.state_changed_at,
    )


def _public_translations(report: ReportMixin) -> list[ReportMixin]:
    """Live pages that tell the same report in other languages."""
    pages = type(report).objects.filter(translation_key=report.translation_key, live=True)
    return list(pages.filter(alias_of__isnull=True).exclude(pk=report.pk))


def _lost_race() -> Problem:
    return Problem(
        NON_FIELD_ERRORS,
        "second_report",
        _("Somebody published a report of this agency and year at the same moment. Reload."),
    )
