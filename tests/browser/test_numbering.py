"""Numbering schemes in the browser: samples of what is typed, before anything is saved."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.factories import make_agency
from wagtail_disclosure.models import NumberingScheme


@pytest.mark.parametrize("width", [1280, 320])
def test_samples__of_what_is_typed(admin_page: BrowserPage, width: int) -> None:
    make_agency(name="示例市教育局", code="SL00001")
    number = f"SL00001-{localdate().year}-00001"
    admin_page.set_viewport_size({"width": width, "height": 800})
    admin_page.goto(reverse(NumberingScheme.snippet_viewset.get_url_name("add")))
    admin_page.fill("[name=name]", "市级")
    admin_page.fill("[name=pattern]", "{agency}-{uscc}-{year}-{serial:5}")
    with admin_page.expect_popup() as opened:
        admin_page.get_by_role("button", name="按当前填写内容显示示例").click()
    samples = opened.value
    expect(samples.locator("table.listing td").last).to_contain_text("统一社会信用代码")
    samples.close()
    admin_page.fill("[name=pattern]", "{agency}-{year}-{serial:5}")
    with admin_page.expect_popup() as opened:
        admin_page.get_by_role("button", name="按当前填写内容显示示例").click()
    samples = opened.value
    expect(samples.locator("table.listing td strong")).to_have_text(number)
    assert not NumberingScheme.objects.exists()
    wide = samples.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    samples.close()
    admin_page.click("button[type=submit]:has-text('保存')")
    scheme = NumberingScheme.objects.get()
    admin_page.goto(reverse(scheme.snippet_viewset.get_url_name("edit"), args=[scheme.pk]))
    expect(admin_page.locator("table.listing td strong")).to_have_text(number)
