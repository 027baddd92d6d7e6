"""Numbers for pages: from which parts, by hand, taken over from an imported register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.factories import (
    make_agency,
    make_category,
    make_document,
    make_index_page,
    make_published_report,
    make_report,
    make_scheme,
    publish,
    publish_document,
)
from wagtail_disclosure.models import Agency, AgencyCode, IndexNumber, SerialScope
from wagtail_disclosure.services import numbering
from wagtail_disclosure.services.number_parts import NumberRefusedError
from wagtail_disclosure.services.number_requests import LARGEST_LEAP
from wagtail_disclosure.services.publishing import PublicationRefusedError
from wagtail_disclosure.services.serial_scopes import go_on_after

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 3, 4, tzinfo=UTC)


class Item(SimpleNamespace):
    """Any page with disclosure metadata, as far as numbers are concerned."""

    def __init__(self, pk: int = 1, **values: Any) -> None:
        defaults = {"agency": None, "information_category": None, "made_on": date(2026, 2, 1)}
        defaults |= {"requested_index_number": "", "numbering_scheme": None}
        super().__init__(pk=pk, **{**defaults, **values})

    @property
    def agency_id(self) -> int | None:
        return self.agency.pk if self.agency else None


def allocate(item: Any) -> IndexNumber:
    with transaction.atomic():
        return numbering.allocate(item, MOMENT)


def make_imported(number: str, agency: Agency, **values: Any) -> IndexNumber:
    """A number of an imported register that waits for its page."""
    defaults = {"imported": True, "issued_at": MOMENT, "title": "旧标题"}
    return IndexNumber.objects.create(number=number, agency=agency, **{**defaults, **values})


def in_words(refusal: pytest.ExceptionInfo[NumberRefusedError]) -> tuple[str | None, str]:
    return refusal.value.code, " ".join(refusal.value.messages)


def test_allocate__from_codes_of_the_agency_and_the_item() -> None:
    agency = make_agency(code="A01", social_credit_code="11341702486344515H")
    AgencyCode.objects.create(agency=agency, name="region", value="350100")
    AgencyCode.objects.create(agency=agency, name="mode", value="9")
    top = make_category("01")
    below = make_category("0102", parent=top)
    kind = make_category("T")
    scheme = make_scheme(
        pattern="{organisation}-{code:region,6}{category:1,width=2}{code:kind,1}"
        "{code:mode,1}{code:office,2}-{year}{month}{day}-{serial}",
        restarts_with="agency,year,month,day",
    )
    item = Item(
        agency=agency, information_category=below, numbering_scheme=scheme, document_kind=kind,
        mode="proactive", index_number_codes={"office": "07"},
    )  # fmt: skip
    entry = allocate(item)
    assert entry.number == "486344515-35010001T107-20260201-1"
    assert entry.scope is not None
    assert entry.scope.key == "486344515|2026|02|01"
    item.pk = 2
    assert allocate(item).number == "486344515-35010001T107-20260201-2"
    item.pk, item.made_on = 3, date(2026, 2, 2)
    assert allocate(item).number == "486344515-35010001T107-20260202-1"


def test_allocate__with_an_empty_category_where_the_pattern_allows_it() -> None:
    scheme = make_scheme(pattern="{agency}-{category:optional}-{year}-{serial:4}")
    item = Item(agency=make_agency(code="j602402"), numbering_scheme=scheme)
    assert allocate(item).number == "j602402--2026-0001"


@pytest.mark.parametrize(
    ("pattern", "code", "text"),
    [
        ("{uscc}/{year}-{serial:5}", "index_number_part",
         "编制索引号需要机关的统一社会信用代码，请填写。"),
        ("{code:region}-{serial:5}", "index_number_part",
         "编制索引号需要机关的其他代码“region”，请填写。"),
        ("{category:2}-{serial:5}", "index_number_part",
         "编制索引号需要第 2 级的信息类别，请填写。"),
        ("{code:kind}-{serial:5}", "index_number_part", "编制索引号需要公文种类，请填写。"),
        ("{agency:3}-{serial:5}", "index_number_part",
         "发文机关的代码“AGENCY”在此必须为 3 个字符。"),
        ("x" * 98 + "-{serial:5}", "index_number_length",
         "索引号将有 104 个字符，最多容纳 100 个。请使用较短的代码。"),
    ],
)  # fmt: skip
def test_allocate__refused(pattern: str, code: str, text: str) -> None:
    scheme = make_scheme(pattern=pattern, restarts_with="")
    item = Item(agency=make_agency(code="AGENCY"), numbering_scheme=scheme)
    with pytest.raises(NumberRefusedError) as refusal:
        numbering.check_parts(item)
    assert in_words(refusal) == (code, text)
    with pytest.raises(NumberRefusedError):
        allocate(item)
    assert not IndexNumber.objects.exists()


@pytest.mark.parametrize(
    ("pattern", "field"),
    [
        ("{uscc}-{serial:5}", "agency"),
        ("{code:region}-{serial:5}", "agency"),
        ("{category:2}-{serial:5}", "information_category"),
        ("{code:kind}-{serial:5}", "document_kind"),
    ],
)
def test_missing_part__is_said_at_its_field(pattern: str, field: str) -> None:
    scheme = make_scheme(pattern=pattern, restarts_with="")
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(make_report(numbering_scheme=scheme))
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_allocate__takes_a_report_as_disclosed_on_the_agency_s_own_initiative() -> None:
    agency = make_agency(code="A01")
    scheme = make_scheme(pattern="{agency}{code:mode,1}-{serial:3}", restarts_with="agency")
    item = Item(agency=agency, numbering_scheme=scheme)
    assert allocate(item).number == "A011-001"
    AgencyCode.objects.create(agency=agency, name="mode", value="9")
    item.pk = 2
    assert allocate(item).number == "A019-002"
    item.pk, item.mode = 3, "withheld"
    assert allocate(item).number == "A013-003"


def test_allocate__never_under_a_wrong_code() -> None:
    agency = make_agency(organisation_code="035210000")
    scheme = make_scheme(pattern="{organisation}/{year}-{serial:5}")
    with pytest.raises(NumberRefusedError) as refusal:
        numbering.check_parts(Item(agency=agency, numbering_scheme=scheme))
    assert in_words(refusal)[0] == "index_number_part"
    assert "8" in in_words(refusal)[1]


def test_allocate__without_a_date() -> None:
    item = Item(agency=make_agency(), numbering_scheme=make_scheme(), made_on=None)
    item.information_category = make_category()
    with pytest.raises(NumberRefusedError) as refusal:
        allocate(item)
    assert in_words(refusal) == ("index_number_part", "编制索引号需要成文日期，请填写。")


def test_allocate__asks_for_codes_only_where_the_pattern_has_some(
    django_assert_num_queries: Any,
) -> None:
    agency = make_agency()
    plain = Item(agency=agency, numbering_scheme=make_scheme(pattern="{agency}-{year}-{serial}"))
    with django_assert_num_queries(0):
        numbering.check_parts(plain)
    scheme = make_scheme(pattern="{code:a}{serial:3}", restarts_with="")
    AgencyCode.objects.create(agency=agency, name="a", value="1")
    with django_assert_num_queries(1):
        numbering.check_parts(Item(agency=agency, numbering_scheme=scheme))


# A number by hand ---------------------------------------------------------------------------


def test_leap__is_refused_where_this_site_gives_the_numbers() -> None:
    index, agency = make_index_page(), make_agency(code="SL00001")
    make_published_report(index, agency, year=2017, made_on=date(2019, 1, 1))
    number = f"SL00001-3000-2019-{2 + LARGEST_LEAP + 1:05}"
    report = make_report(index, agency, made_on=date(2019, 1, 2), requested_index_number=number)
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    (problem,) = refusal.value.problems
    assert (problem.field, problem.code) == ("requested_index_number", "index_number_leap")
    assert f"{LARGEST_LEAP + 1}" in problem.message
    assert SerialScope.objects.get(key="SL00001|2019").last == 1
    report.requested_index_number = f"SL00001-3000-2019-{2 + LARGEST_LEAP:05}"
    assert publish(report).index_number == report.requested_index_number


def test_leap__is_fine_once_the_serial_was_set() -> None:
    index, agency = make_index_page(), make_agency(code="SL00001")
    made = make_published_report(index, agency, year=2017, made_on=date(2019, 1, 1))
    go_on_after(made.numbering_scheme, "SL00001-3000-2019-04999")
    report = make_report(
        index, agency, made_on=date(2019, 1, 2), requested_index_number="SL00001-3000-2019-05000"
    )
    assert publish(report).index_number == "SL00001-3000-2019-05000"


def test_leap__is_fine_where_all_numbers_are_those_of_another_system() -> None:
    index, agency = make_index_page(), make_agency(code="SL00001")
    for year, serial in ((2016, 12), (2017, 4736), (2018, 9000)):
        report = make_report(
            index, agency, year, made_on=date(2019, 1, 2),
            requested_index_number=f"SL00001-3000-2019-{serial:05}",
        )  # fmt: skip
        assert publish(report).index_number == report.requested_index_number


def test_set_serial__forward_and_back_over_numbers_by_hand_only() -> None:
    index, agency = make_index_page(), make_agency(code="SL00001")
    slip = publish(
        make_report(
            index,
            agency,
            2016,
            made_on=date(2019, 1, 2),
            requested_index_number="SL00001-3000-2019-40000",
        )
    )
    scheme = slip.numbering_scheme
    back = go_on_after(scheme, "SL00001-3000-2019-00004")
    assert (back.before, back.after, back.left_out) == (40000, 4, 0)
    following = make_published_report(index, agency, 2017, made_on=date(2019, 1, 3))
    assert following.index_number == "SL00001-3000-2019-00005"
    with pytest.raises(NumberRefusedError) as refusal:
        go_on_after(scheme, "SL00001-3000-2019-00003")
    assert in_words(refusal)[0] == "serial_given"
    with pytest.raises(NumberRefusedError) as refusal:
        go_on_after(scheme, "SL00001")
    assert in_words(refusal)[0] == "index_number_mismatch"
    forward = go_on_after(scheme, "SL00001-3000-2019-39999")
    assert (forward.before, forward.left_out) == (5, 39993)
    last = make_published_report(index, agency, 2018, made_on=date(2019, 1, 4))
    assert last.index_number == "SL00001-3000-2019-40001"


def test_request__of_another_organisation_is_refused() -> None:
    agency = make_agency(organisation_code="01527918X")
    former = make_agency(organisation_code="014416330")
    agency.predecessors.add(former)
    scheme = make_scheme(pattern="{organisation}/{year}-{serial:5}")
    for code in ("01527918X", "014416330"):
        assert numbering.check_request(f"{code}/2020-00001", scheme, agency=agency)
    with pytest.raises(NumberRefusedError) as refusal:
        numbering.check_request("000014349/2020-00001", scheme, agency=agency)
    assert in_words(refusal)[0] == "index_number_agency"


# An imported number -------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["SL00001-3000-2019-00007", "榕索〔2019〕7"])
def test_imported_number__is_taken_over_by_its_page(number: str) -> None:
    agency = make_agency(code="SL00001")
    entry = make_imported(number, agency)
    report = publish(make_report(agency=agency, requested_index_number=number))
    assert report.index_number == number
    entry.refresh_from_db()
    assert (entry.page_id, entry.imported, entry.state) == (report.pk, True, "in_use")
    assert entry.title == report.title
    assert IndexNumber.objects.count() == 1


def test_imported_number__of_a_predecessor_is_taken_over() -> None:
    former, agency = make_agency(code="SL00001"), make_agency(code="SL00002")
    agency.predecessors.add(former)
    make_imported("SL00001-3000-2019-00007", former)
    report = make_report(agency=agency, requested_index_number="SL00001-3000-2019-00007")
    assert publish(report).index_number == "SL00001-3000-2019-00007"


@pytest.mark.parametrize(
    ("values", "other_agency"),
    [
        ({"imported": False}, False),
        ({"page_id": 99_999}, False),
        ({"state": "void", "reason": "错号"}, False),
        ({}, True),
    ],
)
def test_imported_number__is_not_taken_over(values: dict[str, Any], other_agency: bool) -> None:
    agency = make_agency(code="SL00001")
    owner = make_agency() if other_agency else agency
    make_imported("SL00001-3000-2019-00007", owner, **values)
    report = make_report(agency=agency, requested_index_number="SL00001-3000-2019-00007")
    with pytest.raises(PublicationRefusedError) as refusal:
        publish(report)
    assert [problem.code for problem in refusal.value.problems] == ["index_number_taken"]


def test_imported_number__is_taken_over_once() -> None:
    agency = make_agency(code="SL00001")
    make_imported("SL00001-3000-2019-00007", agency)
    items = [
        Item(pk, agency=agency, numbering_scheme=make_scheme(),
             requested_index_number="SL00001-3000-2019-00007", made_on=date(2019, 1, 1))
        for pk in (1, 2)
    ]  # fmt: skip
    assert allocate(items[0]).page_id == 1
    with pytest.raises(NumberRefusedError):
        allocate(items[1])


@pytest.mark.parametrize("text", ["\x00", "x" * 500, "＊", "'; DROP TABLE"])
def test_request__of_nonsense_is_refused_in_words(text: str) -> None:
    with pytest.raises(NumberRefusedError) as refusal:
        numbering.check_request(text, make_scheme(), agency=make_agency())
    assert in_words(refusal)[0] == "index_number_mismatch"


def test_imported_number__of_a_slip_is_voided_and_the_serial_goes_back() -> None:
    agency = make_agency(code="SL00001")
    page = make_document(agency=agency)
    scheme = page.numbering_scheme
    scope = SerialScope.objects.create(scheme=scheme, key="SL00001|2019", last=99_999)
    slip = make_imported("SL00001-3000-2019-99999", agency, scope=scope, serial=99_999)
    numbering.void(slip, "录入有误", MOMENT)
    assert IndexNumber.objects.get(pk=slip.pk).state == "void"
    go_on_after(scheme, "SL00001-3000-2019-00003")
    assert publish_document(page).index_number == "SL00001-3000-2019-00004"
