"""Prose against the table: the passages with known answers, the real page, single turns."""

import runpy
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from wagtail_disclosure.domain import (
    ReportTexts,
    check,
    load_standard,
    prose,
    read_sheet,
    read_statements,
)
from wagtail_disclosure.domain.prose import plain_text
from wagtail_disclosure.domain.prose.similarity import copied_share

from .cases import changed_seed

ROOT = Path(__file__).resolve().parents[2]
BENCHMARK = runpy.run_path(str(ROOT / "benchmarks" / "prose.py"))
COUNTS = BENCHMARK["measure"]()
REAL_PAGE = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
STANDARD = load_standard("fuzhou-2018")
CN = load_standard("cn-2021")


def said(text, standard=STANDARD, year=2018, names=("示例市应急管理局",)):
    """Indicator, columns and value of each statement."""
    return [
        (
            statement.indicator.key + (f"/{statement.whole.key}" if statement.whole else ""),
            statement.columns,
            statement.value,
        )
        for statement in read_statements(text, standard, year, names)
    ]


def test_passages__enough_of_each_kind():
    whole, second = COUNTS["all"], COUNTS["second person"]

    assert whole.passages >= 200
    assert all(count.silent * 2 >= count.passages for count in COUNTS.values())
    assert second.passages * 3 >= whole.passages


@pytest.mark.parametrize(
    ("part", "recall"),
    [("tuning", 0.95), ("held out", 0.95), ("second person", 0.45), ("all", 0.75)],
)
def test_passages__false_alarms_and_recall_stay_within_bounds(part, recall):
    count = COUNTS[part]

    assert count.false / count.numbers < 0.03
    assert count.found / count.statements > recall


def test_prose_page__gives_the_measured_figures():
    page = (ROOT / "docs" / "reference" / "prose.md").read_text(encoding="utf-8")

    for name, count in COUNTS.items():
        assert count.line(name) in page, "run: python benchmarks/prose.py"


@pytest.mark.skipif(not REAL_PAGE, reason="the page is not part of the repository")
@pytest.mark.parametrize("known", [(), ("福州市应急管理局",)])
def test_check__prose_of_the_real_page_against_its_own_table(known):
    text = REAL_PAGE[0].read_text(encoding="utf-8")
    texts = ReportTexts({"overview": text}, agency_names=known)

    found = [finding for finding in check(changed_seed({}), texts) if finding.code < "T03"]

    assert found == []
    assert len(said(text, names=known)) == 11


