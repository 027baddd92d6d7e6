"""Makes the app's migrations before the database is made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    package = Path(settings.MIGRATIONS_DIR) / "custombase_migrations"
    package.mkdir()
    (package / "__init__.py").touch()
    with django_db_blocker.unblock():
        call_command("makemigrations", "custombase", verbosity=0)
    yield
    shutil.rmtree(settings.MIGRATIONS_DIR, ignore_errors=True)
