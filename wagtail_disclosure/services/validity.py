"""Validity (有效性) of catalogue entries on a day, in the database and in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..domain.validity import State, Term


def term_of(item: Any) -> Term:
    """What a catalogue entry says of its validity."""
    return Term(item.validity, item.in_force_from, item.in_force_until, item.repealed_on)


def validity_text(state: State) -> str:
    """The state in the reader's language."""
    return {
        State.NOT_YET: _("not yet in force"),
        State.EFFECTIVE: _("in force"),
        State.EXPIRED: pgettext("validity", "expired"),
        State.REPEALED: _("repealed"),
    }[state]


def having(state: State, day: date) -> Q:
    """Catalogue entries that are in ``state`` on ``day``: ``Term.on`` in the database."""
    due, not_due = Q(repealed_on__lte=day), Q(repealed_on__isnull=True) | Q(repealed_on__gt=day)
    over = Q(in_force_until__lt=day)
    not_over = Q(in_force_until__isnull=True) | Q(in_force_until__gte=day)
    said_repealed = Q(validity=State.REPEALED.value, repealed_on__isnull=True)
    said_expired = Q(validity=State.EXPIRED.value, in_force_until__isnull=True)
    if state is State.REPEALED:
        return due | (not_over & said_repealed)
    if state is State.EXPIRED:
        return not_due & (over | said_expired)
    running = not_due & not_over & ~said_repealed & ~said_expired
    if state is State.NOT_YET:
        return running & Q(in_force_from__gt=day)
    return running & (Q(in_force_from__isnull=True) | Q(in_force_from__lte=day))
