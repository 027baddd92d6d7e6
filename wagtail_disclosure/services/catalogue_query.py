"""What an address asks of the catalogue beyond words, agency, year of publication and category:
the parameters that lead from a counted figure to the entries behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ..domain.declarations import CHANNELS, NATURES
from ..domain.validity import State
from ..models import DisclosureMode
from .validity import having

#: Years that a reader can ask for.
_YEARS = range(1900, 2200)

#: More agencies than these were never merged into one.
_MOST_AGENCIES = 500


@dataclass(frozen=True)
class Criteria:
    """What is asked. Parameters that make no sense count as not asked.

    ``made`` and ``repealed`` are years, ``in_force`` is a day on which the entries were in force,
    ``channel`` the field of a channel. ``agencies`` stand beside one another, as where an agency
    carries on what others did before it.
    """

    made: int | None = None
    repealed: int | None = None
    in_force: date | None = None
    nature: str = ""
    channel: str = ""
    mode: str = ""
    agencies: tuple[int, ...] = ()

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Criteria:
        return cls(
            made=_year(params.get("made", "")),
            repealed=_year(params.get("repealed", "")),
            in_force=_day(params.get("in_force", "")),
            nature=_one_of(params.get("nature", ""), NATURES),
            channel=_one_of(params.get("channel", ""), CHANNELS),
            mode=_one_of(params.get("mode", ""), tuple(DisclosureMode.values)),
            agencies=_numbers(params.get("agencies", "")),
        )

    def params(self) -> dict[str, str]:
        """The same as parameters of an address; what is not asked is left out."""
        values = {
            "made": self.made,
            "repealed": self.repealed,
            "in_force": self.in_force.isoformat() if self.in_force else "",
            "nature": self.nature,
            "channel": self.channel,
            "mode": self.mode,
            "agencies": ",".join(str(agency) for agency in self.agencies),
        }
        return {name: str(value) for name, value in values.items() if value}

    def condition(self) -> Q:
        """The entries that are asked for."""
        found = Q()
        if self.made is not None:
            found &= Q(made_on__year=self.made)
        if self.repealed is not None:
            found &= Q(repealed_on__year=self.repealed)
        if self.in_force is not None:
            # What was not there yet was not in force, whatever else is known of it.
            found &= Q(made_on__lte=self.in_force) & having(State.EFFECTIVE, self.in_force)
        if self.nature:
            found &= Q(nature=self.nature)
        if self.channel:
            found &= Q(**{self.channel: True})
        if self.mode:
            found &= Q(mode=self.mode)
        if self.agencies:
            found &= Q(agency__in=self.agencies)
        return found


def _year(text: str) -> int | None:
    number = _number(text)
    return number if number in _YEARS else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def _one_of(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else ""


def _numbers(text: str) -> tuple[int, ...]:
    numbers = [_number(part) for part in text.split(",", _MOST_AGENCIES)[:_MOST_AGENCIES]]
    return tuple(number for number in numbers if number is not None)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
