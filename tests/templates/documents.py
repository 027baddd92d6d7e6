"""A document made by hand, as services build it, for tests of templates without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from wagtail_disclosure.exports.document import (
    Attachment,
    Document,
    Field,
    Heading,
    Interpretation,
    RichText,
    Statistics,
)
from wagtail_disclosure.exports.tables import (
    Cell,
    Head,
    StatisticsTable,
    TableBlock,
    TableRow,
    TextCell,
)


def figure(row: str, text: str, state: str = "number", **values: Any) -> Cell:
    value = text.replace(",", "") if state == "number" else ""
    return Cell(f"statistics.{row}.current", state, value, text, "entered", **values)


def make_table(*cells: Cell) -> StatisticsTable:
    """申请总数 and its parts, in the layout of the 2018 form with one column of figures."""
    received, online, letter = cells or (
        figure("received", "1,040"),
        figure("recv_online", "0"),
        figure("recv_letter", "—", "missing"),
    )
    part = {"depth": 1, "of_which": True, "parent_text": "申请总数"}
    return StatisticsTable(
        key="statistics",
        caption="附表（2018年）",
        unit="",
        columns=3,
        blocks=(
            TableBlock(
                ((Head("指标名称", "col"), Head("单位", "col"), Head("2018年", "col")),),
                (
                    TableRow("received", (Head("申请总数", "row"),), (TextCell("件"), received)),
                    TableRow(
                        "recv_online",
                        (Head("其中：1.网络申请数", "row", **part),),
                        (TextCell("件"), online),
                    ),
                    TableRow(
                        "recv_letter",
                        (Head("2.信函申请数", "row", **part),),
                        (TextCell("件"), letter),
                    ),
                ),
            ),
        ),
    )


def make_document(**changes: Any) -> Document:
    """The report of an office of the invented 示例市."""
    title = "示例市教育局2018年政府信息公开工作年度报告"
    document = Document(
        title=title,
        language="zh-hans",
        agency="示例市教育局",
        year=2018,
        document_number="示教函〔2019〕8号",
        index_number="SL00503-3000-2019-00008",
        source="示例市教育局",
        published=datetime(2019, 1, 16, 8, 15, tzinfo=UTC),
        published_text="2019-01-16 16:15",
        metadata=(
            Field("index_number", "索引号", "SL00503-3000-2019-00008"),
            Field("topic_category", "主题分类", ""),
            Field("agency", "发文机关", "示例市教育局"),
            Field("made_on", "成文日期", "2019-01-10", "2019-01-10"),
            Field("title", "标题", title),
            Field("document_number", "发文字号", "示教函〔2019〕8号"),
            Field("published_on", "发布日期", "2019-01-16", "2019-01-16"),
            Field("validity", "有效性", "有效", "effective"),
        ),
        preamble=(RichText("<p>本报告由示例市教育局编制。</p>"),),
        body=(
            Heading(1, "一、", "概述", "section-1"),
            Heading(2, "（一）", "机构", "section-1-1"),
            Heading(3, "1.", "人员", "section-1-1-1"),
            Heading(4, "（1）", "编制", "section-1-1-1-1"),
            Heading(1, "二、", "附表", "section-2"),
            Statistics(make_table()),
        ),
        attachments=(Attachment("年报全文", "/documents/1/report.pdf", "pdf", 482_133),),
        interpretations=(Interpretation("文字解读", "一张表读懂年报", "/reading/"),),
        notice="正文为缩写。",
        url="https://www.example.com/2018/",
        permanent_url="https://www.example.com/disclosure/index/SL00503-3000-2019-00008/",
    )
    return replace(document, **changes)
