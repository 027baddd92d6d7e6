"""Codes of organisations: check characters, ways of writing, made-up codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wagtail_disclosure.domain import (
    IdentifierError,
    is_dummy,
    organisation_code_in,
    parse_organisation_code,
    parse_social_credit_code,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("000014349", "000014349"),
        ("00001434-9", "000014349"),
        ("014416330", "014416330"),
        ("01527918X", "01527918X"),
        (" 01527918-x ", "01527918X"),
        ("０１５２７９１８－Ｘ", "01527918X"),
        ("01527918—X", "01527918X"),
        ("MB0523338", "MB0523338"),
    ],
)
def test_organisation_code__right(text: str, plain: str) -> None:
    assert parse_organisation_code(text) == plain


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("11341702486344515H", "486344515"),
        ("113417020032563511", "003256351"),
        ("12620600MB0523338C", "MB0523338"),
        ("113325000026455663", "002645566"),
        ("1134 1702 4863 4451 5h", "486344515"),
    ],
)
def test_social_credit_code__right(text: str, organisation: str) -> None:
    assert organisation_code_in(text) == organisation


@pytest.mark.parametrize(
    ("parse", "text", "code", "expected"),
    [
        (parse_organisation_code, "", "empty", ""),
        (parse_organisation_code, " - ", "empty", ""),
        (parse_organisation_code, "00000001", "length", "9"),
        (parse_organisation_code, "035210000", "check_character", "8"),
        (parse_organisation_code, "00001434A", "characters", ""),
        (parse_organisation_code, "0000/4349", "characters", ""),
        (parse_organisation_code, "00001434\x009", "length", "9"),
        (parse_organisation_code, "000000000", "dummy", ""),
        (parse_organisation_code, "123456788", "dummy", ""),
        (parse_organisation_code, "12345678-9", "dummy", ""),
        (parse_social_credit_code, "", "empty", ""),
        (parse_social_credit_code, "1" * 18, "dummy", ""),
        (parse_social_credit_code, "1134170248634451", "length", "18"),
        (parse_social_credit_code, "234234234444444444", "dummy", ""),
        (parse_social_credit_code, "11341702486344515I", "characters", ""),
        (parse_social_credit_code, "113417024863445150", "check_character", "H"),
        (parse_social_credit_code, "11341702486344516L", "organisation", "486344516"),
        (parse_social_credit_code, "11341702000000000X", "dummy", ""),
    ],
)
def test_code__wrong(parse: Callable[[str], str], text: str, code: str, expected: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.text, caught.value.expected) == (code, text, expected)


def test_error__says_what_was_expected() -> None:
    with pytest.raises(IdentifierError, match=r"^'035210000': check_character, expected 8$"):
        parse_organisation_code("035210000")
    with pytest.raises(IdentifierError, match=r"^'': empty$"):
        parse_organisation_code("")


@pytest.mark.parametrize(
    ("code", "dummy"),
    [
        ("00000001", True), ("0000-0001", True), ("00000099", True), ("000000", True),
        ("11111111", True), ("XXXXXX", True), ("12345678", True), ("87654321", True),
        ("01234567", True), ("ABCDEFGH", True), ("34567890", True),
        ("00001434", False), ("FZ00503", False), ("001", False), ("11111", False), ("", False),
        ("00000100", False), ("12345687", False),
    ],
)  # fmt: skip
def test_is_dummy(code: str, dummy: bool) -> None:
    assert is_dummy(code) is dummy
