"""Make all published figures anew from the frozen versions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from ...services.observations import rebuild


class Command(BaseCommand):
    help = "Makes the rows of published figures anew and says what differed."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for difference in rebuild():
            count += 1
            self.stdout.write(
                _("%(report)s, %(cell)s: %(stored)s → %(frozen)s")
                % {
                    "report": difference.report,
                    "cell": difference.cell,
                    "stored": difference.stored or _("no row"),
                    "frozen": difference.frozen or _("no row"),
                }
            )
        if count:
            self.stdout.write(self.style.WARNING(_("%d figures differed.") % count))
        else:
            self.stdout.write(self.style.SUCCESS(_("All published figures stand as frozen.")))
