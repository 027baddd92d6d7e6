"""Atom feeds of a report index and of a catalogue index."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from wagtail.models import PageViewRestriction

from tests.factories import (
    make_agency,
    make_catalogue,
    make_category,
    make_document,
    make_index_page,
    make_published_document,
    make_published_report,
    make_report,
    publish_document,
)
from wagtail_disclosure.models import CatalogueEntry
from wagtail_disclosure.services import feeds

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Client, index: Any, **headers: str) -> Any:
    return client.get(f"{index.url}feed/", headers=headers)


def parsed(response: Any) -> ElementTree.Element:
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314  (our own)


def titles(client: Client, index: Any) -> list[str]:
    root = parsed(feed(client, index))
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


def assert_valid_atom(root: ElementTree.Element) -> None:
    """What RFC 4287 requires of a feed and of each entry, and how often each may be there."""
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert (only.text or "").strip()
        assert element.findtext(f"{ATOM}id").startswith("http://")
        for name in ("updated", "published"):
            for moment in element.findall(f"{ATOM}{name}"):
                assert parse_datetime(moment.text or "").tzinfo
        assert len(element.findall(f"{ATOM}summary")) <= 1
        for author in element.findall(f"{ATOM}author"):
            assert author.findtext(f"{ATOM}name")
        links = [link.attrib for link in element.findall(f"{ATOM}link")]
        assert sum(link.get("rel") == "alternate" for link in links) == 1
        assert all(link["href"].startswith("http://") for link in links)
        assert all(part.get("term") for part in element.findall(f"{ATOM}category"))
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert root.find(f"{ATOM}author") is not None


def test_catalogue_feed__is_valid_and_says_what_readers_have(client: Client):
    catalogue = make_catalogue(search_description="全市主动公开")
    page = make_published_document(
        catalogue, make_agency(name="示例市档案局", code="SL9"), title="甲<乙>&丙", summary="1 < 2"
    )
    response = feed(client, catalogue)
    root = parsed(response)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert_valid_atom(root)
    (entry,) = root.iter(f"{ATOM}entry")
    row = CatalogueEntry.objects.get(page_id=page.pk)
    assert entry.findtext(f"{ATOM}id") == "http://localhost/disclosure/index/SL9-3000-2019-00001/"
    assert entry.find(f"{ATOM}link").get("href") == page.full_url
    assert entry.findtext(f"{ATOM}title") == "甲<乙>&丙"
    assert entry.findtext(f"{ATOM}summary") == "1 &lt; 2"
    assert entry.find(f"{ATOM}summary").get("type") == "html"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "示例市档案局"
    assert parse_datetime(entry.findtext(f"{ATOM}published")) == row.published_at
    assert [part.get("term") for part in entry.findall(f"{ATOM}category")] == ["工作信息"]
    assert root.findtext(f"{ATOM}subtitle") == "全市主动公开"
    own = root.find(f"{ATOM}link[@rel='self']")
    assert own.get("href") == f"{catalogue.full_url}feed/"


def test_catalogue_feed__names_the_category_chosen_and_none_above(client: Client):
    above = make_category("4000", "信息")
    below = make_category("4001", "文件", parent=above)
    catalogue = make_catalogue()
    make_published_document(catalogue, information_category=below)
    entry = parsed(feed(client, catalogue)).find(f"{ATOM}entry")
    assert [part.get("term") for part in entry.findall(f"{ATOM}category")] == ["文件"]


def test_report_feed__holds_the_reports_below_it_only(client: Client):
    index, other = make_index_page(), make_index_page()
    report = make_published_report(index)
    make_published_report(other, year=2017)
    make_published_document(make_catalogue(index))
    root = parsed(feed(client, index))
    assert_valid_atom(root)
    assert titles(client, index) == [report.title]
    assert root.find(f"{ATOM}entry/{ATOM}summary") is None


def test_feed__holds_nothing_that_is_not_public(client: Client):
    catalogue, hidden = make_catalogue(lists_whole_site=False), make_catalogue()
    inner = make_catalogue(catalogue)
    public = make_published_document(catalogue, title="公开的")
    make_document(catalogue, title="草稿")
    make_published_document(catalogue, title="撤回的").unpublish()
    restricted = make_published_document(catalogue, title="受限的")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    make_published_document(inner, title="受限目录中的")
    PageViewRestriction.objects.create(page=inner, restriction_type="login")
    make_published_document(hidden, title="别处的")
    later = make_document(catalogue, title="以后的", go_live_at=now() + timedelta(days=1))
    later.save_revision(clean=False).publish()
    page = publish_document(public)
    page.title = "改过的草稿"
    page.save_revision(clean=False)
    assert titles(client, catalogue) == ["公开的"]


def test_feed__of_a_restricted_list_is_not_had(client: Client):
    index = make_index_page()
    make_published_report(index)
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert feed(client, index).status_code == 302


def test_feed__of_a_draft_list_is_not_had(client: Client):
    index = make_index_page()
    index.unpublish()
    assert feed(client, index).status_code == 404


def test_feed__without_entries_is_valid_and_stays_the_same(client: Client):
    index = make_index_page()
    first = feed(client, index)
    root = parsed(first)
    assert root.findtext(f"{ATOM}id") == index.full_url
    assert list(root.iter(f"{ATOM}entry")) == []


def test_feed__newest_first_and_no_more_than_so_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    assert feeds.NEWEST == 50
    monkeypatch.setattr(feeds, "NEWEST", 3)
    catalogue, agency = make_catalogue(), make_agency()
    for number in range(5):
        make_published_document(catalogue, agency, title=f"第{number}件")
    assert titles(client, catalogue) == ["第4件", "第3件", "第2件"]


def test_feed__with_characters_that_xml_has_not(client: Client):
    catalogue = make_catalogue(search_description="说明\x0b")
    agency = make_agency(name="示例市\x01档案局")
    make_published_document(catalogue, agency, title="标\x0c题\uffff", summary="摘\x1f要")
    root = parsed(feed(client, catalogue))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "标题"
    assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == "示例市档案局"


def test_feed__is_sent_once_to_those_who_have_it(client: Client):
    catalogue = make_catalogue()
    page = make_published_document(catalogue)
    first = feed(client, catalogue)
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert feed(client, catalogue, if_none_match=etag).status_code == 304
    assert feed(client, catalogue, if_modified_since=changed).status_code == 304
    assert client.head(f"{catalogue.url}feed/").headers["ETag"] == etag
    make_published_document(catalogue, title="新的")
    assert feed(client, catalogue, if_none_match=etag).status_code == 200
    second = feed(client, catalogue).headers["ETag"]
    page.unpublish()
    assert feed(client, catalogue, if_none_match=second).status_code == 200


def test_feed__a_withdrawal_counts_as_a_change(client: Client):
    catalogue = make_catalogue()
    page = make_published_document(catalogue)
    earlier = now() - timedelta(days=30)
    CatalogueEntry.objects.update(published_at=earlier)
    type(page).objects.update(last_published_at=earlier)
    before = feed(client, catalogue).headers["Last-Modified"]
    other = make_published_document(catalogue)
    other.unpublish()
    assert feed(client, catalogue, if_modified_since=before).status_code == 200


def test_feed__corrected_entry_keeps_its_identity(client: Client):
    catalogue = make_catalogue()
    page = make_published_document(catalogue)

    def entry() -> dict[str, str]:
        found = parsed(feed(client, catalogue)).find(f"{ATOM}entry")
        return {name: found.findtext(f"{ATOM}{name}") for name in ("id", "published", "updated")}

    before = entry()
    type(page).objects.filter(pk=page.pk).update(slug="moved", url_path="/home/moved/")
    type(page).objects.update(last_published_at=now() + timedelta(hours=1))
    after = entry()
    assert (after["id"], after["published"]) == (before["id"], before["published"])
    assert after["updated"] > before["updated"]


@pytest.mark.parametrize("query", ["?page=x", "?%00=%00", "?q=\x00"])
def test_feed__takes_no_questions(client: Client, query: str):
    catalogue = make_catalogue()
    make_published_document(catalogue)
    assert client.get(f"{catalogue.url}feed/{query}").status_code == 200


def test_feed__is_found_from_the_head_of_its_list(client: Client):
    index = make_index_page(title="年报“专栏”")
    head = client.get(index.url).content.decode()
    assert (
        '<link rel="alternate" type="application/atom+xml" title="年报“专栏”" '
        f'href="{index.full_url}feed/">'
    ) in head


@pytest.mark.parametrize("kind", ["report", "document"])
def test_feed__number_of_queries_is_fixed(client: Client, kind: str):
    index = make_index_page() if kind == "report" else make_catalogue()
    make = make_published_report if kind == "report" else make_published_document
    make(index)
    feed(client, index)
    with CaptureQueriesContext(connection) as few:
        feed(client, index)
    for _ in range(8):
        make(index)
    with CaptureQueriesContext(connection) as many:
        feed(client, index)
    assert len(many) == len(few)


def test_report_of_a_draft__is_in_no_feed(client: Client):
    index = make_index_page()
    make_report(index)
    assert titles(client, index) == []
