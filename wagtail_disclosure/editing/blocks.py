"""StreamField blocks of a report's sections."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from ..domain.headings import strip_number
from ..services.breakdowns import breakdown_text, dump_breakdown, scheme_choices
from ..services.figure_references import shown_breakdown
from ..services.section_nodes import breakdown_of
from ..services.standards import all_standards
from .report_text import FEATURE, OfReport, OfReportStream, ReportTextBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", FEATURE]


class HeadingTextBlock(blocks.CharBlock):
    """The words of a heading; a number typed or pasted before them is taken off, for the
    program counts."""

    def clean(self, value: Any) -> Any:
        return super().clean(strip_number(value or ""))


class SubheadingBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("2", "（一）"), ("3", "1."), ("4", "（1）")],
        default="2",
        search_index=False,
    )
    text = HeadingTextBlock(label=_("Heading"), max_length=200)

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"


def table_choices() -> list[tuple[str, str]]:
    """Every table of every standard by key, each key once."""
    choices: dict[str, str] = {}
    for standard in all_standards():
        for table in standard.tables:
            choices.setdefault(table.key, table.title)
    return list(choices.items())


def section_choices() -> list[tuple[str, str]]:
    """Every section of every standard by key, each key once."""
    choices: dict[str, str] = {}
    for standard in all_standards():
        for section in standard.sections:
            choices.setdefault(section.key, section.heading)
    return list(choices.items())


class StatisticsTableBlock(blocks.StructBlock):
    """The place in the text where a statistics table of this report stands."""

    table = blocks.ChoiceBlock(label=_("Table"), choices=table_choices)

    class Meta:
        icon = "table"
        label = _("Statistics table")
        label_format = "{table}"


class TextTableBlock(blocks.StructBlock):
    """A table of the editor's own; statistics belong into the grid instead."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=200)
    row_heads = blocks.BooleanBlock(
        label=_("The first column holds headings"), required=False, default=True
    )
    table = TypedTableBlock(
        [("text", blocks.CharBlock(label=_("Text"), required=False))], label=_("Table")
    )

    class Meta:
        icon = "table"
        label = _("Table")


class PictureBlock(ImageBlock):
    class Meta:
        icon = "image"
        label = _("Picture")


class CatalogueBreakdownBlock(OfReport, blocks.StructBlock):
    """What the agency disclosed in the report year by the categories of a scheme: counted in the
    catalogue and put into words by the program."""

    scheme = blocks.ChoiceBlock(label=_("Classification scheme"), choices=scheme_choices)
    style = blocks.ChoiceBlock(
        label=_("Written as"),
        choices=[("sentence", _("one sentence")), ("list", _("a list"))],
        default="sentence",
    )

    class Meta:
        icon = "list-ul"
        label = _("Disclosed by category")
        label_format = "{scheme}"

    def render_basic(self, value: Any, context: Any = None) -> str:
        return breakdown_of(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        found = shown_breakdown(value["scheme"] or "")
        return [breakdown_text(*found)] if found else []

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        found = shown_breakdown(value["scheme"] or "")
        counted = {"text": breakdown_text(*found), **dump_breakdown(found[0])} if found else {}
        return {**super().get_api_representation(value, context), **counted}


class BodyBlock(OfReport, blocks.StreamBlock):
    """What a section may hold. A site adds blocks by subclassing."""

    heading = SubheadingBlock()
    text = ReportTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    table = TextTableBlock()
    statistics_table = StatisticsTableBlock()
    catalogue_breakdown = CatalogueBreakdownBlock()

    class Meta:
        required = False


class SectionBlock(OfReport, blocks.StructBlock):
    """One top-level section. ``key`` ties it to the standard's section of that key."""

    key = blocks.ChoiceBlock(
        label=_("Section of the standard"),
        required=False,
        choices=section_choices,
        search_index=False,
        help_text=_("Set by the report's standard; empty for a section of your own."),
    )
    heading = HeadingTextBlock(label=_("Heading"), max_length=200)
    body = BodyBlock(label=pgettext_lazy("what a section holds", "Contents"))

    class Meta:
        icon = "list-ol"
        label = pgettext_lazy("of a report", "Section")
        label_format = "{heading}"


class SectionsBlock(OfReportStream, blocks.StreamBlock):
    """The sections of a report."""

    section = SectionBlock()

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        keys = [child.value["key"] for child in cleaned if child.value["key"]]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise blocks.StreamBlockValidationError(
                non_block_errors=[
                    ValidationError(
                        _("Section “%(section)s” stands twice; remove or merge one of them."),
                        params={"section": dict(section_choices()).get(twice[0], twice[0])},
                    )
                ]
            )
        return cleaned


class AttachmentBlock(blocks.StructBlock):
    """A document offered for download below the report."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Empty: the document's own title."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Attachment")


class InterpretationBlock(blocks.StructBlock):
    """A reading of the report (文字解读) or a picture of it (图片解读): one page, document or
    image."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("text", _("In words")), ("picture", _("In pictures"))],
        default="text",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    image = ImageChooserBlock(label=_("Image"), required=False)

    class Meta:
        icon = "help"
        label = _("Interpretation")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        given = [name for name in ("page", "document", "image") if cleaned[name]]
        if len(given) != 1:
            raise blocks.StructBlockValidationError(
                non_block_errors=[
                    ValidationError(_("Choose one of page, document and image, and only one."))
                ]
            )
        return cleaned
