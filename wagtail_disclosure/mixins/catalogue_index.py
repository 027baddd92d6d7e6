"""The catalogue index (政府信息公开目录) as an abstract page mixin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from ..models import CatalogueEntry
from ..permissions import CatalogueIndexPermissionTester
from ..services import page_links, page_tags
from ..services.catalogue_lists import catalogue_context, listed_entries
from .feed import FeedMixin


class CatalogueIndexMixin(FeedMixin, models.Model):
    """Lists what is disclosed. Put it before ``Page`` in the bases."""

    lists_whole_site = models.BooleanField(
        _("list the whole site"),
        default=True,
        help_text=_("Reports and documents of the whole site; otherwise only those below."),
    )

    catalogue_panels = [FieldPanel("lists_whole_site")]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> CatalogueIndexPermissionTester:
        return CatalogueIndexPermissionTester(user, self)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template for its page type if there is one, else the plugin's."""
        own = super().get_template(request, *args, **kwargs)
        return [own, "wagtail_disclosure/catalogue_index.html"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["page_tags"] = page_tags.catalogue_tags(request, self)
        context.update(catalogue_context(self, request))
        number = context["pagination"].number
        context["head_links"] = page_links.list_links(self, request, number)
        return context

    def feed_entries(self) -> QuerySet[CatalogueEntry]:
        return listed_entries(self)
