"""The package's own pages and snippets, in the public search and in the admin."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests.factories import make_agency, make_index_page, make_published_report
from tests.texts import whole_text
from wagtail_disclosure.models import Agency
from wagtail_disclosure.pages.models import AnnualReportPage

# Really stored: MariaDB finds nothing before.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NUMBER = "FZ00503-3000-2019-00004"
QUERIES = ["应急", "抽查", "年度报告", "急管", "福州市", NUMBER]


def make_reports():
    index_page = make_index_page()
    report = make_published_report(
        index_page,
        make_agency(code="FZ00503", name="福州市应急管理局"),
        requested_index_number=NUMBER,
        title="福州市应急管理局2018年政府信息公开工作年度报告",
        sections=whole_text("<p>共公开双随机抽查信息17条。</p>"),
    )
    other = make_published_report(index_page, title="示例市教育局2018年工作情况")
    return report, other


def test_words__are_found_in_public_and_in_the_admin(admin_client):
    report, other = make_reports()
    explorer = reverse("wagtailadmin_explore", args=[report.get_parent().pk])
    addresses = {
        reverse("wagtailadmin_pages:search"): "q",
        reverse("wagtailadmin_choose_page_search"): "q",
        explorer: "q",
    }
    missed = []
    for query in QUERIES:
        for model in (Page, AnnualReportPage):
            titles = [page.title for page in model.objects.live().search(query)]
            if report.title not in titles or other.title in titles:
                missed.append((query, model))
        for address, name in addresses.items():
            html = admin_client.get(address, {name: query}).content.decode()
            if report.title not in html or other.title in html:
                missed.append((query, address))
    assert missed == []


def test_hostile_queries__are_answered_in_the_admin(admin_client):
    make_reports()
    addresses = [
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_choose_page_search"),
        reverse("wagtailsnippets_wagtail_disclosure_agency:list"),
    ]
    answers = {
        (query, address): admin_client.get(address, {"q": query}).status_code
        for query in ('"', 'a"b', "应急*:&", "\0", "x" * 10_000)
        for address in addresses
    }
    assert {key: code for key, code in answers.items() if code not in (200, 302)} == {}


def test_agencies__are_found_by_part_of_their_name(admin_client):
    make_agency(name="示例市应急管理局")
    make_agency(name="示例市教育局")
    address = reverse("wagtailsnippets_wagtail_disclosure_agency:list")
    html = admin_client.get(address, {"q": "急管"}).content.decode()
    assert ("示例市应急管理局" in html, "示例市教育局" in html) == (True, False)
    assert Agency.objects.count() == 2


def test_saving__writes_the_entry_of_the_page_and_no_other():
    report, other = make_reports()
    entries = report.index_entries.model.objects
    before = {entry.pk: entry.title_norm for entry in entries.all()}
    with CaptureQueriesContext(connection) as queries:
        other.save()
    statements = [one["sql"] for one in queries if "indexentry" in one["sql"]]
    written = [one.split()[0] for one in statements if not one.startswith("SELECT")]
    assert written == ["INSERT"]
    assert {entry.pk: entry.title_norm for entry in entries.all()} == before


def test_saving__of_many_at_once__locks_nobody_out():
    times = 2 if connection.vendor == "sqlite" else 10  # SQLite has one writer at a time
    index_page = make_index_page()
    reports = [
        make_published_report(index_page, title=f"示例市第{n}局2018年年度报告") for n in range(4)
    ]
    errors = []

    def save(report):
        try:
            for _ in range(times):
                report.save()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=[report]) for report in reports]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
