"""The generated catalogue: rows as publishing writes them, the same in every run."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from example_site.portal.content.generated.agencies import agency_plans
from example_site.portal.content.generated.load import SIZES
from example_site.portal.content.generated.texts import MARKS, marked, slots, texts
from example_site.portal.content.tree import page_at
from tests.management.generated import rows
from wagtail_disclosure.models import (
    Agency,
    CatalogueEntry,
    EntryCategory,
    EntryLink,
    IndexNumber,
    SerialScope,
)
from wagtail_disclosure.pages.models import CatalogueIndexPage, DocumentPage
from wagtail_disclosure.services.document_problems import document_problems

TINY = SIZES["tiny"]


def catalogue() -> list[Any]:
    return [
        rows(CatalogueEntry),
        sorted(EntryCategory.objects.values_list("entry__page_id", "category", "label", "direct")),
        sorted(EntryLink.objects.values_list("entry__page_id", "kind", "target_page_id")),
    ]


def test_generated__as_many_as_were_asked_for(generated):
    shelves = CatalogueIndexPage.objects.filter(lists_whole_site=False)
    assert DocumentPage.objects.live().count() == CatalogueEntry.objects.count() == TINY.documents
    assert shelves.count() == Agency.objects.filter(code__gte="SL10001").count() == TINY.agencies
    assert page_at("xxgk/neirong/mulu").numchild == TINY.agencies
    assert sum(shelf.numchild for shelf in shelves) == TINY.documents


def test_generated__agencies_are_as_the_admin_would_take_them(generated):
    for agency in Agency.objects.filter(code__gte="SL10001"):
        agency.full_clean()
        assert agency.organisation_code


def test_generated__categories_count_for_those_above(generated):
    labels = EntryCategory.objects.filter(scheme__key="topic").values_list("direct", flat=True)
    assert Counter(labels) == {True: TINY.documents, False: TINY.documents}


def test_generated__the_tree_has_no_problems(generated):
    assert Page.find_problems() == ([], [], [], [], [])
    for page in DocumentPage.objects.all():
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"


def test_generated__the_register_has_no_gaps(generated):
    scopes = SerialScope.objects.prefetch_related("numbers")
    assert {scope.key: sorted(n.serial for n in scope.numbers.all()) for scope in scopes} == {
        scope.key: list(range(1, scope.last + 1)) for scope in scopes
    }
    for number in IndexNumber.objects.select_related("scheme"):
        parts = number.scheme.compiled().parse(number.number)
        assert (parts.agency, parts.year, parts.serial) == (
            number.agency.code, number.made_on.year, number.serial,
        )  # fmt: skip


def test_generated__some_repeal_others(generated):
    links = EntryLink.objects.filter(kind=EntryLink.Kind.REPEALS)
    repealed = CatalogueEntry.objects.filter(repealed_on__isnull=False)
    assert sorted(link.target_page_id for link in links) == (
        sorted(repealed.values_list("page_id", flat=True))
    )
    assert len(links) > 0


def test_generated__rebuilding_makes_the_same_rows(generated):
    before = catalogue()
    call_command("disclosure_rebuild_catalogue", stdout=StringIO())
    assert catalogue() == before


def test_generated__the_gate_finds_nothing(generated):
    assert {str(page): document_problems(page) for page in DocumentPage.objects.all()} == {
        str(page): [] for page in DocumentPage.objects.all()
    }


def test_generated__references_are_those_that_wagtail_finds(generated):
    before = rows(ReferenceIndex)
    for page in DocumentPage.objects.all():
        ReferenceIndex.create_or_update_for_object(page)
    assert rows(ReferenceIndex) == before


def test_generated__everything_is_indexed(generated):
    backend = get_search_backend()
    for model in (CatalogueEntry, DocumentPage):
        found = {item.pk for item in backend.search("条例", model)}
        call_command("update_index", verbosity=0)
        assert found == {item.pk for item in backend.search("条例", model)}


def test_generated__a_page_is_served_and_edited(generated):
    page = DocumentPage.objects.exclude(repeals=[]).first() or DocumentPage.objects.first()
    number = page.index_number
    assert number in Client().get(page.get_url()).content.decode()
    editor = Client()
    editor.force_login(get_user_model().objects.create_superuser("somebody"))
    assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    page.title = "改过的标题"
    page.save_revision().publish()
    entry = CatalogueEntry.objects.get(page_id=page.pk)
    assert (entry.title, entry.index_number) == ("改过的标题", number)


def test_generated__the_next_number_goes_on(generated):
    page = DocumentPage.objects.last()
    scope = IndexNumber.objects.get(page_id=page.pk).scope
    new = DocumentPage(
        title="新文件",
        slug="xin",
        agency=page.agency,
        made_on=page.made_on,
        summary="摘要",
        numbering_scheme=page.numbering_scheme,
        information_category=page.information_category,
    )
    page.get_parent().add_child(instance=new)
    assert new.index_entry.serial == scope.last + 1


def test_marks__stand_in_their_fraction_and_nowhere_else():
    plans, planned = agency_plans(50), slots(2000, 50)
    written = [
        "".join((text.title, text.summary, text.keywords, *text.paragraphs))
        for text in texts(planned, plans)
    ]
    for word in MARKS:
        assert [word in text for text in written] == [marked(n, word) for n in range(2000)]
    assert all("公开" in text for text in written)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_agencies__have_names_and_codes_of_their_own(size):
    plans = agency_plans(size.agencies)
    assert len({plan.name for plan in plans}) == len({plan.code for plan in plans}) == len(plans)
    known = {"SL00001", *(plan.code for plan in plans)}
    assert all(plan.above in known and plan.above != plan.code for plan in plans)
    assert all(plan.name.startswith("示例市") for plan in plans)


def test_slots__every_agency_discloses_something():
    planned = slots(*SIZES["medium"])
    assert len(Counter(slot.agency for slot in planned)) == SIZES["medium"].agencies
    assert planned == sorted(planned)
    assert all(slot.made_on <= slot.published.date() for slot in planned)
