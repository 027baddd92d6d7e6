"""The path of docs/tutorial/national-form.md, walked as a new user walks it.

Each function is one chapter; names and figures are those of the page, the pasted block is read
from it. What changes here changes there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from example_site.demo_login import demo_password
from tests.browser.test_grid import paste, stored
from tests.browser.test_tutorial import add_text, cell, checks, publish, sign_in, total

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "national-form.md"
TITLE = "示例市水务局2025年政府信息公开工作年度报告"
CARRIED = "requests.carried_in.natural_person"
REASON = "原市河务处一件申请划入。"
ADDRESS = "/xxgk/nianbao/2025/"

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


def pasted_block() -> str:
    """The only block of figures in the tutorial: 25 rows, 7 columns."""
    (block,) = re.findall(r"```text\n([\d\t\n]+)```", TUTORIAL.read_text(encoding="utf-8"))
    lines = block.rstrip("\n").split("\n")
    assert [len(line.split("\t")) for line in lines] == [7] * 25
    return block.rstrip("\n")


def start_report(page: Page) -> None:
    page.get_by_role("button", name="政府信息公开").click()
    page.get_by_role("link", name="年度报告", exact=True).click()
    page.get_by_role("link", name="添加 年度报告").click()
    page.get_by_label("发文机关").select_option(label="示例市水务局")
    page.get_by_label("报告年度").fill("2025")
    page.get_by_role("button", name="开始编制").click()
    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator(".disclosure-grid[data-connected]")).to_be_visible()


def see_what_last_year_left(page: Page) -> None:
    expect(cell(page, CARRIED)).to_have_value("3")
    expect(cell(page, "requests.carried_in.org_business")).to_have_value("1")
    cell(page, CARRIED).click()
    expect(page.locator(".disclosure-grid__hint")).to_contain_text("上年“四、结转下年度继续办理”")


def paste_the_table(page: Page) -> None:
    cell(page, "requests.received_new.natural_person").click()
    paste(page, pasted_block())
    expect(page.locator(".disclosure-grid__notice")).to_contain_text(
        "已粘贴，填入 144 个单元格。 落在自动计算单元格上的值：31 个"
    )


def mend_a_wrong_total(page: Page) -> None:
    expect(checks(page)).to_contain_text("2 处错误")
    expect(checks(page)).to_contain_text(
        "“一、本年新收政府信息公开申请数量”（总计）所报为 61，而计算结果为 60，相差 1。"
    )
    page.get_by_role("button", name="舍弃该值").click()
    expect(checks(page)).to_contain_text("1 处错误")
    expect(total(page, "requests.received_new.total")).to_have_text("60")


def keep_a_figure_with_a_reason(page: Page) -> None:
    page.get_by_role("button", name="说明原因并保留").first.click()
    page.keyboard.type(REASON)
    page.keyboard.press("Control+Enter")
    expect(checks(page)).to_contain_text(f"原因：{REASON}")
    expect(checks(page)).not_to_contain_text("处错误")


def report_nothing_else(page: Page) -> None:
    page.get_by_role("button", name="无相关情况").click()
    expect(page.locator(".disclosure-grid__notice")).to_contain_text("已填入 22 个单元格")
    expect(cell(page, "proactive.normative_docs.in_force")).to_have_value("13")
    expect(cell(page, "cases.review.upheld")).to_have_value("0")


def write_two_sections(page: Page) -> None:
    expect(checks(page)).to_contain_text("2 处警告")
    add_text(page, "存在的主要问题及改进情况", "水质数据解读不多，将增加图解。")
    add_text(page, "其他需要报告的事项", "本年没有收取信息处理费。")
    expect(checks(page)).not_to_contain_text("处警告", timeout=15_000)


def fill_metadata(page: Page) -> None:
    page.get_by_label("成文日期").fill("2026-01-20")
    page.keyboard.press("Escape")
    page.get_by_label("发文字号").fill("示水函〔2026〕3号")


def read_report(page: Page) -> None:
    page.goto(ADDRESS)
    figure = page.locator(f"[data-cell='{CARRIED}']")
    expect(figure).to_contain_text("4")
    expect(page.locator(".disclosure-table-notes")).to_have_text(
        f"上年报告“四、结转下年度继续办理”为 3。说明：{REASON}"
    )
    page.get_by_text("数值来历").first.click()
    expect(page.locator(".disclosure-explanations").first).to_contain_text(
        "一、本年新收政府信息公开申请数量（总计）：60 = 自然人 40 + 商业企业 12"
    )


def correct_a_figure(page: Page, edit_address: str) -> None:
    page.goto(edit_address)
    licensing = cell(page, "proactive.licensing.decisions")
    licensing.fill("7")
    publish(page)
    expect(page.get_by_text("读者已看到的数值将有 1 处变动")).to_be_visible()
    assert stored(page)["figures"]["proactive.licensing.decisions"] == "7"
    page.locator("#id_correction_reason").fill("漏填许可数量。")
    publish(page)
    page.goto(ADDRESS)
    corrections = page.locator(".disclosure-corrections")
    expect(corrections).to_contain_text("漏填许可数量。")
    expect(corrections).to_contain_text("0 → 7")


def test_tutorial__leads_to_a_report_with_a_reason_and_a_correction(
    page, live_server, watch, media_root
):
    call_command("load_content", verbosity=0)
    sign_in(page, demo_password())
    start_report(page)
    edit_address = page.url
    see_what_last_year_left(page)
    paste_the_table(page)
    mend_a_wrong_total(page)
    keep_a_figure_with_a_reason(page)
    report_nothing_else(page)
    write_two_sections(page)
    fill_metadata(page)
    publish(page)
    read_report(page)
    correct_a_figure(page, edit_address)
