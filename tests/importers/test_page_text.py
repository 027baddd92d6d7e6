"""Pages as a browser copies them; what they must give was written down by hand."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from wagtail_disclosure.domain.catalogue import load_standard
from wagtail_disclosure.domain.figures import MISSING, NOT_APPLICABLE
from wagtail_disclosure.importers.imported import (
    Contact,
    ImportedHeading,
    ImportedParagraph,
    ImportedReport,
    ImportedTable,
    Period,
)
from wagtail_disclosure.importers.page_text import read_page_text

FILES = Path(__file__).parent / "files"
#: The page as it was published, kept beside the repository; not everybody has it.
REAL_PAGE = sorted((Path(__file__).parents[3] / "shared" / "seed").glob("*.txt"))

ROWS = [
    *("proactive_files", "via_website", "via_gazette"),
    *("received", "recv_in_person", "recv_online", "recv_letter_fax"),
    *("answered", "ans_granted", "ans_partly", "ans_denied", "ans_other"),
    *("complaints", "review", "litigation"),
]


def read(source: bytes | str) -> ImportedReport:
    if isinstance(source, str):
        source = (FILES / source).read_bytes()
    return read_page_text(source, [load_standard("fuzhou-2018")])


def text_of(name: str) -> str:
    return (FILES / name).read_text()


def by_row(report: ImportedReport) -> dict[str, tuple[object, object]]:
    """(this year, cumulative) by row; numbers as int."""

    def value(row: str, column: str) -> object:
        figure = report.figures.get(f"statistics.{row}.{column}")
        if figure is None:
            return None
        return int(figure.value) if isinstance(figure.value, Decimal) else figure.value

    return {row: (value(row, "current"), value(row, "cumulative")) for row in ROWS}


def notes_of(report: ImportedReport, *codes: str) -> list[tuple[str, int, dict[str, str]]]:
    return [
        (note.code, note.line, dict(note.params))
        for note in report.notes
        if not codes or note.code in codes
    ]


@pytest.mark.skipif(not REAL_PAGE, reason="the real page is not beside this checkout")
def test_read_page_text__the_real_page_of_2018():
    report = read(REAL_PAGE[0].read_bytes())
    assert {key: (field.value, field.line) for key, field in report.metadata.items()} == {
        "index_number": ("FZ00503-3000-2019-00004", 2),
        "topic_category": ("", 3),
        "agency": ("福州市应急管理局", 4),
        "made_on": ("2019-01-10", 5),
        "title": ("福州市应急管理局2018年政府信息公开工作年度报告", 6),
        "document_number": ("榕应急函〔2019〕4号", 7),
        "published_on": ("2019-01-16", 8),
        "validity": ("有效", 9),
    }
    assert report.title == "福州市应急管理局2018年政府信息公开工作年度报告"
    assert (report.agency, report.year) == ("福州市应急管理局", 2018)
    assert report.document_number == "榕应急函〔2019〕4号"
    assert report.made_on == date(2019, 1, 10)
    assert report.published == datetime(2019, 1, 16, 16, 15)
    assert report.source == "福州市应急管理局"
    assert report.validity == "effective"
    assert report.period == Period(date(2018, 1, 1), date(2018, 12, 31), 14)
    assert report.contact == Contact(
        address="福州市仓山区南江滨西大道193号6号楼11层",
        postcode="350007",
        phone="0591-87505535",
        email="fzaj_0@126.com",
        line=14,
    )
    assert by_row(report) == {
        "proactive_files": (128, 839),
        "via_website": (128, 839),
        "via_gazette": (0, 0),
        "received": (0, 40),
        "recv_in_person": (0, 0),
        "recv_online": (0, 39),
        "recv_letter_fax": (0, 1),
        "answered": (0, 40),
        "ans_granted": (0, 8),
        "ans_partly": (0, 0),
        "ans_denied": (0, 0),
        "ans_other": (0, 32),
        "complaints": (0, 0),
        "review": (0, 0),
        "litigation": (0, 0),
    }
    assert report.figures["statistics.ans_other.cumulative"].line == 218
    assert not any(figure.guessed for figure in report.figures.values())
    assert report.notes == ()
    assert [(section.key, section.line) for section in report.sections] == [
        ("overview", 16),
        ("proactive", 92),
        ("requests", 114),
        ("cases", 118),
        ("problems", 122),
        ("other_matters", 134),
    ]
    headings = [item for section in report.sections for item in section.body]
    headings = [item for item in headings if isinstance(item, ImportedHeading)]
    assert [heading.level for heading in headings] == (
        [2, 3, 4, 4, 4, 4, 3, 4, 4, 4, 3, 2, 3, 3, 2, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2]
    )
    assert headings[12].text == "健全完善制度,保障有序运转"


def test_read_page_text__one_value_per_line_full_width():
    report = read("one-value-per-line.txt")
    assert {key: field.value for key, field in report.metadata.items()} == {
        "index_number": "SL0007-3000-2018-00012",
        "topic_category": "综合政务",
        "agency": "示例市水务局",
        "made_on": "2018年1月9日",
        "title": "示例市水务局2017年政府信息公开工作年度报告",
        "document_number": "示水函〔2018〕7号",
        "published_on": "2018-01-15",
        "validity": "有效",
    }
    assert (report.year, report.made_on) == (2017, date(2018, 1, 9))
    assert report.published == datetime(2018, 1, 15, 9, 5, 30)
    assert report.source == "示例市水务局办公室"
    assert report.period == Period(date(2017, 1, 1), date(2017, 12, 31), 17)
    assert report.contact == Contact(
        address="示例市示范路8号水务大楼3层",
        postcode="999007",
        phone="（0999）1234567转8",
        email="shuiwu@example.org",
        line=17,
    )
    assert by_row(report) == {
        "proactive_files": (1234, 10234),
        "via_website": (1200, 9900),
        "via_gazette": (34, 400),
        "received": (15, 90),
        "recv_in_person": (1, 20),
        "recv_online": (12, 60),
        "recv_letter_fax": (2, 10),
        "answered": (15, 88),
        "ans_granted": (10, 70),
        "ans_partly": (2, 8),
        "ans_denied": (1, 4),
        "ans_other": (2, 6),
        "complaints": (0, 1),
        "review": (1, 1),
        "litigation": (0, 0),
    }
    assert notes_of(report) == [("unknown_field", 9, {"field": "内容概述"})]
    assert [(line.line, line.text) for line in report.unused_lines] == [
        (9, "  • 内容概述： 年度报告")
    ]


def test_read_page_text__nested_headings_and_numbered_paragraphs():
    overview, *_middle, last = read("one-value-per-line.txt").sections
    assert overview.heading == "概述"
    assert overview.body == (
        ImportedParagraph("2017年，我局公开工作有序开展。", 21),
        ImportedHeading(2, "组织领导", 23),
        ImportedHeading(3, "明确分工，落实责任", 25),
        ImportedParagraph("办公室负责日常工作。", 25),
        ImportedParagraph(
            "2．加强对全局工作人员的培训并把公开工作列入各科室年度工作安排，"
            "逐项检查落实情况，按季度通报。",
            27,
        ),
        ImportedHeading(4, "业务培训", 29),
        ImportedParagraph("全年培训2次 <b>共</b>40人次。", 31),
    )
    assert last.body == (
        ImportedHeading(2, "无其他事项", 57),
        ImportedHeading(2, "附表", 59),
        ImportedTable("statistics", 61),
    )


def test_read_page_text__every_line_has_a_place():
    text = text_of("one-value-per-line.txt")
    report = read("one-value-per-line.txt")
    written = {number for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    assert {line.line for line in report.lines} == written
    assert [line.line for line in report.lines if line.role == "furniture"] == (
        [1, 2, 14, 141, 142, 143]
    )


def test_figures_data__first_report_and_later_one():
    report = read("one-value-per-line.txt")
    first = report.figures_data(with_opening=True)
    assert first["figures"]["statistics.recv_online.current"] == 12
    assert "statistics.received.current" not in first["figures"]
    assert first["claimed"]["statistics.received.current"] == 15
    assert first["claimed"]["statistics.proactive_files.cumulative"] == 10234
    assert first["opening"]["statistics.proactive_files.cumulative"] == 9000
    assert len(first["figures"]) == 13
    assert len(first["claimed"]) == 17
    assert len(first["opening"]) == 15
    later = report.figures_data(with_opening=False)
    assert later == {"figures": first["figures"], "claimed": first["claimed"]}


def test_read_page_text__changed_labels_are_guessed_and_said():
    report = read("changed-labels.txt")
    assert (report.agency, report.year, report.made_on) == (
        "示例市教育局", 2016, date(2017, 1, 20),
    )  # fmt: skip
    assert by_row(report) == {
        "proactive_files": (52, 300),
        "via_website": (50, 290),
        "via_gazette": (2, 10),
        "received": (9, 31),
        "recv_in_person": (1, 3),
        "recv_online": (7, 20),
        "recv_letter_fax": (1, 8),
        "answered": (9, 31),
        "ans_granted": (6, 20),
        "ans_partly": (1, 4),
        "ans_denied": (1, 2),
        "ans_other": (1, 5),
        "complaints": (0, 0),
        "review": (0, 1),
        "litigation": (0, 0),
    }
    assert notes_of(report, "label_guessed") == [
        ("label_guessed", 37, {"label": "主动公开文件数"}),
        ("label_guessed", 61, {"label": "其中：1.同意公开答复数"}),
        ("label_guessed", 64, {"label": "2.同意部分公开答复数"}),
        ("label_guessed", 67, {"label": "3.不予公开答复数"}),
        ("label_guessed", 70, {"label": "4.其他类型答复数"}),
        ("label_guessed", 73, {"label": "接受行政申诉、举报数"}),
    ]
    guessed = {cell.split(".")[1] for cell, found in report.figures.items() if found.guessed}
    assert guessed == {
        "proactive_files", "ans_granted", "ans_partly", "ans_denied", "ans_other", "complaints",
    }  # fmt: skip
    assert [section.key for section in report.sections] == (
        ["overview", "proactive", "requests", "cases", "problems", "other_matters"]
    )
    assert notes_of(report, "section_guessed") == [
        ("section_guessed", 10, {"heading": "概述"}),
        ("section_guessed", 14, {"heading": "主动公开政府信息情况"}),
        ("section_guessed", 22, {"heading": "因政府信息公开申请行政复议、提起行政诉讼的情况"}),
        ("section_guessed", 26, {"heading": "政府信息公开工作存在的主要问题及改进情况"}),
    ]


def test_read_page_text__a_missing_row_and_bad_values_are_reported_not_invented():
    report = read("missing-row.txt")
    assert by_row(report) == {
        "proactive_files": (77, 500),
        "via_website": (MISSING, 500),
        "via_gazette": (MISSING, 12),
        "received": (4, 12),
        "recv_in_person": (1, 5),
        "recv_online": (None, None),
        "recv_letter_fax": (1, 2),
        "answered": (4, 12),
        "ans_granted": (None, None),
        "ans_partly": (0, 1),
        "ans_denied": (0, 1),
        "ans_other": (0, 2),
        "complaints": (MISSING, 0),
        "review": (NOT_APPLICABLE, 0),
        "litigation": (None, None),
    }
    this_year = "2018年"
    assert notes_of(report) == [
        ("period_missing", 0, {}),
        ("row_missing", 0, {"label": "2.网络申请数"}),
        (
            "figure_unread", 51,
            {"value": "七十七", "reason": "not_a_number", "label": "其中：1.政府网站公开数",
             "column": this_year},
        ),
        ("figure_blank", 57, {"label": "2.政府公报公开数", "column": this_year}),
        (
            "row_values", 85,
            {"label": "其中：1.同意公开答复数", "values": "4", "expected": "2", "count": "1"},
        ),
        ("row_unknown", 107, {"values": "61、900"}),
        (
            "figure_unread", 115,
            {"value": "12345678901234567890", "reason": "too_long",
             "label": "接受行政申诉、举报数", "column": this_year},
        ),
        (
            "row_values", 125,
            {"label": "行政诉讼数", "values": "0、0、2", "expected": "2", "count": "3"},
        ),
    ]  # fmt: skip
    assert report.figures_data(with_opening=True)["figures"]["statistics.via_website.current"] == (
        "七十七"
    )
    assert [line.line for line in report.unused_lines] == [107, 109, 111]


def test_read_page_text__a_row_per_line_columns_swapped():
    report = read("row-per-line.txt")
    assert {key: field.value for key, field in report.metadata.items()} == {
        "index_number": "SL0005-3000-2019-00004",
        "topic_category": "",
        "agency": "示例市交通运输局",
        "made_on": "2019-01-08",
        "title": "示例市交通运输局2018年政府信息公开工作年度报告",
        "document_number": "示交函〔2019〕1号",
        "published_on": "2019-01-20",
        "validity": "废止",
    }
    assert report.validity == "repealed"
    assert by_row(report) == {
        "proactive_files": (41, 640),
        "via_website": (41, 640),
        "via_gazette": (0, 10),
        "received": (3, 22),
        "recv_in_person": (MISSING, 2),
        "recv_online": (3, 20),
        "recv_letter_fax": (0, 0),
        "answered": (3, 22),
        "ans_granted": (3, 20),
        "ans_partly": (0, 0),
        "ans_denied": (0, 1),
        "ans_other": (0, 1),
        "complaints": (0, 0),
        "review": (0, 0),
        "litigation": (0, 0),
    }
    assert notes_of(report) == [
        ("period_missing", 0, {}),
        ("figure_blank", 37, {"label": "其中：1.当面申请数", "column": "2018年"}),
    ]
    assert report.sections[-1].body == (
        ImportedTable("statistics", 32),
        ImportedParagraph("说明：本表数据由各科室分别填报，办公室汇总后经分管负责人审核确认。", 49),
    )


def test_read_page_text__gb18030_with_windows_line_ends():
    report = read("gb18030.txt")
    assert report.encoding == "gb18030"
    assert report.title == "示例市文化广电局2017年政府信息公开工作年度报告"
    assert by_row(report)["proactive_files"] == (88, 188)
    assert len(notes_of(report, "row_missing")) == 14


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
        ("utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_read_page_text__same_report_in_every_encoding(encoding, name, line_end):
    text = text_of("one-value-per-line.txt")
    plain = read(text.encode())
    other = read(text.replace("\n", line_end).encode(encoding))
    assert other.encoding == name
    assert (other.figures, other.sections, other.notes, other.metadata) == (
        plain.figures, plain.sections, plain.notes, plain.metadata,
    )  # fmt: skip


def test_read_page_text__blank_lines_change_nothing_but_line_numbers():
    text = text_of("one-value-per-line.txt")
    spread = read(text.replace("\n", "\n\n").encode())
    assert by_row(spread) == by_row(read("one-value-per-line.txt"))
    assert notes_of(spread) == [("unknown_field", 17, {"field": "内容概述"})]


def test_read_page_text__contradictions_are_said_and_the_text_wins():
    report = read("contradictions.txt")
    assert report.year == 2017
    assert report.document_number == "示民函〔2019〕5号"
    assert report.made_on is None
    assert report.published == datetime(2019, 1, 17, 16, 15)
    wanted = ("bad_date", "validity", "differs", "heading_number", "section_unknown", "column_year")
    assert notes_of(report, *wanted, "row_twice", "cumulative_smaller") == [
        ("bad_date", 3, {"field": "made_on"}),
        ("validity", 7, {"field": "validity"}),
        (
            "differs", 8,
            {"field": "title", "above": "示例市民政局2018年政府信息公开工作年度报告",
             "below": "示例市民政局2017年政府信息公开工作年度报告<script>alert(1)</script>"},
        ),
        (
            "differs", 9,
            {"field": "document_number", "above": "示民函[2019]04号",
             "below": "示民函〔2019〕5号"},
        ),
        ("differs", 10, {"field": "published_on", "above": "2019-01-16", "below": "2019-01-17"}),
        ("heading_number", 18, {"expected": "1"}),
        ("section_unknown", 22, {}),
        ("column_year", 30, {"year": "2017"}),
        (
            "cumulative_smaller", 38,
            {"label": "主动公开文件数", "current": "10", "cumulative": "5"},
        ),
        ("row_twice", 40, {"values": "11、6"}),
    ]  # fmt: skip
    assert report.opening_balances() == {}


def test_read_page_text__a_document_number_written_wrongly_comes_with_its_correction():
    text = text_of("missing-row.txt").replace("示应急〔2019〕2号", "示应急[2019]02号")
    report = read(text.encode())
    assert report.document_number == "示应急[2019]02号"
    assert notes_of(report, "document_number") == [
        ("document_number", 10, {"suggestion": "示应急〔2019〕2号"})
    ]


def test_read_page_text__a_row_that_looks_like_its_neighbour_is_not_taken_for_it():
    """不同意公开 stands where 不予公开 belongs, and 同意公开 is missing: only place tells."""
    text = text_of("missing-row.txt").replace("其中:1.同意公开答复数\n\n4\n\n", "")
    text = text.replace("3.不予公开答复数", "不同意公开答复数")
    report = read(text.encode())
    assert by_row(report)["ans_granted"] == (None, None)
    assert by_row(report)["ans_denied"] == (0, 1)
    assert notes_of(report, "label_guessed") == [
        ("label_guessed", 91, {"label": "3.不予公开答复数"})
    ]


def test_read_page_text__no_table_at_all():
    text = text_of("missing-row.txt").partition("指标名称")[0]
    report = read(text.encode())
    assert dict(report.figures) == {}
    assert ("table_missing", 0, {"title": "附表"}) in notes_of(report)
