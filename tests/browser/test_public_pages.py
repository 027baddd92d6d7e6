"""The reader's pages in a real browser: comfort scripts, narrow screens, accessibility."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from wagtail.models import Page, Site

from example_site.portal.models import HomePage, StandardPage
from tests.factories import make_agency, make_index_page, make_published_report
from wagtail_disclosure.pages.models import DisclosurePlatformPage

SECTIONS = [
    {
        "type": "section",
        "value": {
            "key": key,
            "heading": heading,
            "body": [
                {"type": "heading", "value": {"level": "2", "text": "情况"}},
                {"type": "text", "value": "<p>" + "公开为原则，不公开为例外。" * 60 + "</p>"},
            ],
        },
    }
    for key, heading in [
        ("overview", "概述"),
        ("proactive", "主动公开政府信息情况"),
        ("requests", "依申请公开政府信息办理情况"),
        ("cases", "因政府信息公开申请行政复议、提起行政诉讼的情况"),
        ("problems", "政府信息公开工作存在的主要问题及改进情况"),
        ("other_matters", "需要说明的其他事项与附表"),
    ]
]


@pytest.fixture
def report():
    """A published report of some length below a portal's front page."""
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="示例市人民政府", slug="portal", introduction="找政策、看公开。")
    )
    Site.objects.filter(is_default_site=True).update(root_page=home)
    Site.clear_site_root_paths_cache()
    platform = home.add_child(
        instance=DisclosurePlatformPage(
            title="政府信息公开",
            slug="platform",
            show_in_menus=True,
            introduction="<p>依照条例设置，分四个部分。</p>",
        )
    )
    platform.add_child(
        instance=StandardPage(title="政府信息公开指南", slug="guide", search_description="怎样申请")
    )
    index = make_index_page(platform, slug="reports", show_in_menus=True)
    return make_published_report(
        index, make_agency(name="示例市教育局"), sections=SECTIONS, notice="正文为缩写。"
    )


PLACES = ["/", "/platform/", "/platform/reports/", "/platform/reports/2018/", "/search/?q=公开"]
CURRENT = ".disclosure-contents [aria-current]"


def test_contents__mark_the_heading_that_is_read(page, report):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(report.url)
    assert page.locator(CURRENT).count() == 0
    page.get_by_role("link", name="五、政府信息公开工作存在的主要问题及改进情况").click()
    expect(page.locator(CURRENT)).to_contain_text("五、")
    page.evaluate("() => window.scrollTo(0, 0)")
    expect(page.locator(CURRENT)).to_have_count(0)


def test_contents__closed_on_a_phone_and_close_after_a_choice(page, report):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(report.url)
    link = page.locator('.disclosure-contents a[href="#section-2"]')
    assert not link.is_visible()
    page.locator(".disclosure-contents summary").click()
    link.click()
    assert not link.is_visible()
    assert page.locator("#section-2").is_visible()


def test_print_button__is_there_with_scripts_only(page, browser, live_server, report):
    page.goto(report.url)
    assert page.locator("[data-disclosure-print] button").is_visible()
    with browser.new_context(java_script_enabled=False) as without:
        plain = without.new_page()
        plain.set_viewport_size({"width": 1280, "height": 800})
        plain.goto(live_server.url + report.url)
        assert not plain.locator("[data-disclosure-print]").is_visible()
        assert plain.locator('.disclosure-contents a[href="#section-2"]').is_visible()


def test_reading_aids__are_remembered(page, report):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(report.url)
    page.get_by_role("button", name="放大文字").first.click()
    page.get_by_text("无障碍", exact=True).click()
    page.get_by_label("深色").check()
    page.get_by_label("高对比度").check()
    page.reload()
    root = "document.documentElement"
    assert page.evaluate(f"({{...{root}.dataset}})") == {"theme": "dark", "contrast": "more"}
    assert page.evaluate(f"getComputedStyle({root}).fontSize") == "18px"


@pytest.mark.parametrize("size", ["0", "4"])
def test_narrow_screen__nothing_scrolls_sideways(page, report, size):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    page.evaluate("size => localStorage.setItem('portal.size', size)", size)
    for place in PLACES:
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


def test_touch__targets_are_large_enough(browser, live_server, report):
    small = """() => [...document.querySelectorAll("a, button, input, select, summary")]
        .map((target) => [target.closest("label") ?? target, target.outerHTML])
        .map(([target, html]) => [target.getBoundingClientRect(), html])
        .filter(([box]) => box.width && box.height < 43.5)
        .map(([box, html]) => html.slice(0, 80))"""
    with browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        for place in ("/", "/platform/reports/", report.url):
            page.goto(live_server.url + place)
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
            found = [html for html in page.evaluate(small) if 'class="skip"' not in html]
            assert found == [], place


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_public_pages__axe_finds_nothing(page, report, axe_violations, place, colours):
    page.emulate_media(color_scheme=colours)
    page.goto(place)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert axe_violations(page) == []


def test_print__document_alone_with_its_number_on_every_sheet(page, report, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    page.goto(report.url)
    path = tmp_path / "report.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(path).pages]
    assert len(sheets) > 2
    assert all(report.index_number in sheet for sheet in sheets)
    assert "无障碍" not in "".join(sheets)
