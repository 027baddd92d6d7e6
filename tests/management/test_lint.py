"""``disclosure_lint``: the page tags of whole sites and of saved pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site

from example_site.portal.models import HomePage, StandardPage
from tests.factories import (
    make_catalogue,
    make_document,
    make_index_page,
    make_published_document,
    make_published_report,
)
from wagtail_disclosure.models import DisclosureSettings
from wagtail_disclosure.pages.models import DisclosurePlatformPage
from wagtail_disclosure.services import tag_lint

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def make_site(hostname: str, name: str, code: str, port: int = 80, **values: Any) -> Site:
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title=name, slug=hostname.replace(".", "-"))
    )
    site = Site.objects.create(hostname=hostname, port=port, root_page=home, **values)
    DisclosureSettings.objects.create(
        site=site, site_name=name, site_domain=hostname, site_id_code=code, organiser=f"{name}办"
    )
    Site.clear_site_root_paths_cache()
    return site


@pytest.fixture
def site() -> Site:
    """The only site: a portal whose pages all carry the plugin's tags."""
    Site.objects.all().delete()
    return make_site("www.shili.example", "示例市人民政府", "9999990001", is_default_site=True)


@pytest.fixture
def platform(site: Site) -> DisclosurePlatformPage:
    return site.root_page.add_child(
        instance=DisclosurePlatformPage(title="政府信息公开", slug="xxgk")
    )


