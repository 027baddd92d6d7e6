"""Government page tags: what is read from a page, and what is wrong with it."""

from __future__ import annotations

from time import process_time

import pytest

from wagtail_disclosure.domain.findings import Severity
from wagtail_disclosure.domain.page_tags import (
    MAX_HTML,
    PageKind,
    Tag,
    TagFinding,
    kind_of,
    lint,
    read_tags,
)

SITE = {"SiteName": "示例市人民政府", "SiteDomain": "www.shili.example", "SiteIDCode": "9999990001"}
COLUMN = {
    "ColumnName": "政府信息公开年报",
    "ColumnType": "信息公开年报",
    "ColumnDescription": "示例市人民政府政府信息公开年报",
    "ColumnKeywords": "信息公开年报",
}
ARTICLE = {
    "ColumnName": "政府信息公开年报",
    "ColumnType": "信息公开年报",
    "ArticleTitle": "示例市教育局2018年政府信息公开工作年度报告",
    "PubDate": "2019-01-16 16:15",
    "ContentSource": "示例市教育局",
}


def article(**changes: str | None) -> tuple[Tag, ...]:
    """The tags of a report in which some were changed, or left out (``None``)."""
    values = {**SITE, **ARTICLE, **changes}
    return tuple((name, content) for name, content in values.items() if content is not None)


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        (SITE, PageKind.HOME),
        ({**SITE, **COLUMN}, PageKind.COLUMN),
        ({**SITE, **ARTICLE}, PageKind.ARTICLE),
        ({}, PageKind.HOME),
    ],
)
def test_complete_tags__nothing_is_found_and_the_kind_is_known(
    tags: dict[str, str], kind: PageKind
):
    found = tuple(tags.items())
    assert kind_of(found) is kind
    assert lint(found, kind, SITE if tags else None) == (
        () if tags else tuple(TagFinding("missing", name) for name in SITE)
    )


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"SiteIDCode": None}, TagFinding("missing", "SiteIDCode")),
        ({"ArticleTitle": None}, TagFinding("missing", "ArticleTitle")),
        (
            {"ContentSource": None},
            TagFinding("missing", "ContentSource", severity=Severity.WARNING),
        ),
        ({"ColumnName": ""}, TagFinding("empty", "ColumnName")),
        ({"ColumnName": "null"}, TagFinding("placeholder", "ColumnName", "null")),
        ({"Author": "Undefined"}, TagFinding("placeholder", "Author", "Undefined")),
        ({"ColumnName": "{{ name }}"}, TagFinding("placeholder", "ColumnName", "{{ name }}")),
        ({"ArticleTitle": "${title}"}, TagFinding("placeholder", "ArticleTitle", "${title}")),
        (
            {"SiteName": "外市人民政府"},
            TagFinding("other_site", "SiteName", "外市人民政府", "示例市人民政府"),
        ),
        (
            {"SiteIDCode": "1304000009"},
            TagFinding("other_site", "SiteIDCode", "1304000009", "9999990001"),
        ),
        (
            {"SiteDomain": "www.other.example"},
            TagFinding("other_site", "SiteDomain", "www.other.example", "www.shili.example"),
        ),
        ({"SiteIDCode": "123"}, TagFinding("id_code", "SiteIDCode", "123", "9999990001")),
        (
            {"SiteIDCode": "９９９９９９０００１"},
            TagFinding("id_code", "SiteIDCode", "９９９９９９０００１", "9999990001"),
        ),
        ({"PubDate": "2019-1-16"}, TagFinding("pub_date", "PubDate", "2019-1-16")),
        ({"PubDate": "2019-02-30 10:00"}, TagFinding("pub_date", "PubDate", "2019-02-30 10:00")),
        (
            {"ColumnType": "信息公开年报，趣闻"},
            TagFinding("column_type", "ColumnType", "趣闻", severity=Severity.INFORMATION),
        ),
    ],
)
def test_one_fault__is_the_only_finding(changes: dict[str, str | None], finding: TagFinding):
    assert lint(article(**changes), PageKind.ARTICLE, SITE) == (finding,)


