"""Agencies: who publishes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..domain.identifiers import (
    IdentifierError,
    parse_organisation_code,
    parse_social_credit_code,
)
from .identifier_texts import identifier_text

code_validator = RegexValidator(
    r"^[0-9A-Za-z]+\Z",
    _("Only letters and digits, for the code becomes part of index numbers."),
)


class Agency(ClusterableModel):
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
    organisation_code = models.CharField(
        _("organisation code"),
        max_length=20,
        blank=True,
        help_text=_(
            "Nine characters, e.g. 00001434-9. May stay empty if the social credit code is given: "
            "it contains this one."
        ),
    )
    social_credit_code = models.CharField(
        _("unified social credit code"),
        max_length=30,
        blank=True,
        help_text=_("18 characters, as on the certificate."),
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
        self._clean_codes()
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen and above.pk is not None:
                raise ValidationError(
                    {"parent": _("An agency cannot stand below itself; choose another one.")}
                )
            seen.add(above.pk)
            above = above.parent

    def _clean_codes(self) -> None:
        """Codes of the organisation in their plain form. There is no way round a wrong check
        character: the code would stand in every new number. Numbers that were given with a
        wrong code are imported as they are."""
        problems: dict[str, str] = {}
        for name, parse in (
            ("organisation_code", parse_organisation_code),
            ("social_credit_code", parse_social_credit_code),
        ):
            if getattr(self, name).strip():
                try:
                    setattr(self, name, parse(getattr(self, name)))
                except IdentifierError as error:
                    problems[name] = identifier_text(error)
            else:
                setattr(self, name, "")
        inside = self.social_credit_code[8:17]
        if not problems and inside and self.organisation_code not in ("", inside):
            text = _("The social credit code contains another organisation code, %(inside)s.")
            problems["organisation_code"] = text % {"inside": inside}
        if problems:
            raise ValidationError(problems)

    def number_codes(self) -> dict[str, str]:
        """What index numbers may show of the agency, by the name of the part."""
        organisation = self.organisation_code or self.social_credit_code[8:17]
        return {
            "agency": self.code,
            "organisation": organisation,
            "uscc": self.social_credit_code,
        }

    def further_codes(self) -> dict[str, str]:
        """Its further codes by name, e.g. ``region``."""
        return {code.name: code.value for code in self.codes.all()} if self.pk else {}

    def lineage(self) -> list[str]:
        """Codes of this agency and all above it, nearest first."""
        codes, agency = [self.code], self.parent
        while agency is not None and agency.code not in codes:
            codes.append(agency.code)
            agency = agency.parent
        return codes


class AgencyCode(models.Model):
    """One more code of an agency that index numbers may show as ``{code:NAME}``."""

    agency = ParentalKey(
        Agency, verbose_name=_("agency"), on_delete=models.CASCADE, related_name="codes"
    )
    name = models.CharField(
        _("name in the pattern"),
        max_length=30,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*\Z",
                _("Only lower-case letters, digits and underscores, as in {code:region}."),
            )
        ],
        help_text=_("e.g. region for {code:region}, department for {code:department}."),
    )
    value = models.CharField(_("code"), max_length=32, validators=[code_validator])

    class Meta:
        verbose_name = _("further code")
        verbose_name_plural = _("further codes")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="disclosure_agency_code_name")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
