"""References to figures in rich text: Wagtail's feature of that name.

The stored form, the figures and their HTML are those of ``services.figure_references``; the
scripts are ``figure-reference*.js``. See docs/reference/figure-references.md.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.editor_html import EmbedTypeRule
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import EmbedHandler

from ..domain.prose.references import EMBED_TYPE, reference
from ..services import figure_references as references
from .report_text import FEATURE

_ENTITY = "FIGURE"

#: What stands for a figure within the editor; it is never stored.
_MARK = "◆"


class FigureEmbed(EmbedHandler):
    """A reference where Wagtail renders rich text: the figure if the report is known, else the
    address of the cell."""

    identifier = EMBED_TYPE

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        address = attrs.get("cell", "")
        cells = references.shown_cells()
        if cells is None:
            return format_html('<span class="disclosure-figure">[{}]</span>', address)
        return references.figure_html(cells.get(address))


class _FromDatabase(InlineEntityElementHandler):
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"cell": attrs.get("cell", "")}

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        super().handle_starttag(name, attrs, state, contentstate)
        state.current_block.text += _MARK
        state.leading_whitespace = KEEP_WHITESPACE


class _EditorHTML:
    """What an API may write: the address, and nothing else that came with it."""

    @staticmethod
    def get_db_attributes(tag: Any) -> dict[str, str]:
        return {"cell": tag["data-cell"]}

    @staticmethod
    def expand_db_attributes(attrs: dict[str, str]) -> str:
        return format_html(
            '<embed data-embedtype="{}" data-cell="{}"/>', EMBED_TYPE, attrs.get("cell", "")
        )


def _to_database(props: dict[str, Any]) -> Any:
    """The reference in the place of the mark, which may stand in bold or italics."""
    marked = props.get("children")
    html = marked if isinstance(marked, str) else DOM.render(marked)
    cell = props.get("cell")
    stored = reference(cell if isinstance(cell, str) else "")
    return DOM.parse_html(html.replace(_MARK, stored, 1) if _MARK in html else stored)


def register_feature(features: Any) -> None:
    """Make the feature known. No rich text field has it that does not name it: outside a report
    there are no figures."""
    features.register_embed_type(FigureEmbed)
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {
                f'embed[embedtype="{EMBED_TYPE}"]': _FromDatabase(_ENTITY),
            },
            "to_database_format": {"entity_decorators": {_ENTITY: _to_database}},
        },
    )
    features.register_converter_rule(
        "editorhtml", FEATURE, [EmbedTypeRule(EMBED_TYPE, _EditorHTML)]
    )
    features.register_editor_plugin("draftail", FEATURE, _editor_plugin())


def _editor_plugin() -> EntityFeature:
    return EntityFeature(
        {
            "type": _ENTITY,
            "icon": "table",
            "description": _("Figure"),
            # Named so that pasting keeps them.
            "attributes": ["cell"],
            "allowlist": {"cell": True},
            "messages": {
                "title": _("Insert a figure"),
                "search": _("Words of its row and column"),
                "count": _("Figures found: %(count)s"),
                "nothing": _("No figure has all these words in its row and column."),
                "noGrid": _(
                    "This page shows no table of figures yet: choose agency, year and standard, "
                    "save the draft and load the page anew."
                ),
                "cancel": _("Cancel"),
                "blank": _("blank"),
            },
        },
        js=[
            "wagtail_disclosure/js/figure-reference-cells.js",
            "wagtail_disclosure/js/figure-reference-dialog.js",
            "wagtail_disclosure/js/figure-reference.js",
        ],
        css={"all": ["wagtail_disclosure/css/figure-reference.css"]},
    )
