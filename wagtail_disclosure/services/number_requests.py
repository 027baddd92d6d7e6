"""Index numbers that somebody enters by hand: which of them may be used."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..domain.index_number_errors import IndexNumberMismatch
from ..domain.index_numbers import IndexNumberParts
from ..models import Agency, IndexNumber, NumberingScheme, SerialScope
from .number_parts import NumberRefusedError
from .serial_scopes import mismatch

#: Where this site gives the numbers, one that is entered by hand leaves out so many at most.
LARGEST_LEAP = 100

#: The longest number that the register can hold.
LONGEST_NUMBER = 100


def check_request(
    text: str,
    scheme: NumberingScheme,
    *,
    agency: Agency | None = None,
    made_on: date | None = None,
    page_id: int | None = None,
) -> IndexNumberParts | None:
    """Whether a number entered by hand may be used; raises ``NumberRefusedError``.

    It must fit the scheme, name the agency (or a predecessor) and the year of making as far as
    they are known, leave out no serials by the hundred, and neither it nor its serial may have
    been given to another page before. An imported number that waits for its page is fine as it
    is; there is nothing to be read in it then (``None``).
    """
    if waiting_entry(text, agency) is not None:
        return None
    compiled = scheme.compiled()
    try:
        parts = compiled.parse(text)
    except IndexNumberMismatch as error:
        raise mismatch(text, scheme, error) from error
    _refuse_foreign(text, parts, agency, made_on)
    key = compiled.scope_of(parts)
    taken = (
        IndexNumber.objects.filter(
            Q(number=text) | Q(scope__scheme=scheme, scope__key=key, serial=parts.serial)
        )
        .exclude(page_id=page_id or 0)
        .first()
    )
    if taken:
        raise NumberRefusedError(
            _("The serial of %(number)s has been given already: %(taken)s, “%(title)s”."),
            code="index_number_taken",
            params={"number": text, "taken": taken.number, "title": taken.title},
        )
    refuse_leap(text, SerialScope.objects.filter(scheme=scheme, key=key).first(), parts.serial)
    return parts


def waiting_entry(text: str, agency: Agency | None) -> IndexNumber | None:
    """The imported number of this text that no page carries yet and the agency may take over."""
    if not text or len(text) > LONGEST_NUMBER or "\x00" in text:
        return None
    entry = (
        IndexNumber.objects.filter(number=text, imported=True, page_id__isnull=True)
        .exclude(state=IndexNumber.State.VOID)
        .first()
    )
    if entry is None or agency is None or entry.agency_id == agency.pk:
        return entry
    return entry if agency.predecessors.filter(pk=entry.agency_id).exists() else None


def refuse_leap(text: str, scope: SerialScope | None, serial: int) -> None:
    """Refuse to leave out hundreds of serials by a slip of the hand, where this site gives the
    numbers. Where all were entered by hand, they are those of another system, in any order."""
    if scope is None or serial - scope.last - 1 <= LARGEST_LEAP:
        return
    if IndexNumber.objects.filter(scope=scope, entered_by_hand=False, imported=False).exists():
        raise NumberRefusedError(
            _(
                "%(number)s would leave out %(count)s serials: the last one given is %(last)s. "
                "Correct the number. If it is right, let the serial go on there first: "
                "“Register of index numbers”, “Set the serial”."
            ),
            code="index_number_leap",
            params={"number": text, "count": serial - scope.last - 1, "last": scope.last},
        )


def _refuse_foreign(
    text: str, parts: IndexNumberParts, agency: Agency | None, made_on: date | None
) -> None:
    """Refuse another agency's or another year's number: one slip would use up a whole serial."""
    for name in ("agency", "organisation", "uscc") if agency else ():
        code = getattr(parts, name)
        assert agency is not None
        if code and code not in _codes_of(agency, name):
            raise NumberRefusedError(
                _("%(number)s belongs to the agency %(code)s, not to %(agency)s."),
                code="index_number_agency",
                params={"number": text, "code": code, "agency": agency.name},
            )
    if made_on and parts.year and parts.year != made_on.year:
        raise NumberRefusedError(
            _("%(number)s is of the year %(year)s, but the date of making is in %(made)s."),
            code="index_number_year",
            params={"number": text, "year": parts.year, "made": made_on.year},
        )


def _codes_of(agency: Agency, name: str) -> list[str]:
    """The agency's code of this kind, and those of its predecessors."""
    return [one.number_codes()[name] for one in (agency, *agency.predecessors.all())]
