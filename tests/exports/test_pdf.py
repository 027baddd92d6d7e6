"""The PDF as readers and programs get it."""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from tests.exports import samples
from wagtail_disclosure.exports.document import Heading, PlainTable, RichText, Statistics
from wagtail_disclosure.exports.pdf import labels, missing_characters, render_pdf

needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdffonts")), reason="poppler is not installed"
)


@pytest.fixture(scope="module")
def report_pdf() -> bytes:
    return render_pdf(samples.report())


def text_of(pdf: bytes) -> str:
    """All text without white space, which is where lines and columns end."""
    return squeeze("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assert_in_order(parts, text):
    position = 0
    for part in parts:
        found = text.find(squeeze(part), position)
        assert found >= 0, f"{part!r} is missing after {text[max(0, position - 60) : position]!r}"
        position = found + len(squeeze(part))


def poppler(tool, pdf, tmp_path, *options):
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    target = ["-"] if tool == "pdftotext" else []
    return subprocess.run(
        [tool, *options, str(path), *target], capture_output=True, text=True, check=True
    )


def seed_lines():
    return [f"{label}{unit}{now}{total}" for label, _, _, unit, now, total in samples.SEED_ROWS]


# Text


def test_text__of_the_report__stands_in_reading_order(report_pdf):
    with translation.override("zh-hans"):
        words = [
            labels.source("福州市应急管理局"),
            labels.attachments(),
            labels.interpretations(),
            labels.permanent_address(),
        ]
    assert_in_order(
        [
            *(f"{field.label}{field.value or '—'}" for field in samples.metadata()),
            samples.TITLE,
            "榕应急函〔2019〕4号",
            words[0],
            "2019-01-16 16:15",
            "元数据和数据与公布时一致，文字经过缩写。",
            *(f"{heading.number}{heading.text}" for heading in samples.report().headings),
            "附表（2018年）",
            "指标名称单位2018年历年累计",
            *seed_lines(),
            "站点自定义的内容块",
            words[1],
            "公开事项目录",
            "统计表",
            words[2],
            "一图读懂年度报告",
            words[3],
            samples.ADDRESS,
        ],
        text_of(report_pdf),
    )


def test_text__of_paragraphs__is_the_source_text():
    pdf = render_pdf(samples.document_of(RichText(f"<p>{samples.PROSE}</p>")))
    assert squeeze(samples.PROSE) in text_of(pdf)


def test_text__beyond_the_basic_plane__is_extracted_as_written(report_pdf):
    rare = "㙟、𬭎、堃、喆、镕、甪、浉、鄌、氹、硔、㳇、𣲘、㙍"
    assert rare in text_of(report_pdf)


@needs_poppler
def test_pdftotext__finds_every_heading_and_all_thirty_figures(report_pdf, tmp_path):
    text = poppler("pdftotext", report_pdf, tmp_path, "-layout").stdout
    rows = [squeeze(line) for line in text.splitlines()]
    assert [line for line in seed_lines() if line not in rows] == []
    flat = squeeze(text)
    headings = [f"{heading.number}{heading.text}" for heading in samples.report().headings]
    assert [heading for heading in headings if squeeze(heading) not in flat] == []


@needs_poppler
def test_pdffonts__lists_only_embedded_subsets(report_pdf, tmp_path):
    result = poppler("pdffonts", report_pdf, tmp_path)
    fonts = [line.split() for line in result.stdout.splitlines()[2:]]
    assert [(font[0].split("+")[1], font[-5:-2]) for font in fonts] == [
        ("NotoSerifSC-Regular", ["yes", "yes", "yes"]),
        ("NotoSansSC-Bold", ["yes", "yes", "yes"]),
    ]
    assert result.stderr == ""
    assert b"Helvetica" not in report_pdf


# Document information, outline, links


def test_information__names_title_agency_and_numbers(report_pdf):
    reader = PdfReader(BytesIO(report_pdf))
    assert {
        key: reader.metadata[key] for key in ("/Title", "/Author", "/Creator", "/Keywords")
    } == {
        "/Title": samples.TITLE,
        "/Author": "福州市应急管理局",
        "/Creator": "wagtail-disclosure",
        "/Keywords": "政府信息公开, 年度报告, FZ00503-3000-2019-00004, 榕应急函〔2019〕4号",
    }
    assert reader.metadata.creation_date == samples.report().published
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def outline_of(entries, depth=0):
    found = []
    for entry in entries:
        if isinstance(entry, list):
            found.extend(outline_of(entry, depth + 1))
        else:
            found.append((depth, entry.title))
    return found


def test_outline__equals_the_headings(report_pdf):
    expected = [
        (heading.level - 1, f"{heading.number}{heading.text}")
        for heading in samples.report().headings
    ]
    assert outline_of(PdfReader(BytesIO(report_pdf)).outline) == expected


def test_outline__when_a_level_is_skipped__has_no_gap():
    pdf = render_pdf(
        samples.document_of(
            Heading(2, "（一）", "甲", "a"),
            Heading(4, "（1）", "乙", "b"),
            Heading(1, "一、", "丙", "c"),
        )
    )
    outline = outline_of(PdfReader(BytesIO(pdf)).outline)
    assert outline == [(0, "（一）甲"), (1, "（1）乙"), (0, "一、丙")]


def links_of(pdf):
    return {
        annotation.get_object()["/A"]["/URI"]
        for page in PdfReader(BytesIO(pdf)).pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    }


def test_links__keep_their_addresses(report_pdf):
    assert links_of(report_pdf) == {
        "https://www.example.gov.cn/zwgk/",
        "https://www.example.gov.cn/documents/1/list.pdf",
        "https://www.example.gov.cn/documents/2/table.xlsx",
        "https://www.example.gov.cn/reading/",
        samples.ADDRESS,
    }


def test_links__relative_foreign_and_broken__are_completed_or_left_out():
    html = (
        '<p><a href="../a/附.pdf">甲</a><a href="javascript:alert(1)">乙</a>'
        '<a href="http://[">丙</a><a href="#s1">丁</a></p>'
    )
    pdf = render_pdf(
        samples.document_of(
            Heading(1, "一、", "概述", "s1"),
            RichText(html),
            url="https://www.example.gov.cn/z/2018/",
        )
    )
    assert "https://www.example.gov.cn/z/a/%E9%99%84.pdf" in links_of(pdf)
    assert not any("alert" in link or "[" in link for link in links_of(pdf))
    assert "甲乙丙丁" in text_of(pdf)


# Pages


def test_edges__of_every_page__carry_title_index_number_and_page_number(report_pdf):
    pages = [squeeze(page.extract_text()) for page in PdfReader(BytesIO(report_pdf)).pages]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"—{number}—" in page
        assert "FZ00503-3000-2019-00004" in page
    assert all(samples.TITLE in page for page in pages[1:])


def test_running_head__when_the_title_lacks_agency_and_year__adds_them():
    body = [RichText("<p>文字</p>") for _ in range(40)]
    pdf = render_pdf(samples.document_of(*body, title="年度报告"))
    assert "示例市·年度报告·2020" in squeeze(PdfReader(BytesIO(pdf)).pages[1].extract_text())


@pytest.mark.parametrize(("number", "shown"), [("", 0), ("FZ-1", 1)])
def test_foot__shows_the_index_number__when_there_is_one(number, shown):
    pdf = render_pdf(samples.document_of(RichText("<p>文</p>"), index_number=number))
    assert text_of(pdf).count("FZ-1") == shown


# Same bytes, whatever happens around


def test_bytes__of_the_same_document__are_the_same(report_pdf):
    assert render_pdf(samples.report()) == report_pdf


def test_bytes__from_eight_threads__are_the_same(report_pdf):
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(lambda _: render_pdf(samples.report()), range(16)))
    finally:
        sys.setswitchinterval(interval)
    assert [result == report_pdf for result in results] == [True] * 16


