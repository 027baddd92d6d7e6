"""Each rule with data that passes and data that fails, and the register of rules."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    RULES,
    Facts,
    Figures,
    Finding,
    ReportTexts,
    Severity,
    Source,
    check,
    load_standard,
    read_sheet,
    rule,
    skipped_rules,
)
from wagtail_disclosure.domain.rules.registry import ORIGINS, register

from .cases import changed_case, changed_seed, expected_findings, rule_cases, rule_files, texts_of

PASSING = rule_cases("passing")
FAILING = rule_cases("failing")
ALL_TEXTS = ReportTexts({}, "", ("示例市水务局",), {}, references={})
ALL_OF_TEXTS = tuple(f"T{number:02}" for number in range(1, 14))
DAY = date(2026, 1, 31)
ALL_FACTS = Facts(date(2025, 1, 1), date(2025, 12, 31), DAY, DAY, True, {}, Figures())


def _name(value):
    return value["case"] if isinstance(value, dict) else value


@pytest.mark.parametrize(("code", "base", "case"), PASSING, ids=_name)
def test_rule__passing_case(code, base, case):
    assert check(changed_case(case, base), texts_of(case)) == ()


@pytest.mark.parametrize(("code", "base", "case"), FAILING, ids=_name)
def test_rule__failing_case(code, base, case):
    expected = expected_findings(case, table="" if base else "statistics.")

    assert check(changed_case(case, base), texts_of(case)) == expected
    assert code in [finding.code for finding in expected]


@pytest.mark.parametrize("code", sorted(RULES))
def test_rule__is_complete(code):
    rule = RULES[code]

    assert rule.code == code
    assert rule.origin in ORIGINS
    assert rule.reason.endswith(".")
    assert rule.look.__doc__
    assert code in {name for name, _, _ in PASSING}
    assert code in {name for name, _, _ in FAILING}


def test_rules__no_case_without_rule():
    assert {path.stem for path in rule_files()} == set(RULES)


def test_check__total_that_is_typed():
    standard = load_standard("fuzhou-2018")
    declared = replace(standard.sums[0], calculated=False, severity="warning", columns=("current",))
    standard = replace(standard, sums=(declared, *standard.sums[1:]), cumulatives=(), of_which=())
    values = {cell: 0 for cell in standard.cells if cell not in standard.formulas}
    sheet = read_sheet(standard, 2018, {"figures": {**values, "statistics.received.current": 2}})

    assert check(sheet) == (
        Finding(
            "S01",
            Severity.WARNING,
            (
                "statistics.received.current",
                "statistics.recv_in_person.current",
                "statistics.recv_online.current",
                "statistics.recv_letter_fax.current",
            ),
            Decimal(2),
            Decimal(0),
            blocks=False,
            params={"place": "figures"},
        ),
    )


def test_check__count_of_a_row_from_memory_only_warns():
    cells = {"statistics.proactive_total.value": 3, "statistics.via_weibo.value": 3}
    sheet = read_sheet(load_standard("cn-2014"), 2016, {"figures": cells})
    counted = Figures.from_values(dict.fromkeys(cells, 2), Source.COUNTED)
    found = check(replace(sheet, facts=Facts(counted=counted)), rules={"C01": RULES["C01"]})

    assert [(finding.cells[0], finding.severity, finding.blocks) for finding in found] == [
        ("statistics.proactive_total.value", Severity.ERROR, True),
        ("statistics.via_weibo.value", Severity.WARNING, False),
    ]


def test_check__signed_column_below_zero():
    standard = load_standard("fuzhou-2018")
    table = standard.tables[0]
    block = table.blocks[0]
    signed = replace(block.columns[0], signed=True)
    block = replace(block, columns=(signed, *block.columns[1:]))
    standard = replace(
        standard, tables=(replace(table, blocks=(block,)),), sums=(), of_which=(), cumulatives=()
    )
    values = dict.fromkeys(standard.cells, 0)

    below = {**values, "statistics.review.current": -1}
    assert check(read_sheet(standard, 2018, {"figures": below})) == ()


def test_skipped_rules__where_nobody_knows_of_last_year():
    sheet = replace(read_sheet(load_standard("fuzhou-2018"), 2018, {}), asks_last_year=False)

    assert skipped_rules(sheet, ALL_TEXTS) == ("C01", "M01", "R01", "R02", "Y02", "Y03")
    assert {finding.code for finding in check(sheet)} == {"F02"}


def test_skipped_rules__none_where_everything_is_known():
    sheet = replace(read_sheet(load_standard("cn-2021"), 2025, {}), facts=ALL_FACTS)

    assert skipped_rules(sheet, ALL_TEXTS) == ()


def test_skipped_rules__those_that_lack_a_fact():
    sheet = read_sheet(load_standard("cn-2021"), 2025, {})
    sheet = replace(sheet, facts=Facts(published_on=DAY))

    assert skipped_rules(sheet, ALL_TEXTS) == ("C01", "G01", "M01", "R01", "R02")


@pytest.mark.parametrize(
    ("texts", "skipped"),
    [
        (None, ALL_OF_TEXTS),
        (ReportTexts(sections={}), ("T05", "T06", "T08", "T11", "T12", "T13")),
        (ReportTexts(title=""), tuple(code for code in ALL_OF_TEXTS if code != "T05")),
        (replace(ALL_TEXTS, agency_names=()), ("T06", "T13")),
        (replace(ALL_TEXTS, previous_sections=None), ("T08", "T12")),
        (replace(ALL_TEXTS, references=None), ("T11",)),
    ],
)
def test_skipped_rules__texts_that_nobody_gave(texts, skipped):
    sheet = replace(changed_seed({}), facts=ALL_FACTS)

    assert skipped_rules(sheet, texts) == skipped


def test_check__rules_of_a_site():
    @rule("X99", severity=Severity.INFORMATION, origin="proposal", reason="For this test.")
    def always(rule, case):
        yield rule.finding("statistics.review.current")

    assert check(changed_seed({}), rules={**RULES, "X99": always}) == (
        Finding("X99", Severity.INFORMATION, ("statistics.review.current",), blocks=False),
    )
    assert check(changed_seed({}), rules={}) == ()


def test_register__code_taken():
    with pytest.raises(ValueError, match="There is a rule F01 already"):
        register("F01", severity=Severity.ERROR, origin="form", reason="Twice.")(lambda *_: ())


def test_register__unknown_origin():
    with pytest.raises(ValueError, match="'hearsay' is no origin"):
        register("X98", severity=Severity.ERROR, origin="hearsay", reason="No.")(lambda *_: ())

    assert "X98" not in RULES


def test_rules__that_the_form_itself_asks_for():
    assert sorted(code for code, known in RULES.items() if known.is_identity) == [
        "S01", "S03", "S04", "T03", "T04",
    ]  # fmt: skip
