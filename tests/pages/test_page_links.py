"""Canonical addresses, translations and the sitemap."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from tests.factories import (
    make_catalogue,
    make_document,
    make_index_page,
    make_published_document,
    make_published_report,
)

pytestmark = pytest.mark.django_db
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def links(client: Client, address: str, rel: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return [dict(link.attrs) for link in soup.head.select(f'link[rel="{rel}"]')]


def canonical(client: Client, address: str) -> str:
    (link,) = links(client, address, "canonical")
    return link["href"]


def test_canonical__of_report_and_document_is_their_own_address(client: Client):
    for page in (make_published_report(), make_published_document()):
        assert canonical(client, f"{page.url}?utm_source=x") == page.full_url


def test_canonical__of_an_alias_is_its_source(client: Client):
    for page in (make_published_report(), make_published_document()):
        alias = page.create_alias(parent=make_catalogue())
        assert canonical(client, alias.url) == page.full_url


@pytest.mark.parametrize(
    ("query", "further"),
    [
        ("", ""),
        ("?page=1", ""),
        ("?page=2", "?page=2"),
        ("?page=99", "?page=3"),
        ("?page=zz", ""),
        ("?year=2019", ""),
        ("?q=通知&page=2", ""),
        ("?q=&page=2", "?page=2"),
        ("?q=%00&page=2", ""),
    ],
)
def test_canonical__of_lists(client: Client, settings: Any, query: str, further: str):
    settings.WAGTAIL_DISCLOSURE = {**settings.WAGTAIL_DISCLOSURE, "REPORTS_PER_PAGE": 1}
    index = make_index_page()
    for year in (2016, 2017, 2018):
        make_published_report(index, year=year)
    assert canonical(client, index.url + query) == index.full_url + further


def test_canonical__of_a_catalogue(client: Client):
    catalogue = make_catalogue()
    assert canonical(client, f"{catalogue.url}?anything=1") == catalogue.full_url


def test_preview__has_no_address_of_its_own():
    page = make_document()
    html = page.make_preview_request().render().content.decode()
    assert 'rel="canonical"' not in html


def test_pdf__names_its_page(client: Client, media_root: Any):
    report = make_published_report()
    response = client.get(f"{report.url}report.pdf")
    assert response.headers["Link"] == f'<{report.full_url}>; rel="canonical"'
    b"".join(response.streaming_content)


def test_translations__name_one_another(client: Client, settings: Any):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
    english = Locale.objects.create(language_code="en")
    index = make_index_page()
    report = make_published_report(index)
    assert links(client, report.url, "alternate") == []
    translated = report.copy_for_translation(english, copy_parents=True)
    assert links(client, report.url, "alternate") == []
    translated.save_revision(clean=False).publish()
    translated.refresh_from_db()
    found = [(link["hreflang"], link["href"]) for link in links(client, report.url, "alternate")]
    assert found == [("en", translated.full_url), ("zh-hans", report.full_url)]


def entries(client: Client) -> dict[str, str | None]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314  (our own)
    return {
        url.findtext(f"{NAMESPACE}loc") or "": url.findtext(f"{NAMESPACE}lastmod")
        for url in root.iter(f"{NAMESPACE}url")
    }


def test_sitemap__holds_public_pages_with_their_last_change(client: Client):
    catalogue = make_catalogue()
    page, report = make_published_document(catalogue), make_published_report()
    found = entries(client)
    for item in (page, report):
        assert found[item.full_url] == item.last_published_at.date().isoformat()
    assert catalogue.full_url in found
    assert not any("report.pdf" in address or "/feed/" in address for address in found)


def test_sitemap__holds_nothing_else(client: Client):
    page = make_published_document()
    alias = page.create_alias(parent=make_catalogue())
    draft, restricted = make_document(), make_published_document()
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    withdrawn = make_published_report()
    withdrawn.unpublish()
    found = entries(client)
    assert page.full_url in found
    for hidden in (alias, draft, restricted, withdrawn):
        assert hidden.full_url not in found


def test_sitemap__number_of_queries_is_fixed(client: Client):
    catalogue = make_catalogue()
    make_published_document(catalogue)
    entries(client)
    with CaptureQueriesContext(connection) as few:
        entries(client)
    for _ in range(5):
        make_published_document(catalogue)
    with CaptureQueriesContext(connection) as many:
        entries(client)
    assert len(many) == len(few)
