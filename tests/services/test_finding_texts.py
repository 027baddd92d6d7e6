"""Findings in words: cells by their labels, both sides, the difference, what to do."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from tests.domain.cases import changed_seed, read_case, rule_files, texts_of
from wagtail_disclosure.domain import RULES, Finding, Severity, check, load_standard
from wagtail_disclosure.domain.exchange import ExchangeError
from wagtail_disclosure.services.finding_texts import (
    EXCHANGE_TEXTS,
    FINDING_TEXTS,
    cell_text,
    exchange_error_text,
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
    ("code", "case"),
    [
        pytest.param(path.stem, case, id=f"{path.stem} {case['case']}")
        for path in rule_files()
        for case in read_case(path)["failing"]
    ],
)
def test_finding_text__names_every_number_and_cell(code, case):
    for finding in check(changed_seed(case), texts_of(case)):
        text = finding_text(finding, STANDARD, 2018)

        assert "%(" not in text
        assert text.endswith(".")
        for cell in finding.cells[:2]:
            info = STANDARD.cells.get(cell)
            assert (info.row.label if info else cell) in text
        for number in (finding.left, finding.right):
            zero_limit = finding.code == "F01" and number == 0
            assert number is None or zero_limit or str(number) in text


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
