"""A standard written back gives the same standard when it is read."""

from __future__ import annotations

import tomllib

import pytest

from wagtail_disclosure.domain import (
    dump_standard,
    load_standard,
    parse_definition,
    parse_standard,
    shipped_standards,
)
from wagtail_disclosure.domain.catalogue import SHIPPED
from wagtail_disclosure.exports.toml import standard_toml

SMALL = """
identifier = "small"
title = "Small"
extra = { source = "a letter" }
sections = [{ key = "s", heading = "S", tables = ["t"], required = false }]
[[tables]]
key = "t"
title = "T"
[[tables.blocks]]
key = "main"
title = "A line"
columns = [{ key = "now", label = "Now", group = "all" }]
column_groups = [{ key = "all", label = "All" }]
rows = [{ key = "a", label = "A", decimal = true }]
"""


@pytest.mark.parametrize("standard", shipped_standards(), ids=lambda item: item.identifier)
def test_dump_standard__read_again_is_equal(standard):
    assert parse_definition(dump_standard(standard)) == standard


@pytest.mark.parametrize("standard", shipped_standards(), ids=lambda item: item.identifier)
def test_standard_toml__read_again_is_equal(standard):
    assert parse_standard(standard_toml(standard)) == standard


def test_dump_standard__as_the_file_was_written():
    standard = parse_standard(SMALL)

    assert dump_standard(standard) == tomllib.loads(SMALL)
    assert list(dump_standard(standard)) == ["identifier", "title", "sections", "tables", "extra"]


def test_dump_standard__single_values_come_first():
    found = dump_standard(load_standard("cn-2021"))

    assert list(found)[:4] == ["identifier", "title", "rule_making", "issued_as"]
    assert found["tables"][1]["row_head"].startswith("（本列数据的勾稽关系为")


@pytest.mark.parametrize("name", ["cn-2019", "fuzhou-2018"])
def test_dump_standard__nothing_but_what_the_file_says(name):
    written = tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))
    found = dump_standard(load_standard(name))

    # What has its default may be written out or left out; everything else is the same.
    assert set(found) <= set(written)
    assert found.get("prose") == written.get("prose")
