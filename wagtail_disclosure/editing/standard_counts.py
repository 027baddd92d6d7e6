"""The block for a figure of a local standard that is counted from the catalogue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from ..models import Nature
from ..services.counting_texts import channel_choices
from .standard_rules import one, severity


class CountBlock(blocks.StructBlock):
    cell = one(_("Cell"), _("Its address table.row.column."))
    count = blocks.ChoiceBlock(
        label=_("What is counted"),
        choices=[
            ("disclosed", _("disclosed in the report year")),
            ("issued", _("made in the report year")),
            ("repealed", _("repealed in the report year")),
            ("in_force", _("in force on the last day of the report year")),
        ],
        default="disclosed",
    )
    nature = blocks.ChoiceBlock(
        label=_("Only of this nature"),
        required=False,
        choices=[choice for choice in Nature.choices if choice[0]],
    )
    channel = blocks.ChoiceBlock(
        label=_("Only through this channel"), required=False, choices=channel_choices
    )
    scheme = one(_("Only of a category: key of its scheme"))
    category = one(_("Only of a category: its code"))
    severity = severity()

    class Meta:
        icon = "list-ol"
        label = _("Counted figure")
        label_format = "{cell}"
        form_layout = BlockGroup(
            children=["cell", "count", "nature", "channel"],
            settings=["scheme", "category", "severity"],
        )
