"""Agencies, classification and the numbering scheme."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.timezone import now

from wagtail_disclosure.domain.classifications import load_classification
from wagtail_disclosure.models import Agency, Category, ClassificationScheme, NumberingScheme
from wagtail_disclosure.services.classifications import load_scheme

from .once import once, read


def load_reference() -> int:
    """Make what is not there yet; the number of things made."""
    classification = read("classification.toml")
    pieces = [
        *((f"shipped/{key}", _shipped, key) for key in classification["shipped"]),
        *((f"scheme/{data['key']}", _scheme, data) for data in classification["scheme"]),
        *((f"numbering/{data['name']}", _numbering, data) for data in classification["numbering"]),
        *((f"agency/{data['code']}", _agency, data) for data in read("agencies.toml")["agency"]),
    ]
    made = [once(key, partial(make, data)) for key, make, data in pieces]
    return sum(made)


def _shipped(key: str) -> None:
    load_scheme(load_classification(key), now())


def _scheme(data: dict[str, Any]) -> None:
    scheme, _created = ClassificationScheme.objects.get_or_create(
        key=data["key"], defaults={"name": data["name"]}
    )
    for code, name, *above in data["categories"]:
        parent = Category.objects.filter(scheme=scheme, code=above[0]).first() if above else None
        Category.objects.get_or_create(
            scheme=scheme, code=code, defaults={"name": name, "parent": parent}
        )


def _numbering(data: dict[str, Any]) -> None:
    NumberingScheme.objects.get_or_create(
        name=data["name"],
        defaults={"pattern": data["pattern"], "restarts_with": data["restarts_with"]},
    )


def _agency(data: dict[str, Any]) -> None:
    data = dict(data)
    predecessors = data.pop("predecessors", [])
    parent = Agency.objects.filter(code=data.pop("parent", "")).first()
    if Agency.objects.filter(name=data["name"]).exists():
        return  # somebody added it by hand
    agency, created = Agency.objects.get_or_create(
        code=data.pop("code"), defaults={**data, "parent": parent}
    )
    if created:
        agency.predecessors.set(Agency.objects.filter(code__in=predecessors))
