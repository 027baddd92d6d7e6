"""The form fuzhou-2018: what is printed on it, and what adds up."""

from wagtail_disclosure.domain import calculated_cells, fill_year, load_standard
from wagtail_disclosure.domain.standards import Cumulative, OfWhich, Section, Sum

STANDARD = load_standard("fuzhou-2018")
BLOCK = STANDARD.tables[0].blocks[0]


def test_rows__as_printed():
    assert [(row.key, row.label, row.unit, row.parent) for row in BLOCK.rows] == [
        ("proactive_files", "主动公开文件数", "条", ""),
        ("via_website", "其中：1.政府网站公开数", "条", "proactive_files"),
        ("via_gazette", "2.政府公报公开数", "条", "proactive_files"),
        ("received", "受理政府信息公开申请总数", "件", ""),
        ("recv_in_person", "其中：1.当面申请数", "件", "received"),
        ("recv_online", "2.网络申请数", "件", "received"),
        ("recv_letter_fax", "3.信函、传真申请数", "件", "received"),
        ("answered", "对申请的答复总数", "件", ""),
        ("ans_granted", "其中：1.同意公开答复数", "件", "answered"),
        ("ans_partly", "2.同意部分公开答复数", "件", "answered"),
        ("ans_denied", "3.不予公开答复数", "件", "answered"),
        ("ans_other", "4.其他类型答复数", "件", "answered"),
        ("complaints", "接受行政申诉、举报数", "件", ""),
        ("review", "行政复议数", "件", ""),
        ("litigation", "行政诉讼数", "件", ""),
    ]


def test_heads__as_printed():
    heads = [BLOCK.row_head, STANDARD.tables[0].unit_head]
    heads += [fill_year(column.label, 2018) for column in BLOCK.columns]

    assert heads == ["指标名称", "单位", "2018年", "历年累计"]


def test_sections__without_numbers():
    assert STANDARD.sections == (
        Section("overview", "概述"),
        Section("proactive", "主动公开政府信息情况"),
        Section("requests", "依申请公开政府信息办理情况"),
        Section("cases", "因政府信息公开申请行政复议、提起行政诉讼的情况"),
        Section("problems", "政府信息公开工作存在的主要问题及改进情况", own_words=True),
        Section("other_matters", "需要说明的其他事项与附表", ("statistics",)),
    )


def test_what_adds_up__as_declared():
    received = ("recv_in_person", "recv_online", "recv_letter_fax")
    answered = ("ans_granted", "ans_partly", "ans_denied", "ans_other")

    assert STANDARD.sums == (
        Sum("statistics", "rows", "received", received),
        Sum("statistics", "rows", "answered", answered),
    )
    assert STANDARD.of_which == (
        OfWhich("statistics", "proactive_files", ("via_website", "via_gazette")),
    )
    assert STANDARD.cumulatives == (Cumulative("statistics", "cumulative", "current"),)


def test_calculated_cells__two_totals_and_the_cumulative_column():
    expected = {"statistics.received.current", "statistics.answered.current"}
    expected |= {f"statistics.{row.key}.cumulative" for row in BLOCK.rows}

    assert calculated_cells(STANDARD) == expected


def test_units__whole_numbers_of_the_row():
    cells = STANDARD.cells

    assert {info.unit for info in cells.values()} == {"条", "件"}
    assert not any(info.decimal or info.signed for info in cells.values())


def test_covers__reports_up_to_2018():
    assert [STANDARD.covers(year) for year in (2008, 2018, 2019)] == [True, True, False]
    assert STANDARD.local


def test_table_and_section__by_key():
    assert STANDARD.table("statistics").title == "附表"
    assert STANDARD.section("overview").heading == "概述"
