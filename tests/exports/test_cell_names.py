"""Figures by the words of the heads that they stand under."""

from __future__ import annotations

from tests.exports import samples
from wagtail_disclosure.domain.calculation import calculate
from wagtail_disclosure.domain.sheet import Sheet
from wagtail_disclosure.exports.cell_names import CellName, cell_names
from wagtail_disclosure.exports.layout import lay_out
from wagtail_disclosure.services.standards import find_standard


def names(identifier: str, table: str, year: int) -> dict[str, CellName]:
    standard = find_standard(identifier)
    return cell_names(lay_out(standard, table, calculate(Sheet(standard, year)), year))


def test_simple_table__row_and_column():
    found = names("fuzhou-2018", "statistics", 2018)
    assert found["statistics.received.current"] == CellName("受理政府信息公开申请总数", "2018年")
    assert len(found) == 30


def test_nested_heads__each_stands_in_the_name():
    found = names("cn-2021", "requests", 2025)
    assert found["requests.received_new.natural_person"].column == "自然人"
    columns = {name.column for name in found.values()}
    assert "法人或其他组织 / 商业企业" in columns
    rows = {name.row for name in found.values()}
    assert "三、本年度办理结果 / （一）予以公开" in rows
    assert len(set(found.values())) == len(found)


def test_heads_above_alone__no_row():
    found = cell_names(samples.cases_table())
    assert found == {"t.r.c": CellName("", "行政诉讼 / 复议后起诉 / 总计")}


def test_every_shipped_form__names_every_cell_and_no_two_alike():
    for identifier, year in (("cn-2014", 2018), ("cn-2019", 2020), ("cn-2021", 2025)):
        standard = find_standard(identifier)
        figures = calculate(Sheet(standard, year))
        for table in standard.tables:
            found = cell_names(lay_out(standard, table.key, figures, year))
            assert found.keys() == {info.address for info in standard.cells_of(table.key)}
            assert len(set(found.values())) == len(found), (identifier, table.key)
