"""Take a published report from the readers, with a reason that its address goes on saying."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from ..models import IndexNumber

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

#: The log action of a withdrawal.
WITHDRAWN = "wagtail_disclosure.withdraw"


def withdraw(report: ReportMixin, reason: str, user: Any, moment: datetime) -> None:
    """Unpublish ``report``; its number stays, its address answers 410 with ``reason``.

    Raises ``ValidationError`` without a reason or for a report that is not public.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Say why the report is withdrawn; readers see it."), code="reason")
    if not report.live:
        raise ValidationError(_("This report is not public."), code="not_public")
    with transaction.atomic():
        for page in (report, *_translations(report)):
            # The page refuses its unpublishing to everybody; the caller has asked
            # ``can_withdraw()`` instead.
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
        IndexNumber.objects.filter(page_id=report.pk).update(
            state=IndexNumber.State.WITHDRAWN, reason=reason, state_changed_at=moment
        )
        log(report, WITHDRAWN, user=user, data={"reason": reason})


def _translations(report: ReportMixin) -> list[ReportMixin]:
    """Live pages that tell the same figures in other languages; they go with their source."""
    if not IndexNumber.objects.filter(page_id=report.pk).exists():
        return []
    pages = type(report).objects.filter(translation_key=report.translation_key, live=True)
    return list(pages.filter(alias_of__isnull=True).exclude(pk=report.pk))
