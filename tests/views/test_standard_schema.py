"""The JSON Schema of the exchange file, served for everybody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator

from tests.factories import make_local_standard, make_published_standard
from wagtail_disclosure.domain import exchange_schema, load_standard, parse_standard
from wagtail_disclosure.exports.toml import standard_toml
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db

EXAMPLES = sorted((Path(__file__).parents[1] / "cases" / "exchange").glob("*.json"))


def address(identifier: str) -> str:
    return reverse("wagtail_disclosure:standard_schema", args=[identifier])


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_schema__fits_the_example_file(client, file):
    response = client.get(address(file.stem))
    schema = response.json()

    assert (response.status_code, response.headers["Content-Type"]) == (
        200,
        "application/schema+json",
    )
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    example = json.loads(file.read_text(encoding="utf-8"))
    assert list(validator.iter_errors(example)) == []
    assert list(validator.iter_errors({**example, "figures": {"no.such.cell": 1}})) != []


def test_schema__names_its_own_address(client):
    path = address("cn-2021")

    assert path == "/disclosure/standards/cn-2021/schema.json"
    assert client.get(path).json() == exchange_schema(
        load_standard("cn-2021"), f"http://testserver{path}"
    )


def test_schema__of_a_form_in_a_directory(client, settings, tmp_path):
    standard = parse_standard(
        standard_toml(load_standard("fuzhou-2018")).replace("fuzhou-2018", "own-form", 1)
    )
    (tmp_path / "own-form.toml").write_text(standard_toml(standard), encoding="utf-8")
    settings.WAGTAIL_DISCLOSURE = {"STANDARDS_DIRECTORIES": [tmp_path]}

    assert client.get(address("own-form")).json()["title"] == standard.title


def test_schema__of_a_published_local_form_and_no_draft(client):
    published = make_published_standard(identifier="shili-2018")
    make_local_standard(identifier="shili-draft")

    assert client.get(address("shili-2018")).json()["title"] == published.title
    assert find_standard("shili-2018").identifier == "shili-2018"
    assert client.get(address("shili-draft")).status_code == 404
    assert client.get(address("cn-1999")).status_code == 404


def test_schema__is_only_read(client):
    assert client.post(address("cn-2021")).status_code == 405
    assert client.head(address("cn-2021")).status_code == 200
