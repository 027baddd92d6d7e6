"""Documents of the catalogue: the gate, their entry, their page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import now
from wagtail.blocks import StructBlockValidationError
from wagtail.models import PageViewRestriction

from example_site.portal.models import StandardPage
from tests.factories import (
    make_agency,
    make_catalogue,
    make_category,
    make_document,
    make_published_document,
    make_published_report,
    publish_document,
)
from wagtail_disclosure.editing.document_blocks import RepealBlock
from wagtail_disclosure.models import Agency, CatalogueEntry, IndexNumber
from wagtail_disclosure.pages.models import DocumentPage
from wagtail_disclosure.services.catalogue import rebuild
from wagtail_disclosure.services.catalogue_entries import public_entries
from wagtail_disclosure.services.days import site_day
from wagtail_disclosure.services.withdrawal import withdraw

pytestmark = pytest.mark.django_db


def codes(page: DocumentPage) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        page.save_revision(clean=False).publish()
    assert not CatalogueEntry.objects.filter(page_id=page.pk).exists()
    return {error.code for errors in refusal.value.error_dict.values() for error in errors}


def repeal(page: Any = None, **values: str) -> dict[str, Any]:
    value = {"page": page.pk if page else None, "title": "", "document_number": "", **values}
    return {"type": "repeal", "value": value}


def test_publishing__gives_number_and_entry():
    agency = make_agency(code="FZ1")
    page = make_published_document(agency=agency, nature="normative", in_gazette=True)
    entry = CatalogueEntry.objects.get(page_id=page.pk)
    assert page.index_number == entry.index_number == "FZ1-3000-2019-00001"
    assert (entry.title, entry.agency, entry.nature) == (page.title, agency, "normative")
    assert (entry.on_website, entry.in_gazette, entry.on_weibo) == (True, True, False)
    assert [row.label for row in entry.categories.all()] == ["工作信息"]


def test_reports__stand_in_the_catalogue_too():
    report = make_published_report()
    entry = CatalogueEntry.objects.get(page_id=report.pk)
    assert (entry.is_report, entry.index_number) == (True, report.index_number)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"made_on": None}, "required"),
        ({"summary": ""}, "empty"),
        ({"on_website": False}, "no_channel"),
        ({"elsewhere": True}, "no_channel"),
        ({"mode": "withheld"}, "withheld"),
        ({"mode": "on_request"}, "mode_reason"),
        ({"validity": "repealed"}, "validity_when"),
        ({"validity": "expired", "in_force_until": date(2999, 1, 1)}, "validity"),
        ({"repealed_on": date(2019, 2, 1)}, "validity"),
        ({"in_force_from": date(2019, 3, 1), "in_force_until": date(2019, 2, 1)}, "term"),
        ({"in_force_from": date(2999, 3, 1), "repealed_on": date(2999, 2, 1)}, "term"),
        ({"made_on": date(2999, 1, 1)}, "future"),
        ({"document_number": "榕应急函[2019]4号"}, "document_number"),
        ({"numbering_scheme": None}, "no_scheme"),
    ],
)
def test_publishing__with_a_mistake_is_refused(values: dict[str, Any], code: str):
    assert code in codes(make_document(**values))


def test_publishing__without_agency_is_refused():
    page = make_document()
    page.agency = None
    assert codes(page) == {"required"}


def test_repeal__is_seen_from_both_sides_and_ends_with_the_withdrawal(client: Client):
    catalogue, agency = make_catalogue(), make_agency()
    old = make_published_document(catalogue, agency, title="旧办法")
    new = make_document(
        catalogue, agency, title="新办法", in_force_from=date(2020, 1, 1), repeals=[repeal(old)]
    )
    new = publish_document(new)
    assert CatalogueEntry.objects.get(page_id=old.pk).repealed_on == date(2020, 1, 1)
    shown = client.get(old.url).content.decode()
    assert "废止它的文件" in shown
    assert "新办法" in shown
    assert '<data value="repealed">废止</data>' in shown
    assert "旧办法" in client.get(new.url).content.decode()
    new.unpublish()
    assert CatalogueEntry.objects.get(page_id=old.pk).repealed_on is None
    assert "新办法" not in client.get(old.url).content.decode()


def test_repeal__of_another_agencys_document_is_refused():
    other = make_published_document()
    assert codes(make_document(repeals=[repeal(other)])) == {"repeals_foreign"}


def test_repeal__that_names_nothing_waits_in_a_draft():
    block = RepealBlock()
    unfinished = block.to_python(repeal()["value"])
    with pytest.raises(StructBlockValidationError):
        block.clean(unfinished)
    block.defer_required_validation()
    assert block.clean(unfinished) == unfinished


def test_repeal__of_an_alias_ends_what_it_shows(client: Client):
    old = make_published_document(title="旧办法")
    alias = old.create_alias(parent=make_catalogue(), update_slug="bieming")
    new = make_published_document(agency=old.agency, title="新办法", repeals=[repeal(alias)])
    assert CatalogueEntry.objects.get(page_id=old.pk).repealed_on == site_day(new.published_at)
    assert "新办法" in client.get(old.get_url()).content.decode()
    assert "旧办法" in client.get(new.get_url()).content.decode()
    itself = repeal(new.create_alias(parent=make_catalogue(), update_slug="bieming-2"))
    new.repeals = [itself]
    with pytest.raises(ValidationError, match="不能废止自己"):
        publish_document(new)


def test_repeal__of_what_is_gone_is_named_as_it_was_public(client: Client):
    old = make_published_document(title="旧办法")
    new = make_published_document(agency=old.agency, title="新办法", repeals=[repeal(old)])
    withdraw(old, "有误", None, now())
    link = f'<a href="/disclosure/index/{old.index_number}/">旧办法</a>'
    assert link in client.get(new.get_url()).content.decode()
    restriction = PageViewRestriction.objects.create(page=old, restriction_type="login")
    assert "旧办法" not in client.get(new.get_url()).content.decode()
    restriction.delete()
    old.delete()
    assert link in client.get(new.get_url()).content.decode()


def test_register__keeps_what_readers_had_when_a_page_is_changed_behind_a_restriction(
    client: Client,
):
    page = make_published_document(title="公开标题")
    address = f"/disclosure/index/{page.index_number}/"
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.title = "机密标题"
    publish_document(page).delete()
    answer = client.get(address)
    assert answer.status_code == 410
    assert "公开标题" in answer.content.decode()
    assert "机密标题" not in answer.content.decode()


def test_rebuild__keeps_the_name_that_the_agency_had():
    page = make_published_document()
    name = page.agency.name
    Agency.objects.update(name="改名后的局")
    assert list(rebuild(now())) == [page.index_number]
    assert CatalogueEntry.objects.get(page_id=page.pk).agency_name == name


def test_repeal__by_a_superior_or_a_successor_is_accepted():
    below = make_agency(parent=make_agency(name="示例市人民政府"))
    after = make_agency()
    after.predecessors.add(below)
    for agency in (below.parent, after):
        target = make_published_document(agency=below)
        publish_document(make_document(agency=agency, repeals=[repeal(target)]))
        assert CatalogueEntry.objects.get(page_id=target.pk).repealed_on is not None


def test_repeal__by_a_draft_or_restricted_page_is_not_shown(client: Client):
    catalogue, agency = make_catalogue(), make_agency()
    old = make_published_document(catalogue, agency)
    make_document(catalogue, agency, title="草稿办法", repeals=[repeal(old)])
    hidden = make_published_document(catalogue, agency, title="内部办法", repeals=[repeal(old)])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    shown = client.get(old.url).content.decode()
    assert "草稿办法" not in shown
    assert "内部办法" not in shown
    assert hidden.pk not in set(public_entries().values_list("page_id", flat=True))


def test_renaming_a_category__leaves_what_was_published():
    category = make_category("3100", "规范性文件")
    page = make_published_document(information_category=category)
    category.name = "行政规范性文件"
    category.save()
    publish_document(page)
    labels = CatalogueEntry.objects.get(page_id=page.pk).categories.values_list("label", flat=True)
    assert list(labels) == ["规范性文件"]


def test_withdrawing__takes_the_entry_out_and_keeps_the_number():
    page = make_published_document()
    page.unpublish()
    assert not CatalogueEntry.objects.filter(page_id=page.pk).exists()
    assert IndexNumber.objects.get(page_id=page.pk).state == "withdrawn"


def test_deleting_a_category_row__keeps_those_above():
    above = make_category("3000", "信息")
    below = make_category("3001", "文件", parent=above)
    page = make_published_document(information_category=below)
    rows = CatalogueEntry.objects.get(page_id=page.pk).categories.values_list("label", "direct")
    assert set(rows) == {("信息", False), ("文件", True)}


def explained_by(page: Any) -> list[dict[str, Any]]:
    value = {"kind": "text", "title": "一图读懂", "page": page.pk, "document": None, "image": None}
    return [{"type": "interpretation", "value": value}]


def test_interpretation__is_linked_from_both_sides(client: Client):
    catalogue = make_catalogue()
    reading = make_published_document(catalogue, title="抽查办法解读")
    page = make_published_document(
        catalogue, title="抽查办法", interpretations=explained_by(reading)
    )
    shown = client.get(page.url).content.decode()
    assert f'<a href="{reading.url}">一图读懂</a>' in shown
    shown = client.get(reading.url).content.decode()
    assert "解读的文件" in shown
    assert f'<a href="{page.url}">抽查办法</a>' in shown


def test_interpretation__on_a_page_of_the_site_itself_leads_back(client: Client):
    catalogue = make_catalogue()
    reading = catalogue.get_parent().add_child(instance=StandardPage(title="解读", slug="jiedu"))
    page = make_published_document(
        catalogue, title="抽查办法", interpretations=explained_by(reading)
    )
    assert f'<a href="{page.url}">抽查办法</a>' in client.get(reading.url).content.decode()
    page.unpublish()
    assert "抽查办法" not in client.get(reading.url).content.decode()
