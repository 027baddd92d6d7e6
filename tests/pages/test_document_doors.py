"""Every door of Wagtail through which a document could reach readers, leave them or be lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories import (
    make_catalogue,
    make_document,
    make_published_document,
    make_published_report,
)
from wagtail_disclosure.models import CatalogueEntry, IndexNumber
from wagtail_disclosure.pages.models import DocumentPage
from wagtail_disclosure.services.publishing import PublicationRefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief", "chief@example.com", "secret"))
    return client


@pytest.fixture
def wrong() -> DocumentPage:
    """A draft of which readers would have nothing."""
    return make_document(summary="")


def form_data(page: DocumentPage, **changes: Any) -> dict[str, Any]:
    """The whole form of the edit view."""
    empty = ("other_categories", "repeals", "body", "attachments", "interpretations")
    fields = {
        field: getattr(page, f"{field}_id", getattr(page, field, ""))
        for field in DocumentPage.get_edit_handler().get_form_class()._meta.fields
    }
    fields |= {field: streamfield([]) for field in empty}
    fields |= {"comments": inline_formset([])}
    return {
        name: value
        for name, value in nested_form_data({**fields, **changes}).items()
        if value is not None and value is not False
    }


def assert_unread(page: DocumentPage) -> None:
    stored = DocumentPage.objects.get(pk=page.pk)
    assert not stored.live
    assert not CatalogueEntry.objects.filter(page_id=page.pk).exists()
    assert not IndexNumber.objects.filter(page_id=page.pk).exists()


def assert_kept(page: DocumentPage) -> None:
    assert DocumentPage.objects.get(pk=page.pk).live
    assert CatalogueEntry.objects.filter(page_id=page.pk).exists()


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_editor__saves_the_draft(admin: Client, wrong: DocumentPage):
    response = admin.post(edit_url(wrong), form_data(wrong, keywords="应急 抽查"))
    assert response.status_code == 302
    stored = DocumentPage.objects.get(pk=wrong.pk)
    assert stored.get_latest_revision_as_object().keywords == "应急 抽查"


def test_editor_publish__is_refused_at_the_field_and_loses_nothing(
    admin: Client, wrong: DocumentPage
):
    data = form_data(wrong, keywords="应急 抽查") | {"action-publish": "1"}
    response = admin.post(edit_url(wrong), data)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["body"]
    assert "应急 抽查" in response.content.decode()
    assert_unread(wrong)


def test_editor_publish__without_a_mistake_publishes(admin: Client, wrong: DocumentPage):
    data = form_data(wrong, summary="内容。") | {"action-publish": "1"}
    assert admin.post(edit_url(wrong), data).status_code == 302
    assert_kept(wrong)


def test_create__without_an_address_of_ones_own(admin: Client, settings: Any):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = False
    first = make_published_document(slug="20190110")
    url = reverse(
        "wagtailadmin_pages:add",
        args=["wagtail_disclosure_pages", "documentpage", first.get_parent().pk],
    )
    assert admin.get(url).context["form"].initial["numbering_scheme"] == first.numbering_scheme
    data = form_data(first, title="关于抽查的通知", slug="") | {"action-publish": "1"}
    assert admin.post(url, data).status_code == 302
    made = DocumentPage.objects.get(title="关于抽查的通知")
    assert (made.slug, made.live) == ("20190110-2", True)


def test_revision_publish_and_save__are_refused(wrong: DocumentPage):
    with pytest.raises(PublicationRefusedError):
        wrong.get_latest_revision().publish()
    assert_unread(wrong)
    wrong.live = True
    with pytest.raises(PublicationRefusedError):
        wrong.save()
    assert_unread(wrong)


def test_scheduling__is_refused(wrong: DocumentPage):
    wrong.go_live_at = now() + timedelta(days=1)
    with pytest.raises(PublicationRefusedError):
        wrong.save_revision(approved_go_live_at=wrong.go_live_at, clean=False)


def test_bulk_publish__leaves_out_the_wrong_one(admin: Client, wrong: DocumentPage):
    right = make_document()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={wrong.pk}&id={right.pk}&next=/")
    assert_unread(wrong)
    assert_kept(right)


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_bulk_removal__leaves_out_what_was_published(admin: Client, action: str):
    page, draft = make_published_document(), make_document()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    admin.post(f"{url}?id={page.pk}&id={draft.pk}&next=/")
    assert_kept(page)
    assert DocumentPage.objects.filter(pk=draft.pk).exists() == (action == "unpublish")


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_removal__is_refused(admin: Client, action: str):
    page = make_published_document()
    admin.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
    assert_kept(page)


def test_removal_of_the_catalogue__is_refused(admin: Client):
    page = make_published_document()
    admin.post(reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk]))
    assert_kept(page)


def test_move__is_allowed_and_keeps_number_and_entry(admin: Client):
    page, other = make_published_document(), make_catalogue()
    number = page.index_number
    move = reverse("wagtailadmin_pages:move", args=[page.pk])
    explorer = admin.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    assert move in explorer.content.decode()
    assert admin.get(move).status_code == 200
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]))
    moved = DocumentPage.objects.get(pk=page.pk)
    assert moved.get_parent().pk == other.pk
    assert moved.index_number == number
    assert_kept(page)


def test_bulk_move__is_allowed(admin: Client):
    page, other = make_published_document(), make_catalogue()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    data = {"chooser": other.pk, "move_applicable": "on"}
    admin.post(f"{url}?id={page.pk}&next=/admin/", data)
    assert DocumentPage.objects.get(pk=page.pk).get_parent().pk == other.pk
    assert_kept(page)


def test_move__needs_the_right_to_publish(admin: Client):
    page = make_published_document()
    group = Group.objects.create(name="authors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission=change)
    author = User.objects.create_user("author")
    author.groups.add(group)
    assert page.permissions_for_user(author).can_edit()
    assert not page.permissions_for_user(author).can_move()


def test_move_of_a_page_above__is_refused_only_with_reports_below(admin: Client):
    page, other = make_published_document(), make_catalogue()
    catalogue = page.get_parent()
    assert admin.get(reverse("wagtailadmin_pages:move", args=[catalogue.pk])).status_code == 200
    url = reverse("wagtailadmin_pages:move_confirm", args=[catalogue.pk, other.pk])
    admin.post(url)
    assert Page.objects.get(pk=catalogue.pk).get_parent().pk == other.pk
    column = make_published_report().get_parent()
    home = column.get_parent()
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[column.pk, other.pk]))
    assert Page.objects.get(pk=column.pk).get_parent().pk == home.pk


def test_withdrawal__needs_a_reason_and_tells_readers(admin: Client, client: Client):
    page = make_published_document()
    url = reverse("wagtail_disclosure_withdraw", args=[page.pk])
    assert admin.post(url, {"reason": " "}).status_code == 200
    assert_kept(page)
    assert admin.post(url, {"reason": "内容有误"}).status_code == 302
    assert client.get(page.url).status_code == 404
    gone = client.get(reverse("wagtail_disclosure:index_number", args=[page.index_number]))
    assert gone.status_code == 410
    assert "内容有误" in gone.content.decode()


def test_expiry__takes_the_entry_out():
    page = make_published_document()
    page.expire_at = now() - timedelta(minutes=1)
    page.save_revision(clean=False)
    DocumentPage.objects.filter(pk=page.pk).update(expire_at=page.expire_at)
    call_command("publish_scheduled")
    assert not DocumentPage.objects.get(pk=page.pk).live
    assert not CatalogueEntry.objects.filter(page_id=page.pk).exists()


def test_copy__is_a_draft_without_number_and_dates():
    page = make_published_document(document_number="示政发〔2019〕3号")
    copied = page.copy(update_attrs={"slug": "copied", "title": "副本"}, keep_live=False)
    assert (copied.live, copied.index_number, copied.document_number) == (False, "", "")
    assert copied.made_on is None
    with pytest.raises(PublicationRefusedError):
        page.copy(update_attrs={"slug": "another", "title": "副本"}, keep_live=True)


def test_alias__shows_its_source_and_has_no_entry(client: Client):
    page, other = make_published_document(title="应急预案"), make_catalogue()
    alias = page.create_alias(parent=other, update_slug="alias")
    assert "应急预案" in client.get(alias.url).content.decode()
    assert CatalogueEntry.objects.filter(page_id=alias.pk).count() == 0
    assert alias.index_number == page.index_number


def test_plain_delete_in_code__takes_the_entry_out_and_keeps_the_number():
    page = make_published_document()
    number = page.index_number
    page.delete()
    assert not CatalogueEntry.objects.filter(page_id=page.pk).exists()
    assert IndexNumber.objects.get(number=number).state == "withdrawn"


@pytest.mark.skipif(WAGTAIL_VERSION < (8, 0), reason="Wagtail 7.4 has no autosave")
def test_autosave__gives_no_number(admin: Client, wrong: DocumentPage):
    data = form_data(wrong, keywords="应急")
    response = admin.post(edit_url(wrong), data, HTTP_ACCEPT="application/json")
    assert response.status_code == 200
    assert_unread(wrong)
