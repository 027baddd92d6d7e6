"""Findings in words: cells by their labels, both sides, the difference, what to do."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from tests.domain.cases import changed_case, changed_seed, rule_cases, texts_of
from wagtail_disclosure.domain import RULES, Finding, Severity, check, load_standard
from wagtail_disclosure.domain.exchange import ExchangeError
from wagtail_disclosure.services.exchange_texts import EXCHANGE_TEXTS, exchange_error_text
from wagtail_disclosure.services.finding_texts import (
    FINDING_TEXTS,
    cell_text,
    finding_text,
    severity_text,
)

STANDARD = load_standard("fuzhou-2018")


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def text_of(change, code):
    (found,) = [finding for finding in check(changed_seed(change)) if finding.code == code]
    return finding_text(found, STANDARD, change.get("year", 2018))


def test_finding_texts__one_for_each_rule():
    assert set(FINDING_TEXTS) == set(RULES)


@pytest.mark.parametrize(
    ("base", "case"),
    [
        pytest.param(base, case, id=f"{code} {case['case']}")
        for code, base, case in rule_cases("failing")
    ],
)
def test_finding_text__names_every_number_and_cell(base, case):
    sheet = changed_case(case, base)
    for finding in check(sheet, texts_of(case)):
        text = finding_text(finding, sheet.standard, sheet.year)

        assert "%(" not in text
        assert text.endswith(".")
        assert "“”" not in text
        for cell in finding.cells[:2]:
            info = sheet.standard.cells.get(cell)
            named = finding.code != "Y06" or cell == finding.cells[0]
            assert not named or (info.row.label if info else cell) in text
        for number in (finding.left, finding.right):
            zero_limit = finding.code in {"F01", "G01", "R02"} and number == 0
            shown = {str(number), f"{number:,f}"} if number is not None else set()
            assert number is None or zero_limit or any(digits in text for digits in shown)


@pytest.mark.parametrize(
    ("changes", "code", "expected"),
    [
        (
            {"figures": {"requests.carried_out.org_business": 2}},
            "S04",
            "“商业企业”: “一、本年新收政府信息公开申请数量”, “二、上年结转政府信息公开申请数量” "
            "add up to 13, but “（七）总计”, “四、结转下年度继续办理” to 14, a difference of 1. "
            "The form asks for the same on both sides: correct the figure that is wrong.",
        ),
        (
            {"figures": {"requests.carried_out.org_social_welfare": 2}},
            "S05",
            "“社会公益组织”: “一、本年新收政府信息公开申请数量”, "
            "“二、上年结转政府信息公开申请数量” are zero, so there can be "
            "no figures at “四、结转下年度继续办理”. Enter what came in, "
            "or move these figures to the column where they belong.",
        ),
        (
            {"previous": {"requests.carried_out.natural_person": 2}},
            "Y05",
            "“二、上年结转政府信息公开申请数量” (自然人) is 3, but last year's report says 2 at "
            "“四、结转下年度继续办理”. Enter 2, have last year's report corrected, or say why the "
            "figure is another.",
        ),
    ],
)
def test_finding_text__of_a_national_form(changes, code, expected):
    sheet = changed_case(changes, "cn-2021-full")
    found = next(finding for finding in check(sheet) if finding.code == code)

    assert finding_text(found, sheet.standard, sheet.year) == expected


def test_finding_text__parts_that_differ():
    change = {"opening": {"recv_online.cumulative": 38}}

    assert text_of(change, "S01") == (
        "The opening balance of “受理政府信息公开申请总数” (历年累计) is 40, but those of its "
        "parts “其中：1.当面申请数”, “2.网络申请数”, “3.信函、传真申请数” add up to 39, "
        "a difference of 1. Correct the one that is wrong."
    )


def test_finding_text__difference_without_sign_and_year_filled_in():
    change = {"figures": {"answered.current": 1234}}

    assert text_of(change, "S02") == (
        "“对申请的答复总数” (2018年) was given as 1,234, but 0 is calculated, a difference of "
        "1,234. Check the figures that it is made of; only the calculated figure is used."
    )


def test_finding_text__difference_where_the_total_is_too_small():
    text = text_of({"opening": {"recv_online.cumulative": 41}}, "S01")

    assert "add up to 42, a difference of 2." in text


def test_finding_text__suggested_opening_balance():
    change = {
        "opening": {"proactive_files.cumulative": ""},
        "claimed": {"proactive_files.cumulative": 839},
    }

    assert "would need 711: enter it if that is right" in text_of(change, "Y02")


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"opening": {"review.cumulative": "x"}}, "The opening balance of “行政复议数”"),
        ({"figures": {"review.current": "x"}}, "“x” at “行政复议数” (2018年) is not a number"),
        ({"figures": {"review.current": "1" * 20}}, "has more than 15 digits"),
        ({"figures": {"review.current": 0.5}}, "0.5 at “行政复议数” (2018年) came as a binary"),
        ({"figures": {"review.current": "ä" * 61}}, "“" + "ä" * 60 + "…”"),
        ({"figures": {"review.current": "50%(x)s"}}, "“50%(x)s” at"),
        ({"figures": {"review.current": "<b>"}}, "“<b>” at"),
    ],
)  # fmt: skip
def test_finding_text__what_was_typed(change, part):
    assert part in text_of(change, "F04")


def test_finding_text__rule_of_a_site_without_a_sentence():
    finding = Finding("X01", Severity.ERROR, ("statistics.review.current",), Decimal(1))

    assert finding_text(finding, STANDARD, 2018) == "“行政复议数” (2018年) breaks the rule X01."


def test_cell_text__unknown_cell_by_its_address():
    assert cell_text(STANDARD, "a.b.c", 2018) == "a.b.c"


def test_severity_text__each():
    assert [severity_text(severity) for severity in Severity] == [
        "Error",
        "Warning",
        "Information",
    ]


@pytest.mark.parametrize("code", sorted(EXCHANGE_TEXTS))
def test_exchange_error_text__each(code):
    text = exchange_error_text(ExchangeError(code, "the key", "the detail"))

    assert text.endswith(".")
    assert "%(" not in text
