"""Whole pages as the portal serves them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.utils.timezone import now
from wagtail.models import Page, PageViewRestriction, Site

from example_site.portal.models import HomePage, PortalSettings, StandardPage
from tests.factories import make_agency, make_index_page, make_published_report, make_report
from wagtail_disclosure.services.withdrawal import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    """A portal of a front page, the disclosure column with its parts, and a footer column."""
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="示例市人民政府", slug="portal", introduction="找政策、看公开。")
    )
    Site.objects.filter(is_default_site=True).update(root_page=home, site_name="示例市人民政府")
    Site.clear_site_root_paths_cache()
    return home


@pytest.fixture
def platform(home):
    platform = add(home, "政府信息公开", "platform")
    add(platform, "政府信息公开指南", "guide", search_description="怎样申请")
    return platform


@pytest.fixture
def index(platform):
    return make_index_page(platform, slug="reports", show_in_menus=True)


def add(parent, title, slug, *, show_in_menus=True, **values):
    page = StandardPage(title=title, slug=slug, show_in_menus=show_in_menus, **values)
    return parent.add_child(instance=page)


def get(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def links(elements):
    return [(link.get_text(strip=True), link["href"]) for link in elements]


def test_report_page__stands_in_the_portal_with_one_heading_above_its_sections(client, index):
    report = make_published_report(index, make_agency(name="示例市教育局"))
    soup = get(client, report.url)
    assert soup.select_one(".masthead__name").get_text() == "示例市人民政府"
    assert [h.get_text() for h in soup("h1")] == ["示例市教育局2018年政府信息公开工作年度报告"]
    assert soup.find("meta", {"name": "ArticleTitle"})["content"] == soup.h1.get_text()
    assert links(soup.select(".breadcrumbs a")) == [
        ("首页", "/"),
        ("政府信息公开", "/platform/"),
        ("政府信息公开年度报告", "/platform/reports/"),
    ]
    assert len(soup.select("td[data-cell]")) == 30
    assert (
        soup.select_one(".disclosure-print-foot")
        .get_text(strip=True)
        .startswith(soup.select_one(".disclosure-metadata__item--index_number dt").get_text())
    )


def test_report_page__has_no_id_twice(client, index):
    soup = get(client, make_published_report(index).url)
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_index_page__filters_keep_each_other(client, index):
    agency = make_agency(name="示例市教育局")
    make_published_report(index, agency)
    soup = get(client, f"{index.url}?q=教育&agency={agency.pk}&year=2018")
    assert soup.select_one('[name="year"]')["value"] == "2018"
    assert soup.select_one("option[selected]").get_text() == "示例市教育局"
    years = [link["href"] for link in soup.select(".disclosure-years a")]
    assert years == [
        f"{index.url}?q=%E6%95%99%E8%82%B2&agency={agency.pk}",
        f"{index.url}?q=%E6%95%99%E8%82%B2&year=2018&agency={agency.pk}",
    ]
    assert soup.select_one(".disclosure-years [aria-current]").get_text() == "2018"


def test_index_page__without_reports_and_without_matches_say_different_things(client, index):
    empty = get(client, index.url).select_one(".disclosure-empty").get_text(strip=True)
    make_published_report(index)
    nothing = get(client, f"{index.url}?q=zzz").select_one(".disclosure-empty").get_text(strip=True)
    assert empty
    assert nothing
    assert empty != nothing


def test_withdrawn_report__its_number_answers_gone_in_the_portal(client, index, admin_user):
    report = make_published_report(index)
    number, title = report.index_number, report.title
    withdraw(report, "重复发布", admin_user, now())
    soup = get(client, f"/disclosure/index/{number}/", 410)
    facts = [fact.get_text(strip=True) for fact in soup.select("dd")]
    assert number in facts
    assert title in facts
    assert "重复发布" in facts
    assert soup.select_one(".masthead")


def draw_tag(report):
    template = Template('{% load disclosure_tags %}{% statistics_table report "statistics" %}')
    return template.render(Context({"report": report})).strip()


def test_tag_statistics_table__draws_a_public_report_anywhere(home):
    report = make_published_report()
    soup = BeautifulSoup(draw_tag(report), "html.parser")
    assert soup.table["id"] == f"report-{report.pk}-statistics"
    assert len(soup.select("td[data-cell]")) == 30


def test_tag_statistics_table__draws_no_draft_and_no_private_report(home):
    assert draw_tag(make_report()) == ""
    report = make_published_report()
    PageViewRestriction.objects.create(page=report, restriction_type=PageViewRestriction.LOGIN)
    assert draw_tag(report) == ""


def test_home_page__the_platform_and_its_newest_reports_come_from_the_tree(client, index):
    report = make_published_report(index)
    make_report(index, year=2017)
    soup = get(client, "/")
    assert links(soup.select(".menu a")) == [("政府信息公开", "/platform/")]
    assert [title.get_text() for title in soup.select(".platform__title")] == [
        "政府信息公开指南",
        "政府信息公开年度报告",
    ]
    newest = soup.select_one('[aria-labelledby="newest-reports"] ul')
    assert links(newest("a")) == [(report.title, report.url)]


def test_home_page__without_anything_below_it(client, home):
    soup = get(client, "/")
    assert soup.select_one(".platform") is None
    assert soup.h1.get_text() == "示例市人民政府"


def test_footer__lists_the_pages_of_its_column(client, home):
    about = add(home, "关于本站", "about", show_in_menus=False)
    add(about, "无障碍声明", "accessibility")
    PortalSettings.objects.create(
        site=Site.objects.get(is_default_site=True), icp_number="示ICP备0号", footer_page=about
    )
    soup = get(client, "/")
    assert links(soup.select(".footer a")) == [("无障碍声明", "/about/accessibility/")]
    assert "示ICP备0号" in soup.select_one(".footer__facts").get_text()


def test_standard_page__lists_its_public_children(client, platform):
    add(platform, "草稿", "draft", live=False)
    soup = get(client, "/platform/")
    assert links(soup.select(".lines a")) == [("政府信息公开指南", "/platform/guide/")]


def test_portal_search__finds_words_inside_sentences_and_no_private_page(client, platform):
    add(platform, "办法", "rules", body="<p>依申请公开的办理办法。</p>")
    hidden = add(platform, "内部办法", "internal", body="<p>申请的办理办法。</p>")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    soup = get(client, "/search/?q=办理 申请")
    assert links(soup.select(".lines a")) == [("办法", "/platform/rules/")]


@pytest.mark.parametrize("query", ["", "%00", "%22", "q&page=99", "x" * 500])
def test_portal_search__odd_words_are_answered(client, home, query):
    get(client, f"/search/?q={query}")


def test_unknown_address__the_portal_answers_in_its_own_look(client, home):
    soup = get(client, "/nothing/", 404)
    assert soup.h1.get_text() == "没有找到这个页面"
    assert soup.select_one(".masthead")
