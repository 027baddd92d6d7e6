"""Index numbers: patterns, made and read numbers, and the scope of a serial."""

from datetime import date

import pytest

from wagtail_disclosure.domain import (
    DefinitionError,
    IndexNumberMismatch,
    IndexNumberParts,
    IndexNumberScheme,
    MissingPart,
    SerialExhausted,
    UnfitPart,
)

FUZHOU = "{agency}-{category}-{year}-{serial:5}"
MADE_ON = date(2019, 1, 10)


def scheme_of(pattern=FUZHOU, restarts_with=("agency", "year")):
    return IndexNumberScheme.parse_pattern(pattern, restarts_with)


@pytest.mark.parametrize(
    ("pattern", "restarts_with", "number", "parts", "scope"),
    [
        (
            FUZHOU,
            ("agency", "year"),
            "FZ00503-3000-2019-00004",
            IndexNumberParts("FZ00503", "3000", 2019, None, 4),
            "FZ00503|2019",
        ),
        (
            FUZHOU,
            ("year", "category", "agency"),
            "FZ00503-3000-2019-00004",
            IndexNumberParts("FZ00503", "3000", 2019, None, 4),
            "FZ00503|3000|2019",
        ),
        (
            "{agency}/{year}-{serial:5}",
            ("agency", "year"),
            "000014349/2024-00037",
            IndexNumberParts("000014349", "", 2024, None, 37),
            "000014349|2024",
        ),
        (
            "{agency}/{year}{month}-{serial:5}",
            ("agency", "year", "month"),
            "11341702486344515H/202110-00013",
            IndexNumberParts("11341702486344515H", "", 2021, 10, 13),
            "11341702486344515H|2021|10",
        ),
        (
            "{agency}-{year}-{serial}",
            ("agency", "year"),
            "01527918X-2020-153077",
            IndexNumberParts("01527918X", "", 2020, None, 153077),
            "01527918X|2020",
        ),
        (
            "zfb/{year}-{serial:5}",
            ("year",),
            "zfb/2026-00021",
            IndexNumberParts("", "", 2026, None, 21),
            "2026",
        ),
        (
            "{agency}-{category}-{year}-{serial:6}",
            ("agency", "year"),
            "A0300-010000-2013-000072",
            IndexNumberParts("A0300", "010000", 2013, None, 72),
            "A0300|2013",
        ),
        (
            "{agency}{year}{serial:4}",
            (),
            "AB20190007",
            IndexNumberParts("AB", "", 2019, None, 7),
            "",
        ),
    ],
)
def test_parse_and_format__schemes_in_use(pattern, restarts_with, number, parts, scope):
    scheme = scheme_of(pattern, restarts_with)
    made_on = date(parts.year, parts.month or 1, 1)
    given = {"agency": parts.agency, "category": parts.category, "made_on": made_on}

    assert scheme.parse(f" {number}\n") == parts
    assert scheme.format(**given, serial=parts.serial) == number
    assert scheme.scope(**given) == scheme.scope_of(parts) == scope
    assert scheme.parse(scheme.sample()).serial == 1


def test_sample__shows_the_pattern():
    assert scheme_of().sample() == "AB001-1000-2019-00001"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FZ00503-3000-2019-4",
        "FZ00503-3000-2019-000004",
        "FZ00503-3000-2019-00000",
        "FZ00503--2019-00004",
        "FZ00503-3000-0019-00004",
        "FZ00503-3000-2019-00004x",
        "FZ00503-3000-２０１９-00004",
        "FZ00503/3000/2019/00004",
        "null02D/01A/2019",
    ],
)
def test_parse__no_number_of_the_scheme(text):
    with pytest.raises(IndexNumberMismatch) as caught:
        scheme_of().parse(text)

    assert (caught.value.text, caught.value.sample) == (text, "AB001-1000-2019-00001")


@pytest.mark.parametrize(
    ("text", "fits"), [("A/201900-00001", False), ("A/201912-00001", True), ("A/201913-1", False)]
)
def test_parse__months(text, fits):
    scheme = scheme_of("{agency}/{year}{month}-{serial:5}")
    if fits:
        assert scheme.parse(text).month == 12
    else:
        with pytest.raises(IndexNumberMismatch):
            scheme.parse(text)


