"""Whose an imported number is, and which scheme it is of: looked up in what the site knows."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

from ..domain.errors import DefinitionError
from ..domain.identifiers import plain_identifier
from ..domain.index_number_errors import IndexNumberMismatch
from ..domain.index_numbers import IndexNumberParts, IndexNumberScheme
from ..domain.loose_numbers import parse_loosely
from ..models import Agency, NumberingScheme


class AgencyBook:
    """All agencies by their codes and names; two queries, however many there are."""

    def __init__(self) -> None:
        agencies = list(Agency.objects.all())
        self._by_code = {agency.code.casefold(): agency for agency in agencies}
        self._by_identifier: dict[str, Agency] = {}
        shorts: dict[str, list[Agency]] = {}
        for agency in agencies:
            codes = agency.number_codes()
            for code in filter(None, (codes["organisation"], codes["uscc"])):
                self._by_identifier.setdefault(plain_identifier(code), agency)
            if agency.short_name:
                shorts.setdefault(_plain(agency.short_name), []).append(agency)
        # A short name that two agencies share names neither.
        self._by_name = {name: found[0] for name, found in shorts.items() if len(found) == 1}
        self._by_name |= {_plain(agency.name): agency for agency in agencies}
        links = Agency.predecessors.through.objects.values_list("from_agency_id", "to_agency_id")
        self._related = {frozenset(pair) for pair in links}

    def by_code(self, code: str) -> Agency | None:
        """By its code, organisation code or social credit code."""
        if not code:
            return None
        found = self._by_code.get(code.casefold())
        return found or self._by_identifier.get(plain_identifier(code))

    def by_name(self, name: str) -> Agency | None:
        """By its full or short name."""
        return self._by_name.get(_plain(name)) if name.strip() else None

    def in_number(self, parts: IndexNumberParts) -> Agency | None:
        """The agency that a number names."""
        return self.by_code(parts.agency or parts.organisation or parts.uscc)

    def are_related(self, one: Agency, other: Agency) -> bool:
        """Whether they are the same, or one is a predecessor of the other."""
        return one.pk == other.pk or frozenset((one.pk, other.pk)) in self._related


@dataclass(frozen=True)
class Reading:
    """A number read by a scheme; ``strict`` if it is written as the scheme writes it."""

    scheme: NumberingScheme
    compiled: IndexNumberScheme
    parts: IndexNumberParts | None
    strict: bool

    @property
    def scope(self) -> str:
        assert self.parts is not None
        return self.compiled.scope_of(self.parts)


class SchemeBook:
    """All numbering schemes that can be read."""

    def __init__(self) -> None:
        self._schemes: list[tuple[NumberingScheme, IndexNumberScheme]] = []
        for scheme in NumberingScheme.objects.all():
            try:
                self._schemes.append((scheme, scheme.compiled()))
            except DefinitionError:  # stored past the form
                continue

    def knows(self, name: str) -> bool:
        return any(scheme.name == name for scheme, _compiled in self._schemes)

    def read(self, number: str, name: str, agencies: AgencyBook) -> Reading | None:
        """The number by the scheme of this name, or else by the first that it fits, strictly or
        loosely; ``None`` where it fits none."""
        schemes = [pair for pair in self._schemes if not name or pair[0].name == name]
        for scheme, compiled in schemes:
            try:
                parsed = compiled.parse(number)
            except IndexNumberMismatch:
                continue
            return Reading(scheme, compiled, _as_known(parsed, agencies), strict=True)
        for scheme, compiled in schemes:
            parts = parse_loosely(compiled, number)
            if parts is not None:
                return Reading(scheme, compiled, _as_known(parts, agencies), strict=False)
        if name and schemes:
            return Reading(*schemes[0], None, strict=False)
        return None


def _as_known(parts: IndexNumberParts, agencies: AgencyBook) -> IndexNumberParts:
    """The agency's code in the writing that the site has, for it makes the scope of the serial."""
    agency = agencies.by_code(parts.agency)
    if agency is None:
        return parts
    return replace(parts, agency=agency.code, texts={**parts.texts, "agency": agency.code})


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
