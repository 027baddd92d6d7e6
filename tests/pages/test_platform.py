"""The disclosure platform: its four parts, what is new, and what only editors are told."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from example_site.portal.models import StandardPage
from tests.factories import (
    make_agency,
    make_catalogue,
    make_document,
    make_index_page,
    make_published_document,
    make_published_report,
)
from wagtail_disclosure.pages.models import DisclosurePlatformPage
from wagtail_disclosure.services.platform import NEWEST, PARTS, parts_of

pytestmark = pytest.mark.django_db
TITLES = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]


def make_platform(**values: Any) -> DisclosurePlatformPage:
    home = Site.objects.get(is_default_site=True).root_page
    return home.add_child(
        instance=DisclosurePlatformPage(title="政府信息公开", slug="xxgk", **values)
    )


def add(parent: Page, title: str, **values: Any) -> StandardPage:
    slug = f"page-{parent.numchild + 1}"
    return parent.add_child(instance=StandardPage(title=title, slug=slug, **values))


@pytest.fixture
def platform() -> DisclosurePlatformPage:
    """A platform with a fitting page for every part."""
    platform = make_platform()
    add(platform, "信息公开指南", search_description="怎样申请")
    add(platform, "制度汇编")
    make_catalogue(platform, slug="neirong")
    make_index_page(platform, slug="nianbao")
    platform.refresh_from_db()
    return platform


def shown(client: Client, platform: Page) -> BeautifulSoup:
    response = client.get(platform.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def parts(soup: BeautifulSoup) -> list[tuple[str, str]]:
    return [
        (link.get_text(strip=True), link["href"])
        for link in soup.select(".disclosure-platform__parts h2 a")
    ]


def test_parts__without_a_choice_are_the_pages_below_that_fit(client: Client, platform: Any):
    soup = shown(client, platform)
    assert parts(soup) == [
        (TITLES[0], "/xxgk/page-1/"),
        (TITLES[1], "/xxgk/page-2/"),
        (TITLES[2], "/xxgk/neirong/"),
        (TITLES[3], "/xxgk/nianbao/"),
    ]
    texts = [p.get_text() for p in soup.select(".disclosure-platform__parts p")]
    assert texts == ["怎样申请"]


def test_parts__as_an_editor_chose_them(client: Client, platform: Any):
    elsewhere = add(platform.get_parent(), "办事", search_description="别处")
    platform.guide_page = platform.content_page = elsewhere
    platform.guide_summary = "看这里"
    platform.save_revision().publish()
    soup = shown(client, platform)
    assert parts(soup)[0] == (TITLES[0], elsewhere.url)
    assert parts(soup)[2] == (TITLES[2], elsewhere.url)
    texts = [p.get_text() for p in soup.select(".disclosure-platform__parts p")]
    assert texts == ["看这里", "别处"]


def test_parts__that_readers_cannot_have_are_left_out(client: Client, platform: Any):
    guide, rules = platform.get_children()[:2]
    guide.unpublish()
    PageViewRestriction.objects.create(page=rules, restriction_type="login")
    platform.guide_page = guide
    platform.save()
    soup = shown(client, platform)
    assert [title for title, _url in parts(soup)] == TITLES[2:]
    assert "信息公开指南" not in soup.get_text()
    assert soup.select(".disclosure-preview") == []


def test_problems__say_which_part_and_what_to_do(platform: Any):
    guide = platform.get_children()[0]
    guide.unpublish()
    platform.guide_page = guide
    platform.get_children()[3].delete()
    assert [part.problem for part in parts_of(platform)] == [
        "政府信息公开指南：“信息公开指南”未公开，读者看不到。请发布该页面。",
        "",
        "",
        "政府信息公开年报：没有选择页面，下级页面中也没有合适的。请选择一个页面。",
    ]


def test_problems__stand_in_the_editor_and_in_the_preview(admin_client: Client, platform: Any):
    platform.get_children()[0].unpublish()
    problem = "政府信息公开指南：没有选择页面"
    edit = admin_client.get(f"/admin/pages/{platform.pk}/edit/").content.decode()
    assert problem in edit
    assert "政府信息公开制度 → 制度汇编" in edit
    preview = platform.make_preview_request().render().content.decode()
    assert problem in preview
    assert problem not in admin_client.get(platform.url).content.decode()


def test_editor__of_a_new_platform_opens(admin_client: Client):
    home = Site.objects.get(is_default_site=True).root_page
    address = f"/admin/pages/add/wagtail_disclosure_pages/disclosureplatformpage/{home.pk}/"
    response = admin_client.get(address)
    assert response.status_code == 200
    assert response.content.decode().count("没有选择页面") == len(PARTS)


def test_newest__documents_and_reports_below_their_parts(client: Client, platform: Any):
    catalogue, index = platform.get_children().specific()[2:]
    agency = make_agency(name="示例市档案局")
    make_published_document(catalogue, agency, title="新通知")
    make_document(catalogue, agency, title="草稿通知")
    hidden = make_published_document(catalogue, agency, title="受限通知")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    report = make_published_report(index, agency)
    soup = shown(client, platform)
    sections = [
        (section.h2.get_text(), [link.get_text() for link in section.select("li a")])
        for section in soup.select(".disclosure-newest")
    ]
    assert sections == [("最新文件", ["新通知"]), ("最新年度报告", [report.title])]


def test_newest__below_a_plain_page(client: Client, platform: Any):
    plain = add(platform, "通知公告")
    make_published_document(make_catalogue(plain, lists_whole_site=False), title="其下的")
    platform.content_page = plain
    platform.save()
    assert "其下的" in shown(client, platform).get_text()


def test_platform__without_anything_is_a_page(client: Client):
    soup = shown(client, make_platform(introduction="<p>依照条例设置。</p>"))
    assert parts(soup) == []
    assert soup.select(".disclosure-newest") == []
    assert "依照条例设置。" in soup.get_text()


def test_platform__tags_and_address(client: Client, platform: Any):
    soup = shown(client, platform)
    tags = {meta["name"]: meta["content"] for meta in soup.select("meta[name]")}
    assert (tags["ColumnName"], tags["ColumnType"]) == ("政府信息公开", "信息公开")
    assert soup.select_one('link[rel="canonical"]')["href"] == platform.full_url


def test_chosen_page__deleted_falls_back(client: Client, platform: Any):
    chosen = add(platform.get_parent(), "临时")
    platform.guide_page = chosen
    platform.save()
    chosen.delete()
    assert parts(shown(client, platform))[0] == (TITLES[0], "/xxgk/page-1/")


def test_platform__number_of_queries_is_fixed(client: Client, platform: Any):
    catalogue, index = platform.get_children().specific()[2:]

    def grow(number: int) -> None:
        for _ in range(number):
            make_published_document(catalogue)
            make_published_report(index)

    grow(1)
    client.get(platform.url)
    with CaptureQueriesContext(connection) as few:
        client.get(platform.url)
    grow(NEWEST)
    with CaptureQueriesContext(connection) as many:
        client.get(platform.url)
    assert len(many) == len(few)
