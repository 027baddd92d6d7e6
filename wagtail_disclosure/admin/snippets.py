"""Agencies in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Agency
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
    search_fields = [
        "name",
        "short_name",
        "code",
        "organisation_code",
        "social_credit_code",
    ]
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
                FieldRowPanel([FieldPanel("social_credit_code"), FieldPanel("organisation_code")]),
                InlinePanel(
                    "codes",
                    heading=_("Further codes"),
                    label=_("Further code"),
                    panels=[FieldRowPanel([FieldPanel("name"), FieldPanel("value")])],
                ),
            ],
            heading=_("Codes for index numbers"),
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
    ]
