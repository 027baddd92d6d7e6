"""The grid in the page editor, driven in Chromium as an editor drives it."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext

import pytest
from django.test import override_settings
from playwright.sync_api import expect
from wagtail import VERSION as WAGTAIL_VERSION

from tests.browser.autosave import wait_until_saved, wait_until_watched
from tests.factories import make_agency, make_index_page, make_published_report, make_report
from tests.figures import make_figures
from tests.texts import with_problems
from wagtail_disclosure.pages.models import AnnualReportPage

ONLINE = "statistics.recv_online.current"
RECEIVED = "statistics.received.current"
FILES = "statistics.proactive_files.current"
FILES_TOTAL = "statistics.proactive_files.cumulative"
CHECK = "**/admin/disclosure/grid/"


def field(page, address, part="figures"):
    return page.locator(f'input[data-address="{address}"][data-part="{part}"]')


def total(page, address):
    return page.locator(f'output[data-address="{address}"]')


def stored(page):
    """What the one posted field holds."""
    return json.loads(page.locator("#id_figures").input_value())


def focused(page):
    """Address and part of the cell that has the focus."""
    return page.evaluate(
        "() => [document.activeElement.dataset.address, document.activeElement.dataset.part]"
    )


def without_autosave():
    """For what is opened meanwhile. Cutting autosave off on its way would not do: Wagtail takes
    it for an error of the network, and asks before it saves anything."""
    return override_settings(WAGTAIL_AUTOSAVE_INTERVAL=0)


def open_report(page, report, *, autosave=False):
    """The report's edit view with a grid that is alive; autosave off unless it is the subject."""
    with nullcontext() if autosave else without_autosave():
        page.goto(f"/admin/pages/{report.pk}/edit/")
    expect(page.locator(".disclosure-grid[data-connected]")).to_be_visible()


def publish_settled(page, watch):
    """Publish once nothing is on its way: Wagtail refuses (400) an autosave that a publication has
    overtaken, which is no fault of the page."""
    watch.allow("400 (Bad Request)")
    watch.allow("ERR_FAILED")
    page.wait_for_timeout(2000)
    page.wait_for_load_state("networkidle")
    page.locator("[name=action-publish]").evaluate("button => button.click()")
    expect(page.locator(".messages .success")).to_be_visible(timeout=15_000)


