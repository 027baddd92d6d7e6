"""Signal receivers, for the events that no method of a page model sees. Each only calls a
service."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.models import Revision
from wagtail.signals import page_unpublished

from .mixins import ReportMixin
from .services import publishing


@receiver(pre_save, sender=Revision, dispatch_uid="wagtail_disclosure.refuse_scheduling")
def refuse_scheduling(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """The editor and the API schedule a revision without asking the page."""
    if not raw:
        publishing.refuse_scheduling(instance)


@receiver(page_unpublished, dispatch_uid="wagtail_disclosure.retract_unpublished")
def retract_unpublished(instance: Any, **kwargs: Any) -> None:
    """The command for expired pages unpublishes plain pages, so the report's own ``save()``
    is never called."""
    if isinstance(instance, ReportMixin):
        publishing.retract(instance.pk, now())


@receiver(post_delete, dispatch_uid="wagtail_disclosure.retract_deleted")
def retract_deleted(instance: Any, **kwargs: Any) -> None:
    """A deleted page's figures go; its number stays in the register."""
    if isinstance(instance, ReportMixin) and instance.pk is not None:
        publishing.retract(instance.pk, now())
