"""Every number in a text, and what it is: an amount, a share, or no statistic at all.

Amounts have their unit and their exactness; the rest (dates, articles, document numbers,
addresses, list numbers …) is named, so that nothing takes it for a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from .normal import NormalText, normalise
from .numerals import chinese_number
from .patterns import (
    APPROXIMATE_AFTER,
    APPROXIMATE_BEFORE,
    APPROXIMATE_TENS,
    BARE_CHINESE,
    NUMBER,
    PATTERNS,
    SHARE_END,
)


class Kind(Enum):
    """What a number in a text is."""

    AMOUNT = "amount"
    SHARE = "share"
    APPROXIMATE = "approximate"
    CHANGE = "change"
    DATE = "date"
    DURATION = "duration"
    ARTICLE = "article"
    DOCUMENT = "document"
    CONTACT = "contact"
    LIST = "list"
    CODE = "code"


@dataclass(frozen=True)
class Number:
    """One number. ``start`` and ``end`` are places in the normal text, unit included.

    ``value`` is ``None`` where it is neither an amount nor a share. ``step`` is the smallest
    step of the way it is written: 1 for 128, 0.1 for 97.5 %, 1000 for 1.2万.
    """

    start: int
    end: int
    kind: Kind
    value: Decimal | None = None
    unit: str = ""
    step: Decimal = Decimal(1)


_PATTERN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS))
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def read_numbers(text: str | NormalText) -> tuple[Number, ...]:
    """Every number of the text in reading order."""
    normal = normalise(text) if isinstance(text, str) else text
    return tuple(_numbers(normal.text))


def _numbers(text: str) -> Iterator[Number]:
    for found in _PATTERN.finditer(text):
        name = found.lastgroup or ""
        if name == "share":
            yield _share(text, found)
        elif name in ("amount", "numeral"):
            number = _amount(text, found, name)
            if number is not None:
                yield number
        else:
            yield Number(found.start(), found.end(), Kind(name.rstrip("0123456789")))


def _share(text: str, found: re.Match[str]) -> Number:
    body = SHARE_END.sub("", found.group().removeprefix("百分之"))
    value, step = _value(body)
    if found.group().endswith("成"):
        value, step = (None if value is None else value * 10), Decimal(10)
    exact = value is not None and not _roughly(text, found)
    return Number(
        found.start(), found.end(), Kind.SHARE if exact else Kind.APPROXIMATE, value, "%", step
    )


def _amount(text: str, found: re.Match[str], name: str) -> Number | None:
    """An amount; ``None`` for a Chinese numeral that is part of a word (统一, 一致)."""
    parts = NUMBER.match(found.group())
    assert parts is not None
    digits, unit = parts["digits"], parts["unit"] or ""
    if name == "numeral" and not unit and not BARE_CHINESE.search(text[: found.start()]):
        return None
    if not unit and re.fullmatch(r"(19|20)\d\d", digits):
        return Number(found.start(), found.end(), Kind.DATE)
    value, step = _value(digits)
    exact = value is not None and not parts["more"] and not _roughly(text, found)
    return Number(
        found.start(), found.end(), Kind.AMOUNT if exact else Kind.APPROXIMATE, value, unit, step
    )


def _roughly(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 4) : found.start()]
    return bool(
        APPROXIMATE_BEFORE.search(before)
        or APPROXIMATE_AFTER.match(text, found.end())
        or APPROXIMATE_TENS.match(text, max(0, found.start() - 1))
    )


def _value(digits: str) -> tuple[Decimal | None, Decimal]:
    """The value and its step: 1,204 · 1.2万 · 三十九 · 五十点五."""
    factor = 1
    if digits[0].isascii():
        while digits[-1] in _FACTORS:
            factor *= _FACTORS[digits[-1]]
            digits = digits[:-1]
        value = Decimal(digits.replace(",", "").replace("，", ""))
        return value * factor, Decimal(1).scaleb(_exponent(value)) * factor
    whole, point, rest = digits.partition("点")
    number = chinese_number(whole)
    if number is None or not point:
        return number, Decimal(1)
    places = [chinese_number(char) for char in rest]
    value = number + sum(
        (place or Decimal(0)).scaleb(-at) for at, place in enumerate(places, start=1)
    )
    return value, Decimal(1).scaleb(-len(places))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent
