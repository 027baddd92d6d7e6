"""The metadata that every disclosed item carries."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..editing.category_choice import NUMBERED, CategoryPanel
from ..models import Agency, Category, IndexNumber, NumberingScheme, Validity
from ..services.problems import owner_id


class DisclosureMetadataMixin(models.Model):
    """Agency, dates, document number, classification and index number of a page.

    The index number itself is no field: it stands in the register and is read from there,
    so that no draft, copy or old revision can carry a wrong one. Put the mixin before ``Page``
    in the bases.
    """

    agency = models.ForeignKey(
        Agency,
        verbose_name=_("issuing agency"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_on = models.DateField(
        _("date of making"),
        null=True,
        help_text=_("The date below the signature; its year stands in the index number."),
    )
    document_number = models.CharField(
        _("document number"),
        max_length=100,
        blank=True,
        help_text=_("As on the letter, e.g. 榕应急函〔2019〕4号; empty if there is none."),
    )
    topic_category = models.ForeignKey(
        Category,
        verbose_name=_("topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    information_category = models.ForeignKey(
        Category,
        verbose_name=_("information category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its code becomes part of the index number where the scheme asks for it."),
    )
    numbering_scheme = models.ForeignKey(
        NumberingScheme,
        verbose_name=_("numbering scheme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    requested_index_number = models.CharField(
        _("existing index number"),
        max_length=100,
        blank=True,
        help_text=_("Only if a number was given before; empty: one is made at publication."),
    )
    validity = models.CharField(
        _("validity"), max_length=10, choices=Validity.choices, default=Validity.EFFECTIVE
    )
    source_name = models.CharField(
        _("source"), max_length=100, blank=True, help_text=_("Empty: the issuing agency.")
    )
    published_at = models.DateTimeField(
        _("publication time"),
        null=True,
        blank=True,
        help_text=_(
            "Only if it was published elsewhere before; empty: the first publication here."
        ),
    )

    #: What a copy must not take over: the number is one page's for ever.
    exclude_fields_in_copy = ["requested_index_number", "document_number", "published_at"]

    metadata_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("made_on"), FieldPanel("document_number")]),
                FieldRowPanel(
                    [CategoryPanel("topic_category", scheme="topic"), FieldPanel("validity")]
                ),
                FieldRowPanel([FieldPanel("source_name"), FieldPanel("published_at")]),
            ],
            heading=_("Metadata"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("numbering_scheme"),
                        CategoryPanel("information_category", scheme=NUMBERED),
                    ]
                ),
                FieldPanel("requested_index_number"),
            ],
            heading=_("Index number"),
        ),
    ]

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], *args: Any, **kwargs: Any
    ) -> DisclosureMetadataMixin | None:
        """A revision whose agency or category was deleted meanwhile opens without it, instead of
        not at all."""
        for name in ("agency", "topic_category", "information_category", "numbering_scheme"):
            model: Any = cls._meta.get_field(name).related_model
            if data.get(name) and not model.objects.filter(pk=data[name]).exists():
                data = {**data, name: None}
        return super().from_serializable_data(data, *args, **kwargs)  # type: ignore[misc]

    @cached_property
    def index_entry(self) -> IndexNumber | None:
        """The register's entry, of the source for an alias or a translation."""
        owner = owner_id(self)  # type: ignore[arg-type]
        return IndexNumber.objects.filter(page_id=owner).first() if owner else None

    @property
    def index_number(self) -> str:
        """The number from the register; empty before the first publication."""
        return self.index_entry.number if self.index_entry else ""
