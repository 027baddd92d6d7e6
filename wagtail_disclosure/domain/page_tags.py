"""Government page tags (国办发〔2017〕47号): which a page needs, and what is wrong with those that
it carries.

The domain gives codes; the words are put above it (``management.commands.disclosure_lint``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from html import unescape

from .findings import Severity

Tag = tuple[str, str]


class PageKind(Enum):
    """What a page is to the rules about tags."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"


SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnType", "ColumnDescription", "ColumnKeywords")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
#: Names that HTML itself has, too, in small letters: those are no business of this module.
SHARED_TAGS = ("Keywords", "Author", "Description", "Image", "Url")

#: The tags that a page of each kind must carry.
REQUIRED: Mapping[PageKind, tuple[str, ...]] = {
    PageKind.HOME: SITE_TAGS,
    PageKind.COLUMN: (*SITE_TAGS, *COLUMN_TAGS),
    PageKind.ARTICLE: (*SITE_TAGS, "ColumnName", "ColumnType", "ArticleTitle", "PubDate"),
}

#: Kinds of columns seen on government sites; the list of the guide is longer, so another one is
#: a hint only.
COLUMN_TYPES = frozenset(
    (
        *("信息公开指南", "信息公开制度", "信息公开年报", "信息公开目录", "依申请公开"),
        *("信息公开", "政策文件", "政策解读", "公告通知", "时政要闻", "工作动态", "概况信息"),
        *("机构职能", "规划计划", "统计信息", "财政信息", "人事信息", "解读回应", "互动交流"),
        *("咨询投诉", "征集调查", "办事服务", "新闻发布", "领导信息"),
    )
)

SITE_ID_CODE = re.compile(r"\d{10}|bm\d{8}", re.ASCII)

_OWN_NAMES = {name.lower(): name for name in (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS)}
_KNOWN = frozenset((*_OWN_NAMES.values(), *SHARED_TAGS))
_NO_CONTENT = frozenset(("null", "undefined", "none", "nan", "[object object]", "todo", "xxx"))
_TEMPLATE_MARKS = re.compile(r"\{\{|\{%|\$\{|<%|#\{")
_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", re.ASCII)

_MARK = re.compile(r"<!--|<(?:meta|script|style|body)(?=[\s/>])|</head(?=[\s>])", re.IGNORECASE)
#: What is left out, with where it ends.
_ENDS = {
    "<!--": re.compile("-->"),
    "<script": re.compile(r"</script(?=[\s/>])", re.IGNORECASE),
    "<style": re.compile(r"</style(?=[\s/>])", re.IGNORECASE),
}
_ATTRIBUTE = re.compile(
    r"""[\s/"'=]*([^\s/"'=<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>][^\s>]*)?)?"""
)
_TAG_END = re.compile(r"""[\s/"'=]*>""")

#: No head is longer; what follows is not read.
MAX_HTML = 500_000


@dataclass(frozen=True, slots=True)
class TagFinding:
    """One fault of one tag: what stands there, and what should, where that is known."""

    code: str
    tag: str
    found: str = ""
    expected: str = ""
    severity: Severity = Severity.ERROR


def read_tags(html: str) -> tuple[Tag, ...]:
    """Name and content of every ``meta`` in the head, in order. Reads whatever a file holds: of
    HTML that is broken, as much as can be made out.

    Python's own parser takes minutes for some files of 50 kB; this one goes through once.
    """
    return tuple(_tags(html[:MAX_HTML]))


def _tags(html: str) -> Iterator[Tag]:
    position = 0
    while mark := _MARK.search(html, position):
        word = mark[0].lower()
        if word == "<meta":
            values, position = _attributes(html, mark.end())
            if values.get("name"):
                yield values["name"], values.get("content", "")
        elif word in _ENDS:
            end = _ENDS[word].search(html, mark.end())
            position = end.end() if end else len(html)
        else:
            return  # what stands in the body is no page tag


