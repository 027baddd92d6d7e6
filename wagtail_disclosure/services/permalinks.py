"""What an index number's permanent address answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from ..conf import get_setting
from ..models import IndexNumber
from ..models.base_page import base_page_model, public_pages
from .page_parts import day, minute


@dataclass(frozen=True)
class Gone:
    """A number whose item readers can no longer have, as it was public. ``state`` is
    ``withdrawn`` or ``void``."""

    number: str
    title: str
    agency: str
    document_number: str
    made_on: str
    published_on: str
    reason: str
    state: str
    base_template: str


def resolve(number: str, request: HttpRequest) -> str | Gone | None:
    """The page's address, or what is left of it, or ``None`` for what nobody may know of."""
    if "\x00" in number:
        return None
    entry = IndexNumber.objects.filter(number=number.strip()).first()
    if entry is None:
        return None
    if entry.state == IndexNumber.State.VOID:
        return _gone(entry) if entry.was_public else None
    page = public_pages().filter(pk=entry.page_id).first() if entry.page_id else None
    if page is not None:
        return page.get_url(request)
    if not entry.was_public or _restricted(entry):
        return None
    return _gone(entry)


def _restricted(entry: IndexNumber) -> bool:
    """Whether the page is there but not for everybody: live, or withdrawn, behind a view
    restriction."""
    page = base_page_model().objects.filter(pk=entry.page_id).first()
    return page is not None and (page.live or page.get_view_restrictions().exists())


def _gone(entry: IndexNumber) -> Gone:
    state = entry.state if entry.state != IndexNumber.State.IN_USE else "withdrawn"
    return Gone(
        number=entry.number,
        title=entry.title,
        agency=entry.agency_name,
        document_number=entry.document_number,
        made_on=day(entry.made_on),
        published_on=minute(entry.published_at)[:10],
        reason=entry.reason,
        state=state,
        base_template=get_setting("BASE_TEMPLATE"),
    )
