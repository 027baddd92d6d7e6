"""Mistakes of a definition's file in the reader's language."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from tests.services.test_definition_texts import said
from wagtail_disclosure.domain import DefinitionError, Problem, parse_standard
from wagtail_disclosure.domain.classifications import parse_classification
from wagtail_disclosure.services.definition_file_texts import (
    SENTENCES,
    file_problem_text,
    file_problem_texts,
    pattern_of,
)

BROKEN_SCHEME = """
key = "Own"
name = ""
sorce = "x"
categories = [
  {code = "1", name = "甲"},
  {code = "1", name = 3},
  {code = "a.", name = "丙\\n", parent = "9"},
]
"""

BROKEN_STANDARD = """
identifier = "small"
title = "小"
report_title = "{year"
sections = [{key = "s", heading = "概述", tables = ["nowhere"]}]
[[tables]]
key = "t"
title = "表"
columns = [{key = "now", label = "{x}"}]
rows = [{key = "a", label = "甲", parent = "b"}]
"""


def mistakes(parse, text):
    with pytest.raises(DefinitionError) as caught:
        parse(text, "own.toml")
    return caught.value


def test_sentences__are_those_of_the_domain():
    shapes = {
        re.sub(r"%\(\w\)s", "§", sentence).replace("Known here: §.", "").strip()
        for sentence in SENTENCES
    }
    of_code = {"No classification scheme § is shipped. Known: §."}
    domain = {text.replace("Known here: §.", "").strip() for text in said("classifications")}

    assert domain - of_code - shapes - {""} == set()
    # No sentences by themselves in the source: joined there, or without a full stop at their end.
    assert shapes - domain == {"Did you mean §?", "Add § = …"}


@pytest.mark.parametrize("parse", [parse_classification, parse_standard])
def test_english__is_what_the_domain_says(parse):
    text = BROKEN_SCHEME if parse is parse_classification else BROKEN_STANDARD
    error = mistakes(parse, text)

    with override("en"):
        assert file_problem_texts(error.problems) == str(error)


def test_scheme__in_chinese():
    with override("zh-hans"):
        texts = file_problem_texts(mistakes(parse_classification, BROKEN_SCHEME).problems)

    assert texts.splitlines() == [
        "own.toml: key：'Own' 不能用作标识。请只用小写字母 a-z 和数字，以单个连字符连接。",
        "own.toml: name：文字为空。请写明内容。",
        "own.toml: categories.1：code '1' 出现两次。请改名或删除其中一个。",
        "own.toml: categories.1.name：3 不是文字。请写在引号中。",
        "own.toml: categories.a..code：'a.' 不能用作代码。"
        "请只用字母 a-z 和数字，以单个点、连字符或下划线连接。",
        "own.toml: categories.a..name：'丙\\n' 中有换行符或其他控制字符。请写在一行内。",
        "own.toml: sorce：没有此键。是否指 'source'？"
        "此处可用：key, name, description, source, categories。",
        "own.toml: categories.a..parent：没有类别 '9'。请添加该类别，或改正代码。",
    ]


def test_standard__in_chinese():
    with override("zh-hans"):
        texts = file_problem_texts(mistakes(parse_standard, BROKEN_STANDARD).problems)

    assert texts.splitlines() == [
        "own.toml: tables.t.columns.now.label：'{x}' 中有占位符 {x}。只能使用{year}。",
        "own.toml: report_title：'{year' 中有不成对的花括号。请写{agency}和{year}，或去掉花括号。",
        "own.toml: sections.s.tables：没有表格 'nowhere'。请写其中之一：t。",
        "own.toml: tables.t.rows.a.parent：此行之上没有行 'b'。请写同一区块中更靠上的行，或不写。",
    ]


def test_value_that_reads_like_a_list__stays_as_it_is():
    problem = Problem("", "", "There is no table 'rules and norms'.", "Define it first.")

    with override("zh-hans"):
        assert file_problem_text(problem) == "没有表格 'rules and norms'。请先定义。"


def test_unknown_sentence__is_shown_as_the_domain_says_it():
    with override("en"):
        assert file_problem_text(Problem("", "", "Something new.", "Do it.")) == (
            "Something new. Do it."
        )


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence__is_told_from_all_others(sentence):
    said = re.sub(r"%\((\w)\)s", r"'\1'", sentence)

    assert [other for other in SENTENCES if pattern_of(other).fullmatch(said)] == [sentence]


@pytest.mark.parametrize(
    ("command", "arguments", "place", "text"),
    [
        ("disclosure_load_classification", [], "key：'Own' 不能用作标识。", BROKEN_SCHEME),
        ("disclosure_standard", ["validate"], "sections.s.tables：没有表格", BROKEN_STANDARD),
    ],
)
@pytest.mark.django_db
def test_command__says_it_in_the_language_of_the_site(tmp_path, command, arguments, place, text):
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    stderr = StringIO()

    with override("zh-hans"), pytest.raises((CommandError, SystemExit)) as caught:
        call_command(command, *arguments, str(path), stderr=stderr)

    assert f"{path}: {place}" in stderr.getvalue() + str(caught.value)
