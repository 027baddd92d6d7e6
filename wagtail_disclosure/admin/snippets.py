"""Agencies, classification and numbering schemes in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Agency, Category, ClassificationScheme, NumberingScheme
from .choosers import PlainSearchChooserViewSet


class PlainSearchViewSet(SnippetViewSet):
    """Searches with the database's LIKE: Chinese words are found wherever they stand."""

    search_backend_name = None
    copy_view_enabled = False
    chooser_viewset_class = PlainSearchChooserViewSet
    #: Fields shown beside the name where one is chosen.
    chooser_columns: tuple[str, ...] = ()


class AgencyViewSet(PlainSearchViewSet):
    model = Agency
    icon = "group"
    menu_label = _("Agencies")
    list_display = ["name", "short_name", "code"]
    search_fields = ["name", "short_name", "code"]
    chooser_columns = ("code",)
    ordering = ["code"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name", required_on_save=True),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("code")]),
            ],
            heading=_("Names"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("phone")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [FieldPanel("parent"), FieldPanel("predecessors"), FieldPanel("makes_rules")],
            heading=_("Place among other agencies"),
        ),
        FieldPanel("counts_from_year"),
    ]


class ClassificationSchemeViewSet(PlainSearchViewSet):
    model = ClassificationScheme
    icon = "folder-inverse"
    menu_label = _("Classification schemes")
    list_display = ["name", "key"]
    search_fields = ["name", "key"]
    panels = [FieldPanel("name"), FieldPanel("key")]


class CategoryViewSet(PlainSearchViewSet):
    model = Category
    icon = "tag"
    menu_label = _("Categories")
    list_display = ["code", "name", "scheme", "parent"]
    list_filter = ["scheme"]
    search_fields = ["code", "name"]
    chooser_columns = ("scheme",)
    panels = [
        FieldPanel("scheme"),
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("name")]),
    ]

    def get_queryset(self, request: Any) -> Any:
        return Category.objects.select_related("scheme", "parent")


class NumberingSchemeViewSet(PlainSearchViewSet):
    model = NumberingScheme
    icon = "list-ol"
    menu_label = _("Numbering schemes")
    list_display = ["name", "pattern"]
    search_fields = ["name", "pattern"]
    panels = [
        FieldPanel("name"),
        FieldPanel("pattern"),
        FieldPanel("restarts_with"),
        HelpPanel(
            content=_("Once a number was given, pattern and restart of a scheme stay as they are.")
        ),
    ]
