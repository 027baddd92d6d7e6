"""What a text is cut into, and what of it a query asks for.

Text and query go the same way: folded (full-width and half-width, upper and lower case), then cut
into runs of Han characters, of letters and of digits. A run of Han characters becomes its
overlapping pairs and its last character: 应急管理 is 应急, 急管, 管理, 理. Every character begins
exactly one token, a word of two characters or more is a row of pairs, and one character is the
beginning of a token. Letters and digits are words as they stand.

Nothing here knows a database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

#: Ideographs of all planes, and the two marks that stand among them: 〇 and 々.
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{HAN}]+|[0-9]+|[^\W_0-9{HAN}]+")
HAN_START = re.compile(f"[{HAN}]").match
#: What parts a query into words that may stand anywhere. Brackets, quotation marks, hyphens and
#: the like do not: 〔2019〕4号 is one thing. A comma or colon between digits belongs to a number.
BREAK = re.compile(
    r"[\s\0、。｡；;！!？?…|｜+＋&＆]+|(?<![0-9０-９])[,:，：]|[,:，：](?![0-9０-９])"
)
#: Longer words are cut, in text and query alike. MariaDB indexes none above 84 characters.
LONGEST_WORD = 60
#: Characters of a query that are looked at.
LONGEST_QUERY = 255
#: A number of so many digits at the end of a query may be the beginning of a longer one:
#: 20190305, 113417020032563511. A shorter one may not: 4 is not 42.
PREFIX_DIGITS = 4


@lru_cache(maxsize=65536)
def fold_character(character: str) -> str:
    """One character as it is compared."""
    return unicodedata.normalize("NFKC", character).casefold()


def compose(text: str) -> str:
    """A text whose accents are not characters of their own."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A text as it is compared, character by character, so that places in it can be told."""
    return "".join(map(fold_character, compose(text)))


def is_han(run: str) -> bool:
    """Whether a run is of Han characters; all of one run are of a kind."""
    return HAN_START(run) is not None


def runs(text: str) -> list[str]:
    """The runs of a folded text, in its order."""
    return [
        run if len(run) <= LONGEST_WORD or is_han(run) else run[:LONGEST_WORD]
        for run in RUN.findall(text)
    ]


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run of Han characters; none of a single one."""
    return [one + two for one, two in pairwise(run)]


def text_tokens(text: str) -> Iterator[str]:
    """All tokens of a text, in its order."""
    for run in runs(fold(text)):
        if is_han(run):
            yield from pairs(run)
            yield run[-1]
        else:
            yield run


def canonical(text: str) -> str:
    """The runs of a text between single spaces, where the literal parts of a query can be found."""
    return f" {' '.join(runs(fold(text)))} "


@dataclass(frozen=True)
class Token:
    """A token that a query asks for, or the beginning of one."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Literal:
    """A part of a query that has to be found as it stands, whatever punctuation is in it."""

    source: str  #: as it was typed
    runs: tuple[str, ...]
    prefix: bool = False  #: whether the last word may go on

    @property
    def open_end(self) -> bool:
        """Whether a text may go on with the same word where the query ends."""
        last = self.runs[-1]
        return self.prefix or is_han(last) or (last.isdecimal() and len(last) >= PREFIX_DIGITS)

    def tokens(self) -> list[Token]:
        """The tokens that stand one after another in every text that holds this."""
        found: list[Token] = []
        for run in self.runs[:-1]:
            found += map(Token, text_tokens(run))
        last = self.runs[-1]
        if not is_han(last):
            return [*found, Token(last, self.open_end)]
        if len(last) == 1:
            return [*found, Token(last, prefix=True)]
        return [*found, *map(Token, pairs(last))]

    def is_one_token(self) -> bool:
        """Whether a text that holds the token holds the whole."""
        return len(self.tokens()) == 1

    def pattern(self) -> str:
        """What a canonical text has in it if it holds this."""
        start = "" if is_han(self.runs[0]) else " "
        end = "" if self.open_end else " "
        return f"{start}{' '.join(self.runs)}{end}"


def literal(text: str, *, prefix: bool = False) -> Literal | None:
    """The text as one literal; None where it holds nothing that could be found."""
    found = runs(fold(text[:LONGEST_QUERY]))
    return Literal(text[:LONGEST_QUERY], tuple(found), prefix) if found else None


def literals(text: str, *, prefix: bool = False) -> list[Literal]:
    """The words of a query, each to be found somewhere; ``prefix``: the last may go on."""
    words = [literal(word) for word in BREAK.split(text[:LONGEST_QUERY])]
    found = [word for word in words if word]
    if prefix and found:
        found[-1] = Literal(found[-1].source, found[-1].runs, prefix=True)
    return found


def _letters(character: str) -> str:
    """Four letters that stand for a character: 26⁴ is more than there are."""
    number, letters = ord(character), ""
    for _ in range(4):
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


@lru_cache(maxsize=65536)
def encode(token: str) -> str:
    """A token in letters that every database takes for one word.

    MariaDB leaves out what is shorter than three characters and a list of English words; SQLite
    does not know all ideographs. The beginning of an encoded pair is its encoded first character.
    """
    if is_han(token):
        return "h" + "".join(map(_letters, token))
    return f"ww{token}"
