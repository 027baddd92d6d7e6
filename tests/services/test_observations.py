"""Published figures as rows, and making them anew."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from tests.factories import make_published_report
from wagtail_disclosure.models import Observation
from wagtail_disclosure.services.observations import Difference, rebuild

pytestmark = pytest.mark.django_db

CELL = "statistics.complaints.current"


def test_rebuild__nothing_differs_after_publication():
    make_published_report()
    assert list(rebuild()) == []


def test_rebuild__mends_and_names_what_differed():
    report = make_published_report()
    Observation.objects.filter(cell=CELL).update(value=Decimal(7))
    Observation.objects.filter(cell="statistics.review.current").delete()
    assert list(rebuild()) == [
        Difference(report.title, CELL, "7", "0"),
        Difference(report.title, "statistics.review.current", "", "0"),
    ]
    assert Observation.objects.get(cell=CELL).value == 0
    assert Observation.objects.count() == 30


def test_rebuild__rows_of_a_withdrawn_report_go():
    report = make_published_report()
    row = Observation.objects.get(cell=CELL)
    report.unpublish()
    row.pk = None
    row.save()
    assert list(rebuild()) == [Difference(report.title, CELL, "0", "")]
    assert not Observation.objects.exists()


def test_not_applicable__stays_apart_from_zero_and_missing():
    report = make_published_report()
    report.figures["figures"][CELL] = "n/a"
    report.correction_reason = "本机关不受理申诉"
    report.save_revision(clean=False).publish()
    row = Observation.objects.get(cell=CELL)
    assert (row.state, row.value) == ("n/a", None)


def test_command__says_what_differed():
    make_published_report()
    Observation.objects.filter(cell=CELL).update(value=Decimal(7))
    out = StringIO()
    with translation.override("en"):
        call_command("disclosure_rebuild_observations", stdout=out)
        call_command("disclosure_rebuild_observations", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].endswith(f"{CELL}: 7 → 0")
    assert lines[1:] == ["1 figures differed.", "All published figures stand as frozen."]
