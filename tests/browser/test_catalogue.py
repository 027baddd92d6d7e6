"""The catalogue, the search and a document in a real browser, without and with scripts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect
from wagtail.models import Page, Site

from example_site.portal.models import HomePage
from tests.factories import make_agency, make_catalogue, make_category, make_published_document

BODY = [
    {"type": "heading", "value": {"level": "1", "text": "总体要求"}},
    {"type": "text", "value": "<p>" + "开展双随机抽查，结果写入年度报告。" * 30 + "</p>"},
]
PLACES = [
    "/catalogue/",
    "/catalogue/?state=repealed&year=2019",
    "/catalogue/?find=没有",
    "/disclosure/search/?q=抽查",
    "/disclosure/search/?q=没有这样的词",
    "/search/?q=抽查",
    "/catalogue/old/",
]


@pytest.fixture
def catalogue(settings: Any) -> Any:
    """A portal whose catalogue has two pages of documents, one of them repealed."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
    settings.WAGTAIL_DISCLOSURE = {**settings.WAGTAIL_DISCLOSURE, "REPORTS_PER_PAGE": 3}
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="示例市人民政府", slug="portal", introduction="找政策。")
    )
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    catalogue = make_catalogue(home, slug="catalogue", show_in_menus=True)
    agency = make_agency(name="示例市应急管理局")
    rules = make_category("3100", "规范性文件", parent=make_category("3000", "信息"))
    make_published_document(
        catalogue,
        agency,
        title="旧办法",
        slug="old",
        body=BODY,
        validity="repealed",
        repealed_on=date(2020, 1, 1),
        information_category=rules,
        document_number="示应急〔2019〕4号",
    )
    for _number in range(4):
        make_published_document(catalogue, agency, body=BODY)
    make_published_document(catalogue, make_agency(name="示例市水务局"), title="水务公告")
    return catalogue


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request: Any, browser: Any, live_server: Any) -> Any:
    """A page of somebody whose browser runs scripts or not."""
    with browser.new_context(
        base_url=live_server.url, java_script_enabled=request.param
    ) as context:
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 900})
        outside: list[str] = []
        page.on(
            "request",
            lambda asked: asked.url.startswith(live_server.url) or outside.append(asked.url),
        )
        yield page
        assert outside == []


def test_catalogue__is_narrowed_and_widened_by_links(catalogue: Any, reader: Any):
    reader.goto("/catalogue/")
    expect(reader.locator(".disclosure-count")).to_have_text("共6条")
    reader.get_by_role("link", name="示例市应急管理局 5").click()
    expect(reader.locator(".disclosure-count")).to_have_text("共5条")
    reader.get_by_role("link", name="废止 1").click()
    expect(reader.locator(".disclosure-entry")).to_have_count(1)
    expect(reader.locator(".disclosure-entry")).to_contain_text("废止")
    reader.get_by_role("link", name="取消： 机关 示例市应急管理局").click()
    assert reader.url.endswith("/catalogue/?state=repealed")
    reader.get_by_role("link", name="显示全部").click()
    reader.get_by_text("1个下级类别").click()
    reader.get_by_role("link", name="规范性文件 1").click()
    expect(reader.get_by_role("link", name="旧办法")).to_be_visible()


def test_catalogue__pages_are_turned_and_agencies_found(catalogue: Any, reader: Any):
    reader.goto("/catalogue/")
    reader.get_by_role("link", name="下一页").click()
    assert reader.url.endswith("?page=2")
    reader.get_by_label("按名称查找机关").fill("水务")
    reader.get_by_role("button", name="查找").click()
    reader.get_by_role("link", name="示例市水务局 1").click()
    expect(reader.get_by_role("link", name="水务公告")).to_be_visible()


def test_search__keeps_the_filters_and_has_an_address(catalogue: Any, reader: Any):
    reader.goto("/catalogue/?state=repealed")
    reader.get_by_label("关键词、发文字号或索引号").fill("示应急[2019]4号")
    reader.locator(".disclosure-filters button").click()
    expect(reader.locator(".disclosure-entry mark")).to_have_text("示应急〔2019〕4号")
    assert "state=repealed" in reader.url
    reader.goto("/disclosure/search/?q=抽查")
    expect(reader.locator(".disclosure-count")).to_have_text("共5条")
    reader.get_by_role("link", name="按时间排序").click()
    assert reader.url.endswith("sort=date")
    reader.goto("/disclosure/search/?q=没有这样的词")
    expect(reader.get_by_text("没有找到“没有这样的词”。")).to_be_visible()


def test_document__says_first_that_it_is_not_in_force(catalogue: Any, reader: Any):
    reader.goto("/catalogue/old/")
    note = reader.get_by_role("note")
    expect(note).to_contain_text("本文件已废止，自2020-01-01起不再有效。")
    assert note.bounding_box()["y"] < reader.locator("h1").bounding_box()["y"]
    reader.get_by_role("link", name="返回政府信息公开目录").click()
    assert reader.url.endswith("/catalogue/")


def test_narrow_screen__filters_are_folded_and_nothing_scrolls_sideways(page: Any, catalogue: Any):
    page.set_viewport_size({"width": 320, "height": 640})
    for place in PLACES:
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
    page.goto("/catalogue/")
    link = page.get_by_role("link", name="示例市水务局 1")
    assert not link.is_visible()
    page.locator(".disclosure-facets__all > summary").click()
    assert link.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_touch__targets_are_large_enough(browser: Any, live_server: Any, catalogue: Any):
    small = """() => [...document.querySelectorAll(
            ".disclosure a, .disclosure button, .disclosure input, .disclosure summary")]
        .filter((target) => !target.closest(".disclosure-entry h2, .disclosure-scan"))
        .map((target) => [target.getBoundingClientRect(), target.outerHTML])
        .filter(([box]) => box.width > 1 && box.height > 1 && box.height < 43.5)
        .map(([box, html]) => html.slice(0, 90))"""
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        for place in PLACES:
            page.goto(live_server.url + place)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            assert page.evaluate(small) == [], place


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_catalogue__axe_finds_nothing(page: Any, catalogue: Any, axe_violations: Any, colours: str):
    page.emulate_media(color_scheme=colours)
    for place in PLACES:
        page.goto(place)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        assert axe_violations(page) == [], place
