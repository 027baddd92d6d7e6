"""Models guard what a form alone could not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories import make_agency, make_category, make_published_report, make_scheme
from wagtail_disclosure.models import Category, ClassificationScheme, DisclosureSettings

pytestmark = pytest.mark.django_db


def test_agency__cannot_stand_below_itself():
    top = make_agency()
    below = make_agency(parent=top)
    top.parent = below
    with pytest.raises(ValidationError):
        top.full_clean()


def test_agency__lineage_is_nearest_first():
    city = make_agency(code="CITY")
    bureau = make_agency(code="BUREAU", parent=city)
    office = make_agency(code="OFFICE", parent=bureau)
    assert office.lineage() == ["OFFICE", "BUREAU", "CITY"]


@pytest.mark.parametrize("code", ["", "FZ 1", "FZ-1", "局"])
def test_agency__code_is_letters_and_digits(code: str):
    agency = make_agency()
    agency.code = code
    with pytest.raises(ValidationError) as error:
        agency.full_clean()
    assert list(error.value.message_dict) == ["code"]


def test_category__code_once_per_scheme():
    first = make_category()
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(scheme=first.scheme, code=first.code, name="另一个")
    other = ClassificationScheme.objects.create(key="topics", name="主题分类")
    Category.objects.create(scheme=other, code=first.code, name="另一个")


def test_category__broader_one_is_of_the_same_scheme():
    other = ClassificationScheme.objects.create(key="topics", name="主题分类")
    category = Category(scheme=other, code="1", name="综合政务", parent=make_category())
    with pytest.raises(ValidationError) as error:
        category.full_clean()
    assert list(error.value.message_dict) == ["parent"]


@pytest.mark.parametrize(
    "pattern", ["", "{agency}", "{serial}", "{nonsense}-{serial:5}", "{serial:5"]
)
def test_numbering_scheme__broken_pattern_is_refused(pattern: str):
    scheme = make_scheme()
    scheme.pattern = pattern
    with pytest.raises(ValidationError) as error:
        scheme.full_clean()
    assert list(error.value.message_dict) == ["pattern"]


def test_numbering_scheme__is_frozen_by_its_first_number():
    scheme = make_published_report().numbering_scheme
    scheme.pattern = "{agency}-{year}-{serial:4}"
    with pytest.raises(ValidationError):
        scheme.full_clean()


@pytest.mark.parametrize("code", ["3501000000", "bm01000001"])
def test_site_identification_code__is_accepted(code: str):
    DisclosureSettings(site_id_code=code).clean_fields(exclude=["site"])


@pytest.mark.parametrize("code", ["350100000", "bm0100000x", "3501000000\n"])
def test_site_identification_code__is_refused(code: str):
    with pytest.raises(ValidationError) as error:
        DisclosureSettings(site_id_code=code).clean_fields(exclude=["site"])
    assert list(error.value.message_dict) == ["site_id_code"]
