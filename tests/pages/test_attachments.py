"""Attachments of a report that is not public are not handed out."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from tests.factories import make_published_report, make_report, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Any:
    return get_document_model().objects.create(
        title="附件", file=ContentFile(b"content", name="annex.txt")
    )


def attach(report: Any, document: Any) -> Any:
    report.attachments = [
        {"type": "attachment", "value": {"document": document.pk, "title": "统计表"}}
    ]
    return report


def status(client: Client, document: Any) -> int:
    response = client.get(document.url)
    response.close()
    return response.status_code


def test_attachment_of_a_public_report__is_served(client: Client, document: Any):
    report = publish(attach(make_report(), document))
    attachments = client.get(report.url).context["document"].attachments
    assert [(item.title, item.file_type, item.size) for item in attachments] == [
        ("统计表", "TXT", 7)
    ]
    assert status(client, document) == 200


def test_attachment_of_a_draft__is_not_served(client: Client, document: Any):
    attach(make_report(), document).save_revision(clean=False)
    assert status(client, document) == 404


def test_attachment_of_a_new_draft_of_a_public_report__is_not_served(client: Client, document: Any):
    attach(make_published_report(), document).save_revision(clean=False)
    assert status(client, document) == 404


def test_attachment_of_a_withdrawn_report__is_not_served(client: Client, document: Any):
    publish(attach(make_report(), document)).unpublish()
    assert status(client, document) == 404


def test_attachment_of_a_private_report__is_not_served(client: Client, document: Any):
    report = publish(attach(make_report(), document))
    PageViewRestriction.objects.create(
        page=report, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    assert status(client, document) == 404


def test_attachment_of_a_draft_and_of_a_public_report__is_served(client: Client, document: Any):
    publish(attach(make_report(), document))
    attach(make_report(), document).save_revision(clean=False)
    assert status(client, document) == 200


def test_document_that_no_report_knows__is_served(client: Client, document: Any):
    assert status(client, document) == 200


def test_attachment_of_a_draft__is_served_to_editors(admin_client: Client, document: Any):
    attach(make_report(), document).save_revision(clean=False)
    assert status(admin_client, document) == 200


def test_document_linked_in_the_text_of_a_draft__is_not_served(client: Client, document: Any):
    link = f'<p><a linktype="document" id="{document.pk}">附件</a></p>'
    make_report(preamble=link)
    assert status(client, document) == 404


def test_document_number_like_a_figure__is_served(client: Client, document: Any):
    report = make_report()
    report.figures["figures"]["statistics.complaints.current"] = document.pk
    report.save_revision(clean=False)
    assert status(client, document) == 200


def test_attachment_of_a_restricted_report__is_served_to_its_readers(
    client: Client, document: Any, django_user_model: Any
):
    report = publish(attach(make_report(), document))
    PageViewRestriction.objects.create(page=report, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(django_user_model.objects.create_user("reader", password="secret"))
    assert status(client, document) == 200
