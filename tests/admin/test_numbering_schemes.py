"""Numbering schemes in the admin: samples before use, frozen afterwards; codes of agencies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tests.admin.test_register import client_with
from tests.factories import make_agency, make_category, make_published_report, make_scheme
from wagtail_disclosure.models import (
    Agency,
    AgencyCode,
    Category,
    ClassificationScheme,
    NumberingScheme,
)
from wagtail_disclosure.services.scheme_samples import Sample, sample_numbers

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)
SAMPLES = "wagtail_disclosure_samples"


def samples_of(pattern: str, restarts_with: str = "agency,year") -> list[Sample]:
    return sample_numbers(make_scheme(pattern=pattern, restarts_with=restarts_with), TODAY)


def test_samples__of_real_agencies_and_categories() -> None:
    make_agency(name="示例市教育局", code="SL00001")
    make_agency(name="示例市民政局", code="SL00002")
    make_category("3000", "工作信息")
    other = ClassificationScheme.objects.create(key="topics", name="主题分类")
    Category.objects.create(scheme=other, code="B01", name="综合政务")
    assert samples_of("{agency}-{category}-{year}-{serial:5}") == [
        Sample("示例市教育局", "3000 工作信息", "SL00001-3000-2026-00001", ""),
        Sample("示例市民政局", "3000 工作信息", "SL00002-3000-2026-00001", ""),
        Sample("示例市教育局", "B01 综合政务", "SL00001-B01-2026-00001", ""),
    ]


def test_samples__say_which_part_is_missing() -> None:
    agency = make_agency(name="示例市教育局", code="SL00001")
    make_agency(name="示例市民政局", code="SL00002", social_credit_code="11341702486344515H")
    AgencyCode.objects.create(agency=agency, name="region", value="35")
    pattern = "{organisation}{code:region,width=6}/{year}{month}{code:mode,1}-{serial}"
    with_words = samples_of(pattern, "agency,year,month")
    assert [sample.number for sample in with_words] == ["", ""]
    assert [sample.problem for sample in with_words] == [
        "编制索引号需要机关的组织机构代码，请填写。",
        "编制索引号需要机关的其他代码“region”，请填写。",
    ]
    agency.organisation_code = "01527918X"
    agency.save()
    assert samples_of(pattern, "")[0].problem == (
        "机关的其他代码“region”的代码“35”在此必须为 6 个字符。"
    )


def test_samples__show_the_next_number_and_a_full_serial() -> None:
    report = make_published_report(made_on=date(2026, 1, 1))
    report.agency.code = "SL1"
    report.agency.save()
    scheme = make_scheme(pattern="{agency}-{serial:1}", restarts_with="agency")
    scheme.scopes.create(key="SL1", last=8)
    assert [sample.number for sample in sample_numbers(scheme, TODAY)] == ["SL1-9"]
    scheme.scopes.update(last=9)
    (full,) = sample_numbers(scheme, TODAY)
    assert (full.number, bool(full.problem)) == ("", True)


def test_samples__of_a_site_without_agencies() -> None:
    assert samples_of("zfb/{year}-{serial:5}", "year") == [Sample("", "", "zfb/2026-00001", "")]
    assert samples_of("{agency}-{serial:5}", "")[0].problem == "编制索引号需要发文机关，请填写。"


def test_samples__in_a_bounded_number_of_queries(django_assert_max_num_queries: Any) -> None:
    scheme = make_scheme(pattern="{agency}-{code:region}-{category:1}-{year}-{serial:5}")
    for _ in range(12):
        agency = make_agency()
        AgencyCode.objects.create(agency=agency, name="region", value="350100")
        make_category(agency.code)
    with django_assert_max_num_queries(10):
        found = sample_numbers(scheme, TODAY)
    assert len(found) == 5
    assert all(sample.number for sample in found)


def test_scheme_form__shows_samples() -> None:
    make_agency(name="示例市教育局", code="SL00001")
    scheme = make_scheme(pattern="{agency}-{year}-{serial:5}")
    url = reverse(NumberingScheme.snippet_viewset.get_url_name("edit"), args=[scheme.pk])
    text = client_with(superuser=True).get(url).content.decode()
    assert f"SL00001-{localdate().year}-00001" in text
    add = reverse(NumberingScheme.snippet_viewset.get_url_name("add"))
    assert reverse(SAMPLES) in client_again().get(add).content.decode()


def client_again() -> Client:
    from django.contrib.auth.models import User

    client = Client()
    client.force_login(User.objects.get(username="clerk"))
    return client


def test_scheme_form__shows_samples_of_what_is_typed() -> None:
    make_agency(name="示例市教育局", code="SL00001")
    data = {"name": "x", "pattern": "{agency}/{year}-{serial:3}", "restarts_with": "agency,year"}
    response = client_with(superuser=True).post(reverse(SAMPLES), data)
    assert f"SL00001/{localdate().year}-001" in response.content.decode()
    assert not NumberingScheme.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"pattern": ""},
        {"pattern": "{agency"},
        {"pattern": "\x00{serial}", "restarts_with": "\x00"},
        {"pattern": "{serial:5}" * 5000, "name": "长" * 5000},
        {"pattern": "{agency}-{serial:5}", "restarts_with": "moon"},
    ],
)
def test_samples__of_nonsense(data: dict[str, str]) -> None:
    response = client_with(superuser=True).post(reverse(SAMPLES), data)
    assert response.status_code == 200
    assert not response.context["samples"]


@pytest.mark.parametrize("permissions", [(), ("view_numberingscheme",), ("change_agency",)])
def test_samples__need_permission(permissions: tuple[str, ...]) -> None:
    response = client_with(*permissions).post(reverse(SAMPLES), {"pattern": "{serial}"})
    assert response.status_code == 302
    assert client_again().get(reverse(SAMPLES)).status_code == 405


def test_scheme__is_frozen_by_its_first_number_at_every_door() -> None:
    scheme = make_published_report().numbering_scheme
    scheme.pattern = "{agency}-{year}-{serial:4}"
    with pytest.raises(ValidationError):
        scheme.save()
    scheme.refresh_from_db()
    scheme.restarts_with = "year"
    with pytest.raises(ValidationError):
        scheme.save(update_fields=["restarts_with"])
    scheme.refresh_from_db()
    scheme.name = "另一个名称"
    scheme.save()
    assert NumberingScheme.objects.get().name == "另一个名称"


@pytest.mark.parametrize(
    ("codes", "stored", "wrong"),
    [
        ({"organisation_code": "01527918-x"}, ("01527918X", ""), []),
        ({"social_credit_code": " 11341702486344515h "}, ("", "11341702486344515H"), []),
        ({"organisation_code": " "}, ("", ""), []),
        ({"organisation_code": "035210000"}, None, ["organisation_code"]),
        ({"organisation_code": "00000001"}, None, ["organisation_code"]),
        ({"social_credit_code": "234234234444444444"}, None, ["social_credit_code"]),
        ({"organisation_code": "x", "social_credit_code": "y"}, None,
         ["organisation_code", "social_credit_code"]),
        ({"organisation_code": "01527918X", "social_credit_code": "11341702486344515H"}, None,
         ["organisation_code"]),
        ({"organisation_code": "48634451-5", "social_credit_code": "11341702486344515H"},
         ("486344515", "11341702486344515H"), []),
    ],
)  # fmt: skip
def test_agency__codes_are_checked_and_kept_plain(
    codes: dict[str, str], stored: tuple[str, str] | None, wrong: list[str]
) -> None:
    agency = make_agency()
    for name, value in codes.items():
        setattr(agency, name, value)
    if stored is None:
        with pytest.raises(ValidationError) as error:
            agency.full_clean()
        assert list(error.value.message_dict) == wrong
        return
    agency.full_clean()
    assert (agency.organisation_code, agency.social_credit_code) == stored


def test_agency_form__takes_further_codes() -> None:
    agency = make_agency(organisation_code="01527918X")
    url = reverse(Agency.snippet_viewset.get_url_name("edit"), args=[agency.pk])
    client = client_with(superuser=True)
    text = client.get(url).content.decode()
    assert "01527918X" in text
    data = {
        "name": agency.name, "short_name": "", "code": agency.code, "address": "", "postcode": "",
        "phone": "", "email": "", "website": "", "parent": "",
        "makes_rules": "unknown", "organisation_code": "01527918-X", "social_credit_code": "",
        "codes-TOTAL_FORMS": "2", "codes-INITIAL_FORMS": "0", "codes-MIN_NUM_FORMS": "0",
        "codes-MAX_NUM_FORMS": "1000",
        "codes-0-name": "region", "codes-0-value": "350100", "codes-0-id": "", "codes-0-DELETE": "",
        "codes-1-name": "department", "codes-1-value": "012", "codes-1-id": "",
        "codes-1-DELETE": "",
    }  # fmt: skip
    response = client.post(url, data)
    assert response.status_code == 302, (
        response.context["form"].errors, response.context["form"].formsets["codes"].errors,
    )  # fmt: skip
    agency = Agency.objects.get()
    assert agency.further_codes() == {"region": "350100", "department": "012"}
    assert agency.organisation_code == "01527918X"
    data |= {"codes-0-name": "department", "codes-1-value": "0-1", "organisation_code": "1"}
    again = client.post(url, data)
    assert again.status_code == 200
    assert Agency.objects.get().further_codes() == {"region": "350100", "department": "012"}
