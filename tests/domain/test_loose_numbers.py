"""Numbers in other writing than their scheme's."""

from __future__ import annotations

import pytest

from wagtail_disclosure.domain.index_numbers import IndexNumberScheme
from wagtail_disclosure.domain.loose_numbers import parse_loosely

FUZHOU = "{agency}-{category}-{year}-{serial:5}"


@pytest.mark.parametrize(
    ("pattern", "text", "scope", "serial"),
    [
        (FUZHOU, "FZ00503-3000-2019-00004", "FZ00503|2019", 4),
        (FUZHOU, "FZ00503-3000-2019-4", "FZ00503|2019", 4),
        (FUZHOU, "FZ00503/3000/2019/000004", "FZ00503|2019", 4),
        (FUZHOU, "ＦＺ00503－3000－2019－00004", "FZ00503|2019", 4),
        (FUZHOU, " FZ00503 — 3000 — 2019 — 00004 ", "FZ00503|2019", 4),
        ("{organisation}/{year}-{serial:5}", "01527918-x/2020-7", "01527918X|2020", 7),
        ("{uscc}/{year}-{serial:5}", "11341702486344515h-2020-7", "11341702486344515H|2020", 7),
    ],
)
def test_parse_loosely(pattern: str, text: str, scope: str, serial: int) -> None:
    scheme = IndexNumberScheme.parse_pattern(pattern)
    parts = parse_loosely(scheme, text)
    assert parts is not None
    assert (scheme.scope_of(parts), parts.serial) == (scope, serial)


def test_parse_loosely__letters_before_the_year() -> None:
    scheme = IndexNumberScheme.parse_pattern("zfb/{year}-{serial:5}", ["year"])
    parts = parse_loosely(scheme, "ZFB-2026-21")
    assert parts is not None
    assert (parts.year, parts.serial) == (2026, 21)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (FUZHOU, ""),
        (FUZHOU, "FZ00503-2019-00004"),
        (FUZHOU, "FZ00503-3000-2019-00000"),
        (FUZHOU, "FZ00503-3000-2019-00004号"),
        ("{agency}-{year}{month}{day}-{serial}", "A-20190229-1"),
    ],
)
def test_parse_loosely__is_no_number_of_the_scheme(pattern: str, text: str) -> None:
    assert parse_loosely(IndexNumberScheme.parse_pattern(pattern), text) is None
