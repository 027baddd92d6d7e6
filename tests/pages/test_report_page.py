"""The report page as readers get it."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader
from wagtail.models import PageViewRestriction, Site

from example_site.portal.models import StandardPage
from tests.editor import editor_data
from tests.factories import (
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.models import DisclosureSettings
from wagtail_disclosure.services.files import report_pdf

pytestmark = pytest.mark.django_db


def text_block(text: str) -> dict[str, Any]:
    return {"type": "text", "value": f"<p>{text}</p>"}


def section(heading: str, *body: dict[str, Any], key: str = "") -> dict[str, Any]:
    return {"type": "section", "value": {"key": key, "heading": heading, "body": list(body)}}


def heading(level: int, text: str) -> dict[str, Any]:
    return {"type": "heading", "value": {"level": str(level), "text": text}}


def form(*sections: dict[str, Any]) -> list[dict[str, Any]]:
    """These sections in the place of the form's first ones, and its others."""
    own = load_standard("fuzhou-2018").sections
    named = [
        {**item, "value": {**item["value"], "key": section.key}}
        for item, section in zip(sections, own, strict=False)
    ]
    return named + [section(item.heading, key=item.key) for item in own[len(named) :]]


def test_headings__are_numbered_by_the_program(client: Client):
    sections = [
        section(
            "概述", heading(2, "部署"), heading(3, "解读"), heading(4, "法治"), heading(4, "重点")
        ),
        section("主动公开", heading(2, "数量"), heading(2, "类别"), heading(3, "其一")),
    ]
    report = make_report()
    report.sections = form(*sections)
    report = publish(report)
    document = client.get(report.url).context["document"]
    assert [(node.level, node.number, node.text) for node in document.headings][:9] == [
        (1, "一、", "概述"),
        (2, "（一）", "部署"),
        (3, "1.", "解读"),
        (4, "（1）", "法治"),
        (4, "（2）", "重点"),
        (1, "二、", "主动公开"),
        (2, "（一）", "数量"),
        (2, "（二）", "类别"),
        (3, "1.", "其一"),
    ]


def test_metadata__in_the_order_of_the_form(client: Client):
    report = make_published_report(
        agency=make_agency(name="示例市教育局", code="SL00001"),
        document_number="示教函〔2019〕4号",
    )
    document = client.get(report.url).context["document"]
    assert [field.key for field in document.metadata] == [
        "index_number",
        "topic_category",
        "agency",
        "made_on",
        "title",
        "document_number",
        "published_on",
        "validity",
    ]
    values = {field.key: field.value for field in document.metadata}
    assert values["index_number"] == "SL00001-3000-2019-00001"
    assert values["topic_category"] == ""
    assert values["made_on"] == "2019-01-10"


def test_page_tags__from_site_settings_and_page(client: Client):
    report = make_published_report(agency=make_agency(name="示例市教育局"))
    site = Site.objects.get(is_default_site=True)
    DisclosureSettings.objects.create(
        site=site,
        site_name="示例市人民政府",
        site_domain="www.example.com",
        site_id_code="9900000001",
    )
    response = client.get(report.url)
    tags = dict(response.context["page_tags"])
    assert tags["SiteName"] == "示例市人民政府"
    assert tags["SiteIDCode"] == "9900000001"
    assert tags["ColumnType"] == "信息公开年报"
    assert tags["ArticleTitle"] == report.title
    assert tags["ContentSource"] == "示例市教育局"
    assert len(tags["PubDate"]) == len("2019-01-16 16:15")
    assert '<meta name="SiteIDCode" content="9900000001">' in response.content.decode()
    assert "" not in tags.values()