@pytest.mark.parametrize(
    ("agency", "category", "part"),
    [("", "3000", "agency"), (" ", "3000", "agency"), ("FZ00503", "", "category")],
)
def test_format__blank_part(agency, category, part):
    with pytest.raises(MissingPart) as caught:
        scheme_of().format(agency=agency, category=category, made_on=MADE_ON, serial=1)

    assert caught.value.part == part


def test_format__part_that_could_not_be_read_back():
    with pytest.raises(UnfitPart) as caught:
        scheme_of().scope(agency="FZ-503", category="3000", made_on=MADE_ON)

    assert (caught.value.part, caught.value.value) == ("agency", "FZ-503")


def test_format__part_that_the_pattern_does_not_have():
    scheme = scheme_of("{agency}/{year}-{serial:5}")

    assert scheme.format(agency="A", category="any thing", made_on=MADE_ON, serial=1) == (
        "A/2019-00001"
    )


@pytest.mark.parametrize(
    ("pattern", "last"),
    [("{agency}-{year}-{serial:3}", 999), ("{agency}-{year}-{serial}", 999999999999999999)],
)
def test_format__serial_is_full(pattern, last):
    scheme = scheme_of(pattern)

    made = scheme.format(agency="A", made_on=MADE_ON, serial=last)
    assert scheme.parse(made).serial == last
    with pytest.raises(SerialExhausted) as caught:
        scheme.format(agency="A", made_on=MADE_ON, serial=last + 1)

    assert (caught.value.serial, caught.value.last) == (last + 1, last)


def test_format__serials_count_from_one():
    with pytest.raises(ValueError, match="count from 1, not 0"):
        scheme_of().format(agency="A", category="1", made_on=MADE_ON, serial=0)


@pytest.mark.parametrize(
    ("pattern", "restarts_with", "problems"),
    [
        ("", (), [("pattern", "'' has no serial.")]),
        ("{agency}-{serial:0}", (), [("pattern", "The width of the serial is '0'.")]),
        ("{agency}-{serial:x}", (), [("pattern", "The width of the serial is 'x'.")]),
        ("{agency}-{serial:10}", (), [("pattern", "The width of the serial is '10'.")]),
        ("{agency:wide}-{serial:5}", (), [("pattern", "{agency} takes no 'wide'.")]),
        ("{office}-{}-{serial:5}", (), [
            ("pattern", "There is no part {office}."), ("pattern", "There is no part {?}."),
        ]),
        ("{year}-{year}-{serial:5}", (), [("pattern", "{year} stands twice.")]),
        ("{month}-{serial:5}", (), [("pattern", "{month} stands without {year}.")]),
        ("{agency}-{serial:5", (), [
            ("pattern", "'-{serial:5' holds a blank, a bar or a single brace."),
            ("pattern", "'{agency}-{serial:5' has no serial."),
        ]),
        ("No. {serial:5}", (), [("pattern", "'No. ' holds a blank, a bar or a single brace.")]),
        ("{agency}{category}-{serial:5}", (), [
            ("pattern", "Nothing parts {agency} from {category}."),
        ]),
        ("{agency}X{year}{serial}", (), [("pattern", "Nothing parts {agency} from {serial}.")]),
        ("{agency}-{serial:5}", ("agency", "year"), [
            ("restarts_with", "The serial restarts with the year, which the number does not show: "
             "numbers would come twice."),
        ]),
        ("{agency}-{serial:5}", ("moon",), [
            ("restarts_with", "No serial restarts with 'moon'."),
        ]),
        ("{year}{month}-{serial:5}", ("month",), [
            ("restarts_with", "The serial restarts with the month but not with the year."),
        ]),
    ],
)  # fmt: skip
def test_parse_pattern__mistakes(pattern, restarts_with, problems):
    with pytest.raises(DefinitionError) as caught:
        scheme_of(pattern, restarts_with)

    found = [(problem.key, problem.message) for problem in caught.value.problems]
    assert found == problems
