"""``load_content --size``: once, the same in every run, and not into what others wrote."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import Page

from example_site.portal.content.generated.load import SIZES, load_generated
from example_site.portal.content.tree import page_at
from tests.management.generated import rows
from wagtail_disclosure.models import CatalogueEntry, EntryCategory, IndexNumber, SerialScope
from wagtail_disclosure.pages.models import DocumentPage

TINY = SIZES["tiny"]


@pytest.fixture
def portal(base, db, monkeypatch) -> None:
    """The command adds no reports and no other documents here: they take long."""
    for name in ("load_reports", "load_documents"):
        monkeypatch.setattr(
            f"example_site.portal.management.commands.load_content.{name}", lambda user: 0
        )


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_content", *options, stdout=out)
    return out.getvalue()


def test_generated__the_same_in_every_run(base, db):
    def run() -> list[Any]:
        keys = ("page_id", "target_page_id", "scope_id", "agency_id", "page_ptr_id", "category_id")
        with transaction.atomic():
            assert load_generated("tiny")
            pages = [page.path for page in DocumentPage.objects.order_by("path")]
            found = [
                pages,
                rows(IndexNumber, *keys),
                rows(CatalogueEntry, *keys),
                rows(EntryCategory, *keys),
                rows(SerialScope),
                sorted(DocumentPage.objects.values_list("slug", "translation_key", "url_path")),
                sorted(str(page.body.raw_data) for page in DocumentPage.objects.all()),
            ]
            transaction.set_rollback(True)
        return found

    assert run() == run()


def test_command__adds_the_catalogue_once(portal):
    assert "60 generated documents of 5 agencies made." in load("--size", "tiny")
    assert "nothing was changed" in load("--size", "tiny")
    assert DocumentPage.objects.count() == TINY.documents


def test_command__one_size_for_each_database(portal):
    load("--size", "tiny")
    with pytest.raises(CommandError, match="holds the generated catalogue “tiny” already"):
        load("--size", "medium")
    assert DocumentPage.objects.count() == TINY.documents


def test_command__leaves_a_site_of_others_alone(portal):
    page_at("xxgk").add_child(instance=Page(title="别人的页面", slug="bieren"))
    with pytest.raises(CommandError, match=r"not of the example content: 1, .* 别人的页面"):
        load("--size", "tiny")
    assert not DocumentPage.objects.exists()
    load("--size", "tiny", "--among-others")
    assert DocumentPage.objects.count() == TINY.documents


def test_command__without_the_catalogues_page(portal):
    page_at("xxgk/neirong/mulu").delete()
    with pytest.raises(CommandError, match="xxgk/neirong/mulu"):
        load("--size", "tiny")
