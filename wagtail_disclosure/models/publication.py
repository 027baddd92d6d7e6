"""What has been published: reports, their frozen versions, and every figure as a row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..storage import file_name, files_storage
from .agencies import Agency


class PublishedReport(models.Model):
    """One agency's report for one year, as readers have it; made at first publication.

    ``public_year`` repeats the year while the report is public and is NULL afterwards, so
    that the database itself allows one public report per agency and year (a partial unique
    index would not work on MariaDB).
    """

    page_id = models.PositiveBigIntegerField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("report year"))
    public_year = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=255)
    agency_name = models.CharField(max_length=100)
    document_number = models.CharField(max_length=100, blank=True)
    index_number = models.CharField(max_length=100, blank=True)
    made_on = models.DateField(null=True)
    published_at = models.DateTimeField()
    search_text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("published report")
        verbose_name_plural = _("published reports")
        ordering = ["-year", "agency_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "public_year"], name="disclosure_report_once")
        ]
        indexes = [models.Index(fields=["-year", "agency_name", "id"])]

    def __str__(self) -> str:
        return self.title


class PublishedVersion(models.Model):
    """What stood before readers from one publication to the next, never changed.

    ``frozen`` holds agency name, labels, units and figures of that day
    (``wagtail_disclosure.services.freezing``); ``pdf`` is made from it once. ``reason`` says why
    figures differ from those of the version before; what differs is worked out from the two
    (``wagtail_disclosure.services.corrections``).
    """

    report = models.ForeignKey(PublishedReport, on_delete=models.CASCADE, related_name="versions")
    page_id = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    revision_id = models.PositiveBigIntegerField(null=True)
    created_at = models.DateTimeField()
    standard = models.CharField(max_length=100)
    frozen = models.JSONField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason for the correction"), max_length=500, blank=True)
    pdf = models.FileField(storage=files_storage, upload_to=file_name, blank=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["page_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page_id", "number"], name="disclosure_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}/{self.number}"


class Observation(models.Model):
    """One published figure (已发布数据): agency, year, standard, cell, value.

    ``value`` is NULL where the cell holds no number; ``state`` says which of number,
    missing and not applicable it is.
    """

    report = models.ForeignKey(
        PublishedReport, on_delete=models.CASCADE, related_name="observations"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField()
    standard = models.CharField(max_length=100)
    cell = models.CharField(max_length=200)
    state = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    source = models.CharField(max_length=20)

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "cell"], name="disclosure_figure_once")
        ]
        indexes = [models.Index(fields=["standard", "year", "agency"])]

    def __str__(self) -> str:
        return f"{self.cell} {self.year}: {self.value}"
