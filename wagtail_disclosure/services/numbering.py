"""Give index numbers: gapless per scope, never twice, for ever.

Every function that gives a number runs inside its caller's transaction, so that number and
page stand or fall together. The scope's row is the lock; it is written first, because SQLite
queues writers but refuses readers that turn into writers.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..domain.index_numbers import (
    IndexNumberMismatch,
    IndexNumberParts,
    MissingPart,
    SerialExhausted,
    UnfitPart,
)
from ..models import IndexNumber, NumberingScheme, SerialScope

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

#: Serials that numbers entered by hand may have taken already are stepped over, up to this many.
MAX_STEPS = 10_000


class NumberRefusedError(ValidationError):
    """A number cannot be given; the message says why and what to do."""


def number_of(page_id: int | None) -> IndexNumber | None:
    """The register's entry of a page, or ``None``."""
    if page_id is None:
        return None
    return IndexNumber.objects.filter(page_id=page_id).first()


def check_request(text: str, scheme: NumberingScheme, page_id: int | None) -> IndexNumberParts:
    """Whether a number entered by hand may be used; raises ``NumberRefusedError``."""
    try:
        parts = scheme.compiled().parse(text)
    except IndexNumberMismatch as error:
        raise NumberRefusedError(
            _("“%(number)s” does not fit the numbering scheme “%(scheme)s”, e.g. %(sample)s."),
            code="index_number_mismatch",
            params={"number": text, "scheme": scheme.name, "sample": scheme.compiled().sample()},
        ) from error
    taken = IndexNumber.objects.filter(number=text).exclude(page_id=page_id).first()
    if taken and taken.page_id != page_id:
        raise NumberRefusedError(
            _("The index number %(number)s has been given already, to “%(title)s”."),
            code="index_number_taken",
            params={"number": text, "title": taken.title},
        )
    return parts


def check_parts(report: ReportMixin) -> None:
    """Whether a number could be made of the report's metadata; raises ``NumberRefusedError``."""
    assert report.numbering_scheme is not None
    compiled = report.numbering_scheme.compiled()
    try:
        compiled.format(**_parts_of(report), serial=1)
    except (MissingPart, UnfitPart) as error:
        raise _bad_part(error) from error


def allocate(report: ReportMixin, moment: datetime) -> IndexNumber:
    """The report's entry in the register, made now if there is none.

    A number entered by hand is registered as it is, and the serial goes on after it. Raises
    ``NumberRefusedError`` where no number can be made. Call inside a transaction.
    """
    known = number_of(report.pk)
    if known is not None:
        return known
    scheme = report.numbering_scheme
    if scheme is None:
        raise NumberRefusedError(
            _("Choose a numbering scheme: it makes the index number."), code="no_scheme"
        )
    requested = report.requested_index_number.strip()
    parts = check_request(requested, scheme, report.pk) if requested else None
    scope = _locked_scope(scheme, _scope_key(report, scheme, parts))
    known = number_of(report.pk)  # another process may have been faster; the lock is held now
    if known is not None:
        return known
    if parts is not None:
        entry = _create(report, requested, scheme, scope, parts.serial, moment, by_hand=True)
        if entry is None:
            raise NumberRefusedError(
                _("The index number %(number)s was given to another report just now."),
                code="index_number_taken",
                params={"number": requested},
            )
        SerialScope.objects.filter(pk=scope.pk, last__lt=parts.serial).update(last=parts.serial)
        return entry
    return _next(report, scheme, scope, moment)


def void(entry: IndexNumber, reason: str, moment: datetime) -> None:
    """Mark a number as void; it stays in the register and is never given again.

    Raises ``NumberRefusedError`` without a reason, or while a public report carries it.
    """
    if not reason.strip():
        raise NumberRefusedError(_("Say why the number is void; readers see it."), code="reason")
    if entry.state == IndexNumber.State.IN_USE and entry.published_at is not None:
        raise NumberRefusedError(
            _("A public report carries this number. Withdraw the report first."), code="in_use"
        )
    entry.state = IndexNumber.State.VOID
    entry.reason = reason.strip()
    entry.state_changed_at = moment
    entry.save(update_fields=["state", "reason", "state_changed_at"])


def _scope_key(report: ReportMixin, scheme: NumberingScheme, parts: IndexNumberParts | None) -> str:
    compiled = scheme.compiled()
    try:
        if parts is not None:
            return compiled.scope_of(parts)
        return compiled.scope(**_parts_of(report))
    except (MissingPart, UnfitPart) as error:
        raise _bad_part(error) from error


def _parts_of(report: ReportMixin) -> dict[str, Any]:
    category = report.information_category
    return {
        "agency": report.agency.code if report.agency else "",
        "category": category.code if category else "",
        "made_on": report.made_on,
    }


def _bad_part(error: MissingPart | UnfitPart) -> NumberRefusedError:
    names = {
        "agency": _("the agency"),
        "category": _("the information category"),
        "year": _("the date of making"),
        "month": _("the date of making"),
    }
    part = names.get(error.part, error.part)
    if isinstance(error, UnfitPart):
        return NumberRefusedError(
            _("The code of %(part)s, “%(value)s”, may only hold letters A-Z and digits."),
            code="index_number_part",
            params={"part": part, "value": error.value},
        )
    return NumberRefusedError(
        _("The index number needs %(part)s; fill it in."),
        code="index_number_part",
        params={"part": part},
    )


def _locked_scope(scheme: NumberingScheme, key: str) -> SerialScope:
    """The scope's row, locked until the transaction ends."""
    if not SerialScope.objects.filter(scheme=scheme, key=key).update(last=F("last")):
        SerialScope.objects.get_or_create(scheme=scheme, key=key)
    return SerialScope.objects.select_for_update().get(scheme=scheme, key=key)


def _next(
    report: ReportMixin, scheme: NumberingScheme, scope: SerialScope, moment: datetime
) -> IndexNumber:
    compiled = scheme.compiled()
    for serial in range(scope.last + 1, scope.last + 1 + MAX_STEPS):
        try:
            number = compiled.format(**_parts_of(report), serial=serial)
        except (MissingPart, UnfitPart) as error:
            raise _bad_part(error) from error
        except SerialExhausted as error:
            raise NumberRefusedError(
                _(
                    "All serial numbers of “%(scheme)s” are used up for %(scope)s. "
                    "Add a scheme with a wider serial and choose it here."
                ),
                code="serial_exhausted",
                params={"scheme": scheme.name, "scope": scope.key},
            ) from error
        entry = _create(report, number, scheme, scope, serial, moment, by_hand=False)
        if entry is not None:
            SerialScope.objects.filter(pk=scope.pk).update(last=serial)
            return entry
    raise NumberRefusedError(_("No free serial number was found."), code="serial_exhausted")


def _create(
    report: ReportMixin,
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
                agency_id=report.agency_id or 0,
                page_id=report.pk,
                entered_by_hand=by_hand,
                issued_at=moment,
            )
    except IntegrityError:
        if IndexNumber.objects.filter(number=number).exists():
            return None
        if IndexNumber.objects.filter(scope=scope, serial=serial).exists():
            return None
        raise