@pytest.mark.parametrize(
    "changes",
    [
        {"SiteDomain": "https://www.shili.example/"},
        {"SiteDomain": "WWW.shili.example"},
        {"PubDate": "2019-01-16 16:15:30"},
        {"ColumnType": "信息公开，信息公开年报"},
        {"SiteIDCode": "9999990001"},
        {"viewport": "", "generator": "null"},
        {"keywords": "", "description": "null"},
    ],
)
def test_variants_in_use__are_accepted(changes: dict[str, str | None]):
    assert lint(article(**changes), PageKind.ARTICLE, SITE) == ()


def test_site__unknown_is_not_compared():
    tags = article(SiteName="外市人民政府", SiteIDCode="bm01000001")
    assert lint(tags, PageKind.ARTICLE) == ()


def test_column__needs_all_four_tags():
    tags = tuple(SITE.items())
    assert [finding.tag for finding in lint(tags, PageKind.COLUMN)] == list(COLUMN)


def test_duplicate__shows_every_content():
    tags = (*article(), ("ColumnName", "另一栏目"), ("Author", "甲"), ("Author", "甲"))
    assert lint(tags, PageKind.ARTICLE, SITE) == (
        TagFinding("duplicate", "ColumnName", "政府信息公开年报 | 另一栏目"),
        TagFinding("duplicate", "Author", "甲 | 甲"),
    )


def test_spelling__counts_as_the_tag_and_is_named():
    tags = (*article(PubDate=None), ("Pubdate", "2019-01-16 16:15"))
    assert lint(tags, PageKind.ARTICLE, SITE) == (
        TagFinding("spelling", "PubDate", "Pubdate", "PubDate", Severity.WARNING),
    )


def test_description__of_html_itself_is_no_duplicate():
    tags = (*article(Description="简介"), ("description", "简介"))
    assert lint(tags, PageKind.ARTICLE, SITE) == ()


def test_reading__finds_metas_of_the_head_in_order():
    html = """<!doctype html><html><head><!-- <meta name="SiteName" content="注释"> -->
    <meta charset="utf-8"><meta name="SiteName" content="示例市 &amp; 县">
    <META NAME=SiteIDCode CONTENT=9999990001><meta name="PubDate">
    <meta name="" content="x"><meta name="A" name="B" content="1" content="2">
    <script>"<meta name='ColumnName' content='x'>"</script>
    </head><body><meta name="ColumnName" content="null"></body></html>"""
    assert read_tags(html) == (
        ("SiteName", "示例市 & 县"),
        ("SiteIDCode", "9999990001"),
        ("PubDate", ""),
        ("A", "1"),
    )


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("", ()),
        ("\x00\x01\ufffe", ()),
        ("<meta name='SiteName' content='甲'", ()),
        ("<meta name='SiteName' content='甲'><![x[", (("SiteName", "甲"),)),
        ("<meta name='SiteName' content='甲'><body", (("SiteName", "甲"),)),
        ("<meta name='a' content='1'><body><meta name='b' content='2'>", (("a", "1"),)),
        ("<" * 5000, ()),
        ("<meta name=a content='b", ()),
        ("<meta name=a content=b<meta name=c content=d>", (("a", "b<meta"),)),
        ("<meta name=a <meta name=c content=d>", (("c", "d"),)),
        ("<meta/name=a/content=1/>", (("a/content=1/", ""),)),
        ("<meta name = a content >", (("a", ""),)),
        ("<metadata name=a content=b>", ()),
        ("<style><meta name=a content=b></STYLE ><meta name=c>", (("c", ""),)),
        ("<script><meta name=a content=b>", ()),
        ("x" * MAX_HTML + "<meta name='a' content='1'>", ()),
        ("\ud800<meta name='a' content='\ud800'>", (("a", "\ud800"),)),
    ],
)
def test_reading__of_broken_html_gives_what_can_be_made_out(html: str, tags: tuple[Tag, ...]):
    assert read_tags(html) == tags


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<!--", "<?", "<![", "</a", "<a ", '<a "', '<a x="', "&#", "<script>", "<style "),
        *("<meta ", "<meta a", "<meta a=", "<meta name='", "<meta a=\"' ", "<meta a = ", "<meta\n"),
        *("<meta  /", "<meta x=y ", "</script", "=", "'\"", "<meta\x00"),
    ],
)
def test_reading__of_hostile_html_is_done_at_once(piece: str):
    html = (piece * MAX_HTML)[:MAX_HTML]
    started = process_time()
    read_tags(html)
    assert (
        process_time() - started < 5
    )  # seconds; a parser that goes through again and again takes minutes
