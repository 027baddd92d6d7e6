"""Mistakes of a standard in the words of the form."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from wagtail_disclosure.domain import DefinitionError, Problem, parse_definition
from wagtail_disclosure.domain import __file__ as domain_file
from wagtail_disclosure.services.definition_places import place_text
from wagtail_disclosure.services.definition_texts import (
    MESSAGES,
    REMEDIES,
    pattern_of,
    problem_text,
)

DOMAIN = Path(domain_file).parent
#: Where the domain says what is wrong with a standard.
MODULES = [
    "definition_reader",
    "definition_checks",
    "declaration_checks",
    "indicator_checks",
    "count_checks",
    "row_groups",
    "loading",
]
#: What only a file can cause: the form knows no other keys, types or years.
ONLY_FILES = {
    "§ is no text.",
    "§ is no identifier.",
    "§ is neither true nor false.",
    "§ is no such number.",
    "§ is not known here.",
    "§ is no list of texts.",
    "This is no list of entries.",
    " Known here: §.",
    "This is no table of texts.",
    "This key is not known.",
    "The file is no TOML: §.",
    "The file cannot be read: §.",
    "§ is not the file's name.",
}

DEFINITION = {
    "title": "示例",
    "sections": [{"key": "s", "heading": "概述", "tables": ["nowhere"]}],
    "tables": [
        {
            "key": "t",
            "title": "附表",
            "columns": [{"key": "now", "label": "{year}年"}],
            "rows": [{"key": "a", "label": "受理数"}, {"key": "b", "label": ""}],
        },
        {
            "key": "u",
            "title": "又一表",
            "blocks": [
                {
                    "key": "one",
                    "columns": [{"key": "x", "label": "甲"}],
                    "rows": [{"key": "c", "label": "丙", "parent": "d"}],
                }
            ],
        },
    ],
    "sums": [
        {"table": "t", "axis": "rows", "total": "a", "parts": ["zz"]},
        {"table": "u", "total": "q", "parts": ["c"]},
    ],
    "nothing_without": [{"table": "t"}],
    "balances": [{"left": ["a"], "right": ["b"]}],
}


def sentence(node: ast.expr) -> str | None:
    """A literal of the source as its key in the catalogue; § stands for what varies."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            part.value if isinstance(part, ast.Constant) else "§" for part in node.values
        )
    return None


def said(*others: str) -> set[str]:
    """Every sentence in these modules, and in ``others``: it begins with a capital or a value and
    ends in a stop."""
    found = set()
    for module in (*MODULES, *others):
        tree = ast.parse((DOMAIN / f"{module}.py").read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        inner = {
            id(part)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
        }
        for node in ast.walk(tree):
            text = sentence(node) if isinstance(node, ast.expr) else None
            if text and id(node) not in docs | inner and " " in text and text.endswith("."):
                found.add(text)
    return found


def test_catalogue__has_every_sentence_that_a_form_can_cause():
    known = [pattern_of(text) for text in (*MESSAGES, *REMEDIES, *ONLY_FILES)]
    remedies_of_files = {
        text
        for text in said()
        if text.startswith(("Write", "Add", "Choose", "Name", "Mend", "Give"))
    }
    missing = {
        text
        for text in said() - remedies_of_files
        if not any(pattern.fullmatch(text) for pattern in known)
    }

    assert missing == {"Use lower-case letters a-z and digits, joined by single hyphens."}


@pytest.mark.parametrize("text", sorted({*MESSAGES, *REMEDIES}))
def test_catalogue__holds_only_what_the_domain_says(text):
    def plain(words: str) -> str:
        return words.replace("{§}", "§")

    sources = "".join((DOMAIN / f"{module}.py").read_text(encoding="utf-8") for module in MODULES)
    pieces = [piece for piece in plain(text).split("§") if len(piece) > 4]

    assert all(piece.strip("{} ") in sources for piece in pieces)


def test_problems__in_the_words_of_the_form():
    with pytest.raises(DefinitionError) as caught:
        parse_definition({**DEFINITION, "identifier": "x"})
    with override("en"):
        texts = [problem_text(problem, DEFINITION) for problem in caught.value.problems]

    assert texts == [
        "Table “附表” › Row “b” › Label: It is empty. Fill it in.",
        "Balance of rows 1 › Table: It is empty. Fill it in.",
        "Table “附表” › Nothing without › Rows: It is empty. Fill it in.",
        "Section “概述” › Tables: There is no table “nowhere”. Write it as it stands in the form.",
        "Table “又一表” › Row “丙” › Belongs to the row: No row “d” stands above it. "
        "Name a row further up in the same part, or none.",
        "Table “附表” › Sum “受理数” › Parts: The table has no row “zz”. "
        "Write it as it stands in the form.",
        "Table “又一表” › Sum “q” › Total: The table has no row “q”. "
        "Write it as it stands in the form.",
    ]


def test_problems__in_chinese():
    problem = Problem("", "tables.t.rows.a.unit", "This key is missing.", "Add unit = …")

    with override("zh-hans"):
        assert problem_text(problem, DEFINITION) == (
            "表格“附表” › 行“受理数” › 单位：此项为空。请填写。"
        )


def test_placeholder__is_shown_in_braces():
    problem = Problem(
        "", "title", "'{x}' has the placeholder {x}.", "Only {agency} and {year} is filled in."
    )

    with override("en"):
        assert problem_text(problem, {}) == (
            "title: “{x}” has the placeholder {x}. Only {agency} and {year} is filled in."
        )


def test_unknown_sentence__is_shown_as_the_domain_says_it():
    with override("en"):
        assert problem_text(Problem("", "", "Something new.", "Do it."), {}) == (
            "Something new. Do it."
        )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ""),
        ("tables", "Tables"),
        ("tables[7].columns", "Table 7 › Columns"),
        ("tables.u.blocks.one.rows.c", "Table “又一表” › Part “one” › Row “丙”"),
        ("tables.u.columns.x.group", "Table “又一表” › Column “甲” › Stands under the merged head"),
        ("sums[9].parts", "Sum 9 › Parts"),
        ("prose.gone.cells", "Figure in the text “gone” › Cells"),
    ],
)
def test_place__in_words(path, expected):
    with override("en"):
        assert place_text(path, DEFINITION) == expected


def test_place__of_every_key_that_the_domain_reads():
    read = set()
    for module in ("declaration_reader", "loading"):
        source = (DOMAIN / f"{module}.py").read_text(encoding="utf-8")
        read |= set(re.findall(r'(?:text|texts|label|choice|count|year)\("(\w+)"', source))
    only_files = {"identifier", "issued_as", "origin", "agency_codes"}

    with override("zh-hans"):
        assert {key for key in read - only_files if place_text(key, {}) == key} == set()


def test_problems__no_english_word_is_left_in_chinese():
    problem = Problem(
        "", "report_title", "'{year' has a single brace.", "Write {agency} and {year} or no brace."
    )

    with override("zh-hans"):
        assert problem_text(problem, {}) == (
            "新报告的标题：“{year”中有不成对的花括号。请写{agency}和{year}，或去掉花括号。"
        )
