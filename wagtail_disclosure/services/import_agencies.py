"""Whose report a file is: the agency by its names, or by the code in its index number."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ..domain.errors import DefinitionError
from ..domain.index_number_errors import IndexNumberMismatch
from ..domain.index_numbers import IndexNumberParts
from ..importers.imported import ImportedReport
from ..importers.labels import squeeze
from ..models import Agency, NumberingScheme
from ..models.agencies import code_validator
from .import_plan import Remark
from .register_lookup import AgencyBook


def find_agency(
    imported: ImportedReport, create_agency: str | None, remarks: list[Remark]
) -> Agency | None:
    found = _known_agency(imported, remarks)
    if found is not None or not imported.agency:
        if not imported.agency:
            remarks.append(Remark(_("The issuing agency is not known."), stops=True))
        return found
    if create_agency is None:
        text = _("The site knows no agency “%(name)s”. Add it first, or name a code for a new one.")
        remarks.append(Remark(text % {"name": imported.agency}, stops=True))
        return None
    contact = imported.contact
    agency = Agency(
        name=imported.agency,
        code=create_agency,
        address=contact.address,
        postcode=contact.postcode,
        phone=contact.phone,
        email=valid_email(contact.email),
    )
    try:
        code_validator(create_agency)
        agency.full_clean()
    except ValidationError as error:
        text = _("The agency cannot be added: %(reason)s")
        remarks.append(Remark(text % {"reason": " ".join(error.messages)}, stops=True))
        return None
    text = _("The agency “%(name)s” will be added with the code %(code)s.")
    remarks.append(Remark(text % {"name": agency.name, "code": agency.code}))
    return agency


def _known_agency(imported: ImportedReport, remarks: list[Remark]) -> Agency | None:
    """By full name, short name, or by the code in the index number, which outlives a renaming."""
    wanted = squeeze(imported.agency)
    for name in ("name", "short_name"):
        for agency in Agency.objects.exclude(**{name: ""}):
            if wanted and squeeze(getattr(agency, name)) == wanted:
                _remark_successors(agency, remarks)
                return agency
    _scheme, parts = scheme_of(imported.index_number)
    coded = AgencyBook().in_number(parts) if parts else None
    if coded is not None:
        text = _("“%(name)s” is taken for %(agency)s, which has the code %(code)s of the number.")
        values = {"name": imported.agency, "agency": coded.name, "code": coded.code}
        remarks.append(Remark(text % values))
    return coded


def _remark_successors(agency: Agency, remarks: list[Remark]) -> None:
    names = "、".join(agency.successors.values_list("name", flat=True))
    if names:
        text = _("%(agency)s is a predecessor of %(successors)s: its figures are carried on there.")
        remarks.append(Remark(text % {"agency": agency.name, "successors": names}))


def scheme_of(number: str) -> tuple[NumberingScheme | None, IndexNumberParts | None]:
    """The first numbering scheme that a number fits, with its parts."""
    for scheme in NumberingScheme.objects.all() if number else ():
        try:
            return scheme, scheme.compiled().parse(number)
        except (IndexNumberMismatch, DefinitionError):
            continue
    return None, None


def valid_email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text
