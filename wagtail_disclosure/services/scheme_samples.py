"""Sample numbers of a numbering scheme, for agencies and categories that the site really has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..domain.index_number_errors import IndexNumberError, MissingPart, UnfitPart
from ..domain.index_numbers import IndexNumberScheme
from ..models import Agency, Category, NumberingScheme, SerialScope
from .categories import OTHER_SCHEMES
from .number_parts import agency_parts, bad_part, category_codes

#: So many agencies, and categories, are shown.
AGENCIES, CATEGORIES = 5, 3


@dataclass(frozen=True)
class Sample:
    """The next number of an agency, or why it could have none (``problem``)."""

    agency: str
    category: str
    number: str
    problem: str


def sample_numbers(scheme: NumberingScheme, today: date) -> list[Sample]:
    """The numbers that the first agencies and categories of the site would get today; raises
    ``DefinitionError`` for a broken pattern. A document's kind and publicity mode are taken to
    be 1."""
    compiled = scheme.compiled()
    shows_category = any(part.name == "category" for part in compiled.parts)
    categories: list[Category | None] = list(_categories()) if shows_category else []
    agencies: list[Agency | None] = list(Agency.objects.prefetch_related("codes")[:AGENCIES])
    pairs = [(agency, (categories or [None])[0]) for agency in agencies or [None]]
    pairs += [((agencies or [None])[0], category) for category in categories[1:]]
    return [_sample(scheme, compiled, agency, category, today) for agency, category in pairs]


def _categories() -> list[Category]:
    """Some categories: the narrowest, for they are what editors choose, of several schemes."""
    found: dict[int, Category] = {}
    narrowest = (
        Category.objects.filter(children__isnull=True)
        .exclude(scheme__key__in=OTHER_SCHEMES)
        .select_related("parent__parent")
    )
    for category in narrowest.order_by("scheme_id", "code")[: 20 * CATEGORIES]:
        found.setdefault(category.scheme_id, category)
    return list(found.values())[:CATEGORIES]


def _sample(
    scheme: NumberingScheme,
    compiled: IndexNumberScheme,
    agency: Agency | None,
    category: Category | None,
    today: date,
) -> Sample:
    parts = agency_parts(agency, compiled)
    parts["category"] = category_codes(category, compiled)
    parts["made_on"] = today
    for part in compiled.parts:
        if part.key in ("code:kind", "code:mode"):
            parts["codes"].setdefault(part.code, "1".zfill(part.width))
    number = problem = ""
    try:
        last = _last(scheme, compiled.scope(**parts))
        number = compiled.format(**parts, serial=last + 1)
    except (MissingPart, UnfitPart) as error:
        problem = " ".join(bad_part(error).messages)
    except IndexNumberError as error:  # the serial is full
        problem = str(error)
    names = (agency.name if agency else "", str(category) if category else "")
    return Sample(*names, number, problem)


def _last(scheme: NumberingScheme, key: str) -> int:
    """The last serial of the scope; 0 where there is none."""
    found = SerialScope.objects.filter(scheme=scheme.pk, key=key).values_list("last", flat=True)
    return found.first() or 0 if scheme.pk else 0
