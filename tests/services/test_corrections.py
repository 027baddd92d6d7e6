"""What changed in figures that readers had, worked out from the frozen versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import get_current_timezone
from wagtail.models import Locale

from tests.factories import correct, make_published_report, publish
from wagtail_disclosure.exports.document import Correction, FigureChange
from wagtail_disclosure.models import PublishedVersion
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.corrections import (
    changes,
    changes_of_many,
    corrections,
    in_short,
)
from wagtail_disclosure.services.freezing import Frozen, freeze, load_frozen

pytestmark = pytest.mark.django_db

CURRENT = "statistics.complaints.current"
CUMULATIVE = "statistics.complaints.cumulative"
LABEL = "接受行政申诉、举报数（2018年）"
TOTAL_LABEL = "接受行政申诉、举报数（历年累计）"


def dated(report: AnnualReportPage, number: int, *day: int) -> None:
    moment = datetime(*day, 23, 30, tzinfo=get_current_timezone())
    PublishedVersion.objects.filter(page_id=report.pk, number=number).update(created_at=moment)


def with_rows(frozen: Frozen, **rows: tuple[str, str, str]) -> Frozen:
    """The frozen version with (state, value, source) of some cells of the current year."""
    wanted = {f"statistics.{row}.current": values for row, values in rows.items()}
    figures = tuple((row[0], *wanted.get(row[0], row[1:])) for row in frozen.figures)
    return replace(frozen, figures=figures)


def pairs(found: tuple[FigureChange, ...]) -> list[tuple[str, str, str]]:
    return [(change.cell, change.before, change.after) for change in found]


def test_corrections__newest_first_with_day_reason_and_labels():
    report = correct(make_published_report(), "漏计一件", complaints=1)
    report = correct(report, "重复计算", complaints=1234)
    dated(report, 2, 2019, 3, 5)
    dated(report, 3, 2019, 6, 1)
    assert corrections(report.pk) == (
        Correction(
            "2019-06-01",
            3,
            "重复计算",
            (
                FigureChange(CURRENT, LABEL, "1", "1,234"),
                FigureChange(CUMULATIVE, TOTAL_LABEL, "1", "1,234"),
            ),
        ),
        Correction(
            "2019-03-05",
            2,
            "漏计一件",
            (
                FigureChange(CURRENT, LABEL, "0", "1"),
                FigureChange(CUMULATIVE, TOTAL_LABEL, "0", "1"),
            ),
        ),
    )


def test_corrections__none_where_only_words_changed():
    report = correct(make_published_report(), complaints=1)
    report.notice = "正文为缩写。"
    report = publish(report)
    assert [found.version for found in corrections(report.pk)] == [2]
    reasons = PublishedVersion.objects.order_by("number").values_list("reason", flat=True)
    assert list(reasons) == ["", "漏计", ""]


def test_corrections__withdrawn_and_published_again_with_other_figures():
    report = make_published_report()
    report.unpublish()
    report = correct(AnnualReportPage.objects.get(pk=report.pk), complaints=1)
    assert [found.reason for found in corrections(report.pk)] == ["漏计"]


def test_corrections__survive_a_standard_that_is_gone():
    report = correct(make_published_report(), complaints=1)
    for version in PublishedVersion.objects.all():
        version.standard = version.frozen["standard"] = "gone-1999"
        version.save()
    assert corrections(report.pk)[0].changes[0].label == LABEL


def test_corrections__queries_do_not_grow_with_versions():
    report = correct(make_published_report(), complaints=1)
    with CaptureQueriesContext(connection) as few:
        corrections(report.pk)
    for number in range(2, 7):
        report = correct(report, f"第{number}次", complaints=number)
    with CaptureQueriesContext(connection) as many:
        assert len(corrections(report.pk)) == 6
    assert (len(few), len(many)) == (2, 2)


def test_reason_alone__makes_no_version_when_the_page_is_saved():
    report = correct(make_published_report(), complaints=1)
    report.correction_reason = "另一个说法"
    report.save()
    assert PublishedVersion.objects.count() == 2


def test_saved_without_checks__is_shown_without_a_reason():
    report = make_published_report()
    report.figures["figures"][CURRENT] = 1
    report.save(clean=False)
    found = corrections(report.pk)
    assert [(one.reason, pairs(one.changes)[0]) for one in found] == [("", (CURRENT, "0", "1"))]


def test_translation__has_no_reason_of_its_own():
    report = make_published_report()
    english = Locale.objects.create(language_code="en")
    report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    translated = report.copy_for_translation(english)
    translated.correction_reason = "not this one"
    publish(translated)
    correct(report, "漏计一件", complaints=1)
    reasons = PublishedVersion.objects.filter(page_id=translated.pk).values_list("reason")
    assert [reason for (reason,) in reasons] == ["", ""]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("number", "0", "calculated"), []),  # another source, the same figure
        (("number", "0.00", "entered"), []),
        (("number", "0.50", "entered"), [(CURRENT, "0", "0.5")]),
        (("n/a", "", "entered"), [(CURRENT, "0", "不适用")]),
        (("missing", "", "entered"), [(CURRENT, "0", "—")]),
    ],
)
def test_changes__are_what_readers_see(row, expected):
    frozen = freeze(make_published_report())
    assert pairs(changes(frozen, with_rows(frozen, complaints=row))) == expected


def test_changes__of_another_form_name_what_each_has():
    frozen = freeze(make_published_report())
    table = frozen.tables[0]
    old = replace(frozen, figures=(("old.row.all", "number", "3", "entered"), *frozen.figures[:1]))
    new = replace(
        frozen,
        tables=(table,),
        figures=(*frozen.figures[:1], ("new.row.all", "n/a", "", "entered")),
    )
    assert changes(old, new) == (
        FigureChange("new.row.all", "new.row.all", "—", "不适用"),
        FigureChange("old.row.all", "old.row.all", "3", "—"),
    )


def test_changes_of_many__nothing_for_a_first_version():
    report = correct(make_published_report(), complaints=1)
    first, second = PublishedVersion.objects.filter(page_id=report.pk).order_by("number")
    found = changes_of_many([second, first, second])
    assert {pk: pairs(value) for pk, value in found.items()} == {
        first.pk: [],
        second.pk: [(CURRENT, "0", "1"), (CUMULATIVE, "0", "1")],
    }
    assert changes_of_many([]) == {}


def test_in_short__names_the_first_few():
    found = [FigureChange("", f"受理{number}", "38", "40") for number in range(4)]
    assert in_short(found[:1]) == "受理0 38 → 40"
    assert in_short(found) == "受理0 38 → 40；受理1 38 → 40；受理2 38 → 40；…"
    with translation.override("en"):
        assert in_short(found[:2]) == "受理0 38 → 40; 受理1 38 → 40"


def test_frozen__reads_back_with_its_names():
    report = make_published_report()
    frozen = load_frozen(PublishedVersion.objects.get(page_id=report.pk).frozen)
    assert changes(frozen, frozen) == ()
