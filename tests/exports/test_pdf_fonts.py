"""Fonts: what is shipped, what a site may name, what is refused."""

import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.exports import samples
from wagtail_disclosure.exports.document import RichText
from wagtail_disclosure.exports.pdf import (
    FontError,
    FontProblem,
    check_fonts,
    missing_characters,
    render_pdf,
)
from wagtail_disclosure.exports.pdf.faces import load_face
from wagtail_disclosure.exports.pdf.font_files import SANS_BOLD, SERIF

TABLES = (b"OS/2", b"cmap", b"glyf", b"head", b"hmtx", b"loca", b"name", b"post")


def font_file(path: Path, *, kind=b"\x00\x01\x00\x00", tables=TABLES, rights=0) -> Path:
    """A file with the table directory of a font, and nothing in its tables but the rights."""
    end = 12 + 16 * len(tables)
    entries = b"".join(struct.pack(">4sLLL", tag, 0, end, 16) for tag in tables)
    path.write_bytes(kind + struct.pack(">HHHH", len(tables), 0, 0, 0) + entries)
    with path.open("ab") as file:
        file.write(bytes(8) + struct.pack(">H", rights) + bytes(6))
    return path


def problem_of(setting):
    (problem,) = check_fonts(setting)
    return problem


@pytest.mark.parametrize(
    "setting", [None, {}, {"body": []}, {"heading": [SERIF, str(SANS_BOLD[0])]}]
)
def test_check__of_usable_fonts__finds_nothing(setting):
    assert check_fonts(setting) == []


def test_check__of_a_missing_file__says_so(tmp_path):
    path = tmp_path / "nowhere.ttf"
    assert problem_of({"body": [path]}) == FontProblem(
        "body",
        str(path),
        "The file cannot be read (No such file or directory).",
        "Correct the path or the permissions.",
    )


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"kind": b"OTTO", "tables": (b"CFF ", *TABLES)}, "PostScript"),
        ({"tables": (*TABLES, b"fvar")}, "variable"),
        ({"tables": TABLES[1:]}, "missing"),
        ({"rights": 0x0002}, "forbid"),
        ({"rights": 0x0100}, "forbid"),
        ({"kind": b"wOF2"}, "damaged"),
    ],
)
def test_check__of_a_font_that_cannot_be_embedded__says_why(tmp_path, options, reason):
    path = font_file(tmp_path / "font.ttf", **options)
    problem = problem_of({"heading": [path]})
    assert (problem.role, problem.file) == ("heading", str(path))
    assert reason in problem.reason
    assert problem.remedy


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"no font at all", b"ttcf\x00\x01\x00\x00\x00"]
)
def test_check__of_a_damaged_file__says_so(tmp_path, content):
    path = tmp_path / "font.ttf"
    path.write_bytes(content)
    assert problem_of({"body": [path]}).reason == "The file is damaged or no font."


def test_check__of_a_collection__looks_at_the_font_that_is_named(tmp_path):
    single = font_file(tmp_path / "font.ttf").read_bytes()
    path = tmp_path / "fonts.ttc"
    path.write_bytes(b"ttcf" + struct.pack(">LLL", 0x10000, 1, 16) + single)
    assert check_fonts({"body": [(path, 0)]}) == []
    assert problem_of({"body": [(path, 1)]}).reason == "The file has no font number 1."
    assert problem_of({"body": [(SERIF[0], 1)]}).reason == "The file has no font number 1."


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ({"title": []}, "There is no role 'title'."),
        ({"body": "font.ttf"}, "The value of 'body' is not a list."),
        ({"body": 7}, "The value of 'body' is not a list."),
        ({"body": [7]}, "7 names no font file."),
        ({"body": [("a.ttf", "b")]}, "('a.ttf', 'b') names no font file."),
        (["font.ttf"], "The fonts are not a dict."),
    ],
)
def test_check__of_a_setting_of_another_shape__says_what_is_expected(setting, reason):
    problem = problem_of(setting)
    assert problem.reason == reason
    assert problem.remedy


def test_check__reports_every_problem(tmp_path):
    missing = [tmp_path / "a.ttf", tmp_path / "b.ttf"]
    problems = check_fonts({"body": [missing[0]], "heading": [SERIF, missing[1]]})
    assert [problem.file for problem in problems] == [str(path) for path in missing]


def test_check__needs_no_reportlab():
    code = (
        "import sys; from wagtail_disclosure.exports.pdf import check_fonts;"
        "check_fonts({'body': ['x']}); sys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_render__with_a_wrong_setting__raises_the_error(tmp_path):
    with pytest.raises(FontError) as error:
        render_pdf(samples.document_of(), fonts={"body": [tmp_path / "nowhere.ttf"]})
    assert error.value.file == str(tmp_path / "nowhere.ttf")
    assert "cannot be read" in str(error.value)


def test_render__with_a_font_that_only_looks_right__raises_the_error(tmp_path):
    path = font_file(tmp_path / "font.ttf")
    with pytest.raises(FontError, match="ReportLab cannot read it"):
        render_pdf(samples.document_of(), fonts={"body": [path]})


def fonts_of(pdf):
    return {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_own_font__draws_what_it_can__and_the_shipped_one_the_rest():
    document = samples.document_of(RichText("<p>普通，㙟</p>"))
    only_common = RichText("<p>普通</p>")
    setting = {"body": [SANS_BOLD[0]]}
    assert fonts_of(render_pdf(samples.document_of(only_common), fonts=setting)) == {
        "NotoSansSC-Bold"
    }
    assert fonts_of(render_pdf(document, fonts=setting)) == {
        "NotoSansSC-Bold",
        "NotoSerifSC-Regular",
    }
    assert missing_characters(document, setting) == ""


# The shipped fonts


def test_shipped_fonts__cover_what_reports_are_written_with():
    serif, sans = load_face(*SERIF), load_face(*SANS_BOLD)
    gb2312 = [
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xF8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) <= (0xD7, 0xF9) or row > 0xD7
    ]
    assert len(gb2312) == 6763
    marks = "，。、；：！？“”‘’（）《》〈〉〔〕【】「」—…·～％‰℃㎡〓①②③•—×÷≤≥"
    assert [char for char in (*gb2312, *marks) if not serif.has(ord(char))] == []
    assert [char for char in (*gb2312, *marks) if not sans.has(ord(char))] == []
    names = "㙟𬭎堃喆镕甪浉鄌氹硔㳇𣲘㙍"
    assert [char for char in names if not serif.has(ord(char))] == []
    assert sum(serif.has(code) for code in range(0x4E00, 0xA000)) == 20992
    assert sum(serif.has(code) for code in range(0x3400, 0x4DC0)) == 6592


def test_shipped_fonts__may_be_embedded_and_come_with_their_licence():
    licence = (SERIF[0].parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence
