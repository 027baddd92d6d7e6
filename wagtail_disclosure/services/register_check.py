"""Check the register: what is wrong in it, in words and in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.errors import DefinitionError
from ..domain.identifiers import (
    IdentifierError,
    parse_organisation_code,
    parse_social_credit_code,
)
from ..domain.index_numbers import IndexNumberScheme
from ..domain.register import (
    RegisterFinding,
    RegisterRow,
    RegisterScope,
    check_register,
)
from ..models import Agency, IndexNumber, NumberingScheme, SerialScope
from ..models.identifier_texts import IDENTIFIER_TEXTS, identifier_text
from .number_parts import part_name

#: So many lines of the register are held in memory at once.
CHUNK = 2_000

KIND_NAMES: dict[str, str | Promise] = {
    "gap": gettext_lazy("gap"),
    "duplicate": gettext_lazy("number given twice"),
    "duplicate_serial": gettext_lazy("serial given twice"),
    "check_character": gettext_lazy("wrong check character"),
    "dummy": gettext_lazy("made-up code"),
    "invisible": gettext_lazy("invisible characters"),
    "misfit": gettext_lazy("does not fit its scheme"),
    "no_scheme": gettext_lazy("fits no scheme"),
    "other_serial": gettext_lazy("other serial"),
    "agency_code": gettext_lazy("wrong code of an agency"),
}

_TEXTS: dict[str, str | Promise] = {
    "gap": gettext_lazy("%(scope)s: no number has the serials %(first)s to %(last)s (%(count)s)."),
    "gap_of_one": gettext_lazy("%(scope)s: no number has the serial %(first)s."),
    "duplicate": gettext_lazy("The same number stands in other writing: %(others)s."),
    "duplicate_serial": gettext_lazy("Another number has the same serial: %(others)s."),
    "dummy": gettext_lazy("“%(code)s” (%(part)s) was made up."),
    "invisible": gettext_lazy("It holds characters that nobody sees (%(marks)s)."),
    "misfit": gettext_lazy("It does not fit its scheme, e.g. %(sample)s."),
    "no_scheme": gettext_lazy("It fits no numbering scheme of this site."),
    "other_serial": gettext_lazy(
        "The register counts it as serial %(serial)s of %(scope)s; the number says otherwise."
    ),
}


@dataclass(frozen=True)
class FindingLine:
    """One finding as people read it. ``entry`` is the register's line, where there is one."""

    kind: str
    kind_name: str
    number: str
    scheme: str
    reason: str
    entry: int | None

    def as_data(self) -> dict[str, str]:
        return {
            "kind": self.kind,
            "number": self.number,
            "scheme": self.scheme,
            "reason": self.reason,
        }


def kind_choices() -> list[tuple[str, Any]]:
    """All kinds of findings with their names."""
    return [*KIND_NAMES.items()]


def register_findings(scheme: NumberingScheme | None = None) -> Iterator[FindingLine]:
    """Everything that is wrong in the register, or with the numbers of one scheme only; found
    while it is read, in as many queries for two numbers as for a million."""
    schemes = {one.pk: one for one in NumberingScheme.objects.all()}
    compiled = {pk: found for pk, one in schemes.items() if (found := _compiled(one))}
    scopes = {
        scope.pk: RegisterScope(scope.scheme_id, scope.key, scope.last)
        for scope in _of(SerialScope.objects.all(), scheme).iterator(chunk_size=CHUNK)
    }
    for finding in check_register(lambda: _rows(scheme), compiled, scopes):
        yield _line(finding, schemes)
    if scheme is None:
        yield from _agency_findings()


def finding_text(finding: RegisterFinding) -> str:
    """The reason of a finding, in the active language."""
    params = dict(finding.params)
    key = finding.kind
    if "part" in params:
        params["part"] = part_name(params["part"])
    if key == "check_character":
        text = IDENTIFIER_TEXTS[params["mistake"]] % {**params, "text": params["code"]}
        return f"{params['part']}: {text}"
    if key == "gap" and params["count"] == "1":
        key = "gap_of_one"
    return _TEXTS[key] % params


def _compiled(scheme: NumberingScheme) -> IndexNumberScheme | None:
    try:
        return scheme.compiled()
    except DefinitionError:  # stored past the form
        return None


def _of(queryset: Any, scheme: NumberingScheme | None) -> Any:
    return queryset if scheme is None else queryset.filter(scheme=scheme)


def _rows(scheme: NumberingScheme | None) -> Iterator[RegisterRow]:
    """The register in the order of scopes and serials, on every database those without last."""
    order = (F("scope_id").asc(nulls_last=True), "serial", "pk")
    lines = _of(IndexNumber.objects.order_by(*order), scheme)
    fields = ("pk", "number", "scheme_id", "scope_id", "serial")
    for values in lines.values_list(*fields).iterator(chunk_size=CHUNK):
        yield RegisterRow(*values)


def _line(finding: RegisterFinding, schemes: dict[int, NumberingScheme]) -> FindingLine:
    scheme = schemes.get(finding.scheme or 0)
    return FindingLine(
        finding.kind,
        str(KIND_NAMES[finding.kind]),
        finding.number,
        scheme.name if scheme else "",
        finding_text(finding),
        finding.entry,
    )


def _agency_findings() -> Iterator[FindingLine]:
    """Agencies whose codes are wrong: stored before codes were checked, or past the form."""
    coded = Agency.objects.exclude(organisation_code="", social_credit_code="")
    for agency in coded.iterator(chunk_size=CHUNK):
        codes = [
            (agency.organisation_code, parse_organisation_code),
            (agency.social_credit_code, parse_social_credit_code),
        ]
        for text, parse in codes:
            if not text:
                continue
            try:
                parse(text)
            except IdentifierError as error:
                yield _agency_line(agency, error)


def _agency_line(agency: Agency, error: IdentifierError) -> FindingLine:
    values = {"agency": agency.name, "mistake": identifier_text(error)}
    reason = _("%(agency)s: %(mistake)s") % values
    return FindingLine("agency_code", str(KIND_NAMES["agency_code"]), "", "", reason, None)
