"""The flat list of all reports in the admin."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_agency, make_index_page, make_published_report, make_report

pytestmark = pytest.mark.django_db

NAME = "disclosure_wagtail_disclosure_pages_annualreportpage:index"


def test_list__shows_public_reports_and_drafts(admin_client: Client):
    index = make_index_page()
    make_published_report(index, make_agency(name="示例市教育局"))
    make_report(index, make_agency(name="示例市卫生局"))
    text = admin_client.get(reverse(NAME)).content.decode()
    assert "示例市教育局2018年" in text
    assert "示例市卫生局2018年" in text


def test_list__stands_in_the_menu(admin_client: Client):
    assert reverse(NAME) in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_list__number_of_queries_does_not_grow_with_agencies(admin_client: Client):
    index = make_index_page()
    make_published_report(index)
    admin_client.get(reverse(NAME))
    with CaptureQueriesContext(connection) as few:
        admin_client.get(reverse(NAME))
    for _ in range(8):
        make_published_report(index)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(reverse(NAME))
    assert len(many) <= len(few) + 2
