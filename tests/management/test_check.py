"""``disclosure_check`` on files alone: no test here is given a database."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override

from tests.domain.cases import CASES, read_case

SEED = read_case(CASES / "fuzhou-2018-seed.toml")
NO_TEXTS = [f"T{n:02}" for n in (*range(1, 11), 12, 13)]
STANDARD = """
identifier = "own-form"
title = "Own"
sections = [{ key = "s", heading = "S" }]
[[tables]]
key = "t"
title = "T"
columns = [{ key = "now", label = "Now" }]
rows = [{ key = "a", label = "A" }]
"""


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def facts_of(year):
    """Facts with which no rule is skipped, and none finds anything."""
    return {
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "published_on": f"{year + 1}-01-31",
        "deadline": f"{year + 1}-01-31",
        "makes_rules": False,
        "members": {},
        "counted": {},
    }


@pytest.fixture
def file(tmp_path):
    """Write an exchange file with the seed's figures and some keys changed."""

    def write(name, **changes):
        data = {
            "standard": "fuzhou-2018",
            "agency": "示例市统计局",
            "year": 2018,
            "figures": SEED["figures"],
            "opening": SEED["opening"],
            **changes,
        }
        data.setdefault("facts", facts_of(data["year"]))
        path = tmp_path / name
        path.write_text(json.dumps(data), encoding="utf-8")
        return str(path)

    return write


def without_texts(path):
    return f"{path}: not checked, as the file has no texts for it: {', '.join(NO_TEXTS)}"


def run(*arguments):
    """Exit code, lines of output, lines of errors."""
    out, errors = StringIO(), StringIO()
    code = 0
    try:
        call_command("disclosure_check", *arguments, stdout=out, stderr=errors)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue().splitlines(), errors.getvalue().splitlines()


def test_check__nothing_found(file):
    path = file("seed.json")

    assert run(path) == (0, [f"{path}: no findings", without_texts(path)], [])


def test_check__error_as_text(file):
    path = file("blank.json", figures={**SEED["figures"], "statistics.review.current": None})

    assert run(path) == (
        1,
        [
            f"{path}: F02 Error: “行政复议数” (2018年) is blank. Enter a figure, 0 if there was "
            "nothing, or “n/a” if it does not apply.",
            without_texts(path),
        ],
        [],
    )


def test_check__json_as_documented(file):
    opening = {**SEED["opening"], "statistics.recv_online.cumulative": 38}
    path = file("channels.json", opening=opening)

    code, out, errors = run(path, "--format", "json")

    assert (code, errors) == (1, [])
    assert [json.loads(line) for line in out] == [
        {
            "file": path,
            "findings": [
                {
                    "code": "S01",
                    "severity": "error",
                    "cells": [
                        "statistics.received.cumulative",
                        "statistics.recv_in_person.cumulative",
                        "statistics.recv_online.cumulative",
                        "statistics.recv_letter_fax.cumulative",
                    ],
                    "left": "40",
                    "right": "39",
                    "difference": "1",
                    "message": "The opening balance of “受理政府信息公开申请总数” (历年累计) "
                    "is 40, but those of its parts “其中：1.当面申请数”, “2.网络申请数”, "
                    "“3.信函、传真申请数” add up to 39, a difference of 1. "
                    "Correct the one that is wrong.",
                }
            ],
            "skipped": NO_TEXTS,
        }
    ]


def test_check__warning_alone_is_no_failure(file):
    code, out, _ = run(file("late.json", year=2019), "--format", "json")

    assert code == 0
    assert [found["code"] for found in json.loads(out[0])["findings"]] == ["Y04"]


def test_check__skipped_rules_are_named(file):
    path = file("alone.json", opening=None, facts=None)

    assert run(path) == (
        0,
        [
            f"{path}: no findings",
            f"{path}: not checked, as nothing is known of last year: Y02, Y03",
            without_texts(path),
            f"{path}: not checked, as the file has no facts for it: C01, M01, R01, R02",
        ],
        [],
    )
    assert json.loads(run(path, "--format", "json")[1][0]) == {
        "file": path,
        "findings": [],
        "skipped": ["C01", "M01", "R01", "R02", *NO_TEXTS, "Y02", "Y03"],
    }


def test_check__prose_against_the_table(file):
    path = file("prose.json", sections={"requests": "<p>2018年，我局收到政府信息公开申请3件。</p>"})

    code, out, _ = run(path)

    assert code == 1  # sections are missing
    assert [line for line in out if "T01" in line] == [
        f"{path}: T01 Warning: The text says “收到政府信息公开申请3件” (3), but "
        "“受理政府信息公开申请总数” (2018年) is 0 in the table. Correct the text or the table."
    ]
    assert out[-1] == f"{path}: not checked, as the file has no texts for it: T05, T06, T08, T12"


def test_check__broken_file_does_not_stop_the_others(file, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    good = file("seed.json")

    assert run(str(broken), good) == (
        2,
        [f"{good}: no findings", without_texts(good)],
        [f"{broken}: The file is not JSON: see line and column 1:2."],
    )


def test_check__broken_file_outweighs_an_error_found_later(file, tmp_path):
    blank = file("blank.json", figures={})

    assert run(str(tmp_path / "nowhere.json"), blank)[0] == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "not_readable"),
        (b"\xff\xfe{}", "not_utf8"),
        (b"[]", "not_an_object"),
        (b'{"standard": "cn-1999", "agency": "", "year": 1, "figures": {}}', "unknown_standard"),
    ],
)
def test_check__unreadable_file_as_json(tmp_path, content, code):
    path = tmp_path / "file.json"
    if content is not None:
        path.write_bytes(content)

    exit_code, out, errors = run(str(path), "--format", "json")

    (line,) = [json.loads(line) for line in out]
    assert (exit_code, errors, line["file"], line["error"]["code"]) == (2, [], str(path), code)
    assert line["error"]["message"].endswith(".")


def test_check__standards_of_the_site(file, tmp_path, settings):
    path = file("own.json", standard="own-form", figures={"t.a.now": 1}, opening=None)
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "own-form.toml").write_text(STANDARD, encoding="utf-8")

    assert run(path)[0] == 2
    assert run(path, "--standards", str(forms))[0] == 0
    settings.WAGTAIL_DISCLOSURE = {"STANDARDS_DIRECTORIES": [str(forms)]}
    assert run(path)[0] == 0


def test_check__broken_standard(file, tmp_path):
    path = file("own.json", standard="own-form", figures={}, opening=None)
    (tmp_path / "own-form.toml").write_text("title = 1", encoding="utf-8")

    code, out, _ = run(path, "--standards", str(tmp_path), "--format", "json")

    assert code == 2
    assert json.loads(out[0])["error"]["code"] == "broken_standard"


def test_check__half_characters_can_be_printed(file):
    path = file("half.json", figures={**SEED["figures"], "statistics.review.current": "\ud800"})

    assert "“?” at “行政复议数”" in run(path)[1][0]
