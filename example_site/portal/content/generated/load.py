"""Put the generated catalogue into the database, in batches of bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import F
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from wagtail_disclosure.domain.identifiers import organisation_check_character
from wagtail_disclosure.models import (
    Agency,
    CatalogueEntry,
    EntryCategory,
    EntryLink,
    IndexNumber,
    NumberingScheme,
    SerialScope,
)
from wagtail_disclosure.pages.models import CatalogueIndexPage, DocumentPage

from ...models import LoadedContent
from ..documents import CATALOGUE, documents
from ..once import CONTENT_DIR, once, read
from ..tree import page_at
from .agencies import AgencyPlan, agency_plans
from .rows import Batch, DocumentWriter, PageWriter, Shelf
from .texts import Slot, Text, slots, texts

BATCH = 1000


class Size(NamedTuple):
    """How many documents of how many agencies."""

    documents: int
    agencies: int


SIZES = {"tiny": Size(60, 5), "medium": Size(1_000, 20), "large": Size(100_000, 2_000)}


class GenerationRefusedError(Exception):
    """The catalogue is not written; the message says why and what to do."""


def refuse_if_wrong(size: str, among_others: bool) -> None:
    """Refuse a site that holds another generated catalogue, or pages of somebody else."""
    key = f"generated/{size}"
    there = LoadedContent.objects.filter(key__startswith="generated/").exclude(key=key).first()
    if there:
        raise GenerationRefusedError(
            f"This database holds the generated catalogue “{there.key.partition('/')[2]}” already. "
            "Use another database."
        )
    if among_others or LoadedContent.objects.filter(key=key).exists():
        return
    found = strangers()
    if found:
        titles = "、".join(page.title for page in found[:3])
        raise GenerationRefusedError(
            f"Pages of this site are not of the example content: {len(found)}, e.g. {titles}. "
            f"{SIZES[size].documents} invented documents would stand beside them. Use another "
            "database, or say --among-others."
        )


def strangers() -> list[Page]:
    """Pages that the example content did not make, or that were moved since."""
    home = page_at("")
    pages = Page.objects.filter(depth__gt=1)
    if home is None:
        return list(pages.exclude(title="Welcome to your new Wagtail site!"))
    paths = [page["path"] for page in read("portal.toml")["page"]]
    for path in sorted((CONTENT_DIR / "reports").glob("*.toml")):
        reports = read(f"reports/{path.name}")["report"]
        paths += [f"xxgk/nianbao/{report['slug']}" for report in reports]
    paths += [f"{CATALOGUE}/{document['slug']}" for document in documents()]
    known = {home.url_path, *(f"{home.url_path}{path}/" for path in paths)}
    return [page for page in pages if page.url_path not in known]


def load_generated(size: str, progress: Callable[[int], object] = lambda number: None) -> bool:
    """Write the catalogue of this size unless it is there; whether it was written now."""
    return once(f"generated/{size}", lambda: _write(SIZES[size], progress))


def _write(size: Size, progress: Callable[[int], object]) -> None:
    parent, scheme = (
        page_at(CATALOGUE),
        NumberingScheme.objects.filter(restarts_with="agency,year").first(),
    )
    if parent is None or scheme is None:
        raise GenerationRefusedError(
            f"The page {CATALOGUE} or the numbering scheme of the example content is gone. Use "
            "another database."
        )
    plans, planned = agency_plans(size.agencies), slots(*size)
    pages = PageWriter()
    shelves = _shelves(pages, parent, plans, Counter(slot.agency for slot in planned))
    _scopes(shelves, scheme, planned)
    writer = DocumentWriter(pages, scheme)
    pairs = zip(planned, texts(planned, plans), strict=True)
    done = 0
    while round_ := list(islice(pairs, BATCH)):
        _write_batch(writer, shelves, round_)
        done += len(round_)
        progress(done)


def _shelves(
    pages: PageWriter, parent: Page, plans: list[AgencyPlan], documents: Counter[int]
) -> list[Shelf]:
    """Agencies, each with a catalogue index of its own below the portal's."""
    agencies = _agencies(plans)
    last = parent.get_last_child()
    first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    values = [
        pages.values(
            CatalogueIndexPage,
            parent,
            first + place,
            title=f"{plan.short_name}信息公开目录",
            slug=plan.code.lower(),
            numchild=documents[place],
        )
        for place, plan in enumerate(plans)
    ]
    made = Page.objects.bulk_create([Page(**each) for each in values], BATCH)
    insert_own_rows(
        [
            CatalogueIndexPage(id=page.pk, page_ptr_id=page.pk, lists_whole_site=False, **each)
            for page, each in zip(made, values, strict=True)
        ]
    )
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(plans))
    return [Shelf(*each) for each in zip(plans, agencies, made, strict=True)]


