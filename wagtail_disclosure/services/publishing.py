"""The publishing gate: what may reach readers, and what happens when it does.

The report mixin's ``save()`` and ``publish()`` call this module; every door of Wagtail ends
in one of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import SheetError
from ..models import IndexNumber, PublishedReport
from ..models.base_page import public_pages, unrestricted_pages
from . import catalogue, follow_ups, freezing, local_versions, numbering, observations, versions
from .page_types import is_disclosed, is_report
from .problems import Problem, in_words, owner_id, refused_number
from .publishing_problems import problems_of
from .report_problems import rival_problems
from .search_text import plain_text
from .standards import find_standard

if TYPE_CHECKING:
    from ..mixins.disclosed_page import DisclosedPageMixin
    from ..mixins.report import ReportMixin


#: The log action by which Wagtail's command for scheduled pages can be told apart.
SCHEDULED = "wagtail.publish.scheduled"

#: The log action of a scheduled publication that was refused.
REFUSED = "wagtail_disclosure.publish_refused"


class PublicationRefusedError(ValidationError):
    """A page cannot be published; ``problems`` says all there is to mend."""

    def __init__(self, page: DisclosedPageMixin, problems: list[Problem]) -> None:
        fields: dict[str, list[ValidationError]] = {}
        for problem in problems:
            fields.setdefault(problem.field, []).append(
                ValidationError(problem.message, code=problem.code)
            )
        super().__init__(fields)
        self.page = page
        self.problems = problems


def refuse_if_wrong(page: DisclosedPageMixin, *, saving: bool = False) -> None:
    """Raise ``PublicationRefusedError`` with everything that stands in the way; ``saving`` as in
    ``problems_of``."""
    problems = problems_of(page, saving=saving)
    if problems:
        raise PublicationRefusedError(page, problems)


def refuse_bare_copy(page: DisclosedPageMixin) -> None:
    """A copy, or an alias made a page of its own, has no year or date of making and cannot be
    public at once, however it is saved."""
    field = "report_year" if is_report(page) else "made_on"
    stored = type(page).objects.filter(pk=page.pk, alias_of__isnull=False, live=True)
    if getattr(page, field) is None or (page.pk and stored.exists()):
        text = _(
            "A copy is a draft: copy it without publishing, then fill in what is its own. "
            "An alias is withdrawn from publication before it becomes a page of its own."
        )
        raise PublicationRefusedError(page, [Problem(field, "required", text)])


def reserve_number(page: DisclosedPageMixin, moment: datetime) -> None:
    """Allocate the number of a page about to be saved live. Taken before the page's own row
    is locked, so that two publications never wait for each other in a circle."""
    if owner_id(page) == page.pk:
        _allocate(page, moment)


def record(page: DisclosedPageMixin, moment: datetime) -> None:
    """Make a publication complete: number, frozen version, observations, catalogue.

    Call inside the transaction that saves the live page, after it was saved. Raises
    ``PublicationRefusedError`` where the database says that somebody else was faster, or where
    figures that nobody checked (``clean=False``) cannot even be calculated.
    """
    owner = owner_id(page)
    if owner != page.pk:
        if is_report(page):
            source = PublishedReport.objects.get(page_id=owner or 0)
            versions.add_translation(cast("ReportMixin", page), source, moment)
        return
    if is_report(page):
        entry = _record_report(cast("ReportMixin", page), moment)
    else:
        entry = _allocate(page, moment)
    _note_in_register(page, entry, moment)
    catalogue.project(page, entry.number, moment)


def retract(page_id: int, moment: datetime) -> None:
    """A page is no longer public: take it out of the catalogue, free a report's year, remove its
    observations, mark its number."""
    catalogue.remove(page_id)
    in_use = IndexNumber.objects.filter(
        page_id=page_id, state=IndexNumber.State.IN_USE, published_at__isnull=False
    )
    if not in_use.exists():
        return
    with transaction.atomic():
        if unrestricted_pages().filter(pk=page_id).exists():
            in_use.update(was_public=True)
        published = PublishedReport.objects.filter(page_id=page_id, public_year__isnull=False)
        for report in published:
            with follow_ups.noting(report, moment):
                report.observations.all().delete()
                report.public_year = None
                report.save(update_fields=["public_year"])
        in_use.update(state=IndexNumber.State.WITHDRAWN, state_changed_at=moment)


def refuse_scheduling(revision: Revision) -> None:
    """Refuse to schedule a revision that could not be published. Some doors of Wagtail put a
    revision on the schedule without asking the page."""
    if revision.approved_go_live_at is None:
        return
    if is_disclosed(revision.content_type.model_class()):
        page = revision.as_object()
        if not page.alias_of_id:
            refuse_if_wrong(page)


def take_off_schedule(revision: Revision, refusal: PublicationRefusedError) -> None:
    """Unschedule a revision that turned out wrong, and say so in the page's history."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(
        refusal.page,
        REFUSED,
        revision=revision,
        data={"problems": [in_words(refusal.page, problem) for problem in refusal.problems]},
    )


def _allocate(page: DisclosedPageMixin, moment: datetime) -> IndexNumber:
    try:
        return numbering.allocate(page, moment)
    except numbering.NumberRefusedError as error:
        raise PublicationRefusedError(page, [refused_number(error)]) from error


def _record_report(report: ReportMixin, moment: datetime) -> IndexNumber:
    """Number, frozen version and observations of a report."""
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
            entry = _allocate(report, moment)
            published = _published_report(report, entry, moment)
    except IntegrityError as error:
        raise PublicationRefusedError(report, rival_problems(report) or [_lost_race()]) from error
    if versions.add(report, published, data, moment):
        with follow_ups.noting(published, moment):
            observations.project(published, freezing.load_frozen(data))
        for translation in _public_translations(report):
            versions.add_translation(translation, published, moment)
    return entry


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
            "published_at": published_at(report, moment),
            "search_text": plain_text(report),
        },
    )
    return published


def published_at(page: DisclosedPageMixin, moment: datetime) -> datetime:
    """When readers first had the page: elsewhere, here, or now."""
    return page.published_at or page.first_published_at or moment


def _note_in_register(page: DisclosedPageMixin, entry: IndexNumber, moment: datetime) -> None:
    """Keep in the register what its public address must still say when the page is gone: what
    readers had, and nothing that was published behind a restriction since."""
    returned = entry.state != IndexNumber.State.IN_USE
    is_public = public_pages().filter(pk=page.pk).exists()
    shown = {
        "title": page.title,
        "agency_name": page.agency.name if page.agency else "",
        "document_number": page.document_number,
        "made_on": page.made_on,
        "published_at": published_at(page, moment),
    }
    IndexNumber.objects.filter(pk=entry.pk).update(
        **(shown if is_public or not entry.was_public else {}),
        state=IndexNumber.State.IN_USE,
        was_public=entry.was_public or is_public,
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
