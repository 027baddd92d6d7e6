"""Published versions: what stood before readers from one publication to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Exists, OuterRef

from ..models import PublishedReport, PublishedVersion
from . import freezing
from .corrections import changes

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


def latest(page_id: int) -> PublishedVersion | None:
    """The newest version of a page."""
    return PublishedVersion.objects.filter(page_id=page_id).order_by("-number").first()


def latest_of_many(page_ids: Iterable[int]) -> dict[int, PublishedVersion]:
    """The newest version of each page, in one query."""
    newer = PublishedVersion.objects.filter(
        page_id=OuterRef("page_id"), number__gt=OuterRef("number")
    )
    found = PublishedVersion.objects.filter(~Exists(newer), page_id__in=list(page_ids))
    return {version.page_id: version for version in found}


def frozen_data(report: ReportMixin) -> dict[str, Any]:
    """What is frozen of the report now.

    A save that publishes nothing new (same revision, same figures typed) keeps the figures as
    they were published, though last year's report may have been corrected since: a published
    figure changes by publication only.
    """
    before = latest(report.pk)
    if before is not None and keeps_figures(report, before):
        return before.frozen
    typed = _fingerprint(report.figures)
    return {**freezing.dump_frozen(freezing.freeze(report)), "typed": typed}


def keeps_figures(report: ReportMixin, before: PublishedVersion) -> bool:
    """Whether saving the live page would publish nothing new since ``before``."""
    typed = _fingerprint(report.figures)
    return before.revision_id == report.live_revision_id and before.frozen.get("typed") == typed


def add(
    report: ReportMixin, published: PublishedReport, data: dict[str, Any], moment: datetime
) -> bool:
    """Add a version if anything that readers see changed since the last one, or if the report
    comes back after a withdrawal; says whether observations must be made anew."""
    before = latest(report.pk)
    digest = _fingerprint([data, _content(report)])
    if before and (before.revision_id, before.digest) == (report.live_revision_id, digest):
        return not published.observations.exists()
    PublishedVersion.objects.create(
        report=published,
        page_id=report.pk,
        number=before.number + 1 if before else 1,
        revision_id=report.live_revision_id,
        created_at=moment,
        standard=data["standard"],
        frozen=data,
        digest=digest,
        reason=_reason(report, published, before, data),
    )
    return True


def add_translation(report: ReportMixin, published: PublishedReport, moment: datetime) -> None:
    """Add a version of a translation: its own words, the figures of its source."""
    source = latest(published.page_id)
    if source is not None:
        add(report, published, source.frozen, moment)


def _reason(
    report: ReportMixin,
    published: PublishedReport,
    before: PublishedVersion | None,
    data: dict[str, Any],
) -> str:
    """Why figures that readers had changed; the reason of an earlier correction says nothing of
    a version that changes the text alone."""
    if before is None or published.page_id != report.pk:
        return ""
    corrected = changes(freezing.load_frozen(before.frozen), freezing.load_frozen(data))
    return report.correction_reason.strip() if corrected else ""


def _content(report: ReportMixin) -> dict[str, Any]:
    """All that an editor can change of the page, by field; Wagtail's own bookkeeping left out,
    and the reason for a correction: readers have it from the version."""
    own = {field.name for field in report._meta.get_fields() if field.model is type(report)}
    own.discard("correction_reason")
    data = report.serializable_data()
    return {name: value for name, value in data.items() if name in own or name == "title"}


def _fingerprint(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()
