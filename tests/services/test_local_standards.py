"""Local standards: copied, published in versions, found by everyone at once."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import override

from tests.factories import (
    make_agency,
    make_local_standard,
    make_published_report,
    make_published_standard,
    make_report,
    publish,
    publish_standard,
)
from wagtail_disclosure.domain import UnknownStandard, load_standard, parse_standard
from wagtail_disclosure.exports.toml import standard_toml
from wagtail_disclosure.models import LocalStandard, LocalStandardVersion, PublishedVersion
from wagtail_disclosure.receivers import drop_versions, keep_versions
from wagtail_disclosure.services import local_versions
from wagtail_disclosure.services.local_standards import (
    copy_standard,
    identifier_problem,
    problem_texts,
    refuse_if_wrong,
    state_of,
)
from wagtail_disclosure.services.sheets import previous_figures
from wagtail_disclosure.services.standards import (
    all_standards,
    find_standard,
    offered_standards,
)

pytestmark = pytest.mark.django_db

SHIPPED = ["cn-2014", "cn-2019", "cn-2021", "fuzhou-2018"]


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def _nothing_read():
    """As in a process that has read no version yet."""
    local_versions._read.clear()


def add_row(standard: LocalStandard, key: str) -> LocalStandard:
    definition = deepcopy(standard.definition)
    definition["tables"][0]["rows"].append({"key": key, "label": f"新增{key}", "unit": "件"})
    standard.definition = definition
    return standard


def use(standard: LocalStandard, year: int = 2018) -> Any:
    """A published report on the newest version of a standard."""
    version = standard.versions.first()
    found = find_standard(version.identifier)
    typed = {cell: 0 for cell in found.cells if cell.endswith(".current")}
    opening = {cell: 0 for cell in found.cells if cell.endswith(".cumulative")}
    typed = {cell: 0 for cell in typed if cell not in found.formulas}
    figures = {"figures": typed, "opening": opening}
    return make_published_report(
        agency=standard.agency, year=year, standard=version.identifier, figures=figures
    )


def numbers(standard: LocalStandard) -> list[str]:
    return [version.identifier for version in standard.versions.order_by("number")]


# Copying


@pytest.mark.parametrize("source", SHIPPED)
def test_copy__defines_the_same(source):
    standard = make_published_standard(source, "shili-form")
    found, original = find_standard("shili-form"), load_standard(source)

    assert replace(
        found,
        identifier=source,
        title=original.title,
        issued_as=original.issued_as,
        local=original.local,
        agency_codes=(),
        continues=original.continues,
    ) == replace(original, agency_codes=())
    assert (found.local, found.agency_codes) == (True, (standard.agency.code,))
    assert found.continues == (source, *original.continues)


@pytest.mark.parametrize("source", SHIPPED)
def test_export__read_again_is_the_version(source):
    make_published_standard(source, "shili-form")
    version = find_standard("shili-form")

    assert parse_standard(standard_toml(version)) == version


def test_copy_of_nothing__is_an_empty_draft():
    standard = copy_standard(None, "shili-form", "示例", make_agency(), None)

    assert (standard.live, standard.definition) == (False, {})
    assert problem_texts(standard) == [
        "Sections: It is empty. Fill it in.",
        "Tables: It is empty. Fill it in.",
    ]


def test_draft__is_no_standard():
    make_local_standard(identifier="shili-draft")

    with pytest.raises(UnknownStandard):
        find_standard("shili-draft")
    assert "shili-draft" not in [standard.identifier for standard in all_standards()]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("shili-new", ""),
        ("cn-2021", "A reporting standard has this identifier. Choose another one."),
        ("shili-draft", "A local standard has this identifier. Choose another one."),
        ("shili-v2", "An end such as -v2 is how later versions are called. Choose another one."),
    ],
)
def test_identifier_problem__says_why(identifier, expected):
    make_local_standard(identifier="shili-draft")

    assert identifier_problem(identifier) == expected


# Publishing


def test_publish__is_found_with_its_author():
    user = User.objects.create_superuser("clerk")
    standard = publish_standard(make_local_standard(identifier="shili-2018"), user)
    version = standard.versions.get()

    assert (version.identifier, version.number, version.published_by) == ("shili-2018", 1, user)
    assert find_standard("shili-2018").title == standard.title
    assert "agency_codes" not in version.definition


def test_publish_with_mistakes__is_refused_whichever_way():
    standard = make_local_standard()
    standard.definition["sums"][0]["total"] = "nowhere"

    for attempt in (
        lambda: publish_standard(standard),
        lambda: setattr(standard, "live", True) or standard.save(),
    ):
        with pytest.raises(ValidationError) as caught:
            attempt()
        assert caught.value.messages == [
            "Table “附表” › Sum “nowhere” › Total: The table has no row “nowhere”. "
            "Write it as it stands in the form."
        ]
    assert not LocalStandardVersion.objects.exists()


def test_change_before_use__rewrites_the_version():
    standard = make_published_standard(identifier="shili-2018")
    before = find_standard("shili-2018")

    publish_standard(add_row(standard, "new_row"))

    assert numbers(standard) == ["shili-2018"]
    assert len(find_standard("shili-2018").cells) == len(before.cells) + 2


def test_change_after_use__makes_the_next_version():
    standard = make_published_standard(identifier="shili-2018")
    use(standard)
    frozen = find_standard("shili-2018")

    publish_standard(add_row(standard, "new_row"))
    publish_standard(add_row(standard, "another_row"))

    assert numbers(standard) == ["shili-2018", "shili-2018-v2"]
    assert find_standard("shili-2018") == frozen
    new = find_standard("shili-2018-v2")
    assert new.continues == ("shili-2018", "fuzhou-2018")
    assert {"statistics.new_row.current", "statistics.another_row.current"} <= set(new.cells)


def test_same_again__makes_no_version():
    standard = make_published_standard(identifier="shili-2018")
    use(standard)

    publish_standard(standard)

    assert numbers(standard) == ["shili-2018"]


def test_third_version__continues_both_before_it():
    standard = make_published_standard(identifier="shili-2018")
    for year, key in ((2017, "second"), (2018, "third")):
        use(standard, year)
        publish_standard(add_row(standard, key))

    assert find_standard("shili-2018-v3").continues == (
        "shili-2018-v2",
        "shili-2018",
        "fuzhou-2018",
    )


def test_previous_figures__go_on_over_versions():
    standard = make_published_standard(identifier="shili-2018")
    report = use(standard)
    publish_standard(add_row(standard, "new_row"))

    found = previous_figures(find_standard("shili-2018-v2"), 2019, report.agency)

    assert found is not None
    assert "statistics.received.cumulative" in found


def test_state__what_publishing_would_do():
    standard = make_local_standard(identifier="shili-2018")
    assert state_of(standard) == {"version": None, "used": False, "next": "shili-2018"}

    standard = publish_standard(standard)
    version = standard.versions.get()
    assert state_of(standard) == {"version": version, "used": False, "next": "shili-2018"}

    use(standard)
    assert state_of(standard) == {"version": version, "used": True, "next": "shili-2018-v2"}


def test_delete__is_refused_once_published():
    standard = make_published_standard()

    with pytest.raises(ProtectedError):
        standard.delete()
    with pytest.raises(ProtectedError):
        standard.agency.delete()


def test_delete_of_a_draft__goes():
    make_local_standard().delete()

    assert not LocalStandard.objects.exists()


# Finding


def test_offered__the_newest_version_while_published():
    standard = make_published_standard(identifier="shili-2018")
    use(standard)
    standard = publish_standard(add_row(standard, "new_row"))

    def local(standards: Any) -> list[str]:
        return [item.identifier for item in standards if item.identifier.startswith("shili")]

    assert local(all_standards()) == ["shili-2018", "shili-2018-v2"]
    assert local(offered_standards()) == ["shili-2018-v2"]
    standard.unpublish()
    assert local(offered_standards()) == []
    assert local(all_standards()) == ["shili-2018", "shili-2018-v2"]
    assert find_standard("shili-2018").identifier == "shili-2018"


def test_queries__a_shipped_standard_costs_none(django_assert_num_queries):
    with django_assert_num_queries(0):
        find_standard("cn-2021")
        find_standard("fuzhou-2018")


@pytest.mark.parametrize("number", [1, 5])
def test_queries__one_whatever_their_number(django_assert_num_queries, number):
    made = [make_published_standard() for _ in range(number)]
    all_standards()

    for ask in (all_standards, offered_standards, lambda: find_standard(made[0].identifier)):
        with django_assert_num_queries(1):
            ask()


def test_queries__one_while_a_request_is_answered(django_assert_num_queries):
    standard = make_published_standard(identifier="shili-2018")
    all_standards()
    keep_versions()

    with django_assert_num_queries(1):
        for _ in range(3):
            all_standards()
            find_standard("shili-2018")
    # Published in the same request, it is seen at once.
    use(standard)
    publish_standard(add_row(standard, "new_row"))
    assert find_standard("shili-2018-v2").identifier == "shili-2018-v2"
    standard.refresh_from_db()
    standard.unpublish()
    assert "shili-2018-v2" not in [item.identifier for item in offered_standards()]
    drop_versions()
    with django_assert_num_queries(2):
        all_standards()
        all_standards()


def test_changed_elsewhere__is_seen_at_once():
    standard = make_published_standard(identifier="shili-2018")
    first = find_standard("shili-2018")
    assert find_standard("shili-2018") is first

    # Another process rewrites the version and moves the standard to another agency.
    other = make_agency()
    version = standard.versions.get()
    definition = {**version.definition, "title": "另一名称"}
    LocalStandardVersion.objects.filter(pk=version.pk).update(definition=definition, digest="x")
    LocalStandard.objects.filter(pk=standard.pk).update(agency=other)

    found = find_standard("shili-2018")
    assert (found.title, found.agency_codes) == ("另一名称", (other.code,))


def test_broken_version__is_left_out_and_logged(caplog):
    make_published_standard(identifier="shili-2018")
    LocalStandardVersion.objects.update(definition={"identifier": "shili-2018"}, digest="x")

    assert [standard.identifier for standard in all_standards()] == SHIPPED
    with pytest.raises(UnknownStandard):
        find_standard("shili-2018")
    assert "shili-2018" in caplog.text


def test_file_of_the_same_identifier__wins(settings, tmp_path):
    make_published_standard(identifier="shili-2018")
    text = standard_toml(find_standard("shili-2018")).replace('title = "', 'title = "文件', 1)
    (tmp_path / "shili-2018.toml").write_text(text, encoding="utf-8")
    settings.WAGTAIL_DISCLOSURE = {"STANDARDS_DIRECTORIES": [tmp_path]}

    titles = {item.identifier: item.title for item in all_standards()}
    assert titles["shili-2018"].startswith("文件")
    assert find_standard("shili-2018").title.startswith("文件")


def test_refuse_if_wrong__lets_a_good_one_pass():
    refuse_if_wrong(make_local_standard())


# Reports


def test_draft_on_an_earlier_version__keeps_it_and_is_offered_the_new_one(admin_client):
    standard = make_published_standard(identifier="shili-2018")
    draft = make_report(agency=make_agency(code="BUREAU1", parent=standard.agency))
    assert draft.standard == "shili-2018"
    use(standard)
    publish_standard(add_row(standard, "new_row"))

    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).context["form"]

    choices = dict(form.fields["standard"].widget.choices)
    assert form.initial["standard"] == "shili-2018"
    assert list(choices)[:2] == ["", "shili-2018-v2"]
    assert choices["shili-2018"] == f"{standard.title} (shili-2018)"
    other = make_agency(code="BUREAU2", parent=standard.agency)
    assert make_report(agency=other).standard == "shili-2018-v2"


def test_report_on_an_earlier_version__can_still_be_published():
    standard = make_published_standard(identifier="shili-2018")
    report = use(standard)
    publish_standard(add_row(standard, "new_row"))

    again = publish(report)

    version = PublishedVersion.objects.filter(page_id=report.pk).first()
    assert (again.live, version.standard) == (True, "shili-2018")
    assert "new_row" not in str(version.frozen)


def test_publication__on_a_version_that_another_worker_rewrote_meanwhile():
    standard = make_published_standard(identifier="shili-2018")
    version = standard.versions.get()
    local_versions.keep_list()
    try:
        find_standard("shili-2018")  # this request has read the list
        definition = deepcopy(version.definition)
        definition["tables"][0]["rows"][0]["label"] = "改过的行"
        LocalStandardVersion.objects.filter(pk=version.pk).update(
            definition=definition, digest=local_versions.digest_of(definition)
        )
        report = use(standard)
    finally:
        local_versions.drop_list()

    table = PublishedVersion.objects.get(page_id=report.pk).frozen["tables"][0]
    assert "改过的行" in [
        head["text"] for block in table["blocks"] for row in block["rows"] for head in row["heads"]
    ]
