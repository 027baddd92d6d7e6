"""Many processes publish at once: consecutive numbers, none twice, none lost."""

from __future__ import annotations

import pytest
from django.db import connection

from benchmarks.numbering import measure
from tests.factories import make_index_page


@pytest.mark.django_db(transaction=True)
def test_numbers__when_many_processes_publish() -> None:
    # SQLite has one writer at a time: more processes would only wait longer.
    processes, each = (4, 10) if connection.vendor == "sqlite" else (16, 50)
    result = measure([make_index_page() for _ in range(processes)], each)
    assert result.errors == []
    assert result.serials == list(range(1, processes * each + 1))