# Missing glyphs


def test_missing_characters__names_each_once_in_order():
    document = samples.document_of(RichText("<p>𠮷与🙂及𠮷</p>"), title="标题🂡")
    assert missing_characters(document) == "🂡𠮷🙂"


def test_missing_characters__of_the_report__is_empty():
    assert missing_characters(samples.report()) == ""


def test_missing_glyph__is_still_copied_as_what_it_stands_for():
    pdf = render_pdf(samples.document_of(RichText("<p>前𠮷后</p>")))
    assert "前𠮷后" in text_of(pdf)


# Hostile and unusual content

HOSTILE = {
    "unclosed": "<p><b>未闭合<ul><li>一<li>二<ol><li>三</p></b></i></ul></ol></ul></a>末尾",
    "script": "<script>alert('末尾')</script><style>x{}</style><p>末尾</p>",
    "long word": "<p>" + "a" * 10_000 + "</p><p>" + "https://" + "x/" * 2_000 + "</p>末尾",
    "only marks": "<p>" + "（" * 400 + "，" * 400 + "—" * 301 + "</p>末尾",
    "controls": "<p>a\x00b\x0b&#0;&#xD800;\u200b\u2028\ufeff&zwj;</p><!-- --><![CDATA[x]]>末尾",
    "deep": "<ul><li>层" * 300 + "末尾",
    "breaks": "<p><br><br>甲<br><br>乙<br></p>末尾",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_rich_text__is_drawn_to_its_end(html):
    text = text_of(render_pdf(samples.document_of(RichText(html))))
    assert "末尾" in text
    assert "alert" not in text


def test_long_word__loses_no_character():
    pdf = render_pdf(samples.document_of(RichText("<p>" + "ab" * 5_000 + "</p>")))
    assert text_of(pdf).count("ab") >= 4_800  # some pairs are parted by foot lines
    assert text_of(pdf).count("a") - text_of(render_pdf(samples.document_of())).count("a") == 5_000


def test_texts_of_any_length__fit_somewhere():
    document = samples.report(
        title="很长的标题" * 60,
        agency="机关" * 60,
        document_number="文号" * 100,
        index_number="9" * 200,
        notice="说明。" * 300,
    )
    assert text_of(render_pdf(document)).count("说明。") == 300


def test_document__without_anything__is_one_page():
    pdf = render_pdf(samples.document_of(title="", agency="", year=0, language=""))
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_tables__without_cells__are_left_out():
    empty = samples.seed_table().__class__("t", "空表", "", 0, ())
    nodes = (Statistics(empty), PlainTable("", (), ()), RichText("<p>末尾</p>"))
    assert "末尾" in text_of(render_pdf(samples.document_of(*nodes)))
