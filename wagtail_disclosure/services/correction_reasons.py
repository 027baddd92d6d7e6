"""Why figures change that readers already have: asked for at every publication that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.catalogue import UnknownStandard
from ..domain.figures import Figures
from ..domain.sheet import SheetError
from ..models import PublishedVersion
from . import freezing, versions
from .corrections import changes, in_short
from .days import site_day

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def keeps_published_figures(report: ReportMixin) -> bool:
    """Whether saving the live page as it stands publishes no other figures than readers have."""
    before = versions.latest(report.pk) if report.pk else None
    return before is not None and versions.keeps_figures(report, before)


def published_counts(page_id: int) -> Figures:
    """The counted figures that readers have of a page."""
    before = versions.latest(page_id)
    return freezing.counted_then(freezing.load_frozen(before.frozen)) if before else Figures()


def missing_reason(report: ReportMixin, *, saving: bool = False) -> str:
    """What to say where ``report`` would change figures that readers have and does not say why;
    empty where nothing is missing.

    ``saving``: the page is being saved live as it stands. Unless that publishes something new,
    the published figures stay, and no reason is needed.
    """
    before = versions.latest(report.pk) if report.pk else None
    if before is None or report.report_year is None:
        return ""
    if saving and keeps_published_figures(report):
        return ""
    try:
        now = freezing.freeze(report)
    except (UnknownStandard, SheetError):
        return ""  # said by the figures themselves
    found = changes(freezing.load_frozen(before.frozen), now)
    reason = report.correction_reason.strip()
    if not found:
        return ""
    if not reason:
        text = ngettext(
            "%(count)d figure that readers have would change: %(changes)s. Say why; they see it.",
            "%(count)d figures that readers have would change: %(changes)s. Say why; they see it.",
            len(found),
        )
        return text % {"count": len(found), "changes": in_short(found)}
    last = _version_with(report.pk, reason)
    if last is None:
        return ""
    text = _(
        "This is the reason of the correction of %(day)s. Now other figures change: %(changes)s. "
        "Say why."
    )
    day = site_day(last.created_at).isoformat()
    return text % {"day": day, "changes": in_short(found)}


def _version_with(page_id: int, reason: str) -> PublishedVersion | None:
    """The newest version that bears this reason."""
    found = PublishedVersion.objects.filter(page_id=page_id, reason=reason)
    return found.order_by("-number").first()
