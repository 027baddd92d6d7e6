"""Numbers of documents as they are compared, however they are written."""

from __future__ import annotations

import re
import unicodedata

from .document_numbers import DocumentNumberError, parse_document_number

SHORTEST, LONGEST = 4, 60
#: What a stored number may have between its parts; nothing of it is in a key.
SEPARATORS = "-/_.〔〕"

_NO_PART = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年.*)?")


def number_key(text: str) -> str:
    """The letters, digits and characters of a number, in one width and case, and nothing between
    them: ``fz00503－3000`` gives ``FZ005033000``, 榕应急函[2019]4号 榕应急函20194号."""
    return _NO_PART.sub("", unicodedata.normalize("NFKC", text)).upper()


def asked_number(text: str) -> str:
    """The key of what a reader typed; empty where it cannot be (part of) a number, as a year alone
    or words without a digit."""
    try:
        parse_document_number(text)
    except DocumentNumberError as error:
        text = error.suggestion or text
    key = number_key(text)
    if not SHORTEST <= len(key) <= LONGEST or _YEAR.fullmatch(key):
        return ""
    return key if any(character.isdigit() for character in key) else ""
