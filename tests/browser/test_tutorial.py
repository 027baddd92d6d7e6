"""The path of docs/tutorial/first-report.md, walked as a new user walks it.

Each function is one chapter; names and figures are those of the page, the pasted block is read
from it. What changes here changes there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from example_site.demo_login import USER_NAME, demo_password
from tests.browser.autosave import wait_until_saved

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "first-report.md"
AGENCY = "示例市民政局"
TITLE = f"{AGENCY}2018年政府信息公开工作年度报告"
NUMBER = "SL00007-3000-2019-00001"
TEXT = "2018年，市民政局主动公开社会救助、社会组织和养老服务信息，其中网站公开"
PROBLEMS = "政府信息公开工作存在的主要问题及改进情况"
WEBSITE = "statistics.via_website.current"

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


def pasted_block() -> str:
    """The only block of figures in the tutorial."""
    blocks = re.findall(r"```text\n([\d\t\n]+)```", TUTORIAL.read_text(encoding="utf-8"))
    assert len(blocks) == 1
    return blocks[0].rstrip("\n")


def cell(page: Page, address: str):
    return page.locator(f'input[data-address="{address}"][data-part="figures"]')


def total(page: Page, address: str):
    return page.locator(f'output[data-address="{address}"]')


def checks(page: Page):
    """The findings beside the grid."""
    return page.locator(".disclosure-grid__side")


def sign_in(page: Page, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("用户名").fill(USER_NAME)
    page.locator("#id_password").fill(password)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="政府信息公开")).to_be_visible()


def add_agency(page: Page) -> None:
    page.get_by_role("button", name="政府信息公开").click()
    page.get_by_role("link", name="机关", exact=True).click()
    page.get_by_role("link", name="添加 机关").click()
    for label, value in [
        ("全称", AGENCY),
        ("简称", "市民政局"),
        ("代码", "SL00007"),
        ("通信地址", "示例市示范路20号"),
        ("邮政编码", "999001"),
        ("电话", "（0999）0000020"),
        ("电子邮箱", "minzheng@example.org"),
    ]:
        page.get_by_role("textbox", name=label).first.fill(value)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("link", name=AGENCY)).to_be_visible()


def start_report(page: Page) -> None:
    page.get_by_role("button", name="政府信息公开").click()
    page.get_by_role("link", name="年度报告", exact=True).click()
    page.get_by_role("link", name="添加 年度报告").click()
    page.get_by_label("发文机关").select_option(label=AGENCY)
    page.get_by_label("报告年度").fill("2018")
    page.get_by_role("button", name="开始编制").click()
    expect(page.get_by_text("草稿已生成，尚未对外公开。")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator(".disclosure-grid[data-connected]")).to_be_visible()


def type_figures(page: Page) -> None:
    """Three figures by hand, then all of them from a spreadsheet."""
    expect(checks(page)).to_contain_text("空白单元格：13 个")
    cell(page, "statistics.recv_in_person.current").click()
    for keys in ("3", "Enter", "1", "8", "Enter", "3", "Enter"):
        page.keyboard.press(keys)
    expect(total(page, "statistics.received.current")).to_have_text("24")
    expect(checks(page)).to_contain_text("空白单元格：10 个")
    cell(page, "statistics.proactive_files.current").click()
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const made = { clipboardData, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", made));
        }""",
        pasted_block(),
    )
    expect(page.get_by_text("已粘贴，填入 13 个单元格。")).to_be_visible()
    page.get_by_role("button", name="全部采用建议的期初累计（15 项）").click()
    expect(checks(page)).to_contain_text("1 处警告")
    expect(total(page, "statistics.proactive_files.cumulative")).to_have_text("1,196")


def make_a_mistake(page: Page) -> None:
    cell(page, WEBSITE).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("510")
    expect(checks(page)).to_contain_text("3 处错误")
    page.get_by_label("引言").or_(page.locator("#id_contact_phone")).first.focus()
    checks(page).get_by_role("button", name=re.compile("2018年.*354")).click()
    expect(cell(page, WEBSITE)).to_be_focused()


def add_text(page: Page, heading: str, text: str) -> Locator:
    """A paragraph in the section of that heading; gives the section."""
    names = page.evaluate(
        """(heading) => [...document.querySelectorAll("input[name^='sections-']")]
            .filter(({ value }) => value === heading).map(({ name }) => name)""",
        heading,
    )
    sections = page.locator("[data-contentpath=sections] [data-streamfield-child]")
    section = sections.filter(has=page.locator(f"input[name='{names[0]}']")).first
    section.get_by_role("button", name="插入块").first.click()
    page.get_by_role("option", name="文本").click()
    section.locator("[contenteditable=true]").click()
    page.keyboard.type(text)
    return section


