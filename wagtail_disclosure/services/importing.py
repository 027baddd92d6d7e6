"""Import one report: what a file holds becomes a draft, never a publication.

``plan_import`` says beforehand everything that would happen; ``apply_import`` does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from ..domain.index_numbers import IndexNumberParts
from ..domain.sheet import Sheet
from ..importers.imported import ImportedReport
from ..importers.page_text import read_page_text
from ..models import Agency, Category, NumberingScheme
from . import numbering
from .categories import find_categories
from .import_agencies import find_agency, scheme_of, valid_email
from .import_content import rich_text, sections_data
from .import_plan import ImportPlan, Remark, existing_text
from .page_types import is_report
from .report_checks import surroundings
from .report_problems import twin_of
from .reports import start_report
from .sheets import build_sheet
from .standards import offered_standards, suitable_standards

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


class ImportImpossibleError(ValidationError):
    """The plan cannot be carried out; the messages are its refusals."""


def read_report(source: bytes) -> ImportedReport:
    """Read a copied page with the standards of this site; raises ``ImportRefused``."""
    return read_page_text(source, offered_standards())


def report_type_below(parent: Any) -> type[ReportMixin] | None:
    """The type of report page that may stand below ``parent``, or ``None``."""
    for model in parent.specific_class.allowed_subpage_models():
        if is_report(model):
            return model
    return None


def plan_import(
    imported: ImportedReport, index_page: Any, *, create_agency: str | None = None
) -> ImportPlan:
    """What importing this report below ``index_page`` would do.

    ``create_agency`` is the code of an agency to be made when the site knows none of that
    name; without it, an unknown agency stops the import.
    """
    remarks: list[Remark] = []
    page_type = report_type_below(index_page)
    if page_type is None:
        text = _("“%(page)s” takes no reports. Choose the page of the annual-report column.")
        remarks.append(Remark(text % {"page": index_page.title}, stops=True))
    if not imported.year:
        remarks.append(Remark(_("The report year is not known."), stops=True))
    agency = find_agency(imported, create_agency, remarks)
    if agency is None or page_type is None or not imported.year:
        return ImportPlan(imported, index_page, page_type, agency, remarks=tuple(remarks))
    existing = None
    if agency.pk:
        existing = twin_of(page_type, agency, imported.year, page_type())
    values = _values(imported, agency, page_type, remarks)
    sheet = _sheet(imported, agency)
    values["figures"] = sheet.dump()
    draft = page_type(agency=agency, report_year=imported.year, **values)
    return ImportPlan(
        imported,
        index_page,
        page_type,
        agency,
        values,
        sheet,
        surroundings(draft, imported.standard).check(sheet),
        existing,
        tuple(remarks),
    )


def apply_import(plan: ImportPlan, user: Any) -> ReportMixin:
    """Create the draft that the plan describes, with its first revision.

    Raises ``ImportImpossibleError`` where the plan has refusals or the report exists.
    """
    if plan.refusals or plan.agency is None or plan.page_type is None:
        raise ImportImpossibleError(list(plan.refusals))
    if plan.existing is not None:
        raise ImportImpossibleError(existing_text(plan))
    with transaction.atomic():
        if plan.creates_agency:
            plan.agency.save()
        page = start_report(plan.page_type, plan.parent, plan.agency, plan.imported.year, user)
        for name, value in plan.values.items():
            setattr(page, name, value)
        page.draft_title = page.title
        page.save(clean=False, user=user)
        page.save_revision(user=user, clean=False)
    return page


def _values(
    imported: ImportedReport,
    agency: Agency,
    page_type: type[ReportMixin],
    remarks: list[Remark],
) -> dict[str, Any]:
    """The fields of the new page, without its figures."""
    contact, period, year = imported.contact, imported.period, imported.year
    scheme, parts = scheme_of(imported.index_number)
    title = imported.title or imported.standard.report_title.format(agency=agency.name, year=year)
    values = {
        "title": title,
        "standard": imported.standard.identifier,
        "made_on": imported.made_on,
        "document_number": imported.document_number,
        "published_at": make_aware(imported.published) if imported.published else None,
        "source_name": "" if imported.source == agency.name else imported.source,
        "validity": imported.validity,
        "period_start": period.start if period else date(year, 1, 1),
        "period_end": period.end if period else date(year, 12, 31),
        "preamble": rich_text(imported.preamble),
        "sections": sections_data(imported.sections, imported.standard),
        "contact_address": contact.address or agency.address,
        "contact_postcode": contact.postcode or agency.postcode,
        "contact_phone": contact.phone or agency.phone,
        "contact_email": valid_email(contact.email) or agency.email,
        "requested_index_number": imported.index_number,
    }
    values |= _classified(imported, scheme, parts, remarks)
    _check_lengths(values, page_type, remarks)
    if imported.standard not in suitable_standards(agency, year):
        text = _("The standard %(standard)s is not meant for this agency.")
        remarks.append(Remark(text % {"standard": imported.standard.identifier}))
    return values


def _classified(
    imported: ImportedReport,
    scheme: NumberingScheme | None,
    parts: IndexNumberParts | None,
    remarks: list[Remark],
) -> dict[str, Any]:
    """Scheme, information category and topic; what is not given stays as a new report has it."""
    values: dict[str, Any] = {}
    if scheme is not None and parts is not None:
        values["numbering_scheme"] = scheme
        values |= _information_category(parts.category or "", remarks)
        try:
            numbering.check_request(imported.index_number, scheme)
        except numbering.NumberRefusedError as error:
            remarks.append(Remark(error.messages[0]))
    elif imported.index_number:
        text = _("The index number %(number)s fits no numbering scheme of this site.")
        remarks.append(Remark(text % {"number": imported.index_number}))
    if imported.topic_category.strip():
        found = find_categories(imported.topic_category, "topic")
        if len(found) == 1:
            values["topic_category"] = found[0]
        else:
            text = _("The topic “%(topic)s” is not known here; choose one in the draft.")
            remarks.append(Remark(text % {"topic": imported.topic_category}))
    return values


def _information_category(code: str, remarks: list[Remark]) -> dict[str, Category]:
    found = list(Category.objects.filter(code=code)[:2]) if code else []
    if len(found) == 1:
        return {"information_category": found[0]}
    if code:
        text = _("The information category %(code)s of the index number is not known here.")
        remarks.append(Remark(text % {"code": code}))
    return {}


def _check_lengths(
    values: Mapping[str, Any], page_type: type[ReportMixin], remarks: list[Remark]
) -> None:
    """A text that does not fit stops the import: cutting it would lose something."""
    for name, value in values.items():
        model_field = page_type._meta.get_field(name)
        limit = getattr(model_field, "max_length", None)
        if limit and isinstance(value, str) and len(value) > limit:
            text = _("%(field)s has %(length)s characters, %(limit)s fit. Shorten it in the file.")
            label = getattr(model_field, "verbose_name", name)
            params = {"field": label, "length": len(value), "limit": limit}
            remarks.append(Remark(text % params, stops=True))


def _sheet(imported: ImportedReport, agency: Agency) -> Sheet:
    """The figures with last year's; opening balances only where there is no last year."""
    standard, year = imported.standard, imported.year
    sheet = build_sheet(standard, year, agency, imported.figures_data(with_opening=False))
    if sheet.previous is not None:
        return sheet
    return build_sheet(standard, year, agency, imported.figures_data(with_opening=True))
