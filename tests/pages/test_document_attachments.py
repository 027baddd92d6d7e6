"""Attachments of a document of the catalogue that is not public are not had from their own
address, whichever way it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import resolve
from django.utils.timezone import now
from django.views.static import serve
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from tests.factories import (
    make_catalogue,
    make_document,
    make_published_document,
    publish_document,
)
from wagtail_disclosure.services.withdrawal import withdraw

pytestmark = pytest.mark.django_db
SECRET = b"what only readers of a public page may have"


@pytest.fixture
def file(media_root: Any) -> Any:
    return get_document_model().objects.create(
        title="附件", file=ContentFile(SECRET, name="annex.txt")
    )


def attached(file: Any) -> dict[str, Any]:
    block = {"type": "attachment", "value": {"document": file.pk, "title": "统计表"}}
    return {"attachments": [block]}


def answer(client: Client, file: Any, **headers: str) -> tuple[int, bytes]:
    response = client.get(file.url, headers=headers)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, content


def draft(file: Any) -> None:
    make_document(**attached(file))


def unpublished(file: Any) -> None:
    make_published_document(**attached(file)).unpublish()


def withdrawn(file: Any) -> None:
    page = make_published_document(**attached(file))
    withdraw(page, "内容有误", None, now())


def restricted(file: Any) -> None:
    page = make_published_document(**attached(file))
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def below_a_restricted_catalogue(file: Any) -> None:
    catalogue = make_catalogue()
    make_published_document(catalogue, **attached(file))
    PageViewRestriction.objects.create(page=catalogue, restriction_type="login")


def restricted_with_an_alias(file: Any) -> None:
    page = make_published_document(**attached(file))
    page.create_alias(parent=make_catalogue())
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def below_the_alias_of_a_restricted_catalogue(file: Any) -> None:
    catalogue = make_catalogue()
    make_published_document(catalogue, **attached(file))
    PageViewRestriction.objects.create(page=catalogue, restriction_type="login")
    alias = catalogue.create_alias(recursive=True, parent=make_catalogue())
    assert alias.get_children().count() == 1


def scheduled(file: Any) -> None:
    page = make_document(**attached(file))
    page.go_live_at = now() + timedelta(days=1)
    page.save_revision(clean=False).publish()
    assert not page.__class__.objects.get(pk=page.pk).live


def scheduled_before_a_newer_draft(file: Any) -> None:
    page = make_published_document()
    page.attachments = attached(file)["attachments"]
    page.go_live_at = now() + timedelta(days=1)
    page.save_revision(clean=False).publish()
    page.attachments, page.go_live_at = [], None
    page.save_revision(clean=False)


def in_a_newer_draft(file: Any) -> None:
    page = make_published_document()
    page.attachments = attached(file)["attachments"]
    page.save_revision(clean=False)


def linked_in_a_draft(file: Any) -> None:
    link = f'<p><a linktype="document" id="{file.pk}">附件</a></p>'
    make_document(body=[{"type": "text", "value": link}])


HIDDEN = [
    draft,
    unpublished,
    withdrawn,
    restricted,
    below_a_restricted_catalogue,
    restricted_with_an_alias,
    below_the_alias_of_a_restricted_catalogue,
    scheduled,
    scheduled_before_a_newer_draft,
    in_a_newer_draft,
    linked_in_a_draft,
]


@pytest.mark.parametrize("use", HIDDEN, ids=lambda use: use.__name__)
def test_attachment__of_what_is_not_public_is_not_served(client: Client, file: Any, use: Any):
    use(file)
    status, content = answer(client, file)
    assert (status, SECRET in content) == (404, False)


def test_attachment__of_a_public_document_is_served(client: Client, file: Any):
    make_published_document(**attached(file))
    assert answer(client, file) == (200, SECRET)


def test_attachment__that_only_a_draft_lost_is_served(client: Client, file: Any):
    page = make_published_document(**attached(file))
    page.attachments = []
    page.save_revision(clean=False)
    assert answer(client, file) == (200, SECRET)


@pytest.mark.parametrize("use", [draft, restricted], ids=lambda use: use.__name__)
def test_attachment__conditional_and_other_questions_learn_nothing(
    client: Client, file: Any, use: Any
):
    use(file)
    conditional = {"If-None-Match": f'"{file.get_file_hash()}"'}
    since = {"If-Modified-Since": "Fri, 01 Jan 2999 00:00:00 GMT"}
    part = {"Range": "bytes=0-3"}
    for headers in (conditional, since, part):
        assert answer(client, file, **headers)[0] == 404
    assert client.head(file.url).status_code == 404
    assert client.post(file.url).status_code == 404
    for name in ("other.txt", "annex.TXT", "annex.txt.", "../annex.txt"):
        assert client.get(f"/documents/{file.pk}/{name}").status_code == 404
    assert client.get(f"/media/{file.file.name}").status_code == 404


def test_attachment__is_served_to_editors(admin_client: Client, file: Any):
    draft(file)
    assert answer(admin_client, file) == (200, SECRET)


def test_document_on_request__has_no_attachment_that_readers_could_have(client: Client, file: Any):
    page = make_document(mode="on_request", mode_reason="涉及第三方", **attached(file))
    with pytest.raises(ValidationError) as refusal:
        publish_document(page)
    assert {error.code for error in refusal.value.error_dict["mode"]} == {"on_request_content"}
    assert answer(client, file)[0] == 404


def test_picture__of_a_draft_is_had_by_whoever_knows_its_address(media_root: Any):
    """Wagtail hands pictures to the web server: docs/how-to/serve-attachments-safely.md says so."""
    image = get_image_model().objects.create(title="图", file=get_test_image_file())
    picture = {"image": image.pk, "alt": "图", "caption": ""}
    make_document(body=[{"type": "picture", "value": picture}])
    assert image.file.url.startswith(f"{settings.MEDIA_URL}original_images/")
    assert resolve(image.file.url).func is serve
