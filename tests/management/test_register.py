"""``disclosure_register``: check, import and continue."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories import (
    make_agency,
    make_index_page,
    make_published_report,
    make_report,
    make_scheme,
    publish,
)
from wagtail_disclosure.models import Agency, IndexNumber, SerialScope

pytestmark = pytest.mark.django_db

HEAD = "索引号,机关代码,机关,名称,发文字号,成文日期,发布日期,状态,原因,索引号规则"


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def run(*arguments: str) -> tuple[str, int]:
    """Output and exit code."""
    out = io.StringIO()
    try:
        call_command("disclosure_register", *arguments, stdout=out, no_color=True)
    except SystemExit as end:
        return out.getvalue(), int(str(end.code))
    return out.getvalue(), 0


def file_of(tmp_path: Path, *lines: str, head: str = HEAD, name: str = "register.csv") -> str:
    path = tmp_path / name
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return str(path)


def imported(tmp_path: Path, *lines: str, options: tuple[str, ...] = (), head: str = HEAD) -> Any:
    """The JSON that an import prints, and its exit code."""
    out, code = run("import", file_of(tmp_path, *lines, head=head), "--format", "json", *options)
    data = json.loads(out)
    places = [(one["row"], one["column"], one["code"]) for one in data["mistakes"]]
    remarks = [(one["row"], one["code"]) for one in data["remarks"]]
    return (data["new"], data["there"], data["written"]), places, remarks, code


def found(*arguments: str) -> list[tuple[str, str, str]]:
    out, code = run("check", "--format", "json", *arguments)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == (1 if lines else 0)
    return [(line["kind"], line["number"], line["reason"]) for line in lines]


# Import -------------------------------------------------------------------------------------


def test_import__writes_every_field_and_goes_on_after_it(tmp_path: Path) -> None:
    agency = make_agency(code="FZ00503", name="示例市应急局")
    scheme = make_scheme(name="市级")
    result = imported(
        tmp_path,
        "FZ00503-3000-2019-00004,FZ00503,示例市应急局,年度报告,示应急〔2019〕4号,2019-01-10,"
        "2019-01-16 16:15,在用,,市级",
        "FZ00503-3000-2019-00007,,,通知,,2019年2月1日,2019/2/2,已作废,重号,",
        "FZ00503-3000-2018-00002,FZ00503,,,,,,,,",
    )
    assert result == ((3, 0, 3), [], [], 0)
    entry = IndexNumber.objects.get(number="FZ00503-3000-2019-00004")
    assert entry.scope is not None
    assert (entry.scheme, entry.scope.key, entry.serial) == (scheme, "FZ00503|2019", 4)
    assert (entry.agency, entry.agency_name, entry.title) == (agency, "示例市应急局", "年度报告")
    assert (entry.document_number, str(entry.made_on)) == ("示应急〔2019〕4号", "2019-01-10")
    assert entry.published_at is not None
    assert entry.published_at == entry.issued_at
    assert (entry.imported, entry.entered_by_hand, entry.page_id) == (True, False, None)
    assert (entry.state, entry.was_public) == ("in_use", False)
    void = IndexNumber.objects.get(serial=7)
    assert (void.state, void.reason, void.was_public) == ("void", "重号", True)
    assert void.state_changed_at is not None
    lasts = dict(SerialScope.objects.values_list("key", "last"))
    assert lasts == {"FZ00503|2019": 7, "FZ00503|2018": 2}
    made = make_published_report(agency=agency, made_on=date(2019, 3, 1))
    assert made.index_number == "FZ00503-3000-2019-00008"


def test_import__is_taken_over_by_a_page(tmp_path: Path) -> None:
    agency = make_agency(code="FZ00503")
    make_scheme()
    imported(tmp_path, "FZ00503-3000-2019-00004,,,,,,,,,")
    report = make_report(agency=agency, requested_index_number="FZ00503-3000-2019-00004")
    assert publish(report).index_number == "FZ00503-3000-2019-00004"
    assert imported(tmp_path, "FZ00503-3000-2019-00004,,,,,,,,,")[0] == (0, 1, 0)


def test_import__again_changes_nothing(tmp_path: Path) -> None:
    make_agency(code="FZ00503")
    make_scheme()
    line = "FZ00503-3000-2019-00004,,,年度报告,,,,,,"
    assert imported(tmp_path, line)[0] == (1, 0, 1)
    before = list(IndexNumber.objects.values())
    assert imported(tmp_path, line) == ((0, 1, 0), [], [], 0)
    assert list(IndexNumber.objects.values()) == before


def test_import__dry_run_changes_nothing(tmp_path: Path) -> None:
    make_agency(code="FZ00503")
    make_scheme()
    line = "FZ00503-3000-2019-00004,,,年度报告,,,,,,"
    assert imported(tmp_path, line, options=("--dry-run",)) == ((1, 0, 0), [], [], 0)
    assert not IndexNumber.objects.exists()
    assert not SerialScope.objects.exists()


def wrong_lines() -> tuple[str, ...]:
    return (
        "FZ00503-3000-2019-00001,,,,,,,,,",
        "FZ00503-3000-2019-00002,NN,,,,2019-02-30,,失踪,,",
        "FZ00503-3000-2019-00003,NN,没有的局,,,,,,,",
        "fz00503-3000-2019-00001,,,,,,,,,",
        "FZ00503-3000-2019-00005,SL1,示例市应急局,,,,,,,",
        "FZ00503-3000-2019-00006,SL1,,,,,,,,",
        "〔2019〕7,,,,,,,,,",
        "FZ00503-3000-2019-00008,,,,,,,,,没有的规则",
        "FZ00503-3000-2019-00009,,,,,,,,,",
        ",,,没有号,,,,,,",
    )


MISTAKES = [
    (3, "成文日期", "bad_date"),
    (3, "状态", "bad_state"),
    (3, "机关代码", "agency_unknown"),
    (4, "机关代码", "agency_unknown"),
    (5, "索引号", "number_twice"),
    (6, "机关", "agencies_differ"),
    (7, "索引号", "agency_other"),
    (8, "索引号", "agency_missing"),
    (9, "索引号规则", "scheme_unknown"),
    (10, "索引号", "number_taken"),
    (11, "索引号", "number_missing"),
]


def test_import__says_every_mistake_at_once_and_writes_nothing(tmp_path: Path) -> None:
    agency = make_agency(code="FZ00503", name="示例市应急局")
    other = make_agency(code="SL1")
    make_scheme()
    make_imported("FZ00503-3000-2019-00009", other)
    counts, mistakes, _remarks, code = imported(tmp_path, *wrong_lines())
    assert (counts, mistakes, code) == ((1, 0, 0), MISTAKES, 1)
    assert IndexNumber.objects.filter(agency=agency).count() == 0
    out, code = run("import", file_of(tmp_path, *wrong_lines()))
    assert code == 1
    assert "row 5, “索引号”: Row 2 has the same number." in out
    assert out.count("register.csv, row ") == len(MISTAKES)
    assert "New: 1, in the register already: 0, mistakes: 11, remarks: 0. Written: 0." in out
    assert out.splitlines()[0] == "Mistakes; these rows are not imported:"
    assert "Remarks" not in out
    assert "Nothing was written" in out


def test_import__skips_wrong_rows_when_told_so(tmp_path: Path) -> None:
    make_agency(code="FZ00503", name="示例市应急局")
    other = make_agency(code="SL1")
    make_scheme()
    make_imported("FZ00503-3000-2019-00009", other)
    counts, mistakes, _remarks, code = imported(tmp_path, *wrong_lines(), options=("--skip-wrong",))
    assert (counts, mistakes, code) == ((1, 0, 1), MISTAKES, 0)
    assert IndexNumber.objects.filter(number="FZ00503-3000-2019-00001").exists()
    again, _code = run("import", file_of(tmp_path, *wrong_lines()), "--skip-wrong")
    assert again.splitlines()[-1] == (
        "New: 0, in the register already: 1, mistakes: 11, remarks: 0. Written: 0."
    )


def make_imported(number: str, agency: Agency, **values: Any) -> IndexNumber:
    defaults = {"imported": True, "issued_at": "2019-01-01T00:00:00Z"}
    return IndexNumber.objects.create(number=number, agency=agency, **{**defaults, **values})


def test_import__keeps_wrong_numbers_as_they_were_given_and_remarks_on_them(
    tmp_path: Path,
) -> None:
    agency = make_agency(code="FZ00503", name="示例市应急局")
    make_scheme(name="市级")
    make_scheme(name="国标", pattern="{organisation}/{year}-{serial:5}")
    result = imported(
        tmp_path,
        "FZ00503-3000-2019-00001,,,,,2018-12-31,,,,",
        "FZ00503/3000/2019/1,,,,,,,,,",
        "fz00503-3000-2019-8,,,,,,,,,",
        "FZ00503-1000-2019-00001,,,,,,,,,",
        "榕索〔2019〕7,FZ00503,,,,,,,,",
        "035210000/2019-00003,FZ00503,,,,,,,,",
        "00000001X/2019-00003,,示例市应急局,,,,,,,市级",
    )
    assert result == (
        (7, 0, 7),
        [],
        [
            (2, "other_year"),
            (3, "serial_taken"),
            (3, "other_writing"),
            (3, "misfit"),
            (4, "misfit"),
            (5, "serial_taken"),
            (6, "no_scheme"),
            (7, "wrong_code"),
            (8, "misfit"),
        ],
        0,
    )
    stored = {
        entry.number: (entry.scheme.name if entry.scheme else "", entry.serial)
        for entry in IndexNumber.objects.filter(agency=agency).select_related("scheme")
    }
    assert stored == {
        "FZ00503-3000-2019-00001": ("市级", 1),
        "FZ00503/3000/2019/1": ("市级", None),
        "fz00503-3000-2019-8": ("市级", 8),
        "FZ00503-1000-2019-00001": ("市级", None),
        "榕索〔2019〕7": ("", None),
        "035210000/2019-00003": ("国标", 3),
        "00000001X/2019-00003": ("市级", None),
    }
    assert SerialScope.objects.get(key="FZ00503|2019").last == 8
    assert {kind for kind, _number, _reason in found()} == {
        "gap", "duplicate", "duplicate_serial", "misfit", "no_scheme", "check_character",
    }  # fmt: skip


def test_import__remarks_on_a_digit_too_many(tmp_path: Path) -> None:
    make_published_report(agency=make_agency(code="FZ00503"))
    counts, _mistakes, remarks, _code = imported(
        tmp_path,
        "FZ00503-3000-2019-30100,,,,,,,,,",
        "FZ00503-3000-2019-00103,,,,,,,,,",
        "FZ00503-3000-2019-00102,,,,,,,,,",
        "FZ00503-3000-2018-00500,,,,,,,,,",
    )
    assert (counts, remarks) == ((4, 0, 4), [(2, "leap")])
    path = file_of(tmp_path, "FZ00503-3000-2019-30202,,,,,,,,,")
    out, code = run("import", path, "--dry-run")
    assert code == 0
    assert out == (
        "Remarks; these rows are imported all the same:\n"
        f"{path}, row 2, “索引号”: It leaves out 101 serials, after 30100. If a digit is wrong, "
        "correct it: the next number given here goes on after it.\n"
        "New: 1, in the register already: 0, mistakes: 0, remarks: 1. Written: 0.\n"
    )


def test_import__of_serials_that_stand_in_the_register(tmp_path: Path) -> None:
    report = make_published_report(agency=make_agency(code="FZ00503"))
    assert report.index_number == "FZ00503-3000-2019-00001"
    counts, _mistakes, remarks, _code = imported(
        tmp_path,
        "FZ00503-3000-2019-00001,,,,,,,,,",
        "FZ00503-1000-2019-00001,,,,,,,,,",
        "FZ00503-3000-2019-00002,,,,,,,,,",
    )
    assert (counts, remarks) == ((2, 1, 2), [(3, "serial_taken")])


def test_import__remarks_on_a_number_that_is_there_in_other_letters(tmp_path: Path) -> None:
    report = make_published_report(agency=make_agency(code="FZ00503"))
    counts, mistakes, remarks, _code = imported(tmp_path, f"{report.index_number.lower()},,,,,,,,,")
    if connection.vendor == "mysql":  # takes both for the same number, and refuses the second
        assert (counts, mistakes) == ((0, 0, 0), [(2, "索引号", "number_taken")])
    else:
        assert (counts, remarks) == ((1, 0, 1), [(2, "serial_taken")])
    assert SerialScope.objects.count() == 1


def test_import__finds_agencies_by_all_their_names_and_codes(tmp_path: Path) -> None:
    agency = make_agency(
        code="FZ00503", name="示例市应急管理局", short_name="市应急局",
        social_credit_code="11341702486344515H",
    )  # fmt: skip
    former = make_agency(code="FZ00502", name="示例市安监局", short_name="同名")
    make_agency(code="FZ00501", name="示例市地震局", short_name="同名")
    agency.predecessors.add(former)
    make_scheme()
    counts, mistakes, _remarks, _code = imported(
        tmp_path,
        "A-1,fz00503,,,,,,,,",
        "A-2,11341702486344515H,,,,,,,,",
        "A-3,48634451-5,,,,,,,,",
        "A-4,, 示例市 应急管理局 ,,,,,,,",
        "A-5,,市应急局,,,,,,,",
        "A-6,,FZ00503,,,,,,,",
        "FZ00502-3000-2017-00001,FZ00503,,,,,,,,",
        "A-7,,同名,,,,,,,",
    )
    assert (counts, mistakes) == ((7, 0, 0), [(9, "机关", "agency_unknown")])


def test_import__of_the_register_s_own_export(tmp_path: Path, client: Any) -> None:
    from tests.admin.test_register import LIST, client_with, reverse

    agency = make_agency(code="FZ00503")
    make_scheme()
    imported(tmp_path, "FZ00503-3000-2019-00004,,,'=题,,2019-01-10,2019-01-16 16:15,已撤回,误发,")
    with translation.override("zh-hans"):
        response = client_with(superuser=True).get(reverse(LIST) + "?export=csv")
        text = b"".join(response.streaming_content).decode()
    assert next(csv.reader(io.StringIO(text)))[0].lstrip("\ufeff") == "索引号"
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    out, code = run("import", str(path), "--format", "json")
    assert code == 0, out
    assert json.loads(out)["there"] == 1, out
    assert (IndexNumber.objects.get().agency, IndexNumber.objects.get().title) == (agency, "=题")


def test_import__needs_as_many_queries_for_many_rows(tmp_path: Path) -> None:
    for number in range(30):
        make_agency(code=f"SL{number}")
    make_scheme()

    def queries(numbers: range) -> int:
        lines = [f"SL{n % 30}-3000-20{10 + n // 30}-00001,,,,,,,,," for n in numbers]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert imported(tmp_path, *lines)[3] == 0
        return len(captured)

    few = queries(range(2))
    assert queries(range(30, 230)) <= few + 5  # SQLite takes a few dozen rows by one INSERT


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "cannot be read as CSV or XLSX"),
        (b"\xd0\xcf\x11\xe0", "old .xls file"),
        (b"a\x00", "neither text nor a workbook"),
        (b"\xff\xff", "Line 1 cannot be decoded"),
        ("名称\nx".encode(), "Row 1 names no column “索引号”"),
        ("索引号,Number\n".encode(), "“索引号” and “Number” mean the same"),
        (b"x" * 30_000_001, "at most 30000000 are read"),
        (("索引号" + ",x" * 100).encode(), "Row 1 has more than 60 columns"),
    ],
)  # fmt: skip
def test_import__refuses_what_is_no_register(tmp_path: Path, content: bytes, text: str) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        run("import", str(path))
    assert text in str(error.value)
    assert "hostile" in str(error.value)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("import", "no/such/file.csv"), "no/such/file.csv cannot be read"),
        (("import", "/"), "cannot be read"),
        (("import", "\x00"), "cannot be read"),
        (("import", "x.csv", "--scheme", "没有"), "There is no numbering scheme “没有”"),
        (("check", "--scheme", "\x00"), "There is no numbering scheme"),
        (("continue", "A-1", "--scheme", "没有"), "There is no numbering scheme “没有”"),
        (("import",), "the following arguments are required: FILE"),
        ((), "the following arguments are required: ACTION"),
        (("burn",), "invalid choice"),
        (("check", "--format", "xml"), "invalid choice"),
        (("continue", "A-1"), "--scheme"),
    ],
)  # fmt: skip
def test_command__bad_arguments(arguments: tuple[str, ...], text: str) -> None:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    assert text in str(error.value)


def test_import__by_a_scheme_that_is_named(tmp_path: Path) -> None:
    make_agency(code="FZ00503")
    make_scheme(name="甲", pattern="{agency}-{year}-{serial:5}")
    second = make_scheme(name="乙", pattern="{agency}-{year}-{serial}", restarts_with="agency")
    imported(tmp_path, "FZ00503-2019-10004,,,,,,,,,", options=("--scheme", "乙"))
    assert IndexNumber.objects.get().scheme == second


def test_import__from_a_workbook(tmp_path: Path) -> None:
    make_agency(code="FZ00503")
    make_scheme()
    book = openpyxl.Workbook()
    book.active.append(["索引号", "名称"])
    book.active.append(["FZ00503-3000-2019-00004", "年度报告"])
    book.save(tmp_path / "register.xlsx")
    out, code = run("import", str(tmp_path / "register.xlsx"))
    assert (code, IndexNumber.objects.get().title) == (0, "年度报告")
    assert "New: 1, in the register already: 0, mistakes: 0, remarks: 0. Written: 1." in out


def test_import__when_somebody_was_faster(tmp_path: Path, monkeypatch: Any) -> None:
    agency = make_agency(code="FZ00503")
    make_scheme()
    from wagtail_disclosure.services import register_import

    original = register_import.locked_scopes

    def slower(keys: Any) -> Any:
        make_imported("FZ00503-3000-2019-00004", agency)
        return original(keys)

    monkeypatch.setattr(register_import, "locked_scopes", slower)
    with pytest.raises(CommandError, match="nothing was written"):
        run("import", file_of(tmp_path, "FZ00503-3000-2019-00004,,,,,,,,,"))


# Check --------------------------------------------------------------------------------------


def test_check__of_an_empty_and_of_a_right_register() -> None:
    assert run("check") == ("The register: 0 findings.\n", 0)
    assert found() == []
    index = make_index_page()
    agency = make_agency(code="FZ00503")
    for year in (2016, 2017):
        make_published_report(index, agency, year=year, made_on=date(2019, 1, 10))
    assert found() == []


def test_check__every_kind_with_its_reason() -> None:
    index, agency = make_index_page(), make_agency(code="FZ00503", name="示例市应急局")
    first = make_published_report(index, agency, year=2016, made_on=date(2019, 1, 10))
    scheme = first.numbering_scheme
    make_published_report(
        index, agency, year=2017, made_on=date(2019, 1, 10), requested_index_number=(
            "FZ00503-3000-2019-00004"
        ),
    )  # fmt: skip
    national = make_scheme(name="国标", pattern="{organisation}/{year}-{serial:5}")
    make_imported("FZ00503/3000/2019/4", agency, scheme=scheme)
    make_imported("FZ00503-1000-2019-00001", agency, scheme=scheme)
    make_imported("035210000/2019-00001", agency, scheme=national)
    make_imported("000000019/2019-00001", agency, scheme=national)
    make_imported("〔2019〕7", agency)
    Agency.objects.filter(pk=agency.pk).update(organisation_code="035210000")
    assert found() == [
        ("gap", "", "FZ00503|2019: no number has the serials 2 to 3 (2)."),
        ("misfit", "FZ00503/3000/2019/4",
         "It does not fit its scheme, e.g. AB001-1000-2019-00001."),
        ("check_character", "035210000/2019-00001",
         "the agency's organisation code: “035210000” is mistyped: by its other characters the "
         "last one would be 8. Compare it with the certificate."),
        ("dummy", "000000019/2019-00001",
         "“000000019” (the agency's organisation code) was made up."),
        ("no_scheme", "〔2019〕7", "It fits no numbering scheme of this site."),
        ("duplicate", "FZ00503-3000-2019-00004",
         "The same number stands in other writing: FZ00503/3000/2019/4."),
        ("duplicate_serial", "FZ00503-3000-2019-00001",
         "Another number has the same serial: FZ00503-1000-2019-00001."),
        ("agency_code", "",
         "示例市应急局: “035210000” is mistyped: by its other characters the last one would be 8. "
         "Compare it with the certificate."),
    ]  # fmt: skip
    assert [kind for kind, _number, _reason in found("--scheme", "国标")] == [
        "check_character", "dummy",
    ]  # fmt: skip
    out, code = run("check")
    assert code == 1
    assert "[gap] FZ00503|2019: no number has the serials 2 to 3 (2)." in out
    assert out.endswith("The register: 8 findings.\n")


def test_check__with_a_scheme_that_cannot_be_read() -> None:
    scheme = make_scheme()
    type(scheme).objects.update(pattern="{broken")
    make_imported("FZ00503-3000-2019-00004", make_agency(), scheme=scheme)
    assert found() == []


def test_check__needs_as_many_queries_for_many_numbers() -> None:
    agency, scheme = make_agency(code="FZ00503"), make_scheme()

    def fill(numbers: range) -> None:
        for number in numbers:
            scope = SerialScope.objects.create(scheme=scheme, key=f"FZ00503|{number}", last=1)
            make_imported(
                f"FZ00503-3000-{number}-00001", agency, scheme=scheme, scope=scope, serial=1
            )
            make_imported(f"FZ00503-3000-{number}-1", agency, scheme=scheme)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(found()) == IndexNumber.objects.count()
        return len(captured)

    fill(range(1950, 1951))
    few = queries()
    fill(range(1951, 2050))
    assert queries() == few


# Continue -----------------------------------------------------------------------------------


def test_continue__sets_the_serial() -> None:
    agency = make_agency(code="FZ00503")
    make_scheme(name="市级")
    out, code = run("continue", "FZ00503-3000-2019-00347", "--scheme", "市级")
    assert (out, code) == (
        "FZ00503|2019: the serial goes on after 347 (before: 0).\n", 0,
    )  # fmt: skip
    assert make_published_report(agency=agency).index_number == "FZ00503-3000-2019-00348"
    with pytest.raises(CommandError, match="cannot go back to 3"):
        run("continue", "FZ00503-3000-2019-00003", "--scheme", "市级")
    with pytest.raises(CommandError, match="does not fit"):
        run("continue", "\x00", "--scheme", "市级")
