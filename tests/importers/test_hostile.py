"""Files that are none, and files that want to do harm."""

import time
from pathlib import Path

import pytest

from wagtail_disclosure.domain.catalogue import load_standard
from wagtail_disclosure.importers.errors import ImportRefused
from wagtail_disclosure.importers.page_text import read_page_text
from wagtail_disclosure.importers.text_files import MAX_BYTES, MAX_LINES

FILES = Path(__file__).parent / "files"
PAGE = (FILES / "one-value-per-line.txt").read_text()


def read(source):
    source = source.encode() if isinstance(source, str) else source
    return read_page_text(source, [load_standard("fuzhou-2018")])


@pytest.mark.parametrize(
    ("source", "code", "params"),
    [
        (b"", "empty", {}),
        (b" \r\n\t\n", "empty", {}),
        (b"\xef\xbb\xbf", "empty", {}),
        ("年" * MAX_BYTES, "too_large", {"size": str(3 * MAX_BYTES), "limit": str(MAX_BYTES)}),
        (
            "a\n" * (MAX_LINES + 1),
            "too_many_lines",
            {"lines": str(MAX_LINES + 2), "limit": str(MAX_LINES)},
        ),
        (b"%PDF-1.7 \x00\x01", "binary", {"kind": "PDF"}),
        (b"PK\x03\x04\x14\x00", "binary", {"kind": "Word, Excel, ZIP"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "binary", {"kind": "Word, Excel"}),
        (b"\x89PNG\r\n\x1a\n", "binary", {"kind": "PNG"}),
        (b"title\x00body", "binary", {"kind": ""}),
        (b"title\x1b[31mbody", "binary", {"kind": ""}),
        (b"one\ntwo\n\xff\xff\xff", "encoding", {"line": "3"}),
        (b"\xff\xfe\x00\xd8", "encoding", {"line": "1"}),
        ("<!DOCTYPE html><html><body>年</body></html>", "html", {}),
        ("  <HTML>", "html", {}),
        ("今天天气很好。\n明天也是。", "not_a_report", {}),
        (PAGE.replace("2017年政府", "2031年政府"), "no_standard", {"year": "2031"}),
    ],
)
def test_read_page_text__refused(source, code, params):
    with pytest.raises(ImportRefused) as refusal:
        read(source)
    assert (refusal.value.code, refusal.value.params) == (code, params)


def test_read_page_text__invisible_characters_hide_nothing():
    spoiled = PAGE.replace("1200", "12\u200b00").replace("主动公开文件数", "主动\ufeff公开文件数")
    assert read(spoiled).figures == read(PAGE).figures


def test_read_page_text__markup_stays_text():
    report = read(PAGE.replace("示例市水务局办公室", "<script>alert(1)</script>"))
    assert report.source == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    "flood",
    [
        "主动公开文件数\n不明指标\n" * 2400,
        "网站公开\n" * 4900,
        "一、" * 200_000,
        " " * 900_000,
        "1 " * 400_000,
        "9" * 900_000,
        "\t" * 900_000,
        "地址：" * 100_000,
        "自2018年1月1日至" * 20_000,
        ("（" * 70 + "\n") * 4000,
        "来源:" + " 时间:" * 100_000,
    ],
    ids=range(11),
)
def test_read_page_text__a_flood_ends_soon(flood):
    source = PAGE.replace("指标名称\n", "指标名称\n" + flood + "\n", 1)
    began = time.process_time()
    for text in (source, flood):
        try:
            read(text[: MAX_BYTES // 3])
        except ImportRefused:
            continue
    assert time.process_time() - began < 2.5
