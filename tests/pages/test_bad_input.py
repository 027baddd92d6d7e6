"""Bad input in the editor: a clear message, and nothing typed is lost."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from tests.editor import editor_data
from tests.factories import (
    make_agency,
    make_category,
    make_index_page,
    make_published_report,
    make_report,
    publish,
)
from wagtail_disclosure.domain.rules import check
from wagtail_disclosure.models import Agency, Category, IndexNumber, Observation
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.sheets import build_sheet
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db


def save(client: Client, report: Any, publish: bool = False, **changes: Any) -> Any:
    data = editor_data(report, **changes)
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[report.pk]), data)


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def figures_with(report: Any, value: Any) -> str:
    data = json.loads(json.dumps(report.figures))
    data["figures"]["statistics.complaints.current"] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("abc", "F04"),
        ("12件", "F04"),
        (-1, "F01"),
        ("1.5", "F03"),
        ("12345678901234567890", "F04"),
        (None, "F02"),
        ("", "F02"),
    ],
)
def test_figure__is_kept_in_the_draft_and_refused_at_publication(
    admin_client: Client, value: Any, code: str
):
    report = make_report()
    figures = figures_with(report, value)
    assert save(admin_client, report, figures=figures).status_code == 302
    draft = AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    kept = draft.figures["figures"].get("statistics.complaints.current")
    assert kept == value or (kept in (None, "") and value in (None, ""))
    found = errors(save(admin_client, report, publish=True, figures=figures))
    assert list(found) == ["figures"]
    assert found["figures"][0].startswith(code)


def test_full_width_digits__are_accepted_and_converted(admin_client: Client):
    report = make_report()
    response = save(admin_client, report, publish=True, figures=figures_with(report, "１２"))
    assert response.status_code == 302
    document = admin_client.get(report.url).context["document"]
    table = next(node.table for node in document.body if node.kind == "statistics")
    cell = next(cell for cell in table.figures() if "complaints.current" in cell.address)
    assert (cell.value, cell.text) == ("12", "12")


@pytest.mark.parametrize("raw", ["{broken", "[1]", '"text"', '{"figures": [1]}', "NaN"])
def test_broken_json__is_said_and_kept(admin_client: Client, raw: str):
    report = make_report()
    found = errors(save(admin_client, report, figures=raw))
    assert list(found) == ["figures"]
    stored = AnnualReportPage.objects.get(pk=report.pk).get_latest_revision_as_object()
    assert stored.figures == report.figures


def test_unknown_cells__are_kept_and_named_and_never_published(admin_client: Client):
    report = make_report()
    data = json.loads(json.dumps(report.figures))
    data["figures"]["statistics.nonsense.current"] = 5
    assert save(admin_client, report, publish=True, figures=json.dumps(data)).status_code == 302
    report = AnnualReportPage.objects.get(pk=report.pk)
    assert report.figures["figures"]["statistics.nonsense.current"] == 5
    assert not Observation.objects.filter(cell__contains="nonsense").exists()
    sheet = build_sheet(find_standard(report.standard), 2018, report.agency, report.figures)
    assert [(finding.code, finding.cells) for finding in check(sheet)] == [
        ("F05", ("statistics.nonsense.current",))
    ]


def test_title_of_300_characters__is_refused_and_kept(admin_client: Client):
    report = make_report()
    response = save(admin_client, report, title="长" * 300)
    assert list(errors(response)) == ["title"]
    assert "长" * 300 in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("榕应急函[2019]4号", "榕应急函〔2019〕4号"),
        ("榕应急函【2019】4号", "榕应急函〔2019〕4号"),
        ("榕应急函〔2019〕04号", "榕应急函〔2019〕4号"),
    ],
)
def test_document_number__corrected_form_is_offered(admin_client: Client, typed: str, offered: str):
    report = make_report()
    response = save(admin_client, report, publish=True, document_number=typed)
    assert offered in errors(response)["document_number"][0]
    assert typed in response.content.decode()


def test_index_number_of_another_scheme__is_refused(admin_client: Client):
    report = make_report()
    response = save(
        admin_client, report, publish=True, requested_index_number="000014349/2024-00037"
    )
    assert list(errors(response)) == ["requested_index_number"]
    assert not IndexNumber.objects.exists()


def test_index_number_given_before__is_refused(admin_client: Client):
    index, agency = make_index_page(), make_agency()
    first = make_published_report(index, agency, year=2016, made_on=date(2019, 1, 10))
    report = make_report(index, agency)
    response = save(admin_client, report, publish=True, requested_index_number=first.index_number)
    assert first.title in errors(response)["requested_index_number"][0]


@pytest.mark.parametrize("number", ["SL00900-3000-2019-00001", "SL00800-3000-2018-00001"])
def test_index_number_of_another_agency_or_year__is_refused(admin_client: Client, number: str):
    make_agency(code="SL00900")
    report = make_report(agency=make_agency(code="SL00800"))
    response = save(admin_client, report, publish=True, requested_index_number=number)
    assert list(errors(response)) == ["requested_index_number"]
    assert number in response.content.decode()


def test_serial_given_under_another_category__is_refused(admin_client: Client):
    index, agency = make_index_page(), make_agency(code="SL00700")
    first = make_published_report(index, agency, year=2016, made_on=date(2019, 1, 10))
    report = make_report(index, agency)
    response = save(
        admin_client, report, publish=True, requested_index_number="SL00700-4000-2019-00001"
    )
    assert first.index_number in errors(response)["requested_index_number"][0]


@pytest.mark.parametrize(
    ("field", "value"),
    [("period_end", "2018-12-30"), ("made_on", "2090-01-01")],
)
def test_impossible_dates__are_refused_at_publication(admin_client: Client, field: str, value: str):
    report = make_report()
    response = save(admin_client, report, publish=True, **{field: value})
    # A period that is not the year is said at its beginning (R01).
    assert list(errors(response)) == ["period_start" if field == "period_end" else field]


def test_period_that_ends_before_it_begins__is_refused_at_publication(admin_client: Client):
    report = make_report()
    response = save(admin_client, report, publish=True, period_end="2017-12-31")
    assert list(errors(response)) == ["period_end", "period_start"]


def test_expiry_date__is_refused_at_publication(admin_client: Client):
    report = make_report()
    later = (localtime() + timedelta(days=400)).strftime("%Y-%m-%d %H:%M")
    response = save(admin_client, report, publish=True, expire_at=later)
    assert list(errors(response)) == ["expire_at"]


def test_draft_whose_category_was_deleted__still_opens(admin_client: Client):
    report = make_report()
    report.topic_category = make_category("z01", "政务公开")
    report.notice = "已填写的内容"
    report.save_revision(clean=False)
    report.topic_category.delete()
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[report.pk]))
    assert response.status_code == 200
    assert "已填写的内容" in response.content.decode()


def test_index_number__cannot_be_changed_later(admin_client: Client):
    report = make_published_report()
    response = save(admin_client, report, requested_index_number="SL99999-3000-2019-00009")
    assert list(errors(response)) == ["requested_index_number"]


def test_full_serial__is_refused_in_words(admin_client: Client):
    report = make_report()
    scheme = report.numbering_scheme
    scheme.pattern = "{agency}-{category}-{year}-{serial:1}"
    scheme.save()
    first = make_published_report(agency=report.agency, year=2016, made_on=report.made_on)
    number = first.index_number[:-1] + "9"
    IndexNumber.objects.filter(pk=first.index_entry.pk).update(serial=9, number=number)
    first.index_entry.scope.last = 9
    first.index_entry.scope.save()
    response = save(admin_client, report, publish=True)
    assert response.status_code == 302  # the form cannot know; the gate says it
    assert not AnnualReportPage.objects.get(pk=report.pk).live


def test_same_agency_and_year__is_said_in_words(admin_client: Client):
    index, agency = make_index_page(), make_agency()
    first = make_published_report(index, agency)
    second = make_report(index, agency, year=2017)
    response = save(admin_client, second, report_year=2018)
    assert first.title in errors(response)["report_year"][0]


def as_of_2018(report: Any) -> None:
    """The draft of another year, made one of 2018."""
    report.report_year = 2018
    report.title = report.title.replace("2017", "2018")
    report.period_start, report.period_end = date(2018, 1, 1), date(2018, 12, 31)


def test_two_editors_at_once__the_second_is_refused():
    index, agency = make_index_page(), make_agency()
    first, second = make_report(index, agency), make_report(index, agency, year=2017)
    as_of_2018(second)
    publish(first)
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(second)
    assert list(refusal.value.message_dict) == ["report_year"]
    assert not AnnualReportPage.objects.get(pk=second.pk).live


def test_two_editors_within_the_same_moment__the_database_decides(monkeypatch: Any):
    index, agency = make_index_page(), make_agency()
    first, second = make_report(index, agency), make_report(index, agency, year=2017)
    as_of_2018(second)
    publish(first)
    # The second editor's check ran before the first one's publication was there to see.
    monkeypatch.setattr(
        "wagtail_disclosure.services.report_problems.rival_problems", lambda report: []
    )
    with pytest.raises(PublicationRefusedError):
        publish(second)
    assert not AnnualReportPage.objects.get(pk=second.pk).live
    assert IndexNumber.objects.count() == 1


@pytest.mark.parametrize("bulk", [False, True])
@pytest.mark.parametrize("kind", ["agency", "category"])
def test_agency_or_category_in_use__is_not_deleted(admin_client: Client, kind: str, bulk: bool):
    report = make_published_report()
    thing = report.agency if kind == "agency" else report.information_category
    model: Any = Agency if kind == "agency" else Category
    if bulk:
        url = reverse("wagtail_bulk_action", args=["wagtail_disclosure", kind, "delete"])
        response = admin_client.post(f"{url}?id={thing.pk}", {}, follow=True)
    else:
        url = reverse(f"wagtailsnippets_wagtail_disclosure_{kind}:delete", args=[thing.pk])
        response = admin_client.post(url, {}, follow=True)
    assert response.status_code in (200, 403, 404)
    assert model.objects.filter(pk=thing.pk).exists()