def _agencies(plans: list[AgencyPlan]) -> list[Agency]:
    """The agencies of these plans, those above others first."""
    known = {agency.code: agency for agency in Agency.objects.all()}
    waiting = [plan for plan in plans if plan.code not in known]
    while waiting:
        ready = [plan for plan in waiting if plan.above in known]
        if not ready:
            raise GenerationRefusedError(
                f"The agency {waiting[0].above} of the example content is gone. Use another "
                "database."
            )
        made = [_agency(plan, known[plan.above]) for plan in ready]
        known |= {agency.code: agency for agency in Agency.objects.bulk_create(made, BATCH)}
        waiting = [plan for plan in waiting if plan.code not in known]
    return [known[plan.code] for plan in plans]


def _agency(plan: AgencyPlan, above: Agency) -> Agency:
    number = plan.code.removeprefix("SL")
    return Agency(
        code=plan.code,
        name=plan.name,
        short_name=plan.short_name,
        organisation_code=f"SL0{number}{organisation_check_character(f'SL0{number}')}",
        parent=above,
        address=f"示例市示范路{number}号",
        postcode="999001",
        phone=f"（0999）{number:>07}",
        email=f"{plan.code.lower()}@example.org",
    )


def _scopes(shelves: list[Shelf], scheme: NumberingScheme, planned: list[Slot]) -> None:
    """The serial scopes, with the last serial that each will have given.

    The scheme counts for each agency and year, whatever the category.
    """
    compiled, found = scheme.compiled(), {}
    for slot in planned:
        shelf, year = shelves[slot.agency], slot.made_on.year
        plan = shelf.plan
        if year not in shelf.scopes:
            key = compiled.scope(agency=plan.code, made_on=slot.made_on, category="01")
            shelf.scopes[year] = found[key] = SerialScope(scheme=scheme, key=key)
        shelf.scopes[year].last += 1
    SerialScope.objects.bulk_create(found.values(), BATCH)


def _write_batch(
    writer: DocumentWriter, shelves: list[Shelf], pairs: list[tuple[Slot, Text]]
) -> None:
    values = [writer.page_values(slot, text, shelves[slot.agency]) for slot, text in pairs]
    pages = Page.objects.bulk_create([Page(**each) for each in values])
    batch = Batch()
    for page, each, (slot, text) in zip(pages, values, pairs, strict=True):
        shelf = shelves[slot.agency]
        writer.add(batch, page, each, slot, text, shelf)
        if text.normative:
            shelf.repealable = page.pk
    insert_own_rows(batch.documents)
    IndexNumber.objects.bulk_create(batch.numbers)
    CatalogueEntry.objects.bulk_create(batch.entries)
    EntryCategory.objects.bulk_create(batch.categories)
    EntryLink.objects.bulk_create(batch.links)
    ReferenceIndex.objects.bulk_create(batch.references)
    for page_id, day in writer.repeals(batch):
        CatalogueEntry.objects.filter(page_id=page_id).update(repealed_on=day)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(CatalogueEntry, batch.entries)
        backend.add_bulk(DocumentPage, batch.documents)


def insert_own_rows(objects: list[Any]) -> None:
    """The rows of pages in the table of their own type; those of ``Page`` are there.

    Django's ``bulk_create`` refuses models that inherit from another table.
    """
    model = type(objects[0])
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    rows = [[_prepared(field, item) for field in fields] for item in objects]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})",  # noqa: S608
            rows,
        )


def _prepared(field: models.Field[Any, Any], item: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(item, True), connection)
