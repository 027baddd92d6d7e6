"""Take over a register of index numbers that was kept elsewhere.

``plan_register`` says beforehand everything that would happen, and all that is wrong at once;
``write_register`` does it. Imported numbers keep their writing, right or wrong, for public pages
carry them. They wait for their pages, and serials go on after them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from ..domain.identifiers import is_dummy
from ..domain.index_numbers import identifier_mistakes
from ..domain.register import writing_key
from ..importers.register_rows import ImportedNumber, ImportedRegister, RowMistake
from ..models import Agency, IndexNumber, SerialScope
from .number_parts import NumberRefusedError
from .register_lookup import AgencyBook, Reading, SchemeBook
from .serial_scopes import locked_scopes

#: So many rows are looked up, or written, by one query.
BATCH = 500


@dataclass(frozen=True)
class PlannedNumber:
    """A row that can be imported; ``serial`` is ``None`` where it is not known, or taken."""

    row: ImportedNumber
    agency: Agency
    reading: Reading | None
    serial: int | None

    @property
    def scope(self) -> tuple[int, str] | None:
        """Scheme and key of the scope in which it counts."""
        if self.serial is None or self.reading is None:
            return None
        return self.reading.scheme.pk, self.reading.scope


@dataclass
class RegisterPlan:
    """What an import would do: ``new`` numbers, how many are ``there`` already, what is wrong and
    keeps rows out, and remarks on rows that are imported all the same."""

    imported: ImportedRegister
    new: list[PlannedNumber] = field(default_factory=list)
    there: int = 0
    mistakes: list[RowMistake] = field(default_factory=list)
    remarks: list[RowMistake] = field(default_factory=list)


def plan_register(imported: ImportedRegister, scheme: str = "") -> RegisterPlan:
    """What importing these rows would do. ``scheme`` is the name of the scheme of rows that name
    none; empty: the first that their numbers fit."""
    plan = RegisterPlan(imported, mistakes=list(imported.mistakes))
    planner = _Planner(plan, scheme)
    for start in range(0, len(imported.rows), BATCH):
        planner.add(imported.rows[start : start + BATCH])
    plan.mistakes.sort(key=lambda mistake: mistake.row)
    return plan


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


class _Planner:
    def __init__(self, plan: RegisterPlan, scheme: str) -> None:
        self.plan = plan
        self.scheme = scheme
        self.wrong: set[int] = set()
        self.agencies = AgencyBook()
        self.schemes = SchemeBook()
        self.exact: dict[str, int] = {}
        self.written: dict[str, int] = {}
        self.serials: dict[tuple[int, str, int], str] = {}

    def add(self, rows: Sequence[ImportedNumber]) -> None:
        """Plan some rows; what is stored already is looked up for all of them at once."""
        stored = _stored({row.number for row in rows})
        read = [(row, self._read(row)) for row in rows]
        taken = _taken_serials([reading for _row, reading in read if reading and reading.parts])
        for row, reading in read:
            agency = self._agency(row, reading)
            wrong = row.row in self.wrong
            if self._is_free(row, agency, stored) and agency is not None and not wrong:
                serial = self._serial(row, reading, taken)
                self._remark(row, reading)
                self.plan.new.append(PlannedNumber(row, agency, reading, serial))

    def _read(self, row: ImportedNumber) -> Reading | None:
        name = row.scheme or self.scheme
        if name and not self.schemes.knows(name):
            self._mistake(row, "scheme", "scheme_unknown", scheme=name)
            name = ""
        return self.schemes.read(row.number, name, self.agencies)

    def _agency(self, row: ImportedNumber, reading: Reading | None) -> Agency | None:
        """The agency that the row names, or else its number; ``None`` after a mistake."""
        coded = self.agencies.by_code(row.agency_code)
        named = self.agencies.by_name(row.agency) or self.agencies.by_code(row.agency)
        parts = reading.parts if reading else None
        shown = self.agencies.in_number(parts) if parts else None
        agency = coded or named
        if row.agency_code and coded is None:
            self._mistake(row, "agency_code", "agency_unknown", agency=row.agency_code)
        elif row.agency and named is None:
            self._mistake(row, "agency", "agency_unknown", agency=row.agency)
        elif coded and named and coded.pk != named.pk:
            self._mistake(row, "agency", "agencies_differ", one=coded.name, other=named.name)
        elif agency is None and shown is None:
            self._mistake(row, "number", "agency_missing")
        elif agency and shown and not self.agencies.are_related(agency, shown):
            values = {"shown": shown.name, "agency": agency.name}
            self._mistake(row, "number", "agency_other", **values)
        else:
            return agency or shown
        return None

    def _is_free(
        self, row: ImportedNumber, agency: Agency | None, stored: dict[str, IndexNumber]
    ) -> bool:
        """Whether the number stands neither in the register nor in a row before."""
        key = _exact_key(row.number)
        before = self.exact.setdefault(key, row.row)
        if before != row.row:
            self._mistake(row, "number", "number_twice", row=str(before))
            return False
        known = stored.get(key)
        if known is None or agency is None:
            return known is None
        if known.number == row.number and self.agencies.are_related(known.agency, agency):
            self.plan.there += 1
        else:
            values = {"number": known.number, "agency": known.agency.name}
            self._mistake(row, "number", "number_taken", **values)
        return False

    def _serial(
        self,
        row: ImportedNumber,
        reading: Reading | None,
        taken: dict[tuple[int, str, int], str],
    ) -> int | None:
        """The serial that the number uses up; ``None`` if it is not told, or another has it."""
        if reading is None or reading.parts is None:
            return None
        key = (reading.scheme.pk, reading.scope, reading.parts.serial)
        other = taken.get(key) or self.serials.get(key)
        if other:
            self._remark_on(row, "serial_taken", other=other)
            return None
        self.serials[key] = row.number
        return reading.parts.serial

    def _remark(self, row: ImportedNumber, reading: Reading | None) -> None:
        """What the register check will find in this number, said beforehand."""
        before = self.written.setdefault(writing_key(row.number), row.row)
        if before != row.row:
            self._remark_on(row, "other_writing", row=str(before))
        if reading is None:
            self._remark_on(row, "no_scheme")
            return
        if not reading.strict:
            sample = reading.compiled.sample()
            self._remark_on(row, "misfit", scheme=reading.scheme.name, sample=sample)
        parts = reading.parts
        if parts is None:
            return
        for key, mistake in identifier_mistakes(parts).items():
            values = {"part": key, "code": mistake.text, "expected": mistake.expected}
            self._remark_on(row, "wrong_code", mistake=mistake.code, **values)
        if is_dummy(parts.agency):
            self._remark_on(row, "wrong_code", part="agency", code=parts.agency, mistake="dummy")
        if row.made_on and parts.year and row.made_on.year != parts.year:
            made = str(row.made_on.year)
            self._remark_on(row, "other_year", year=str(parts.year), made=made)

    def _mistake(self, row: ImportedNumber, column: str, code: str, /, **params: str) -> None:
        self.wrong.add(row.row)
        head = self.plan.imported.heads.get(column, "")
        self.plan.mistakes.append(RowMistake(row.row, head, code, params))

    def _remark_on(self, row: ImportedNumber, code: str, /, **params: str) -> None:
        head = self.plan.imported.heads["number"]
        self.plan.remarks.append(RowMistake(row.row, head, code, params))


def _exact_key(number: str) -> str:
    """Numbers that some databases take for one: case and full width do not count."""
    return unicodedata.normalize("NFKC", number).casefold()


def _stored(numbers: Iterable[str]) -> dict[str, IndexNumber]:
    entries = IndexNumber.objects.filter(number__in=numbers).select_related("agency")
    return {_exact_key(entry.number): entry for entry in entries}


def _taken_serials(readings: Sequence[Reading]) -> dict[tuple[int, str, int], str]:
    """Which of the serials of these numbers have been given, and as which number."""
    if not readings:
        return {}
    found = IndexNumber.objects.filter(
        scope__scheme__in={reading.scheme.pk for reading in readings},
        scope__key__in={reading.scope for reading in readings},
        serial__in={reading.parts.serial for reading in readings if reading.parts},
    ).values_list("scope__scheme_id", "scope__key", "serial", "number")
    return {(scheme, key, serial or 0): number for scheme, key, serial, number in found}


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
