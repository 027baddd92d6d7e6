"""What is wrong in a register of index numbers: gaps, numbers given twice, numbers that do not fit.

The register is read as a stream; of each number only two fingerprints of eight bytes are kept, so
that a register of millions can be checked.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import pairwise

from .identifiers import is_dummy
from .index_number_errors import IndexNumberMismatch
from .index_numbers import IndexNumberParts, IndexNumberScheme, identifier_mistakes

#: The kinds of findings, in the order in which they are explained.
KINDS = (
    "gap", "duplicate", "duplicate_serial", "check_character", "dummy", "invisible", "misfit",
    "no_scheme", "other_serial", "agency_code",
)  # fmt: skip

#: Control characters and those that only tell how to set a text.
_INVISIBLE = ("Cc", "Cf")

_DASHES = re.compile(r"[-‐‑‒–—―−/\\_.·]")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register. ``scope`` and ``serial`` are ``None`` where they are not known."""

    pk: int
    number: str
    scheme: int | None = None
    scope: int | None = None
    serial: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterScope:
    """A scope of a scheme: its key, and the last serial given in it."""

    scheme: int
    key: str
    last: int


@dataclass(frozen=True, slots=True)
class RegisterFinding:
    """One mistake: its kind, the number it is about (empty for a gap) with its entry, the scheme,
    and what the words need."""

    kind: str
    number: str = ""
    entry: int | None = None
    scheme: int | None = None
    params: Mapping[str, str] = field(default_factory=dict, hash=False)


def writing_key(number: str) -> str:
    """The same for all ways of writing one number: case, full width, blanks and what nobody sees,
    kinds of separators, leading zeros of the serial."""
    hidden = invisible_marks(number)
    seen = "".join(mark for mark in number if mark not in hidden)
    plain = "".join(unicodedata.normalize("NFKC", seen).upper().split())
    *front, serial = _DASHES.sub("-", plain).split("-")
    return "-".join((*front, serial.lstrip("0") or "0"))


def invisible_marks(text: str) -> str:
    """The characters of a text that nobody sees, as U+200B, which tables and web pages leave when
    a number is copied from them. Blanks are none of them."""
    return "".join(mark for mark in text if unicodedata.category(mark) in _INVISIBLE)


def check_register(
    rows: Callable[[], Iterable[RegisterRow]],
    schemes: Mapping[int, IndexNumberScheme],
    scopes: Mapping[int, RegisterScope],
) -> Iterator[RegisterFinding]:
    """Everything that is wrong, as it is found.

    ``rows()`` gives the register in the order of scopes and serials; it is asked a second time
    where numbers may have come twice. A scheme that is not in ``schemes`` cannot be read: its
    numbers are taken as they are.
    """
    writings, serials = array("Q"), array("Q")
    gaps = _Gaps(scopes)
    for row in rows():
        yield from gaps.before(row)
        writings.append(_fingerprint(writing_key(row.number)))
        parts = _parts_of(row, schemes)
        if parts is not None:
            serials.append(_fingerprint(_serial_key(row, parts, schemes)))
            yield from _number_findings(row, parts, schemes, scopes)
        else:
            yield from _misfit(row, schemes)
    yield from gaps.at_the_end()
    twice = _repeated(writings), _repeated(serials)
    if any(twice):
        yield from _duplicates(rows, schemes, *twice)


def _misfit(
    row: RegisterRow, schemes: Mapping[int, IndexNumberScheme]
) -> Iterator[RegisterFinding]:
    """Why a number could not be read."""
    found = invisible_marks(row.number)
    marks = {"marks": ", ".join(f"U+{ord(mark):04X}" for mark in dict.fromkeys(found))}
    if found:
        yield RegisterFinding("invisible", row.number, row.pk, row.scheme, marks)
    elif row.scheme is None:
        yield RegisterFinding("no_scheme", row.number, row.pk)
    elif row.scheme in schemes:
        sample = {"sample": schemes[row.scheme].sample()}
        yield RegisterFinding("misfit", row.number, row.pk, row.scheme, sample)


