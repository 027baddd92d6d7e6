"""Build the format-neutral document of a page of the catalogue: what its page shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from ..domain.validity import Term
from ..exports.document import Document, Embedded, Field, Heading, Node, RichText
from ..models import CHANNELS, CatalogueEntry
from .catalogue import chosen_categories
from .days import site_day, site_today
from .page_parts import attachments, day, interpretations, minute, permanent_url
from .section_nodes import picture_node, table_node
from .validity import term_of, validity_text

if TYPE_CHECKING:
    from ..mixins.document import DocumentMixin


def build_document_page(
    page: DocumentMixin, entry: CatalogueEntry | None, request: HttpRequest | None = None
) -> Document:
    """The document of a published page, with the names of its catalogue ``entry``, or of the
    draft as it stands where that is ``None`` (preview)."""
    agency = entry.agency_name if entry else (page.agency.name if page.agency else "")
    number = entry.index_number if entry else page.requested_index_number
    published = entry.published_at if entry else page.published_at or page.first_published_at
    return Document(
        title=page.title,
        language=get_language() or "zh-hans",
        agency=agency,
        year=page.made_on.year if page.made_on else 0,
        document_number=page.document_number,
        index_number=number,
        source=page.source_name or agency,
        published=published,
        published_text=minute(published),
        metadata=tuple(_metadata(page, entry, agency, number, published)),
        body=tuple(body_nodes(page)),
        attachments=attachments(page),
        interpretations=interpretations(page, request),
        url=page.get_full_url(request) or "",
        permanent_url=permanent_url(page, number, request) if entry else "",
        keywords=tuple(keywords_of(page.keywords)),
    )


def keywords_of(text: str) -> list[str]:
    """Keywords as editors write them, parted by commas, semicolons or blanks of either width."""
    for separator in ",，;；、\u3000":
        text = text.replace(separator, " ")
    return text.split()


def body_nodes(page: DocumentMixin) -> Iterator[Node]:
    """The body; headings as the document prints them, with anchors of the program."""
    count = 0
    for block in page.body:
        if block.block_type == "heading":
            count += 1
            level = int(block.value["level"])
            yield Heading(level, "", block.value["text"], f"section-{count}")
        elif block.block_type == "text":
            yield RichText(expand_db_html(block.value.source))
        elif block.block_type in ("picture", "table"):
            make = picture_node if block.block_type == "picture" else table_node
            node = make(block.value)
            if node is not None:
                yield node
        else:
            yield Embedded(str(block.render()))


def _metadata(
    page: DocumentMixin, entry: CatalogueEntry | None, agency: str, number: str, published: Any
) -> Iterator[Field]:
    """The eight lines of the header block in the usual order, then those that have a value."""
    labels = _labels(page, entry)
    published_on = day(site_day(published)) if published else ""
    term = (
        term_of(entry)
        if entry
        else Term(page.validity, page.in_force_from, page.in_force_until, page.repealed_on)
    )
    state = term.on(site_today())
    yield Field("index_number", _("Index number"), number)
    yield Field("topic_category", _("Topic"), labels.pop("topic_category", ""))
    yield Field("agency", _("Issuing agency"), agency)
    yield Field("made_on", _("Date of making"), day(page.made_on), day(page.made_on))
    yield Field("title", _("Title"), page.title)
    yield Field("document_number", _("Document number"), page.document_number)
    yield Field("published_on", _("Date of publication"), published_on, published_on)
    yield Field("validity", _("Validity"), validity_text(state), state.value)
    for field in (*_classes(labels), *_terms(page, term), *_disclosure(page)):
        if field.value:
            yield field


def _labels(page: DocumentMixin, entry: CatalogueEntry | None) -> dict[str, str]:
    """The names of the page's categories: those of the day of publication, where there was one."""
    frozen = {row.category_id: row.label for row in entry.categories.all()} if entry else {}
    names = {
        category.pk: frozen.get(category.pk, category.name) for category in chosen_categories(page)
    }
    found = {}
    for name in ("topic_category", "information_category", "document_kind"):
        pk = getattr(page, f"{name}_id")
        found[name] = names.pop(pk, "") if pk else ""
    found["others"] = "；".join(names.values())
    return found


def _classes(labels: dict[str, str]) -> Iterator[Field]:
    yield Field("document_kind", _("Document kind"), labels.get("document_kind", ""))
    yield Field("information_category", _("Information category"), labels["information_category"])
    yield Field("other_categories", _("Other categories"), labels["others"])


def _terms(page: DocumentMixin, term: Term) -> Iterator[Field]:
    yield Field(
        "in_force_from", _("In force from"), day(term.in_force_from), day(term.in_force_from)
    )
    until = day(term.in_force_until)
    yield Field("in_force_until", _("In force until"), until, until)
    yield Field("repealed_on", _("Repealed on"), day(term.repealed_on), day(term.repealed_on))


def _disclosure(page: DocumentMixin) -> Iterator[Field]:
    yield Field("mode", _("Way of disclosure"), str(page.get_mode_display()), page.mode)
    yield Field("mode_reason", _("Reason"), page.mode_reason)
    yield Field("scope", _("Scope of disclosure"), page.scope)
    yield Field("term", _("Term of disclosure"), str(page.get_term_display()), page.term)
    yield Field("carrier", _("Carrier"), page.carrier)
    yield Field("channels", _("Channels"), "、".join(_channels(page)))
    yield Field("keywords", _("Keywords"), "、".join(keywords_of(page.keywords)))
    yield Field("summary", pgettext("of a document", "Summary"), page.summary)


def _channels(page: DocumentMixin) -> Iterator[str]:
    for channel in CHANNELS:
        if getattr(page, channel):
            label = str(page._meta.get_field(channel).verbose_name)  # type: ignore[union-attr]
            yield page.other_channels if channel == "elsewhere" else label
