"""Where the serial of a scope stands: its lock, and setting it on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from ..domain.index_number_errors import IndexNumberMismatch
from ..models import IndexNumber, NumberingScheme, SerialScope
from .number_parts import NumberRefusedError

#: So many scopes are locked by one query.
BATCH = 500


@dataclass(frozen=True)
class Continuation:
    """A scope whose serial is to go on after ``after``; it stood at ``before``."""

    scheme: NumberingScheme
    scope: str
    before: int
    after: int

    @property
    def left_out(self) -> int:
        """How many serials nobody will be given."""
        return max(0, self.after - self.before - 1)


def locked_scope(scheme: NumberingScheme, key: str) -> SerialScope:
    """The scope's row, locked until the transaction ends.

    One upsert makes it: a lost race of INSERTs keeps a shared lock on MariaDB, and two losers
    that then both ask for the row's own lock wait for each other.
    """
    SerialScope.objects.bulk_create([SerialScope(scheme=scheme, key=key)], **_upsert())
    return SerialScope.objects.select_for_update().get(scheme=scheme, key=key)


def continuation(scheme: NumberingScheme, number: str) -> Continuation:
    """What ``go_on_after`` would do; raises ``NumberRefusedError``."""
    compiled = scheme.compiled()
    try:
        parts = compiled.parse(number)
    except IndexNumberMismatch as error:
        raise mismatch(number, scheme, error) from error
    key = compiled.scope_of(parts)
    scope = SerialScope.objects.filter(scheme=scheme, key=key).first()
    found = Continuation(scheme, key, scope.last if scope else 0, parts.serial)
    if scope is not None and found.after < found.before:
        _refuse_to_go_back(scope, found)
    return found


def go_on_after(scheme: NumberingScheme, number: str) -> Continuation:
    """Let the serial of the number's scope go on after it: forward over serials that were given
    elsewhere, or back after a slip. Numbers that were given are stepped over in any case.

    Raises ``NumberRefusedError`` for a number of another pattern, and for going back over numbers
    that this site gave.
    """
    with transaction.atomic():
        scope = locked_scope(scheme, continuation(scheme, number).scope)
        found = continuation(scheme, number)
        SerialScope.objects.filter(pk=scope.pk).update(last=found.after)
    return found


def mismatch(
    number: str, scheme: NumberingScheme, error: IndexNumberMismatch
) -> NumberRefusedError:
    """The refusal of a text that is no number of the scheme."""
    return NumberRefusedError(
        _("“%(number)s” does not fit the numbering scheme “%(scheme)s”, e.g. %(sample)s."),
        code="index_number_mismatch",
        params={"number": number, "scheme": scheme.name, "sample": error.sample},
    )


def _refuse_to_go_back(scope: SerialScope, wanted: Continuation) -> None:
    given = IndexNumber.objects.filter(scope=scope, entered_by_hand=False, imported=False)
    last = given.aggregate(last=Max("serial"))["last"] or 0
    if wanted.after < last:
        raise NumberRefusedError(
            _(
                "Serials up to %(last)s have been given for %(scope)s; the serial cannot go back "
                "to %(after)s."
            ),
            code="serial_given",
            params={"last": last, "scope": scope.key, "after": wanted.after},
        )


def locked_scopes(keys: Iterable[tuple[int, str]]) -> dict[tuple[int, str], SerialScope]:
    """The rows of many scopes, by scheme and key; locked until the transaction ends."""
    found: dict[tuple[int, str], SerialScope] = {}
    wanted = sorted(set(keys))
    options = _upsert()
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        SerialScope.objects.bulk_create(
            [SerialScope(scheme_id=scheme, key=key) for scheme, key in batch], **options
        )
        rows = SerialScope.objects.select_for_update().filter(
            scheme__in={scheme for scheme, _key in batch}, key__in=[key for _scheme, key in batch]
        )
        for row in rows.order_by("pk"):
            found[row.scheme_id, row.key] = row
    return found


def _upsert() -> dict[str, Any]:
    options: dict[str, Any] = {"update_conflicts": True, "update_fields": ["key"]}
    if connection.features.supports_update_conflicts_with_target:
        options["unique_fields"] = ["scheme", "key"]
    return options
