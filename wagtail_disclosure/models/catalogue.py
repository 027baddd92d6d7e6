"""The disclosure catalogue (政府信息公开目录) as readers have it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Replace, Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from ..domain.number_keys import SEPARATORS
from .agencies import Agency
from .classification import Category, ClassificationScheme


class Validity(models.TextChoices):
    """Whether an item is in force (有效性)."""

    EFFECTIVE = "effective", _("in force")
    EXPIRED = "expired", pgettext_lazy("validity", "expired")
    REPEALED = "repealed", _("repealed")


class Nature(models.TextChoices):
    """What a document is in law, as the annual report counts them (条例, art. 20 no. 1)."""

    OTHER = "", pgettext_lazy("nature of a document", "other")
    RULE = "rule", pgettext_lazy("nature of a document", "government rule")
    NORMATIVE = "normative", pgettext_lazy("nature of a document", "normative document")


class DisclosureMode(models.TextChoices):
    """How the information reaches the public (公开方式)."""

    PROACTIVE = "proactive", pgettext_lazy("disclosure mode", "on the agency's own initiative")
    ON_REQUEST = "on_request", pgettext_lazy("disclosure mode", "on request")
    WITHHELD = "withheld", pgettext_lazy("disclosure mode", "withheld")


#: The columns by which lists are filtered.
_ASKED_BY_LISTS = (
    *("page_id", "agency", "year", "nature", "validity"),
    *("in_force_from", "in_force_until", "repealed_on"),
)


def _key_of(name: str) -> Any:
    """The column without what stands between the parts of a number, in capitals: what
    ``domain.number_keys.number_key`` makes of a number that is written as it should be."""
    key: Any = F(name)
    for separator in SEPARATORS:
        key = Replace(key, Value(separator), Value(""))
    return Upper(key)


class CatalogueEntry(index.Indexed, models.Model):
    """One disclosed item, a report or a document, for lists, counts, search and feeds.

    Made from its page at publication, with the names of that day, and gone when the page is
    withdrawn. Whether a view restriction hides the page is asked when the entry is read
    (``services.catalogue_entries.public_entries``).

    ``in_force_from`` and ``in_force_until`` are the first and the last day in force, as far as
    there is one. ``own_repealed_on`` is the day of the repeal that the page itself names,
    ``repealed_on`` the earlier of it and those that repealing entries name.
    """

    page_id = models.PositiveBigIntegerField(unique=True)
    is_report = models.BooleanField(default=False)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="entries"
    )
    agency_name = models.CharField(_("agency at publication"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    index_number = models.CharField(_("index number"), max_length=100, db_index=True)
    index_key = models.GeneratedField(
        expression=_key_of("index_number"),
        output_field=models.CharField(max_length=100),
        db_persist=True,
        db_index=True,
    )
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    document_key = models.GeneratedField(
        expression=_key_of("document_number"),
        output_field=models.CharField(max_length=100),
        db_persist=True,
        db_index=True,
    )
    made_on = models.DateField(_("date of making"), null=True)
    published_at = models.DateTimeField(_("published"))
    year = models.PositiveSmallIntegerField(
        _("year"), help_text=_("The year of publication, in the site's time zone.")
    )
    nature = models.CharField(max_length=10, choices=Nature.choices, blank=True)
    mode = models.CharField(
        max_length=10, choices=DisclosureMode.choices, default=DisclosureMode.PROACTIVE
    )
    validity = models.CharField(max_length=10, choices=Validity.choices, default=Validity.EFFECTIVE)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    own_repealed_on = models.DateField(null=True)
    repealed_on = models.DateField(null=True)
    on_website = models.BooleanField(default=True)
    in_gazette = models.BooleanField(default=False)
    on_weibo = models.BooleanField(default=False)
    on_wechat = models.BooleanField(default=False)
    elsewhere = models.BooleanField(default=False)
    summary = models.TextField(blank=True)
    keywords = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)

    search_fields = [
        index.SearchField("title", boost=4),
        index.SearchField("keywords", boost=2),
        index.SearchField("summary"),
        index.SearchField("text"),
        index.SearchField("index_number", boost=4),
        index.SearchField("document_number", boost=4),
        index.SearchField("agency_name"),
        index.AutocompleteField("title"),
        index.FilterField("id"),
        index.FilterField("page_id"),
        index.FilterField("is_report"),
        index.FilterField("agency"),
        index.FilterField("year"),
        index.FilterField("published_at"),
        index.FilterField("validity"),
        index.FilterField("in_force_from"),
        index.FilterField("in_force_until"),
        index.FilterField("repealed_on"),
    ]

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        ordering = ["-published_at", "-pk"]
        # Lists and their counts are answered from an index alone: the rows themselves are long.
        indexes = [
            models.Index(
                fields=["-published_at", "-id", *_ASKED_BY_LISTS], name="disclosure_entry_newest"
            ),
            models.Index(
                fields=["agency", "-published_at", "-id", "page_id"],
                name="disclosure_entry_agency",
            ),
            models.Index(
                fields=["year", "-published_at", "-id", "page_id"], name="disclosure_entry_year"
            ),
            models.Index(fields=["agency", "year"], name="disclosure_entry_count"),
        ]

    def __str__(self) -> str:
        return self.title


class EntryCategory(models.Model):
    """A category under which an entry was published, with its name of that day.

    ``direct`` is the one that the editor chose; the rows of those above it let an entry be
    found and counted under them too. Merging a category adds rows and changes none.
    """

    entry = models.ForeignKey(CatalogueEntry, on_delete=models.CASCADE, related_name="categories")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="entries")
    scheme = models.ForeignKey(ClassificationScheme, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=100)
    direct = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("category of an entry")
        verbose_name_plural = _("categories of entries")
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "entry"], name="disclosure_entry_category_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class EntryLink(models.Model):
    """What an entry says of another page: that it repeals it, or is explained by it.

    ``target_page_id`` is empty for what stands outside this site; ``title`` and
    ``document_number`` name it then.
    """

    class Kind(models.TextChoices):
        REPEALS = "repeals", _("repeals")
        EXPLAINED_BY = "explained_by", _("explained by")

    entry = models.ForeignKey(CatalogueEntry, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    target_page_id = models.PositiveBigIntegerField(null=True, db_index=True)
    title = models.CharField(max_length=255, blank=True)
    document_number = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("link of an entry")
        verbose_name_plural = _("links of entries")
        ordering = ["entry", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
