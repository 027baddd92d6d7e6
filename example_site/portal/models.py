"""The portal's own page types; everything about disclosure comes from the plugin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from . import navigation


class HomePage(Page):
    """The portal's front page. Its columns are its children that are shown in menus."""

    introduction = models.CharField("导语", max_length=200, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "portal/home_page.html"
    max_count = 1

    class Meta:
        verbose_name = "首页"
        verbose_name_plural = "首页"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        platform = navigation.disclosure_platform(self)
        context["platform"] = platform
        context["columns"] = navigation.other_columns(self, platform)
        context["reports"] = navigation.newest_reports(self)
        return context


class StandardPage(Page):
    """A plain page of text, and the landing page of a column."""

    body = RichTextField("正文", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    template = "portal/standard_page.html"

    class Meta:
        verbose_name = "普通页面"
        verbose_name_plural = "普通页面"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = navigation.breadcrumbs(self, request)
        context["children"] = navigation.children_in_menu(self)
        return context


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """What stands in the footer and is no page tag (those: the plugin's own site setting)."""

    icp_number = models.CharField("ICP备案号", max_length=50, blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    remark = models.CharField(
        "站点说明", max_length=200, blank=True, help_text="页脚末行，例如：本站为演示站点。"
    )
    footer_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="页脚栏目",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="它下面在导航中显示的页面列在页脚，例如“无障碍声明”。",
    )

    panels = [
        FieldPanel("icp_number"),
        FieldPanel("contact"),
        FieldPanel("remark"),
        FieldPanel("footer_page"),
    ]

    class Meta:
        verbose_name = "门户页脚"


class LoadedContent(models.Model):
    """A piece of example content that was loaded once; from then on it belongs to the editors."""

    key = models.CharField(max_length=150, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
