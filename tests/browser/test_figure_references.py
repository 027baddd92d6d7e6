"""Figures in the text as references, in Chromium: inserted, alive, published, pasted."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.factories import make_agency, make_index_page, make_report
from tests.figures import make_figures
from tests.texts import source_of, whole_text
from wagtail_disclosure.domain.prose.references import reference
from wagtail_disclosure.pages.models import AnnualReportPage

from .test_grid import field, open_report, save_draft

ONLINE = "statistics.recv_online.current"
RECEIVED = "statistics.received.current"


def with_text(report, html):
    """The report's draft with this text, and nothing else in its sections."""
    report.sections = whole_text(html, standard=report.standard)
    report.save_revision(clean=False)
    return report


def text_of(report):
    return source_of(AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object())


def editor(page):
    """The field of the section's text."""
    return page.locator('[data-contentpath="sections"] .public-DraftEditor-content').first


def figures(page):
    return editor(page).locator(".disclosure-reference")


def shown(page):
    return [each.get_attribute("data-figure") for each in figures(page).all()]


@pytest.fixture(autouse=True)
def _autosave_is_kept_out(watch):
    watch.allow("Failed to load resource")
    watch.allow("Failed to fetch")


def put_cursor_at_end(page):
    editor(page).click()
    page.keyboard.press("Control+End")


def open_chooser(page):
    """From the “/” palette, with the focus in the chooser's field."""
    page.keyboard.type("/")
    page.keyboard.type("数值")
    page.get_by_role("option", name="数值").wait_for()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="插入数值")
    expect(dialog).to_be_visible()
    return dialog


def test_reference__inserted_by_keyboard_alive_and_published(page, sign_in, admin_user):
    report = with_text(make_report(figures=make_figures(recv_online=1200)), "<p>收到申请</p>")
    sign_in(admin_user)
    open_report(page, report)

    put_cursor_at_end(page)
    dialog = open_chooser(page)
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("2018年 受理")
    expect(dialog.get_by_role("status")).to_contain_text("个数值")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(figures(page)).to_have_attribute("data-figure", "1,201")
    expect(editor(page)).to_be_focused()
    page.keyboard.type("件。")
    expect(editor(page)).to_have_text("收到申请◆件。")

    # The figure is a calculated one: it follows when the part is typed, and the answer came.
    field(page, ONLINE).fill("90000")
    expect(figures(page)).to_have_attribute("data-figure", "90,001")
    save_draft(page)
    assert text_of(report) == (f"<p>收到申请{reference(RECEIVED)}件。</p>")

    # Readers have it on the page and in the PDF, next to the same figure of the table.
    AnnualReportPage.objects.get(pk=report.pk).get_latest_revision().publish()
    page.goto(report.url)
    expect(page.get_by_text("收到申请90,001件。")).to_be_visible()
    expect(page.locator(".disclosure-prose data")).to_have_attribute("value", "90001")
    pdf = page.request.get(f"{report.url}report.pdf").body()
    text = "".join(each.extract_text() for each in PdfReader(BytesIO(pdf)).pages)
    assert "收到申请90,001件。" in text.replace("\n", "")


def test_reference__pasted_into_another_report_shows_its_figure(page, sign_in, admin_user):
    index_page, agency = make_index_page(), make_agency()
    source = with_text(
        make_report(index_page, agency, 2018), f"<p>网络申请{reference(ONLINE)}件</p>"
    )
    target = make_report(index_page, agency, 2017, figures=make_figures(recv_online=7))
    with_text(target, "<p>甲</p>")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(admin_user)
    open_report(page, source)
    expect(figures(page)).to_have_attribute("data-figure", "2")
    editor(page).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")

    open_report(page, target)
    put_cursor_at_end(page)
    page.keyboard.press("Control+V")
    expect(figures(page)).to_have_attribute("data-figure", "7")
    # Draftail writes into its field a moment after the last key.
    page.wait_for_function(
        """() => [...document.querySelectorAll("input[type=hidden]")]
            .some(({ value }) => value.includes('"FIGURE"'))"""
    )
    save_draft(page)
    assert reference(ONLINE) in text_of(target)


def test_reference__blank_and_unknown_cells_are_marked(page, sign_in, admin_user):
    report = make_report(figures=make_figures(recv_online=None))
    with_text(report, f"<p>{reference(ONLINE)}和{reference('requests.x.y')}</p>")
    sign_in(admin_user)
    open_report(page, report)

    expect(figures(page)).to_have_count(2)
    assert shown(page) == ["—", "—"]
    expect(figures(page).first).to_have_class(re.compile("disclosure-reference--missing"))
    expect(figures(page).first).to_have_attribute("title", "2.网络申请数 · 2018年")
    expect(figures(page).last).to_have_attribute("title", "requests.x.y")

    field(page, ONLINE).fill("１２，３４５")
    expect(figures(page).first).to_have_attribute("data-figure", "12,345")
    expect(figures(page).first).to_have_class("disclosure-reference")
    field(page, ONLINE).fill("n/a")
    expect(figures(page).first).to_have_attribute("data-figure", "不适用")


def test_chooser__closed_without_a_choice_changes_nothing(
    page, sign_in, admin_user, axe_violations
):
    report = with_text(make_report(), "<p>甲</p>")
    sign_in(admin_user)
    open_report(page, report)

    put_cursor_at_end(page)
    dialog = open_chooser(page)
    assert axe_violations(page, within=".disclosure-chooser") == []
    page.keyboard.type("没有这个词")
    expect(dialog.get_by_role("status")).to_have_text("没有行、列名称同时含有这些词的数值。")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(editor(page)).to_have_text("甲")


def test_chooser__finds_cells_of_a_national_form_by_their_words(page, sign_in, admin_user):
    report = make_report(year=2025, figures={"figures": {}})
    assert report.standard == "cn-2021"
    with_text(report, "<p>甲</p>")
    sign_in(admin_user)
    open_report(page, report)

    put_cursor_at_end(page)
    dialog = open_chooser(page)
    options = dialog.get_by_role("option")
    page.keyboard.type("自然人　新收")
    expect(options).to_have_text(["一、本年新收政府信息公开申请数量自然人空白"])
    expect(options).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Control+A")
    page.keyboard.type("复议后起诉 维持")
    expect(options).to_have_text(["行政诉讼 › 复议后起诉 › 结果维持空白"])
    page.keyboard.press("Control+A")
    page.keyboard.type("予以公开 总计")
    expect(options.first).to_contain_text("三、本年度办理结果 › （一）予以公开")


def test_chooser__from_the_toolbar_replaces_the_number_that_was_typed(page, sign_in, admin_user):
    report = with_text(make_report(), "<p>1</p>")
    sign_in(admin_user)
    open_report(page, report)

    editor(page).click()
    page.keyboard.press("Control+A")
    page.locator('button[name="FIGURE"]').click()
    page.get_by_role("option", name="1.当面申请数").first.click()

    expect(editor(page)).to_have_text("◆")
    expect(figures(page)).to_have_attribute("data-figure", "1")


def test_chooser__says_so_without_a_grid(page, sign_in, admin_user):
    report = with_text(make_report(), "<p>甲</p>")
    report.standard = ""
    report.save_revision(clean=False)
    sign_in(admin_user)
    page.goto(f"/admin/pages/{report.pk}/edit/")

    put_cursor_at_end(page)
    dialog = open_chooser(page)
    expect(dialog).to_contain_text("本页还没有数值表")
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_have_count(0)
