"""The report index (年度报告专栏) as an abstract page mixin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import CatalogueEntry
from ..permissions import ReportIndexPermissionTester
from ..services import page_links
from ..services.catalogue_entries import entries_below
from ..services.report_lists import index_context
from .feed import FeedMixin


class ReportIndexMixin(FeedMixin, models.Model):
    """Lists the public reports below it. Put it before ``Page`` in the bases."""

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> ReportIndexPermissionTester:
        return ReportIndexPermissionTester(user, self)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template for its page type if there is one, else the plugin's."""
        own = super().get_template(request, *args, **kwargs)
        return [own, "wagtail_disclosure/report_index.html"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(index_context(self, request))
        number = context["pagination"].number
        context["head_links"] = page_links.list_links(self, request, number)
        return context

    def feed_entries(self) -> QuerySet[CatalogueEntry]:
        return entries_below(self).filter(is_report=True)