def paste(page, text):
    """A spreadsheet's block into the cell that has the focus."""
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const made = { clipboardData, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", made));
        }""",
        text,
    )


def draft_of(report):
    return AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()


def save_draft(page):
    with page.expect_navigation():
        page.locator("button.action-save").first.click()


@pytest.fixture
def report(live_server):
    return with_problems(make_report())


@pytest.fixture
def quiet(watch):
    """Requests that a test cuts off on purpose."""
    watch.allow("Failed to load resource")
    watch.allow("Failed to fetch")


pytestmark = pytest.mark.usefixtures("quiet")


def test_typing__updates_totals_and_posts_no_calculated_cell(admin_page, report):
    asked = []
    open_report(admin_page, report)
    admin_page.on("request", lambda r: asked.append(r) if "disclosure/grid" in r.url else None)
    cell = field(admin_page, ONLINE)
    cell.fill("")
    cell.press_sequentially("900", delay=60)
    expect(total(admin_page, RECEIVED)).to_have_text("901")
    expect(total(admin_page, "statistics.received.cumulative")).to_have_text("931")
    data = stored(admin_page)
    assert data["figures"][ONLINE] == "900"
    assert RECEIVED not in data["figures"]
    expect(admin_page.locator("input[name^='figures--']")).to_have_count(0)
    assert len(asked) == 1
    expect(cell).to_be_focused()


def test_typing__no_keystroke_is_lost_while_the_server_answers_slowly(admin_page, report):
    open_report(admin_page, report)
    waiting = []
    admin_page.route(CHECK, lambda route: waiting.append(route))
    cell = field(admin_page, ONLINE)
    cell.fill("")
    cell.press_sequentially("12")
    admin_page.wait_for_timeout(600)
    assert len(waiting) == 1
    cell.press_sequentially("34")
    admin_page.wait_for_timeout(600)
    assert len(waiting) == 1  # one request at a time
    waiting[0].continue_()
    admin_page.wait_for_timeout(600)
    assert len(waiting) == 2  # and one more for what was typed meanwhile
    waiting[1].continue_()
    expect(total(admin_page, RECEIVED)).to_have_text("1,235")
    expect(cell).to_have_value("1234")
    assert stored(admin_page)["figures"][ONLINE] == "1234"


def test_loading__neither_asks_nor_changes_anything(admin_page, report):
    asked = []
    admin_page.on(
        "request",
        lambda r: asked.append(r.url) if r.method == "POST" and "/pages/" in r.url else None,
    )
    admin_page.on("request", lambda r: asked.append(r.url) if "disclosure/grid" in r.url else None)
    open_report(admin_page, report, autosave=True)
    admin_page.wait_for_timeout(2000)
    assert asked == []


def test_keyboard__moves_through_the_form_and_back(admin_page, report):
    open_report(admin_page, report)
    keys = admin_page.keyboard
    field(admin_page, FILES).focus()
    keys.press("ArrowDown")
    assert focused(admin_page) == ["statistics.via_website.current", "figures"]
    keys.press("Enter")
    keys.press("Enter")
    assert focused(admin_page) == [RECEIVED, "figures"]  # calculated: reached, not typed
    keys.press("7")
    expect(total(admin_page, RECEIVED)).to_have_text("3")
    keys.press("Shift+Enter")
    assert focused(admin_page) == ["statistics.via_gazette.current", "figures"]
    keys.press("ArrowRight")
    assert focused(admin_page) == ["statistics.via_gazette.cumulative", "opening"]
    keys.press("ArrowRight")
    assert focused(admin_page) == ["statistics.via_gazette.cumulative", "figures"]
    keys.press("ArrowLeft")
    keys.press("ArrowLeft")
    assert focused(admin_page) == ["statistics.via_gazette.current", "figures"]
    keys.press("Tab")
    assert focused(admin_page) == ["statistics.via_gazette.cumulative", "opening"]
    keys.press("Control+Home")
    assert focused(admin_page) == [FILES, "figures"]
    keys.press("ArrowUp")
    assert focused(admin_page) == [FILES, "figures"]
    assert "/edit/" in admin_page.url  # Enter never sent the form


def test_keyboard__arrows_move_inside_a_text_first(admin_page, report):
    open_report(admin_page, report)
    cell = field(admin_page, FILES_TOTAL, "opening")
    cell.fill("123")
    admin_page.keyboard.press("ArrowLeft")
    assert focused(admin_page) == [FILES_TOTAL, "opening"]
    admin_page.keyboard.press("4")
    expect(cell).to_have_value("1243")
    admin_page.keyboard.press("ArrowRight")
    assert focused(admin_page) == [FILES_TOTAL, "opening"]
    admin_page.keyboard.press("ArrowRight")
    assert focused(admin_page) == [FILES_TOTAL, "figures"]
    cell.focus()
    admin_page.keyboard.press("Home")
    admin_page.keyboard.press("ArrowLeft")
    assert focused(admin_page) == [FILES, "figures"]


def test_keyboard__escape_brings_the_value_back(admin_page, report):
    open_report(admin_page, report)
    cell = field(admin_page, ONLINE)
    cell.focus()
    cell.fill("999")
    admin_page.keyboard.press("Escape")
    expect(cell).to_have_value("2")
    assert str(stored(admin_page)["figures"][ONLINE]) == "2"
    expect(cell).to_be_focused()


def test_keyboard__undo_and_redo_go_cell_by_cell(admin_page, report):
    open_report(admin_page, report)
    keys = admin_page.keyboard
    field(admin_page, FILES).select_text()
    for text in ("30", "21"):
        keys.type(text)
        keys.press("Enter")
    keys.press("Control+z")
    expect(field(admin_page, "statistics.via_website.current")).to_have_value("20")
    assert focused(admin_page) == ["statistics.via_website.current", "figures"]
    keys.press("Control+z")
    expect(field(admin_page, FILES)).to_have_value("20")
    keys.press("Control+y")
    expect(field(admin_page, FILES)).to_have_value("30")
    assert focused(admin_page) == [FILES, "figures"]
    assert stored(admin_page)["figures"][FILES] == "30"


def test_keyboard__undo_beyond_the_first_step_makes_no_figures(admin_page, report):
    open_report(admin_page, report)
    keys = admin_page.keyboard
    field(admin_page, FILES).select_text()
    keys.type("12")
    keys.press("Enter")
    keys.press("ArrowUp")
    for key, held in (("z", "20"), ("z", "20"), ("y", "12"), ("y", "12"), ("y", "12")):
        keys.press(f"Control+{key}")
        assert field(admin_page, FILES).input_value() == held
    assert stored(admin_page)["figures"][FILES] == "12"


def test_keyboard__undo_inside_a_cell_is_the_browsers(admin_page, report):
    open_report(admin_page, report)
    keys = admin_page.keyboard
    field(admin_page, FILES).focus()
    keys.press("End")
    keys.type("7")
    for key, held in (("z", "20"), ("y", "207"), ("z", "20"), ("z", "20")):
        keys.press(f"Control+{key}")
        assert field(admin_page, FILES).input_value() == held
    assert str(stored(admin_page)["figures"][FILES]) == "20"


def test_paste__a_block_fills_fields_and_compares_totals(admin_page, report):
    open_report(admin_page, report)
    field(admin_page, "statistics.via_gazette.current").focus()
    paste(admin_page, "4\t34\r\n41\t71\r\n1\t11\r\n40\t60\r\n0\t—\r\n")
    expect(field(admin_page, ONLINE)).to_have_value("40")
    expect(total(admin_page, RECEIVED)).to_have_text("41")
    data = stored(admin_page)
    assert data["figures"][ONLINE] == "40"
    assert data["claimed"] == {
        "statistics.via_gazette.cumulative": "34",
        RECEIVED: "41",
        "statistics.received.cumulative": "71",
        "statistics.recv_in_person.cumulative": "11",
        "statistics.recv_online.cumulative": "60",
    }
    expect(admin_page.locator(".disclosure-grid__notice")).to_contain_text("5")
    admin_page.keyboard.press("Control+z")
    expect(field(admin_page, ONLINE)).to_have_value("2")
    assert {part: cells for part, cells in stored(admin_page).items() if cells} == make_figures()
    expect(total(admin_page, RECEIVED)).to_have_text("3")


def test_paste__a_total_that_differs_is_a_finding_and_can_be_discarded(admin_page, report):
    open_report(admin_page, report)
    field(admin_page, "statistics.via_gazette.current").focus()
    paste(admin_page, "3\n77")
    finding = admin_page.locator("[data-finding^='S02']")
    expect(finding).to_contain_text("77")
    expect(total(admin_page, RECEIVED)).to_have_text("3")
    admin_page.locator("[data-discard]").click()
    expect(finding).to_have_count(0)
    assert stored(admin_page)["claimed"] == {}


def test_paste__larger_than_the_grid_names_what_was_left_out(admin_page, report):
    open_report(admin_page, report)
    field(admin_page, "statistics.review.current").focus()
    paste(admin_page, "5\t0\t111\n6\t0\t222\n7\t333\t444")
    notice = admin_page.locator(".disclosure-grid__notice")
    for value in ("111", "222", "7 · 333 · 444"):
        expect(notice).to_contain_text(value)
    expect(field(admin_page, "statistics.litigation.current")).to_have_value("6")
    expect(field(admin_page, "statistics.complaints.current")).to_have_value("0")
    notice.get_by_role("button").click()
    expect(field(admin_page, "statistics.review.current")).to_have_value("0")


def test_paste__the_button_takes_back_nothing_but_the_block(admin_page, report):
    open_report(admin_page, report)
    field(admin_page, FILES).focus()
    paste(admin_page, "31\n31")
    notice = admin_page.locator(".disclosure-grid__notice")
    button = notice.get_by_role("button")
    expect(button).to_have_count(1)
    field(admin_page, ONLINE).fill("44")
    expect(button).to_have_count(0)
    expect(notice).to_contain_text("2")
    field(admin_page, FILES).focus()
    paste(admin_page, "32\n32")
    button.click()
    expect(field(admin_page, FILES)).to_have_value("31")
    expect(field(admin_page, ONLINE)).to_have_value("44")


def test_paste__the_printed_table_gives_the_opening_balances(admin_page, report):
    report.figures = {}
    report.save_revision(clean=False)
    open_report(admin_page, report)
    field(admin_page, FILES).focus()
    paste(admin_page, "\n".join(f"{n}\t{n + 100}" for n in (5, 5, 0, 3, 1, 2, 0)))
    admin_page.locator("[data-take-all]").click()
    expect(field(admin_page, FILES_TOTAL, "opening")).to_have_value("100")
    expect(total(admin_page, FILES_TOTAL)).to_have_text("105")
    expect(admin_page.locator("[data-finding^='S02']")).to_have_count(0)


def test_paste__one_value_is_the_browsers_own_business(admin_page, report):
    open_report(admin_page, report)
    cell = field(admin_page, ONLINE)
    cell.focus()
    prevented = admin_page.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "12\\r\\n");
            const made = { clipboardData, bubbles: true, cancelable: true };
            return !document.activeElement.dispatchEvent(new ClipboardEvent("paste", made));
        }"""
    )
    assert prevented is False


