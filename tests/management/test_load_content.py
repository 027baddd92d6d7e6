"""The example content: what is published, and that a second call takes nothing away."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import Page, Site

from example_site.demo_login import demo_password
from example_site.portal.models import StandardPage
from wagtail_disclosure.models import CHANNELS, Agency, CatalogueEntry, Observation
from wagtail_disclosure.pages.models import AnnualReportPage, DocumentPage
from wagtail_disclosure.services.document_problems import document_problems
from wagtail_disclosure.services.documents import current_version
from wagtail_disclosure.services.freezing import load_frozen
from wagtail_disclosure.services.report_checks import check_report
from wagtail_disclosure.services.validity import term_of

# Wagtail leaves the temporary file of a rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)

#: (this year, cumulative) as the agency published them.
REAL_FIGURES = {
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
REAL_HEADINGS = [
    (1, "概述"),
    (2, "部署和落实2018年政务公开工作情况"),
    (3, "着力加强公开解读回应工作"),
    (4, "围绕建设法治政府全面推进政务公开"),
    (4, "围绕重点领域加大主动公开力度"),
    (4, "围绕稳定市场预期加强政策解读"),
    (4, "围绕社会重大关切加强舆情回应"),
    (3, "着力提升政务服务工作实效"),
    (4, "推进网上办事服务公开"),
    (4, "提升实体政务大厅服务能力"),
    (4, "优化审批办事服务"),
    (3, "着力推进政务公开制度化规范化"),
    (2, "公开制度建设情况,工作组织、机构、人员情况,工作经费投入情况"),
    (3, "健全完善制度,保障有序运转"),
    (3, "加强组织机构建设,保障经费运转"),
    (2, "公开渠道建设和利用情况"),
    (3, "强化政府网站建设管理"),
    (3, "用好两微一端新平台"),
    (3, "整合各类政务热线电话"),
    (1, "主动公开政府信息情况"),
    (2, "主动公开政府信息的数量"),
    (2, "主动公开政府信息的主要类别"),
    (2, "主动公开政府信息的形式"),
    (2, "开展政策解读工作情况,政策解读数量"),
    (2, "回应社会关切情况"),
    (1, "依申请公开政府信息办理情况"),
    (1, "因政府信息公开申请行政复议、提起行政诉讼的情况"),
    (1, "政府信息公开工作存在的主要问题及改进情况"),
    (2, "工作中存在的主要问题和困难"),
    (2, "具体解决办法和改进措施"),
    (1, "需要说明的其他事项与附表"),
    (2, "暂无需要说明的其他事项"),
    (2, "附表"),
]


def load() -> str:
    out = StringIO()
    call_command("load_content", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The content, loaded once for all tests of this module and rolled back after them."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def content(loaded, db):
    """What a test changes is rolled back to the content as it was loaded."""


def real_report() -> AnnualReportPage:
    return AnnualReportPage.objects.get(agency__code="FZ00503")


def test_load_content__the_real_report(content):
    report = real_report()
    assert report.live
    assert report.title == "福州市应急管理局2018年政府信息公开工作年度报告"
    assert report.index_number == "FZ00503-3000-2019-00004"
    assert report.document_number == "榕应急函〔2019〕4号"
    assert report.made_on.isoformat() == "2019-01-10"
    assert report.published_at.isoformat() == "2019-01-16T08:15:00+00:00"
    assert report.topic_category is None
    assert report.information_category.code == "3000"
    assert report.validity == "effective"
    assert (report.period_start.isoformat(), report.period_end.isoformat()) == (
        "2018-01-01", "2018-12-31",
    )  # fmt: skip
    assert "正文由本站缩写" in report.notice
    published = Observation.objects.filter(report__page_id=report.pk)
    assert {entry.cell: entry.value for entry in published} == {
        f"statistics.{row}.{column}": Decimal(value)
        for row, pair in REAL_FIGURES.items()
        for column, value in zip(("current", "cumulative"), pair, strict=True)
    }


def test_load_content__the_real_headings_in_their_order(content):
    found = []
    for section in real_report().sections:
        found.append((1, section.value["heading"]))
        found += [
            (int(block.value["level"]), block.value["text"])
            for block in section.value["body"]
            if block.block_type == "heading"
        ]
    assert found == REAL_HEADINGS


def test_load_content__every_heading_has_text_below(content):
    for section in real_report().sections:
        kinds = [block.block_type for block in section.value["body"]]
        pairs = zip(kinds, [*kinds[1:], "end"], strict=True)
        assert all(after == "text" for kind, after in pairs if kind == "heading")


def test_load_content__what_a_reader_gets(content):
    page = real_report()
    response = Client().get(page.get_url())
    text = response.content.decode()
    assert response.status_code == 200
    for fact in (
        "FZ00503-3000-2019-00004",
        "榕应急函〔2019〕4号",
        "2019-01-10",
        "2019-01-16 16:15",
        "福州市仓山区南江滨西大道193号6号楼11层",
        "350007",
        "0591-87505535",
        "fzaj_0@126.com",
        "正文由本站缩写",
        ">839<",
    ):
        assert fact in text


def test_load_content__reports_of_invented_agencies(content):
    reports = AnnualReportPage.objects.exclude(agency__code="FZ00503")
    assert sorted((r.agency.code, r.report_year, r.live) for r in reports) == [
        ("SL00002", 2016, True),
        ("SL00002", 2017, True),
        ("SL00002", 2018, True),
        ("SL00002", 2024, True),
        ("SL00002", 2025, True),
        ("SL00003", 2018, True),
        ("SL00004", 2016, True),
        ("SL00004", 2017, True),
        ("SL00005", 2017, True),
        ("SL00005", 2018, False),
        ("SL00005", 2024, True),
        ("SL00006", 2018, True),
    ]
    assert all(
        agency.name.startswith("示例市") for agency in Agency.objects.exclude(code="FZ00503")
    )


def test_load_content__nothing_is_found_in_what_is_published(content):
    found = {
        (report.slug, finding.code)
        for report in AnnualReportPage.objects.live()
        for finding in check_report(report).findings
        if not finding.reason
    }
    assert found == set()


def test_load_content__a_changed_carry_over_has_its_public_reason(content):
    page = AnnualReportPage.objects.get(slug="jiaoyu-2025")
    text = Client().get(page.get_url()).content.decode()
    assert "上年报告“四、结转下年度继续办理”为 2。说明：机构改革，" in text
    assert 'value="25">25</data>件' in text


def test_load_content__cumulative_figures_carry_on_through_years_and_a_merger(content):
    def cumulative(code: str, year: int) -> Decimal:
        return Observation.objects.get(
            agency__code=code, year=year, cell="statistics.proactive_files.cumulative"
        ).value

    assert [cumulative("SL00002", year) for year in (2016, 2017, 2018)] == (
        [1210 + 152, 1210 + 152 + 168, 1210 + 152 + 168 + 185]
    )
    assert cumulative("SL00003", 2018) == 640 + 96 + 110 + 121


def test_load_content__all_pages_are_served(content):
    client = Client()
    for page in Page.objects.live().filter(depth__gt=1):
        assert client.get(page.get_url()).status_code == 200, page


def test_load_content__attachments_and_interpretations(content):
    page = AnnualReportPage.objects.get(slug="jiaoyu-2018")
    (attachment,) = page.attachments
    with attachment.value["document"].open_file() as file:
        assert file.read().startswith(b"\xef\xbb\xbf")
    kinds = [(block.value["kind"], block.value["title"]) for block in page.interpretations]
    assert kinds == [
        ("text", "一分钟读懂2018年度报告"),
        ("picture", "图解：三年主动公开文件数"),
    ]
    image = page.interpretations[1].value["image"]
    assert image.description == (
        "柱形图：示例市教育局主动公开文件数。2016年152条，2017年168条，2018年185条。"
    )


def test_load_content__every_document_is_in_the_catalogue(content):
    pages = DocumentPage.objects.live()
    assert pages.count() == 70
    assert set(pages.values_list("pk", flat=True)) == set(
        CatalogueEntry.objects.filter(is_report=False).values_list("page_id", flat=True)
    )
    assert [page for page in pages if document_problems(page)] == []
    assert all(page.agency.name.startswith("示例市") for page in pages)


def test_load_content__documents_of_every_validity(content):
    states = {
        page.slug: term_of(CatalogueEntry.objects.get(page_id=page.pk)).on(date(2025, 12, 31)).value
        for page in DocumentPage.objects.filter(nature__in=("rule", "normative"))
        if not page.slug.startswith("jiaotong")
    }
    assert states == {
        "huwai-guanggao-guiding": "effective",
        "jieyue-yongshui": "expired",
        "jubao-jiangli-2013": "repealed",  # by its successor's, on this site
        "jubao-jiangli-2020": "effective",
        "weihua-dengji-2011": "repealed",  # by one that is not on this site
        "xinxi-fabu-xietiao": "effective",
        "xinxi-gongkai-kaohe-2012": "repealed",
        "xinxi-gongkai-kaohe-2019": "effective",
        "yinshuishui-guiding": "not_yet",
        "zhaosheng-banfa-2017": "expired",
        "zhaosheng-banfa-2025": "effective",
    }


def test_load_content__documents_refer_to_one_another(content):
    new = DocumentPage.objects.get(slug="xinxi-gongkai-kaohe-2019")
    text = Client().get(new.get_url()).content.decode()
    for fact in ("示例市政府信息公开工作考核办法（2012年）", "示政办〔2008〕5号", "文字解读"):
        assert fact in text
    explanation = DocumentPage.objects.get(slug="xinxi-gongkai-kaohe-jiedu")
    assert new.get_url() in Client().get(explanation.get_url()).content.decode()


def test_load_content__a_years_documents_are_those_that_the_report_counts(content):
    entries = CatalogueEntry.objects.filter(agency__code="SL00006", year=2018, is_report=False)
    report = AnnualReportPage.objects.get(slug="jiaotong-2018")
    channels = {name: entries.filter(**{name: True}).count() for name in CHANNELS}
    assert channels == dict.fromkeys(CHANNELS, 0) | {"on_website": 41}
    assert entries.count() == 41
    version = current_version(report.pk)
    counted = {row[0]: row[2:] for row in version.frozen["figures"]}
    assert counted["statistics.proactive_files.current"] == ["41", "counted"]
    assert "statistics.proactive_files.current" not in report.figures["figures"]
    breakdown = load_frozen(version.frozen).breakdowns["disclosure-2008"]
    assert breakdown.total == 41
    assert [number for _label, number in breakdown.parts] == [2, 3, 2, 11, 4, 9, 3, 2, 5]


def test_load_content__users(content):
    client = Client()
    assert client.login(username="demo", password=demo_password())
    assert client.get("/admin/").status_code == 200
    editor = get_user_model().objects.get(username="bianji")
    assert [group.name for group in editor.groups.all()] == ["公开编辑"]
    assert not editor.is_superuser
    index = Page.objects.get(slug="nianbao")
    assert index.permissions_for_user(editor).can_add_subpage()
    assert not Site.objects.get().root_page.permissions_for_user(editor).can_add_subpage()


def test_load_content__a_second_call_overwrites_nothing(content, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    report = real_report()
    report.notice = "编辑改过的说明"
    report.save_revision().publish()
    page = StandardPage.objects.get(slug="zhinan")
    page.title = "编辑改过的标题"
    page.slug = "guide"
    page.save_revision().publish()
    AnnualReportPage.objects.get(slug="shuiwu-2018").delete()
    Agency.objects.filter(code="SL00002").update(phone="12345")
    demo = get_user_model().objects.get(username="demo")
    demo.set_password("changed by hand")
    demo.save()
    revisions = {page.pk: page.latest_revision_id for page in Page.objects.all()}
    out = load()
    assert "nothing was changed" in out
    assert {page.pk: page.latest_revision_id for page in Page.objects.all()} == revisions
    assert real_report().notice == "编辑改过的说明"
    assert not AnnualReportPage.objects.filter(slug="shuiwu-2018").exists()
    assert Agency.objects.get(code="SL00002").phone == "12345"
    assert get_user_model().objects.get(username="demo").check_password("changed by hand")


def test_load_content__demo_password_wins(content, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "one-that-was-asked-for")
    load()
    for name in ("demo", "bianji"):
        user = get_user_model().objects.get(username=name)
        assert user.check_password("one-that-was-asked-for")


def test_load_content__an_editors_own_report_is_left_alone(content):
    """The same agency and year, written by hand before the content knew it."""
    from example_site.portal.models import LoadedContent

    LoadedContent.objects.filter(key="report/SL00006/2018").delete()
    before = AnnualReportPage.objects.get(slug="jiaotong-2018").latest_revision_id
    load()
    assert AnnualReportPage.objects.get(agency__code="SL00006").latest_revision_id == before
