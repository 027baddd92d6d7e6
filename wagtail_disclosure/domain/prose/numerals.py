"""Chinese numerals: 三十九, 一千二百, 两百, 一百〇五."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, **{char: n for n, char in enumerate("一二三四五六七八九", start=1)}}
_DIGITS["两"] = 2
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

#: The characters of a Chinese numeral.
NUMERAL = "零〇一二两三四五六七八九十百千万亿"


def chinese_number(text: str) -> Decimal | None:
    """The number that a numeral stands for; ``None`` where it stands for none in particular
    (三五件 is three to five) or is none.

    A row of bare digits counts as one number only where a zero stands in it: 一〇五, 二〇一八.
    """
    if not text or any(char not in NUMERAL for char in text):
        return None
    if all(char in _DIGITS for char in text):
        if len(text) > 1 and not any(char in "零〇" for char in text):
            return None
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    return _with_units(text)


def _with_units(text: str) -> Decimal | None:
    total = section = 0
    digit: int | None = None
    last_small = 10**4
    for char in text:
        if char in _DIGITS:
            if digit:  # two digits side by side: 两三百
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            unit = _SMALL[char]
            if unit >= last_small or (digit is None and char != "十") or digit == 0:
                return None
            section += (digit or 1) * unit
            digit, last_small = None, unit
        else:
            section += digit or 0
            if section == 0:
                return None
            total = (total + section) * _LARGE[char] if char == "亿" else total + section * 10**4
            section, digit, last_small = 0, None, 10**4
    return Decimal(total + section + (digit or 0))