def test_findings__lead_to_their_cell_and_back(admin_page, report):
    open_report(admin_page, report)
    cell = field(admin_page, "statistics.via_website.current")
    cell.fill("21")
    finding = admin_page.locator("[data-finding^='S03']").first
    expect(finding).to_be_visible()
    expect(cell).to_have_attribute("aria-invalid", "true")
    described = cell.get_attribute("aria-describedby").split()
    assert admin_page.locator(f"#{described[0]}").inner_text() in finding.inner_text()
    expect(cell.locator("..").locator(".disclosure-grid__symbol")).to_have_text("!")
    finding.click()
    expect(cell).to_be_focused()
    admin_page.keyboard.press("Escape")
    expect(finding).to_be_focused()
    admin_page.keyboard.press("Enter")
    expect(cell).to_be_focused()
    admin_page.keyboard.press("F8")
    assert focused(admin_page) != ["statistics.via_website.current", "figures"]
    cell.fill("20")
    expect(admin_page.locator("[data-finding]")).to_have_count(0)
    expect(cell).not_to_have_attribute("aria-invalid", "true")


def test_findings__blank_cells_of_a_new_report_are_no_mistakes_yet(admin_page, report):
    report.figures = {}
    report.save_revision(clean=False)
    open_report(admin_page, report)
    expect(admin_page.locator("[aria-invalid='true']")).to_have_count(0)
    expect(admin_page.locator("[data-finding]")).to_have_count(28)
    field(admin_page, ONLINE).focus()
    admin_page.keyboard.press("F8")  # to no finding, since there is none
    expect(field(admin_page, ONLINE)).to_be_focused()
    expect(admin_page.locator("section[data-kind='error']")).to_have_count(0)


