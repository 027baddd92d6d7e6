"""Signal receivers, for the events that no method of a page model sees. Each only calls a
service."""

from __future__ import annotations

from typing import Any

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.models import Revision
from wagtail.signals import page_unpublished

from .mixins import DisclosedPageMixin
from .models import LocalStandard, LocalStandardVersion, NumberingScheme
from .services import local_standards, local_versions, publishing


@receiver(pre_save, sender=Revision, dispatch_uid="wagtail_disclosure.refuse_scheduling")
def refuse_scheduling(instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """The editor and the API schedule a revision without asking the page."""
    if not raw:
        publishing.refuse_scheduling(instance)


@receiver(page_unpublished, dispatch_uid="wagtail_disclosure.retract_unpublished")
def retract_unpublished(instance: Any, **kwargs: Any) -> None:
    """The command for expired pages unpublishes plain pages, so the page's own ``save()``
    is never called."""
    if isinstance(instance, DisclosedPageMixin):
        publishing.retract(instance.pk, now())


@receiver(post_delete, dispatch_uid="wagtail_disclosure.retract_deleted")
def retract_deleted(instance: Any, **kwargs: Any) -> None:
    """A deleted page's figures and entry go; its number stays in the register."""
    if isinstance(instance, DisclosedPageMixin) and instance.pk is not None:
        publishing.retract(instance.pk, now())


@receiver(pre_save, sender=NumberingScheme, dispatch_uid="wagtail_disclosure.freeze_scheme")
def freeze_scheme(instance: NumberingScheme, raw: bool = False, **kwargs: Any) -> None:
    """A numbering scheme stays as its first number was made, whichever way it is saved."""
    if not raw:
        instance.refuse_change()


@receiver(pre_save, sender=LocalStandard, dispatch_uid="wagtail_disclosure.check_standard")
def check_standard(instance: LocalStandard, raw: bool = False, **kwargs: Any) -> None:
    """A local standard with mistakes is never published, whichever way it is tried."""
    if _is_publication(instance, raw, kwargs.get("update_fields")):
        local_standards.refuse_if_wrong(instance)


@receiver(post_save, sender=LocalStandard, dispatch_uid="wagtail_disclosure.record_standard")
def record_standard(instance: LocalStandard, raw: bool = False, **kwargs: Any) -> None:
    """Publishing a local standard makes the version that reports use."""
    if _is_publication(instance, raw, kwargs.get("update_fields")):
        user = instance.live_revision.user if instance.live_revision else None
        local_standards.record_version(instance, user, now())


@receiver(request_started, dispatch_uid="wagtail_disclosure.keep_versions")
def keep_versions(**kwargs: Any) -> None:
    """One request asks once which versions of local standards there are."""
    local_versions.keep_list()


@receiver(request_finished, dispatch_uid="wagtail_disclosure.drop_versions")
def drop_versions(**kwargs: Any) -> None:
    local_versions.drop_list()


@receiver(post_save, sender=LocalStandard, dispatch_uid="wagtail_disclosure.forget_standard")
@receiver(post_save, sender=LocalStandardVersion, dispatch_uid="wagtail_disclosure.forget_version")
def forget_versions(**kwargs: Any) -> None:
    local_versions.forget_list()


def _is_publication(standard: LocalStandard, raw: bool, update_fields: Any) -> bool:
    """Wagtail saves a live object's draft by naming the few fields that say there is one."""
    return standard.live and not raw and (update_fields is None or "live" in update_fields)
