"""Mistakes in codes of organisations, in the words of whoever types them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..domain.identifiers import IdentifierError

#: The sentence of each mistake by its code; the codes are those of ``domain.identifiers``.
IDENTIFIER_TEXTS: dict[str, str | Promise] = {
    "empty": gettext_lazy("The code is empty."),
    "length": gettext_lazy("“%(text)s” has not the %(expected)s characters of such a code."),
    "characters": gettext_lazy("“%(text)s” holds characters that such a code never has."),
    "dummy": gettext_lazy("“%(text)s” was made up. Enter the code of the certificate."),
    "check_character": gettext_lazy(
        "“%(text)s” is mistyped: by its other characters the last one would be %(expected)s. "
        "Compare it with the certificate."
    ),
    "organisation": gettext_lazy(
        "“%(text)s” is mistyped: the organisation code in it, %(expected)s, has a wrong check "
        "character. Compare it with the certificate."
    ),
}


def identifier_text(error: IdentifierError) -> str:
    """One mistake in a code: what is wrong and what to do, in the active language."""
    return str(IDENTIFIER_TEXTS[error.code]) % {"text": error.text, "expected": error.expected}
