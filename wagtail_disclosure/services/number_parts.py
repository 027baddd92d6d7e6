"""What a page gives for the parts of its index number, and what to say where one is missing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.index_number_errors import MissingPart, UnfitPart
from ..domain.index_numbers import IndexNumberScheme
from ..models import Agency, Category, DisclosureMode
from ..models.identifier_texts import identifier_text

#: What a part is called in a sentence, by its key in the pattern.
PART_NAMES: dict[str, str | Promise] = {
    "agency": gettext_lazy("the agency"),
    "organisation": gettext_lazy("the agency's organisation code"),
    "uscc": gettext_lazy("the agency's unified social credit code"),
    "category": gettext_lazy("the information category"),
    "year": gettext_lazy("the date of making"),
    "month": gettext_lazy("the date of making"),
    "day": gettext_lazy("the date of making"),
    "code:kind": gettext_lazy("the document kind"),
    "code:mode": gettext_lazy("the publicity mode"),
}


#: The publicity mode as a digit, where the agency or the page says nothing else.
MODE_CODES: dict[str, str] = {
    DisclosureMode.PROACTIVE: "1",
    DisclosureMode.ON_REQUEST: "2",
    DisclosureMode.WITHHELD: "3",
}

#: The field of a page where a part is mended, by the name of the part.
FIELDS = {"category": "information_category", "year": "made_on", "month": "made_on"}
FIELDS |= {"day": "made_on", "code:kind": "document_kind", "code:mode": "mode"}


class NumberRefusedError(ValidationError):
    """A number cannot be given; the message says why and what to do. ``field`` is the field of
    the page where it is mended, or empty."""

    field = ""


def parts_of(page: Any, scheme: IndexNumberScheme) -> dict[str, Any]:
    """The arguments of ``scheme.format`` for a page with disclosure metadata.

    Further codes are those of its agency, then ``kind`` and ``mode`` where the page has them, then
    whatever its ``index_number_codes`` say. What has no mode is there on the agency's own
    initiative, as reports are.
    """
    parts = agency_parts(page.agency, scheme)
    parts["category"] = category_codes(page.information_category, scheme)
    parts["made_on"] = page.made_on
    kind = getattr(page, "document_kind", None)
    further = {
        "kind": kind.code if kind else "",
        "mode": MODE_CODES.get(getattr(page, "mode", None) or "", ""),
        **getattr(page, "index_number_codes", {}),
    }
    codes = {"mode": MODE_CODES[DisclosureMode.PROACTIVE], **parts["codes"]}
    parts["codes"] = codes | {name: code for name, code in further.items() if code}
    return parts


def agency_parts(agency: Agency | None, scheme: IndexNumberScheme) -> dict[str, Any]:
    """What the agency gives; its further codes are looked up only where the pattern has some."""
    if agency is None:
        return {"codes": {}}
    further = any(part.name == "code" for part in scheme.parts)
    return {**agency.number_codes(), "codes": agency.further_codes() if further else {}}


def category_codes(category: Category | None, scheme: IndexNumberScheme) -> list[str]:
    """The codes of a category and of all above it, the highest first; only its own where the
    pattern asks for no level."""
    levels = any(part.level for part in scheme.parts)
    path: list[Category] = []
    while category is not None and category not in path:
        path.append(category)
        category = category.parent if levels else None
    return [one.code for one in reversed(path)]


def part_name(key: str) -> str:
    """What a part is called in a sentence."""
    name, _colon, rest = key.partition(":")
    if name == "category" and rest:
        return _("an information category of level %(level)s") % {"level": rest}
    if name == "code" and key not in PART_NAMES:
        return _("the further code “%(name)s” of the agency") % {"name": rest}
    return str(PART_NAMES.get(key, key))


def bad_part(error: MissingPart | UnfitPart) -> NumberRefusedError:
    """The refusal for a part that is blank or does not fit."""
    values: dict[str, Any] = {"part": part_name(error.part)}
    if isinstance(error, MissingPart):
        text = _("The index number needs %(part)s; fill it in.")
    elif error.mistake is not None:
        text = "%(part)s: %(mistake)s"
        values["mistake"] = identifier_text(error.mistake)
    elif error.width:
        text = _("The code of %(part)s, “%(value)s”, must have %(width)s characters here.")
        values |= {"value": error.value, "width": error.width}
    else:
        text = _("The code of %(part)s, “%(value)s”, may only hold letters A-Z and digits.")
        values["value"] = error.value
    refusal = NumberRefusedError(text, code="index_number_part", params=values)
    name = error.part.partition(":")[0]
    refusal.field = FIELDS.get(error.part) or FIELDS.get(name) or "agency"
    return refusal
