"""The answer to the grid while figures are typed, measured at the server.

Claim: a full cn-2021 report (200 cells, all rules about figures, totals claimed, last year's
report published) is answered in under 50 ms: the whole way of a request through all middleware,
sign-in and permissions to the answer, in a warm process. Beside it the same way to a bare JSON
answer of Wagtail's admin, so that what the request itself costs can be told apart. Run by
``python -m benchmarks grid``, which gives it a database of its own. Ends with an error where the
claim does not hold.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.services.reports import empty_sections

LIMIT = 50.0
ROUNDS = 50
YEAR = 2025


def question() -> dict[str, Any]:
    """What the grid posts for a report of ``YEAR`` with a figure in every cell and a text of usual
    length, after a published one of the year before. The figures do not add up: findings cost more
    than silence."""
    from tests.domain.cases import CASES, read_case, typed
    from tests.factories import make_agency, make_index_page, make_published_report, make_report

    agency, index_page = make_agency(), make_index_page()
    before = {
        "standard": "cn-2021",
        "figures": {"figures": typed(read_case(CASES / "cn-2021-full.toml"))},
    }
    make_published_report(index_page, agency, YEAR - 1, **before)
    report = make_report(index_page, agency, YEAR, standard="cn-2021", sections=sections())
    cells = load_standard("cn-2021").cells
    figures = {cell: number * 37 % 101 for number, cell in enumerate(cells)}
    return {
        "page": report.pk,
        "standard": "cn-2021",
        "agency": agency.pk,
        "year": YEAR,
        "data": {"figures": figures},
    }


def sections() -> list[dict[str, Any]]:
    """The sections of the form with a text in the first: no more than a thousand characters are
    asked for there, here are some more."""
    from tests.domain.cases import CASES, read_case

    passages = read_case(CASES / "prose" / "held-out-cn-2021.toml")["passages"]
    whole = empty_sections(load_standard("cn-2021"))
    whole[0]["value"]["body"] = [
        {"type": "text", "value": "".join(f"<p>{passage['text']}</p>" for passage in passages)}
    ]
    return whole


def milliseconds(ask: Callable[[], HttpResponse]) -> float:
    """The time of one request."""
    start = time.perf_counter()
    response = ask()
    seconds = time.perf_counter() - start
    if response.status_code != 200:
        raise SystemExit(f"Answered with {response.status_code}: {response.content[:200]!r}")
    return seconds * 1000


def measure(rounds: int = ROUNDS) -> tuple[dict[str, Any], float, float]:
    """The answer, and the median times of the grid's question and of the bare one, asked by
    turns in the same run."""
    body = json.dumps(question())
    client = Client()
    client.force_login(
        get_user_model().objects.create_superuser("benchmark", "benchmark@example.com", "benchmark")
    )

    def grid() -> HttpResponse:
        return client.post(reverse("wagtail_disclosure_grid"), body, "application/json")

    def bare() -> HttpResponse:
        return client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": "x"})

    answer = json.loads(grid().content)
    bare()
    times = [(milliseconds(grid), milliseconds(bare)) for _ in range(rounds)]
    return answer, median(one for one, _ in times), median(two for _, two in times)


def lines() -> Iterator[str]:
    """The measurement in words; ends the process where the claim does not hold."""
    answer, grid, bare = measure()
    yield (
        f"answer to the grid on {connection.vendor}, {len(answer['cells'])} cells, "
        f"{len(answer['findings'])} findings: {grid:.1f} ms (limit {LIMIT})"
    )
    yield f"a bare JSON answer of the admin: {bare:.1f} ms"
    if grid >= LIMIT:
        raise SystemExit("The limit is not kept.")
