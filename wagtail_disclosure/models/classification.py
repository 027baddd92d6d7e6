"""Classification schemes, their categories, and the names that categories bore."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClassificationScheme(models.Model):
    """A tree of categories, e.g. 主题分类 or the information categories of index numbers."""

    key = models.SlugField(_("key"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    description = models.CharField(
        pgettext_lazy("of a classification scheme", "description"), max_length=1000, blank=True
    )
    source = models.CharField(
        _("source"),
        max_length=1000,
        blank=True,
        help_text=_("Where the list of categories was found."),
    )

    class Meta:
        verbose_name = _("classification scheme")
        verbose_name_plural = _("classification schemes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One category (类别) of a scheme; ``code`` is what index numbers contain.

    A category that is no longer used is retired, never deleted: what was published under it
    refers to it. One that was merged is retired, too, and names the one that goes on.
    """

    class Origin(models.TextChoices):
        """Where the category comes from; the values of files, and ``added`` for all others."""

        FOUND = "found", _("found in a public source")
        MEMORY = "memory", _("from memory, not found in a source")
        OWN = "own", _("of the site's own list")
        ADDED = "added", _("added by hand")

    scheme = models.ForeignKey(
        ClassificationScheme,
        verbose_name=_("classification scheme"),
        on_delete=models.PROTECT,
        related_name="categories",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("broader category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=100)
    origin = models.CharField(
        _("origin"),
        max_length=10,
        choices=Origin.choices,
        default=Origin.ADDED,
        editable=False,
    )
    retired_on = models.DateField(_("retired on"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged",
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="disclosure_category_code")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}" if self.code != self.name else self.name

    def clean(self) -> None:
        super().clean()
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.scheme_id != self.scheme_id:
                raise ValidationError(
                    {"parent": _("The broader category belongs to another scheme.")}
                )
            if above.pk in seen and above.pk is not None:
                raise ValidationError({"parent": _("A category cannot stand below itself.")})
            seen.add(above.pk)
            above = above.parent
        if self.parent and self.parent.retired_on and not self.retired_on:
            raise ValidationError({"parent": _("This category is retired; choose another one.")})


class CategoryName(models.Model):
    """Another name of a category: one that it bore ``until`` a moment, or, without a moment, one
    by which it is known, too."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=100)
    until = models.DateTimeField(_("until"), null=True)

    class Meta:
        verbose_name = _("other name of a category")
        verbose_name_plural = _("other names of categories")
        ordering = ["category", "until", "pk"]

    def __str__(self) -> str:
        return self.name
