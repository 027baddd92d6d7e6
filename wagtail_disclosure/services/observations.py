"""Published figures as rows, made from frozen versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from ..models import Observation, PublishedReport, PublishedVersion
from .freezing import Frozen, load_frozen


@dataclass(frozen=True)
class Difference:
    """A published figure whose row was not what the frozen version says."""

    report: str
    cell: str
    stored: str
    frozen: str


def project(report: PublishedReport, frozen: Frozen) -> None:
    """Replace the report's rows by the figures of ``frozen``. Call inside a transaction."""
    report.observations.all().delete()
    Observation.objects.bulk_create(_rows(report, frozen))


def rebuild() -> Iterator[Difference]:
    """Make all rows anew from the latest frozen versions; yields what differed.

    One transaction per report, so that a large portal can be rebuilt while it serves.
    """
    for report in PublishedReport.objects.order_by("pk").iterator(chunk_size=200):
        with transaction.atomic():
            yield from _rebuild(report)


def _rebuild(report: PublishedReport) -> list[Difference]:
    stored = {row.cell: _text(row.state, row.value) for row in report.observations.all()}
    frozen = _latest(report) if report.public_year is not None else None
    wanted = (
        {
            cell: _text(state, Decimal(value) if value else None)
            for cell, state, value, _ in frozen.figures
        }
        if frozen
        else {}
    )
    differences = [
        Difference(report.title, cell, stored.get(cell, ""), wanted.get(cell, ""))
        for cell in sorted(stored.keys() | wanted.keys())
        if stored.get(cell) != wanted.get(cell)
    ]
    if differences:
        report.observations.all().delete()
        if frozen:
            Observation.objects.bulk_create(_rows(report, frozen))
    return differences


def _latest(report: PublishedReport) -> Frozen | None:
    version = PublishedVersion.objects.filter(page_id=report.page_id).order_by("-number").first()
    return load_frozen(version.frozen) if version else None


def _rows(report: PublishedReport, frozen: Frozen) -> list[Observation]:
    return [
        Observation(
            report=report,
            agency_id=report.agency_id,
            year=frozen.year,
            standard=frozen.standard,
            cell=cell,
            state=state,
            value=Decimal(value) if value else None,
            source=source,
        )
        for cell, state, value, source in frozen.figures
    ]


def _text(state: str, value: Decimal | None) -> str:
    return format(value.normalize(), "f") if value is not None else state
