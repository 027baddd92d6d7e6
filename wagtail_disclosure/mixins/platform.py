"""The disclosure platform (政府信息公开) as an abstract page mixin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField

from ..editing.platform_panel import PlatformPanel
from ..models.base_page import base_page_name
from ..services import page_links
from ..services.platform import platform_context


def _part_page(verbose_name: Any, help_text: Any) -> Any:
    return models.ForeignKey(
        base_page_name(),
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


def _part_summary() -> Any:
    return models.CharField(
        _("summary of the part"),
        max_length=200,
        blank=True,
        help_text=_("Empty: the search description of that page."),
    )


class PlatformMixin(models.Model):
    """One page with the four parts that 国办公开办函〔2019〕61号 names. Put it before ``Page`` in
    the bases."""

    # What a base page has, for type checkers.
    path: str
    get_children: Any

    introduction = RichTextField(
        _("introduction"), blank=True, features=["bold", "italic", "link", "ol", "ul"]
    )
    guide_page = _part_page(
        pgettext_lazy("part of the platform", "guide"),
        _("Empty: the first page below whose title says 指南."),
    )
    guide_summary = _part_summary()
    rules_page = _part_page(
        pgettext_lazy("part of the platform", "rules"),
        _("Empty: the first page below whose title says 制度."),
    )
    rules_summary = _part_summary()
    content_page = _part_page(
        pgettext_lazy("part of the platform", "disclosed content"),
        _("Empty: the first disclosure catalogue below, or a page whose title says 主动公开."),
    )
    content_summary = _part_summary()
    reports_page = _part_page(
        pgettext_lazy("part of the platform", "annual reports"),
        _("Empty: the first report index below."),
    )
    reports_summary = _part_summary()

    platform_panels = [
        PlatformPanel(heading=_("Parts as readers see them")),
        FieldPanel("introduction"),
        *(
            MultiFieldPanel(
                [PageChooserPanel(f"{name}_page"), FieldPanel(f"{name}_summary")], heading=heading
            )
            for name, heading in (
                ("guide", pgettext_lazy("part of the platform", "Guide")),
                ("rules", pgettext_lazy("part of the platform", "Rules")),
                ("content", pgettext_lazy("part of the platform", "Disclosed content")),
                ("reports", pgettext_lazy("part of the platform", "Annual reports")),
            )
        ),
    ]

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template for its page type if there is one, else the plugin's."""
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, "wagtail_disclosure/platform.html"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context.update(platform_context(self, request))
        context["head_links"] = page_links.head_links(self, request)
        return context
