"""Words marked in a text, and an excerpt around them: always safe to show."""

from __future__ import annotations

import pytest

from wagtail_disclosure.services.highlights import BEFORE, LENGTH, excerpt, marked


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("应急管理局", ["应急"], "<mark>应急</mark>管理局"),
        ("应急管理局", ["急管", "应急管"], "<mark>应急管</mark>理局"),
        ("ＦＺ00503 fz00503", ["Fz00503"], "<mark>ＦＺ00503</mark> <mark>fz00503</mark>"),
        ("<b>应急</b>&", ["应急"], "&lt;b&gt;<mark>应急</mark>&lt;/b&gt;&amp;"),
        ("a<b", ["<b"], "a<mark>&lt;b</mark>"),
        ("一 (二", ["(", "["], "一 <mark>(</mark>二"),
        ("没有", ["应急"], "没有"),
        ("没有", [], "没有"),
        ("没有", [""], "没有"),
    ],
)
def test_marked__escapes_everything_and_marks_words(text: str, words: list[str], html: str):
    assert marked(text, words) == html


def test_excerpt__begins_a_little_before_the_first_word():
    text = "前" * 100 + "应急" + "后" * 500
    found = excerpt(["没有这个词", text], ["应急"])
    after = "后" * (LENGTH - BEFORE - 2)
    assert found == f"…{'前' * BEFORE}<mark>应急</mark>{after}…"


def test_excerpt__of_a_short_text_is_the_whole():
    assert excerpt(["", " 应急\n管理 "], ["管理"]) == "应急 <mark>管理</mark>"


def test_excerpt__nothing_where_no_word_is():
    assert excerpt(["没有"], ["应急"]) == ""
