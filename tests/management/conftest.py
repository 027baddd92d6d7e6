"""The generated catalogue at its smallest, for the tests of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation

from example_site.portal.content.generated.load import load_generated
from example_site.portal.content.reference import load_reference
from example_site.portal.content.tree import load_tree


@pytest.fixture(scope="module")
def base(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The portal without reports and documents, for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("zh-hans"):
        load_reference()
        load_tree()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def tiny(base) -> Iterator[None]:
    with transaction.atomic():
        load_generated("tiny")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def generated(tiny, db) -> None:
    """What a test changes is rolled back."""
