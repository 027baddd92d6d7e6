"""Documents and tables for the tests of the exports, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from wagtail_disclosure.exports.document import (
    Attachment,
    Document,
    Embedded,
    Field,
    Heading,
    Interpretation,
    PlainTable,
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

SHANGHAI = timezone(timedelta(hours=8))
TITLE = "福州市应急管理局2018年政府信息公开工作年度报告"
ADDRESS = "https://www.example.gov.cn/disclosure/index/FZ00503-3000-2019-00004/"

# label, depth, part of the row above, 2018, cumulative: as published in the report of 2018
SEED_ROWS = (
    ("主动公开文件数", 0, False, "条", "128", "839"),
    ("其中：1.政府网站公开数", 1, True, "条", "128", "839"),
    ("2.政府公报公开数", 1, True, "条", "0", "0"),
    ("受理政府信息公开申请总数", 0, False, "件", "0", "40"),
    ("其中：1.当面申请数", 1, True, "件", "0", "0"),
    ("2.网络申请数", 1, True, "件", "0", "39"),
    ("3.信函、传真申请数", 1, True, "件", "0", "1"),
    ("对申请的答复总数", 0, False, "件", "0", "40"),
    ("其中：1.同意公开答复数", 1, True, "件", "0", "8"),
    ("2.同意部分公开答复数", 1, True, "件", "0", "0"),
    ("3.不予公开答复数", 1, True, "件", "0", "0"),
    ("4.其他类型答复数", 1, True, "件", "0", "32"),
    ("接受行政申诉、举报数", 0, False, "件", "0", "0"),
    ("行政复议数", 0, False, "件", "0", "0"),
    ("行政诉讼数", 0, False, "件", "0", "0"),
)


def number(text: str, address: str = "t.r.c", note: str = "") -> Cell:
    return Cell(address, "number", text.replace(",", ""), text, "entered", note)


def seed_table() -> StatisticsTable:
    """The local table of 2018: 15 rows, 30 figures."""
    heads = tuple(Head(text, "col") for text in ("指标名称", "单位", "2018年", "历年累计"))
    rows = tuple(
        TableRow(
            f"r{position}",
            (Head(label, "row", depth=depth, of_which=part),),
            (TextCell(unit), number(current), number(cumulative)),
        )
        for position, (label, depth, part, unit, current, cumulative) in enumerate(SEED_ROWS)
    )
    return StatisticsTable("statistics", "附表（2018年）", "", 4, (TableBlock((heads,), rows),))


def long_table(rows: int) -> StatisticsTable:
    """A table of many rows with two-line heads."""
    head = (
        (Head("事项", "col", rowspan=2), Head("示例市各部门", "colgroup", colspan=2)),
        (Head("本年", "col"), Head("累计", "col")),
    )
    body = tuple(
        TableRow(f"r{n}", (Head(f"第{n}项事项", "row"),), (number(f"{n}"), number(f"{n * 7:,}")))
        for n in range(1, rows + 1)
    )
    return StatisticsTable("long", "示例市长表", "件", 3, (TableBlock(head, body),))


def spanning_table(inner: int = 22, parties: int = 7) -> StatisticsTable:
    """The shape of the national table of requests: a corner, three lines of heads, a row head
    that spans ``inner`` rows."""
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    kinds = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    head = (
        (
            Head(note, "col", colspan=3, rowspan=3),
            Head("申请人情况", "colgroup", colspan=parties),
        ),
        (
            Head("自然人", "col", rowspan=2),
            Head("法人或其他组织", "colgroup", colspan=parties - 2),
            Head("总计", "col", rowspan=2),
        ),
        tuple(Head(kinds[n % len(kinds)], "col") for n in range(parties - 2)),
    )

    def cells(value: str) -> tuple[Cell, ...]:
        return tuple(number(value) for _ in range(parties))

    rows = [
        TableRow("new", (Head("一、本年新收政府信息公开申请数量", "row", colspan=3),), cells("13"))
    ]
    for n in range(inner):
        heads = [Head(f"{n + 1}.属于示例情形的申请", "row", colspan=2)]
        if n == 0:
            heads.insert(0, Head("三、本年度办理结果", "rowgroup", rowspan=inner))
        rows.append(TableRow(f"r{n}", tuple(heads), cells(f"{n + 1:,}")))
    last = Head("四、结转下年度继续办理", "row", colspan=3)
    rows.append(TableRow("out", (last,), cells("2")))
    blocks = (TableBlock(head, tuple(rows)),)
    return StatisticsTable("requests", "收到和处理政府信息公开申请情况", "件", 3 + parties, blocks)


def cases_table() -> StatisticsTable:
    """The shape of the national table of reviews and lawsuits: fifteen columns, no row heads."""
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    head = (
        (Head("行政复议", "colgroup", colspan=5), Head("行政诉讼", "colgroup", colspan=10)),
        (
            *(Head(text, "col", rowspan=2) for text in results),
            Head("未经复议直接起诉", "colgroup", colspan=5),
            Head("复议后起诉", "colgroup", colspan=5),
        ),
        tuple(Head(text, "col") for text in results * 2),
    )
    row = TableRow("all", (), tuple(number(str(n)) for n in range(15)))
    blocks = (TableBlock(head, (row,)),)
    return StatisticsTable("cases", "行政复议、行政诉讼情况", "件", 15, blocks)


def metadata() -> tuple[Field, ...]:
    return (
        Field("index_number", "索引号", "FZ00503-3000-2019-00004"),
        Field("topic_category", "主题分类", ""),
        Field("agency", "发文机关", "福州市应急管理局"),
        Field("made_on", "成文日期", "2019-01-10"),
        Field("title", "标题", TITLE),
        Field("document_number", "发文字号", "榕应急函〔2019〕4号"),
        Field("published", "发布日期", "2019-01-16"),
        Field("validity", "有效性", "有效"),
    )


PROSE = (
    "本段文字为测试而写，不是任何机关的报告原文。它有“引号套着《书名号》”的地方，也有（括号后面跟着逗号），"
    "还有破折号——两个字宽，省略号……也一样；英文单词 information disclosure、网址和 12,345.67 这样的"
    "数字"
    "夹在中间时不应当断开。报告全文在门户网站（www.example.gov.cn）“政府信息公开年度报告”专栏公布。"
)


def body() -> tuple[Heading | RichText | PlainTable | Statistics | Embedded, ...]:
    table = PlainTable(
        "主动公开信息的类别",
        ("类别", "条数", "说明"),
        (("机构职能", "6", "随机构变动更新"), ("规范性文件", "7", ""), ("其他", "115", "")),
        row_heads=True,
    )
    lists = (
        "<p>列表如下：</p><ul><li>第一点<ul><li>第一点之一</li></ul></li><li>第二点</li></ul>"
        "<ol><li>先受理</li><li>后答复</li></ol>"
    )
    link = '<p>详见<a href="https://www.example.gov.cn/zwgk/">公开专栏</a>，<b>重点</b>与<i>平实</i>。</p>'
    return (
        Heading(1, "一、", "概述", "s1"),
        RichText(f"<p>{PROSE}</p><p>{PROSE * 2}</p>"),
        Heading(2, "（一）", "公开工作的组织与部署", "s1-1"),
        RichText(f"<p>{PROSE}</p>"),
        Heading(3, "1.", "公开解读回应", "s1-1-1"),
        Heading(4, "（1）", "围绕重点领域加大主动公开力度", "s1-1-1-1"),
        RichText(f"<p>{PROSE}</p>{lists}"),
        Heading(1, "二、", "主动公开政府信息情况", "s2"),
        RichText(f"{link}<p>生僻字：㙟、𬭎、堃、喆、镕、甪、浉、鄌、氹、硔、㳇、𣲘、㙍。</p>"),
        table,
        Heading(1, "三、", "依申请公开政府信息办理情况", "s3"),
        RichText(f"<p>{PROSE}</p>"),
        Heading(1, "四、", "因政府信息公开申请行政复议、提起行政诉讼的情况", "s4"),
        RichText("<p>没有。</p>"),
        Heading(1, "五、", "政府信息公开工作存在的主要问题及改进情况", "s5"),
        RichText(f"<p>{PROSE}</p>"),
        Heading(1, "六、", "需要说明的其他事项与附表", "s6"),
        Heading(2, "（一）", "其他事项", "s6-1"),
        RichText("<p>没有需要说明的其他事项。</p>"),
        Heading(2, "（二）", "附表", "s6-2"),
        Statistics(seed_table()),
        Embedded("<div>站点自定义的<em>内容块</em></div>"),
    )


def report(**changes: object) -> Document:
    """The report of 2018: its metadata and figures as published, prose written for the tests."""
    document = Document(
        title=TITLE,
        language="zh-hans",
        agency="福州市应急管理局",
        year=2018,
        document_number="榕应急函〔2019〕4号",
        index_number="FZ00503-3000-2019-00004",
        source="福州市应急管理局",
        published=datetime(2019, 1, 16, 16, 15, tzinfo=SHANGHAI),
        published_text="2019-01-16 16:15",
        metadata=metadata(),
        preamble=(RichText(f"<p>{PROSE}</p>"),),
        body=body(),
        attachments=(
            Attachment(
                "公开事项目录", "https://www.example.gov.cn/documents/1/list.pdf", "pdf", 1258291
            ),
            Attachment(
                "统计表", "https://www.example.gov.cn/documents/2/table.xlsx", "xlsx", 20480
            ),
        ),
        interpretations=(
            Interpretation("文字解读", "一图读懂年度报告", "https://www.example.gov.cn/reading/"),
        ),
        notice="元数据和数据与公布时一致，文字经过缩写。",
        url="https://www.example.gov.cn/zwgk/2018/",
        permanent_url=ADDRESS,
        keywords=("政府信息公开", "年度报告"),
    )
    return replace(document, **changes)


def document_of(*nodes: object, **changes: object) -> Document:
    """A bare document that holds these nodes."""
    return replace(
        Document(title="示例", language="zh-hans", agency="示例市", year=2020, body=tuple(nodes)),
        **changes,
    )
