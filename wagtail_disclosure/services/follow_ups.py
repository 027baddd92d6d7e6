"""Reports that carry figures which changed after they were published: found when it happens, and
kept on a list until someone has looked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from wagtail.permissions import page_permission_policy

from ..domain.calculation import calculate
from ..domain.catalogue import UnknownStandard
from ..domain.figures import Figures
from ..domain.findings import Finding, Severity
from ..domain.rules import check
from ..domain.sheet import SheetError
from ..domain.standards import Standard
from ..exports.document import FigureChange
from ..models import FollowUp, PublishedReport, PublishedVersion
from ..models.base_page import base_page_model
from . import versions
from .corrections import changed_rows, changes_of_many
from .finding_texts import finding_text, severity_text
from .freezing import counted_then, figure_rows, load_frozen
from .report_checks import report_facts
from .rules import active_rules
from .sheets import LookUp, build_sheet, figures_at_hand
from .standards import find_standard

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


@dataclass(frozen=True)
class Now:
    """A report as it is by last year's figures of today: what is found in it, in words, errors
    first, and what of its figures would change if it were published again."""

    findings: tuple[str, ...]
    changes: tuple[FigureChange, ...]


@dataclass(frozen=True)
class Detail:
    """What the list says of one entry. ``withdrawn``: last year's report is no longer public;
    ``changes`` are those of its figures. ``now`` is ``None`` where figures cannot be read."""

    withdrawn: bool
    changes: tuple[FigureChange, ...]
    now: Now | None


@contextmanager
def noting(published: PublishedReport, moment: datetime) -> Iterator[None]:
    """Around a change of the published figures of ``published``: list every public report whose
    figures or findings are others afterwards. Call inside the transaction of that change.

    A report that becomes public with figures that readers never had otherwise, the first time or
    after a withdrawal, lists nothing.
    """
    cause = versions.latest(published.page_id)
    if cause is None or _is_no_change(published, cause):
        yield
        return
    followers = _followers(published)
    before = [_stands(follower) for follower in followers]
    yield
    for follower, stood in zip(followers, before, strict=True):
        if _stands(follower) != stood:
            FollowUp.objects.update_or_create(
                report=follower,
                cause=cause,
                defaults={"created_at": moment, "looked_at": None, "looked_by": None},
            )


def visible_to(user: Any) -> QuerySet[FollowUp]:
    """The entries of public reports that ``user`` may edit."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return FollowUp.objects.filter(
        report__page_id__in=pages.order_by().values("pk"), report__public_year__isnull=False
    )


def open_entries(page_id: int) -> QuerySet[FollowUp]:
    """What nobody has looked at yet, of one page."""
    return FollowUp.objects.filter(report__page_id=page_id, looked_at__isnull=True)


def count_open(user: Any) -> int:
    """How many entries that ``user`` sees wait for someone to look."""
    return visible_to(user).filter(looked_at__isnull=True).count()


def look(entry: FollowUp, user: Any, moment: datetime) -> bool:
    """Note that ``user`` has looked; false where somebody had already."""
    waiting = FollowUp.objects.filter(pk=entry.pk, looked_at__isnull=True)
    return bool(waiting.update(looked_at=moment, looked_by=user))


def details(entries: Sequence[FollowUp]) -> list[Detail]:
    """What the list says of each entry, in a number of queries that does not grow with them.

    ``report__agency__predecessors`` and ``cause__report`` should have been fetched with them.
    """
    reports = {entry.report_id: entry.report for entry in entries}
    page_ids = [report.page_id for report in reports.values()]
    pages, published = _pages(page_ids), versions.latest_of_many(page_ids)
    look_up = figures_at_hand((report.agency, report.year) for report in reports.values())
    now = {
        pk: _now(report, pages[report.page_id], published[report.page_id], look_up)
        for pk, report in reports.items()
        if report.page_id in pages
    }
    changed = changes_of_many([entry.cause for entry in entries])
    return [
        Detail(
            withdrawn=entry.cause.report.public_year is None,
            changes=changed[entry.cause_id],
            now=now.get(entry.report_id),
        )
        for entry in entries
    ]


def _is_no_change(published: PublishedReport, cause: PublishedVersion) -> bool:
    return not published.observations.exists() and not changes_of_many([cause])[cause.pk]


def _followers(published: PublishedReport) -> list[PublishedReport]:
    """The public reports of the next year, of the same agency and of those that carry on its
    figures; by the agency and year that stood before, too, where a correction changes them."""
    places = {(published.agency_id, published.year)}
    places |= set(published.observations.order_by().values_list("agency_id", "year").distinct())
    carried = Q(pk__in=[])
    for agency, year in places:
        carries_on = Q(agency_id=agency) | Q(agency__predecessors=agency)
        carried |= Q(public_year=year + 1) & carries_on
    found = PublishedReport.objects.filter(carried).exclude(pk=published.pk).distinct()
    return list(found.select_related("agency").order_by("pk"))


@dataclass(frozen=True)
class _Standing:
    """A report's figures, calculated, and its findings, by last year's figures as they are."""

    standard: Standard
    figures: Figures
    findings: tuple[Finding, ...]


def _stands(follower: PublishedReport) -> _Standing | None:
    page = _pages([follower.page_id]).get(follower.page_id)
    version = versions.latest(follower.page_id)
    return _checked(follower, page, version, None) if page and version else None


def _checked(
    report: PublishedReport, page: ReportMixin, version: PublishedVersion, look_up: LookUp | None
) -> _Standing | None:
    """The report by last year's figures of today; what was counted is as it was published."""
    try:
        standard = find_standard(page.standard)
        sheet = build_sheet(standard, report.year, report.agency, page.figures, look_up)
    except (UnknownStandard, SheetError):
        return None
    # Texts are left out: last year's figures change none of what is found in them.
    counted = counted_then(load_frozen(version.frozen))
    sheet = replace(sheet, facts=report_facts(page, report.agency, counted))
    return _Standing(standard, calculate(sheet), check(sheet, rules=active_rules()))


def _now(
    report: PublishedReport, page: ReportMixin, version: PublishedVersion, look_up: LookUp
) -> Now | None:
    standing = _checked(report, page, version, look_up)
    if standing is None:
        return None
    order = list(Severity)
    found = sorted(standing.findings, key=lambda finding: order.index(finding.severity))
    frozen = load_frozen(version.frozen)
    rows = figure_rows(standing.standard, standing.figures)
    return Now(
        findings=tuple(
            f"{severity_text(finding.severity)} {finding.code} "
            f"{finding_text(finding, standing.standard, report.year)}"
            for finding in found
            if not finding.reason
        ),
        changes=changed_rows(frozen.figures, rows, [frozen]),
    )


def _pages(page_ids: Any) -> dict[int, Any]:
    """The live rows of these pages, each of its own type."""
    found = base_page_model().objects.filter(pk__in=list(page_ids)).specific()
    return {page.pk: page for page in found}
