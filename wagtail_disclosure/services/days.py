"""Days and years in the site's time zone.

Wagtail's admin activates the time zone of whoever works there; what is stored, counted and judged
must not depend on that.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import get_default_timezone, localtime, now


def site_time(moment: datetime) -> datetime:
    """``moment`` as a clock of the site shows it."""
    return localtime(moment, get_default_timezone())


def site_day(moment: datetime) -> date:
    """The day of ``moment``."""
    return site_time(moment).date()


def site_today() -> date:
    """The day it is."""
    return site_day(now())