class _Gaps:
    """Serials that are left out, told from rows in the order of scopes and serials."""

    def __init__(self, scopes: Mapping[int, RegisterScope]) -> None:
        self.scopes = scopes
        self.scope: int | None = None
        self.serial = 0

    def before(self, row: RegisterRow) -> Iterator[RegisterFinding]:
        if row.scope is None or row.serial is None:
            return
        if row.scope != self.scope:
            yield from self.at_the_end()
            self.scope, self.serial = row.scope, 0
        yield from self._gap(row.serial - 1)
        self.serial = row.serial

    def at_the_end(self) -> Iterator[RegisterFinding]:
        """What the scope has given beyond its last number."""
        if self.scope is not None:
            yield from self._gap(self.scopes[self.scope].last)

    def _gap(self, last: int) -> Iterator[RegisterFinding]:
        first = self.serial + 1
        if first > last or self.scope is None:
            return
        scope = self.scopes[self.scope]
        params = {
            "scope": scope.key,
            "first": str(first),
            "last": str(last),
            "count": str(last - first + 1),
        }
        yield RegisterFinding("gap", scheme=scope.scheme, params=params)


def _number_findings(
    row: RegisterRow,
    parts: IndexNumberParts,
    schemes: Mapping[int, IndexNumberScheme],
    scopes: Mapping[int, RegisterScope],
) -> Iterator[RegisterFinding]:
    """What is wrong with one number that fits its scheme."""
    mistakes = identifier_mistakes(parts)
    for key, mistake in mistakes.items():
        kind = "dummy" if mistake.code == "dummy" else "check_character"
        params = {"part": key, "code": mistake.text, "expected": mistake.expected}
        params |= {"mistake": mistake.code}
        yield RegisterFinding(kind, row.number, row.pk, row.scheme, params)
    if is_dummy(parts.agency):
        params = {"part": "agency", "code": parts.agency}
        yield RegisterFinding("dummy", row.number, row.pk, row.scheme, params)
    if row.scope is None or row.scheme is None:
        return
    scope = schemes[row.scheme].scope_of(parts)
    stored = scopes[row.scope].key
    if (scope, parts.serial) != (stored, row.serial):
        params = {"scope": stored, "serial": str(row.serial)}
        yield RegisterFinding("other_serial", row.number, row.pk, row.scheme, params)


def _duplicates(
    rows: Callable[[], Iterable[RegisterRow]],
    schemes: Mapping[int, IndexNumberScheme],
    writings: frozenset[int],
    serials: frozenset[int],
) -> Iterator[RegisterFinding]:
    """Numbers that are the same in other writing, and serials that came twice in one scope."""
    groups: dict[tuple[str, str], list[RegisterRow]] = {}
    for row in rows():
        key = writing_key(row.number)
        if _fingerprint(key) in writings:
            groups.setdefault(("duplicate", key), []).append(row)
        parts = _parts_of(row, schemes)
        if parts is not None:
            key = _serial_key(row, parts, schemes)
            if _fingerprint(key) in serials:
                groups.setdefault(("duplicate_serial", key), []).append(row)
    told: set[tuple[int, ...]] = set()
    for (kind, _key), group in sorted(groups.items(), key=lambda item: item[0]):
        entries = tuple(sorted(row.pk for row in group))
        if len(group) > 1 and entries not in told:
            told.add(entries)
            first, *others = group
            params = {"others": "、".join(row.number for row in others)}
            yield RegisterFinding(kind, first.number, first.pk, first.scheme, params)


def _parts_of(
    row: RegisterRow, schemes: Mapping[int, IndexNumberScheme]
) -> IndexNumberParts | None:
    if row.scheme is None or row.scheme not in schemes:
        return None
    try:
        return schemes[row.scheme].parse(row.number)
    except IndexNumberMismatch:
        return None


def _serial_key(
    row: RegisterRow, parts: IndexNumberParts, schemes: Mapping[int, IndexNumberScheme]
) -> str:
    assert row.scheme is not None
    return f"{row.scheme}|{schemes[row.scheme].scope_of(parts)}|{parts.serial}"


def _fingerprint(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest())


def _repeated(fingerprints: array[int]) -> frozenset[int]:
    pairs = pairwise(sorted(fingerprints))
    return frozenset(one for one, following in pairs if one == following)
