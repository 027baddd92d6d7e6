"""Many processes publish at once: consecutive numbers, none twice, none lost."""

from __future__ import annotations

import pytest
from django.db import connection

from benchmarks.numbering import measure
from tests.factories import make_index_page


@pytest.mark.django_db(transaction=True)
def test_numbers__when_many_processes_publish() -> None:
    # The whole claim where it counts; SQLite has one writer, who lets others wait their turn.
    processes, each = {"postgresql": (16, 50), "sqlite": (4, 10)}.get(connection.vendor, (16, 10))
    result = measure([make_index_page() for _ in range(processes)], each)
    assert result.errors == []
    assert result.serials == list(range(1, processes * each + 1))
