"""A register kept elsewhere as CSV or XLSX: read, and refused where it is hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from wagtail_disclosure.importers import table_files
from wagtail_disclosure.importers.errors import ImportRefused
from wagtail_disclosure.importers.register_rows import (
    ImportedNumber,
    RowMistake,
    read_register,
)

HEAD = "索引号,机关代码,机关,名称,发文字号,成文日期,发布日期,状态,原因,索引号规则"
ROW = (
    "FZ00503-3000-2019-00004,FZ00503,示例市应急局,年度报告,示应急〔2019〕4号,2019-01-10,"
    "2019年1月16日 16:15,已作废,错号,规则"
)
NUMBER = ImportedNumber(
    row=2, number="FZ00503-3000-2019-00004", agency_code="FZ00503", agency="示例市应急局",
    title="年度报告", document_number="示应急〔2019〕4号", made_on=date(2019, 1, 10),
    published=datetime(2019, 1, 16, 16, 15), state="void", reason="错号", scheme="规则",
)  # fmt: skip


def workbook(*rows: Iterable[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(xml: str, source: bytes | None = None) -> bytes:
    """A workbook whose first sheet is this XML."""
    source = source or workbook(["索引号"])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            is_sheet = member.filename == "xl/worksheets/sheet1.xml"
            new.writestr(member.filename, xml.encode() if is_sheet else old.read(member))
    return stream.getvalue()


def refusal_of(source: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_register(source)
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv(encoding: str, delimiter: str, newline: str) -> None:
    text = newline.join((HEAD, ROW, "")).replace(",", delimiter)
    register = read_register(text.encode(encoding))
    assert (register.rows, register.mistakes, register.unknown) == ((NUMBER,), (), ())


def test_xlsx() -> None:
    head, row = HEAD.split(","), ROW.split(",")
    row[5:7] = [date(2019, 1, 10), datetime(2019, 1, 16, 16, 15)]
    assert read_register(workbook(head, row)).rows == (NUMBER,)


@pytest.mark.parametrize(
    "head",
    [
        "Number,Agency code,Agency,Title,Document number,Made on,Published,State,Reason,Scheme",
        " 索 引 号 ,单位代码,发布机构,标题,文号,生成日期,公开日期,状 态,理由,规则",
        "INDEX NUMBER,agency_code,Issuing agency,name,document_number,date of making,"
        "Publication date,STATE,reason,Numbering scheme",
        "索引号,机构代码,信息生成机构,信息名称,文件编号,成文日期,发布时间,状态：,原因,索引号规则",
    ],
)
def test_heads(head: str) -> None:
    assert read_register(f"{head}\n{ROW}".encode()).rows == (NUMBER,)


def test_columns__that_are_not_read_are_named() -> None:
    register = read_register("流水号,索引号,页面\n1,A-1,x\n".encode())
    assert register.unknown == ("流水号", "页面")
    assert register.heads == {"number": "索引号"}
    assert [row.number for row in register.rows] == ["A-1"]


def test_rows__short_long_and_empty_ones() -> None:
    register = read_register('索引号,名称\nA-1\n\n,,\nA-2,标题,,,\nA-3,"二\n行"\n'.encode())
    assert [(row.row, row.number, row.title) for row in register.rows] == [
        (2, "A-1", ""),
        (5, "A-2", "标题"),
        (6, "A-3", ""),
    ]
    assert register.mistakes == (RowMistake(6, "名称", "control_character"),)


def test_invisible_marks__may_stand_in_a_title() -> None:
    register = read_register("索引号,名称\nA-1,标\u200b题\n".encode())
    assert [(row.number, row.title) for row in register.rows] == [("A-1", "标\u200b题")]
    assert register.mistakes == ()


def test_csv__guards_of_spreadsheets() -> None:
    text = '索引号,名称\n"=""00012""",\'=1+1\n=1+1,-5\n'
    register = read_register(text.encode())
    assert [(row.number, row.title) for row in register.rows] == [("00012", "=1+1")]
    assert register.mistakes == (RowMistake(3, "索引号", "formula", {"value": "=1+1"}),)


