"""axe on the admin's pages: nothing in our own markup, nothing beyond a stock page of Wagtail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page as BrowserPage
from wagtail.models import Page

from example_site.portal.models import StandardPage
from tests.factories import make_index_page, make_published_report, make_report
from wagtail_disclosure.models import IndexNumber, SerialScope

Axe = Callable[..., list[tuple[str, str]]]


def rules(violations: list[tuple[str, str]]) -> set[str]:
    return {rule for rule, _selector in violations}


@pytest.fixture
def stock_page(live_server: Any) -> StandardPage:
    home = Page.objects.get(depth=2)
    return home.add_child(instance=StandardPage(title="普通页", slug="stock", body="<p>文字</p>"))


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def open_settled(page: BrowserPage, url: str) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")


def test_edit_page__no_more_than_a_stock_page(
    admin_page: BrowserPage, axe_violations: Axe, stock_page: StandardPage
):
    report = make_report(make_index_page())
    open_settled(admin_page, edit_url(stock_page))
    stock = rules(axe_violations(admin_page))
    open_settled(admin_page, edit_url(report))
    assert axe_violations(admin_page, within=".disclosure-grid") == []
    # Of a page this long, Wagtail's own list of headings scrolls.
    own = [item for item in axe_violations(admin_page) if not item[1].startswith(".w-minimap")]
    assert rules(own) - stock == set()


@pytest.mark.parametrize(
    "address",
    [
        "wagtail_disclosure_indexnumber_modeladmin_index",
        "wagtail_disclosure_indexnumber_modeladmin_inspect",
        "wagtail_disclosure_start",
        "wagtail_disclosure_withdraw",
        "wagtail_disclosure_void",
        "wagtail_disclosure_register_check",
        "wagtail_disclosure_set_serial",
    ],
)
def test_own_admin_pages__no_more_than_stock_pages(
    admin_page: BrowserPage, axe_violations: Axe, stock_page: StandardPage, address: str
):
    report = make_published_report(make_index_page())
    arguments: dict[str, list[Any]] = {
        "wagtail_disclosure_indexnumber_modeladmin_index": [],
        "wagtail_disclosure_indexnumber_modeladmin_inspect": [IndexNumber.objects.get().pk],
        "wagtail_disclosure_start": [report._meta.label_lower, report.get_parent().pk],
        "wagtail_disclosure_withdraw": [report.pk],
        "wagtail_disclosure_void": [IndexNumber.objects.get().pk],
        "wagtail_disclosure_register_check": [],
        "wagtail_disclosure_set_serial": [],
    }
    SerialScope.objects.update(last=5)  # a gap, for the check to find
    if address.endswith(("_inspect", "_void")):
        report.unpublish()  # then the number can be voided, and the button stands there
    open_settled(admin_page, edit_url(stock_page))
    stock = rules(axe_violations(admin_page))
    open_settled(admin_page, reverse("wagtailadmin_reports:site_history"))
    stock |= rules(axe_violations(admin_page))
    open_settled(admin_page, reverse(address, args=arguments[address]))
    found = axe_violations(admin_page)
    assert [violation for violation in found if violation[0] not in stock] == []
