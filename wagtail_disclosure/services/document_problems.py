"""What stands in the way of publishing a document of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.timezone import now
from django.utils.translation import gettext as _

from ..domain.validity import State, Term
from ..models import CHANNELS, Agency, CatalogueEntry, DisclosureMode, Validity
from .days import site_today
from .page_types import is_disclosed
from .problems import (
    Problem,
    document_number_problems,
    entered_page_id,
    number_problems,
    owner_id,
    required_problems,
)

if TYPE_CHECKING:
    from ..mixins.document import DocumentMixin


def document_problems(page: DocumentMixin) -> list[Problem]:
    """Everything that stands in the way of publishing ``page``, all at once."""
    return [
        *required_problems({"agency": page.agency_id, "made_on": page.made_on}),
        *_date_problems(page),
        *_validity_problems(page),
        *_mode_problems(page),
        *_content_problems(page),
        *_repeal_problems(page),
        *_translation_problems(page),
        *document_number_problems(page.document_number),
        *number_problems(page),
    ]


def _date_problems(page: DocumentMixin) -> list[Problem]:
    found = []
    if page.made_on and page.made_on > site_today():
        text = _("The date of making lies in the future; correct it.")
        found.append(Problem("made_on", "future", text))
    if page.published_at and page.published_at > now():
        text = _("The time of publication lies in the future; correct it.")
        found.append(Problem("published_at", "future", text))
    if page.in_force_from and page.in_force_until and page.in_force_until < page.in_force_from:
        text = _("The last day in force lies before the first; correct one of the two.")
        found.append(Problem("in_force_until", "term", text))
    if page.in_force_from and page.repealed_on and page.repealed_on < page.in_force_from:
        text = _("The document was repealed before it came into force; correct one of the dates.")
        found.append(Problem("repealed_on", "term", text))
    return found


def _validity_problems(page: DocumentMixin) -> list[Problem]:
    """What is declared agrees with the days that are named, or a day is missing."""
    missing = {
        Validity.REPEALED: ("repealed_on", page.repealed_on),
        Validity.EXPIRED: ("in_force_until", page.in_force_until),
    }
    field, value = missing.get(Validity(page.validity), ("", None))
    if field and value is None:
        text = _("Say since when: readers and counts go by the day.")
        return [Problem(field, "validity_when", text)]
    term = Term(page.validity, page.in_force_from, page.in_force_until, page.repealed_on)
    state = term.on(site_today())
    declared = page.validity == Validity.EFFECTIVE
    if declared and state in (State.REPEALED, State.EXPIRED):
        text = _("It is said to be in force, but by its dates it is not; correct one of the two.")
        return [Problem("validity", "validity", text)]
    if not declared and state not in (State.REPEALED, State.EXPIRED):
        text = _("By its dates the document is still in force; correct one of the two.")
        return [Problem("validity", "validity", text)]
    return []


def _mode_problems(page: DocumentMixin) -> list[Problem]:
    if page.mode == DisclosureMode.WITHHELD:
        text = _("What is withheld is not published. Keep the page as a draft.")
        return [Problem("mode", "withheld", text)]
    if page.mode == DisclosureMode.ON_REQUEST and not page.mode_reason.strip():
        text = _("Say why the document is given on request only; readers see it.")
        return [Problem("mode_reason", "mode_reason", text)]
    if page.mode == DisclosureMode.ON_REQUEST and (page.body or page.attachments):
        text = _(
            "A document that is given on request has no text and no attachments here: "
            "readers would have it. Take them out, or choose another way of disclosure."
        )
        return [Problem("mode", "on_request_content", text)]
    return []


def _content_problems(page: DocumentMixin) -> list[Problem]:
    found = []
    shown = page.body or page.attachments or page.summary.strip()
    if page.mode == DisclosureMode.PROACTIVE and not shown:
        text = _("Nothing is disclosed: write a text or a summary, or attach a file.")
        found.append(Problem("body", "empty", text))
    if not any(getattr(page, channel) for channel in CHANNELS):
        text = _("Choose at least one channel through which the document was disclosed.")
        found.append(Problem("on_website", "no_channel", text))
    if page.elsewhere and not page.other_channels.strip():
        text = _("Say where else the document was disclosed.")
        found.append(Problem("other_channels", "no_channel", text))
    return found


def _repeal_problems(page: DocumentMixin) -> list[Problem]:
    """An agency repeals what it, a predecessor or an agency below it has disclosed."""
    found = []
    for block in page.repeals:
        target = block.value["page"]
        target = target.specific if target else None
        if target is None:
            continue
        values = {"title": target.title}
        if {target.pk, entered_page_id(target)} & {page.pk, owner_id(page)}:
            text = _("A document does not repeal itself.")
            found.append(Problem("repeals", "repeals_itself", text))
        elif not is_disclosed(target):
            text = _("“%(title)s” is no document of the catalogue; name it in words.")
            found.append(Problem("repeals", "repeals_no_document", text % values))
        elif page.agency and target.agency and not _may_repeal(page.agency, target.agency):
            text = _(
                "“%(title)s” is of %(agency)s: only that agency, its successor or one above it "
                "repeals it."
            )
            values["agency"] = target.agency.name
            found.append(Problem("repeals", "repeals_foreign", text % values))
    return found


def _translation_problems(page: DocumentMixin) -> list[Problem]:
    """A translation shows number and dates of its public source."""
    owner = owner_id(page)
    if owner == page.pk or CatalogueEntry.objects.filter(page_id=owner or 0).exists():
        return []
    text = _("Publish the document that this one translates first.")
    return [Problem(NON_FIELD_ERRORS, "source_not_public", text)]


def _may_repeal(agency: Agency, other: Any) -> bool:
    return agency.code in other.lineage() or agency.predecessors.filter(pk=other.pk).exists()