def test_neighbours__previous_and_next_public_year(client: Client):
    index, agency = make_index_page(), make_agency()
    reports = [make_published_report(index, agency, year=year) for year in (2016, 2017, 2018)]
    context = client.get(reports[1].url).context
    assert context["previous_report"]["url"] == reports[0].url
    assert context["next_report"]["url"] == reports[2].url
    reports[2].unpublish()
    PageViewRestriction.objects.create(
        page=reports[0], restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    context = client.get(reports[1].url).context
    assert context["previous_report"] is None
    assert context["next_report"] is None


def test_pdf__is_made_once_and_served_again(client: Client, monkeypatch: Any):
    report = make_published_report()
    first = client.get(report.url + "report.pdf")
    content = b"".join(first.streaming_content)
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert content.startswith(b"%PDF")
    monkeypatch.setattr("wagtail_disclosure.services.files.render", None)
    again = client.get(report.url + "report.pdf")
    assert b"".join(again.streaming_content) == content


def test_pdf__of_a_new_version_is_made_anew(client: Client):
    report = make_published_report()
    first = b"".join(client.get(report.url + "report.pdf").streaming_content)
    report.title = "2018年的另一个标题"
    report = publish(report)
    assert b"".join(client.get(report.url + "report.pdf").streaming_content) != first


@pytest.mark.parametrize("address", ["", "report.pdf"])
def test_private_and_draft_pages__are_not_served(client: Client, address: str):
    private = make_published_report()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(private.url + address).status_code == 302
    withdrawn = make_published_report()
    url = withdrawn.url
    withdrawn.unpublish()
    assert client.get(url + address).status_code == 404


@pytest.mark.parametrize("blocks", [2, 40])
def test_queries__at_most_five_more_than_a_plain_page(client: Client, blocks: int):
    home = Site.objects.get(is_default_site=True).root_page
    index = make_index_page(home)
    plain = home.add_child(
        instance=StandardPage(title="普通页", slug="plain", body="<p>文字。</p>" * blocks)
    )
    report = make_report(index)
    report.sections = form(section("概述", *[text_block("文字。") for _ in range(blocks)]))
    report = publish(report)
    urls = [plain.url, report.url]
    for url in urls:
        assert client.get(url).status_code == 200  # caches are warm
    counts = []
    for url in urls:
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 5


MARKUP = '<script>alert(1)</script><img src=x onerror="alert(1)">'


def test_markup_in_every_text__is_shown_as_text(client: Client):
    agency = make_agency(name=f"局{MARKUP}", address=MARKUP, phone="<script>"[:50])
    report = make_report(
        agency=agency, title=f"2018年{MARKUP}", notice=MARKUP, source_name="<script>"
    )
    report.sections = form(
        section(
            MARKUP,
            heading(2, MARKUP),
            {
                "type": "table",
                "value": {
                    "caption": MARKUP,
                    "row_heads": True,
                    "table": {
                        "columns": [{"type": "text", "heading": MARKUP}],
                        "rows": [{"values": [MARKUP]}],
                    },
                },
            },
        )
    )
    report.contact_address = MARKUP
    report = publish(report)
    text = client.get(report.url).content.decode()
    assert "<script>alert" not in text
    assert 'onerror="alert' not in text.replace("&quot;", "'")
    pdf = client.get(report.url + "report.pdf")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert "<script>alert" not in client.get(report.get_parent().url).content.decode()


def test_markup_typed_into_rich_text__is_shown_as_text(client: Client, admin_client: Client):
    report = make_report()
    typed = {
        "blocks": [
            {
                "key": "a",
                "text": MARKUP,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
    data = editor_data(report, preamble=json.dumps(typed)) | {"action-publish": "1"}
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[report.pk]), data)
    text = client.get(report.url).content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("title", "warned"), [("示例市𰻞局2018年度报告", True), ("示例市教育局2018年度报告", False)]
)
def test_glyph_that_no_font_has__is_named_after_publishing(
    admin_client: Client, title: str, warned: bool
):
    report = make_report(title=title)
    data = editor_data(report) | {"action-publish": "1"}
    url = reverse("wagtailadmin_pages:edit", args=[report.pk])
    messages = [str(m) for m in admin_client.post(url, data, follow=True).context["messages"]]
    assert any("〓" in message and "𰻞" in message for message in messages) is warned


def preamble_of(client: Client, report: Any) -> list[str]:
    document = client.get(publish(report).url).context["document"]
    return [re.sub("<[^>]+>", "", part.html) for part in document.preamble]


def test_preamble__period_and_contact_are_said_by_the_program(client: Client):
    report = make_report(agency=make_agency(name="示例市教育局"), preamble="<p>依据条例。</p>")
    assert preamble_of(client, report) == [
        "依据条例。",
        "本报告所列数据的统计期限自2018年1月1日起，至2018年12月31日止。",
        "对本报告如有疑问，请与示例市教育局联系。地址：示例市示例路1号，邮政编码：100000，"
        "电话：010-00000000，电子邮箱：office@example.com。",
    ]


def test_preamble__what_the_editor_said_already_is_not_said_twice(client: Client):
    text = (
        "<p>统计时限自2018年1月1日至2018年12月31日。联系：示例市示例路1号，邮编100000，"
        "电话010-00000000，office@example.com。</p>"
    )
    report = make_report(preamble=text)
    assert len(preamble_of(client, report)) == 1


def test_pdf__is_in_the_language_of_its_page_whoever_asks(client: Client):
    report = make_published_report()
    with translation.override("en"):
        content = b"".join(client.get(report.url + "report.pdf").streaming_content)
    text = PdfReader(BytesIO(content)).pages[0].extract_text()
    assert "索引号" in text
    assert "Index number" not in text


def test_pdf__of_a_page_read_before_a_new_publication_is_not_kept():
    old = make_published_report(notice="旧说明")
    publish(make_changed(old, notice="新说明"))
    with report_pdf(old) as stored:
        first = PdfReader(BytesIO(stored.read())).pages[0].extract_text()
    assert "新说明" in first
    assert "旧说明" not in first


def make_changed(report: Any, **values: Any) -> Any:
    changed = type(report).objects.get(pk=report.pk)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def test_neighbours__across_a_renaming(client: Client):
    index, old, new = make_index_page(), make_agency(), make_agency()
    new.predecessors.add(old)
    before = make_published_report(index, old, year=2017)
    after = make_published_report(index, new, year=2018)
    assert client.get(before.url).context["next_report"]["url"] == after.url
    assert client.get(after.url).context["previous_report"]["url"] == before.url
