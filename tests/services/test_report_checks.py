"""A report with its texts and facts, as the rules see it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import make_agency, make_index_page, make_published_report, make_report
from tests.figures import make_last_years_figures, make_national_figures
from wagtail_disclosure.domain import load_standard
from wagtail_disclosure.services.report_checks import check_report, section_texts, surroundings
from wagtail_disclosure.services.reports import draft_of_last_year

pytestmark = pytest.mark.django_db

PROBLEMS = "部分栏目更新不够及时，政策解读形式较为单一，个别工作人员对条例的理解还不深入。"
FORM = load_standard("fuzhou-2018")


def with_texts(report: Any, **texts: str) -> Any:
    """The report with a paragraph in sections, by key; keys that end in ``_`` get a heading."""
    raw = [dict(section) for section in report.sections.raw_data]
    for section in raw:
        key = section["value"]["key"]
        if key in texts:
            body = [
                {"type": "heading", "value": {"level": "2", "text": "概况"}},
                {"type": "text", "value": f"<p>{texts[key]}</p><p>第二段。</p>"},
            ]
            section["value"] = {**section["value"], "body": body}
    report.sections = report.sections.stream_block.to_python(raw)
    return report


def codes(report: Any) -> list[str]:
    return [finding.code for finding in check_report(report).findings]


def test_section_texts__headings_and_paragraphs_line_by_line():
    report = with_texts(make_report(), overview="2018年工作有序。")
    texts = section_texts(report.sections, FORM)

    assert list(texts) == [section.key for section in FORM.sections]
    assert texts["overview"] == "概况\n2018年工作有序。\n第二段。"
    assert texts["problems"] == ""


def test_surroundings__what_is_known_of_a_report():
    old, agency = make_agency(name="示例市安监局"), make_agency(name="示例市应急局")
    agency.predecessors.add(old)
    around = surroundings(make_report(agency=agency, year=2018), FORM)

    assert around.texts.agency_names == ("示例市应急局", agency.short_name, "示例市安监局")
    assert around.texts.title == "示例市应急局2018年政府信息公开工作年度报告"
    assert around.texts.previous_sections is None
    assert (around.facts.period_start.isoformat(), around.facts.period_end.isoformat()) == (
        "2018-01-01",
        "2018-12-31",
    )
    assert around.facts.published_elsewhere is None


def test_check_report__an_amount_in_the_prose_is_compared():
    report = make_report(agency=make_agency(name="示例市应急局"))
    wrong = with_texts(report, requests="2018年，我局收到政府信息公开申请7件。")
    assert "T01" in codes(wrong)

    right = with_texts(report, requests="2018年，我局收到政府信息公开申请3件。")
    assert "T01" not in codes(right)


def test_check_report__a_section_copied_from_last_year():
    index, agency = make_index_page(), make_agency()
    last = with_texts(make_report(index, agency, 2017), problems=PROBLEMS)
    last.save_revision(clean=False).publish()
    report = make_report(index, agency, 2018)

    assert "T08" in codes(with_texts(report, problems=PROBLEMS))
    assert "T08" not in codes(with_texts(report, problems="解读不多，已请专人负责。"))


def test_check_report__rules_that_the_agency_may_not_make():
    figures = make_national_figures(
        figures={"proactive.rules.issued": 1, "proactive.rules.in_force": 1}
    )
    for makes_rules, found in ((False, 2), (True, 0), (None, 0)):
        report = make_report(agency=make_agency(makes_rules=makes_rules), year=2025)
        report.figures = figures
        assert codes(report).count("G01") == found


def test_check_report__without_a_year():
    report = make_report()
    report.report_year = None

    with pytest.raises(ValueError, match="without year"):
        check_report(report)


def test_draft_of_last_year__is_named_until_it_is_public():
    index, agency = make_index_page(), make_agency()
    last = make_report(index, agency, 2024, figures=make_last_years_figures())
    report = make_report(index, agency, 2025)

    assert draft_of_last_year(report) == last.title
    last.save_revision(clean=False).publish()
    assert draft_of_last_year(report) == ""


def test_draft_of_last_year__of_a_predecessor():
    index, old, agency = make_index_page(), make_agency(), make_agency()
    agency.predecessors.add(old)
    last = make_report(index, old, 2024)

    assert draft_of_last_year(make_report(index, agency, 2025)) == last.title


def test_draft_of_last_year__none_where_nothing_was_started():
    report = make_published_report()

    assert draft_of_last_year(report) == ""
    report.agency = None
    assert draft_of_last_year(report) == ""
