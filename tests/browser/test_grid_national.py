"""The grid with the three tables of the national form: heads, keys, a pasted block."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from wagtail import VERSION as WAGTAIL_VERSION

from tests.browser.autosave import wait_until_watched
from tests.browser.test_grid import (
    field,
    focused,
    open_report,
    paste,
    publish_settled,
    stored,
    total,
)
from tests.domain.cases import CASES, printed, read_case
from tests.factories import make_agency, make_index_page, make_published_report, make_report
from tests.figures import make_last_years_figures, make_national_figures
from wagtail_disclosure.pages.models import AnnualReportPage

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


@pytest.fixture
def second_report(transactional_db):
    """A report of 2025 whose agency's report of 2024 is public, and left 3 requests."""
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, 2024, figures=make_last_years_figures())
    changed = {"requests.carried_in.natural_person": 4, "requests.carried_out.natural_person": 3}
    return make_report(index, agency, 2025, figures=make_national_figures(figures=changed))


def findings_of(page, kind):
    return page.locator(f".disclosure-grid__findings [data-kind={kind}] > ul > li")


COVERED = """() => {
  const cell = document.activeElement;
  const box = cell.getBoundingClientRect();
  return [box.top + 2, box.bottom - 2]
    .map((y) => document.elementFromPoint(box.left + box.width / 2, y))
    .some((above) => above !== cell && !cell.contains(above));
}"""


@pytest.mark.parametrize(("key", "times"), [("ArrowDown", 30), ("Tab", 30)])
def test_grid__cell_one_stands_in_is_in_sight(admin_page, second_report, key, times):
    admin_page.set_viewport_size({"width": 1280, "height": 900})
    open_report(admin_page, second_report)
    field(admin_page, "proactive.rules.issued").focus()
    covered = []
    for _press in range(times):
        admin_page.keyboard.press(key)
        admin_page.wait_for_timeout(100)
        if admin_page.evaluate(COVERED):
            covered.append(focused(admin_page))
    assert covered == []


def test_grid__changed_carry_over_is_kept_with_a_reason_that_readers_see(
    admin_page, second_report, watch
):
    open_report(admin_page, second_report, autosave=True)
    (finding,) = findings_of(admin_page, "error").all()
    expect(finding).to_contain_text("为4，但上年报告的“四、结转下年度继续办理”为3")

    # All by keyboard.
    finding.get_by_role("button", name="说明原因并保留").press("Enter")
    keys = admin_page.keyboard
    keys.press("Control+Enter")
    expect(admin_page.get_by_role("alert")).to_have_text("请简要说明原因。")
    keys.type("机构改革划入一件。")
    keys.press("Control+Enter")

    expect(findings_of(admin_page, "kept")).to_contain_text("原因：机构改革划入一件。")
    expect(findings_of(admin_page, "error")).to_have_count(0)
    expect(field(admin_page, "requests.carried_in.natural_person")).not_to_have_attribute(
        "aria-invalid", "true"
    )
    publish_settled(admin_page, watch)
    admin_page.goto(second_report.url)
    cell = admin_page.locator("[data-cell='requests.carried_in.natural_person']")
    cell.get_by_role("link").click()
    note = admin_page.locator(cell.get_by_role("link").get_attribute("href"))
    expect(note).to_be_in_viewport()
    expect(note).to_have_text("上年报告“四、结转下年度继续办理”为 3。说明：机构改革划入一件。")
    # What only readers of a screen hear of the note does not widen the page.
    admin_page.set_viewport_size({"width": 320, "height": 640})
    assert admin_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_grid__reason_is_taken_back_when_the_figure_changes_and_by_its_button(
    admin_page, second_report
):
    open_report(admin_page, second_report, autosave=True)
    admin_page.get_by_role("button", name="说明原因并保留").first.click()
    admin_page.keyboard.type("机构改革划入一件。")
    admin_page.get_by_role("button", name="保留", exact=True).click()
    expect(findings_of(admin_page, "kept")).to_have_count(1)

    carried = field(admin_page, "requests.carried_in.natural_person")
    carried.fill("5")
    expect(findings_of(admin_page, "kept")).to_have_count(0)
    carried.fill("4")
    expect(findings_of(admin_page, "kept")).to_have_count(1)

    admin_page.get_by_role("button", name="撤销说明").click()
    expect(findings_of(admin_page, "kept")).to_have_count(0)
    expect(admin_page.locator("[data-finding^='Y05']")).to_be_focused()
    assert stored(admin_page)["acknowledged"] == {}
    admin_page.wait_for_load_state("networkidle")


def test_grid__reason_that_is_being_written_outlives_an_answer(admin_page, second_report):
    open_report(admin_page, second_report, autosave=True)
    admin_page.get_by_role("button", name="说明原因并保留").first.click()
    admin_page.keyboard.type("划入")
    admin_page.evaluate("window.written = document.activeElement")
    field(admin_page, "proactive.penalties.decisions").fill("86")
    admin_page.wait_for_timeout(1200)

    text = admin_page.get_by_label("保留原因（对读者公开）")
    expect(text).to_have_value("划入")
    # The very same field: an input method that is composing is not interrupted.
    assert text.evaluate("(field) => field === window.written")
    text.press("Escape")
    expect(text).to_have_count(0)
    expect(admin_page.locator("[data-finding^='Y05']")).to_be_focused()


