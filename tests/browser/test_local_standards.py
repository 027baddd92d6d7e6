"""A clerk defines a form of the city in the admin and starts a report with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.autosave import wait_until_saved, wait_until_watched
from tests.factories import make_agency, make_index_page, make_local_standard
from wagtail_disclosure.models import LocalStandard
from wagtail_disclosure.pages.models import AnnualReportPage

LIST = "/admin/snippets/wagtail_disclosure/localstandard/"
TITLE = "示例市年报格式（2018年）"
ROW = "5.其他方式公开数"

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


def copy_form(page: Page) -> None:
    page.goto(LIST)
    page.get_by_role("link", name="添加 本地年报格式").first.click()
    page.get_by_label("复制自").select_option("fuzhou-2018")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("标识").fill("shili-2018")
    page.get_by_label("机关").select_option(label="示例市人民政府")
    page.get_by_role("button", name="生成草稿").click()
    expect(page.get_by_text("草稿已生成。发布之前，报告不会采用。")).to_be_visible()


def collapsed(within: Locator) -> Locator:
    return within.locator("button[data-panel-toggle][aria-expanded=false]")


def add_row(page: Page, unit: str = "条") -> None:
    """A row at the end."""
    page.wait_for_load_state("networkidle")
    wait_until_watched(page)
    tables = page.locator("[data-contentpath=tables]")
    collapsed(tables).first.click()
    rows = tables.locator("[data-contentpath=rows]")
    rows.locator("button[data-streamfield-list-add]").last.click()
    row = rows.locator("[data-streamfield-child]").last
    row.get_by_label("名称").fill(ROW)
    row.get_by_label("单位").fill(unit)
    wait_until_saved(page)


def see_preview(page: Page) -> None:
    page.get_by_role("button", name="预览").first.click()
    frame = page.frame_locator("#w-preview-iframe, iframe[title=预览]").last
    expect(frame.get_by_role("rowheader", name=ROW)).to_be_visible()
    page.get_by_role("button", name="预览").first.click()


def press_publish(page: Page) -> None:
    page.get_by_role("button", name="更多动作").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="发布", exact=True).click()


def start_report(page: Page, index_page, agency) -> None:
    label = AnnualReportPage._meta.label_lower
    page.goto(f"/admin/disclosure/start/{label}/{index_page.pk}/")
    page.get_by_label("发文机关").select_option(label=agency.name)
    page.get_by_label("报告年度").fill("2018")
    page.get_by_role("button", name="开始编制").click()
    expect(page.locator("#id_standard")).to_have_value("shili-2018")
    expect(page.locator("#id_standard option:checked")).to_have_text(TITLE)
    expect(page.locator(".disclosure-grid")).to_contain_text(ROW)


def test_local_standard__copied_changed_published_and_used(admin_page):
    city = make_agency(code="CITY", name="示例市人民政府")
    bureau = make_agency(code="BUREAU", name="示例市民政局", parent=city)
    index_page = make_index_page()

    copy_form(admin_page)
    add_row(admin_page)
    see_preview(admin_page)
    press_publish(admin_page)
    expect(admin_page.locator(".messages")).to_contain_text(TITLE)
    start_report(admin_page, index_page, bureau)

    assert LocalStandard.objects.get().versions.get().identifier == "shili-2018"


def test_mistakes__are_said_and_nothing_is_lost(admin_page):
    standard = make_local_standard(identifier="shili-2018")
    admin_page.goto(f"{LIST}edit/{standard.pk}/")
    add_row(admin_page, unit="")
    press_publish(admin_page)

    problem = f"表格“附表” › 行“{ROW}” › 单位：表中有单位列，而此行没有单位。"
    expect(admin_page.locator(".messages")).to_contain_text(problem)
    titles = admin_page.locator("[data-contentpath=rows] [data-panel-heading-text]")
    expect(titles.last).to_have_text(ROW)


@pytest.mark.parametrize("width", [1280, 390])
def test_form__has_nothing_that_axe_finds(admin_page, axe_violations, width):
    standard = make_local_standard(identifier="shili-2018")
    admin_page.set_viewport_size({"width": width, "height": 900})
    admin_page.goto(f"{LIST}add/")
    expect(admin_page.get_by_label("标识")).to_be_visible()
    assert axe_violations(admin_page, "main form") == []
    admin_page.goto(f"{LIST}edit/{standard.pk}/")
    expect(admin_page.get_by_text("尚未发布。发布后")).to_be_visible()
