"""Why figures change that readers already have: asked for at every publication that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.catalogue import UnknownStandard
from ..domain.sheet import SheetError
from ..models import PublishedVersion
from . import freezing, versions
from .corrections import changes, in_short

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def missing_reason(report: ReportMixin, *, saving: bool = False) -> str:
    """What to say where ``report`` would change figures that readers have and does not say why;
    empty where nothing is missing.

    ``saving``: the page is being saved live as it stands. Unless that publishes something new,
    the published figures stay, and no reason is needed.
    """
    before = versions.latest(report.pk) if report.pk else None
    if before is None or report.report_year is None:
        return ""
    if saving and versions.keeps_figures(report, before):
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
    last = _last_reason(report.pk)
    if last is None or last.reason != reason:
        return ""
    text = _(
        "This is the reason of the correction of %(day)s. Now other figures change: %(changes)s. "
        "Say why."
    )
    day = localtime(last.created_at).date().isoformat()
    return text % {"day": day, "changes": in_short(found)}


def _last_reason(page_id: int) -> PublishedVersion | None:
    return (
        PublishedVersion.objects.filter(page_id=page_id)
        .exclude(reason="")
        .order_by("-number")
        .first()
    )
