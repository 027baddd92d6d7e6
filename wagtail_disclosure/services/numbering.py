"""Give index numbers: gapless per scope, never twice, for ever.

Every function that gives a number runs inside its caller's transaction, so that number and
page stand or fall together. The scope's row is the lock; it is written first, because SQLite
queues writers but refuses readers that turn into writers. A page is any page with disclosure
metadata: agency, dates, information category, numbering scheme, requested number.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..domain.index_number_errors import MissingPart, SerialExhausted, UnfitPart
from ..domain.index_numbers import IndexNumberParts, IndexNumberScheme
from ..models import IndexNumber, NumberingScheme, SerialScope
from .number_parts import NumberRefusedError, bad_part, parts_of
from .number_requests import LONGEST_NUMBER, check_request, refuse_leap, waiting_entry
from .serial_scopes import locked_scope

#: Serials that numbers entered by hand may have taken already are stepped over, up to this many.
MAX_STEPS = 10_000


def number_of(page_id: int | None) -> IndexNumber | None:
    """The register's entry of a page, or ``None``."""
    if page_id is None:
        return None
    return IndexNumber.objects.filter(page_id=page_id).first()


def check_report_request(page: Any) -> IndexNumberParts | None:
    """``check_request`` for the number that an editor typed into a page."""
    assert page.numbering_scheme is not None
    return check_request(
        page.requested_index_number.strip(),
        page.numbering_scheme,
        agency=page.agency,
        made_on=page.made_on,
        page_id=page.pk,
    )


def check_parts(page: Any) -> None:
    """Whether a number could be made of the page's metadata; raises ``NumberRefusedError``."""
    assert page.numbering_scheme is not None
    compiled = page.numbering_scheme.compiled()
    _number(parts_of(page, compiled), compiled, serial=1)


def allocate(page: Any, moment: datetime) -> IndexNumber:
    """The page's entry in the register, made now if there is none.

    A number entered by hand is registered as it is, and the serial goes on after it; an imported
    one that waits for its page is taken over. Raises ``NumberRefusedError`` where no number can
    be made. Call inside a transaction.
    """
    known = number_of(page.pk)
    if known is not None:
        return known
    scheme = page.numbering_scheme
    if scheme is None:
        raise NumberRefusedError(
            _("Choose a numbering scheme: it makes the index number."), code="no_scheme"
        )
    requested = page.requested_index_number.strip()
    if requested and _take_over(page, requested):
        return IndexNumber.objects.get(page_id=page.pk)
    parts = check_report_request(page) if requested else None
    scope = locked_scope(scheme, _scope_key(page, scheme.compiled(), parts))
    known = number_of(page.pk)  # another process may have been faster; the lock is held now
    if known is not None:
        return known
    if parts is None:
        return _next(page, scheme, scope, moment)
    refuse_leap(requested, scope, parts.serial)
    entry = _create(page, requested, scheme, scope, parts.serial, moment, by_hand=True)
    if entry is None:
        raise NumberRefusedError(
            _("The index number %(number)s was given to another page just now."),
            code="index_number_taken",
            params={"number": requested},
        )
    SerialScope.objects.filter(pk=scope.pk, last__lt=parts.serial).update(last=parts.serial)
    return entry


def void(entry: IndexNumber, reason: str, moment: datetime) -> None:
    """Mark a number as void; it stays in the register and is never given again.

    Its page, if it is ever published again, gets a new number: the void one lets go of it.
    Raises ``NumberRefusedError`` without a reason, or while a public report carries it.
    """
    if not reason.strip():
        raise NumberRefusedError(_("Say why the number is void; readers see it."), code="reason")
    unused = IndexNumber.objects.filter(
        ~Q(state=IndexNumber.State.IN_USE) | Q(page_id__isnull=True), pk=entry.pk
    )
    if not unused.update(
        state=IndexNumber.State.VOID,
        reason=reason.strip(),
        state_changed_at=moment,
        page_id=None,
    ):
        raise NumberRefusedError(
            _("A public report carries this number. Withdraw the report first."), code="in_use"
        )


def _take_over(page: Any, number: str) -> bool:
    """Let the page carry an imported number that waited for it; ``False`` where there is none, or
    another page was faster."""
    entry = waiting_entry(number, page.agency)
    if entry is None:
        return False
    waiting = IndexNumber.objects.filter(pk=entry.pk, imported=True, page_id__isnull=True)
    return bool(waiting.exclude(state=IndexNumber.State.VOID).update(page_id=page.pk))


def _scope_key(page: Any, compiled: IndexNumberScheme, parts: IndexNumberParts | None) -> str:
    try:
        if parts is not None:
            return compiled.scope_of(parts)
        return compiled.scope(**parts_of(page, compiled))
    except (MissingPart, UnfitPart) as error:
        raise bad_part(error) from error


def _number(parts: dict[str, Any], compiled: IndexNumberScheme, serial: int) -> str:
    """The number of these parts; raises ``SerialExhausted`` and ``NumberRefusedError``."""
    try:
        number = compiled.format(**parts, serial=serial)
    except (MissingPart, UnfitPart) as error:
        raise bad_part(error) from error
    if len(number) > LONGEST_NUMBER:
        raise NumberRefusedError(
            _(
                "The index number would have %(length)s characters, %(limit)s fit. "
                "Use shorter codes."
            ),
            code="index_number_length",
            params={"length": len(number), "limit": LONGEST_NUMBER},
        )
    return number


def _next(page: Any, scheme: NumberingScheme, scope: SerialScope, moment: datetime) -> IndexNumber:
    compiled = scheme.compiled()
    parts = parts_of(page, compiled)
    for serial in range(scope.last + 1, scope.last + 1 + MAX_STEPS):
        try:
            number = _number(parts, compiled, serial)
        except SerialExhausted as error:
            raise NumberRefusedError(
                _(
                    "All serial numbers of “%(scheme)s” are used up for %(scope)s. "
                    "Add a scheme with a wider serial and choose it here."
                ),
                code="serial_exhausted",
                params={"scheme": scheme.name, "scope": scope.key},
            ) from error
        entry = _create(page, number, scheme, scope, serial, moment, by_hand=False)
        if entry is not None:
            SerialScope.objects.filter(pk=scope.pk).update(last=serial)
            return entry
    raise NumberRefusedError(_("No free serial number was found."), code="serial_exhausted")


def _create(
    page: Any,
    number: str,
    scheme: NumberingScheme,
    scope: SerialScope,
    serial: int,
    moment: datetime,
    *,
    by_hand: bool,
) -> IndexNumber | None:
    """The new entry, or ``None`` where the number or the serial is taken."""
    try:
        with transaction.atomic():
            return IndexNumber.objects.create(
                number=number,
                scheme=scheme,
                scope=scope,
                serial=serial,
                agency_id=page.agency_id or 0,
                page_id=page.pk,
                entered_by_hand=by_hand,
                issued_at=moment,
            )
    except IntegrityError:
        if IndexNumber.objects.filter(number=number).exists():
            return None
        if IndexNumber.objects.filter(scope=scope, serial=serial).exists():
            return None
        raise
