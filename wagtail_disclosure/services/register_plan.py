"""Say beforehand what importing a register of index numbers would do, and all that is wrong.

What is wrong keeps a row out. What is remarked is imported all the same: numbers keep their
writing, right or wrong, for public pages carry them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..domain.identifiers import is_dummy
from ..domain.index_numbers import identifier_mistakes
from ..domain.register import writing_key
from ..importers.register_rows import ImportedNumber, ImportedRegister, RowMistake
from ..models import Agency, IndexNumber, SerialScope
from .number_requests import LARGEST_LEAP
from .register_lookup import AgencyBook, Reading, SchemeBook

#: So many rows are looked up by one query.
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
    planner.remark_leaps()
    for found in (plan.mistakes, plan.remarks):
        found.sort(key=lambda mistake: mistake.row)
    return plan


class _Planner:
    def __init__(self, plan: RegisterPlan, scheme: str) -> None:
        self.plan = plan
        self.scheme = scheme
        self.wrong = {mistake.row for mistake in plan.mistakes}
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
            free = self._is_free(row, agency, stored)
            if free and agency is not None and row.row not in self.wrong:
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
            self.plan.there += row.row not in self.wrong
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

    def remark_leaps(self) -> None:
        """Remark on serials that leave out so many others that one digit too many is likely: the
        next number given here would go on after them."""
        scopes: dict[tuple[int, str], dict[int, ImportedNumber]] = {}
        for number in self.plan.new:
            if number.scope is not None and number.serial is not None:
                scopes.setdefault(number.scope, {})[number.serial] = number.row
        last = _last_serials(scopes)
        for scope, rows in scopes.items():
            before = [last[scope]] if last.get(scope) else []
            for lower, upper in pairwise(sorted([*before, *rows])):
                left_out = upper - lower - 1
                if left_out > LARGEST_LEAP and upper in rows:
                    values = {"count": str(left_out), "before": str(lower)}
                    self._remark_on(rows[upper], "leap", **values)

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


def _last_serials(scopes: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Where the serials of these scopes stand."""
    wanted = sorted(scopes)
    found: dict[tuple[int, str], int] = {}
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        rows = SerialScope.objects.filter(
            scheme__in={scheme for scheme, _key in batch}, key__in=[key for _scheme, key in batch]
        )
        found |= {(row.scheme_id, row.key): row.last for row in rows}
    return found
