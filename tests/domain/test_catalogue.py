"""Finding standards: shipped ones, then those in a site's directories."""

import os
from pathlib import Path

import pytest

from wagtail_disclosure.domain import (
    DefinitionError,
    UnknownStandard,
    load_standard,
    shipped_standards,
)
from wagtail_disclosure.domain.catalogue import SHIPPED, standards

SMALL = """
identifier = "{identifier}"
title = "{title}"
sections = [{{ key = "s", heading = "S" }}]
[[tables]]
key = "t"
title = "T"
columns = [{{ key = "now", label = "Now" }}]
rows = [{{ key = "a", label = "A" }}]
"""


NAMES = ["cn-2014", "cn-2019", "cn-2021", "fuzhou-2018"]


def write(folder: Path, identifier: str, title: str = "Small", name: str = "") -> Path:
    path = folder / f"{name or identifier}.toml"
    path.write_text(SMALL.format(identifier=identifier, title=title), encoding="utf-8")
    return path


def test_shipped_standards__all_load():
    assert [standard.identifier for standard in shipped_standards()] == NAMES
    assert sorted(path.stem for path in SHIPPED.iterdir()) == NAMES


def test_load_standard__from_a_directory(tmp_path):
    write(tmp_path, "own-form")

    assert load_standard("own-form", [str(tmp_path)]).title == "Small"


def test_load_standard__unknown(tmp_path):
    write(tmp_path, "own-form")

    with pytest.raises(UnknownStandard) as caught:
        load_standard("cn-1999", [tmp_path])

    assert caught.value.known == (*NAMES, "own-form")
    assert str(caught.value) == (
        "There is no standard 'cn-1999'. Known: cn-2014, cn-2019, cn-2021, fuzhou-2018, own-form."
    )


def test_load_standard__same_object_until_the_file_changes(tmp_path):
    path = write(tmp_path, "own-form")
    first = load_standard("own-form", [tmp_path])
    again = load_standard("own-form", [tmp_path])
    write(tmp_path, "own-form", title="Another title")
    os.utime(path, (1, 1))

    assert again is first
    assert load_standard("own-form", [tmp_path]).title == "Another title"


def test_standards__shipped_then_own(tmp_path):
    write(tmp_path, "b-form")
    write(tmp_path, "a-form")

    found = [standard.identifier for standard in standards([tmp_path])]

    assert found == [*NAMES, "a-form", "b-form"]


def test_standards__mistakes_of_all_files_at_once(tmp_path):
    nowhere = tmp_path / "nowhere"
    taken = write(tmp_path, "fuzhou-2018")
    broken = write(tmp_path, "own-form", name="another-name")

    with pytest.raises(DefinitionError) as caught:
        standards([tmp_path, nowhere])

    assert [(problem.file, problem.message) for problem in caught.value.problems] == [
        (str(nowhere), "This directory is not there."),
        (str(broken), "'own-form' is not the file's name."),
        (str(taken), f"{SHIPPED / 'fuzhou-2018.toml'} defines 'fuzhou-2018' already."),
    ]
