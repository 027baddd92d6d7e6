"""Translations and aliases of documents, and what is judged by the site's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import now
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, PageViewRestriction

from tests.factories import (
    make_agency,
    make_catalogue,
    make_document,
    make_published_document,
    publish_document,
)
from wagtail_disclosure.models import CatalogueEntry, IndexNumber
from wagtail_disclosure.pages.models import DocumentPage
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.withdrawal import withdraw

pytestmark = pytest.mark.django_db


def translated(page: DocumentPage) -> DocumentPage:
    english = Locale.objects.get_or_create(language_code="en")[0]
    page.get_parent().get_parent().copy_for_translation(english, copy_parents=True)
    return page.copy_for_translation(english, copy_parents=True)


def test_translation__shows_the_number_of_its_source(client: Client, settings: Any):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
    page = make_published_document(title="抽查办法")
    other = translated(page)
    other.title = "Measures for spot checks"
    other = publish_document(other)
    assert CatalogueEntry.objects.filter(page_id=other.pk).count() == 0
    context = other.get_context(_request(client))
    assert context["document"].index_number == page.index_number
    assert context["document"].title == "Measures for spot checks"


def test_translation__of_a_draft_with_a_number_is_refused(settings: Any):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
    page = make_published_document()
    other = translated(page)
    withdraw(page, "有误", None, now())
    with pytest.raises(PublicationRefusedError) as refusal:
        publish_document(other)
    assert [problem.code for problem in refusal.value.problems] == ["source_not_public"]


def test_converted_alias__is_refused_while_it_is_public():
    page, other = make_published_document(), make_catalogue()
    alias = page.create_alias(parent=other, update_slug="alias")
    with pytest.raises(PublicationRefusedError):
        ConvertAliasPageAction(alias).execute(skip_permission_checks=True)
    assert IndexNumber.objects.count() == 1
    assert CatalogueEntry.objects.count() == 1


def test_year__is_that_of_the_site_whatever_the_editors_time_zone():
    page = make_document()
    page.published_at = datetime(2018, 12, 31, 17, tzinfo=UTC)  # 2019-01-01 01:00 in Shanghai
    with timezone.override("America/New_York"):
        publish_document(page)
    assert CatalogueEntry.objects.get().year == 2019


def test_publication_time__in_the_future_is_refused():
    with pytest.raises(PublicationRefusedError) as refusal:
        publish_document(make_document(published_at=now() + timedelta(days=2)))
    assert [problem.field for problem in refusal.value.problems] == ["published_at"]


def test_interpretation__behind_a_restriction_is_not_named(client: Client):
    catalogue, agency = make_catalogue(), make_agency()
    reading = make_published_document(catalogue, agency)
    value = {"kind": "text", "title": "内部解读", "page": reading.pk}
    value |= {"document": None, "image": None}
    page = make_published_document(
        catalogue, agency, interpretations=[{"type": "interpretation", "value": value}]
    )
    assert "内部解读" in client.get(page.url).content.decode()
    PageViewRestriction.objects.create(page=reading, restriction_type="login")
    assert "内部解读" not in client.get(page.url).content.decode()


def test_withdrawal__of_a_page_that_became_public_later_tells_readers(client: Client):
    page = make_document()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    page = publish_document(page)
    restriction.delete()
    withdraw(page, "内容有误", None, now())
    answer = client.get(f"/disclosure/index/{page.index_number}/")
    assert answer.status_code == 410
    assert "内容有误" in answer.content.decode()


def test_withdrawal__of_a_restricted_page_tells_nothing(client: Client):
    page = make_document()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page = publish_document(page)
    withdraw(page, "内容有误", None, now())
    assert client.get(f"/disclosure/index/{page.index_number}/").status_code == 404


def _request(client: Client) -> Any:
    return client.get("/").wsgi_request
