"""The JSON Schema of the exchange file, and example files held against it."""

import json
from pathlib import Path

import pytest

from wagtail_disclosure.domain import (
    Figures,
    exchange_schema,
    load_standard,
    opening_cells,
    read_exchange,
    shipped_standards,
    write_exchange,
)

from .cases import CASES, printed, read_case, typed

STANDARDS = [standard.identifier for standard in shipped_standards()]
EXAMPLES = {path.stem: path for path in sorted((CASES / "exchange").glob("*.json"))}


def validator(identifier):
    jsonschema = pytest.importorskip("jsonschema")
    schema = exchange_schema(load_standard(identifier))
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    return checker(schema, format_checker=checker.FORMAT_CHECKER)


def places(identifier, data):
    """Where a file breaks the schema."""
    found = validator(identifier).iter_errors(data)
    return sorted({"/".join(map(str, error.absolute_path)) for error in found})


def example(identifier, **changes):
    return {
        "standard": identifier,
        "agency": "示例市水务局",
        "year": 2018,
        "figures": {},
        **changes,
    }


@pytest.mark.parametrize("identifier", STANDARDS)
def test_exchange_schema__names_every_cell_and_no_other(identifier):
    standard = load_standard(identifier)
    schema = exchange_schema(standard, f"https://www.example.gov.cn/{identifier}.json")

    cells = {part: list(schema["properties"][part]["properties"]) for part in
             ("figures", "opening", "claimed")}  # fmt: skip
    assert cells == {
        "figures": list(standard.cells),
        "opening": [cell for cell in standard.cells if cell in opening_cells(standard)],
        "claimed": [cell for cell in standard.cells if cell in standard.formulas],
    }
    assert schema["$id"] == f"https://www.example.gov.cn/{identifier}.json"
    assert json.loads(json.dumps(schema)) == schema
    assert {**exchange_schema(standard), "$id": schema["$id"]} == schema


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples__are_read_and_fit_the_schema(name: str):
    text = Path(EXAMPLES[name]).read_text(encoding="utf-8")
    report = read_exchange(text)

    assert places(report.standard, json.loads(text)) == []
    assert not report.sheet(load_standard(report.standard)).unknown


def test_examples__one_for_each_standard():
    files = [path.read_text(encoding="utf-8") for path in EXAMPLES.values()]

    assert sorted(json.loads(text)["standard"] for text in files) == sorted(STANDARDS)


@pytest.mark.parametrize("name", ["cn-2014-full", "cn-2019-full", "cn-2021-full"])
def test_written_file__fits_the_schema(name):
    case = read_case(CASES / f"{name}.toml")
    for values in (printed(case), typed(case)):
        text = write_exchange(
            case["standard"], "示例市水务局", case["year"], Figures.from_values(values)
        )

        assert places(case["standard"], json.loads(text)) == []


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"standard": "cn-2019"}, "standard"),
        ({"year": 2020}, "year"),
        ({"year": "2025"}, "year"),
        ({"agency": None}, "agency"),
        ({"colour": "red"}, ""),
        ({"figures": {"requests.nonsense.total": 1}}, "figures"),
        ({"figures": {"requests.granted.total": 1.5}}, "figures/requests.granted.total"),
        ({"figures": {"requests.granted.total": -1}}, "figures/requests.granted.total"),
        ({"figures": {"requests.granted.total": "1"}}, "figures/requests.granted.total"),
        ({"figures": {"requests.granted.total": 10**15}}, "figures/requests.granted.total"),
        (
            {"figures": {"proactive.admin_fees.amount": "-1.5"}},
            "figures/proactive.admin_fees.amount",
        ),
        (
            {"figures": {"proactive.admin_fees.amount": "1,5"}},
            "figures/proactive.admin_fees.amount",
        ),
        ({"claimed": {"requests.granted.natural_person": 1}}, "claimed"),
        ({"opening": {"requests.granted.total": 1}}, "opening"),
        ({"previous": {"requests.carried_out.total": "x"}}, "previous/requests.carried_out.total"),
        ({"sections": {"overview": 7}}, "sections/overview"),
        ({"facts": {"weather": "fine"}}, "facts"),
        ({"facts": {"makes_rules": "no"}}, "facts/makes_rules"),
        ({"facts": {"members": {"a": {"x.y.z": "n.a."}}}}, "facts/members/a/x.y.z"),
    ],
)
def test_schema__what_it_refuses(changes, place):
    data = example("cn-2021", **{"year": 2025, **changes})

    assert places("cn-2021", data) == [place]


@pytest.mark.parametrize(
    ("identifier", "cell", "value"),
    [
        ("cn-2021", "proactive.admin_fees.amount", "12.50"),
        ("cn-2021", "proactive.admin_fees.amount", 12),
        ("cn-2021", "requests.granted.natural_person", None),
        ("cn-2021", "requests.granted.natural_person", "n/a"),
        ("cn-2019", "proactive.licensing.delta", -3),
        ("cn-2019", "proactive.procurement.amount", "356.48"),
    ],
)
def test_schema__what_it_takes(identifier, cell, value):
    year = load_standard(identifier).first_year

    assert places(identifier, example(identifier, year=year, figures={cell: value})) == []


def test_schema__empty_parts_may_be_null():
    data = example("fuzhou-2018", **dict.fromkeys(
        ("opening", "claimed", "previous", "sections", "facts")
    ))  # fmt: skip

    assert places("fuzhou-2018", data) == []