@pytest.mark.skipif(not REAL_PAGE, reason="the page is not part of the repository")
def test_check__prose_of_the_real_page_against_a_changed_table():
    changed = changed_seed({"figures": {"proactive_files.current": 129, "review.current": 1}})
    texts = ReportTexts({"all": REAL_PAGE[0].read_text(encoding="utf-8")})

    found = [finding for finding in check(changed, texts) if finding.code < "T03"]

    assert [(finding.cells[0], finding.left) for finding in found] == [
        ("statistics.proactive_files.current", 128),
        ("statistics.proactive_files.cumulative", 839),
        ("statistics.review.current", 0),
        ("statistics.review.cumulative", 0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one number for a year and for all years: either may be meant
        ("累计受理政府信息公开申请40件。", [("received", ("current", "cumulative"), 40)]),
        ("2018年公开政府信息5条，累计公开政府信息9条。",
         [("proactive_files", ("current",), 5), ("proactive_files", ("cumulative",), 9)]),
        ("截至2018年底，累计公开政府信息9条。", [("proactive_files", ("cumulative",), 9)]),
        # a year goes on through its paragraph
        ("2017年工作有序。收到政府信息公开申请5件。", []),
        ("2017年工作有序。\n收到政府信息公开申请5件。", [("received", ("current",), 5)]),
        ("2017年工作有序。累计收到政府信息公开申请5件。", []),
        ("各县区收到政府信息公开申请8件。其中，网络申请5件。", []),
        # others, and bodies whose name nobody knows
        ("示例市教育局收到政府信息公开申请8件。", []),
        ("示例市教育局未收到政府信息公开申请。", []),
        ("各乡镇政府信息公开申请数、行政复议数、行政诉讼数均为0件。", []),
        ("在旅游领域，主动公开政府信息8条。", []),
        ("各县区受理申请40件，其中网络申请39件，占97.5%。", []),
        # units and words around
        ("收到政府信息公开申请8人。", []),
        ("收到政府信息公开申请8。", []),
        ("收到政府信息公开申请数量为8，均已办结。", [("received", ("current",), 8)]),
        ("收到的8件政府信息公开申请，均已办结。", []),
        ("收到" + "有关" * 60 + "政府信息公开申请8件。", []),
        ("当面申请的3件申请已办结。", []),
        ("历年累计9条。", []),
        ("行政复议2件，随后历年累计9件。", [("review", ("current",), 2)]),
        ("行政复议2件，培训3件，历年累计9件。", [("review", ("current",), 2)]),
        # the year and all years
        ("2018年，历年累计公开政府信息9条。", [("proactive_files", ("cumulative",), 9)]),
        ("2018年和历年未发生行政复议。",
         [("review", ("cumulative",), 0), ("review", ("current",), 0)]),
        ("与2017年相比，收到政府信息公开申请8件。", [("received", ("current",), 8)]),
        # shares
        ("受理政府信息公开申请8件，网络申请占50%。",
         [("received", ("current",), 8), ("recv_online/received", ("current",), 50)]),
        ("网络申请占受理申请总数的50%。", [("recv_online/received", ("current",), 50)]),
        ("2017年网络申请占受理申请总数的50%。", []),
        ("邮寄占受理申请总数的50%。", []),
        ("受理申请8件，均已答复，占50%。", [("received", ("current",), 8)]),
        ("受理政府信息公开申请占申请总数的50%。", []),
        ("网络申请5件，占50%。", [("recv_online", ("current",), 5)]),
        ("网络申请占全市的50%。", []),
        ("网络申请占邮件的50%。", []),
        # nothing
        ("行政复议和行政诉讼0件。", [("litigation", ("current",), 0), ("review", ("current",), 0)]),
        ("行政复议、行政诉讼、培训均为0件。", []),
        ("行政复议、行政诉讼数各0件。",
         [("litigation", ("current",), 0), ("review", ("current",), 0)]),
        ("未发生行政复议、培训。", []),
        ("未收到。", []),
        ("我局无障碍通道未受理政府信息公开申请投诉。", []),
        ("2017年未收到政府信息公开申请。", []),
    ],
)  # fmt: skip
def test_read_statements__turns_of_phrase(text, expected):
    assert sorted(said(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # short names, right behind the figure of what stands beside them on the form
        ("新收申请12件，办结10件。", {"received_new": 12, "res_total": 10}),
        ("新收申请12件，同比下降4%，已办结10件。", {"received_new": 12, "res_total": 10}),
        ("受理业务9件，办结8件。", {}),
        ("新收申请12件，受理业务9件，办结8件。", {"received_new": 12}),
        ("行政许可决定12件，办结10件。", {"licensing": 12}),
        ("行政诉讼3件，其中维持2件。", {"litigation": 3}),
        ("行政复议3件，其中维持2件、纠正1件。",
         {"review": 3, "review_upheld": 2, "review_corrected": 1}),
        ("维持2件。", {}),
        # within a part of the figure
        ("在予以公开的46件申请中，自然人申请39件。", {"granted": 46}),
        ("在新收的127件申请中，自然人提出112件，占88.2%。",
         {"received_new": 127, "natural_person": 112, "natural_person/received_new": "88.2"}),
        ("新收的政府信息公开申请中，来自法人或其他组织的15件，占11.8%。",
         {"organisations": 15, "organisations/received_new": "11.8"}),
        ("在办理过程中，予以公开6件，占50%。", {"granted": 6}),
        ("政府信息公开申请有11件跨年。", {}),
        # several names, several numbers
        ("行政复议和行政诉讼各1件。", {"review": 1, "litigation": 1}),
        ("行政复议、行政诉讼分别为6件、3件。", {"review": 6, "litigation": 3}),
        ("行政复议、行政诉讼分别为6件、3起、2件。", {"review": 6, "litigation": 3}),
        ("行政复议、行政诉讼分别为6件。", {}),
        ("行政复议、行政诉讼分别为6件、增长50%。", {}),
        ("行政复议、行政诉讼分别为6件，同期3件。", {}),
        ("行政复议、行政诉讼分别为6人、3人。", {}),
        ("2022年行政复议、行政诉讼分别为6件、3件。", {}),
        ("行政复议、行政诉讼共6件。", {}),
        # other matters, other years
        ("办理建议5件，不予公开2件。", {}),
        ("更正：新收申请应为12件。", {}),
        ("五年来，收到政府信息公开申请512件。", {}),
        ("截至2022年底，收到政府信息公开申请512件。", {}),
        ("截至2023年底，收到政府信息公开申请12件。", {"received_new": 12}),
        ("示例市司法局全年新收申请44件，上年结转1件。", {}),
        ("全县新收申请9件。", {}),
    ],
)  # fmt: skip
def test_read_statements__turns_of_phrase_on_the_form_of_2021(text, expected):
    found = [(name, value) for name, columns, value in said(text, CN, 2023)]

    assert found == [(name, Decimal(value)) for name, value in expected.items()]


