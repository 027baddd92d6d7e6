"""Findings that may stay: what is remembered, what comes back, and reports of elsewhere."""

from dataclasses import replace
from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    RULES,
    Explanation,
    Facts,
    Figure,
    Figures,
    Finding,
    Severity,
    Source,
    calculate,
    check,
    explain,
    load_standard,
    read_sheet,
)

from .cases import changed_case

CELL = "requests.carried_in.natural_person"
#: One more was carried in than last year left, and one more goes on.
CARRIED = {"figures": {CELL: 4, "requests.carried_out.natural_person": 3}}
TOTAL = "requests.received_new.total"
REASON = "机构改革划入一件。"


def sheet_of(change, acknowledged=None, **facts):
    sheet = changed_case(change, "cn-2021-full")
    return replace(sheet, acknowledged=acknowledged or {}, facts=Facts(**facts))


def found(change, acknowledged=None, **facts):
    return check(sheet_of(change, acknowledged, **facts))


def told(findings):
    return [(finding.code, finding.reason, finding.stops) for finding in findings]


def test_check__an_acknowledged_finding_stays_and_carries_its_reason():
    (finding,) = found(CARRIED)

    assert told(found(CARRIED, {finding.key: REASON})) == [("Y05", REASON, False)]
    assert told([finding]) == [("Y05", "", True)]


@pytest.mark.parametrize(
    "change",
    [
        {"figures": {CELL: 5, "requests.carried_out.natural_person": 4}},
        {**CARRIED, "previous": {"requests.carried_out.natural_person": 2}},
    ],
    ids=["this side changed", "the other side changed"],
)
def test_check__an_acknowledged_finding_comes_back(change):
    (finding,) = found(CARRIED)

    assert told(found(change, {finding.key: REASON})) == [("Y05", "", True)]


def test_check__an_acknowledged_finding_stays_when_something_else_changes():
    (finding,) = found(CARRIED)
    change = {"figures": {**CARRIED["figures"], "proactive.licensing.decisions": 1201}}

    assert told(found(change, {finding.key: REASON})) == [("Y05", REASON, False)]


def test_check__an_empty_reason_acknowledges_nothing():
    (finding,) = found(CARRIED)

    assert told(found(CARRIED, {finding.key: ""})) == [("Y05", "", True)]


def test_key__the_same_number_written_otherwise():
    (finding,) = found(CARRIED)
    longer = replace(finding, left=Decimal("4.00"))

    assert longer.key == finding.key
    assert replace(finding, left=Decimal(40)).key != finding.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # one side is no number: what there is counts, and the parameters
        (Finding("F03", Severity.ERROR, ("a",), Decimal("1.5")), Decimal("27.25")),
        (Finding("X01", Severity.ERROR, ("a",), Decimal(1)), Decimal(2)),
    ],
)
def test_key__one_side_only(one, other):
    assert replace(one, left=other).key != one.key


def test_key__a_negative_zero_is_zero_and_places_are_told_apart():
    finding = Finding("F01", Severity.ERROR, ("a",), Decimal("-0"), Decimal(0))

    assert replace(finding, left=Decimal(0)).key == finding.key
    opening = replace(finding, params={"place": "opening"})
    assert opening.key != finding.key


IDENTITY = {"figures": {"requests.carried_out.natural_person": 3}}


def test_check__an_identity_of_the_form_cannot_be_acknowledged():
    known = {finding.key: REASON for finding in found(IDENTITY)}

    assert told(found(IDENTITY, known)) == [("S04", "", True), ("S04", "", True)]
    assert not any(finding.acknowledgeable for finding in found(IDENTITY))


def test_check__an_identity_can_in_a_report_of_elsewhere():
    findings = found(IDENTITY, published_elsewhere=True)
    known = {findings[0].key: REASON}

    assert [finding.acknowledgeable for finding in findings] == [True, True]
    # Each column of the balance is a finding of its own.
    assert told(found(IDENTITY, known, published_elsewhere=True)) == [
        ("S04", REASON, False),
        ("S04", "", True),
    ]


def test_check__a_blank_cell_of_a_report_of_elsewhere_may_stay_blank():
    change = {"figures": {"cases.review.pending": ""}}
    (finding,) = found(change, published_elsewhere=True)

    assert told(found(change, {finding.key: REASON}, published_elsewhere=True)) == [
        ("F02", REASON, False)
    ]


