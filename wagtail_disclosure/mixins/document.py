"""A disclosed document (主动公开信息) as an abstract page mixin."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from ..editing.blocks import AttachmentBlock, InterpretationBlock
from ..editing.category_choice import CategoryPanel
from ..editing.document_blocks import CategoryBlock, DocumentBodyBlock, RepealBlock
from ..editing.fields import QuietStreamField
from ..models import Category, DisclosureMode, Nature
from ..services import document_context
from .disclosed_page import DisclosedPageMixin


class Term(models.TextChoices):
    """For how long the information stands before readers (公开时限)."""

    LONG = "long", pgettext_lazy("term of disclosure", "permanently")
    LIMITED = "limited", pgettext_lazy("term of disclosure", "for a limited time")
    ONE_YEAR = "one_year", pgettext_lazy("term of disclosure", "for one year")


class DocumentMixin(DisclosedPageMixin):
    """One document of the disclosure catalogue. Put it before ``Page`` in the bases."""

    document_kind = models.ForeignKey(
        Category,
        verbose_name=_("document kind"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("体裁分类: notice, opinion, announcement and so on."),
    )
    other_categories = QuietStreamField(
        [("category", CategoryBlock())],
        blank=True,
        verbose_name=_("other categories"),
        help_text=_("Of any further scheme: service audiences, a site's own."),
    )
    nature = models.CharField(
        _("nature"),
        max_length=10,
        choices=Nature.choices,
        blank=True,
        help_text=_("Whether the annual report counts it among rules or normative documents."),
    )
    summary = models.TextField(_("summary"), max_length=1000, blank=True)
    keywords = models.CharField(
        _("keywords"),
        max_length=255,
        blank=True,
        help_text=_("Parted by commas or blanks; page tag Keywords."),
    )
    mode = models.CharField(
        _("way of disclosure"),
        max_length=10,
        choices=DisclosureMode.choices,
        default=DisclosureMode.PROACTIVE,
    )
    mode_reason = models.CharField(_("reason if not disclosed"), max_length=300, blank=True)
    scope = models.CharField(
        _("scope of disclosure"),
        max_length=100,
        blank=True,
        default="面向社会",
        help_text=_("To whom the information is open."),
    )
    term = models.CharField(
        _("term of disclosure"), max_length=10, choices=Term.choices, default=Term.LONG
    )
    carrier = models.CharField(
        _("carrier"), max_length=50, blank=True, help_text=_("Paper, electronic file and so on.")
    )
    on_website = models.BooleanField(_("government website"), default=True)
    in_gazette = models.BooleanField(_("government gazette"), default=False)
    on_weibo = models.BooleanField(_("government weibo"), default=False)
    on_wechat = models.BooleanField(_("government wechat"), default=False)
    elsewhere = models.BooleanField(_("other channels"), default=False)
    other_channels = models.CharField(_("which other channels"), max_length=200, blank=True)
    in_force_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("The first day in force.")
    )
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day in force.")
    )
    repealed_on = models.DateField(
        _("repealed on"), null=True, blank=True, help_text=_("The first day no longer in force.")
    )
    repealed_by = models.CharField(
        _("repealed by"),
        max_length=255,
        blank=True,
        help_text=_(
            "Only for a document that is not on this site; one that is says itself what it repeals."
        ),
    )
    repeals = QuietStreamField([("repeal", RepealBlock())], blank=True, verbose_name=_("repeals"))
    body = QuietStreamField(
        DocumentBodyBlock(), blank=True, verbose_name=pgettext_lazy("of a document", "text")
    )
    attachments = QuietStreamField(
        [("attachment", AttachmentBlock())], blank=True, verbose_name=_("attachments")
    )
    interpretations = QuietStreamField(
        [("interpretation", InterpretationBlock())], blank=True, verbose_name=_("interpretations")
    )

    default_template = "wagtail_disclosure/document.html"
    checked_fields = (
        *DisclosedPageMixin.checked_fields,
        "document_kind",
        "nature",
        "summary",
        "mode",
        "mode_reason",
        "on_website",
        "in_gazette",
        "on_weibo",
        "on_wechat",
        "elsewhere",
        "other_channels",
        "in_force_from",
        "in_force_until",
        "repealed_on",
        "repeals",
        "body",
        "attachments",
    )
    exclude_fields_in_copy = [
        *DisclosedPageMixin.exclude_fields_in_copy,
        "made_on",
        "repeals",
        "repealed_on",
        "repealed_by",
    ]

    document_panels = [
        FieldPanel("agency"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("attachments"),
        FieldPanel("interpretations"),
        *DisclosedPageMixin.metadata_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [CategoryPanel("document_kind", scheme="kind"), FieldPanel("nature")]
                ),
                FieldPanel("keywords"),
                FieldPanel("other_categories"),
            ],
            heading=_("Classification"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_until")]),
                FieldRowPanel([FieldPanel("repealed_on"), FieldPanel("repealed_by")]),
                FieldPanel("repeals"),
            ],
            heading=_("Validity"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mode"), FieldPanel("mode_reason")]),
                FieldRowPanel([FieldPanel("scope"), FieldPanel("term")]),
                FieldPanel("carrier"),
            ],
            heading=_("Disclosure"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("on_website"), FieldPanel("in_gazette")]),
                FieldRowPanel([FieldPanel("on_weibo"), FieldPanel("on_wechat")]),
                FieldRowPanel([FieldPanel("elsewhere"), FieldPanel("other_channels")]),
            ],
            heading=_("Channels"),
        ),
    ]

    disclosure_search_fields = [
        index.SearchField("summary"),
        index.SearchField("keywords"),
        index.SearchField("body"),
        index.SearchField("document_number"),
        index.SearchField("index_number"),
        index.RelatedFields("agency", [index.SearchField("name")]),
        index.FilterField("agency"),
    ]

    class Meta:
        abstract = True

    def document_categories(self) -> list[Category]:
        """The categories beyond those that every disclosed page has."""
        others = [block.value for block in self.other_categories]
        return [category for category in (self.document_kind, *others) if category is not None]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(document_context.document_context(self, request))
        return context
