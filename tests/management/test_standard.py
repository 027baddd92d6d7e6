"""``disclosure_standard`` on files, and with local standards where there is a database."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils.translation import override

from tests.factories import make_local_standard, make_published_standard
from tests.management.test_check import STANDARD
from wagtail_disclosure.domain import (
    exchange_schema,
    load_standard,
    parse_standard,
    read_exchange,
)
from wagtail_disclosure.management.commands import disclosure_standard
from wagtail_disclosure.services.standards import find_standard


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def run(*arguments):
    """Exit code, output, lines of errors."""
    out, errors = StringIO(), StringIO()
    code = 0
    try:
        call_command("disclosure_standard", *arguments, stdout=out, stderr=errors)
    except SystemExit as stopped:
        code = stopped.code
    return code, out.getvalue(), errors.getvalue().splitlines()


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own-form.toml"
    path.write_text(STANDARD, encoding="utf-8")
    return path


@pytest.fixture
def no_database(monkeypatch):
    """As where nothing answers, or nothing is migrated yet."""

    def refuse(*arguments, **options):
        raise OperationalError("no such table")

    monkeypatch.setattr(disclosure_standard, "local_versions", refuse)


@pytest.mark.usefixtures("no_database")
def test_list__shipped_and_own(own):
    _, out, _ = run("list", "--standards", str(own.parent))

    assert [line.split("\t")[:2] for line in out.splitlines()] == [
        ["cn-2014", "2014–2018"],
        ["cn-2019", "2019–2020"],
        ["cn-2021", "2021–"],
        ["fuzhou-2018", "–2018"],
        ["own-form", "any year"],
    ]


def test_list__broken_file_is_named(own):
    own.write_text(STANDARD.replace('title = "Own"', ""), encoding="utf-8")

    with pytest.raises(CommandError, match=r"own-form\.toml: title: This key is missing"):
        run("list", "--standards", str(own.parent))


def test_show__sections_rows_and_what_adds_up():
    lines = run("show", "cn-2021")[1].splitlines()

    assert lines[:6] == [
        "cn-2021: 中华人民共和国政府信息公开工作年度报告格式（2021年修订）",
        "Issued as: 国办公开办函〔2021〕30号",
        "Report years: 2021–",
        "Cells: 200, of these calculated: 34",
        "",
        "一、总体情况",
    ]
    assert "三、收到和处理政府信息公开申请情况 [requests]" in lines
    assert "      （三）不予公开 (denied, heading)" in lines
    assert "        1.属于国家秘密 (denied_state_secret)" in lines
    assert lines[-2:] == [
        "requests: received_new + carried_in = res_total + carried_out (error)",
        "requests: carried_in = last year's carried_out (error)",
    ]


def test_show__rows_from_memory_are_marked():
    lines = run("show", "cn-2014")[1].splitlines()

    assert "      制发规范性文件总数 (normative_issued, 件)" in lines
    assert "      （一）收到申请数 (received, 件, from memory)" in lines
    assert lines[-1] == "statistics: staff = staff_full + staff_part (warning)"


def test_show__small_standard(own):
    assert run("show", "own-form", "--standards", str(own.parent))[1].splitlines() == [
        "own-form: Own",
        "Report years: any year",
        "Cells: 1, of these calculated: 0",
        "",
        "一、S",
        "",
        "t: T",
        "  Now (now)",
        "    A (a)",
    ]


def test_validate__all_mistakes_of_all_files(own, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('identifier = "broken"\ntitel = 1\n', encoding="utf-8")

    code, out, errors = run("validate", str(own), str(broken))

    assert code == 1
    assert out == f"{own}: no mistakes. Tables: 1, cells: 1.\n"
    assert [line.split(": ")[1] for line in errors] == ["title", "sections", "tables", "titel"]


def test_validate__nothing_wrong(own):
    assert run("validate", str(own))[0] == 0


def test_empty__every_typed_cell_and_no_other():
    report = read_exchange(run("empty", "cn-2021", "--agency", "示例市水务局")[1])
    standard = load_standard("cn-2021")

    assert (report.standard, report.agency, report.year) == ("cn-2021", "示例市水务局", 2021)
    assert report.figures == {
        cell: None for cell in standard.cells if cell not in standard.formulas
    }


def test_empty__year(own):
    folder = str(own.parent)

    assert json.loads(run("empty", "fuzhou-2018")[1])["year"] == 2018
    assert json.loads(run("empty", "cn-2021", "--year", "2025")[1])["year"] == 2025
    with pytest.raises(CommandError, match="Name one: --year"):
        run("empty", "own-form", "--standards", folder)


def test_schema__that_of_the_standard():
    out = run("schema", "cn-2019")[1]

    assert json.loads(out) == exchange_schema(load_standard("cn-2019"))


@pytest.mark.usefixtures("no_database")
def test_unknown_standard__those_known_are_named():
    with pytest.raises(CommandError, match=r"no form “cn-1999”\. Known are: cn-2014, cn-2019"):
        run("show", "cn-1999")


def test_broken_standard__its_mistakes_are_named(own):
    own.write_text(STANDARD.replace('title = "Own"', ""), encoding="utf-8")

    with pytest.raises(CommandError, match="title: This key is missing"):
        run("show", "own-form", "--standards", str(own.parent))


def test_export__gives_an_equal_standard():
    out = run("export", "cn-2021")[1]

    assert parse_standard(out) == load_standard("cn-2021")


@pytest.mark.django_db
def test_local_standards__are_known_once_published():
    make_published_standard(identifier="shili-2018")
    make_local_standard(identifier="shili-draft")
    local = find_standard("shili-2018")

    assert [line.split("\t")[0] for line in run("list")[1].splitlines()] == [
        "cn-2014",
        "cn-2019",
        "cn-2021",
        "fuzhou-2018",
        "shili-2018",
    ]
    assert run("show", "shili-2018")[1].startswith(f"shili-2018: {local.title}")
    assert parse_standard(run("export", "shili-2018")[1]) == local
    assert json.loads(run("schema", "shili-2018")[1]) == exchange_schema(local)
    assert json.loads(run("empty", "shili-2018")[1])["standard"] == "shili-2018"
    assert run("validate", "shili-2018") == (
        0,
        "shili-2018: no mistakes. Tables: 1, cells: 30.\n",
        [],
    )
    with pytest.raises(CommandError, match=r"Known are: .*fuzhou-2018, shili-2018"):
        run("show", "shili-draft")


@pytest.mark.django_db
def test_validate__neither_file_nor_local_standard():
    code, _, errors = run("validate", "no-such-form")

    assert code == 1
    assert errors[0].startswith("no-such-form: The file cannot be read")
