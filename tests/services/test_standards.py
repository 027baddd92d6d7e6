"""Which standards fit an agency and a year, and which of them is proposed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.factories import make_agency, make_published_standard
from wagtail_disclosure.checks import check_standard_agencies
from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.exports.toml import standard_toml
from wagtail_disclosure.services.standards import (
    find_standard,
    newest_year,
    suitable_standards,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return make_agency(code="CITY")


@pytest.fixture
def bureau(city):
    return make_agency(code="BUREAU", parent=city)


@pytest.fixture(autouse=True)
def _nobodys(settings):
    settings.WAGTAIL_DISCLOSURE = {}


def suitable(agency, year):
    return [standard.identifier for standard in suitable_standards(agency, year)]


def test_local_form_without_agency__is_offered_after_the_national_one(bureau):
    assert suitable(bureau, 2018) == ["cn-2014", "fuzhou-2018"]
    assert suitable(None, 2018) == ["cn-2014", "fuzhou-2018"]
    assert suitable(bureau, 2013) == ["fuzhou-2018"]


def test_newer_local_form_without_agency__is_still_not_proposed(settings, tmp_path, bureau):
    standard = replace(load_standard("fuzhou-2018"), identifier="own-form", first_year=2016)
    (tmp_path / "own-form.toml").write_text(standard_toml(standard), encoding="utf-8")
    settings.WAGTAIL_DISCLOSURE = {"STANDARDS_DIRECTORIES": [tmp_path]}

    assert suitable(bureau, 2018) == ["cn-2014", "own-form", "fuzhou-2018"]


@pytest.mark.parametrize("code", ["BUREAU", "CITY"])
def test_setting__gives_a_form_to_an_agency_and_all_below(settings, bureau, code):
    settings.WAGTAIL_DISCLOSURE = {"STANDARD_AGENCIES": {"fuzhou-2018": [code]}}

    assert suitable(bureau, 2018) == ["fuzhou-2018", "cn-2014"]
    assert suitable(make_agency(code="OTHER"), 2018) == ["cn-2014"]
    assert find_standard("fuzhou-2018").agency_codes == (code,)


def test_setting__keeps_what_the_standard_worked_out(settings):
    settings.WAGTAIL_DISCLOSURE = {"STANDARD_AGENCIES": {"fuzhou-2018": ["CITY"]}}

    assert find_standard("fuzhou-2018") is find_standard("fuzhou-2018")


def test_local_forms__the_nearest_agency_first(city, bureau):
    make_published_standard("cn-2021", "of-city", city)
    make_published_standard("cn-2021", "of-bureau", bureau)

    assert suitable(bureau, 2025) == ["of-bureau", "of-city", "cn-2021"]
    assert suitable(city, 2025) == ["of-city", "cn-2021"]
    assert suitable(make_agency(), 2025) == ["cn-2021"]


def test_local_forms_of_one_agency__the_one_that_began_last(city):
    make_published_standard("cn-2021", "a-form", city)
    make_published_standard("cn-2021", "b-form", city, first_year=2024)

    assert suitable(city, 2025) == ["b-form", "a-form", "cn-2021"]
    assert suitable(city, 2023) == ["a-form", "cn-2021"]


def test_local_form__before_the_file_of_the_same_agency(settings, city):
    settings.WAGTAIL_DISCLOSURE = {"STANDARD_AGENCIES": {"fuzhou-2018": ["CITY"]}}
    make_published_standard("fuzhou-2018", "of-city", city)

    assert suitable(city, 2018) == ["of-city", "fuzhou-2018", "cn-2014"]


def test_newest_year__of_any_standard():
    assert newest_year(2030) == 2030
    assert newest_year(1900) == 1900


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, []),
        ({"fuzhou-2018": ["CITY"]}, []),
        ({"fuzhou-2018": "CITY"}, ["STANDARD_AGENCIES is no dict of lists."]),
        (["fuzhou-2018"], ["STANDARD_AGENCIES is no dict of lists."]),
        ({"fuzhou-2018": [7]}, ["STANDARD_AGENCIES is no dict of lists."]),
        (
            {"fuzhou-2081": ["CITY"]},
            ["STANDARD_AGENCIES names 'fuzhou-2081', and no file defines that standard."],
        ),
    ],
)
def test_check__refuses_what_no_file_defines(settings, value, expected):
    settings.WAGTAIL_DISCLOSURE = {"STANDARD_AGENCIES": value}

    found = check_standard_agencies(None)

    assert [message.msg for message in found] == expected
    assert {message.id for message in found} <= {"wagtail_disclosure.E007"}


def test_check__leaves_a_broken_file_to_its_own_check(settings, tmp_path):
    (tmp_path / "broken.toml").write_text("identifier = 1", encoding="utf-8")
    settings.WAGTAIL_DISCLOSURE = {
        "STANDARDS_DIRECTORIES": [tmp_path],
        "STANDARD_AGENCIES": {"none": []},
    }

    assert check_standard_agencies(None) == []
