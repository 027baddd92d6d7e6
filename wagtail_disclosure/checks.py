"""System checks: what a site has to mend before it serves reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.urls import Resolver404, resolve
from django.views.static import serve
from wagtail.documents import get_document_model

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
    """W001: documents whose files the web server or a storage hands out by itself escape the check
    whether their page is public. One warning for each way past the view."""
    return [
        checks.Warning(
            f"Attachments of pages that are not public may be read: {way}",
            hint=hint,
            id="wagtail_disclosure.W001",
        )
        for way, hint in _ways_past_the_view()
    ]


def _ways_past_the_view() -> Iterator[tuple[str, str]]:
    method = getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None)
    if method in ("redirect", "direct"):
        yield (
            f'WAGTAILDOCS_SERVE_METHOD = "{method}" tells readers where the file lies.',
            'Set WAGTAILDOCS_SERVE_METHOD = "serve_view".',
        )
    elif method != "serve_view":
        yield (
            f"WAGTAILDOCS_SERVE_METHOD is {method!r}, so a remote storage may be asked directly.",
            'Set WAGTAILDOCS_SERVE_METHOD = "serve_view".',
        )
    if _media_documents_are_served():
        yield (
            "the URL configuration hands out all of MEDIA_ROOT.",
            "Let it, and the web server, serve MEDIA_ROOT/images and original_images only.",
        )
    public = _public_storage_option()
    if public:
        yield (
            f"the storage of documents has {public}, so its addresses are open to all.",
            "Keep documents in a private bucket: a storage of its own for the document model, "
            "with signed addresses and without a public ACL.",
        )


def _public_storage_option() -> str:
    """What a remote storage of documents says of itself that opens its files to everybody; the
    names are those of django-storages. Empty for local files, which the web server guards."""
    if not apps.is_installed("wagtail.documents"):
        return ""
    storage = get_document_model()._meta.get_field("file").storage
    try:
        storage.path("documents/probe.pdf")
    except NotImplementedError:
        pass
    else:
        return ""
    if getattr(storage, "querystring_auth", True) is False:
        return "querystring_auth = False"
    acl = str(getattr(storage, "default_acl", None) or "")
    return f'default_acl = "{acl}"' if acl.startswith("public") else ""


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
