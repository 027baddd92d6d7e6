"""Blocks of the form in which a local standard is written.

Nothing is required here: a draft may be half done, and publishing says what is missing.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks import BlockGroup

from .standard_counts import CountBlock
from .standard_rules import RulesBlock
from .standard_to_form import MOST_LEVELS

_LINE = 500
#: An address of three keys fits into the database.
_KEY = 60

#: The one type of block in each of the form's outermost lists.
ITEM = "item"


def text(label: Any, help_text: Any = "", **options: Any) -> blocks.CharBlock:
    return blocks.CharBlock(
        label=label, required=False, max_length=_LINE, help_text=help_text, **options
    )


def lines(label: Any, help_text: Any = "") -> blocks.TextBlock:
    """One thing on each line."""
    return blocks.TextBlock(label=label, required=False, rows=2, help_text=help_text)


def flag(label: Any, help_text: Any = "", default: bool = False) -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=label, required=False, default=default, help_text=help_text)


def key() -> blocks.CharBlock:
    return blocks.CharBlock(
        label=pgettext_lazy("of a row or column", "Key"),
        required=False,
        max_length=_KEY,
        help_text=_("For exchange files: a-z, 0-9 and _. Empty: made when saving; then leave it."),
    )


class ColumnBlock(blocks.StructBlock):
    label = text(_("Head"), _("As printed. {year}年 becomes 2025年."))
    unit = text(_("Unit"))
    decimal = flag(_("With decimals"))
    signed = flag(_("May be below zero"))
    group = text(_("Stands under the merged head"), _("Its words; see “Merged heads” below."))
    key = key()

    class Meta:
        icon = "table"
        label = _("Column")
        label_format = "{label} {unit}"
        form_layout = BlockGroup(
            children=["label", "unit", "decimal", "signed"], settings=["group", "key"]
        )


class ColumnGroupBlock(blocks.StructBlock):
    label = text(_("Head"))
    group = text(_("Stands under the merged head"))
    key = key()

    class Meta:
        icon = "table"
        label = _("Merged head")
        label_format = "{label}"
        form_layout = BlockGroup(children=["label", "group"], settings=["key"])


class RowBlock(blocks.StructBlock):
    label = text(_("Label"), _("As printed."))
    unit = text(_("Unit"))
    level = blocks.ChoiceBlock(
        label=_("Indentation"),
        choices=[(str(n), str(n)) for n in range(MOST_LEVELS + 1)],
        default="0",
        help_text=_("1 and more: belongs to the row above that is indented less."),
    )
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("figures", _("Row with figures")),
            ("heading", _("Heading, a line of its own")),
            ("merged", _("Heading, one cell beside its rows")),
        ],
        default="figures",
    )
    decimal = flag(_("With decimals"))
    parent = text(
        _("Belongs to the row"), _("Only where it is not the nearest one that is indented less.")
    )
    origin = blocks.ChoiceBlock(
        label=_("Known from"),
        required=False,
        choices=[
            ("found", _("a source")),
            ("memory", _("memory")),
            ("mixed", _("both")),
        ],
    )
    key = key()

    class Meta:
        icon = "list-ul"
        label = _("Row")
        label_format = "{label} {unit}"
        form_layout = BlockGroup(
            children=["label", "unit", "level", "kind", "decimal"],
            settings=["parent", "origin", "key"],
        )


class PartBlock(blocks.StructBlock):
    title = text(_("Line above the heads"), _("Only where a table has several parts."))
    row_head = text(_("Head of the row labels"), _("In the corner, e.g. 指标名称."))
    columns = blocks.ListBlock(ColumnBlock(), label=_("Columns"), default=[], collapsed=True)
    rows = blocks.ListBlock(RowBlock(), label=_("Rows"), default=[], collapsed=True)
    transposed = flag(_("Printed as one line of figures"), _("The rows stand as heads."))
    column_groups = blocks.ListBlock(
        ColumnGroupBlock(), label=_("Merged heads"), default=[], collapsed=True
    )
    key = key()

    class Meta:
        icon = "table"
        label = _("Part")
        label_format = "{title} {row_head}"
        form_layout = BlockGroup(
            children=["row_head", "columns", "rows"],
            settings=["title", "transposed", "column_groups", "key"],
        )


class TableBlock(blocks.StructBlock):
    title = text(_("Title"))
    unit = text(_("Unit of all figures"), _("Empty where rows or columns have their own."))
    unit_head = text(_("Head of a unit column"), _("e.g. 单位; empty: no such column."))
    parts = blocks.ListBlock(PartBlock(), label=_("Parts of the table"))
    rules = RulesBlock(label=_("What holds between the figures"), collapsed=True)
    note = text(_("Note below the table"))
    caption = text(_("Caption"), _("With {title} and {year}. Empty: {title}（{year}年）"))
    key = key()

    class Meta:
        icon = "table"
        label = _("Table")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=["title", "unit", "unit_head", "parts", "rules"],
            settings=["note", "caption", "key"],
        )


class SectionBlock(blocks.StructBlock):
    heading = text(_("Heading"), _("Without a number: 一、 二、 are put by the program."))
    tables = lines(_("Tables in this section"), _("Their titles, one on each line."))
    required = flag(_("Every report must have it"), default=True)
    own_words = flag(_("Must say something new each year"))
    mentions = lines(_("Must mention one of"), _("Words, one on each line."))
    key = key()

    class Meta:
        icon = "list-ol"
        label = pgettext_lazy("of a report", "Section")
        label_format = "{heading}"
        form_layout = BlockGroup(
            children=["heading", "tables"],
            settings=["required", "own_words", "mentions", "key"],
        )


class ProseBlock(blocks.StructBlock):
    cells = lines(_("Cells"), _("Addresses table.row.column, one on each line; they are added up."))
    names = lines(
        _("What the text calls it"),
        _("One phrase on each line; | between alternatives, ? behind a word that may be missing."),
    )
    units = lines(_("Units"), _("One on each line. Empty: that of the cell."))
    cumulative = lines(_("Cells of the figure of all years"))
    wholes = lines(_("What the text calls it behind 占"))
    short = lines(_("What the text calls it right behind a figure beside it"))
    key = key()

    class Meta:
        icon = "pilcrow"
        label = _("Figure in the text")
        label_format = "{key} {names}"
        form_layout = BlockGroup(
            children=["cells", "names", "units"], settings=["cumulative", "wholes", "short", "key"]
        )


def sections_field() -> StandardBlockField:
    return _field(SectionBlock(), _("Sections"))


def tables_field() -> StandardBlockField:
    return _field(TableBlock(), _("Tables"))


def prose_field() -> StandardBlockField:
    return _field(
        ProseBlock(),
        _("Figures in the text"),
        _("How reports name the figures in their sections, so that text and table are compared."),
    )


def counts_field() -> StandardBlockField:
    return _field(
        CountBlock(),
        _("Counted figures"),
        _("Figures that are counted from the catalogue of an agency that has a complete one."),
    )


def shown(field: blocks.BlockField, items: list[Any]) -> Any:
    """What a field shows for items of a definition."""
    return field.block.to_python(
        [{"type": ITEM, "value": item, "id": str(uuid4())} for item in items]
    )


def typed(value: Any) -> list[Any]:
    """The items that were typed into a field."""
    return [child.value for child in value]


def _field(block: blocks.Block, label: Any, help_text: Any = "") -> StandardBlockField:
    # Wagtail's script takes nothing but a StreamBlock as the outermost block.
    stream = blocks.StreamBlock([(ITEM, block)], required=False, collapsed=True)
    return StandardBlockField(block=stream, label=label, help_text=help_text, required=False)


class StandardBlockField(blocks.BlockField):
    """A form that was cut off or made up is refused in words, and nothing is stored."""

    def __init__(self, *, block: blocks.Block, **kwargs: Any) -> None:
        super().__init__(block=block, widget=_BlockWidget(block), **kwargs)

    def clean(self, value: Any) -> Any:
        if value is None:
            raise forms.ValidationError(
                _("The form did not arrive whole. Load the page again; nothing was stored.")
            )
        return super().clean(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return data is None or super().has_changed(initial, data)


class _BlockWidget(blocks.BlockWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except (KeyError, ValueError):
            return None

    def render_with_errors(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        value = self.block_def.to_python([]) if value is None else value
        return super().render_with_errors(name, value, *args, **kwargs)


def rule_making_field() -> forms.CharField:
    return forms.CharField(
        label=_("Cells for agencies that make 规章"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Addresses table.row.column, one on each line. Others leave them at 0."),
    )
