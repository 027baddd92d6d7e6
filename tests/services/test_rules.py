"""The rules of a site: added, replaced, silenced; what the form itself asks for stays."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from tests.figures import make_figures
from wagtail_disclosure.checks import check_rules
from wagtail_disclosure.domain import RULES, Severity, check, load_standard, read_sheet, rule
from wagtail_disclosure.services.finding_texts import finding_text
from wagtail_disclosure.services.rules import active_rules

STANDARD = load_standard("fuzhou-2018")
HERE = "tests.services.test_rules"


@rule(
    "X01",
    severity=Severity.WARNING,
    blocks=False,
    origin="practice",
    reason="For this test.",
    message="%(cell)s is zero.",
)
def none_at_all(rule, case):
    """No complaint at all."""
    yield rule.finding("statistics.complaints.current")


@rule("T09", severity=Severity.ERROR, origin="practice", reason="For this test.")
def stricter(rule, case):
    """Always found."""
    yield rule.finding()


@rule("S01", severity=Severity.WARNING, origin="form", reason="For this test.", blocks=False)
def loose(rule, case):
    """Never found."""
    return ()


@rule("S04", severity=Severity.ERROR, origin="form", reason="For this test.", facts=("deadline",))
def seldom(rule, case):
    """Found only where a deadline is known."""
    return ()


@rule("X03", severity=Severity.ERROR, origin="form", reason="For this test.", message="50% 以上")
def percent(rule, case):
    """Never found."""
    return ()


@rule("X04", severity=Severity.ERROR, origin="form", reason="For this test.", facts=("weather",),
      needs_texts=("poem",), declared="colour")  # fmt: skip
def unknown_needs(rule, case):
    """Never found."""
    return ()


NO_RULE = "a text"


def use(settings, changes):
    settings.WAGTAIL_DISCLOSURE = {**settings.WAGTAIL_DISCLOSURE, "RULES": changes}


def test_active_rules__those_of_the_package():
    assert active_rules() is RULES


def test_active_rules__added_replaced_and_silenced(settings):
    use(settings, {"X01": f"{HERE}.none_at_all", "T09": f"{HERE}.stricter", "Y07": None})

    assert check_rules(None) == []
    assert active_rules()["X01"] is none_at_all
    assert active_rules()["T09"] is stricter
    assert set(active_rules()) == {*RULES, "X01"} - {"Y07"}


def test_finding_text__of_a_rule_of_the_site(settings):
    use(settings, {"X01": f"{HERE}.none_at_all"})
    sheet = read_sheet(STANDARD, 2018, make_figures())
    (finding,) = check(sheet, rules={"X01": none_at_all})

    with translation.override("en"):
        assert finding_text(finding, STANDARD, 2018) == "“接受行政申诉、举报数” (2018年) is zero."


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (["T09"], "RULES must be a dict."),
        ({"X09": None}, "RULES: there is no rule 'X09' to silence."),
        ({"S01": None}, "RULES: S01 is printed on the form and cannot be silenced."),
        ({"T03": None}, "RULES: T03 is printed on the form and cannot be silenced."),
        (
            {"S01": f"{HERE}.loose"},
            f"RULES: S01 is printed on the form; '{HERE}.loose' does not hold publication up.",
        ),
        (
            {"S04": f"{HERE}.seldom"},
            f"RULES: S04 is printed on the form; '{HERE}.seldom' does not hold publication up.",
        ),
        ({"X03": f"{HERE}.percent"}, "RULES: the message of X03 cannot be filled in."),
        ({"X01": f"{HERE}.nowhere"}, f"RULES: '{HERE}.nowhere' is no rule."),
        ({"X01": f"{HERE}.NO_RULE"}, f"RULES: '{HERE}.NO_RULE' is no rule."),
        ({"X01": 7}, "RULES: 7 is no rule."),
        (
            {"X02": f"{HERE}.none_at_all"},
            f"RULES: the rule at '{HERE}.none_at_all' has the code 'X01'.",
        ),
    ],
)
def test_check_rules__names_each_mistake(settings, changes, problem):
    use(settings, changes)

    assert [(item.id, item.msg) for item in check_rules(None)] == [
        ("wagtail_disclosure.E006", problem)
    ]
    with pytest.raises(ImproperlyConfigured, match="RULES"):
        active_rules()


def test_check_rules__names_each_need_that_there_is_not(settings):
    use(settings, {"X04": f"{HERE}.unknown_needs"})

    assert [item.msg for item in check_rules(None)] == [
        "RULES: X04 needs 'weather', which there is not.",
        "RULES: X04 needs 'poem', which there is not.",
        "RULES: X04 needs 'colour', which there is not.",
    ]


def test_identities__that_no_site_can_silence():
    assert [code for code, known in RULES.items() if known.is_identity] == [
        "S04", "S01", "S03", "T03", "T04",
    ]  # fmt: skip
