"""Every scheme seen in the field: made, read back, and counted in its scope."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wagtail_disclosure.domain import (
    DefinitionError,
    IdentifierError,
    IndexNumberMismatch,
    IndexNumberParts,
    IndexNumberScheme,
    MissingPart,
    UnfitPart,
)
from wagtail_disclosure.domain.index_numbers import identifier_mistakes

CASES = Path(__file__).parent.parent / "cases" / "index_numbers" / "schemes.toml"


def cases() -> list[Any]:
    found = tomllib.loads(CASES.read_text(encoding="utf-8"))["scheme"]
    return [pytest.param(case, id=case["name"]) for case in found]


def scheme_of(pattern: str, *restarts_with: str) -> IndexNumberScheme:
    return IndexNumberScheme.parse_pattern(pattern, restarts_with)


@pytest.mark.parametrize("case", cases())
def test_scheme__is_made_and_read_back(case: dict[str, Any]) -> None:
    scheme = scheme_of(case["pattern"], *case["restarts_with"])
    item = dict(case["item"])
    serial = item.pop("serial")
    number = scheme.format(**item, serial=serial)
    assert number == case["number"]
    assert scheme.scope(**item) == case["scope"]
    parts = scheme.parse(number)
    assert (parts.serial, scheme.scope_of(parts)) == (serial, case["scope"])
    assert identifier_mistakes(parts) == {}
    again = {
        "agency": parts.agency,
        "organisation": parts.organisation,
        "uscc": parts.uscc,
        "category": item.get("category", ""),
        "codes": parts.codes,
        "made_on": date(parts.year or 1, parts.month or 1, parts.day or 1),
    }
    assert scheme.format(**again, serial=parts.serial) == number
    assert scheme.parse(scheme.sample()).serial == 1


def test_parse__every_part() -> None:
    scheme = scheme_of("{uscc}/{code:region,6}{category:2}-{year}{month}{day}-{serial}")
    assert scheme.parse("11341702486344515H/35010002-20200229-7") == IndexNumberParts(
        agency="", category="02", year=2020, month=2, serial=7, day=29,
        uscc="11341702486344515H", codes={"region": "350100"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{agency}-{year}{month}{day}-{serial}", "A-20190229-1"),
        ("{agency}-{year}{month}{day}-{serial}", "A-20190431-1"),
        ("{agency}-{year}{month}{day}-{serial}", "A-20190400-1"),
        ("{organisation}/{year}-{serial:5}", "00001434x/2024-00037"),
        ("{organisation}/{year}-{serial:5}", "00001434-9/2024-00037"),
        ("{organisation}/{year}-{serial:5}", "00001434/2024-00037"),
        ("{uscc}/{year}-{serial:5}", "11341702486344515/2021-00013"),
        ("{agency:3}{serial:5}", "K0100012"),
        ("{agency:3}{serial:5}", "K0100"),
        ("{agency}-{category:optional,width=2}-{serial}", "K-1-1"),
        ("{agency}-{serial}", "K-0"),
        ("{agency}-{serial}", "K-1234567890123456789"),
    ],
)
def test_parse__no_number_of_the_scheme(pattern: str, text: str) -> None:
    if text == "K0100012":
        assert scheme_of(pattern).parse(text).serial == 12
        return
    with pytest.raises(IndexNumberMismatch):
        scheme_of(pattern).parse(text)


@pytest.mark.parametrize(
    ("pattern", "item", "part"),
    [
        ("{organisation}-{serial}", {}, "organisation"),
        ("{uscc}-{serial}", {}, "uscc"),
        ("{code:region}-{serial}", {"codes": {"regions": "1"}}, "code:region"),
        ("{category:2}-{serial}", {"category": ["3000"]}, "category:2"),
        ("{category:2}-{serial}", {"category": "3000"}, "category:2"),
        ("{year}-{serial}", {}, "year"),
        ("{agency}-{serial}", {"agency": " "}, "agency"),
        ("{category}-{serial}", {"category": []}, "category"),
    ],
)
def test_format__missing_part(pattern: str, item: dict[str, Any], part: str) -> None:
    with pytest.raises(MissingPart) as caught:
        scheme_of(pattern).format(**item, serial=1)
    assert caught.value.part == part


@pytest.mark.parametrize(
    ("pattern", "item", "part", "width", "mistake", "message"),
    [
        ("{agency:3}-{serial}", {"agency": "AB"}, "agency", 3, None,
         "The agency 'AB' must have 3 characters."),
        ("{code:region,6}-{serial}", {"codes": {"region": "35-1"}}, "code:region", 0, None,
         "The code:region '35-1' must be of letters A-Z and digits."),
        ("{organisation}-{serial}", {"organisation": "035210000"}, "organisation", 0,
         "check_character",
         "The organisation '035210000' is no code of an organisation (check_character)."),
        ("{uscc}-{serial}", {"uscc": "1"}, "uscc", 0, "length",
         "The uscc '1' is no code of an organisation (length)."),
    ],
)  # fmt: skip
def test_format__unfit_part(
    pattern: str, item: dict[str, Any], part: str, width: int, mistake: str | None, message: str
) -> None:
    with pytest.raises(UnfitPart) as caught:
        scheme_of(pattern).format(**item, serial=1)
    error = caught.value
    found = error.mistake.code if error.mistake else None
    assert (error.part, error.width, found, str(error)) == (part, width, mistake, message)


def test_identifier_mistakes__of_numbers_given_with_wrong_codes() -> None:
    scheme = scheme_of("{organisation}/{year}-{serial:5}")
    (mistake,) = identifier_mistakes(scheme.parse("035210000/2020-00001")).items()
    assert mistake[0] == "organisation"
    assert isinstance(mistake[1], IdentifierError)
    assert (mistake[1].code, mistake[1].expected) == ("check_character", "8")


@pytest.mark.parametrize(
    ("pattern", "restarts_with", "codes"),
    [
        ("{code}-{serial:5}", (), ["code_without_name"]),
        ("{code:Region}-{serial:5}", (), ["code_without_name"]),
        ("{code:region,x}-{serial:5}", (), ["bad_option"]),
        ("{code:region,width=33}-{serial:5}", (), ["bad_width"]),
        ("{code:region}-{code:region,6}-{serial:5}", (), ["part_twice"]),
        ("{code:region}{code:kind}-{serial:5}", (), ["no_separator"]),
        ("{agency:5}{category:optional,width=4}{serial}", (), ["no_separator"]),
        ("{agency:0}-{serial:5}", (), ["bad_width"]),
        ("{agency:optional}-{serial:5}", (), ["bad_option"]),
        ("{agency:width=x}-{serial:5}", (), ["bad_width"]),
        ("{agency:wide=3}-{serial:5}", (), ["bad_option"]),
        ("{category:0}-{serial:5}", (), ["bad_level"]),
        ("{category:10}-{serial:5}", (), ["bad_level"]),
        ("{category:1}-{category:1}-{serial:5}", (), ["part_twice"]),
        ("{category:level}-{serial:5}", (), ["bad_option"]),
        ("{organisation:9}-{serial:5}", (), ["bad_option"]),
        ("{year:2}-{serial:5}", (), ["bad_option"]),
        ("{day}-{serial:5}", (), ["day_without_month"]),
        ("{serial:optional}", (), ["bad_width"]),
        ("{year}{month}{day}-{serial:5}", ("day",), ["restart_without_month"]),
        ("{year}-{serial:5}", ("agency",), ["restart_not_shown"]),
        ("{code:region}-{serial:5}", ("agency",), ["restart_not_shown"]),
        ("{year}-{serial:5}", ("category",), ["restart_not_shown"]),
        ("{year}-{serial:5}", ("code:mode",), ["restart_not_shown"]),
        ("{year}-{serial:5}", ("uscc",), ["unknown_restart"]),
    ],
)
def test_parse_pattern__mistakes(
    pattern: str, restarts_with: tuple[str, ...], codes: list[str]
) -> None:
    with pytest.raises(DefinitionError) as caught:
        scheme_of(pattern, *restarts_with)
    assert [problem.code for problem in caught.value.problems] == codes


@pytest.mark.parametrize(
    ("pattern", "sample"),
    [
        ("{agency:7}-{category:1,width=2}-{serial}", "AB001AB-10-1"),
        ("{organisation}/{year}{month}{day}-{serial:3}", "MB00EX103/20190110-001"),
        ("{uscc}-{code:region,6}-{serial:3}", "11999900MB00EX103D-100010-001"),
    ],
)
def test_sample__shows_every_part(pattern: str, sample: str) -> None:
    scheme = scheme_of(pattern)
    assert scheme.sample() == sample
    assert identifier_mistakes(scheme.parse(sample)) == {}
