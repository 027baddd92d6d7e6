"""A report of each form that the package knows, filled and published as an editor does it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_grid import open_report, publish_settled
from tests.factories import make_report
from tests.texts import with_problems
from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.services.reports import empty_sections


@pytest.mark.parametrize(
    ("standard", "year", "tables", "left_blank"),
    [
        # What nobody knows of the year before is typed: opening balances, 上年结转, stocks.
        ("fuzhou-2018", 2018, 1, 15),
        ("cn-2014", 2016, 1, 0),
        ("cn-2019", 2020, 3, 11),
        ("cn-2021", 2025, 3, 8),
    ],
)
def test_editor__publishes_a_report_of_each_form(
    admin_page, transactional_db, watch, standard, year, tables, left_blank
):
    report = make_report(year=year, figures={}, standard=standard)
    report.sections = empty_sections(load_standard(standard))
    open_report(admin_page, with_problems(report), autosave=True)

    admin_page.get_by_role("button", name="无相关情况").click()
    expect(admin_page.locator(".disclosure-grid__notice")).to_contain_text("已填入")
    blank = [
        field
        for field in admin_page.locator(".disclosure-grid input[data-lane]").all()
        if field.input_value() == ""
    ]
    assert len(blank) == left_blank
    for field in blank:
        field.fill("0")
    expect(admin_page.locator(".disclosure-grid__summary")).not_to_contain_text("空白")
    expect(admin_page.locator(".disclosure-grid__summary")).not_to_contain_text("错误")
    publish_settled(admin_page, watch)

    admin_page.goto(report.url)
    shown = admin_page.locator(".disclosure-table")
    assert shown.count() == tables
    cells = admin_page.locator(".disclosure-table [data-cell]")
    assert cells.count() == len(load_standard(standard).cells)
    assert {text.strip() for text in cells.all_inner_texts()} == {"0"}
    pdf = admin_page.request.get(report.url + "report.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")