def test_publishing__refused_with_what_was_typed_still_there(admin_page, report):
    open_report(admin_page, report)
    field(admin_page, ONLINE).fill("abc")
    field(admin_page, "statistics.review.current").fill("")
    publish(admin_page)
    expect(admin_page.locator(".disclosure-grid[data-connected]")).to_be_visible()
    expect(field(admin_page, ONLINE)).to_have_value("abc")
    expect(field(admin_page, "statistics.review.current")).to_have_value("")
    # Now a blank cell stands in the way, so it is invalid.
    expect(field(admin_page, "statistics.review.current")).to_have_attribute("aria-invalid", "true")
    assert not AnnualReportPage.objects.get(pk=report.pk).live


def publish(page):
    """Wagtail's publish button, wherever the menu has put it."""
    with page.expect_navigation():
        page.evaluate(
            """() => {
                const button = document.querySelector('button[name="action-publish"]');
                button.form.requestSubmit(button);
            }"""
        )


def test_bad_input__is_kept_in_the_draft_and_complained_about(admin_page, report):
    open_report(admin_page, report)
    typed = {
        "recv_online": "abc",
        "via_website": "-3",
        "ans_granted": "2.5",
        "review": "12345678901234567890",
        "litigation": "１２",
    }
    for row, text in typed.items():
        field(admin_page, f"statistics.{row}.current").fill(text)
    for code in ("F01", "F03", "F04"):
        expect(admin_page.locator(f"[data-finding^='{code}']").first).to_be_visible()
    expect(field(admin_page, "statistics.litigation.current")).to_be_focused()
    admin_page.keyboard.press("ArrowUp")
    expect(field(admin_page, "statistics.litigation.current")).to_have_value("12")
    save_draft(admin_page)
    figures = draft_of(report).figures["figures"]
    assert {row: figures[f"statistics.{row}.current"] for row in typed} == {
        "recv_online": "abc",
        "via_website": -3,
        "ans_granted": "2.5",
        "review": "12345678901234567890",
        "litigation": 12,
    }
    admin_page.goto(f"/admin/pages/{report.pk}/edit/")
    expect(field(admin_page, ONLINE)).to_have_value("abc")