@pytest.mark.parametrize(
    ("values", "mistake"),
    [
        ({"索引号": ""}, ("索引号", "number_missing")),
        ({"索引号": "x" * 101}, ("索引号", "value_long")),
        ({"索引号": "x" * 3000}, ("索引号", "too_long")),
        ({"索引号": "A\nB"}, ("索引号", "control_character")),
        ({"索引号": "A\u200b1"}, ("索引号", "control_character")),
        ({"成文日期": "2019-02-30"}, ("成文日期", "bad_date")),
        ({"成文日期": "去年"}, ("成文日期", "bad_date")),
        ({"成文日期": "0001-01-01"}, ("成文日期", "bad_date")),
        ({"成文日期": "43475"}, ("成文日期", "bad_date")),
        ({"状态": "失踪"}, ("状态", "bad_state")),
        ({"状态": "×"}, ("状态", "bad_state")),
        ({"状态": "已撤回"}, ("", "reason_missing")),
    ],
)
def test_mistakes__are_located(values: dict[str, str], mistake: tuple[str, str]) -> None:
    row = {"索引号": "A-1", "名称": "标题", **values}
    register = read_register(workbook(row, ["B-1"], row.values()))
    found = [(one.row, one.column, one.code) for one in register.mistakes]
    assert found == [(3, *mistake)]
    # A row whose number is known is kept, without the wrong value: other mistakes are told, too.
    rest = [] if mistake[0] == "索引号" else [("A-1", None)]
    kept = [(one.number, one.made_on) for one in register.rows]
    assert kept == [("B-1", None), *rest]


@pytest.mark.parametrize(
    ("value", "number", "mistake"),
    [
        (123, "123", ""),
        (12.0, "12", ""),
        (12.5, "12.5", ""),
        (True, "True", ""),
        (530000012030720000000, "", "rounded"),
        (5.3e20, "", "rounded"),
        ("=1+1", "", "formula"),
        ("#REF!", "", "error"),
        ("530000012030720200058", "530000012030720200058", ""),
    ],
)
def test_xlsx__values(value: Any, number: str, mistake: str) -> None:
    register = read_register(workbook(["索引号"], [value]))
    assert [row.number for row in register.rows] == ([number] if number else [])
    assert [one.code for one in register.mistakes] == ([mistake] if mistake else [])


def test_xlsx__sheets_that_lie_about_their_size() -> None:
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>索引号</t></is></c></row>'
        '<row r="9000"><c r="A9000" t="inlineStr"><is><t>A-1</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    register = read_register(sheet(xml))
    assert [(row.row, row.number) for row in register.rows] == [(9_000, "A-1")]
    assert refusal_of(sheet(xml.replace("9000", "900000"))) == "table_rows"
    assert refusal_of(sheet(xml.replace('"A9000"', '"XFD9000"'))) == "table_columns"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "table_empty"),
        (b"\n\n , \n", "table_empty"),
        ("名称\nx\n".encode(), "table_no_head"),
        ("索引号,Number\n1,2\n".encode(), "table_head_twice"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, "table_old"),
        (b"PK\x03\x04 no archive", "table_broken"),
        (b"a,b\x00c", "binary"),
        ("索引号\n\x00".encode("utf-16"), "binary"),
        (b"\xff\xff\xff", "encoding"),
        (("索引号" + ",x" * 1_000_000).encode(), "table_columns"),
        (("索引号\n" + "1," * 1_000_000 + "2").encode(), "table_columns"),
        (('索引号\n"' + "x" * 200_000 + '"').encode(), "table_broken"),
        (sheet("<worksheet><sheetData><row>"), "table_broken"),
        (sheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), "table_broken"),
    ],
)  # fmt: skip
def test_hostile_file__is_refused(source: bytes, code: str) -> None:
    assert refusal_of(source) == code


def test_hostile_file__too_many_columns_in_a_workbook() -> None:
    assert refusal_of(workbook(["索引号", *range(5_000)])) == "table_columns"


def test_hostile_file__limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "MAX_ROWS", 3)
    assert refusal_of("索引号\n1\n2\n3\n".encode()) == "table_rows"
    assert len(read_register("索引号\n1\n2\n\n\n".encode()).rows) == 2
    monkeypatch.setattr(table_files, "MAX_UNPACKED", 100)
    assert refusal_of(workbook(["索引号"])) == "table_unpacked"
    monkeypatch.setattr(table_files, "MAX_BYTES", 5)
    assert refusal_of(b"123456") == "table_large"


def test_hostile_file__that_unpacks_to_far_more_than_it_is() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as member,
    ):
        for _ in range(310):
            member.write(b" " * 1_000_000)
    assert len(stream.getvalue()) < 500_000
    assert refusal_of(stream.getvalue()) == "table_unpacked"
