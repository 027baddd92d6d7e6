"""What stands in the way of publishing any disclosed page, in words: its number, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..domain.document_numbers import DocumentNumberError, parse_document_number
from ..models import IndexNumber
from . import numbering
from .page_types import is_disclosed

if TYPE_CHECKING:
    from ..mixins.disclosed_page import DisclosedPageMixin


@dataclass(frozen=True)
class Problem:
    """One reason why a page cannot be published. ``code`` is a rule's code or a word."""

    field: str
    code: str
    message: str
    cells: tuple[str, ...] = ()


def in_words(page: DisclosedPageMixin, problem: Problem) -> str:
    """The problem where no field stands beside it: the field's name goes before."""
    if problem.code != "required":
        return problem.message
    label = page._meta.get_field(problem.field).verbose_name  # type: ignore[union-attr]
    return _("%(field)s: %(problem)s") % {"field": label, "problem": problem.message}


def required_problems(fields: Mapping[str, Any]) -> list[Problem]:
    """The fields without a value."""
    return [
        Problem(field, "required", _("This is needed before the page can be published."))
        for field, value in fields.items()
        if not value
    ]


def document_number_problems(text: str) -> list[Problem]:
    """What is wrong with a 发文字号; an empty one is right."""
    if not text.strip():
        return []
    try:
        parse_document_number(text)
    except DocumentNumberError as error:
        message = _("“%(number)s” is no document number such as 榕应急函〔2019〕4号.")
        if error.suggestion:
            message = _("“%(number)s” is not written as a document number. Write %(suggestion)s.")
        values = {"number": text, "suggestion": error.suggestion}
        return [Problem("document_number", "document_number", message % values)]
    return []


def number_problems(page: DisclosedPageMixin) -> list[Problem]:
    """What would keep the number from being given, as far as it can be known beforehand."""
    if owner_id(page) != page.pk:
        return []
    if numbering.number_of(page.pk) is not None:
        return []
    if page.numbering_scheme is None:
        text = _("Choose a numbering scheme: it makes the index number.")
        return [Problem("numbering_scheme", "no_scheme", text)]
    requested = page.requested_index_number.strip()
    try:
        if requested:
            numbering.check_report_request(page)
        elif page.agency and page.made_on:
            numbering.check_parts(page)
    except numbering.NumberRefusedError as error:
        field = "requested_index_number" if requested else error.field or "numbering_scheme"
        return [Problem(field, error.code or "", error.messages[0])]
    return []


def owner_id(page: DisclosedPageMixin) -> int | None:
    """The page that owns number and figures: the source of an alias, the first published
    page among translations, otherwise the page itself."""
    if page.alias_of_id:
        return page.alias_of_id
    if page.pk is None or numbering.number_of(page.pk) is not None:
        return page.pk
    siblings = (
        type(page)
        .objects.filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .values("pk")
    )
    entry = IndexNumber.objects.filter(page_id__in=siblings).order_by("pk").first()
    return entry.page_id if entry else page.pk


def entered_page_id(page: Any) -> int:
    """The page that stands in the catalogue for this one: of an alias or a translation the one
    that owns the number."""
    specific = page.specific
    return (owner_id(specific) if is_disclosed(specific) else None) or page.pk


def refused_number(error: numbering.NumberRefusedError) -> Problem:
    return Problem("requested_index_number", error.code or "", error.messages[0])
