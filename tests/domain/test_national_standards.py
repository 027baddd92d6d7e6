"""The national forms: what they hold, held against what is known of the official ones."""

from decimal import Decimal

import pytest

from wagtail_disclosure.domain import (
    Explanation,
    Figure,
    Figures,
    Source,
    calculate,
    explain,
    load_standard,
    read_sheet,
)

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def standard(identifier):
    return load_standard(identifier)


def cells_by_table(identifier):
    found = standard(identifier)
    return {table.key: len(found.cells_of(table.key)) for table in found.tables}


@pytest.mark.parametrize(
    ("identifier", "cells", "calculated"),
    [
        ("cn-2021", {"proactive": 10, "requests": 175, "cases": 15}, 25 + 7 - 1 + 3),
        ("cn-2019", {"proactive": 22, "requests": 161, "cases": 15}, 23 + 7 - 1 + 3),
        ("cn-2014", {"statistics": 58}, 0),
    ],
)
def test_standard__number_of_cells(identifier, cells, calculated):
    assert cells_by_table(identifier) == cells
    assert len(standard(identifier).formulas) == calculated


@pytest.mark.parametrize(
    ("identifier", "years"),
    [("cn-2021", {2021, 2025}), ("cn-2019", {2019, 2020}), ("cn-2014", {2014, 2018})],
)
def test_standard__report_years(identifier, years):
    tried = {2013, 2014, 2018, 2019, 2020, 2021, 2025}
    first, last = min(years), max(years)

    covered = {year for year in tried if standard(identifier).covers(year)}
    assert covered == {year for year in tried if first <= year <= last}


@pytest.mark.parametrize(
    ("identifier", "fifth"),
    [
        ("cn-2021", "存在的主要问题及改进情况"),
        ("cn-2019", "政府信息公开工作存在的主要问题及改进情况"),
    ],
)
def test_sections__six_without_numbers(identifier, fifth):
    sections = standard(identifier).sections

    assert [(section.heading, section.tables) for section in sections] == [
        ("总体情况", ()),
        ("主动公开政府信息情况", ("proactive",)),
        ("收到和处理政府信息公开申请情况", ("requests",)),
        ("政府信息公开行政复议、行政诉讼情况", ("cases",)),
        (fifth, ()),
        ("其他需要报告的事项", ()),
    ]
    assert all(section.required for section in sections)


@pytest.mark.parametrize("identifier", ["cn-2021", "cn-2019"])
def test_requests__columns_and_the_printed_identity(identifier):
    (block,) = standard(identifier).table("requests").blocks

    assert [column.label for column in block.columns] == APPLICANTS
    assert block.row_head == (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    )
    first = standard(identifier).balance_cells[0]
    assert (first.left, first.right) == (
        ("requests.received_new.natural_person", "requests.carried_in.natural_person"),
        ("requests.res_total.natural_person", "requests.carried_out.natural_person"),
    )
    assert len(standard(identifier).balance_cells) == 7


@pytest.mark.parametrize(("identifier", "rows"), [("cn-2021", 21), ("cn-2019", 19)])
def test_requests__rows_that_give_the_total(identifier, rows):
    formula = standard(identifier).formulas["requests.res_total.org_other"]

    assert (formula.operation, len(formula.parts)) == ("sum", rows)


def test_requests__rows_of_2019_are_those_of_2021_but_for_the_last_group():
    def rows(identifier):
        return [
            (row.key, row.label) for row in standard(identifier).table("requests").blocks[0].rows
        ]

    changed = set(rows("cn-2021")) ^ set(rows("cn-2019"))
    assert {key for key, _ in changed} == {"other_no_correction", "other_fee_unpaid", "other_misc"}


def test_proactive__signed_and_decimal_cells():
    cells = {**standard("cn-2019").cells, **standard("cn-2021").cells}

    assert {info.column.key for info in standard("cn-2019").cells.values() if info.signed} == {
        "delta"
    }
    assert [address for address, info in cells.items() if info.decimal] == [
        "proactive.procurement.amount",
        "proactive.admin_fees.amount",
    ]
    assert cells["proactive.admin_fees.amount"].unit == "万元"
    assert cells["proactive.procurement.amount"].unit == ""


def test_cn_2014__units_and_amounts():
    cells = standard("cn-2014").cells

    assert {address.split(".")[1] for address, info in cells.items() if info.decimal} == {
        "fees",
        "budget",
    }
    assert {info.unit for info in cells.values()} == {
        "条", "件", "次", "篇", "万元", "个", "人", "人次",
    }  # fmt: skip
    assert {
        item.severity for item in (*standard("cn-2014").sums, *standard("cn-2014").of_which)
    } == {"warning"}


LAST_YEAR = Figures.from_values(
    {
        "requests.carried_out.natural_person": 7,
        "requests.carried_out.org_business": "n/a",
        "requests.carried_out.org_other": 2,
    }
)


def carried(figures, previous=LAST_YEAR):
    return read_sheet(standard("cn-2021"), 2025, {"figures": figures}, previous)


def test_calculate__blank_cell_goes_on_from_last_year():
    figures = calculate(carried({}))

    assert figures["requests.carried_in.natural_person"] == Figure(
        Decimal(7), Source.CARRIED_FORWARD
    )
    assert figures.dump()["requests.carried_in.org_business"] == "n/a"
    assert figures.dump()["requests.carried_in.org_research"] is None


def test_calculate__carried_figures_go_into_totals():
    typed = dict.fromkeys(
        (
            f"requests.carried_in.{column}"
            for column in ("org_research", "org_social_welfare", "org_legal_service")
        ),
        1,
    )

    assert calculate(carried(typed)).number("requests.carried_in.total") == 7 + 3 + 2


@pytest.mark.parametrize(
    ("typed", "value"), [(0, 0), ("n/a", "n/a"), (8, 8), ("abc", None), ("", 7)]
)
def test_calculate__what_is_typed_stands(typed, value):
    figures = calculate(carried({"requests.carried_in.natural_person": typed}))

    assert figures.dump()["requests.carried_in.natural_person"] == value


def test_calculate__nothing_to_carry_without_last_year():
    assert calculate(carried({}, None)).dump()["requests.carried_in.natural_person"] is None


def test_explain__carried_over():
    cell, source = "requests.carried_in.natural_person", "requests.carried_out.natural_person"

    assert explain(carried({}), cell) == Explanation(
        cell, Decimal(7), "carried_over", (Explanation(source, Decimal(7), "last_year"),)
    )
    assert explain(carried({cell: 7}), cell) == Explanation(cell, Decimal(7), "entered")


def test_sheet__a_carried_figure_is_not_stored_as_typed():
    assert carried({}).dump() == {}
