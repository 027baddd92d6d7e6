"""The catalogue of what is public: made from pages when they are published, read by lists,
counts, search and feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ..models import CHANNELS, CatalogueEntry, Category, EntryCategory, EntryLink, IndexNumber
from ..models.base_page import base_page_model
from .categories import counted_under
from .days import site_day
from .document_text import document_text
from .page_types import is_report
from .problems import entered_page_id
from .search_text import plain_text

if TYPE_CHECKING:
    from ..mixins.disclosed_page import DisclosedPageMixin


def project(page: DisclosedPageMixin, number: str, moment: datetime) -> CatalogueEntry:
    """Make or renew the entry of a page that was published just now."""
    entry, _created = CatalogueEntry.objects.update_or_create(
        page_id=page.pk, defaults=entry_values(page, number, moment)
    )
    _classify(entry, page)
    _link(entry, page)
    return entry


def entry_values(page: DisclosedPageMixin, number: str, moment: datetime) -> dict[str, Any]:
    """What the entry of a published page says, but for categories and links."""
    assert page.agency is not None
    published = page.published_at or page.first_published_at or moment
    words = plain_text if is_report(page) else document_text
    return {
        "is_report": is_report(page),
        "agency": page.agency,
        "agency_name": page.agency.name,
        "title": page.title,
        "index_number": number,
        "document_number": page.document_number,
        "made_on": page.made_on,
        "published_at": published,
        "year": site_day(published).year,
        "validity": page.validity,
        "text": words(page),  # type: ignore[arg-type]
        **(_as_report() if is_report(page) else _as_document(page)),
    }


def remove(page_id: int) -> None:
    """Take a page that is no longer public out of the catalogue."""
    for entry in CatalogueEntry.objects.filter(page_id=page_id):
        repealed = _repealed_pages(entry)
        entry.delete()
        _date_repeals(repealed)


def _as_report() -> dict[str, Any]:
    """A report is disclosed on the website, and never goes out of force."""
    return {"on_website": True}


def _as_document(page: Any) -> dict[str, Any]:
    copied = ("nature", "mode", "in_force_from", "in_force_until", "summary", "keywords")
    return {
        **{name: getattr(page, name) for name in (*copied, *CHANNELS)},
        "own_repealed_on": page.repealed_on,
        "repealed_on": page.repealed_on,
    }


def chosen_categories(page: DisclosedPageMixin) -> list[Category]:
    """The categories that an editor chose for a page, of whatever scheme, each once."""
    found = [page.topic_category, page.information_category]
    found += [] if is_report(page) else page.document_categories()  # type: ignore[attr-defined]
    return list({category.pk: category for category in found if category}.values())


def _classify(entry: CatalogueEntry, page: DisclosedPageMixin) -> None:
    """Set the rows of the entry's categories. One under which it was published before keeps the
    name of that day."""
    wanted = {row.category_id: row for row in category_rows(entry, page)}
    known = {row.category_id: row for row in entry.categories.all()}
    entry.categories.filter(
        pk__in=[row.pk for pk, row in known.items() if pk not in wanted]
    ).delete()
    for pk, row in known.items():
        if pk in wanted and row.direct != wanted[pk].direct:
            EntryCategory.objects.filter(pk=row.pk).update(direct=wanted[pk].direct)
    # Somebody may merge categories this moment, which adds rows, too.
    EntryCategory.objects.bulk_create(
        [row for pk, row in wanted.items() if pk not in known], ignore_conflicts=True
    )


def category_rows(entry: CatalogueEntry, page: DisclosedPageMixin) -> list[EntryCategory]:
    """The rows, not saved, of the categories under which a page is found and counted."""
    return [
        EntryCategory(
            entry=entry,
            category=category,
            scheme_id=category.scheme_id,
            label=category.name,
            direct=direct,
        )
        for category, direct in dict(_with_those_counted(chosen_categories(page))).items()
    ]


def _with_those_counted(chosen: Iterable[Category]) -> Iterator[tuple[Category, bool]]:
    """Every category that is chosen, or under which a chosen one is counted, and whether it is
    chosen."""
    chosen = list(chosen)
    for category in chosen:
        yield from ((other, False) for other in counted_under(category))
    for category in chosen:
        yield category, True


def _link(entry: CatalogueEntry, page: Any) -> None:
    """Set what the entry says of other pages, and date the repeals that follow from it."""
    before = _repealed_pages(entry)
    entry.links.all().delete()
    links = [
        EntryLink(
            entry=entry,
            kind=EntryLink.Kind.EXPLAINED_BY,
            target_page_id=entered_page_id(block.value["page"]),
        )
        for block in page.interpretations
        if block.value["page"]
    ]
    for block in () if is_report(page) else page.repeals:
        target = block.value["page"]
        if not (target or block.value["title"] or block.value["document_number"]):
            continue  # the page was deleted since
        links.append(
            EntryLink(
                entry=entry,
                kind=EntryLink.Kind.REPEALS,
                target_page_id=entered_page_id(target) if target else None,
                title=block.value["title"],
                document_number=block.value["document_number"],
            )
        )
    EntryLink.objects.bulk_create(links)
    _date_repeals({entry.page_id, *before, *_repealed_pages(entry)})


def _repealed_pages(entry: CatalogueEntry) -> set[int]:
    targets = entry.links.filter(kind=EntryLink.Kind.REPEALS, target_page_id__isnull=False)
    return {pk for pk in targets.values_list("target_page_id", flat=True) if pk is not None}


def _date_repeals(page_ids: Iterable[int]) -> None:
    """Set the day of repeal of these pages: the earliest that they or repealing entries name."""
    for entry in CatalogueEntry.objects.filter(page_id__in=list(page_ids)):
        links = EntryLink.objects.filter(
            kind=EntryLink.Kind.REPEALS, target_page_id=entry.page_id
        ).select_related("entry")
        days = [day_of_effect(link.entry) for link in links]
        days += [entry.own_repealed_on] if entry.own_repealed_on else []
        CatalogueEntry.objects.filter(pk=entry.pk).update(repealed_on=min(days, default=None))


def day_of_effect(entry: CatalogueEntry) -> date:
    """From when an entry holds: the day it names, else that of its publication."""
    return entry.in_force_from or site_day(entry.published_at)


def rebuild(moment: datetime) -> Iterator[str]:
    """Make all entries anew from the public pages; yields the number of each as it is made.

    Labels of categories and the agency's name stay as they were published. One transaction per
    page, so that a large portal can be rebuilt while it serves.
    """
    numbers = IndexNumber.objects.filter(
        state=IndexNumber.State.IN_USE, published_at__isnull=False, page_id__isnull=False
    )
    live = base_page_model().objects.live()
    CatalogueEntry.objects.exclude(page_id__in=live.values("pk")).delete()
    values = numbers.order_by("pk").values_list("number", "page_id", "agency_name")
    for number, page_id, agency_name in values.iterator():
        with transaction.atomic():
            page = live.filter(pk=page_id).select_for_update().first()
            if page is None:
                continue
            entry = project(page.specific, number, moment)
            CatalogueEntry.objects.filter(pk=entry.pk).update(agency_name=agency_name)
        yield number
