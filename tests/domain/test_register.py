"""What is wrong in a register, told from its lines."""

from __future__ import annotations

import pytest

from wagtail_disclosure.domain.index_numbers import IndexNumberScheme
from wagtail_disclosure.domain.register import (
    RegisterFinding,
    RegisterRow,
    RegisterScope,
    check_register,
    writing_key,
)

FUZHOU = IndexNumberScheme.parse_pattern("{agency}-{category}-{year}-{serial:5}")
ORGANISATION = IndexNumberScheme.parse_pattern("{organisation}/{year}-{serial:5}")
SCHEMES = {1: FUZHOU, 2: ORGANISATION}


def found(*rows: RegisterRow, **lasts: int) -> list[RegisterFinding]:
    """Findings of rows; every scope is FZ00503|2019 of scheme 1, ``s7=9`` gives its last serial."""
    scopes = {
        row.scope: RegisterScope(1, "FZ00503|2019", lasts.get(f"s{row.scope}", 0))
        for row in rows
        if row.scope is not None
    }
    return list(check_register(lambda: rows, SCHEMES, scopes))


def row(pk: int, number: str = "", scheme: int | None = 1, scope: int | None = 7) -> RegisterRow:
    """A line; without a number it is the Fuzhou number whose serial is ``pk``."""
    serial = pk if scope else None
    return RegisterRow(pk, number or f"FZ00503-3000-2019-{pk:05}", scheme, scope, serial)


def gap(first: int, last: int) -> RegisterFinding:
    params = {"scope": "FZ00503|2019", "first": str(first), "last": str(last)}
    params["count"] = str(last - first + 1)
    return RegisterFinding("gap", scheme=1, params=params)


@pytest.mark.parametrize(
    ("serials", "last", "gaps"),
    [
        ([1, 2, 3], 3, []),
        ([2, 3], 3, [(1, 1)]),
        ([1, 4, 5, 9], 9, [(2, 3), (6, 8)]),
        ([1], 3, [(2, 3)]),
        ([1, 2], 1, []),
        ([], 5, []),
    ],
)
def test_gaps(serials: list[int], last: int, gaps: list[tuple[int, int]]) -> None:
    assert found(*map(row, serials), s7=last) == [gap(*ends) for ends in gaps]


def test_gaps__of_each_scope() -> None:
    rows = [row(1), row(2, "FZ00503-1000-2019-00002", scope=8)]
    assert found(*rows, s7=2, s8=2) == [gap(2, 2), gap(1, 1)]


def test_gaps__not_of_a_number_without_serial() -> None:
    assert found(RegisterRow(4, "FZ00503-3000-2019-00004", 1)) == []


@pytest.mark.parametrize(
    ("number", "scheme", "finding"),
    [
        ("FZ00503-3000-2019-4", 1, RegisterFinding(
            "misfit", "FZ00503-3000-2019-4", 5, 1, {"sample": "AB001-1000-2019-00001"})),
        ("〔2019〕4", None, RegisterFinding("no_scheme", "〔2019〕4", 5)),
        ("FZ00503-3000-2019-00004\u200b", 1, RegisterFinding(
            "invisible", "FZ00503-3000-2019-00004\u200b", 5, 1, {"marks": "U+200B"})),
        ("\ufeff〔2019〕\x074", None, RegisterFinding(
            "invisible", "\ufeff〔2019〕\x074", 5, None, {"marks": "U+FEFF, U+0007"})),
        ("035210000/2019-00001", 2, RegisterFinding(
            "check_character", "035210000/2019-00001", 5, 2,
            {"part": "organisation", "code": "035210000", "expected": "8",
             "mistake": "check_character"})),
        ("000000019/2019-00001", 2, RegisterFinding(
            "dummy", "000000019/2019-00001", 5, 2,
            {"part": "organisation", "code": "000000019", "expected": "", "mistake": "dummy"})),
        ("00000001-3000-2019-00001", 1, RegisterFinding(
            "dummy", "00000001-3000-2019-00001", 5, 1, {"part": "agency", "code": "00000001"})),
        ("000014349/2019-00001", 2, None),
        ("no scheme can be read", 3, None),
    ],
)  # fmt: skip
def test_number(number: str, scheme: int | None, finding: RegisterFinding | None) -> None:
    assert found(row(5, number, scheme, scope=None)) == ([finding] if finding else [])


def test_serial__other_than_the_number_says() -> None:
    rows = [row(1), row(2, "FZ00503-3000-2020-00002"), row(3, "FZ00503-3000-2019-00009")]
    params = [{"scope": "FZ00503|2019", "serial": "2"}, {"scope": "FZ00503|2019", "serial": "3"}]
    assert found(*rows, s7=3) == [
        RegisterFinding("other_serial", "FZ00503-3000-2020-00002", 2, 1, params[0]),
        RegisterFinding("other_serial", "FZ00503-3000-2019-00009", 3, 1, params[1]),
    ]


@pytest.mark.parametrize(
    "other",
    [
        "fz00503-3000-2019-00004",
        "ＦＺ00503－3000－2019－00004",
        "FZ00503 - 3000 - 2019 - 00004",
        "FZ00503/3000/2019/00004",
        "FZ00503-3000-2019-4",
        "FZ00503—3000—2019—00004",
    ],
)
def test_duplicates__in_other_writing(other: str) -> None:
    rows = [row(4, scope=None), row(9, other, scheme=3, scope=None), row(1)]
    assert found(*rows, s7=1) == [
        RegisterFinding("duplicate", "FZ00503-3000-2019-00004", 4, 1, {"others": other})
    ]


def test_duplicates__with_invisible_characters() -> None:
    copied = "FZ00503-3000-2019-\u200b00004"
    assert found(row(4, scope=None), row(9, copied, scheme=None, scope=None)) == [
        RegisterFinding("invisible", copied, 9, None, {"marks": "U+200B"}),
        RegisterFinding("duplicate", "FZ00503-3000-2019-00004", 4, 1, {"others": copied}),
    ]


def test_duplicates__of_the_serial() -> None:
    rows = [row(1), row(8, "FZ00503-1000-2019-00001", scope=None), row(2)]
    assert found(*rows, s7=2) == [
        RegisterFinding(
            "duplicate_serial", "FZ00503-3000-2019-00001", 1, 1,
            {"others": "FZ00503-1000-2019-00001"},
        )
    ]  # fmt: skip


def test_duplicates__are_told_once() -> None:
    rows = [row(1), row(2, "FZ00503-3000-2019-00001", scope=None)]
    assert [finding.kind for finding in found(*rows, s7=1)] == ["duplicate"]


def test_duplicates__when_only_the_fingerprints_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wagtail_disclosure.domain.register._fingerprint", lambda key: 7)
    assert found(row(1), row(2), s7=2) == []


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("FZ00503-3000-2019-00004", "FZ00503-3000-2019-4"),
        ("j602402--2023-0165", "J602402--2023-165"),
        ("zfb/2026-00000", "ZFB-2026-0"),
        ("", "0"),
    ],
)
def test_writing_key(number: str, key: str) -> None:
    assert writing_key(number) == key
