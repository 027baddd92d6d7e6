"""The menu group 政府信息公开."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .register import IndexNumberAdmin
from .snippets import (
    AgencyViewSet,
    CategoryViewSet,
    ClassificationSchemeViewSet,
    NumberingSchemeViewSet,
)


class DisclosureGroup(SnippetViewSetGroup):
    items = (
        AgencyViewSet,
        ClassificationSchemeViewSet,
        CategoryViewSet,
        NumberingSchemeViewSet,
    )
    menu_label = _("Disclosure")
    menu_icon = "doc-full-inverse"
    menu_name = "disclosure"
    menu_order = 250

    def get_submenu_items(self) -> list[Any]:
        items = super().get_submenu_items()
        return [*items, IndexNumberAdmin().get_menu_item(order=len(items) + 1)]
