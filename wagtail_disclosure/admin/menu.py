"""The menu group 政府信息公开."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .categories import CategoryViewSet, ClassificationSchemeViewSet
from .follow_ups import menu_item
from .local_standards import LocalStandardViewSet
from .numbering_schemes import NumberingSchemeViewSet
from .page_listings import page_listings
from .register import IndexNumberAdmin
from .snippets import AgencyViewSet


class DisclosureGroup(SnippetViewSetGroup):
    items = (
        AgencyViewSet,
        ClassificationSchemeViewSet,
        CategoryViewSet,
        NumberingSchemeViewSet,
        LocalStandardViewSet,
    )
    menu_label = _("Disclosure")
    menu_icon = "doc-full-inverse"
    menu_name = "disclosure"
    menu_order = 250

    def get_submenu_items(self) -> list[Any]:
        register = IndexNumberAdmin().get_menu_item(order=100)
        pages = [listing.get_menu_item(order=0) for listing in page_listings()]
        return [*pages, menu_item(order=1), *super().get_submenu_items(), register]
