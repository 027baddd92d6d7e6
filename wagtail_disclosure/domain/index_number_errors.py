"""What can be wrong with an index number."""

from __future__ import annotations

from .identifiers import IdentifierError


class IndexNumberError(ValueError):
    """An index number that cannot be made or read."""


class MissingPart(IndexNumberError):
    """A part of the number is blank: ``part`` is its key in the pattern, e.g. ``code:region``."""

    def __init__(self, part: str) -> None:
        super().__init__(f"The {part} is blank; the index number needs it.")
        self.part = part


class UnfitPart(IndexNumberError):
    """A part that could not be read back: other characters than letters and digits, another
    ``width`` than the pattern's (0: any), or a code with a wrong check character (``mistake``)."""

    def __init__(
        self, part: str, value: str, width: int = 0, mistake: IdentifierError | None = None
    ) -> None:
        if mistake:
            reason = f"is no code of an organisation ({mistake.code})"
        elif width:
            reason = f"must have {width} characters"
        else:
            reason = "must be of letters A-Z and digits"
        super().__init__(f"The {part} {value!r} {reason}.")
        self.part = part
        self.value = value
        self.width = width
        self.mistake = mistake


class SerialExhausted(IndexNumberError):
    """The serial no longer fits its width. ``last`` is the last serial that does."""

    def __init__(self, serial: int, last: int) -> None:
        super().__init__(f"The serial {serial} is beyond {last}, the last of this scheme.")
        self.serial = serial
        self.last = last


class IndexNumberMismatch(IndexNumberError):
    """A text that is no number of the scheme; ``sample`` shows what one looks like."""

    def __init__(self, text: str, sample: str) -> None:
        super().__init__(f"{text!r} is no number of this scheme; one looks like {sample}.")
        self.text = text
        self.sample = sample
