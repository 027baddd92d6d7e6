"""Take over a register of index numbers that was kept elsewhere, as ``plan_register`` planned it.

Imported numbers wait for their pages, and serials go on after them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from ..models import IndexNumber, SerialScope
from .number_parts import NumberRefusedError
from .register_plan import PlannedNumber, RegisterPlan
from .serial_scopes import locked_scopes

#: So many rows are written by one query.
BATCH = 500


def write_register(plan: RegisterPlan, moment: datetime) -> int:
    """Write the numbers of a plan; all or none. Returns how many.

    Raises ``NumberRefusedError`` where somebody gave one of them since the plan was made.
    """
    try:
        with transaction.atomic():
            keys = (number.scope for number in plan.new)
            scopes = locked_scopes(key for key in keys if key is not None)
            entries = [_entry(number, scopes, moment) for number in plan.new]
            IndexNumber.objects.bulk_create(entries, batch_size=BATCH)
            _go_on_after(entries, scopes.values())
    except IntegrityError as error:
        raise NumberRefusedError(
            _("Some of these numbers were given meanwhile; nothing was written. Run it again."),
            code="index_number_taken",
        ) from error
    return len(entries)


def _entry(
    number: PlannedNumber, scopes: dict[tuple[int, str], SerialScope], moment: datetime
) -> IndexNumber:
    row = number.row
    published = make_aware(row.published) if row.published else None
    made = make_aware(datetime.combine(row.made_on, time())) if row.made_on else None
    gone = row.state != IndexNumber.State.IN_USE
    return IndexNumber(
        number=row.number,
        scheme=number.reading.scheme if number.reading else None,
        scope=scopes[number.scope] if number.scope else None,
        serial=number.serial,
        agency=number.agency,
        imported=True,
        issued_at=published or made or moment,
        title=row.title,
        agency_name=row.agency or number.agency.name,
        document_number=row.document_number,
        made_on=row.made_on,
        published_at=published,
        was_public=gone and published is not None,
        state=row.state,
        reason=row.reason,
        state_changed_at=moment if gone else None,
    )


def _go_on_after(entries: Iterable[IndexNumber], scopes: Iterable[SerialScope]) -> None:
    """Let each serial go on after the last imported number."""
    last: dict[int, int] = {}
    for entry in entries:
        if entry.scope_id is not None and entry.serial is not None:
            last[entry.scope_id] = max(entry.serial, last.get(entry.scope_id, 0))
    moved: list[SerialScope] = []
    for scope in scopes:
        if last.get(scope.pk, 0) > scope.last:
            scope.last = last[scope.pk]
            moved.append(scope)
    SerialScope.objects.bulk_update(moved, ["last"], batch_size=BATCH)
