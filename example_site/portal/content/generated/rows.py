"""Rows of models for the generated documents: what publishing each of them would have written,
without a revision and without a line in the page's history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils.html import escape
from django.utils.timezone import make_aware
from wagtail.models import Locale, Page, ReferenceIndex

from wagtail_disclosure.domain.index_numbers import IndexNumberScheme
from wagtail_disclosure.models import (
    Agency,
    CatalogueEntry,
    Category,
    EntryCategory,
    EntryLink,
    IndexNumber,
    Nature,
    NumberingScheme,
    SerialScope,
    Validity,
)
from wagtail_disclosure.pages.models import CatalogueIndexPage, DocumentPage
from wagtail_disclosure.services.catalogue import category_rows, day_of_effect, entry_values

from .agencies import AgencyPlan
from .texts import LAST_DAY, SEED, Slot, Text

#: Of the documents that may be repealed, every so many-th repeals the one before.
REPEALS_EVERY = 2
CATEGORIES = ("topic_category", "information_category", "document_kind")
#: The fields of a document that refer to something.
REFERRING = ("agency", *CATEGORIES, "numbering_scheme")


@dataclass
class Shelf:
    """One agency with its catalogue index, and how far it has come."""

    plan: AgencyPlan
    agency: Agency
    index: Page
    documents: int = 0
    normative: int = 0
    #: The page of its latest document that the next one may repeal.
    repealable: int | None = None
    serials: dict[int, int] = field(default_factory=dict)
    scopes: dict[int, SerialScope] = field(default_factory=dict)


class PageWriter:
    """Pages below one another, with keys that are the same in every run."""

    def __init__(self) -> None:
        self.locale = Locale.get_default()
        self.types = {
            model: ContentType.objects.get_for_model(model)
            for model in (CatalogueIndexPage, DocumentPage)
        }
        self.rng = Random(SEED + 2)  # noqa: S311 - keys, no secrets

    def uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def values(self, model: Any, parent: Any, step: int, **values: Any) -> dict[str, Any]:
        """The fields that every page has, for the child of this number."""
        return {
            "content_type": self.types[model],
            "path": Page._get_path(parent.path, parent.depth + 1, step),
            "depth": parent.depth + 1,
            "url_path": f"{parent.url_path}{values['slug']}/",
            "draft_title": values["title"],
            "locale": self.locale,
            "translation_key": self.uuid(),
            "live": True,
            **values,
        }


@dataclass
class Batch:
    """Rows of one round, in the order in which they are inserted."""

    documents: list[DocumentPage] = field(default_factory=list)
    numbers: list[IndexNumber] = field(default_factory=list)
    entries: list[CatalogueEntry] = field(default_factory=list)
    categories: list[EntryCategory] = field(default_factory=list)
    links: list[EntryLink] = field(default_factory=list)
    references: list[ReferenceIndex] = field(default_factory=list)


class DocumentWriter:
    """Documents with register line, entry, categories, links and references."""

    def __init__(self, pages: PageWriter, scheme: NumberingScheme) -> None:
        self.pages = pages
        self.scheme = scheme
        self.compiled: IndexNumberScheme = scheme.compiled()
        found = Category.objects.select_related("scheme")
        self.categories = {(item.scheme.key, item.code): item for item in found}
        self.classified: dict[tuple[int | None, ...], list[EntryCategory]] = {}
        self.base_type = ContentType.objects.get_for_model(Page)
        self.referring = {
            name: ContentType.objects.get_for_model(
                DocumentPage._meta.get_field(name).related_model
            )
            for name in REFERRING
        }

    def page_values(self, slot: Slot, text: Text, shelf: Shelf) -> dict[str, Any]:
        """The page's part of a document, before the database has given it its key."""
        year = slot.made_on.year
        shelf.documents += 1
        shelf.serials[year] = shelf.serials.get(year, 0) + 1
        published = make_aware(slot.published)
        return self.pages.values(
            DocumentPage,
            shelf.index,
            shelf.documents,
            title=text.title,
            slug=f"{year}-{shelf.serials[year]:05}",
            first_published_at=published,
            last_published_at=published,
            latest_revision_created_at=published,
        )

    def add(
        self, batch: Batch, page: Page, values: dict[str, Any], slot: Slot, text: Text, shelf: Shelf
    ) -> None:
        """All other rows of a document whose page has its key."""
        serial = int(values["slug"].rpartition("-")[2])
        document = DocumentPage(
            id=page.pk, page_ptr_id=page.pk, **values, **self._values(slot, text, shelf, serial)
        )
        number = self._number(document, slot, serial, shelf)
        document.__dict__["index_entry"] = number  # or search asks the database for each
        moment = number.issued_at
        entry = CatalogueEntry(page_id=page.pk, **entry_values(document, number.number, moment))
        batch.documents.append(document)
        batch.numbers.append(number)
        batch.entries.append(entry)
        batch.categories += self._categories(entry, document)
        batch.links += self._links(entry, document)
        batch.references += self._references(document)

    def _values(self, slot: Slot, text: Text, shelf: Shelf, serial: int) -> dict[str, Any]:
        number = f"{shelf.plan.word}〔{slot.made_on.year}〕{serial}号"
        return {
            "agency": shelf.agency,
            "made_on": slot.made_on,
            "document_number": number if text.numbered else "",
            "topic_category": self.categories["topic", text.topic],
            "information_category": self.categories["disclosure-2008", text.information],
            "document_kind": self.categories.get(("kind", text.kind)),
            "numbering_scheme": self.scheme,
            "nature": Nature.NORMATIVE if text.normative else Nature.OTHER,
            "summary": text.summary,
            "keywords": text.keywords,
            "in_gazette": text.in_gazette,
            "on_wechat": text.on_wechat,
            "body": self._body(text),
            **(self._validity(slot, text, shelf) if text.normative else {}),
        }

    def _body(self, text: Text) -> list[dict[str, Any]]:
        html = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.paragraphs)
        return [{"type": "text", "value": html, "id": str(self.pages.uuid())}]

    def _validity(self, slot: Slot, text: Text, shelf: Shelf) -> dict[str, Any]:
        """Days in force, and every so many-th time the repeal of the one before.

        A term that would end after the last of all documents is left out: what is declared would
        be wrong one day.
        """
        begins = slot.made_on + timedelta(30)
        ends = begins + timedelta(365 * text.years_in_force)
        values: dict[str, Any] = {"in_force_from": begins}
        if begins < ends < LAST_DAY:
            values |= {"in_force_until": ends, "validity": Validity.EXPIRED}
        shelf.normative += 1
        if shelf.repealable and shelf.normative % REPEALS_EVERY == 0:
            block = {"page": shelf.repealable, "title": "", "document_number": ""}
            values["repeals"] = [{"type": "repeal", "value": block, "id": str(self.pages.uuid())}]
        return values

    def _number(self, document: DocumentPage, slot: Slot, serial: int, shelf: Shelf) -> IndexNumber:
        category = document.information_category
        number = self.compiled.format(
            agency=shelf.agency.code,
            category=category.code if category else "",
            made_on=slot.made_on,
            serial=serial,
        )
        return IndexNumber(
            number=number,
            scheme=self.scheme,
            scope=shelf.scopes[slot.made_on.year],
            serial=serial,
            agency=shelf.agency,
            page_id=document.pk,
            issued_at=make_aware(slot.published),
            title=document.title,
            agency_name=shelf.agency.name,
            document_number=document.document_number,
            made_on=slot.made_on,
            published_at=make_aware(slot.published),
            was_public=True,
        )

    def _categories(self, entry: CatalogueEntry, document: DocumentPage) -> Iterator[EntryCategory]:
        """The rows of the categories, looked up once for all documents that have the same."""
        chosen = tuple(getattr(document, f"{name}_id") for name in CATEGORIES)
        if chosen not in self.classified:
            self.classified[chosen] = category_rows(entry, document)
        for row in self.classified[chosen]:
            yield EntryCategory(
                entry=entry,
                category_id=row.category_id,
                scheme_id=row.scheme_id,
                label=row.label,
                direct=row.direct,
            )

    def _links(self, entry: CatalogueEntry, document: DocumentPage) -> list[EntryLink]:
        return [
            EntryLink(
                entry=entry, kind=EntryLink.Kind.REPEALS, target_page_id=block["value"]["page"]
            )
            for block in document.repeals.raw_data
        ]

    def repeals(self, batch: Batch) -> Iterator[tuple[int, date]]:
        """The pages that documents of a batch repeal, and since when."""
        for link in batch.links:
            yield link.target_page_id or 0, day_of_effect(link.entry)

    def _references(self, document: DocumentPage) -> Iterator[ReferenceIndex]:
        """What Wagtail's index of references would hold; to have it made takes some queries for
        each page."""
        for name, to_type in self.referring.items():
            target = getattr(document, f"{name}_id")
            if target is not None:
                yield self._reference(document, to_type, target, name, name)
        for block in document.repeals.raw_data:
            path = f"repeals.{block['id']}.page"
            target = block["value"]["page"]
            yield self._reference(document, self.base_type, target, "repeals.repeal.page", path)

    def _reference(
        self, document: DocumentPage, to_type: ContentType, target: int, model_path: str, path: str
    ) -> ReferenceIndex:
        return ReferenceIndex(
            base_content_type=self.base_type,
            content_type=self.pages.types[DocumentPage],
            object_id=document.pk,
            to_content_type=to_type,
            to_object_id=target,
            model_path=model_path,
            content_path=path,
            content_path_hash=ReferenceIndex._get_content_path_hash(path),
        )
