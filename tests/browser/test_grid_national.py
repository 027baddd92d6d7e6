"""The grid with the three tables of the national form: heads, keys, a pasted block."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_grid import field, focused, open_report, paste, stored, total
from tests.domain.cases import CASES, printed, read_case
from tests.factories import make_report

FULL = read_case(CASES / "cn-2021-full.toml")
FIGURES = printed(FULL)
COLUMNS = [
    "natural_person",
    "org_business",
    "org_research",
    "org_social_welfare",
    "org_legal_service",
    "org_other",
    "total",
]


@pytest.fixture
def report(transactional_db):
    return make_report(year=2025, figures={})


def rows_of_requests():
    """The 25 × 7 block as a spreadsheet copies it, line by line."""
    rows = dict.fromkeys(cell.split(".")[1] for cell in FIGURES if cell.startswith("requests."))
    return [[str(FIGURES[f"requests.{row}.{column}"]) for column in COLUMNS] for row in rows]


def test_grid__block_of_25_by_7_fills_the_typed_cells_and_compares_the_totals(admin_page, report):
    open_report(admin_page, report)
    lines = rows_of_requests()
    lines[0][6] = "61"
    field(admin_page, "requests.received_new.natural_person").focus()

    paste(admin_page, "\n".join("\t".join(line) for line in lines))

    assert (len(lines), len(lines[0])) == (25, 7)
    expect(total(admin_page, "requests.res_total.total")).to_have_text("61")
    expect(total(admin_page, "requests.received_new.total")).to_have_text("60")
    data = stored(admin_page)
    assert len(data["figures"]) == 24 * 6
    assert len(data["claimed"]) == 24 + 7
    expect(admin_page.locator(".disclosure-grid__findings")).to_contain_text("61")


def test_grid__field_is_named_by_the_heads_around_it(admin_page, report):
    open_report(admin_page, report)

    for address, name in (
        (
            "requests.denied_state_secret.org_business",
            "三、本年度办理结果 （三）不予公开 1.属于国家秘密 法人或其他组织 商业企业",
        ),
        ("cases.litigation_after.pending", "行政诉讼 复议后起诉 尚未审结"),
        (
            "proactive.admin_fees.amount",
            "行政事业性收费 第二十条第（八）项 本年收费金额（单位：万元）",
        ),
    ):
        expect(field(admin_page, address)).to_have_accessible_name(name)


def test_grid__arrows_go_from_table_to_table(admin_page, report):
    open_report(admin_page, report)
    keys = admin_page.keyboard

    field(admin_page, "proactive.compulsion.decisions").focus()
    keys.press("ArrowDown")
    assert focused(admin_page)[0] == "proactive.admin_fees.amount"
    keys.press("ArrowDown")
    assert focused(admin_page)[0] == "requests.received_new.natural_person"
    keys.press("ArrowRight")
    assert focused(admin_page)[0] == "requests.received_new.org_business"
    field(admin_page, "requests.carried_out.org_other").focus()
    keys.press("ArrowDown")
    assert focused(admin_page)[0].startswith("cases.")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    assert focused(admin_page)[0].startswith("cases.")