def test_bad_input__broken_json_is_shown_and_nothing_is_overwritten(admin_page, report):
    open_report(admin_page, report)
    admin_page.evaluate("document.querySelector('#id_figures').value = '{broken'")
    save_draft(admin_page)
    expect(admin_page.locator(".disclosure-grid__damaged textarea")).to_have_value("{broken")
    expect(field(admin_page, ONLINE)).to_have_value("2")
    assert draft_of(report).figures == make_figures()
    field(admin_page, ONLINE).fill("5")
    save_draft(admin_page)
    assert draft_of(report).figures == make_figures(recv_online=5)


@pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 7.4 has no autosave")
@pytest.mark.parametrize("pause", [0, 1500, 2050])
def test_autosave__what_is_typed_before_wagtail_watches_is_saved_too(admin_page, report, pause):
    open_report(admin_page, report, autosave=True)
    admin_page.wait_for_timeout(pause)
    with admin_page.expect_response(
        lambda r: f"/pages/{report.pk}/edit/" in r.url and r.request.method == "POST"
    ):
        field(admin_page, ONLINE).fill("56")
    assert draft_of(report).figures == make_figures(recv_online=56)


def test_autosave__keeps_focus_and_value(admin_page, report):
    open_report(admin_page, report, autosave=True)
    wait_until_watched(admin_page)
    cell = field(admin_page, ONLINE)
    cell.fill("")
    with admin_page.expect_response(
        lambda r: f"/pages/{report.pk}/edit/" in r.url and r.request.method == "POST"
    ) as saved:
        cell.press_sequentially("55", delay=30)
    assert saved.value.json()["success"] is True
    cell.press_sequentially("6")
    expect(cell).to_have_value("556")
    expect(cell).to_be_focused()
    expect(total(admin_page, RECEIVED)).to_have_text("557")
    admin_page.wait_for_timeout(2000)
    assert draft_of(report).figures == make_figures(recv_online=556)


def test_scripts_of_wagtail__speak_chinese(admin_page, report):
    open_report(admin_page, report)
    said = """() => {
      const errors = (number) => interpolate(
        django.ngettext("%(num)s error", "%(num)s errors", number), { num: number }, true);
      return [gettext("A network error occurred."), errors(1), errors(2)];
    }"""
    assert admin_page.evaluate(said) == ["网络出错。", "1 处错误", "2 处错误"]


@pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 7.4 has no autosave")
def test_autosave__that_fails_is_told_in_chinese(admin_page, report):
    open_report(admin_page, report, autosave=True)
    wait_until_watched(admin_page)
    admin_page.route(f"**/admin/pages/{report.pk}/edit/", lambda route: route.abort())
    field(admin_page, ONLINE).fill("8")
    expect(admin_page.get_by_text("网络出错。").first).to_be_visible()


@pytest.mark.parametrize("blocked", ["**/js/figure-grid*.js*", "**/js/figure-grid-table.js*"])
def test_without_the_script__values_are_typed_and_saved(admin_page, report, watch, blocked):
    for part in ("Cannot destructure", "undefined", "is not a"):
        watch.allow(part)
    admin_page.route(blocked, lambda route: route.abort())
    with without_autosave():
        admin_page.goto(f"/admin/pages/{report.pk}/edit/")
    field(admin_page, ONLINE).fill("４１")
    field(admin_page, FILES_TOTAL, "opening").fill("711")
    field(admin_page, "statistics.review.current").fill("")
    save_draft(admin_page)
    figures = make_figures(recv_online=41)
    figures["opening"][FILES_TOTAL] = 711
    del figures["figures"]["statistics.review.current"]
    assert draft_of(report).figures == figures


