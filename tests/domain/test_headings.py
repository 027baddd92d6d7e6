"""Numbers of headings as official documents write them."""

import pytest

from wagtail_disclosure.domain.headings import (
    chinese_numeral,
    heading_number,
    number_headings,
    strip_number,
)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_numeral__as_written(number, numeral):
    assert chinese_numeral(number) == numeral


@pytest.mark.parametrize("number", [0, 100])
def test_chinese_numeral__beyond_headings(number):
    with pytest.raises(ValueError, match=f"no heading number: {number}"):
        chinese_numeral(number)


def test_number_headings__lower_levels_restart():
    levels = [1, 2, 3, 4, 4, 3, 2, 3, 1, 2]

    assert list(number_headings(levels)) == [
        "一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "1.", "二、", "（一）",
    ]  # fmt: skip


@pytest.mark.parametrize("level", [0, 5])
def test_heading_number__unknown_level(level):
    with pytest.raises(ValueError, match="headings have levels 1 to 4"):
        heading_number(level, 1)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、概述", "概述"),
        ("（二）具体解决办法", "具体解决办法"),
        ("(1)推进网上办事", "推进网上办事"),
        ("1.着力加强公开", "着力加强公开"),
        ("2018年工作", "2018年工作"),
        ("1.5万条信息", "1.5万条信息"),
        ("概述", "概述"),
    ],
)
def test_strip_number__typed_before_a_heading(text, heading):
    assert strip_number(text) == heading
