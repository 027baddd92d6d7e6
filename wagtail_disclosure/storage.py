"""Where files made of published reports are kept. Migrations refer to this module for ever."""

from __future__ import annotations

import secrets

from django.core.files.storage import Storage, storages

from .conf import get_setting


def files_storage() -> Storage:
    """The storage of setting ``FILES_STORAGE``, an alias in Django's ``STORAGES``."""
    return storages[get_setting("FILES_STORAGE")]


def file_name(instance: object, filename: str) -> str:
    """A name nobody can guess: whether a page is public is asked at the page's address."""
    suffix = filename.rsplit(".", 1)[-1]
    return f"disclosure/{secrets.token_urlsafe(24)}.{suffix}"
