"""The plugin's settings: one dict ``WAGTAIL_DISCLOSURE``, read when needed."""

from __future__ import annotations

from typing import Any

from django.conf import settings

#: Every setting with its default; each has its heading in docs/reference/settings.md.
DEFAULTS: dict[str, Any] = {
    "BASE_TEMPLATE": "base.html",
    "STANDARDS_DIRECTORIES": [],
    "STANDARD_AGENCIES": {},
    "RULES": {},
    "PDF_FONTS": {},
    "FILES_STORAGE": "default",
    "REPORTS_PER_PAGE": 20,
}


def get_setting(name: str) -> Any:
    """The value of one setting; ``KeyError`` for a name that does not exist."""
    return user_settings().get(name, DEFAULTS[name])


def user_settings() -> dict[str, Any]:
    """What the site has set, unchecked (``wagtail_disclosure.checks`` reports mistakes)."""
    value = getattr(settings, "WAGTAIL_DISCLOSURE", {})
    return value if isinstance(value, dict) else {}
