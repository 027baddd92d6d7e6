"""Which characters may begin or end a line (W3C, Requirements for Chinese Text Layout, 3.1)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CLOSING = "”’》〉）」』】〕〗〙〛］｝"
PAUSES = "，。、；：！？．"
OPENING = "“‘《〈（「『【〔〖〘〚［｛"

NO_START = frozenset(CLOSING + PAUSES + "…—–·・‧～〜／％‰℃°々〻ー￠℉" + ",.;:!?)]}%")
"""Never the first of a line."""

NO_END = frozenset(OPENING + "([{￥＄￡$¥£№＃")
"""Never the last of a line."""

_IDEOGRAPHIC = frozenset(CLOSING + PAUSES + OPENING + "…—·～〓")
_ATTACHED = {"Mn", "Me", "Mc"}
_INVISIBLE = {"Cc", "Cf", "Cs"}
_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
ADDRESS_BREAKS = "/?&=#@."


@lru_cache(maxsize=4096)
def is_ideographic(char: str) -> bool:
    """Whether a line may break before and after the character: Chinese, and what is as wide."""
    if char in _IDEOGRAPHIC:
        return True
    if unicodedata.east_asian_width(char) in "WF":
        return True
    return ord(char) > (0xFF if unicodedata.category(char) in ("So", "Sm") else 0x2E7F)


def is_attached(char: str) -> bool:
    """Whether the character is drawn on the one before it."""
    return unicodedata.category(char) in _ATTACHED


def clean(text: str) -> str:
    """Text without characters that draw nothing (controls, marks of direction, surrogates), with
    one space for each run of white space, and none where a line of source ended in Chinese text.

    A character of the private use areas stays: it stood for something.
    """
    kept = "".join(
        char
        for char in text
        if char in "\t\n\r\f\v" or unicodedata.category(char) not in _INVISIBLE
    )
    return _SPACES.sub(_space, kept)


def is_address(word: str) -> bool:
    """Whether the word is a web or mail address, which may be broken after its separators: as one
    piece it would leave a line much too loose."""
    return "://" in word or "@" in word or "www." in word.lower()


def _space(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" not in match.group() or start == 0 or end == len(text):
        return " "
    return "" if is_ideographic(text[start - 1]) and is_ideographic(text[end]) else " "
