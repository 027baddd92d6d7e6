"""Agencies: who publishes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

code_validator = RegexValidator(
    r"^[0-9A-Za-z]+\Z",
    _("Only letters and digits, for the code becomes part of index numbers."),
)


class Agency(models.Model):
    """An administrative organ (机关) that publishes reports."""

    name = models.CharField(
        _("full name"), max_length=100, unique=True, help_text=_("As on the seal.")
    )
    short_name = models.CharField(_("short name"), max_length=50, blank=True)
    code = models.CharField(
        _("code"),
        max_length=32,
        unique=True,
        validators=[code_validator],
        help_text=_("Becomes part of index numbers, e.g. FZ00503."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("superior agency"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subordinates",
    )
    predecessors = models.ManyToManyField(
        "self",
        verbose_name=_("predecessors"),
        symmetrical=False,
        blank=True,
        related_name="successors",
        help_text=_("Agencies whose figures this one carries on after a renaming or merger."),
    )
    makes_rules = models.BooleanField(
        _("makes 规章"),
        null=True,
        blank=True,
        help_text=_(
            "Whether it has the power to make 规章: ministries, provinces, cities with districts. "
            "Unknown: nothing is checked."
        ),
    )
    counts_from_year = models.PositiveSmallIntegerField(
        _("counts from report year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2008), MaxValueValidator(2100)],
        help_text=_(
            "From this report year on its catalogue on this site is complete, and figures of its "
            "reports are counted from it. Empty: nothing is counted."
        ),
    )
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen and above.pk is not None:
                raise ValidationError(
                    {"parent": _("An agency cannot stand below itself; choose another one.")}
                )
            seen.add(above.pk)
            above = above.parent

    def lineage(self) -> list[str]:
        """Codes of this agency and all above it, nearest first."""
        codes, agency = [self.code], self.parent
        while agency is not None and agency.code not in codes:
            codes.append(agency.code)
            agency = agency.parent
        return codes
