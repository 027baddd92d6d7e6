"""The permanent address of an index number: what it tells whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import PageViewRestriction

from tests.factories import make_agency, make_index_page, make_published_report, make_report
from wagtail_disclosure.models import IndexNumber
from wagtail_disclosure.services.numbering import void
from wagtail_disclosure.services.withdrawal import withdraw

pytestmark = pytest.mark.django_db


def address(number: str) -> str:
    return reverse("wagtail_disclosure:index_number", args=[number])


@pytest.fixture
def report():
    agency = make_agency(name="示例市教育局", code="SL00001")
    return make_published_report(agency=agency, document_number="示教函〔2019〕4号")


def test_public_report__redirects_to_its_page(client: Client, report):
    response = client.get(address(report.index_number))
    assert (response.status_code, response.url) == (302, report.url)


def test_withdrawn_report__is_gone_with_what_was_public_and_the_reason(client: Client, report):
    user = User.objects.create_superuser("chief", "chief@example.com", "secret")
    number = report.index_number
    withdraw(report, "数据有误，重新核对", user, now())
    response = client.get(address(number))
    assert response.status_code == 410
    text = response.content.decode()
    for part in (
        number,
        report.title,
        "示例市教育局",
        "示教函〔2019〕4号",
        "2019-01-10",
        "数据有误",
    ):
        assert part in text


def test_gone_report__is_not_kept_by_browsers(client: Client, report):
    """A browser keeps a 410 for ever by itself; the report may be published again."""
    number = report.index_number
    report.unpublish()
    gone = client.get(address(number))
    assert (gone.status_code, gone.headers.get("Cache-Control")) == (410, "no-cache")
    withdrawn = IndexNumber.objects.get(number=number)
    report.save_revision().publish()
    assert client.get(address(number)).status_code == 302
    entry = IndexNumber.objects.get(number=number)
    assert (entry.state, entry.reason) == (IndexNumber.State.IN_USE, "")
    assert entry.state_changed_at > withdrawn.state_changed_at


def test_deleted_report__is_gone(client: Client, report):
    number, title = report.index_number, report.title
    report.delete()
    response = client.get(address(number))
    assert response.status_code == 410
    assert title in response.content.decode()


def test_void_number__is_gone_with_the_reason(client: Client, report):
    number = report.index_number
    report.unpublish()
    void(IndexNumber.objects.get(number=number), "重复编号", now())
    response = client.get(address(number))
    assert response.status_code == 410
    assert "重复编号" in response.content.decode()


def test_number_with_slashes__is_found(client: Client):
    report = make_published_report(requested_index_number="")
    IndexNumber.objects.update(number="000014349/2024-00037")
    assert client.get(address("000014349/2024-00037")).url == report.url


def restrict(page) -> None:
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )


def test_private_draft_and_unknown__answer_all_alike(client: Client, report):
    private = make_published_report()
    restrict(private)
    withdrawn_private = make_published_report()
    restrict(withdrawn_private.get_parent())
    withdrawn_private_number = withdrawn_private.index_number
    withdrawn_private.unpublish()
    draft = make_report(requested_index_number="SL00099-3000-2019-00009")
    answers = {
        (response.status_code, response.content)
        for number in (
            private.index_number,
            withdrawn_private_number,
            draft.requested_index_number,
            "ZZ00000-0000-2000-00000",
        )
        if (response := client.get(address(number)))
    }
    assert [status for status, _content in answers] == [404]


def test_number_of_what_was_only_ever_private__is_never_told(client: Client):
    index = make_index_page()
    restrict(index)
    report = make_published_report(index)
    number = report.index_number
    assert client.get(address(number)).status_code == 404
    report.unpublish()
    void(IndexNumber.objects.get(number=number), "错号", now())
    index.delete()
    assert client.get(address(number)).status_code == 404


@pytest.mark.parametrize("number", ["a%00b", "%00", "x" * 3000, "<script>"])
def test_nonsense__is_not_found(client: Client, number: str):
    assert client.get(f"/disclosure/index/{number}/").status_code == 404
