"""Figures counted from the catalogue: which entries count, in how many queries, what lists them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories import (
    make_agency,
    make_category,
    make_entry,
    make_published_document,
    make_published_report,
    make_report,
)
from wagtail_disclosure.domain import load_standard, parse_definition
from wagtail_disclosure.domain.declarations import CHANNELS, NATURES
from wagtail_disclosure.models import Agency, CatalogueEntry, DisclosureMode, Nature
from wagtail_disclosure.services.catalogue_entries import public_entries
from wagtail_disclosure.services.catalogue_query import Criteria
from wagtail_disclosure.services.counting import count, counted_figures
from wagtail_disclosure.services.counting_texts import channel_choices
from wagtail_disclosure.services.report_checks import check_report

pytestmark = pytest.mark.django_db

FUZHOU = load_standard("fuzhou-2018")
NATIONAL = load_standard("cn-2021")
FILES = "statistics.proactive_files.current"
WEBSITE = "statistics.via_website.current"
GAZETTE = "statistics.via_gazette.current"


def counting_agency(**values: Any) -> Agency:
    return make_agency(**{"counts_from_year": 2018, **values})


def numbers(agency: Agency, year: int = 2018, standard: Any = FUZHOU) -> dict[str, Any]:
    figures = counted_figures(agency, year, standard)
    return {} if figures is None else figures.dump()


def listed(query: str) -> set[int]:
    """The entries that an address with these parameters lists."""
    params = dict(parse_qsl(query))
    entries = public_entries().filter(Criteria.from_params(params).condition())
    for name in ("agency", "year"):
        if name in params:
            entries = entries.filter(**{name: params[name]})
    if "category" in params:
        entries = entries.filter(categories__category=params["category"])
    return set(entries.values_list("pk", flat=True))


def form_that_counts(**declared: str) -> Any:
    """A form with one cell that is counted as declared."""
    return parse_definition(
        {
            "identifier": "counting",
            "title": "T",
            "sections": [{"key": "s", "heading": "S", "tables": ["t"]}],
            "tables": [
                {
                    "key": "t",
                    "title": "T",
                    "columns": [{"key": "x", "label": "X"}],
                    "rows": [{"key": "a", "label": "A"}],
                }
            ],
            "counts": [{"cell": "t.a.x", **declared}],
        }
    )


def test_counts__know_the_natures_and_channels_that_entries_have():
    assert [value for value in Nature.values if value] == list(NATURES)
    assert [channel for channel, _label in channel_choices()] == list(CHANNELS)
    assert set(CHANNELS) <= {field.name for field in CatalogueEntry._meta.get_fields()}


def test_counted_figures__of_an_agency_that_does_not_count():
    agency = make_agency()
    make_entry(agency)
    later = make_agency(counts_from_year=2019)

    assert counted_figures(agency, 2018, FUZHOU) is None
    assert counted_figures(later, 2018, FUZHOU) is None
    assert counted_figures(None, 2018, FUZHOU) is None
    assert counted_figures(Agency(counts_from_year=2018), 2018, FUZHOU) is None
    assert numbers(later, 2019) == {FILES: 0, WEBSITE: 0, GAZETTE: 0}


def test_counted_figures__what_was_disclosed_in_the_year_by_channel():
    agency = counting_agency()
    make_entry(agency)
    make_entry(agency, in_gazette=True)
    make_entry(agency, on_website=False, in_gazette=True)
    make_entry(agency, year=2017)
    make_entry(make_agency())
    make_entry(agency, mode=DisclosureMode.ON_REQUEST)
    make_entry(agency, mode=DisclosureMode.WITHHELD)

    assert numbers(agency) == {FILES: 3, WEBSITE: 2, GAZETTE: 2}


def test_counted_figures__a_report_is_disclosed_information_too():
    agency = counting_agency()
    make_published_report(agency=agency, year=2017, published_at=datetime(2018, 1, 16, tzinfo=UTC))
    make_published_document(agency=agency, published_at=datetime(2018, 3, 1, tzinfo=UTC))

    assert numbers(agency)[FILES] == 2


def test_counted_figures__nothing_that_readers_cannot_have():
    agency = counting_agency()
    entries = [make_entry(agency) for _number in range(3)]
    Page.objects.get(pk=entries[0].page_id).unpublish()
    page = Page.objects.get(pk=entries[1].page_id)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert numbers(agency)[FILES] == 1


def test_counted_figures__issued_repealed_and_in_force():
    agency = counting_agency()
    normative: dict[str, Any] = {"nature": "normative"}
    make_entry(agency, **normative)  # made in the year
    make_entry(agency, year=2015, **normative)
    make_entry(agency, year=2015, repealed_on=date(2018, 12, 31), **normative)
    make_entry(agency, year=2015, repealed_on=date(2019, 1, 1), **normative)
    make_entry(agency, year=2015, in_force_until=date(2018, 12, 30), **normative)
    make_entry(agency, year=2015, validity="repealed", **normative)  # nobody knows when
    make_entry(agency, in_force_from=date(2019, 1, 1), **normative)  # made, not yet in force
    make_entry(agency, year=2019, **normative)
    make_entry(agency, year=2019, made_on=date(2018, 12, 28), **normative)  # published later
    make_entry(agency, nature="rule")
    make_entry(agency)

    found = numbers(agency, 2018, NATIONAL)

    assert found == {
        "proactive.rules.issued": 1,
        "proactive.rules.repealed": 0,
        "proactive.rules.in_force": 1,
        "proactive.normative_docs.issued": 3,
        "proactive.normative_docs.repealed": 1,
        "proactive.normative_docs.in_force": 4,
    }


def test_counted_figures__of_a_category_also_those_filed_below_it():
    agency = counting_agency()
    other = make_category("4000", "其他")
    above = make_category("3000", "工作信息")
    make_entry(agency, above)
    make_entry(agency, other)
    make_entry(agency)
    below = make_entry(agency, other)
    below.categories.create(category=above, scheme=above.scheme, label="工作信息", direct=False)
    form = form_that_counts(count="disclosed", scheme="information", category="3000")
    counted = count(agency, 2018, form)

    assert counted is not None
    assert counted.figures.dump() == {"t.a.x": 2}
    assert len(listed(counted.lists["t.a.x"])) == 2


def test_counted_figures__of_a_category_that_is_not_there():
    form = form_that_counts(count="disclosed", scheme="information", category="9999")

    assert numbers(counting_agency(), 2018, form) == {}


def test_counted_figures__with_those_of_predecessors():
    first, second, third = make_agency(), make_agency(), make_agency()
    agency = counting_agency()
    second.predecessors.add(first)
    agency.predecessors.add(second, third)
    for one in (first, second, third, agency):
        make_entry(one)

    assert numbers(agency)[FILES] == 4
    assert numbers(make_agency(counts_from_year=2018))[FILES] == 0


def test_counted_figures__a_predecessor_with_a_report_of_its_own_counts_for_itself():
    before, agency = make_agency(), counting_agency()
    agency.predecessors.add(before)
    make_entry(before)
    make_entry(agency)
    assert numbers(agency)[FILES] == 2

    make_published_report(agency=before, year=2018)

    assert numbers(agency)[FILES] == 1


def test_counted_figures__a_predecessor_that_was_split_up_counts_for_nobody():
    before, agency, sister = make_agency(), counting_agency(), counting_agency()
    agency.predecessors.add(before)
    make_entry(before)
    assert numbers(agency)[FILES] == 1
    sister.predecessors.add(before)
    assert (numbers(agency)[FILES], numbers(sister)[FILES]) == (0, 0)


def test_lists__lead_to_exactly_the_entries_that_were_counted():
    before, agency = make_agency(), counting_agency()
    agency.predecessors.add(before)
    make_entry(agency, in_gazette=True, nature="normative")
    make_entry(agency, in_gazette=True, mode=DisclosureMode.WITHHELD, nature="normative")
    make_entry(agency, year=2015, nature="normative", repealed_on=date(2018, 3, 1))
    make_entry(before, year=2015, nature="normative")
    make_entry(before, year=2020, nature="normative")
    make_entry(make_agency(), nature="normative")
    for standard in (FUZHOU, NATIONAL, load_standard("cn-2014"), load_standard("cn-2019")):
        counted = count(agency, 2018, standard)
        assert counted is not None
        found = {cell: len(listed(query)) for cell, query in counted.lists.items()}
        assert found == counted.figures.dump()


def test_lists__name_the_agency_alone_where_only_its_own_entries_count():
    before, agency = make_agency(), counting_agency()
    agency.predecessors.add(before)
    make_entry(agency, nature="normative")
    make_entry(before, year=2015, nature="normative")
    counted = count(agency, 2018, NATIONAL)

    assert counted is not None
    assert counted.lists["proactive.normative_docs.issued"] == (
        f"agency={agency.pk}&made=2018&nature=normative&mode=proactive"
    )
    assert counted.lists["proactive.normative_docs.in_force"] == (
        f"in_force=2018-12-31&nature=normative&mode=proactive&agencies={before.pk}%2C{agency.pk}"
    )


@pytest.mark.parametrize("standard", [FUZHOU, NATIONAL, load_standard("cn-2014")])
def test_count__is_one_query_however_many_entries(standard):
    agency = counting_agency()
    make_entry(agency)
    with CaptureQueriesContext(connection) as few:
        count(agency, 2018, standard)
    agency.predecessors.add(make_agency())
    for _number in range(30):
        make_entry(agency)
    with CaptureQueriesContext(connection) as many:
        count(agency, 2018, standard)

    assert (len(few), len(many)) == (1, 1)


@pytest.mark.parametrize(
    "params",
    [
        {"made": "999999999"},
        {"made": "２０１８"},
        {"repealed": "x", "in_force": "2018-02-30"},
        {"in_force": "0001-01-01"},
        {"in_force": "2018-12-31\x00"},
        {"nature": "law", "channel": "pk", "mode": "secret"},
        {"agencies": "a,,\x00," + "9" * 30},
    ],
)
def test_criteria__what_makes_no_sense_counts_as_not_asked(params):
    assert Criteria.from_params(params) == Criteria()
    assert not Criteria.from_params(params).condition()


def test_criteria__come_back_from_their_parameters():
    asked = Criteria(2018, 2019, date(2018, 12, 31), "rule", "elsewhere", "withheld", (3, 17))

    assert Criteria.from_params(asked.params()) == asked
    assert Criteria.from_params({**asked.params(), "q": "x"}) == asked


def test_report__checking_takes_two_queries_more_where_figures_are_counted():
    agency = make_agency()
    report = make_report(agency=agency, year=2018)
    report.get_site()  # fills caches, as does the check
    check_report(report)
    with CaptureQueriesContext(connection) as without:
        check_report(report)
    agency.counts_from_year = 2018
    report.agency = agency
    for _number in range(12):
        make_entry(agency)
    with CaptureQueriesContext(connection) as counted:
        check_report(report)

    # The site of the report, and all that is counted on it.
    assert len(counted) == len(without) + 2


def test_count__is_of_the_site_of_the_report() -> None:
    agency = counting_agency()
    report = make_report(agency=agency)
    root = report.get_site().root_page
    here = root.add_child(instance=Page(title="甲", slug="jia"))
    elsewhere = Page.objects.get(depth=1).add_child(instance=Page(title="乙", slug="yi"))
    entry = make_entry(agency, page=here)
    make_entry(agency, page=elsewhere)

    def number(near: Any) -> Any:
        counted = count(agency, 2018, FUZHOU, near)
        assert counted is not None
        return counted.figures.dump()[FILES]

    assert (number(None), number(report)) == (2, 1)
    checked = check_report(report)
    assert entry.pk in listed(checked.lists[FILES])
    assert len(listed(checked.lists[FILES])) == 2  # the address is one of a catalogue of the site
