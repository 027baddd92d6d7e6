"""What texts and queries are cut into."""

from __future__ import annotations

import pytest

from wagtail_disclosure.search.tokens import (
    LONGEST_QUERY,
    LONGEST_WORD,
    Token,
    canonical,
    encode,
    fold,
    literal,
    literals,
    text_tokens,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("应急管理", ["应急", "急管", "管理", "理"]),
        ("急", ["急"]),
        ("", []),
        ("，。“”\0 ——", []),
        ("安全、生产", ["安全", "全", "生产", "产"]),
        ("应急函〔2019〕4号", ["应急", "急函", "函", "2019", "4", "号"]),
        ("FZ00503-3000", ["fz", "00503", "3000"]),
        ("ＰＭ２．５", ["pm", "2", "5"]),
        ("Open Data", ["open", "data"]),
        ("钱𬭎二〇二五", ["钱𬭎", "𬭎二", "二〇", "〇二", "二五", "五"]),
        ("Cafe\u0301", ["café"]),
        ("x" * 100, ["x" * LONGEST_WORD]),
    ],
)
def test_tokens__of_a_text(text, tokens):
    assert list(text_tokens(text)) == tokens


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("应急 抽查", ["应急", "抽查"]),
        ("应急，抽查；", ["应急", "抽查"]),
        ("应急\0抽查", ["应急", "抽查"]),
        ("〔2019〕4号", [" 2019 4 号"]),
        ("FZ00503-3000", [" fz 00503 3000"]),
        ("9:30", [" 9 30 "]),
        ("1,024", [" 1 024 "]),
        ("“双随机、一公开”", ["双随机", "一公开"]),
        ("第5", ["第 5 "]),
        ("open", [" open "]),
        ("\"'*+-()~@<>&|!:\\%_", []),
    ],
)
def test_words__of_a_query(query, words):
    assert [word.pattern() for word in literals(query)] == words


@pytest.mark.parametrize(
    ("query", "text", "held"),
    [
        ("2019〕4", "示应急函〔2019〕4号", True),
        ("2019〕4", "示应急函〔2019〕42号", False),
        ("1134170200", "113417020032563511/202504-00057", True),
        ("[2019]4号", "示应急函〔2019〕4号", True),
        ("福州市", "福州会馆、杭州市场", False),
    ],
)
def test_literal__in_a_canonical_text(query, text, held):
    (words,) = literals(query)
    assert (words.pattern() in canonical(text)) is held


def test_tokens__of_a_word_in_a_query():
    assert literal("应急管理").tokens() == [Token("应急"), Token("急管"), Token("管理")]
    assert literal("急").tokens() == [Token("急", prefix=True)]
    assert literal("函4号").tokens() == [Token("函"), Token("4"), Token("号", prefix=True)]
    assert literal("open", prefix=True).tokens() == [Token("open", prefix=True)]


def test_query__of_any_length():
    assert len(literals("应 " * 5000)) == LONGEST_QUERY // 2 + 1
    assert len(literal("应" * 10_000).tokens()) == LONGEST_QUERY - 1


def test_encoding__is_a_word_to_every_database():
    assert [encode(token) for token in ("应急", "急", "it", "4")] == [
        "h" + encode("应")[1:] + encode("急")[1:],
        "haaaa"[:1] + encode("急")[1:],
        "wwit",
        "ww4",
    ]
    assert all(encode(token).isascii() for token in ("应急", "𬭎道", "〇"))
    assert len({encode(chr(code)) for code in range(0x4E00, 0x9FFF)}) == 0x9FFF - 0x4E00


def test_folding__keeps_traditional_characters():
    assert fold("ＡＢｃ①㎡發") == "abc1m2發"