def test_check__text_is_no_figure_wherever_it_was_published():
    change = {"figures": {"cases.review.pending": "/"}}
    (finding,) = found(change, published_elsewhere=True)

    assert told(found(change, {finding.key: REASON}, published_elsewhere=True)) == [
        ("F04", "", True)
    ]
    assert [code for code, rule in RULES.items() if rule.always] == ["F04", "T11"]


WRONG_TOTAL = {"claimed": {TOTAL: 13}}


def test_calculate__a_printed_total_of_elsewhere_stands_once_acknowledged():
    (finding,) = found(WRONG_TOTAL)
    right = calculate(sheet_of(WRONG_TOTAL))[TOTAL]
    known = {finding.key: REASON}

    assert calculate(sheet_of(WRONG_TOTAL, known))[TOTAL] == right
    assert calculate(sheet_of(WRONG_TOTAL, published_elsewhere=True))[TOTAL] == right
    sheet = sheet_of(WRONG_TOTAL, known, published_elsewhere=True)
    assert calculate(sheet)[TOTAL] == Figure(Decimal(13), Source.IMPORTED)
    # The balance of the column is held against what is printed, and the claim is still told.
    assert told(check(sheet)) == [("S02", REASON, False), ("S04", "", True)]


def test_calculate__a_claim_that_is_right_is_calculated():
    right = calculate(sheet_of({}))[TOTAL]
    change = {"claimed": {TOTAL: right.value}}

    assert calculate(sheet_of(change, {"S02-x": REASON}, published_elsewhere=True))[TOTAL] == right


def test_calculate__an_acknowledged_claim_in_words():
    change = {"claimed": {TOTAL: "n/a"}}
    (finding,) = found(change)
    sheet = sheet_of(change, {finding.key: REASON}, published_elsewhere=True)

    assert calculate(sheet)[TOTAL].source is Source.IMPORTED
    assert check(sheet)[0].reason == REASON


def test_calculate__a_printed_total_without_its_parts_stands_once_acknowledged():
    change = {"figures": {"cases.review.pending": ""}, "claimed": {"cases.review.total": 9}}
    assert told(found(change)) == [("F02", "", True)]
    findings = found(change, published_elsewhere=True)
    assert told(findings) == [("F02", "", True), ("S02", "", True)]

    keys = {finding.key: REASON for finding in findings}
    sheet = sheet_of(change, keys, published_elsewhere=True)
    assert calculate(sheet)["cases.review.total"] == Figure(Decimal(9), Source.IMPORTED)
    assert told(check(sheet)) == [("F02", REASON, False), ("S02", REASON, False)]


def test_calculate__no_key_without_a_reason_and_no_forged_one_puts_a_total_in():
    (finding,) = found(WRONG_TOTAL)
    for known in ({finding.key: ""}, {"S02-0000000000000000": REASON}):
        sheet = sheet_of(WRONG_TOTAL, known, published_elsewhere=True)
        assert calculate(sheet)[TOTAL].source is Source.CALCULATED


def test_explain__a_printed_total_has_the_parts_that_give_another():
    (finding,) = found(WRONG_TOTAL)
    sheet = sheet_of(WRONG_TOTAL, {finding.key: REASON}, published_elsewhere=True)
    explanation = explain(sheet, TOTAL)

    assert (explanation.operation, explanation.value) == ("printed", Decimal(13))
    assert sum(part.value for part in explanation.addends) != 13


COUNTED = "proactive.licensing.decisions"


def test_calculate__a_blank_cell_holds_what_was_counted():
    facts = {"counted": Figures.from_values({COUNTED: 7}, Source.COUNTED)}
    blank = sheet_of({"figures": {COUNTED: ""}}, **facts)

    assert calculate(blank)[COUNTED] == Figure(Decimal(7), Source.COUNTED)
    assert explain(blank, COUNTED) == Explanation(COUNTED, Decimal(7), "counted")
    assert calculate(sheet_of({}, **facts))[COUNTED] == Figure(Decimal(1200))


def test_calculate__a_cell_that_goes_on_from_last_year_is_not_counted():
    facts = {"counted": Figures.from_values({CELL: 9}, Source.COUNTED)}

    figure = calculate(sheet_of({"figures": {CELL: ""}}, **facts))[CELL]
    assert figure == Figure(Decimal(3), Source.CARRIED_FORWARD)


def test_read_sheet__reasons_are_kept():
    data = {"acknowledged": {"Y05-1": REASON, "Y05-2": 7}}
    sheet = read_sheet(load_standard("cn-2021"), 2025, data)

    assert sheet.acknowledged == {"Y05-1": REASON, "Y05-2": "7"}
    assert sheet.dump() == {"acknowledged": {"Y05-1": REASON, "Y05-2": "7"}}
