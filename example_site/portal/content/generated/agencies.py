"""The invented agencies of the generated catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from . import words

FIRST_CODE = 10_001


class AgencyPlan(NamedTuple):
    """An agency to be made; ``above`` is the code of its superior, ``word`` stands in its document
    numbers."""

    code: str
    above: str
    name: str
    short_name: str
    word: str


def agency_plans(count: int) -> list[AgencyPlan]:
    """So many agencies, those above others first: of the city, of its districts, of their towns."""
    found: list[AgencyPlan] = []
    codes: dict[str, str] = {"示例市": "SL00001"}
    for above, place, body, word in _places():
        if len(found) == count:
            return found
        code = f"SL{FIRST_CODE + len(found)}"
        name = f"{place}{body}"
        codes.setdefault(place, code)
        superior = codes[place] if codes[place] != code else codes[above]
        found.append(AgencyPlan(code, superior, name, name.removeprefix("示例市"), word))
    if len(found) < count:
        raise ValueError(f"There are words for {len(found)} agencies, not for {count}.")
    return found


def _places() -> Iterator[tuple[str, str, str, str]]:
    """Place above, place, body and word of each agency. A place's government comes first."""
    for body in words.CITY_BODIES:
        yield "示例市", "示例市", body, f"示{body[:2]}"
    for district in words.DISTRICTS:
        place = f"示例市{district}"
        for body in ("人民政府", *words.DISTRICT_BODIES):
            yield "示例市", place, body, f"{district[:2]}{body[:2]}"
    for first, second in product(words.TOWN_FIRST, words.TOWN_SECOND):
        # Towns are dealt out to the districts in turn.
        number = words.TOWN_FIRST.index(first) + words.TOWN_SECOND.index(second)
        district = words.DISTRICTS[number % len(words.DISTRICTS)]
        for body in words.TOWN_BODIES:
            place = f"示例市{district}{first}{second}镇"
            yield f"示例市{district}", place, body, f"{first}{second}"
