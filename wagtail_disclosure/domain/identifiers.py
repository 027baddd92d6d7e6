"""Codes of organisations: 组织机构代码 (GB 11714) and 统一社会信用代码 (GB 32100).

Both end in a check character, so that a slip of the pen can be told. Written forms vary
(hyphen, blanks, lower case, full width); functions take any of them and return the plain one.
"""

from __future__ import annotations

import re
import unicodedata

ORGANISATION_LENGTH = 9
SOCIAL_CREDIT_LENGTH = 18

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SOCIAL_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I O S V Z
_DASHES = "-‐‑‒–—―−"
_SEQUENCES = (_ORGANISATION_BODY, _ORGANISATION_BODY[::-1], "12345678901234567890")

#: A code of so many characters or more can be told to be made up; shorter ones are often 001.
SHORTEST_DUMMY = 6


class IdentifierError(ValueError):
    """A text that is no such code.

    ``code`` is ``empty``, ``length``, ``characters``, ``dummy``, ``check_character`` or
    ``organisation`` (the organisation code inside is wrong); ``expected`` is the right length or
    check character, or that organisation code.
    """

    def __init__(self, code: str, text: str, expected: str = "") -> None:
        super().__init__(f"{text!r}: {code}" + (f", expected {expected}" if expected else ""))
        self.code = code
        self.text = text
        self.expected = expected


def plain_identifier(text: str) -> str:
    """The code without hyphens and blanks, in half-width capitals."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(mark for mark in plain if mark not in _DASHES and not mark.isspace())


def parse_organisation_code(text: str) -> str:
    """The nine characters of an organisation code, e.g. ``000014349`` of ``00001434-9``.

    Raises ``IdentifierError``.
    """
    plain = _of_length(text, ORGANISATION_LENGTH)
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", plain):
        raise IdentifierError("characters", text)
    if is_dummy(plain[:-1]):  # first, or somebody would mend the check character of 12345678-9
        raise IdentifierError("dummy", text)
    expected = organisation_check_character(plain[:-1])
    if plain[-1] != expected:
        raise IdentifierError("check_character", text, expected)
    return plain


def parse_social_credit_code(text: str) -> str:
    """The 18 characters of a unified social credit code; raises ``IdentifierError``."""
    plain = _of_length(text, SOCIAL_CREDIT_LENGTH)
    if not all(mark in _SOCIAL_CREDIT_ALPHABET for mark in plain):
        raise IdentifierError("characters", text)
    if is_dummy(plain[:-1]) or is_dummy(plain[8:16]):
        raise IdentifierError("dummy", text)
    expected = social_credit_check_character(plain[:-1])
    if plain[-1] != expected:
        raise IdentifierError("check_character", text, expected)
    try:
        parse_organisation_code(plain[8:17])
    except IdentifierError as error:
        raise IdentifierError("organisation", text, plain[8:17]) from error
    return plain


def organisation_code_in(social_credit_code: str) -> str:
    """The organisation code inside a social credit code; raises ``IdentifierError``."""
    return parse_social_credit_code(social_credit_code)[8:17]


def organisation_check_character(body: str) -> str:
    """The check character for eight characters of digits and capitals."""
    pairs = zip(_ORGANISATION_WEIGHTS, body, strict=True)
    total = sum(weight * _ORGANISATION_BODY.index(mark) for weight, mark in pairs)
    return "0123456789X0"[11 - total % 11]


def social_credit_check_character(body: str) -> str:
    """The check character for 17 characters of the alphabet of GB 32100."""
    total = sum(
        pow(3, place, 31) * _SOCIAL_CREDIT_ALPHABET.index(mark) for place, mark in enumerate(body)
    )
    return _SOCIAL_CREDIT_ALPHABET[-total % 31]


def is_dummy(code: str) -> bool:
    """Whether a code was plainly made up: one character only, a sequence, or a small number
    behind zeros, such as 00000001."""
    plain = plain_identifier(code)
    if len(plain) < SHORTEST_DUMMY:
        return False
    small = re.fullmatch(r"0{5,}[0-9]{1,2}", plain) is not None
    return small or len(set(plain)) == 1 or any(plain in sequence for sequence in _SEQUENCES)


def _of_length(text: str, length: int) -> str:
    plain = plain_identifier(text)
    if not plain:
        raise IdentifierError("empty", text)
    if len(plain) != length:
        raise IdentifierError("length", text, str(length))
    return plain