@pytest.mark.parametrize(
    ("agency", "text", "expected"),
    [
        ("示例县人民政府", "全县新收申请9件，办结8件。", [9, 8]),
        ("示例县人民政府", "全县各级行政机关未收到政府信息公开申请。", [0]),
        ("示例县人民政府", "全市新收申请9件。", []),
        ("示例县人民政府", "各乡镇新收申请9件。", []),
        ("示例县人民政府", "县水务局新收申请9件，办结8件。", []),
        ("示例县水务局", "全县新收申请9件。", []),
    ],
)
def test_read_statements__the_whole_region_where_its_government_reports(agency, text, expected):
    assert [value for _, _, value in said(text, CN, 2023, (agency,))] == expected


def test_read_statements__patterns_are_made_once_for_all_agencies():
    said("新收申请9件。", CN, 2023, ("示例市水务局",))
    made = prose._names.cache_info().misses

    assert said("市教育局新收申请9件。", CN, 2023, ("示例市教育局",)) != []
    assert prose._names.cache_info().misses == made


def test_read_statements__all_years_where_the_form_counts_one():
    assert said("历年来行政复议5件。2023年，历年累计行政诉讼5件。累计行政复议9件。", CN, 2023) == []
    assert said("2023年以及历年来，未发生行政复议。", CN, 2023) == [("review", ("current",), 0)]


@pytest.mark.parametrize(("unit", "count"), [("件", 1), ("", 0)])
def test_read_statements__unit_of_the_cell_where_none_is_declared(unit, count):
    indicator = replace(next(i for i in STANDARD.prose if i.key == "review"), units=())
    table = STANDARD.tables[0]
    (block,) = table.blocks
    rows = tuple(replace(row, unit=unit) for row in block.rows)
    table = replace(table, unit_head="", blocks=(replace(block, rows=rows),))

    standard = replace(STANDARD, prose=(indicator,), tables=(table,))

    assert len(said("行政复议5件，行政复议5人。", standard)) == count


def test_read_statements__place_and_quote():
    text = "一、概述\n2018年，我局收到 ３ 件政府信息公开申请。"

    (statement,) = read_statements(text, STANDARD, 2018)

    assert statement.quote == "收到 ３ 件政府信息公开申请"
    assert text[statement.start : statement.end] == statement.quote


@pytest.mark.parametrize(
    "text", ["政府信息公开" * 3000, "收到" * 5000, "，" * 5000, "未" * 3000, "1、" * 3000]
)
def test_read_statements__long_nonsense_is_read_in_time(text):
    start = time.perf_counter()

    assert said(text + "8件") == []
    assert time.perf_counter() - start < 5


