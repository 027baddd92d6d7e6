"""Which addresses a front-end cache is told to forget, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.models import PageViewRestriction, Site

from tests.factories import (
    make_agency,
    make_catalogue,
    make_document,
    make_index_page,
    make_published_document,
    make_published_report,
    make_report,
    publish,
    publish_document,
)
from wagtail_disclosure.pages.models import DisclosurePlatformPage
from wagtail_disclosure.services import cache_purging
from wagtail_disclosure.services.withdrawal import withdraw

ROOT = "http://localhost/"


class Cache(BaseBackend):
    """A cache that notes what it is told to forget."""

    forgotten: ClassVar[set[str]] = set()

    def __init__(self, params: Any = None) -> None:
        super().__init__(params or {})

    def purge(self, url: str) -> None:
        self.forgotten.add(url)


@pytest.fixture(autouse=True)
def _cache(settings: Any) -> Iterator[None]:
    settings.WAGTAILFRONTENDCACHE = {"fake": {"BACKEND": f"{__name__}.Cache"}}
    Cache.forgotten.clear()
    yield
    Cache.forgotten.clear()


@pytest.fixture
def forgotten(db: None, django_capture_on_commit_callbacks: Any) -> Any:
    """``forgotten(action)``: what the cache forgot once the action was committed, without the
    host."""

    def forgotten(action: Any) -> set[str]:
        Cache.forgotten.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return {url.removeprefix(ROOT) for url in Cache.forgotten}

    return forgotten


def make_platform() -> DisclosurePlatformPage:
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(instance=DisclosurePlatformPage(title="政府信息公开", slug="xxgk"))


def test_report__published_is_forgotten_wherever_it_shows(forgotten: Any):
    platform = make_platform()
    index = make_index_page(platform, slug="nianbao")
    make_index_page(slug="other")
    make_catalogue(slug="mulu")
    agency = make_agency(code="SL0007")
    make_published_report(index, agency, year=2017)
    report = make_report(index, agency, year=2018)
    assert forgotten(lambda: publish(report)) == {
        "",
        "xxgk/",
        "xxgk/nianbao/",
        "xxgk/nianbao/feed/",
        "xxgk/nianbao/2018/",
        "xxgk/nianbao/2018/report.pdf",
        "xxgk/nianbao/2017/",
        "xxgk/nianbao/2017/report.pdf",
        "mulu/",
        "mulu/feed/",
        "disclosure/index/SL0007-3000-2019-00001/",
    }


def test_document__published_is_forgotten_in_catalogues_above_and_beside(forgotten: Any):
    above = make_catalogue(slug="above", lists_whole_site=False)
    page = make_document(
        make_catalogue(above, slug="inner"), slug="d", agency=make_agency(code="A")
    )
    assert forgotten(lambda: publish_document(page)) == {
        "",
        "above/",
        "above/feed/",
        "above/inner/",
        "above/inner/feed/",
        "above/inner/d/",
        "disclosure/index/A-3000-2019-00001/",
    }


def test_withdrawal__is_the_same_as_publication(forgotten: Any):
    page = make_published_document(make_catalogue(slug="mulu"), slug="d")
    found = forgotten(lambda: withdraw(page, "内容有误", None, now()))
    assert {"mulu/", "mulu/feed/", "mulu/d/", f"disclosure/index/{page.index_number}/"} <= found


def test_deletion__by_code_is_forgotten_too(forgotten: Any):
    page = make_published_document(make_catalogue(slug="mulu"), slug="d")
    number = page.index_number
    found = forgotten(page.delete)
    assert {"mulu/", "mulu/feed/", "mulu/d/", f"disclosure/index/{number}/"} <= found


def test_scheduled_publication_and_expiry__are_forgotten(forgotten: Any):
    page = make_document(make_catalogue(slug="mulu"), slug="d")
    page.go_live_at = now()
    page.save_revision(clean=False).publish()
    type(page).objects.filter(pk=page.pk).update(expire_at=now(), live=True)
    assert "mulu/d/" in forgotten(lambda: call_command("publish_scheduled"))


def repeals(page: Any) -> list[dict[str, Any]]:
    value = {"page": page.pk, "title": "", "document_number": ""}
    return [{"type": "repeal", "value": value}]


def test_repeal__is_forgotten_at_the_other_document_when_said_and_when_taken_back(forgotten: Any):
    catalogue, agency = make_catalogue(slug="mulu"), make_agency()
    make_published_document(catalogue, agency, slug="beside")
    old = make_published_document(catalogue, agency, slug="old")
    new = make_document(
        catalogue, agency, slug="new", repeals=repeals(old), in_force_from=date(2020, 1, 1)
    )
    assert "mulu/old/" in (found := forgotten(lambda: publish_document(new)))
    assert "mulu/beside/" not in found
    new.repeals = []
    assert "mulu/old/" in forgotten(lambda: publish_document(new))
    assert "mulu/old/" not in forgotten(lambda: publish_document(new))
    new.repeals = repeals(old)
    publish_document(new)
    assert "mulu/old/" in forgotten(type(new).objects.get(pk=new.pk).unpublish)
    publish_document(new)
    assert "mulu/new/" in forgotten(type(old).objects.get(pk=old.pk).unpublish)


def test_alias__is_forgotten_with_its_source(forgotten: Any):
    page = make_published_document(make_catalogue(slug="mulu"), slug="d")
    page.create_alias(parent=make_catalogue(slug="copies", lists_whole_site=False))
    assert "copies/d/" in forgotten(lambda: publish_document(page))


def test_move__is_forgotten_at_both_places(forgotten: Any):
    before = make_catalogue(slug="before", lists_whole_site=False)
    after = make_catalogue(slug="after", lists_whole_site=False)
    inner = make_catalogue(before, slug="inner", lists_whole_site=False)
    page = make_published_document(inner, slug="d")
    make_document(inner, slug="draft")
    found = forgotten(lambda: inner.move(after, pos="last-child"))
    # Wagtail's redirects from the old addresses are noted without the slash at the end.
    assert found - {"before/inner", "before/inner/d"} == {
        "",
        "before/",
        "before/feed/",
        "before/inner/",
        "before/inner/feed/",
        "before/inner/d/",
        "after/",
        "after/feed/",
        "after/inner/",
        "after/inner/feed/",
        "after/inner/d/",
        f"disclosure/index/{page.index_number}/",
    }


def test_slug__changed_is_forgotten_under_both_names(forgotten: Any):
    catalogue = make_catalogue(slug="mulu")
    make_published_document(catalogue, slug="d")

    def rename() -> None:
        catalogue.slug = "xin"
        catalogue.save()

    assert {"mulu/", "mulu/d/", "xin/", "xin/d/"} <= forgotten(rename)


def test_restriction__set_and_lifted_is_forgotten_with_all_below(forgotten: Any):
    catalogue = make_catalogue(slug="mulu")
    page = make_published_document(catalogue, slug="d")
    expected = {"mulu/", "mulu/feed/", "mulu/d/", f"disclosure/index/{page.index_number}/"}
    restriction = PageViewRestriction(page=catalogue, restriction_type="login")
    assert expected <= forgotten(restriction.save)
    assert expected <= forgotten(restriction.delete)


def test_draft__is_nobodys_business(forgotten: Any):
    page = make_published_document(make_catalogue(slug="mulu"), slug="d")
    page.title = "草稿"
    assert forgotten(lambda: page.save_revision(clean=False)) == set()


def test_refused_publication__forgets_nothing(forgotten: Any):
    page = make_document(make_catalogue(slug="mulu"), slug="d", summary="")

    def attempt() -> None:
        with pytest.raises(Exception, match="body"), transaction.atomic():
            page.save_revision(clean=False).publish()

    assert forgotten(attempt) == set()


def test_purging__happens_after_the_transaction(db: None, django_capture_on_commit_callbacks: Any):
    page = make_published_document()
    Cache.forgotten.clear()  # what Wagtail itself purged
    with django_capture_on_commit_callbacks() as waiting:
        found = cache_purging.page_changed(page)
        assert Cache.forgotten == set()
    assert f"{page.full_url}" in found
    assert len(waiting) == 1
    waiting[0]()
    assert Cache.forgotten == set(found)


def test_many_addresses__go_in_batches(
    db: None, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cache_purging, "BATCH", 2)
    page = make_published_document()
    Cache.forgotten.clear()
    with django_capture_on_commit_callbacks(execute=True) as waiting:
        found = cache_purging.page_changed(page)
    assert (len(waiting), Cache.forgotten) == (-(-len(found) // 2), set(found))


@pytest.mark.parametrize("absent", ["app", "setting"])
def test_without_a_cache__nothing_is_counted_out(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch, absent: str
):
    page = make_published_document()
    if absent == "app":
        monkeypatch.setattr(apps, "is_installed", lambda name: False)
    else:
        settings.WAGTAILFRONTENDCACHE = {}
    with CaptureQueriesContext(connection) as queries:
        results = (
            cache_purging.page_changed(page),
            cache_purging.page_moved(page, "/home/x/"),
            cache_purging.restriction_changed(page),
            cache_purging.relation_ended(page.pk),
        )
    assert (results, len(queries)) == (([], [], [], []), 0)


def test_other_pages__are_left_to_wagtail(db: None):
    home = Site.objects.get(is_default_site=True).root_page
    assert cache_purging.page_changed(home) == []


def test_addresses__number_of_queries_is_fixed(db: None):
    catalogue, agency = make_catalogue(), make_agency()
    page = make_published_document(catalogue, agency)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            cache_purging.affected_addresses(page)
        return len(captured)

    def relate() -> None:
        make_published_document(catalogue, agency, repeals=repeals(page))
        page.create_alias(parent=make_catalogue())

    relate()
    queries()
    few = queries()
    for _ in range(5):
        relate()
    assert queries() == few


def test_moved_column__number_of_queries_is_fixed(db: None):
    catalogue, agency = make_catalogue(), make_agency()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            cache_purging.page_moved(catalogue, "/home/before/")
        return len(captured)

    make_published_document(catalogue, agency)
    queries()
    few = queries()
    for _ in range(5):
        make_published_document(catalogue, agency)
    assert queries() == few
