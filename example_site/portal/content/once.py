"""Each piece of example content is made once, and belongs to the editors from then on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ..models import LoadedContent

CONTENT_DIR = Path(settings.PROJECT_DIR) / "content"


def read(name: str) -> dict[str, Any]:
    """One TOML file of the example content."""
    with (CONTENT_DIR / name).open("rb") as file:
        return tomllib.load(file)


def once(key: str, make: Callable[[], object]) -> bool:
    """Call ``make`` unless it was called before for this key; whether it was called now.

    What an editor changed, moved or deleted since stays changed, moved or deleted.
    """
    if LoadedContent.objects.filter(key=key).exists():
        return False
    with transaction.atomic():
        make()
        LoadedContent.objects.create(key=key)
    return True
