"""Dates as pages write them."""

from __future__ import annotations

import re
from datetime import date, datetime

from .imported import Line, Period

_DATE = re.compile(
    r"(?P<year>\d{4})(?:-|/|\.|年)(?P<month>\d{1,2})(?:-|/|\.|月)(?P<day>\d{1,2})日?"
    r"(?:[ T]{1,4}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,6})?)?)?"
)
_DAY = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_PERIOD = re.compile(
    rf"自?从?{_DAY}(?:起|开始)?(?:至|到|—|-|－|~)(?:{_DAY}|(\d{{1,2}})月(\d{{1,2}})日)"
)


def parse_moment(text: str) -> datetime | None:
    """A date with or without a time, e.g. ``2019-01-16 16:15`` or ``2019年1月10日``.

    Returns a datetime without zone (midnight where no time is given), ``None`` for anything
    else, for days that do not exist too.
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    try:
        return datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None


def find_period(lines: tuple[Line, ...]) -> Period | None:
    """The first statistic period stated in these lines; the year may be left out in its end."""
    for line in lines:
        match = _PERIOD.search("".join(line.text.split()))
        if not match:
            continue
        numbers = [int(part) if part else 0 for part in match.groups()]
        try:
            start = date(*numbers[:3])
            end = date(*numbers[3:6]) if numbers[3] else date(numbers[0], *numbers[6:8])
        except ValueError:
            continue
        return Period(start, end, line.number)
    return None
