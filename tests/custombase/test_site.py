"""The whole way from draft to reader on a site with a base page of its own."""

import datetime as dt
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from pypdf import PdfReader
from wagtail.models import Site

from tests.custombase.models import Column, Platform, Report
from tests.figures import make_figures
from wagtail_disclosure.models import Agency, NumberingScheme
from wagtail_disclosure.services.cache_purging import affected_addresses
from wagtail_disclosure.services.reports import start_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    home = Site.objects.get(is_default_site=True).root_page
    column = home.add_child(instance=Column(title="年度报告", slug="reports"))
    agency = Agency.objects.create(name="示例市档案局", code="SL1")
    NumberingScheme.objects.create(name="索引号", pattern="{agency}-{year}-{serial:5}")
    report = start_report(Report, column, agency, 2018, None)
    report.figures = make_figures()
    report.made_on = dt.date(2019, 1, 10)
    report.save_revision().publish()
    return Report.objects.get(pk=report.pk)


def test_check__custom_base_page() -> None:
    call_command("check", fail_level="WARNING")


def test_migrations__are_complete() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_publish__custom_base_page(report: Report) -> None:
    assert (report.live, report.index_number) == (True, "SL1-2019-00001")


def test_reader__page_list_pdf_and_permanent_address(report: Report, client) -> None:
    page = client.get(report.get_url())
    assert "示例市档案局2018年" in page.content.decode()
    column = client.get(report.get_parent().get_url())
    assert report.get_url() in column.content.decode()
    pdf = client.get(report.get_url() + "report.pdf")
    text = PdfReader(BytesIO(b"".join(pdf.streaming_content))).pages[0].extract_text()
    assert "SL1-2019-00001" in text
    permanent = client.get("/disclosure/index/SL1-2019-00001/")
    assert permanent.headers["Location"].endswith(report.get_url())


def test_editor__opens(report: Report, admin_client) -> None:
    assert admin_client.get(f"/admin/pages/{report.pk}/edit/").status_code == 200


def test_platform_feed_and_lint__custom_base_page(report: Report, client, admin_client) -> None:
    column = report.get_parent()
    home = Site.objects.get(is_default_site=True).root_page
    platform = home.add_child(
        instance=Platform(title="政府信息公开", slug="xxgk", reports_page=column)
    )
    assert report.get_url() in client.get(platform.get_url()).content.decode()
    assert report.title in client.get(f"{column.get_url()}feed/").content.decode()
    assert admin_client.get(f"/admin/pages/{platform.pk}/edit/").status_code == 200
    assert report.get_full_url() in affected_addresses(report)
    with pytest.raises(SystemExit):  # the site has no identification code
        call_command("disclosure_lint", stdout=(out := StringIO()))
    assert "SiteIDCode：缺少此标签" in out.getvalue()
