"""Make the catalogue anew from the public pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now
from django.utils.translation import gettext as _

from ...services.catalogue import rebuild


class Command(BaseCommand):
    help = "Makes all catalogue entries anew from the public pages; needed once after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(1 for _number in rebuild(now()))
        text = _("%(count)s catalogue entries made.")
        self.stdout.write(self.style.SUCCESS(text % {"count": count}))