def write_section(page: Page) -> None:
    add_text(page, PROBLEMS, "政策解读形式不多，将增加图解。")
    expect(checks(page)).not_to_contain_text("处警告", timeout=15_000)
    section = add_text(page, "概述", TEXT)
    page.keyboard.type("/数值")
    page.get_by_role("option", name="数值").wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="插入数值")).to_be_visible()
    page.keyboard.type("政府网站 2018")
    page.keyboard.press("Enter")
    expect(page.locator(".disclosure-reference")).to_have_attribute("data-figure", "510")
    expect(section.locator("[contenteditable=true]")).to_be_focused()
    page.keyboard.type("条。")


def fill_metadata(page: Page) -> None:
    page.get_by_label("成文日期").fill("2019-01-15")
    page.keyboard.press("Escape")
    page.get_by_label("发文字号").fill("示民函[2019]06号")


def publish(page: Page) -> None:
    wait_until_saved(page)
    page.get_by_role("button", name="更多动作").last.click()
    with page.expect_navigation():
        page.get_by_role("button", name="发布", exact=True).click()


def see_refusal(page: Page) -> None:
    expect(page.get_by_text("转到第一处错误")).to_be_visible()
    expect(page.get_by_text("S03").first).to_be_visible()
    expect(page.get_by_text("示民函〔2019〕6号")).to_be_visible()
    expect(page.get_by_text("编制索引号需要信息类别，请填写。")).to_be_visible()
    expect(cell(page, WEBSITE)).to_have_value("510")


def correct(page: Page) -> None:
    cell(page, WEBSITE).click()
    page.keyboard.press("Control+A")
    page.keyboard.type("150")
    expect(checks(page)).to_contain_text("未发现问题，各项数值相符。")
    expect(page.locator(".disclosure-reference")).to_have_attribute("data-figure", "150")
    page.get_by_label("发文字号").fill("示民函〔2019〕6号")
    page.locator("[data-contentpath=information_category]").get_by_role(
        "button", name="选择 类别"
    ).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").or_(dialog.locator("input[name=q]")).first.fill("3000")
    dialog.get_by_role("link", name="3000").click()
    expect(dialog).to_have_count(0)


def see_published(page: Page) -> None:
    expect(page.locator(".messages")).to_contain_text(TITLE)
    page.get_by_role("link", name="实时查看").click()


def read_report(page: Page) -> None:
    """The report as readers have it: number, text, figures, PDF, permanent address."""
    page.goto("/xxgk/nianbao/2018/")
    main = page.get_by_role("main")
    for text in (NUMBER, "示民函〔2019〕6号", "一、概述", f"{TEXT}150条。", "1,196"):
        expect(main).to_contain_text(text)
    pdf = page.request.get("/xxgk/nianbao/2018/report.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")
    page.goto(f"/disclosure/index/{NUMBER}/")
    expect(page).to_have_url(re.compile("/xxgk/nianbao/2018/$"))


def find_report(page: Page) -> None:
    for words in ("社会救助", NUMBER, "示民函[2019]6号"):
        page.goto("/xxgk/nianbao/")
        page.get_by_role("searchbox", name="关键词、发文字号或索引号").fill(words)
        page.get_by_role("main").get_by_role("button", name="搜索").click()
        expect(page.get_by_role("main")).to_contain_text("共 1 份报告")
        expect(page.get_by_role("main").get_by_role("link", name=TITLE).first).to_be_visible()


def see_register(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_role("button", name="政府信息公开").click()
    page.get_by_role("link", name="索引号台账").click()
    expect(page.get_by_role("row", name=NUMBER)).to_contain_text("在用")


def walk(page: Page, password: str) -> None:
    sign_in(page, password)
    add_agency(page)
    start_report(page)
    type_figures(page)
    make_a_mistake(page)
    write_section(page)
    fill_metadata(page)
    publish(page)
    see_refusal(page)
    correct(page)
    publish(page)
    see_published(page)
    read_report(page)
    find_report(page)
    see_register(page)


def test_tutorial__leads_to_a_published_report(page, live_server, watch, media_root):
    call_command("load_content", verbosity=0)
    walk(page, demo_password())
