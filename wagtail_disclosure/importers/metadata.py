"""The head of the page: the block of metadata, title, document number, source and time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wagtail_disclosure.domain.document_numbers import DocumentNumberError, parse_document_number

from .dates import parse_moment
from .furniture import is_furniture
from .imported import Line, MetadataField, Note, ReadLine
from .labels import squeeze

#: Field by the labels that portals put before it. An empty key: known, and of no use to a report.
FIELDS = {
    "索引号": "index_number",
    "主题分类": "topic_category",
    "发文机关": "agency",
    "发布机构": "agency",
    "发布机关": "agency",
    "公开机构": "agency",
    "成文日期": "made_on",
    "生成日期": "made_on",
    "标题": "title",
    "名称": "title",
    "信息名称": "title",
    "发文字号": "document_number",
    "文号": "document_number",
    "发布日期": "published_on",
    "公开日期": "published_on",
    "发布时间": "published_on",
    "有效性": "validity",
}
EXPECTED = (
    "index_number",
    "topic_category",
    "agency",
    "made_on",
    "title",
    "document_number",
    "published_on",
    "validity",
)
_VALIDITY = {
    "": "effective",
    "有效": "effective",
    "废止": "repealed",
    "已废止": "repealed",
    "失效": "expired",
    "已失效": "expired",
}
#: No line of the head is longer; regular expressions see no longer ones.
_MAX_LINE = 500

_BULLET = re.compile(r"^\s*[•·●▪◦*\-–—]\s*")
_SPACED = {label: r"\s{0,8}".join(map(re.escape, label)) for label in FIELDS}
_LABEL = re.compile(
    rf"(?<!\S)(?P<label>{'|'.join(sorted(_SPACED.values(), key=len, reverse=True))})\s{{0,8}}[:：]"
)
_OTHER_LABEL = re.compile(
    r"^(?P<label>[^\s:：](?:[^:：]{0,18}[^\s:：])?)\s{0,8}[:：](?P<value>.*)$"
)
_SOURCE = re.compile(r"^(?:信息)?(?:来源|稿源)\s{0,8}[:：](?P<rest>.*)$")
_TIME = re.compile(r"(?:发布)?(?:时间|日期)\s{0,8}[:：]\s{0,8}(?P<time>[\d\-/.:年月日T ]{6,30})")
_TITLE = re.compile(r"政府信息公开.{0,4}(?:年度)?报告")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


@dataclass
class Head:
    """What the lines above the text say; ``end`` is the position of the first line below."""

    fields: dict[str, MetadataField] = field(default_factory=dict)
    title: str = ""
    document_number: str = ""
    source: str = ""
    published: datetime | None = None
    made_on: date | None = None
    validity: str = "effective"
    agency: str = ""
    year: int = 0
    roles: list[ReadLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    end: int = 0
    #: Line numbers of what stands below the block.
    places: dict[str, int] = field(default_factory=dict)

    def value(self, key: str) -> str:
        found = self.fields.get(key)
        return found.value if found else ""


def read_head(lines: Sequence[Line], is_body: Callable[[Line], bool]) -> Head:
    """Read from the top down to the line of source and time, or to the text.

    ``is_body`` knows the first line that surely is no head (一、…, the table).
    """
    head = Head()
    position = 0
    while position < len(lines) and not is_body(lines[position]):
        line = lines[position]
        if line.stripped and not _read_line(head, line):
            break
        position += 1
    head.end = position
    _settle(head)
    return head


def _read_line(head: Head, line: Line) -> bool:
    """Take one line into the head; False when the text begins with it."""
    if len(line.text) <= _MAX_LINE:
        for role, reader in _READERS:
            if reader(head, line):
                head.roles.append(ReadLine(line.number, line.text, role))
                return True
    if is_furniture(line.text):
        head.roles.append(ReadLine(line.number, line.text, "furniture"))
        return True
    if head.title or (head.fields and "。" in line.text):
        return False
    # Above the title stands the name of the website, of the column and the like.
    head.roles.append(ReadLine(line.number, line.text, "furniture"))
    return True


def _read_metadata(head: Head, line: Line) -> bool:
    text = _BULLET.sub("", line.text, count=1).strip()
    first = _LABEL.match(text)
    if not first:
        return False
    found = [first, *_LABEL.finditer(text, first.end())]
    for position, match in enumerate(found):
        following = found[position + 1].start() if position + 1 < len(found) else len(text)
        value = _BULLET.sub("", text[match.end() : following]).strip()
        key = FIELDS["".join(match["label"].split())]
        known = head.fields.get(key)
        if known and known.value and value and squeeze(known.value) != squeeze(value):
            head.notes.append(_note("field_twice", "warning", line, field=key, value=known.value))
        elif not (known and known.value):
            head.fields[key] = MetadataField(key, value, line.number)
    return True


def _read_unknown_metadata(head: Head, line: Line) -> bool:
    bullet = _BULLET.match(line.text)
    match = _OTHER_LABEL.match(line.text[bullet.end() :].strip()) if bullet else None
    if not match or head.title:
        return False
    head.notes.append(_note("unknown_field", "information", line, field=match["label"]))
    return True


def _read_title(head: Head, line: Line) -> bool:
    text = line.stripped
    wanted = head.value("title")
    if head.title or not (
        text == wanted or (_TITLE.search(text) and _YEAR.search(text) and "。" not in text)
    ):
        return False
    head.title = text
    head.places["title"] = line.number
    return True


def _read_document_number(head: Head, line: Line) -> bool:
    text = line.stripped
    if not head.title or head.document_number:
        return False
    wanted = head.value("document_number")
    if not (wanted and squeeze(text) == squeeze(wanted)):
        try:
            parse_document_number(text)
        except DocumentNumberError as error:
            if not error.suggestion:
                return False
    head.document_number = text
    head.places["document_number"] = line.number
    return True


def _read_source(head: Head, line: Line) -> bool:
    text = line.stripped
    source, time = _SOURCE.match(text), _TIME.search(text)
    if not head.title or not (source or (time and time.start() == 0)):
        return False
    if time:
        head.published = parse_moment(time["time"])
        head.places["published"] = line.number
        if head.published is None:
            head.notes.append(_note("bad_date", "error", line, field="published_on"))
    if source:
        rest = source["rest"]
        cut = _TIME.search(rest)
        head.source = (rest[: cut.start()] if cut else rest).strip()
    return True


#: In this order; the title is asked for before the document number, which stands below it.
_READERS = (
    ("metadata", _read_metadata),
    ("unused", _read_unknown_metadata),
    ("title", _read_title),
    ("document_number", _read_document_number),
    ("source", _read_source),
)


def _settle(head: Head) -> None:
    """Bring block and lines together: what one has not, the other gives; differences are noted."""
    for key in EXPECTED:
        if key not in head.fields:
            head.notes.append(Note("field_missing", "information", params={"field": key}))
    head.title = _agree(head, "title", head.title)
    head.document_number = _agree(head, "document_number", head.document_number)
    head.agency = head.value("agency") or head.source or agency_in_title(head.title)
    _settle_document_number(head)
    _settle_dates(head)
    _settle_validity(head)
    year = _YEAR.search(head.title)
    head.year = int(year[1]) if year else 0


def _agree(head: Head, key: str, below: str) -> str:
    """The value below the block wins, for it is the text itself."""
    above = head.value(key)
    if above and below and squeeze(above) != squeeze(below):
        params = {"field": key, "above": above, "below": below}
        head.notes.append(Note("differs", "warning", head.places[key], below, params))
    return below or above


def _settle_document_number(head: Head) -> None:
    if not head.document_number or head.document_number in ("无", "-", "/"):
        head.document_number = ""
        return
    try:
        parse_document_number(head.document_number)
    except DocumentNumberError as error:
        line = head.places.get("document_number", 0)
        params = {"suggestion": error.suggestion}
        head.notes.append(Note("document_number", "warning", line, head.document_number, params))


def _settle_dates(head: Head) -> None:
    made = head.value("made_on")
    moment = parse_moment(made)
    if made and moment is None:
        head.notes.append(_field_note(head, "bad_date", "error", "made_on"))
    head.made_on = moment.date() if moment else None
    stated = head.value("published_on")
    day = parse_moment(stated)
    if stated and day is None:
        head.notes.append(_field_note(head, "bad_date", "error", "published_on"))
    if head.published is None:
        head.published = day
    elif day and day.date() != head.published.date():
        below = f"{head.published:%Y-%m-%d}"
        params = {"field": "published_on", "above": stated, "below": below}
        head.notes.append(Note("differs", "warning", head.places["published"], below, params))


def _settle_validity(head: Head) -> None:
    stated = squeeze(head.value("validity"))
    if stated not in _VALIDITY:
        head.notes.append(_field_note(head, "validity", "warning", "validity"))
    head.validity = _VALIDITY.get(stated, "effective")


def agency_in_title(title: str) -> str:
    """What stands before the year in a title such as 示例市教育局2018年…报告, or empty."""
    match = _YEAR.search(title)
    return title[: match.start()].strip() if match else ""


def _note(code: str, level: str, line: Line, **params: str) -> Note:
    return Note(code, level, line.number, line.text, params)


def _field_note(head: Head, code: str, level: str, key: str) -> Note:
    found = head.fields[key]
    return Note(code, level, found.line, found.value, {"field": key})
