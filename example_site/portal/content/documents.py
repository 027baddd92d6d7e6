"""The documents of the example catalogue, published through the same gate as an editor's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.utils.timezone import make_aware
from wagtail.signal_handlers import disable_reference_index_auto_update

from wagtail_disclosure.importers.imported import ImportedParagraph
from wagtail_disclosure.models import CHANNELS, Agency, Category, NumberingScheme
from wagtail_disclosure.pages.models import CatalogueIndexPage, DocumentPage
from wagtail_disclosure.services.import_content import rich_text

from .files import document as file
from .once import CONTENT_DIR, once, read
from .tree import page_at

CATALOGUE = "xxgk/neirong/mulu"

_HEADING = re.compile(r"第[一二三四五六七八九十]+章 .+|[一二三四五六七八九十]+、[^。]+")
#: Copied to the page as they stand.
_PLAIN = ("title", "slug", "made_on", "document_number", "nature", "validity", "in_force_from",
          "in_force_until", "repealed_on", "repealed_by", "summary", "keywords", "mode",
          "mode_reason", "term", "other_channels")  # fmt: skip


def load_documents(user: Any) -> int:
    """Make the documents that were not made before; the number of them."""
    return sum(
        once(f"document/{data['slug']}", lambda d=data: _document(d, user)) for data in documents()
    )


def documents() -> Iterator[dict[str, Any]]:
    """What the files say of each document, those that others refer to first."""
    for name in sorted(path.name for path in (CONTENT_DIR / "documents").glob("*.toml")):
        content = read(f"documents/{name}")
        yield from content.get("document", ())
        if "table" in content:
            yield from _of_table(name.removesuffix(".toml"), **content["table"])


def _of_table(name: str, agency: str, documents: list[list[str]]) -> Iterator[dict[str, Any]]:
    """Short documents, each a line: day, information category, topic, title and text."""
    for number, (day, information, topic, title, text) in enumerate(documents, 1):
        made_on = datetime.fromisoformat(day)
        yield {
            "slug": f"{name}-{number:02}",
            "agency": agency,
            "title": title,
            "made_on": made_on.date(),
            "published": datetime.combine(made_on, time(16, 30)),
            "information": information,
            "topic": topic,
            "nature": "normative" if information == "02" else "",
            "text": text,
        }


def _document(data: dict[str, Any], user: Any) -> None:
    parent = page_at(CATALOGUE) or CatalogueIndexPage.objects.first()
    agency = Agency.objects.filter(code=data["agency"]).first()
    if parent is None or agency is None:
        return  # an editor took them away
    if parent.get_children().filter(slug=data["slug"]).exists():
        return  # an editor wrote this document
    page = DocumentPage(
        agency=agency,
        published_at=make_aware(data["published"]),
        numbering_scheme=NumberingScheme.objects.order_by("pk").first(),
        live=False,
        **{name: data[name] for name in _PLAIN if name in data},
        **_categories(data),
        **{name: name in data.get("channels", ["on_website"]) for name in CHANNELS},
        body=list(body_blocks(data.get("text", ""))),
        attachments=[_attachment(entry) for entry in data.get("attachments", [])],
        repeals=[_repeal(entry) for entry in data.get("repeals", [])],
        interpretations=[_interpretation(entry) for entry in data.get("interpretations", [])],
    )
    with disable_reference_index_auto_update():  # publishing does it once more
        parent.add_child(instance=page)
        revision = page.save_revision(user=user, clean=False)
    revision.publish(user=user)


def body_blocks(text: str) -> Iterator[dict[str, Any]]:
    """Blocks of a text: a short line that counts, such as 第一章 总则, is a heading."""
    waiting: list[ImportedParagraph] = []
    for number, line in enumerate(text.splitlines(), 1):
        if _HEADING.fullmatch(line):
            yield from _text_block(waiting)
            waiting = []
            yield {"type": "heading", "value": {"level": "1", "text": line}}
        elif line:
            waiting.append(ImportedParagraph(line, number))
    yield from _text_block(waiting)


def _text_block(paragraphs: list[ImportedParagraph]) -> Iterator[dict[str, Any]]:
    if paragraphs:
        yield {"type": "text", "value": rich_text(paragraphs)}


def _categories(data: dict[str, Any]) -> dict[str, Any]:
    """Topic, information category, kind, and those of further schemes (``scheme/code``)."""
    others = [_category(*name.split("/")) for name in data.get("others", [])]
    return {
        "topic_category": _category("topic", data.get("topic", "")),
        "information_category": _category("disclosure-2008", data["information"]),
        "document_kind": _category("kind", data.get("kind", "")),
        "other_categories": [
            {"type": "category", "value": category.pk} for category in others if category
        ],
    }


def _category(scheme: str, code: str) -> Category | None:
    return Category.objects.filter(scheme__key=scheme, code=code).first()


def _attachment(entry: dict[str, str]) -> dict[str, Any]:
    pk = file(entry["file"], entry["title"])
    return {"type": "attachment", "value": {"document": pk, "title": entry["title"]}}


def _repeal(entry: dict[str, str]) -> dict[str, Any]:
    """A document of the catalogue, or one that is only named."""
    page = page_at(f"{CATALOGUE}/{entry['document']}") if "document" in entry else None
    value = {
        "page": page.pk if page else None,
        "title": entry.get("title", ""),
        "document_number": entry.get("document_number", ""),
    }
    return {"type": "repeal", "value": value}


def _interpretation(entry: dict[str, str]) -> dict[str, Any]:
    page = page_at(f"{CATALOGUE}/{entry['document']}")
    value = {"kind": entry["kind"], "title": entry["title"], "page": page.pk if page else None}
    return {"type": "interpretation", "value": value}