def lint(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and lines of the command's JSON."""
    out = StringIO()
    code = 0
    try:
        call_command("disclosure_lint", *arguments, "--format", "json", stdout=out)
    except SystemExit as end:
        code = int(end.code or 0)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def found(*arguments: str) -> list[tuple[str, str, str]]:
    """(path, tag, code) of every finding that is more than a hint."""
    _code, lines = lint(*arguments)
    return [
        (line["page"].partition(".example")[2], finding["tag"], finding["code"])
        for line in lines
        for finding in line["findings"]
        if finding["severity"] != "information"
    ]


def use_template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any, head: str) -> None:
    """Let the portal's own pages of text be drawn with this head."""
    (tmp_path / "page.html").write_text(f"<html><head>{head}</head><body></body></html>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    monkeypatch.setattr(StandardPage, "template", "page.html")


def test_site__with_every_kind_of_page_is_clean(site: Site, platform: Any):
    index = make_index_page(platform, slug="nianbao")
    make_published_report(index)
    make_published_document(make_catalogue(platform, slug="neirong"))
    platform.add_child(instance=StandardPage(title="政府信息公开指南", slug="zhinan"))
    column = site.root_page.add_child(instance=StandardPage(title="通知公告", slug="tzgg"))
    column.add_child(
        instance=StandardPage(title="放假通知", slug="fangjia")
    ).save_revision().publish()
    for guide in StandardPage.objects.filter(first_published_at=None):
        guide.save_revision().publish()
    code, lines = lint()
    assert [line["findings"] for line in lines] == [[]] * 9
    assert code == 0


def test_site__page_without_tags_lacks_those_of_a_column(
    site: Site, monkeypatch: Any, tmp_path: Path, settings: Any
):
    use_template(monkeypatch, tmp_path, settings, "")
    site.root_page.add_child(instance=StandardPage(title="公告", slug="p"))
    code, lines = lint()
    assert code == 1
    (_home, page) = lines
    assert page["page"] == "http://www.shili.example/p/"
    assert [finding["tag"] for finding in page["findings"]] == [
        *("SiteName", "SiteDomain", "SiteIDCode"),
        *("ColumnName", "ColumnType", "ColumnDescription", "ColumnKeywords"),
    ]


def test_site__of_another_name_in_a_template_is_found(
    site: Site, monkeypatch: Any, tmp_path: Path, settings: Any
):
    head = """<meta name="SiteName" content="外市人民政府"><meta name="SiteDomain"
        content="www.shili.example"><meta name="SiteIDCode" content="9999990001">
        <meta name="ColumnName" content="null"><meta name="ColumnType" content="信息公开">
        <meta name="ArticleTitle" content=""><meta name="PubDate" content="昨天">
        <meta name="ContentSource" content="甲"><meta name="ContentSource" content="乙">"""
    use_template(monkeypatch, tmp_path, settings, head)
    site.root_page.add_child(instance=StandardPage(title="公告", slug="p"))
    assert found() == [
        ("/p/", "ContentSource", "duplicate"),
        ("/p/", "SiteName", "other_site"),
        ("/p/", "ColumnName", "placeholder"),
        ("/p/", "ArticleTitle", "empty"),
        ("/p/", "PubDate", "pub_date"),
    ]


def test_site__without_settings_lacks_its_code_everywhere(site: Site, platform: Any):
    DisclosureSettings.objects.all().delete()
    make_published_report(make_index_page(platform, slug="nianbao"))
    code, _lines = lint()
    assert code == 1
    assert {(tag, kind) for _path, tag, kind in found()} >= {("SiteIDCode", "missing")}
    assert len([tag for _path, tag, _kind in found() if tag == "SiteIDCode"]) == 4


def test_site__asks_for_nothing_that_is_not_public(site: Site, platform: Any):
    catalogue = make_catalogue(platform, slug="neirong")
    make_document(catalogue, slug="draft")
    hidden = make_published_document(catalogue, slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    page = make_published_document(catalogue, slug="d")
    page.create_alias(parent=make_catalogue(platform, slug="copies"))
    _code, lines = lint()
    assert [line["page"].partition(".example")[2] for line in lines] == [
        *("/", "/xxgk/", "/xxgk/neirong/", "/xxgk/neirong/d/", "/xxgk/copies/"),
    ]


def test_page__that_fails_is_a_finding_and_the_others_go_on(
    site: Site, platform: Any, monkeypatch: pytest.MonkeyPatch
):
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("broken template")

    site.root_page.add_child(instance=StandardPage(title="坏", slug="bad"))
    last = site.root_page.add_child(instance=HomePage(title="好", slug="good"))
    monkeypatch.setattr(StandardPage, "get_context", fail)
    code, lines = lint()
    states = {line["page"].partition(".example")[2]: line["status"] for line in lines}
    assert (code, states["/bad/"], states[f"/{last.slug}/"]) == (1, 500, 200)


def test_page__that_leads_elsewhere_or_is_a_file_has_no_tags(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    answers = [HttpResponseRedirect("/"), JsonResponse({}), StreamingHttpResponse(iter([b"x"]))]
    for slug in "abc":
        site.root_page.add_child(instance=StandardPage(title=slug, slug=slug))
    monkeypatch.setattr(StandardPage, "serve", lambda *args, **kwargs: answers.pop())
    _code, lines = lint()
    assert ([line["page"] for line in lines], answers) == (["http://www.shili.example/"], [])


def test_several_sites__each_by_its_own_settings(site: Site):
    make_site("www.xian.example", "示例县人民政府", "9999990002", port=8080)
    assert lint()[0] == 0
    code, lines = lint("--site", "www.xian.example")
    assert (code, [line["page"] for line in lines]) == (0, ["http://www.xian.example:8080/"])
    assert len(lint("--site", "www.xian.example:8080")[1]) == 1


@pytest.mark.parametrize("host", ["nowhere.example", "www.shili.example:9", "", "\x00", "a:b:c"])
def test_site__unknown_is_refused_with_the_known_ones(site: Site, host: str):
    with pytest.raises(CommandError, match=r"Known sites: www\.shili\.example:80"):
        lint("--site", host)


def test_site__not_in_allowed_hosts_is_refused(site: Site, settings: Any):
    settings.ALLOWED_HOSTS = ["other.example"]
    with pytest.raises(CommandError, match="is not in ALLOWED_HOSTS"):
        lint()


def test_site__that_forces_https_is_asked_again(site: Site, settings: Any):
    settings.SECURE_SSL_REDIRECT = True
    code, lines = lint()
    assert (code, len(lines)) == (0, 1)


def test_text__says_where_what_and_what_to_do(site: Site, capsys: Any):
    DisclosureSettings.objects.update(site_id_code="")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("disclosure_lint", stdout=out)
    assert out.getvalue().splitlines() == [
        "http://www.shili.example/: Error: SiteIDCode: The tag is missing. Write it into the "
        "page's head; the site's own tags are filled in under Settings > Government site tags.",
        "1 pages checked.",
    ]


def test_text__is_in_the_language_of_the_site(site: Site):
    DisclosureSettings.objects.update(site_id_code="12", site_name="null")
    out = StringIO()
    with translation.override("zh-hans"), pytest.raises(SystemExit):
        call_command("disclosure_lint", stdout=out)
    assert out.getvalue().splitlines() == [
        "http://www.shili.example/：错误：SiteName null：内容是占位符。模板因为没有值而写了它，"
        "请填写。",
        "http://www.shili.example/：错误：SiteIDCode 12：这不是网站标识码：应为十位数字，或 bm 加"
        "八位数字，以分配给本网站的为准。",
        "检查了 1 个页面。",
    ]


def test_walk__is_in_bounded_steps(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tag_lint, "CHUNK", 2)
    for number in range(5):
        site.root_page.add_child(instance=HomePage(title=f"{number}", slug=f"p{number}"))
    answer = tag_lint.Answer(200, "")
    with CaptureQueriesContext(connection) as queries:
        results = list(tag_lint.lint_site(site, lambda address: answer))
    assert len(results) == 6
    walks = [q for q in queries.captured_queries if q["sql"].endswith("LIMIT 2")]
    assert len(walks) == 4


GOOD = """<meta name="SiteName" content="示例市人民政府"><meta name="SiteDomain"
content="www.shili.example"><meta name="SiteIDCode" content="9999990001">"""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (GOOD.encode(), 0),
        (GOOD.encode("gb18030"), 0),
        (b"\xef\xbb\xbf" + GOOD.encode(), 0),
        (GOOD.replace("示例", "外").encode(), 1),
        (b"", 1),
        (b"\x00" * 1000, 1),
        (b"\xff\xfe\x80" * 1000, 1),
        (b"<" * 100_000, 1),
        (b"<!--" * 50_000, 1),
        (b"<a " * 50_000, 1),
        (b"<![x[" + GOOD.encode(), 0),
        (b"<meta name='SiteName' content='" + b"x" * 900_000, 1),
        (("<p>" * 20_000).encode() + GOOD.encode(), 0),
        (b"<meta name='ColumnName' content='&#xd800;&#0;\\ud800'>", 1),
    ],
)
def test_file__whatever_it_holds_is_read(site: Site, tmp_path: Path, content: bytes, code: int):
    file = tmp_path / "page.html"
    file.write_bytes(content)
    found, lines = lint(str(file), "--site", "www.shili.example")
    assert (found, [line["page"] for line in lines]) == (code, [str(file)])


def test_files__without_a_site_are_not_compared(site: Site, tmp_path: Path):
    file = tmp_path / "page.html"
    file.write_text(GOOD.replace("示例", "外"), encoding="utf-8")
    assert lint(str(file))[0] == 0


def test_file__that_is_not_there_is_named_and_the_others_are_read(
    site: Site, tmp_path: Path, capsys: Any
):
    file = tmp_path / "page.html"
    file.write_text(GOOD, encoding="utf-8")
    errors = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(
            "disclosure_lint",
            str(tmp_path),
            str(tmp_path / "no.html"),
            "a\x00b",
            str(file),
            stdout=(out := StringIO()),
            stderr=errors,
        )
    assert end.value.code == 2
    assert errors.getvalue().count(" cannot be read: ") == 3
    assert "1 pages checked." in out.getvalue()
