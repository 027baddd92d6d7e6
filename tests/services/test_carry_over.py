"""Cumulative figures across renamed and merged agencies."""

from __future__ import annotations

import pytest

from tests.domain.cases import CASES, read_case, typed
from tests.factories import make_agency, make_index_page, make_published_report
from wagtail_disclosure.domain.rules import check
from wagtail_disclosure.services.sheets import build_sheet, previous_figures
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db

CELL = "statistics.proactive_files.cumulative"


def previous(agency, year: int = 2018):
    return previous_figures(find_standard("fuzhou-2018"), year, agency)


def test_previous__own_report_of_last_year():
    agency = make_agency()
    make_published_report(agency=agency, year=2017)
    assert previous(agency).number(CELL) == 220
    assert previous(agency, 2019) is None


def test_previous__renamed_agency_carries_on():
    old, new = make_agency(), make_agency()
    new.predecessors.add(old)
    make_published_report(agency=old, year=2017)
    assert previous(new).number(CELL) == 220


def test_previous__merged_agencies_are_added_up():
    index, new = make_index_page(), make_agency()
    for _ in range(2):
        old = make_agency()
        new.predecessors.add(old)
        make_published_report(index, old, year=2017)
    assert previous(new).number(CELL) == 440


def test_previous__own_report_wins_over_a_predecessors():
    index, old, new = make_index_page(), make_agency(), make_agency()
    new.predecessors.add(old)
    make_published_report(index, old, year=2017)
    make_published_report(index, new, year=2017)
    assert previous(new).number(CELL) == 220


def test_previous__drafts_and_withdrawn_reports_do_not_count():
    agency = make_agency()
    make_published_report(agency=agency, year=2017).unpublish()
    assert previous(agency) is None


def test_previous__of_merged_agencies_needs_every_one_of_them():
    new, silent = make_agency(), make_agency()
    old = make_agency()
    new.predecessors.add(old, silent)
    make_published_report(agency=old, year=2017)
    assert previous(new) is None


def national(name: str) -> dict[str, object]:
    return {"figures": typed(read_case(CASES / f"{name}.toml"))}


def test_previous__form_of_2021_goes_on_from_that_of_2019():
    agency = make_agency()
    make_published_report(agency=agency, year=2020, figures=national("cn-2019-full"))
    standard = find_standard("cn-2021")

    assert previous_figures(standard, 2021, agency).number("requests.carried_out.total") == 3
    sheet = build_sheet(standard, 2021, agency, national("cn-2021-full"))
    assert [finding.cells[0] for finding in check(sheet) if finding.code == "Y05"] == [
        "requests.carried_in.natural_person"
    ]


def test_previous__form_of_2019_does_not_go_on_from_that_of_2021():
    agency = make_agency()
    make_published_report(agency=agency, year=2021, figures=national("cn-2021-full"))

    assert previous_figures(find_standard("cn-2019"), 2022, agency) is None
