"""Signal receivers that tell front-end caches what to forget. Each only calls a service, which
does nothing on a site without such a cache."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models import EntryLink
from .services import cache_purging


@receiver(page_published, dispatch_uid="wagtail_disclosure.purge_published")
@receiver(page_unpublished, dispatch_uid="wagtail_disclosure.purge_unpublished")
def purge_changed(instance: Any, **kwargs: Any) -> None:
    """Front-end caches hold what a page said before, in lists and feeds too."""
    cache_purging.page_changed(instance)


@receiver(pre_delete, dispatch_uid="wagtail_disclosure.purge_deleted")
def purge_deleted(instance: Any, **kwargs: Any) -> None:
    """Before: afterwards nobody knows where the page was shown."""
    if cache_purging.concerns(instance) and instance.pk is not None:
        cache_purging.page_changed(instance)


@receiver(post_page_move, dispatch_uid="wagtail_disclosure.purge_moved")
def purge_moved(
    instance: Any, url_path_before: str, parent_page_before: Any, **kwargs: Any
) -> None:
    cache_purging.page_moved(instance, url_path_before, parent_page_before)


@receiver(page_slug_changed, dispatch_uid="wagtail_disclosure.purge_renamed")
def purge_renamed(instance: Any, instance_before: Any, **kwargs: Any) -> None:
    cache_purging.page_moved(instance, instance_before.url_path)


@receiver(post_save, sender=PageViewRestriction, dispatch_uid="wagtail_disclosure.purge_restricted")
@receiver(post_delete, sender=PageViewRestriction, dispatch_uid="wagtail_disclosure.purge_opened")
def purge_restricted(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    """A restricted page, and what stands below it, must not be had from a cache."""
    if not raw:
        cache_purging.restriction_changed(instance.page)


@receiver(post_delete, sender=EntryLink, dispatch_uid="wagtail_disclosure.purge_related")
def purge_related(instance: EntryLink, **kwargs: Any) -> None:
    """What a page says of another one was taken back, or is about to be said anew."""
    cache_purging.relation_ended(instance.target_page_id)
