"""Figures in the text of a report as readers and editors meet them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.editor import editor_data
from tests.factories import make_published_report, make_report
from tests.figures import make_figures
from tests.texts import sections_with, source_of, whole_text
from wagtail_disclosure.domain.prose.references import reference
from wagtail_disclosure.pages.models import AnnualReportPage

pytestmark = pytest.mark.django_db

ONLINE = "statistics.recv_online.current"
GRANTED = "statistics.ans_granted.current"
TEXT = f"<p>网络{reference(ONLINE)}件</p>"


def published(number: int = 1200, text: str = TEXT, **values: Any) -> AnnualReportPage:
    figures = make_figures(recv_online=number, ans_granted=number)
    return make_published_report(figures=figures, sections=whole_text(text), **values)


def figure(number: int) -> str:
    return f'<data class="disclosure-figure" value="{number}">{number:,}</data>'


def with_draft_of(report: AnnualReportPage, number: int) -> AnnualReportPage:
    report.figures = make_figures(recv_online=number, ans_granted=number)
    report.save_revision(clean=False)
    return report


def test_page__shows_the_published_figure_and_the_preview_the_draft(client: Client, admin_client):
    report = with_draft_of(published(), 7)
    html = client.get(report.url).content.decode()
    assert f"网络{figure(1200)}件" in html

    view = reverse("wagtailadmin_pages:view_draft", args=[report.pk])
    html = admin_client.get(view).content.decode()
    assert f"网络{figure(7)}件" in html


def test_pdf__shows_the_published_figure(client: Client):
    report = with_draft_of(published(), 7)

    content = b"".join(client.get(f"{report.url}report.pdf").streaming_content)

    pages = PdfReader(BytesIO(content)).pages
    assert "网络1,200件" in "".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("names", ["object", "str", "list"])
def test_template__of_a_site_may_use_the_richtext_filter(
    client: Client, admin_client: Client, monkeypatch: Any, tmp_path: Any, settings: Any, names: str
):
    source = "{% load wagtailcore_tags %}{{ page.preamble|richtext }}"
    (tmp_path / "own.html").write_text(source)
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    settings.TEMPLATES = [engine]
    given = {
        "object": lambda: engines["django"].from_string(source),
        "str": lambda: "own.html",
        "list": lambda: ["no-such.html", "own.html"],
    }[names]
    monkeypatch.setattr(AnnualReportPage, "get_template", lambda *args, **kwargs: given())
    report = with_draft_of(published(preamble=TEXT), 7)

    assert figure(1200) in client.get(report.url).content.decode()
    view = reverse("wagtailadmin_pages:view_draft", args=[report.pk])
    assert figure(7) in admin_client.get(view).content.decode()


def test_page__asks_the_database_no_more_for_many_references(
    client: Client, django_assert_num_queries: Any
):
    few, many = published(), published(text=f"<p>{reference(ONLINE) * 40}</p>")
    client.get(few.url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as first:
        client.get(few.url)
    with django_assert_num_queries(len(first)):
        client.get(many.url)


def test_alias__shows_the_figures_of_its_source(client: Client):
    report = published()
    alias = report.create_alias(update_slug="alias")

    assert figure(1200) in client.get(alias.url).content.decode()
    assert figure(1200) in str(AnnualReportPage.objects.get(pk=alias.pk).sections)


def test_index__is_searched_for_a_figure(client: Client):
    report, other = published(13612), published(7)

    def found(words: str) -> list[str]:
        response = client.get(report.get_parent().url, {"q": words})
        return response.content.decode()

    assert report.title in found("13,612件")
    assert other.title not in found("13,612件")


def test_editor__saves_references_of_preamble_and_sections(admin_client: Client):
    report = make_report(sections=sections_with(TEXT))
    edit = reverse("wagtailadmin_pages:edit", args=[report.pk])
    html = admin_client.get(edit).content.decode()
    assert "figure-reference.js" in html
    assert "figure-reference.css" in html

    from wagtail.test.utils.form_data import rich_text

    from wagtail_disclosure.editing.blocks import TEXT_FEATURES

    data = editor_data(report, preamble=rich_text(TEXT, features=TEXT_FEATURES))
    assert admin_client.post(edit, data).status_code == 302

    stored = AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    assert reference(ONLINE) in stored.preamble
    assert source_of(report) == TEXT


def with_ids(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As they are stored: the same block has the same id in every revision."""
    for number, section in enumerate(sections):
        section["id"] = f"00000000-0000-0000-0000-{number:012}"
        for place, block in enumerate(section["value"]["body"]):
            block["id"] = f"00000000-0000-0000-{number:04}-{place:012}"
    return sections


def test_comparison__shows_a_changed_reference_and_no_changed_figure(admin_client: Client):
    same, changed = f"<p>同{reference(ONLINE)}</p>", TEXT.replace(ONLINE, GRANTED)
    report = make_report(preamble=TEXT, sections=with_ids(sections_with(TEXT, same)))
    first = report.get_latest_revision()
    report.preamble = changed
    report.sections = with_ids(sections_with(changed, same))
    report.figures = make_figures(recv_online=3, ans_granted=3)
    second = report.save_revision(clean=False)

    compare = reverse("wagtailadmin_pages:revisions_compare", args=[report.pk, first.pk, second.pk])
    html = admin_client.get(compare).content.decode()

    words = re.findall('<span class="(deletion|addition)">([^<]*)</span>', html)
    assert ("deletion", "2") in words  # the figures have a row of their own
    assert words.count(("deletion", "受理政府信息公开申请总数 › 2.网络申请数")) == 2
    assert words.count(("addition", "对申请的答复总数 › 其中：1.同意公开答复数")) == 2
    assert "同[受理政府信息公开申请总数 › 2.网络申请数 · 2018年]" in html
