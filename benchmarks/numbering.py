"""Many processes publish at once in one serial scope: time, and whether the numbers are whole."""

from __future__ import annotations

import multiprocessing
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing.context import BaseContext

import django
from django.apps import apps

if not apps.ready:  # in a process of its own
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests.figures import make_figures
from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.models import Agency, IndexNumber, NumberingScheme
from wagtail_disclosure.pages.models import AnnualReportPage, ReportIndexPage
from wagtail_disclosure.services.reports import empty_sections

YEAR = 2018


@dataclass(frozen=True)
class Result:
    """What a run gave: numbers in the order of their serials, errors, seconds of wall time."""

    serials: list[int]
    errors: list[str]
    seconds: float


def measure(index_pages: list[ReportIndexPage], each: int) -> Result:
    """One process for each index page publishes ``each`` reports of as many agencies below it;
    all share one serial scope."""
    processes = len(index_pages)
    scheme = NumberingScheme.objects.create(
        name="benchmark", pattern="{year}-{serial:6}", restarts_with="year"
    )
    agencies = Agency.objects.bulk_create(
        Agency(name=f"示例市第{number}局", code=f"B{number}") for number in range(processes * each)
    )
    shares = [[agency.pk for agency in agencies[start::processes]] for start in range(processes)]
    # Wagtail's PostgreSQL index rewrites every entry at every save while all titles have the same
    # number of words, as in a database with nothing but reports; a portal's other pages end that.
    call_command("update_index", verbosity=0)
    database = str(connection.settings_dict["NAME"])
    connections.close_all()
    before = time.perf_counter()
    with ProcessPoolExecutor(processes, mp_context=_context()) as pool:
        done = [
            pool.submit(publish_share, database, page.pk, scheme.pk, share)
            for page, share in zip(index_pages, shares, strict=True)
        ]
        errors = [error for future in done for error in future.result()]
    seconds = time.perf_counter() - before
    serials = IndexNumber.objects.filter(scheme=scheme).order_by("serial")
    return Result(list(serials.values_list("serial", flat=True)), errors, seconds)


def publish_share(database: str, index_page: int, scheme: int, agencies: list[int]) -> list[str]:
    """Publish one report for each agency, in a process of its own; returns what went wrong."""
    settings.DATABASES["default"]["NAME"] = database
    connections["default"].settings_dict["NAME"] = database
    parent = ReportIndexPage.objects.get(pk=index_page)
    rule = NumberingScheme.objects.get(pk=scheme)
    errors = []
    for agency in Agency.objects.filter(pk__in=agencies):
        try:
            report = parent.add_child(instance=draft(agency, rule))
            report.save_revision(clean=False).publish()
        except Exception:  # any error is a result of the measurement
            errors.append(traceback.format_exc())
    connections.close_all()
    return errors


def draft(agency: Agency, rule: NumberingScheme) -> AnnualReportPage:
    """A report without text that may be published; its slug is free below any index page."""
    return AnnualReportPage(
        title=f"{agency.name}{YEAR}年政府信息公开工作年度报告",
        slug=agency.code.lower(),
        live=False,
        agency=agency,
        report_year=YEAR,
        standard="fuzhou-2018",
        made_on=date(YEAR + 1, 1, 10),
        period_start=date(YEAR, 1, 1),
        period_end=date(YEAR, 12, 31),
        numbering_scheme=rule,
        figures=make_figures(),
        sections=empty_sections(load_standard("fuzhou-2018")),
    )


def _context() -> BaseContext:
    """Processes forked from one that holds this module and nothing else: neither the threads
    of a test run nor its database connections."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def lines() -> list[str]:
    """The result in words, for `make bench`."""
    from tests.factories import make_index_page

    # SQLite has one writer and no queue: with more processes some wait longer than its timeout.
    processes, each = (4, 50) if connection.vendor == "sqlite" else (16, 50)
    result = measure([make_index_page() for _ in range(processes)], each)
    count = processes * each
    whole = result.serials == list(range(1, count + 1))
    return [
        f"{processes} processes x {each} publications on {connection.vendor}: "
        f"{result.seconds:.1f} s, {count / result.seconds:.0f} per second",
        f"{len(result.serials)} numbers, {'consecutive' if whole else 'NOT CONSECUTIVE'}, "
        f"{len(result.errors)} errors",
        *result.errors[:3],
    ]
