"""The reference pages name every key, rule, part and public name, and nothing else."""

import json
import re
import runpy
from dataclasses import fields
from pathlib import Path

import pytest

from wagtail_disclosure import domain
from wagtail_disclosure.domain import (
    calculate,
    catalogue,
    check,
    exchange,
    load_standard,
    number_patterns,
    parse_standard,
    read_exchange,
    read_sheet,
    standards,
)

ROOT = Path(__file__).resolve().parent.parent.parent
REFERENCE = ROOT / "docs" / "reference"


def page(name):
    return (REFERENCE / name).read_text(encoding="utf-8")


def headings(name, level=3):
    return re.findall(rf"^{'#' * level} `?([^`\n]+)`?$", page(name), re.MULTILINE)


def keys_of(prefix, definition, *but):
    return [f"{prefix}.{item.name}" for item in fields(definition) if item.name not in but]


def test_rules_page__is_current():
    script = runpy.run_path(str(ROOT / "scripts" / "make_rules.py"))

    assert page("rules.md") == script["rules_page"](), "run: python scripts/make_rules.py"


def test_standards_page__every_key_of_the_file():
    expected = [item.name for item in fields(standards.Standard)]
    expected += keys_of("sections", standards.Section)
    expected += keys_of("tables", standards.Table)
    expected += keys_of("blocks", standards.Block)
    expected += keys_of("columns", standards.Column)
    expected += keys_of("column_groups", standards.ColumnGroup)
    expected += keys_of("rows", standards.Row)
    expected += keys_of("sums", standards.Sum)
    expected += keys_of("of_which", standards.OfWhich)
    expected += keys_of("cumulatives", standards.Cumulative)
    expected += keys_of("balances", standards.Balance)
    expected += keys_of("nothing_without", standards.NothingWithout)
    expected += keys_of("carry_overs", standards.CarryOver)
    expected += keys_of("stocks", standards.Stock)
    expected += keys_of("comparisons", standards.Comparison)
    expected += keys_of("pending", standards.Pending)
    expected += keys_of("counts", standards.Count)
    expected += keys_of("prose", standards.Indicator)
    expected += [path.stem for path in catalogue.SHIPPED.glob("*.toml")]

    assert sorted(headings("standards.md")) == sorted(expected)


def test_standards_page__the_example_loads():
    (example,) = re.findall(r"```toml\n(.*?)```", page("standards.md"), re.DOTALL)

    assert set(parse_standard(example).formulas) == {
        "requests.received.current",
        "requests.received.cumulative",
        "requests.by_letter.cumulative",
        "requests.online.cumulative",
    }


def test_standards_page__rows_of_cn_2014_that_are_known_from_a_source():
    rows = [row for table in load_standard("cn-2014").tables for row in table.blocks[0].rows]
    found = [row.key for row in rows if row.origin != "memory"]
    section = page("standards.md").split("### `cn-2014`")[1].split("###")[0]

    assert found == ["proactive_total", "proactive_normative", "normative_issued"]
    assert [key for key in found if f"`{key}`" not in section] == []


def test_index_numbers_page__every_part():
    found = [name for name in headings("index-numbers.md") if name.startswith("{")]

    assert sorted(found) == sorted(
        "{code:NAME}" if part == "code" else f"{{{part}}}" for part in number_patterns.PARTS
    )


@pytest.mark.parametrize(
    ("pattern", "number"),
    re.findall(
        r"^\| `(\{.+?|zfb.+?)` \| `(.+?)` \| .+ \|$", page("index-numbers.md"), re.MULTILINE
    ),
)
def test_index_numbers_page__examples(pattern, number):
    scope = ("agency",) if "{agency}" in pattern else ()

    assert domain.IndexNumberScheme.parse_pattern(pattern, scope).parse(number).serial > 0


def test_index_numbers_page__document_numbers():
    table = page("index-numbers.md").split("## Document numbers")[1]
    rows = re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", table, re.MULTILINE)

    for code, examples, offered in rows:
        for example in examples.replace("(nothing)", "").split(", "):
            with pytest.raises(domain.DocumentNumberError) as caught:
                domain.parse_document_number(example)
            assert caught.value.code == code
            assert (caught.value.suggestion or "–") in offered
    assert len(rows) == 10


def test_exchange_page__every_key():
    keys = [*exchange._REQUIRED, *exchange._OPTIONAL]

    assert sorted(headings("exchange-file.md")) == sorted(keys)


def test_exchange_page__the_example_is_read():
    (example,) = re.findall(r"```json\n(\{\n.*?)```", page("exchange-file.md"), re.DOTALL)
    report = read_exchange(example)
    figures = calculate(report.sheet(load_standard(report.standard)))

    assert figures.number("statistics.proactive_files.cumulative") == 839
    assert json.loads(example)["previous"] is None


def test_python_page__every_public_name():
    assert sorted(headings("python.md")) == sorted(domain.__all__)


def test_python_page__the_example_says_what_comes_out():
    standard = load_standard("fuzhou-2018")
    sheet = read_sheet(standard, 2018, {"figures": {"statistics.review.current": 3}})
    codes = [finding.code for finding in check(sheet)]

    assert calculate(sheet)["statistics.review.cumulative"].value is domain.MISSING
    assert (codes[0], codes[-1]) == ("F02", "Y02")
