"""The search backend of the site's database: name this module in ``WAGTAILSEARCH_BACKENDS``."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from django.db import connection
from modelsearch.backends import database


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - Wagtail asks for it by this name
    """The backend for the default database; Wagtail's own for one that is not known here."""
    module = database
    if connection.vendor == "postgresql":
        module = import_module("wagtail_disclosure.search.postgresql")
    elif connection.vendor == "mysql":
        module = import_module("wagtail_disclosure.search.mariadb")
    elif connection.vendor == "sqlite" and _has_full_text():
        module = import_module("wagtail_disclosure.search.sqlite")
    return module.SearchBackend(params)


@cache
def _has_full_text() -> bool:
    """Whether SQLite was built with FTS5, when Wagtail's tables were made and now."""
    from modelsearch.backends.database.sqlite.utils import fts5_available, fts_table_exists

    return bool(fts5_available() and fts_table_exists())
