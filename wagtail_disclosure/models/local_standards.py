"""Reporting standards that an editor defines (本地年报格式), and their published versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from ..conf import get_setting
from .agencies import Agency

_YEARS = [MinValueValidator(1900), MaxValueValidator(2999)]


class LocalStandard(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """The form of one agency and all below it, as it is being written.

    ``definition`` has the shape of a standard's TOML file without what the other fields say.
    Reports never read it: they read the versions that publishing makes of it.
    """

    title = models.CharField(_("title"), max_length=200)
    identifier = models.CharField(
        _("identifier"),
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
                _("Only lower-case letters and digits, joined by single hyphens."),
            )
        ],
        help_text=_("Stands in exchange files and addresses, e.g. shili-2025; never changes."),
    )
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        related_name="local_standards",
        help_text=_("This agency and all below it use the form."),
    )
    first_year = models.PositiveSmallIntegerField(
        _("first report year"), null=True, blank=True, validators=_YEARS
    )
    last_year = models.PositiveSmallIntegerField(
        _("last report year"), null=True, blank=True, validators=_YEARS
    )
    issued_as = models.CharField(
        _("issued as"),
        max_length=200,
        blank=True,
        help_text=_("The document number under which the form was issued."),
    )
    report_title = models.CharField(
        _("title of a new report"),
        max_length=200,
        blank=True,
        help_text=_("With {agency} and {year}. Empty: the title that national forms have."),
    )
    definition = models.JSONField(_("definition"), default=dict, blank=True)

    class Meta:
        verbose_name = _("local reporting standard")
        verbose_name_plural = _("local reporting standards")
        ordering = ["identifier"]

    def __str__(self) -> str:
        return self.title

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_disclosure/standard_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        context = super().get_preview_context(request, mode_name)
        return {**context, "disclosure_base_template": get_setting("BASE_TEMPLATE")}


class LocalStandardVersion(models.Model):
    """A local standard as it was published: what reports are made on.

    Version 1 has the identifier of its standard, version 2 the same with ``-v2`` behind it, and
    so on. A version that a published report was made on never changes; its standard cannot be
    deleted.
    """

    standard = models.ForeignKey(LocalStandard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    identifier = models.CharField(_("identifier"), max_length=100, unique=True)
    definition = models.JSONField(_("definition"))
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("version of a local reporting standard")
        verbose_name_plural = _("versions of local reporting standards")
        ordering = ["standard", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["standard", "number"], name="disclosure_standard_version"
            )
        ]

    def __str__(self) -> str:
        return self.identifier
