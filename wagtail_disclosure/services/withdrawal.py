"""Take a published page from the readers, with a reason that its address goes on saying."""

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
    from ..mixins.disclosed_page import DisclosedPageMixin

#: The log action of a withdrawal.
WITHDRAWN = "wagtail_disclosure.withdraw"


def withdraw(page: DisclosedPageMixin, reason: str, user: Any, moment: datetime) -> None:
    """Unpublish ``page``; its number stays, its address answers 410 with ``reason``.

    Raises ``ValidationError`` without a reason or for a page that is not public.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Say why the page is withdrawn; readers see it."), code="reason")
    if not page.live:
        raise ValidationError(_("This page is not public."), code="not_public")
    with transaction.atomic():
        for told in (page, *_translations(page)):
            # The page refuses its unpublishing to everybody; the caller has asked
            # ``can_withdraw()`` instead.
            UnpublishPageAction(told, user=user).execute(skip_permission_checks=True)
        IndexNumber.objects.filter(page_id=page.pk).update(
            state=IndexNumber.State.WITHDRAWN, reason=reason, state_changed_at=moment
        )
        log(page, WITHDRAWN, user=user, data={"reason": reason})


def _translations(page: DisclosedPageMixin) -> list[DisclosedPageMixin]:
    """Live pages that tell the same figures in other languages; they go with their source."""
    if not IndexNumber.objects.filter(page_id=page.pk).exists():
        return []
    pages = type(page).objects.filter(translation_key=page.translation_key, live=True)
    return list(pages.filter(alias_of__isnull=True).exclude(pk=page.pk))
