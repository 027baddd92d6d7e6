"""Classification schemes and their categories."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ClassificationScheme(models.Model):
    """A tree of categories, e.g. 主题分类 or the information categories of index numbers."""

    key = models.SlugField(_("key"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("classification scheme")
        verbose_name_plural = _("classification schemes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """One category (类别) of a scheme; ``code`` is what index numbers contain."""

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
