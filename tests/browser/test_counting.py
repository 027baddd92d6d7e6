"""A figure that was counted in the catalogue, in the grid of the page editor."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_grid import FILES, field, open_report, stored
from tests.factories import make_agency, make_catalogue, make_entry, make_report
from tests.figures import make_figures
from tests.texts import with_problems


@pytest.fixture
def report(live_server: Any, watch: Any) -> Any:
    """A draft whose agency disclosed three items through the website; readers have a catalogue."""
    watch.allow("Failed to load resource")
    watch.allow("Failed to fetch")
    make_catalogue()
    agency = make_agency(counts_from_year=2018)
    for _number in range(3):
        make_entry(agency)
    rows = {"proactive_files": None, "via_website": None, "via_gazette": 0}
    return with_problems(make_report(agency=agency, figures=make_figures(**rows)))


def test_counted_cell__shows_the_count_and_stores_nothing(
    admin_page: Page, report: Any, axe_violations: Any
):
    open_report(admin_page, report)
    cell = field(admin_page, FILES)
    expect(cell).to_have_value("3")
    expect(cell).to_have_attribute("data-source", "counted")
    assert stored(admin_page)["figures"][FILES] is None
    cell.focus()
    expect(admin_page.locator(".disclosure-grid__hint")).to_have_text("3 = 由目录统计得出")
    expect(admin_page.locator(".disclosure-grid__summary")).to_have_text(
        "未发现问题，各项数值相符。"
    )

    counted = admin_page.locator(".disclosure-grid__counted")
    counted.locator("summary").click()
    link = counted.get_by_role("link").first
    expect(link).to_have_text("3")
    assert f"agency={report.agency_id}&year=2018&mode=proactive" in str(link.get_attribute("href"))
    assert axe_violations(admin_page, ".disclosure-grid") == []


def test_another_figure__is_kept_with_a_reason(admin_page: Page, report: Any):
    open_report(admin_page, report)
    cell = field(admin_page, FILES)
    cell.fill("5")
    admin_page.get_by_role("button", name="说明原因并保留").click()
    admin_page.keyboard.type("两件未入目录。")
    admin_page.locator("[data-keep-save]").click()
    expect(admin_page.locator("section[data-kind=kept]")).to_contain_text("两件未入目录。")
    kept = stored(admin_page)
    assert kept["figures"][FILES] == "5"
    assert list(kept["acknowledged"].values()) == ["两件未入目录。"]


def test_another_figure__is_given_up_for_the_count(admin_page: Page, report: Any):
    open_report(admin_page, report)
    cell = field(admin_page, FILES)
    cell.fill("5")
    expect(cell).to_have_attribute("data-source", "entered")
    admin_page.get_by_role("button", name="采用计数：3").click()
    expect(cell).to_have_value("3")
    expect(cell).to_have_attribute("data-source", "counted")
    assert FILES not in stored(admin_page)["figures"]

    cell.fill("7")
    expect(admin_page.get_by_role("button", name="采用计数：3")).to_be_visible()
    cell.fill("")
    cell.blur()
    expect(cell).to_have_value("3")
    assert FILES not in stored(admin_page)["figures"]
