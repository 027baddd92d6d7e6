"""A correction as an editor makes it and a reader sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_grid import CHECK, field, open_report, publish
from tests.factories import make_agency, make_index_page, make_published_report
from tests.figures import make_figures
from wagtail_disclosure.models import FollowUp

COMPLAINTS = "statistics.complaints.current"


@pytest.fixture
def reports(live_server):
    index, agency = make_index_page(), make_agency(name="示例市教育局")
    return [
        make_published_report(index, agency, year=2017),
        make_published_report(index, agency, figures=make_figures(first=False)),
    ]


def test_correction__refused_in_words_then_shown_to_readers_and_on_the_list(
    admin_page, reports, watch, axe_violations
):
    watch.allow("Failed to load resource")
    watch.allow("Failed to fetch")
    first, second = reports
    open_report(admin_page, first)
    with admin_page.expect_response(CHECK):
        field(admin_page, COMPLAINTS).fill("38")
    publish(admin_page)
    refused = admin_page.get_by_role("region", name="更正原因")
    expect(refused).to_contain_text("接受行政申诉、举报数（2017年） 0 → 38")
    expect(field(admin_page, COMPLAINTS)).to_have_value("38")
    admin_page.fill("#id_correction_reason", "漏计三十八件")
    publish(admin_page)

    admin_page.goto(first.url)
    part = admin_page.get_by_role("region", name="更正记录")
    expect(part).to_contain_text("漏计三十八件")
    expect(part).to_contain_text("0 → 38")
    for width in (320, 1280):
        admin_page.set_viewport_size({"width": width, "height": 700})
        assert admin_page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe_violations(admin_page) == []

    admin_page.goto("/admin/disclosure/follow-ups/")
    row = admin_page.get_by_role("row", name="示例市教育局2018年")
    expect(row).to_contain_text("0 → 38")
    row.get_by_role("button", name="已复核").click()
    expect(admin_page.get_by_text("已记录您复核了")).to_be_visible()
    assert FollowUp.objects.get(report__page_id=second.pk).looked_by.username == "admin"
