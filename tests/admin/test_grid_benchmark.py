"""The benchmark of the grid asks what it says; the time is measured by `make bench` alone."""

import pytest

from benchmarks.grid import measure

pytestmark = pytest.mark.django_db


def test_benchmark__asks_for_a_full_report_after_last_years():
    answer, _grid, _bare = measure(rounds=1)

    cell = answer["cells"]["requests.received_new.natural_person"]
    assert len(answer["cells"]) == len(answer["claimed"]) + 166 == 200
    assert cell["last_year"] == "40"
    assert answer["counts"]["error"] >= 200 - 166  # each total is claimed and wrong