def _attributes(html: str, position: int) -> tuple[dict[str, str], int]:
    """The attributes of the tag whose name ends at ``position``, and where to go on; none if the
    tag is never closed."""
    values: dict[str, str] = {}
    while found := _ATTRIBUTE.match(html, position):
        position = found.end()
        value = found[2] or ""
        if value[:1] in ('"', "'"):
            value = value[1:].removesuffix(value[0])
        values.setdefault(found[1].lower(), unescape(value).strip())
    end = _TAG_END.match(html, position)
    return (values, end.end()) if end else ({}, position)


def kind_of(tags: Sequence[Tag]) -> PageKind:
    """What a page seems to be, by the tags that it carries."""
    names = {_OWN_NAMES.get(name.lower(), "") for name, _content in tags}
    if names & set(ARTICLE_TAGS):
        return PageKind.ARTICLE
    return PageKind.COLUMN if names & set(COLUMN_TAGS) else PageKind.HOME


def lint(
    tags: Sequence[Tag], kind: PageKind, site: Mapping[str, str] | None = None
) -> tuple[TagFinding, ...]:
    """Everything that is wrong with the tags of one page. ``site`` says what the tags of the site
    should hold, as far as that is known."""
    return (*_missing(tags, kind), *_written(tags), *_wrong(tags, site or {}))


def _missing(tags: Sequence[Tag], kind: PageKind) -> Iterator[TagFinding]:
    names = {name for name, _content in tags} | {
        _OWN_NAMES.get(name.lower(), "") for name, _content in tags
    }
    for name in REQUIRED[kind]:
        if name not in names:
            yield TagFinding("missing", name)
    if kind is PageKind.ARTICLE and "ContentSource" not in names:
        yield TagFinding("missing", "ContentSource", severity=Severity.WARNING)


def _written(tags: Sequence[Tag]) -> Iterator[TagFinding]:
    """Tags written twice, or with other letters than those who read them expect."""
    counts = Counter(_OWN_NAMES.get(name.lower(), name) for name, _content in tags)
    for name in (name for name in counts if name in _KNOWN and counts[name] > 1):
        contents = [
            content for other, content in tags if _OWN_NAMES.get(other.lower(), other) == name
        ]
        yield TagFinding("duplicate", name, " | ".join(contents))
    for name, _content in tags:
        wanted = _OWN_NAMES.get(name.lower(), name)
        if name != wanted:
            yield TagFinding("spelling", wanted, name, wanted, Severity.WARNING)


def _wrong(tags: Sequence[Tag], site: Mapping[str, str]) -> Iterator[TagFinding]:
    for written, content in tags:
        name = _OWN_NAMES.get(written.lower(), written)
        if name not in _KNOWN:
            continue
        if not content:
            yield TagFinding("empty", name)
        elif content.lower() in _NO_CONTENT or _TEMPLATE_MARKS.search(content):
            yield TagFinding("placeholder", name, content)
        else:
            yield from _wrong_content(name, content, site)


def _wrong_content(name: str, content: str, site: Mapping[str, str]) -> Iterator[TagFinding]:
    expected = site.get(name, "")
    if name == "SiteIDCode" and not SITE_ID_CODE.fullmatch(content):
        yield TagFinding("id_code", name, content, expected)
    elif expected and _plain(name, content) != _plain(name, expected):
        yield TagFinding("other_site", name, content, expected)
    elif name == "PubDate" and not _is_date(content):
        yield TagFinding("pub_date", name, content)
    elif name == "ColumnType":
        for part in re.split("[，,、]", content):
            if part.strip() not in COLUMN_TYPES:
                yield TagFinding("column_type", name, part, severity=Severity.INFORMATION)


def _plain(name: str, content: str) -> str:
    """A domain is written with a scheme on some sites and without on others."""
    if name != "SiteDomain":
        return content
    return re.sub("^https?://", "", content.lower()).rstrip("/")


def _is_date(content: str) -> bool:
    if not _DATE.fullmatch(content):
        return False
    try:
        datetime.fromisoformat(content)
    except ValueError:
        return False
    return True
