"""The import command: from a copied page to a draft, through the real command."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.timezone import localtime
from wagtail.models import Page

from tests.factories import (
    make_agency,
    make_category,
    make_index_page,
    make_published_report,
    make_scheme,
)
from tests.figures import make_figures
from wagtail_disclosure.models import Agency, IndexNumber
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.sheets import build_sheet
from wagtail_disclosure.services.standards import find_standard

FILES = Path(__file__).parent.parent / "importers" / "files"
PAGE = FILES / "one-value-per-line.txt"
REAL_PAGE = sorted((Path(__file__).parents[3] / "shared" / "seed").glob("*.txt"))

pytestmark = pytest.mark.django_db


def run(file: Path, under: object, **options: object) -> str:
    out = StringIO()
    call_command("disclosure_import", str(file), under=str(under), stdout=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def index_page():
    make_scheme()
    make_category()
    return make_index_page(slug="nianbao")


@pytest.fixture
def water_office():
    return make_agency(name="示例市水务局", code="SL0007")


def test_import__a_draft_with_everything(index_page, water_office):
    out = run(PAGE, index_page.pk)
    report = AnnualReportPage.objects.get()
    assert f"(page {report.pk})" in out
    assert not report.live
    assert report.title == "示例市水务局2017年政府信息公开工作年度报告"
    assert (report.agency, report.report_year) == (water_office, 2017)
    assert report.standard == "fuzhou-2018"
    assert report.made_on == date(2018, 1, 9)
    assert localtime(report.published_at).isoformat() == "2018-01-15T09:05:30+08:00"
    assert report.document_number == "示水函〔2018〕7号"
    assert report.source_name == "示例市水务局办公室"
    assert report.validity == "effective"
    assert (report.period_start, report.period_end) == (date(2017, 1, 1), date(2017, 12, 31))
    assert report.requested_index_number == "SL0007-3000-2018-00012"
    assert report.information_category.code == "3000"
    assert report.index_number == ""
    assert not IndexNumber.objects.exists()
    assert (report.contact_address, report.contact_postcode) == (
        "示例市示范路8号水务大楼3层", "999007",
    )  # fmt: skip
    assert (report.contact_phone, report.contact_email) == (
        "（0999）1234567转8", "shuiwu@example.org",
    )  # fmt: skip
    sheet = build_sheet(find_standard("fuzhou-2018"), 2017, water_office, report.figures)
    assert sheet.dump() == report.figures
    assert report.figures["opening"]["statistics.proactive_files.cumulative"] == 9000
    assert report.figures["claimed"]["statistics.received.cumulative"] == 90
    draft = report.get_latest_revision().as_object()
    assert (draft.title, draft.figures) == (report.title, report.figures)


def test_import__text_is_escaped_and_headings_nest(index_page, water_office):
    run(PAGE, index_page.pk)
    report = AnnualReportPage.objects.get()
    overview = report.sections[0].value
    assert overview["heading"] == "概述"
    content = [
        (block.block_type, block.value["text"])
        if block.block_type == "heading"
        else (block.block_type, block.value.source)
        for block in overview["body"]
    ]
    assert content == [
        ("text", "<p>2017年，我局公开工作有序开展。</p>"),
        ("heading", "组织领导"),
        ("heading", "明确分工，落实责任"),
        (
            "text",
            "<p>办公室负责日常工作。</p><p>2．加强对全局工作人员的培训并把公开工作列入各科室年度"
            "工作安排，逐项检查落实情况，按季度通报。</p>",
        ),
        ("heading", "业务培训"),
        ("text", "<p>全年培训2次 &lt;b&gt;共&lt;/b&gt;40人次。</p>"),
    ]
    last = report.sections[-1].value
    assert [block.block_type for block in last["body"]] == (
        ["heading", "heading", "statistics_table"]
    )


def test_import__published_only_when_asked_and_number_kept(index_page, water_office):
    out = run(PAGE, index_page.pk, publish=True)
    assert "SL0007-3000-2018-00012" in out
    report = AnnualReportPage.objects.get()
    assert report.live
    assert report.index_number == "SL0007-3000-2018-00012"


def test_import__publishing_refused_keeps_the_draft(index_page):
    make_agency(name="示例市应急管理局", code="SL0011")
    with pytest.raises(CommandError, match="cannot be published yet") as refusal:
        run(FILES / "missing-row.txt", index_page.pk, publish=True)
    assert "七十七" in str(refusal.value)
    report = AnnualReportPage.objects.get()
    assert not report.live
    assert report.figures["figures"]["statistics.via_website.current"] == "七十七"


def test_import__the_same_report_again_is_said_and_changes_nothing(index_page, water_office):
    run(PAGE, index_page.pk)
    report = AnnualReportPage.objects.get()
    out = run(PAGE, index_page.pk)
    assert "has a report for 2017 already" in out
    assert "Nothing was changed" in out
    assert AnnualReportPage.objects.get().latest_revision_id == report.latest_revision_id


def test_import__last_years_report_makes_opening_balances_needless(index_page, water_office):
    make_published_report(index_page, water_office, 2016, figures=make_figures())
    run(PAGE, index_page.pk)
    report = AnnualReportPage.objects.get(report_year=2017)
    assert "opening" not in report.figures
    assert report.figures["claimed"]["statistics.proactive_files.cumulative"] == 10234


def test_import__dry_run_shows_every_cell_and_changes_nothing(index_page, water_office):
    pages = Page.objects.count()
    out = run(FILES / "missing-row.txt", index_page.pk, dry_run=True, create_agency="SL0011")
    assert Page.objects.count() == pages
    assert not Agency.objects.filter(code="SL0011").exists()
    words = [line.split() for line in out.splitlines()]
    rows = [row for row in words if len(row) > 1 and row[1] in ("2018年", "历年累计")]
    assert len(rows) == 30
    assert ["主动公开文件数", "2018年", "77", "77", "line", "45"] in rows
    assert ["主动公开文件数", "历年累计", "500", "423", "500", "line", "47"] in rows
    assert ["2.网络申请数", "2018年", "not", "found", "—"] in rows
    assert "The row “2.网络申请数” was not found" in out
    assert "line 107  not understood" in out
    assert "will be added with the code SL0011" in out


def test_import__an_unknown_agency_needs_a_code(index_page):
    with pytest.raises(CommandError, match="knows no agency “示例市水务局”"):
        run(PAGE, index_page.pk)
    assert not AnnualReportPage.objects.exists()
    run(PAGE, index_page.pk, create_agency="SL0007")
    agency = Agency.objects.get()
    assert (agency.name, agency.code, agency.postcode, agency.phone) == (
        "示例市水务局", "SL0007", "999007", "（0999）1234567转8",
    )  # fmt: skip
    assert AnnualReportPage.objects.get().agency == agency


@pytest.mark.parametrize("code", ["SL 0007", "", "x" * 33, "SL-1"])
def test_import__a_wrong_code_for_the_new_agency(index_page, code):
    with pytest.raises(CommandError, match="The agency cannot be added"):
        run(PAGE, index_page.pk, create_agency=code)
    assert not Agency.objects.exists()


def test_import__a_renamed_agency_is_found_by_the_code_in_its_number(index_page):
    agency = make_agency(name="示例市水利局", code="SL0007")
    out = run(PAGE, index_page.pk, dry_run=True)
    assert "“示例市水务局” is taken for 示例市水利局" in out
    run(PAGE, index_page.pk)
    assert AnnualReportPage.objects.get().agency == agency


def test_import__a_predecessor_is_named_as_one(index_page, water_office):
    successor = make_agency(name="示例市水利和湖泊局")
    successor.predecessors.add(water_office)
    out = run(PAGE, index_page.pk, dry_run=True)
    assert "示例市水务局 is a predecessor of 示例市水利和湖泊局" in out


def test_import__an_index_number_of_another_scheme(index_page, water_office, tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE.read_text().replace("SL0007-3000-2018-00012", "000014349/2018-00012"))
    out = run(file, index_page.pk, dry_run=True)
    assert "000014349/2018-00012 fits no numbering scheme" in out
    run(file, index_page.pk)
    assert AnnualReportPage.objects.get().requested_index_number == "000014349/2018-00012"


def test_import__a_title_of_300_characters_stops_it_and_loses_nothing(
    index_page, water_office, tmp_path
):
    title = "示例市水务局2017年政府信息公开工作年度报告"
    file = tmp_path / "page.txt"
    file.write_text(PAGE.read_text().replace(title, title + "（" + "长" * 280 + "）"))
    with pytest.raises(CommandError, match=r"305 characters, 255 fit\. Shorten it in the file"):
        run(file, index_page.pk)
    assert not AnnualReportPage.objects.exists()


def test_import__by_path(index_page, water_office):
    run(PAGE, "/nianbao/")
    assert AnnualReportPage.objects.get().get_parent().pk == index_page.pk


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"under": "999999"}, "There is no page “999999”"),
        ({"under": "/nowhere/"}, "There is no page “/nowhere/”"),
        ({"under": "/"}, "takes no reports"),
        ({"file": "no-such-file.txt"}, "no-such-file.txt cannot be read: No such file"),
        ({"file": str(FILES)}, "cannot be read: Is a directory"),
        ({"user": "nobody"}, "There is no user “nobody”"),
        ({"publish": True, "dry_run": True}, "exclude each other"),
    ],
)
def test_import__wrong_use(index_page, water_office, options, message):
    options = {"file": str(PAGE), "under": index_page.pk, **options}
    with pytest.raises(CommandError, match=message):
        run(options.pop("file"), options.pop("under"), **options)
    assert not AnnualReportPage.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7", r"The file is no text \(PDF\)"),
        (b"a\x00b", "The file is no text. Open"),
        (b"<!doctype html>", "HTML source"),
        (b"\xff\xff", "Line 1 cannot be decoded"),
        (b"x" * 1_000_001, "at most 1000000 are read"),
        (b"x\n" * 5001, "at most 5000 are read"),
        (b"hello", "holds no report page"),
    ],
)
def test_import__files_that_are_none(index_page, tmp_path, content, message):
    file = tmp_path / "page.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(file, index_page.pk)


@pytest.mark.skipif(not REAL_PAGE, reason="the real page is not beside this checkout")
def test_import__the_real_page_published(index_page):
    run(REAL_PAGE[0], index_page.pk, create_agency="FZ00503", publish=True)
    report = AnnualReportPage.objects.get()
    assert report.live
    assert report.index_number == "FZ00503-3000-2019-00004"
    assert report.topic_category is None
    sheet = build_sheet(find_standard("fuzhou-2018"), 2018, report.agency, report.figures)
    assert sheet.opening.number("statistics.proactive_files.cumulative") == 711
