"""Public reports that carry figures which changed: who is listed, and who is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils.timezone import now

from tests.factories import (
    correct,
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from tests.figures import make_figures
from wagtail_disclosure.models import FollowUp, Observation, PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.follow_ups import details, look
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.publishing_problems import problems_of
from wagtail_disclosure.services.sheets import build_sheet, figures_at_hand
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db

CUMULATIVE = "statistics.complaints.cumulative"


@pytest.fixture
def index():
    return make_index_page()


def pair(index, before=None, after=None):
    """A public report of 2017 and one of 2018 that goes on from it."""
    before = before or make_agency()
    first = make_published_report(index, before, year=2017)
    after = after or before
    second = make_published_report(index, after, year=2018, figures=make_figures(first=False))
    return first, second


def listed() -> list[tuple[int, int]]:
    """Page and number of the causing version of every entry."""
    rows = FollowUp.objects.order_by("pk").values_list("report__page_id", "cause__number")
    return list(rows)


def test_correction__lists_the_report_that_goes_on_from_it(index):
    first, second = pair(index)
    correct(first, complaints=1)
    assert listed() == [(second.pk, 2)]
    entry = FollowUp.objects.get()
    assert entry.cause.page_id == first.pk
    assert (entry.looked_at, entry.looked_by) == (None, None)


def test_correction__the_published_figures_of_the_next_year_stay(index):
    first, _second = pair(index)
    correct(first, complaints=1)
    assert Observation.objects.get(year=2018, cell=CUMULATIVE).value == 0


def test_correction__neither_later_years_nor_other_agencies_are_listed(index):
    agency = make_agency()
    earliest = make_published_report(index, agency, year=2016)
    followers = [
        make_published_report(index, agency, year=year, figures=make_figures(first=False))
        for year in (2017, 2018)
    ]
    pair(index)
    correct(earliest, complaints=1)
    assert listed() == [(followers[0].pk, 2)]


def test_correction__a_draft_needs_no_entry_and_takes_the_new_figures(index):
    agency = make_agency()
    first = make_published_report(index, agency, year=2017)
    draft = make_report(index, agency, year=2018, figures=make_figures(first=False))
    correct(first, complaints=1)
    assert listed() == []
    standard = find_standard(draft.standard)
    sheet = build_sheet(standard, 2018, agency, draft.figures)
    assert sheet.previous.number(CUMULATIVE) == 1
    publish(draft)
    assert Observation.objects.get(year=2018, cell=CUMULATIVE).value == 1


def test_text_alone__lists_nothing(index):
    first, _second = pair(index)
    first.notice = "正文为缩写。"
    publish(first)
    assert listed() == []


def test_first_publication__lists_nothing(index):
    agency = make_agency()
    make_published_report(index, agency, year=2018)
    make_published_report(index, agency, year=2017)
    assert listed() == []


def test_withdrawn_follower__is_not_listed(index):
    first, second = pair(index)
    second.unpublish()
    correct(first, complaints=1)
    assert listed() == []


def test_successor__is_listed(index):
    old, new = make_agency(), make_agency()
    new.predecessors.add(old)
    first, second = pair(index, old, new)
    correct(first, complaints=1)
    assert listed() == [(second.pk, 2)]


def test_merged_successor__is_listed_for_each_predecessor(index):
    one, other, new = make_agency(), make_agency(), make_agency()
    new.predecessors.set([one, other])
    reports = [make_published_report(index, agency, year=2017) for agency in (one, other)]
    second = make_published_report(index, new, figures=make_figures(first=False))
    for number, report in enumerate(reports, 1):
        correct(report, complaints=number)
    causes = FollowUp.objects.order_by("pk").values_list("report__page_id", "cause__page_id")
    assert list(causes) == [(second.pk, reports[0].pk), (second.pk, reports[1].pk)]


def test_successor_with_a_report_of_its_own__is_not_listed(index):
    old, new = make_agency(), make_agency()
    new.predecessors.add(old)
    pair(index, new)
    other = make_published_report(index, old, year=2017)
    correct(other, complaints=1)
    assert listed() == []


def test_withdrawal__lists_the_next_year_by_the_last_version(index):
    first, second = pair(index)
    AnnualReportPage.objects.get(pk=first.pk).unpublish()
    assert listed() == [(second.pk, 1)]
    (detail,) = details(FollowUp.objects.all())
    assert (detail.withdrawn, detail.changes) == (True, ())
    assert detail.now.findings


def test_withdrawn_and_published_again_as_it_was__adds_nothing(index):
    first, second = pair(index)
    first.unpublish()
    publish(AnnualReportPage.objects.get(pk=first.pk))
    assert listed() == [(second.pk, 1)]
    (detail,) = details(FollowUp.objects.all())
    assert (detail.withdrawn, detail.changes) == (False, ())
    assert (detail.now.findings, detail.now.changes) == ((), ())


def test_deleted_in_code__lists_the_next_year(index):
    first, second = pair(index)
    first.delete()
    assert listed() == [(second.pk, 1)]


def test_corrected_again__is_another_entry(index):
    first, second = pair(index)
    first = correct(first, complaints=1)
    correct(first, "再次更正", complaints=2)
    assert listed() == [(second.pk, 2), (second.pk, 3)]


def test_moved_to_another_year__lists_by_the_year_before(index):
    first, second = pair(index)
    first.report_year = 2015
    first.title = first.title.replace("2017", "2015")
    first.period_start, first.period_end = date(2015, 1, 1), date(2015, 12, 31)
    publish(first)
    assert listed() == [(second.pk, 2)]


def test_looked_at__opens_again_when_the_figures_go(index):
    first, _second = pair(index)
    correct(first, complaints=1)
    entry = FollowUp.objects.get()
    user = User.objects.create_user("clerk")
    moment = now() - timedelta(days=1)
    assert look(entry, user, moment)
    assert not look(entry, user, now())
    entry.refresh_from_db()
    assert (entry.looked_at, entry.looked_by) == (moment, user)
    AnnualReportPage.objects.get(pk=first.pk).unpublish()
    entry.refresh_from_db()
    assert (entry.looked_at, entry.looked_by) == (None, None)


def test_details__what_changed_there_and_what_it_means_here(index):
    first, second = pair(index)
    correct(first, complaints=2)
    (detail,) = details(FollowUp.objects.all())
    assert [str(change) for change in detail.changes] == [
        "接受行政申诉、举报数（2017年） 0 → 2",
        "接受行政申诉、举报数（历年累计） 0 → 2",
    ]
    assert detail.now.findings == ()
    assert [str(change) for change in detail.now.changes] == [
        "接受行政申诉、举报数（历年累计） 0 → 2"
    ]
    second = AnnualReportPage.objects.get(pk=second.pk)
    assert [problem.code for problem in problems_of(second)] == ["reason_missing"]


def test_details__unreadable_figures_and_a_page_that_is_gone(index):
    first, second = pair(index)
    correct(first, complaints=1)
    AnnualReportPage.objects.filter(pk=second.pk).update(standard="gone-1999")
    assert [detail.now for detail in details(FollowUp.objects.all())] == [None]
    AnnualReportPage.objects.get(pk=second.pk).delete()
    assert [detail.now for detail in details(FollowUp.objects.all())] == [None]


def test_refused_correction__lists_nothing(index):
    first, _second = pair(index)
    with pytest.raises(PublicationRefusedError):
        correct(first, reason="", complaints=1)
    assert listed() == []
    assert PublishedVersion.objects.filter(page_id=first.pk).count() == 1


def test_figures_at_hand__are_those_that_a_query_each_would_give(index):
    one, other, new = make_agency(), make_agency(), make_agency()
    new.predecessors.set([one, other])
    for number, agency in enumerate((one, other)):
        correct(make_published_report(index, agency, year=2017), complaints=number + 1)
    standard = find_standard("fuzhou-2018")
    for agency, year in ((new, 2018), (one, 2018), (one, 2019)):
        look_up = figures_at_hand([(agency, year)])
        by_hand = build_sheet(standard, year, agency, {}, look_up)
        assert by_hand == build_sheet(standard, year, agency, {})


def national_figures(**changes: int | None):
    """Zeros in every typed cell of the national form; ``changes`` to rows of 自然人, ``None`` for
    a blank."""
    standard = find_standard("cn-2021")
    figures = {cell: 0 for cell in standard.cells if cell not in standard.formulas}
    figures |= {f"requests.{row}.natural_person": value for row, value in changes.items()}
    return {"figures": {cell: value for cell, value in figures.items() if value is not None}}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (0, ["Y05"]),  # typed: the finding says what differs
        (None, ["S04"]),  # carried over: the figure itself would be another
    ],
)
def test_carried_over_figure__is_found(index, typed, expected):
    agency = make_agency()
    first = make_published_report(index, agency, year=2023, figures=national_figures())
    figures = national_figures(carried_in=typed)
    second = make_published_report(index, agency, year=2024, figures=figures)
    first.figures = national_figures(received_new=1, carried_out=1)
    correct(first)
    assert listed() == [(second.pk, 2)]
    (detail,) = details(FollowUp.objects.all())
    assert [finding.split()[1] for finding in detail.now.findings][: len(expected)] == expected
