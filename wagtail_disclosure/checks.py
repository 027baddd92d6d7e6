"""System checks: what a site has to mend before it serves reports."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.urls import Resolver404, resolve
from django.views.static import serve

from .conf import DEFAULTS, user_settings
from .domain.catalogue import standards
from .domain.errors import DefinitionError
from .services.rules import rule_problems
from .services.standards import directories, file_standards


@register()
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001: an unknown setting; E001: not a dict."""
    value = getattr(settings, "WAGTAIL_DISCLOSURE", {})
    if not isinstance(value, dict):
        return [Error("WAGTAIL_DISCLOSURE must be a dict.", id="wagtail_disclosure.E001")]
    return [
        Error(
            f"WAGTAIL_DISCLOSURE has no setting {name!r}.",
            hint=f"Known settings: {', '.join(sorted(DEFAULTS))}.",
            id="wagtail_disclosure.E002",
        )
        for name in user_settings()
        if name not in DEFAULTS
    ]


@register()
def check_standards(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E003: a broken file of a reporting standard, each mistake with its remedy."""
    try:
        file_standards()
    except DefinitionError as error:
        return [
            Error(
                f"{problem.file}: {problem.key}: {problem.message}",
                hint=problem.remedy,
                id="wagtail_disclosure.E003",
            )
            for problem in error.problems
        ]
    return []


@register()
def check_standard_agencies(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E007: the setting STANDARD_AGENCIES has another shape, or names no standard of a file."""
    value = user_settings().get("STANDARD_AGENCIES", {})
    if not isinstance(value, dict) or not all(map(_is_list_of_texts, value.values())):
        return [
            Error(
                "STANDARD_AGENCIES is no dict of lists.",
                hint='Write {"fuzhou-2018": ["FZ00503"]}: a standard, and codes of agencies.',
                id="wagtail_disclosure.E007",
            )
        ]
    try:
        known = [standard.identifier for standard in standards(directories())]
    except DefinitionError:
        return []  # E003 says what is wrong
    return [
        Error(
            f"STANDARD_AGENCIES names {identifier!r}, and no file defines that standard.",
            hint=f"Files define {', '.join(known)}. A local one has its agency in the admin.",
            id="wagtail_disclosure.E007",
        )
        for identifier in value
        if identifier not in known
    ]


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)


@register()
def check_rules(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E006: a mistake in setting RULES."""
    changes = user_settings().get("RULES", {})
    return [
        Error(problem, hint=hint, id="wagtail_disclosure.E006")
        for problem, hint in rule_problems(changes)
    ]


@register()
def check_apps(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E004: an app that the plugin needs is not installed."""
    needed = (
        "wagtail_modeladmin",
        "wagtail.contrib.settings",
        "wagtail.documents",
        "wagtail.images",
    )
    return [
        Error(
            f"wagtail_disclosure needs {name} in INSTALLED_APPS.",
            hint=f"Add {name!r}.",
            id="wagtail_disclosure.E004",
        )
        for name in needed
        if not apps.is_installed(name)
    ]


@register()
def check_documents_served_by_view(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W001: documents whose files the web server hands out by itself escape the check whether
    their page is public."""
    method = getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None)
    if method == "serve_view" and not _media_documents_are_served():
        return []
    return [
        checks.Warning(
            "Attachments of pages that are not public may be read by whoever knows the address.",
            hint=(
                'Set WAGTAILDOCS_SERVE_METHOD = "serve_view" and keep the web server from serving '
                "MEDIA_ROOT/documents itself (in the URL configuration too)."
            ),
            id="wagtail_disclosure.W001",
        )
    ]


def _media_documents_are_served() -> bool:
    """Whether the site's own addresses hand out every file of MEDIA_ROOT."""
    try:
        match = resolve(f"{settings.MEDIA_URL}documents/probe.pdf")
    except (Resolver404, ImproperlyConfigured):
        return False
    return match.func is serve


@register()
def check_pdf_fonts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """E005: a font of setting PDF_FONTS that cannot be used."""
    fonts = user_settings().get("PDF_FONTS")
    if not fonts:
        return []
    from .exports.pdf import check_fonts

    return [
        Error(
            ": ".join(filter(None, (str(problem.file or ""), problem.reason))),
            hint=problem.remedy,
            id="wagtail_disclosure.E005",
        )
        for problem in check_fonts(fonts)
    ]


#: Fields of the largest form with room to spare; each row of a standard has about ten.
FORM_FIELDS = 10_000


@register()
def check_size_of_forms(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W003: the form of a long local standard, or of a long report, would be refused."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if most is None or most >= FORM_FIELDS:
        return []
    return [
        checks.Warning(
            f"A form of more than {most} fields is refused: a long local standard has more.",
            hint=f"Set DATA_UPLOAD_MAX_NUMBER_FIELDS = {FORM_FIELDS:_}.",
            id="wagtail_disclosure.W003",
        )
    ]


@register(Tags.database)
def check_sqlite_transactions(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """W002: SQLite refuses concurrent publications unless transactions begin IMMEDIATE."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        options = connection.settings_dict.get("OPTIONS") or {}
        mode = str(options.get("transaction_mode", "")).upper()
        if connection.vendor == "sqlite" and mode != "IMMEDIATE":
            found.append(
                checks.Warning(
                    f"Database {alias!r}: two publications at once fail with 'database is locked'.",
                    hint='Set OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20}.',
                    id="wagtail_disclosure.W002",
                )
            )
    return found


#: Wagtail's own backends that search the site's database, under both of their names.
STOCK_SEARCH = ("wagtail.search.backends.database", "modelsearch.backends.database")


@register()
def check_search_backend(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """W004: a Chinese site is searched with a backend that finds no Chinese word in a sentence."""
    backends = getattr(settings, "WAGTAILSEARCH_BACKENDS", {})
    backend = backends.get("default", {}).get("BACKEND", STOCK_SEARCH[0])
    if not settings.LANGUAGE_CODE.lower().startswith("zh") or not backend.startswith(STOCK_SEARCH):
        return []
    return [
        checks.Warning(
            f"The search backend {backend!r} finds no Chinese word inside a sentence.",
            hint=(
                'Set WAGTAILSEARCH_BACKENDS = {"default": '
                '{"BACKEND": "wagtail_disclosure.search.backend"}} and run manage.py update_index.'
            ),
            id="wagtail_disclosure.W004",
        )
    ]