def test_grid__nothing_to_report_fills_blank_cells_and_can_be_undone(admin_page, transactional_db):
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, 2024, figures=make_last_years_figures())
    report = make_report(index, agency, 2025, figures={})
    open_report(admin_page, report, autosave=True)

    admin_page.get_by_role("button", name="无相关情况").click()

    expect(field(admin_page, "requests.received_new.org_other")).to_have_value("0")
    expect(field(admin_page, "proactive.normative_docs.in_force")).to_have_value("13")
    expect(field(admin_page, "requests.carried_in.natural_person")).to_have_value("3")
    assert "requests.carried_in.natural_person" not in stored(admin_page)["figures"]
    # Three requests of last year were neither dealt with nor left over.
    expect(findings_of(admin_page, "error").first).to_contain_text("之和为3")
    admin_page.locator(".disclosure-grid__notice [data-undo]").click()
    expect(field(admin_page, "requests.received_new.org_other")).to_have_value("")


def test_grid__says_that_last_years_report_is_a_draft(admin_page, transactional_db):
    index, agency = make_index_page(), make_agency()
    last = make_report(index, agency, 2024, figures=make_last_years_figures())
    open_report(admin_page, make_report(index, agency, 2025, figures={}))

    expect(admin_page.get_by_text(f"上年报告“{last.title}”尚为草稿")).to_be_visible()


def test_grid__reason_that_stands_in_the_form_is_saved_with_the_page(admin_page, second_report):
    open_report(admin_page, second_report)
    admin_page.get_by_role("button", name="说明原因并保留").first.click()
    admin_page.keyboard.type("机构改革划入一件。")
    admin_page.get_by_role("button", name="保存草稿").click()
    expect(admin_page.locator(".messages .success")).to_be_visible()

    draft = AnnualReportPage.objects.get(pk=second_report.pk).get_latest_revision_as_object()
    assert list(draft.figures["acknowledged"].values()) == ["机构改革划入一件。"]


def test_grid__reason_for_a_finding_that_went_is_not_lost_in_silence(admin_page, second_report):
    open_report(admin_page, second_report, autosave=True)
    admin_page.get_by_role("button", name="说明原因并保留").first.click()
    admin_page.keyboard.type("划入")
    field(admin_page, "requests.carried_in.natural_person").fill("3")
    expect(admin_page.get_by_text("这一问题已不存在，无需说明原因。").first).to_be_visible()
    expect(admin_page.get_by_label("保留原因（对读者公开）")).to_have_value("划入")


def test_grid__nothing_to_report_leaves_what_was_typed_since_the_last_answer(
    admin_page, transactional_db, watch
):
    watch.allow("Failed to load resource")
    report = make_report(year=2025, figures={})
    open_report(admin_page, report)
    admin_page.route("**/disclosure/grid/", lambda route: route.abort())
    field(admin_page, "requests.granted.natural_person").fill("57")
    admin_page.get_by_role("button", name="无相关情况").click()

    expect(field(admin_page, "requests.granted.natural_person")).to_have_value("57")
    expect(field(admin_page, "requests.granted.org_business")).to_have_value("0")
    assert stored(admin_page)["figures"]["requests.granted.natural_person"] == "57"


@pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 7.4 has no autosave")
@pytest.mark.parametrize("pause", [600, 900, 1200])
def test_autosave__what_is_written_while_one_is_under_way_is_saved_too(
    admin_page, second_report, pause
):
    open_report(admin_page, second_report, autosave=True)
    wait_until_watched(admin_page)

    def slowly(route):
        if route.request.method == "POST" and route.request.resource_type != "document":
            response = route.fetch()
            admin_page.wait_for_timeout(700)
            route.fulfill(response=response)
        else:
            route.fallback()

    admin_page.route(f"**/admin/pages/{second_report.pk}/edit/", slowly)
    notice = admin_page.locator("#id_notice")
    notice.fill("一")
    admin_page.wait_for_timeout(pause)
    notice.fill("一二")
    admin_page.wait_for_timeout(6000)

    draft = AnnualReportPage.objects.get(pk=second_report.pk).get_latest_revision_as_object()
    assert draft.notice == "一二"


def test_grid__figures_of_another_form_are_discarded_at_once(admin_page, transactional_db):
    figures = make_national_figures(figures={"old.a.current": 1, "old.b.current": 2})
    open_report(admin_page, make_report(year=2025, figures=figures), autosave=True)
    expect(findings_of(admin_page, "error")).to_have_count(3)

    admin_page.get_by_role("button", name="全部舍弃本格式没有的单元格的值（2 个）").click()

    expect(findings_of(admin_page, "error")).to_have_count(0)
    assert not [cell for cell in stored(admin_page)["figures"] if cell.startswith("old.")]
    admin_page.wait_for_load_state("networkidle")
