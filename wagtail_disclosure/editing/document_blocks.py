"""StreamField blocks of a disclosed document."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from ..models import Category
from .blocks import PictureBlock, TextTableBlock

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class DocumentHeadingBlock(blocks.StructBlock):
    """A heading as the document prints it, its number included: 第一章, 一、."""

    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("1", "1"), ("2", "2"), ("3", "3")],
        default="1",
        search_index=False,
    )
    text = blocks.CharBlock(label=_("Heading"), max_length=200)

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"


class DocumentBodyBlock(blocks.StreamBlock):
    """What a document may hold. A site adds blocks by subclassing."""

    heading = DocumentHeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, icon="pilcrow")
    picture = PictureBlock()
    table = TextTableBlock()

    class Meta:
        required = False


class RepealBlock(blocks.StructBlock):
    """A document that this one repeals: a page of this site, or one that is only named."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=255,
        help_text=_("Only for a document that is not on this site."),
    )
    document_number = blocks.CharBlock(label=_("Document number"), required=False, max_length=100)

    class Meta:
        icon = "cross"
        label = _("Repealed document")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        is_clear = bool(cleaned["page"]) != bool(cleaned["title"] or cleaned["document_number"])
        if not is_clear and not self.is_deferred_validation:  # a draft may be unfinished
            raise blocks.StructBlockValidationError(
                non_block_errors=[
                    ValidationError(
                        _("Choose a page of this site, or name a document that is not on it.")
                    )
                ]
            )
        return cleaned


class CategoryBlock(SnippetChooserBlock):
    """A further category, of whatever scheme."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Category, **kwargs)

    class Meta:
        icon = "tag"
        label = _("Category")
