"""What readers see of corrections, on the page and in the PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from pypdf import PdfReader
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale

from tests.factories import correct, make_index_page, make_published_report, publish
from wagtail_disclosure.services.documents import current_version
from wagtail_disclosure.services.files import published_document, report_pdf

pytestmark = pytest.mark.django_db

CHANGES = [
    ("接受行政申诉、举报数（2018年）", "0 → 1"),
    ("接受行政申诉、举报数（历年累计）", "0 → 1"),
]


def section(client: Client, url: str) -> Any:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return soup.select_one('section[aria-labelledby="disclosure-corrections"]')


def changes(part: Any) -> list[tuple[str, ...]]:
    lines = part.select(".disclosure-changes li")
    return [tuple(span.get_text() for span in line.find_all("span")) for line in lines]


def test_page__dated_list_with_reason_and_figures(client: Client):
    report = correct(make_published_report(), "漏计<b>一件</b>", complaints=1)
    part = section(client, report.url)
    assert part.h2.get_text() == "更正记录"
    assert part.time["datetime"] == localdate().isoformat()
    assert "漏计<b>一件</b>" in part.p.get_text()
    assert changes(part) == CHANGES
    assert part.details is None
    soup = BeautifulSoup(client.get(report.url).content, "html.parser")
    assert soup.select_one('.disclosure-contents a[href="#disclosure-corrections"]')


def test_page__nothing_without_corrections(client: Client):
    report = make_published_report()
    assert section(client, report.url) is None
    report.notice = "正文为缩写。"
    publish(report)
    page = client.get(report.url).content.decode()
    assert "更正记录" not in page


def test_page__many_changes_are_folded_up(client: Client):
    rows = ["proactive_files", "via_website", "recv_in_person", "recv_online", "recv_letter_fax"]
    rows += ["ans_granted", "ans_partly", "ans_denied", "ans_other", "review", "litigation"]
    report = make_published_report()
    typed = report.figures["figures"]
    more = {row: typed[f"statistics.{row}.current"] + 1 for row in rows}
    report = correct(report, **more | {"ans_other": 0})
    part = section(client, report.url)
    assert part.details.summary.get_text() == f"更正了 {len(changes(part))} 处数值"
    assert len(changes(part)) > 20


def test_alias_and_translation__show_those_of_the_source(client: Client):
    report = make_published_report()
    alias = CreatePageAliasAction(report, parent=make_index_page(), update_slug="alias").execute(
        skip_permission_checks=True
    )
    english = Locale.objects.create(language_code="en")
    index = report.get_parent().specific.copy_for_translation(english, copy_parents=True)
    index.save_revision().publish()
    translated = publish(report.copy_for_translation(english))
    correct(report, complaints=1)
    assert changes(section(client, alias.url)) == CHANGES
    document = published_document(translated, current_version(translated.pk))
    assert [change.after for change in document.corrections[0].changes] == ["1", "1"]


def test_preview__shows_what_readers_have(client: Client):
    report = correct(make_published_report(), complaints=1)
    response = report.make_preview_request(preview_mode="")
    assert "更正记录" in response.render().content.decode()


def test_pdf__has_the_corrections_and_is_made_anew():
    report = make_published_report()
    assert "更正记录" not in text_of(report)
    report = correct(report, "漏计一件", complaints=1)
    text = text_of(report)
    assert "更正记录" in text
    assert f"{localdate().isoformat()}漏计一件" in text
    assert "接受行政申诉、举报数（2018年）：0→1" in text


def text_of(report: Any) -> str:
    with report_pdf(report) as file:
        pages = PdfReader(BytesIO(file.read())).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def test_queries__two_more_for_a_corrected_report(client: Client):
    report = make_published_report()
    client.get(report.url)
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(report.url).status_code == 200
        counts.append(len(queries))
        report = correct(report, f"第{number}次", complaints=number + 1)
    assert counts == [counts[0], counts[0] + 2, counts[0] + 2]