def cn_findings(text, figures):
    blank = {cell: 0 for cell in CN.cells if cell not in CN.formulas}
    sheet = read_sheet(CN, 2023, {"figures": {**blank, **figures}})
    texts = ReportTexts({"requests": text})
    return [
        (finding.code, finding.cells[0], finding.left, finding.right)
        for finding in check(sheet, texts)
        if finding.code in ("T01", "T02")
    ]


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        # several rows are added up
        ("不予公开3件。", {"requests.denied_process.natural_person": 2,
                        "requests.denied_third_party.org_other": 1}, []),
        ("不予公开3件。", {"requests.denied_process.natural_person": 2},
         [("T01", "requests.denied_state_secret.total", 3, 2)]),
        # money in another unit, rounded as it is written
        ("收取行政事业性收费1523600元。", {"proactive.admin_fees.amount": "152.36"}, []),
        ("收取行政事业性收费152.4万元。", {"proactive.admin_fees.amount": "152.36"}, []),
        ("收取行政事业性收费152.3万元。", {"proactive.admin_fees.amount": "152.36"},
         [("T01", "proactive.admin_fees.amount", Decimal("152.3"), Decimal("152.36"))]),
        # ten thousands are rounded, units are not
        ("行政许可决定1.2万件。", {"proactive.licensing.decisions": 12034}, []),
        ("行政许可决定1.3万件。", {"proactive.licensing.decisions": 12034},
         [("T01", "proactive.licensing.decisions", 13000, 12034)]),
        # a blank is compared with nothing
        ("行政许可决定8件。", {"proactive.licensing.decisions": None}, []),
        # a share of whole percents, and of tens
        ("共收到政府信息公开申请3件，其中自然人申请1件，占33%。",
         {"requests.received_new.natural_person": 1, "requests.received_new.org_other": 2}, []),
        ("共收到政府信息公开申请3件，其中自然人申请1件，占34%。",
         {"requests.received_new.natural_person": 1, "requests.received_new.org_other": 2},
         [("T02", "requests.received_new.natural_person", 34, 33)]),
        ("共收到政府信息公开申请3件，其中自然人申请1件，占三成。",
         {"requests.received_new.natural_person": 1, "requests.received_new.org_other": 2}, []),
        ("自然人申请占申请总数的33%。", {"requests.received_new.natural_person": None}, []),
    ],
)  # fmt: skip
def test_check__prose_on_the_form_of_2021(text, figures, expected):
    assert cn_findings(text, figures) == expected


def test_check__either_column_fits():
    texts = ReportTexts({"requests": "累计受理政府信息公开申请40件。"})
    wrong = ReportTexts({"requests": "累计受理政府信息公开申请41件。"})

    assert [f.code for f in check(changed_seed({}), texts) if f.code == "T01"] == []
    assert [f.code for f in check(changed_seed({}), wrong) if f.code == "T01"] == ["T01"]


def test_check__no_indicators_nothing_read():
    sheet = changed_seed({})
    sheet = replace(sheet, standard=replace(sheet.standard, prose=()))
    texts = ReportTexts({"requests": "收到政府信息公开申请41件，占50%，未发生行政复议。"})

    assert [f.code for f in check(sheet, texts) if f.code in ("T01", "T02")] == []


@pytest.mark.parametrize(
    ("text", "earlier", "share"),
    [
        ("完善公开目录，加强培训。", "完善公开目录，加强培训。", 100),
        ("2018年完善公开目录", "2017年完善公开目录", 100),
        ("完善公开目录", "", 0),
        ("无", "无", 0),
        ("甲乙丙丁戊己庚", "甲乙丙丁戊子丑", 50),
    ],
)
def test_copied_share__each(text, earlier, share):
    assert copied_share(text, earlier) == share


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一</p><p>二&nbsp;<b>三</b></p>", "一\n二三"),
        ("一<br/>二<table><tr><td>40</td></tr></table>三", "一\n二三"),
        ("</table>一 &lt; 二<script>3</script>", "一 < 二"),
        ("一<![if !supportLists]>二<![endif]>三<![CDATA[四]]>", "一二三"),
        ("一<![<p>二", "一二"),
    ],
)
def test_plain_text__each(html, text):
    assert plain_text(html) == text
