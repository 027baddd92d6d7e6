"""Reports that carry figures which changed after they were published."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .publication import PublishedReport, PublishedVersion


class FollowUp(models.Model):
    """A public report whose arithmetic or findings changed when last year's report did.

    It stands on the list until someone has looked. ``cause`` is the version that changed the
    figures, or the last one of a report that was withdrawn.
    """

    report = models.ForeignKey(
        PublishedReport,
        verbose_name=_("report"),
        on_delete=models.CASCADE,
        related_name="follow_ups",
    )
    cause = models.ForeignKey(PublishedVersion, on_delete=models.CASCADE, related_name="follow_ups")
    created_at = models.DateTimeField(_("since"))
    looked_at = models.DateTimeField(_("looked at"), null=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked at by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("report to look at again")
        verbose_name_plural = _("reports to look at again")
        ordering = [models.F("looked_at").asc(nulls_first=True), "-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "cause"], name="disclosure_follow_up_once")
        ]

    def __str__(self) -> str:
        return str(self.report)