def test_signed_out_while_typing__says_so_and_goes_on_after_signing_in(
    admin_page, context, report, admin_user, sign_in
):
    open_report(admin_page, report, autosave=True)
    context.clear_cookies()
    cell = field(admin_page, ONLINE)
    cell.fill("8")
    notice = admin_page.locator(".disclosure-grid__notice--warning")
    expect(notice).to_be_visible()
    expect(cell).to_have_value("8")
    sign_in(admin_user)
    # A page that is opened to sign in brings the new token's cookie.
    other = context.new_page()
    other.goto("/admin/login/?next=/admin/")
    other.goto(f"/admin/pages/{report.pk}/edit/")
    other.close()
    cell.press("End")
    cell.press_sequentially("9")
    expect(total(admin_page, RECEIVED)).to_have_text("90")
    expect(notice).to_have_count(0)
    wait_until_saved(admin_page)
    save_draft(admin_page)
    assert draft_of(report).figures == make_figures(recv_online=89)


def test_offline__typed_values_stay_and_are_checked_later(admin_page, report):
    open_report(admin_page, report)
    admin_page.route(CHECK, lambda route: route.abort())
    field(admin_page, ONLINE).fill("8")
    notice = admin_page.locator(".disclosure-grid__notice--warning")
    expect(notice).to_be_visible()
    admin_page.unroute(CHECK)
    admin_page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(total(admin_page, RECEIVED)).to_have_text("9")
    expect(notice).to_have_count(0)


def test_server_error__is_said_and_typing_goes_on(admin_page, report):
    open_report(admin_page, report)
    admin_page.route(CHECK, lambda route: route.fulfill(status=500, body="<html>"))
    field(admin_page, ONLINE).fill("8")
    expect(admin_page.locator(".disclosure-grid__notice--warning")).to_contain_text("500")
    assert stored(admin_page)["figures"][ONLINE] == "8"


def test_another_year__asks_for_a_reload(admin_page, report):
    open_report(admin_page, report)
    year = admin_page.locator("[name='report_year']")
    year.fill("2017")
    year.blur()
    expect(admin_page.locator(".disclosure-grid__notice--warning")).to_be_visible()
    year.fill("2018")
    year.blur()
    expect(admin_page.locator(".disclosure-grid__notice--warning")).to_have_count(0)


def test_after_last_years_report__its_figures_are_carried_forward(admin_page, live_server):
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, 2017)
    report = make_report(index, agency, 2018, figures=make_figures(first=False))
    open_report(admin_page, report)
    expect(admin_page.locator("input[data-part='opening']")).to_have_count(0)
    field(admin_page, FILES).fill("21")
    expect(total(admin_page, FILES_TOTAL)).to_have_text("241")
    total(admin_page, FILES_TOTAL).focus()
    expect(admin_page.locator(".disclosure-grid__hint")).to_contain_text(re.compile("220.*21"))


def test_comparison__shows_only_what_changed(admin_page, report):
    first = report.get_latest_revision()
    report.figures = make_figures(recv_online=130)
    second = report.save_revision(clean=False)
    admin_page.goto(f"/admin/pages/{report.pk}/revisions/compare/{first.pk}...{second.pk}/")
    changes = admin_page.locator(".disclosure-figure-changes li")
    expect(changes).to_have_count(1)
    expect(changes).to_contain_text(re.compile("2.网络申请数.*2 → 130"))


def test_axe__finds_nothing_in_the_grid(admin_page, report, axe_violations):
    report.figures = make_figures(recv_online="abc", via_website=21, review=None)
    report.figures["claimed"] = {RECEIVED: 77}
    report.save_revision(clean=False)
    open_report(admin_page, report)
    expect(admin_page.locator("[data-finding]").first).to_be_visible()
    field(admin_page, ONLINE).focus()
    for details in admin_page.locator(".disclosure-grid details").all():
        details.evaluate("(element) => { element.open = true }")
    found = {}
    for scheme in ("light", "dark"):
        for width in (1400, 390):
            admin_page.emulate_media(color_scheme=scheme)
            admin_page.set_viewport_size({"width": width, "height": 1200})
            admin_page.wait_for_timeout(300)  # Wagtail fades colours
            found[scheme, width] = axe_violations(admin_page, within=".disclosure-grid")
    assert found == {key: [] for key in found}


def test_screen_reader__fields_are_named_and_totals_described(admin_page, report):
    open_report(admin_page, report)
    named = admin_page.get_by_role("textbox", name=re.compile("2.网络申请数.*2018年.*件"))
    expect(named).to_have_count(1)
    described = total(admin_page, RECEIVED).get_attribute("aria-describedby")
    text = admin_page.locator(f"#{described}").text_content()
    assert re.search("3 = .*2.网络申请数\\W*2", text)
