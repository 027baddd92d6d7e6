"""The disclosure platform (国办公开办函〔2019〕61号): one page with its four parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..conf import get_setting
from ..models.base_page import base_page_model, public_pages
from . import page_tags
from .catalogue_entries import entries_below
from .page_parts import minute
from .page_types import is_catalogue_index, is_index, is_report_index
from .report_context import breadcrumbs

if TYPE_CHECKING:
    from ..mixins.platform import PlatformMixin

#: Below the four parts, each list shows this many entries.
NEWEST = 6


@dataclass(frozen=True)
class PartRule:
    """One part of the platform: its prescribed name, and the child page that it is where an editor
    chose none."""

    name: str
    title: str
    fits: Callable[[Any], bool]


PARTS = (
    PartRule("guide", "政府信息公开指南", lambda page: "指南" in page.title),
    PartRule("rules", "政府信息公开制度", lambda page: "制度" in page.title),
    PartRule("content", "法定主动公开内容", lambda page: _is_content(page)),
    PartRule("reports", "政府信息公开年报", lambda page: is_report_index(page.specific_class)),
)


@dataclass(frozen=True)
class Part:
    """A part as the page shows it. ``url`` is empty for one that readers cannot have, and
    ``problem`` says why, to editors."""

    name: str
    title: str
    summary: str
    page: Any
    url: str
    problem: str = ""


@dataclass(frozen=True)
class NewestEntry:
    title: str
    url: str
    agency: str
    published_text: str


def platform_context(platform: PlatformMixin, request: HttpRequest) -> dict[str, Any]:
    """What the template of the platform is given: parts, newest entries, page tags."""
    preview = bool(getattr(request, "is_preview", False))
    parts = parts_of(platform, request)
    shown = {part.name: part for part in parts if part.url}
    return {
        "disclosure_base_template": get_setting("BASE_TEMPLATE"),
        "parts": list(shown.values()),
        "missing_parts": [part for part in parts if part.problem] if preview else [],
        "newest": _newest(shown.get("content"), request, is_report=False),
        "newest_reports": _newest(shown.get("reports"), request, is_report=True),
        "parts_by_name": shown,
        "page_tags": page_tags.platform_tags(request, platform),
        "breadcrumbs": breadcrumbs(platform, request) if platform.path else [],
        "is_preview": preview,
    }


def parts_of(platform: PlatformMixin, request: HttpRequest | None = None) -> list[Part]:
    """The four parts in their prescribed order."""
    children = list(platform.get_children().live()) if platform.path else []
    chosen = {rule.name: _page_of(platform, rule, children) for rule in PARTS}
    public = public_pages().in_bulk([page.pk for page in chosen.values() if page is not None])
    return [_part(platform, rule, chosen[rule.name], public, request) for rule in PARTS]


def _page_of(platform: PlatformMixin, rule: PartRule, children: list[Any]) -> Any:
    """The page that an editor chose, else the first child page that fits."""
    page = getattr(platform, f"{rule.name}_page")
    return page or next((child for child in children if rule.fits(child)), None)


def _part(
    platform: PlatformMixin,
    rule: PartRule,
    page: Any,
    public: dict[int, Any],
    request: HttpRequest | None,
) -> Part:
    summary = getattr(platform, f"{rule.name}_summary")
    if page is None:
        problem = _("%(part)s: no page is chosen and no page below fits. Choose one.")
    elif page.pk not in public:
        problem = _("%(part)s: “%(page)s” is not public, so readers do not see it. Publish it.")
    else:
        problem = ""
    url = (page.get_url(request) or "") if page and not problem else ""
    summary = summary or getattr(page, "search_description", "")
    values = {"part": rule.title, "page": page.title if page else ""}
    return Part(rule.name, rule.title, summary, page, url, problem % values)


def _is_content(page: Any) -> bool:
    return is_catalogue_index(page.specific_class) or "主动公开" in page.title


def _newest(part: Part | None, request: HttpRequest, *, is_report: bool) -> list[NewestEntry]:
    if part is None:
        return []
    entries = _entries_of(part).filter(is_report=is_report).order_by("-published_at", "-pk")
    found = list(entries[:NEWEST])
    pages = base_page_model().objects.in_bulk([entry.page_id for entry in found])
    return [
        NewestEntry(
            entry.title,
            pages[entry.page_id].get_url(request) or "",
            entry.agency_name,
            minute(entry.published_at)[:10],
        )
        for entry in found
        if entry.page_id in pages
    ]


def _entries_of(part: Part) -> Any:
    """The public entries that a part leads to: what its list shows, else those below it."""
    page = part.page.specific
    return page.feed_entries() if is_index(page) else entries_below(page)
