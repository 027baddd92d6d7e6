"""What readers are told of a figure that stays though it does not agree."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from tests.domain.cases import changed_case
from wagtail_disclosure.domain import RULES, Facts, Finding, Severity, check, load_standard
from wagtail_disclosure.services.reader_notes import NOTES, ReaderNotes, is_told, reader_notes

STANDARD = load_standard("cn-2021")
CELL = "requests.carried_in.natural_person"
CARRIED = {"figures": {CELL: 4, "requests.carried_out.natural_person": 3}}
REASON = "机构改革划入一件。"


def notes_of(change, *, printed=False, **facts):
    """The notes when everything found is acknowledged."""
    sheet = replace(changed_case(change, "cn-2021-full"), facts=Facts(**facts))
    known = {finding.key: REASON for finding in check(sheet)}
    found = check(replace(sheet, acknowledged=known))
    with translation.override("en"):
        return reader_notes(found, STANDARD, 2025, printed=printed)


def test_reader_notes__a_carried_figure():
    assert notes_of(CARRIED) == ReaderNotes(
        {CELL: "Last year's report says 3 at “四、结转下年度继续办理”. Reason: 机构改革划入一件。"}
    )


def test_reader_notes__none_without_a_reason():
    sheet = changed_case(CARRIED, "cn-2021-full")

    assert reader_notes(check(sheet), STANDARD, 2025, printed=False) == ReaderNotes()


@pytest.mark.parametrize(
    ("printed", "fact"),
    [
        (False, "Given as 13; the parts add up to 60."),
        (True, "As it was printed; the parts add up to 60."),
    ],
)
def test_reader_notes__a_total_that_does_not_add_up(printed, fact):
    total = "requests.received_new.total"
    notes = notes_of({"claimed": {total: 13}}, printed=printed)

    assert notes.cells[total] == f"{fact} Reason: {REASON}"


def test_reader_notes__of_the_whole_report():
    finding = Finding("T05", Severity.ERROR, params={"title": "年度报告"}, reason=REASON)
    with translation.override("en"):
        notes = reader_notes([finding], STANDARD, 2025, printed=False)

    assert notes == ReaderNotes(
        {}, (f"The title does not name the year of the report, 2025. Reason: {REASON}",)
    )


def test_reader_notes__a_warning_about_no_figure_stays_among_editors():
    finding = Finding("T09", Severity.WARNING, params={"word": "费"}, reason=REASON)

    assert not is_told(finding)
    assert reader_notes([finding], STANDARD, 2025, printed=False) == ReaderNotes()


def test_reader_notes__two_at_one_figure_stand_one_after_the_other():
    found = [
        Finding("Y05", Severity.ERROR, (CELL,), Decimal(4), Decimal(3), reason="一。",
                params={"source": "requests.carried_out.natural_person"}),
        Finding("C01", Severity.ERROR, (CELL,), Decimal(4), Decimal(2), reason="二。"),
    ]  # fmt: skip
    with translation.override("en"):
        notes = reader_notes(found, STANDARD, 2025, printed=False)

    assert notes.cells[CELL] == (
        "Last year's report says 3 at “四、结转下年度继续办理”. Reason: 一。 "
        "2 were counted in the catalogue. Reason: 二。"
    )


def test_reader_notes__a_rule_without_a_sentence_says_what_was_expected():
    finding = Finding("X01", Severity.ERROR, (CELL,), Decimal(4), Decimal(3), reason=REASON)
    with translation.override("en"):
        notes = reader_notes([finding], STANDARD, 2025, printed=False)

    assert notes.cells[CELL] == f"3 would be expected here. Reason: {REASON}"


def test_notes__of_rules_that_there_are():
    assert set(NOTES) <= set(RULES)
