"""Numbering schemes and the register of index numbers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..domain.errors import DefinitionError
from ..domain.index_numbers import IndexNumberScheme
from .agencies import Agency
from .pattern_texts import pattern_text


class Restart(models.TextChoices):
    """What restarts the serial at 1."""

    AGENCY_YEAR = "agency,year", _("every agency and year")
    AGENCY_CATEGORY_YEAR = "agency,category,year", _("every agency, category and year")
    AGENCY_CATEGORY = "agency,category", _("every agency and category")
    AGENCY_YEAR_MONTH = "agency,year,month", _("every agency, year and month")
    AGENCY_CATEGORY_YEAR_MONTH = (
        "agency,category,year,month",
        _("every agency, category, year and month"),
    )
    AGENCY_DAY = "agency,year,month,day", _("every agency and day")
    AGENCY = "agency", _("every agency")
    YEAR = "year", _("every year, over all agencies")
    CATEGORY_YEAR = "category,year", _("every category and year, over all agencies")
    YEAR_MONTH = "year,month", _("every year and month, over all agencies")
    DAY = "year,month,day", _("every day, over all agencies")
    NEVER = "", _("nothing: one serial for ever")


class NumberingScheme(models.Model):
    """A pattern of parts from which index numbers are made (索引号规则)."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    pattern = models.CharField(
        _("pattern"),
        max_length=200,
        help_text=_(
            "Parts in braces and the separators between them, e.g. "
            "{agency}-{category}-{year}-{serial:5}. The year is that of making."
        ),
    )
    restarts_with = models.CharField(
        _("the serial restarts with"),
        max_length=50,
        choices=Restart.choices,
        default=Restart.AGENCY_YEAR,
        blank=True,
        help_text=_(
            "The agency is shown by {agency}, {organisation} or {uscc}, or else by "
            "{code:department}."
        ),
    )

    class Meta:
        verbose_name = _("numbering scheme")
        verbose_name_plural = _("numbering schemes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def compiled(self) -> IndexNumberScheme:
        """The scheme of the domain; raises ``DefinitionError`` for a broken pattern."""
        restarts = tuple(part for part in self.restarts_with.split(",") if part)
        return IndexNumberScheme.parse_pattern(self.pattern, restarts_with=restarts)

    def clean(self) -> None:
        super().clean()
        try:
            self.compiled()
        except DefinitionError as error:
            raise ValidationError(
                {"pattern": [pattern_text(problem) for problem in error.problems]}
            ) from error
        self.refuse_change()

    def refuse_change(self) -> None:
        """Raise ``ValidationError`` where pattern or restart of a used scheme would change."""
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None or not stored.numbers.exists():
            return
        if (stored.pattern, stored.restarts_with) != (self.pattern, self.restarts_with):
            raise ValidationError(
                _("Numbers of this scheme have been given: it cannot change. Add a new scheme.")
            )


class SerialScope(models.Model):
    """The last serial given in one scope of a scheme; its row is the lock."""

    scheme = models.ForeignKey(NumberingScheme, on_delete=models.PROTECT, related_name="scopes")
    key = models.CharField(max_length=150)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("serial scope")
        verbose_name_plural = _("serial scopes")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "key"], name="disclosure_scope_key")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"


class RegisterIsAppendOnlyError(Exception):
    """Someone tried to delete from the register; void the number with a reason instead."""


class IndexNumberQuerySet(models.QuerySet["IndexNumber"]):
    def delete(self) -> Any:
        raise RegisterIsAppendOnlyError("Index numbers are voided, never deleted.")


class IndexNumber(models.Model):
    """One number ever given: a line of the register (索引号台账).

    ``page_id`` is a plain number and no foreign key: the entry outlives its page, keeps the
    trace of it, and works with any base page model of a site. What is shown of a page that
    is gone stands here as it was public.
    """

    class State(models.TextChoices):
        IN_USE = "in_use", _("in use")
        WITHDRAWN = "withdrawn", _("withdrawn")
        VOID = "void", _("void")

    number = models.CharField(_("index number"), max_length=100, unique=True)
    scheme = models.ForeignKey(
        NumberingScheme,
        verbose_name=_("numbering scheme"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="numbers",
    )
    scope = models.ForeignKey(
        SerialScope, null=True, blank=True, on_delete=models.PROTECT, related_name="numbers"
    )
    serial = models.PositiveBigIntegerField(_("serial"), null=True, blank=True)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="index_numbers"
    )
    page_id = models.PositiveBigIntegerField(_("page"), null=True, blank=True, unique=True)
    entered_by_hand = models.BooleanField(_("entered by hand"), default=False)
    imported = models.BooleanField(
        _("imported"), default=False, help_text=_("From a register that was kept elsewhere.")
    )
    issued_at = models.DateTimeField(_("issued"))
    title = models.CharField(_("title"), max_length=255, blank=True)
    agency_name = models.CharField(_("agency at publication"), max_length=100, blank=True)
    document_number = models.CharField(_("document number"), max_length=100, blank=True)
    made_on = models.DateField(_("date of making"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    was_public = models.BooleanField(
        _("was public"),
        default=False,
        help_text=_("Everybody could read it once, so its address may say what became of it."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.IN_USE)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    state_changed_at = models.DateTimeField(_("state since"), null=True, blank=True)

    objects = IndexNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("index number")
        verbose_name_plural = _("register of index numbers")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "serial"], name="disclosure_serial_once")
        ]

    def __str__(self) -> str:
        return self.number

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise RegisterIsAppendOnlyError("Index numbers are voided, never deleted.")
