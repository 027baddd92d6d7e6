"""What a document that is not in force says of itself before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..domain.validity import State, Term
from .page_parts import day
from .validity import validity_text


@dataclass(frozen=True)
class Standing:
    """A state other than in force, with a sentence that names its day as far as it is known."""

    state: str
    label: str
    sentence: str


def standing_of(term: Term, today: date) -> Standing | None:
    """What is to be said; nothing of a document in force."""
    state = term.on(today)
    if state is State.EFFECTIVE:
        return None
    return Standing(state.value, validity_text(state), _sentence(state, term))


def _sentence(state: State, term: Term) -> str:
    if state is State.NOT_YET:
        return _("This document will be in force from %(day)s on.") % {
            "day": day(term.in_force_from)
        }
    if state is State.EXPIRED and term.in_force_until:
        return _("This document is no longer in force; its last day in force was %(day)s.") % {
            "day": day(term.in_force_until)
        }
    if state is State.REPEALED and term.repealed_on:
        return _("This document was repealed; it has not been in force since %(day)s.") % {
            "day": day(term.repealed_on)
        }
    if state is State.REPEALED:
        return _("This document was repealed and is no longer in force.")
    return _("This document is no longer in force.")
