"""The site's base page model, which Wagtail 8 lets a site replace."""

from __future__ import annotations

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.models import AbstractPage, PageViewRestriction
from wagtail.query import PageQuerySet


def base_page_model() -> type[AbstractPage]:
    """The model of all pages: ``wagtailcore.Page``, or what ``WAGTAIL_PAGE_MODEL`` names."""
    if WAGTAIL_VERSION >= (8, 0):
        import swapper

        swapper.set_app_prefix("wagtailcore", "wagtail")
        return swapper.load_model("wagtailcore", "Page")
    from wagtail.models import Page

    return Page


def base_page_name() -> str:
    """The name of that model, for foreign keys to pages of whatever type."""
    if WAGTAIL_VERSION >= (8, 0):
        import swapper

        swapper.set_app_prefix("wagtailcore", "wagtail")
        return str(swapper.get_model_name("wagtailcore", "Page"))
    return "wagtailcore.Page"


def public_pages() -> PageQuerySet:
    """Pages that anybody may read: live, and neither they nor a page above them restricted."""
    return unrestricted_pages().live()


def unrestricted_pages() -> PageQuerySet:
    """Pages, live or not, with no view restriction on them or on a page above them.

    One query, whatever the number of restrictions (Wagtail's own ``public()`` asks first).
    """
    restrictions = PageViewRestriction.objects.annotate(
        candidate=Cast(OuterRef("path"), CharField(max_length=255))
    ).filter(candidate__startswith=F("page__path"))
    return base_page_model().objects.filter(~Q(Exists(restrictions)))
