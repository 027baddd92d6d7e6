"""Give index numbers: gapless per scope, never twice, for ever.

Every function that gives a number runs inside its caller's transaction, so that number and
page stand or fall together. The scope's row is the lock; it is written first, because SQLite
queues writers but refuses readers that turn into writers.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..domain.index_numbers import (
    IndexNumberMismatch,
    IndexNumberParts,
    MissingPart,
    SerialExhausted,
    UnfitPart,
)
from ..models import Agency, IndexNumber, NumberingScheme, SerialScope

if TYPE_CHECKING:
    from ..mixins.disclosed_page import DisclosedPageMixin

#: Serials that numbers entered by hand may have taken already are stepped over, up to this many.
MAX_STEPS = 10_000


class NumberRefusedError(ValidationError):
    """A number cannot be given; the message says why and what to do."""


def number_of(page_id: int | None) -> IndexNumber | None:
    """The register's entry of a page, or ``None``."""
    if page_id is None:
        return None
    return IndexNumber.objects.filter(page_id=page_id).first()


def check_request(
    text: str,
    scheme: NumberingScheme,
    *,
    agency: Agency | None = None,
    made_on: date | None = None,
    page_id: int | None = None,
) -> IndexNumberParts:
    """Whether a number entered by hand may be used; raises ``NumberRefusedError``.

    It must fit the scheme, name the agency (or a predecessor) and the year of making as far as
    they are known, and neither it nor its serial may have been given to another page before.
    """
    compiled = scheme.compiled()
    try:
        parts = compiled.parse(text)
    except IndexNumberMismatch as error:
        raise NumberRefusedError(
            _("“%(number)s” does not fit the numbering scheme “%(scheme)s”, e.g. %(sample)s."),
            code="index_number_mismatch",
            params={"number": text, "scheme": scheme.name, "sample": compiled.sample()},
        ) from error
    _refuse_foreign(text, parts, agency, made_on)
    taken = (
        IndexNumber.objects.filter(
            Q(number=text)
            | Q(scope__scheme=scheme, scope__key=compiled.scope_of(parts), serial=parts.serial)
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
    return parts


def _refuse_foreign(
    text: str, parts: IndexNumberParts, agency: Agency | None, made_on: date | None
) -> None:
    """Refuse another agency's or another year's number: one slip would use up a whole serial."""
    if agency and parts.agency:
        codes = [agency.code, *agency.predecessors.values_list("code", flat=True)]
        if parts.agency not in codes:
            raise NumberRefusedError(
                _("%(number)s belongs to the agency %(code)s, not to %(agency)s."),
                code="index_number_agency",
                params={"number": text, "code": parts.agency, "agency": agency.name},
            )
    if made_on and parts.year and parts.year != made_on.year:
        raise NumberRefusedError(
            _("%(number)s is of the year %(year)s, but the date of making is in %(made)s."),
            code="index_number_year",
            params={"number": text, "year": parts.year, "made": made_on.year},
        )


def check_report_request(report: DisclosedPageMixin) -> IndexNumberParts:
    """``check_request`` for the number that an editor typed into a report."""
    assert report.numbering_scheme is not None
    return check_request(
        report.requested_index_number.strip(),
        report.numbering_scheme,
        agency=report.agency,
        made_on=report.made_on,
        page_id=report.pk,
    )


def check_parts(report: DisclosedPageMixin) -> None:
    """Whether a number could be made of the report's metadata; raises ``NumberRefusedError``."""
    assert report.numbering_scheme is not None
    compiled = report.numbering_scheme.compiled()
    try:
        compiled.format(**_parts_of(report), serial=1)
    except (MissingPart, UnfitPart) as error:
        raise _bad_part(error) from error


def allocate(report: DisclosedPageMixin, moment: datetime) -> IndexNumber:
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
    parts = check_report_request(report) if requested else None
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

    Its page, if it is ever published again, gets a new number: the void one lets go of it.
    Raises ``NumberRefusedError`` without a reason, or while a public report carries it.
    """
    if not reason.strip():
        raise NumberRefusedError(_("Say why the number is void; readers see it."), code="reason")
    unused = IndexNumber.objects.filter(pk=entry.pk).exclude(state=IndexNumber.State.IN_USE)
    if not unused.update(
        state=IndexNumber.State.VOID,
        reason=reason.strip(),
        state_changed_at=moment,
        page_id=None,
    ):
        raise NumberRefusedError(
            _("A public report carries this number. Withdraw the report first."), code="in_use"
        )


def _scope_key(
    report: DisclosedPageMixin, scheme: NumberingScheme, parts: IndexNumberParts | None
) -> str:
    compiled = scheme.compiled()
    try:
        if parts is not None:
            return compiled.scope_of(parts)
        return compiled.scope(**_parts_of(report))
    except (MissingPart, UnfitPart) as error:
        raise _bad_part(error) from error


def _parts_of(report: DisclosedPageMixin) -> dict[str, Any]:
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
    """The scope's row, locked until the transaction ends.

    One upsert makes it: a lost race of INSERTs keeps a shared lock on MariaDB, and two losers
    that then both ask for the row's own lock wait for each other.
    """
    options: dict[str, Any] = {"update_conflicts": True, "update_fields": ["key"]}
    if connection.features.supports_update_conflicts_with_target:
        options["unique_fields"] = ["scheme", "key"]
    SerialScope.objects.bulk_create([SerialScope(scheme=scheme, key=key)], **options)
    return SerialScope.objects.select_for_update().get(scheme=scheme, key=key)


def _next(
    report: DisclosedPageMixin, scheme: NumberingScheme, scope: SerialScope, moment: datetime
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
    report: DisclosedPageMixin,
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
