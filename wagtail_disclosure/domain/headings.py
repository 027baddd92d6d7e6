"""Numbers of headings as official documents write them: 一、 （一） 1. （1）.

They are counted by the program and never typed; a number that was pasted with a heading is
taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_DIGITS = "零一二三四五六七八九"

_TYPED_NUMBER = re.compile(
    r"^\s*(?:"
    r"第?[一二三四五六七八九十百]+[、，.．]"
    r"|[（(][一二三四五六七八九十百]+[)）][、.．]?"
    r"|\d{1,2}[.．、](?!\d)"
    r"|[（(]\d{1,2}[)）][、.．]?"
    r")\s*"
)

LEVELS = 4


def chinese_numeral(number: int) -> str:
    """1 to 99 in Chinese numerals; ``ValueError`` outside of that."""
    if not 1 <= number <= 99:
        raise ValueError(f"no heading number: {number}")
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def heading_number(level: int, number: int) -> str:
    """The printed number of the ``number``-th heading of a level 1 to 4."""
    if level == 1:
        return f"{chinese_numeral(number)}、"
    if level == 2:
        return f"（{chinese_numeral(number)}）"
    if level == 3:
        return f"{number}."
    if level == 4:
        return f"（{number}）"
    raise ValueError(f"headings have levels 1 to {LEVELS}, not {level}")


def number_headings(levels: Iterable[int]) -> Iterator[str]:
    """Numbers for headings given as levels in reading order; each level restarts below a
    higher one."""
    counts = [0] * (LEVELS + 1)
    for level in levels:
        counts[level] += 1
        counts[level + 1 :] = [0] * (LEVELS - level)
        yield heading_number(level, counts[level])


def strip_number(text: str) -> str:
    """The heading without a number that was typed or pasted before it."""
    return _TYPED_NUMBER.sub("", text, count=1).strip()
