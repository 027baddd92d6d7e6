"""Why a file is no exchange file, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..domain.exchange import ExchangeError

#: Why a file is no exchange file, by the code of the error.
EXCHANGE_TEXTS: dict[str, Promise] = {
    "not_json": gettext_lazy("The file is not JSON: see line and column %(detail)s."),
    "not_an_object": gettext_lazy("The file must hold one JSON object, from { to }."),
    "missing_key": gettext_lazy("The key “%(key)s” is missing. Add it."),
    "unknown_key": gettext_lazy("The key “%(key)s” is not known. Remove it, or correct its name."),
    "duplicate_key": gettext_lazy("The key “%(key)s” stands twice. Remove one of the two."),
    "wrong_type": gettext_lazy("“%(key)s” is of the wrong kind; expected is: %(detail)s."),
    "not_a_figure": gettext_lazy("“%(key)s” is “%(detail)s”, which is not a figure."),
}


_KINDS: dict[str, Promise] = {
    "dict": gettext_lazy("an object"),
    "figures": gettext_lazy("an object"),
    "int": gettext_lazy("a whole number"),
    "number": gettext_lazy("a number"),
    "str": gettext_lazy("text"),
}


def exchange_error_text(error: ExchangeError) -> str:
    """Why a file is no exchange file, in the active language."""
    detail = _KINDS.get(error.detail, error.detail)
    return str(EXCHANGE_TEXTS[error.code]) % {"key": error.key, "detail": detail}
