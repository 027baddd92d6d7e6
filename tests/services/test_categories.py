"""Categories over time: renamed, retired, restored, merged, found again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.factories import (
    make_agency,
    make_catalogue,
    make_index_page,
    make_published_document,
    make_published_report,
    publish_document,
)
from wagtail_disclosure.models import Category, ClassificationScheme, EntryCategory
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.catalogue import rebuild
from wagtail_disclosure.services.categories import (
    choice_problem,
    counted_under,
    find_categories,
    goes_on_as,
    keep_former_name,
    merge_categories,
    paths,
    published_under,
    rename_category,
    restore_category,
    retire_category,
)
from wagtail_disclosure.services.reports import start_report

pytestmark = pytest.mark.django_db

#: Already the 28th in Asia/Shanghai.
MOMENT = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> Any:
    with override("en"):
        yield


def make_tree(key: str = "topic", *, name: str = "") -> dict[str, Category]:
    """01 (0101, 0102 (010201)), 02 (0201)."""
    scheme = ClassificationScheme.objects.create(key=key, name=name or key)
    found: dict[str, Category] = {}
    for code, label in (
        ("01", "综合政务"),
        ("0101", "政务公开"),
        ("0102", "信访"),
        ("010201", "来信"),
        ("02", "民政、扶贫、救灾"),
        ("0201", "扶贫"),
    ):
        found[code] = Category.objects.create(
            scheme=scheme, code=code, name=label, parent=found.get(code[:-2])
        )
    return found


def refusal(action: Any, *arguments: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        action(*arguments)
    return caught.value.messages


def state(category: Category) -> tuple[date | None, str | None]:
    category.refresh_from_db()
    return category.retired_on, category.merged_into and category.merged_into.code


def test_rename__keeps_the_names_it_bore():
    category = make_tree()["0201"]
    rename_category(category, "乡村振兴", MOMENT)
    rename_category(category, "乡村全面振兴", MOMENT)
    rename_category(category, "乡村全面振兴", MOMENT)
    category.refresh_from_db()
    assert category.name == "乡村全面振兴"
    assert list(category.names.values_list("name", "until")) == [
        ("扶贫", MOMENT),
        ("乡村振兴", MOMENT),
    ]


@pytest.mark.parametrize("name", ["", "长" * 101])
def test_rename__name_that_cannot_be(name):
    category = make_tree()["0201"]
    with pytest.raises(ValidationError):
        rename_category(category, name, MOMENT)
    category.refresh_from_db()
    assert (category.name, category.names.count()) == ("扶贫", 0)


def test_former_name__of_a_category_that_is_new():
    tree = make_tree()
    keep_former_name(Category(scheme=tree["01"].scheme, code="03", name="新"), MOMENT)
    assert list(Category.objects.filter(names__isnull=False)) == []


def test_retire__takes_effect_on_the_day_of_the_site(settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    category = make_tree()["0201"]
    retire_category(category, MOMENT)
    assert state(category) == (date(2026, 11, 28), None)
    assert refusal(retire_category, category, MOMENT) == ["“0201 扶贫” is retired already."]


def test_retire__narrower_ones_are_in_use():
    tree = make_tree()
    assert refusal(retire_category, tree["01"], MOMENT) == [
        "Narrower categories are in use: 0101 政务公开, 0102 信访. "
        "Retire, merge or move them first."
    ]
    assert state(tree["01"]) == (None, None)
    retire_category(tree["0201"], MOMENT)
    retire_category(tree["02"], MOMENT)
    assert state(tree["02"])[0] is not None


def test_retire__many_narrower_ones_are_not_all_named():
    tree = make_tree()
    for number in range(3, 6):
        Category.objects.create(
            scheme=tree["01"].scheme, parent=tree["01"], code=f"010{number}", name="其他"
        )
    (message,) = refusal(retire_category, tree["01"], MOMENT)
    assert message.startswith(
        "Narrower categories are in use: 0101 政务公开, 0102 信访, 0103 其他…. "
    )


def test_restore__offers_it_again():
    tree = make_tree()
    assert refusal(restore_category, tree["0201"]) == ["“0201 扶贫” is in use."]
    retire_category(tree["0201"], MOMENT)
    retire_category(tree["02"], MOMENT)
    assert refusal(restore_category, tree["0201"]) == [
        "The broader category “02 民政、扶贫、救灾” is retired; take that one up first."
    ]
    restore_category(tree["02"])
    restore_category(tree["0201"])
    assert (state(tree["02"]), state(tree["0201"])) == ((None, None), (None, None))


def test_merge__retires_the_one_and_names_the_other():
    tree = make_tree()
    merge_categories(tree["0201"], tree["0101"], MOMENT)
    retired_on, target = state(tree["0201"])
    assert retired_on is not None
    assert target == "0101"
    assert state(tree["0101"]) == (None, None)
    assert refusal(restore_category, tree["0201"]) == [
        "“0201 扶贫” was merged into “0101 政务公开”; a merger is not undone."
    ]


def test_merge__of_a_retired_one_keeps_its_day():
    tree = make_tree()
    retire_category(tree["0201"], datetime(2020, 1, 2, 3, tzinfo=UTC))
    merge_categories(tree["0201"], tree["0101"], MOMENT)
    assert state(tree["0201"]) == (date(2020, 1, 2), "0101")


def test_merge__what_cannot_be():
    tree, other = make_tree(), make_tree("other", name="其他")
    retire_category(tree["010201"], MOMENT)
    assert refusal(merge_categories, tree["0101"], tree["0101"], MOMENT) == [
        "“0101 政务公开” cannot be merged into itself."
    ]
    assert refusal(merge_categories, tree["0101"], other["0101"], MOMENT) == [
        "“0101 政务公开” belongs to another classification scheme."
    ]
    assert refusal(merge_categories, tree["0101"], tree["010201"], MOMENT) == [
        "“010201 来信” is retired; choose a category that is in use."
    ]
    assert refusal(merge_categories, tree["02"], tree["01"], MOMENT) == [
        "Narrower categories are in use: 0201 扶贫. Retire, merge or move them first."
    ]
    assert refusal(merge_categories, tree["01"], tree["0101"], MOMENT)[0].startswith("Narrower")
    assert [state(item) for item in (*tree.values(), *other.values()) if item.merged_into] == []


def test_merge__in_a_circle_is_refused():
    tree = make_tree()
    stale = Category.objects.get(pk=tree["0101"].pk)
    merge_categories(tree["0101"], tree["0201"], MOMENT)
    assert refusal(merge_categories, tree["0201"], stale, MOMENT) == [
        "“0101 政务公开” is retired; choose a category that is in use."
    ]
    assert refusal(merge_categories, tree["0101"], tree["0102"], MOMENT) == [
        "“0101 政务公开” was merged into “0201 扶贫” already."
    ]


def test_choice__in_use_and_of_the_right_scheme():
    tree = make_tree(name="主题分类")
    assert choice_problem(tree["0101"], "topic") == ""
    assert choice_problem(tree["0101"]) == ""
    assert choice_problem(tree["0101"], "kind") == (
        "“0101 政务公开” belongs to the scheme “主题分类”, which does not fit here."
    )
    retire_category(tree["010201"], MOMENT)
    assert choice_problem(tree["010201"]) == (
        "“010201 来信” is retired; choose a category that is in use."
    )


def test_choice__of_a_merged_one_names_what_goes_on():
    tree = make_tree()
    merge_categories(tree["0101"], tree["0201"], MOMENT)
    merge_categories(tree["0201"], tree["02"], MOMENT)
    assert choice_problem(Category.objects.get(pk=tree["0101"].pk)) == (
        "“0101 政务公开” was merged into “02 民政、扶贫、救灾”; choose that one."
    )


def test_counted_under__itself_and_all_above():
    tree = make_tree()
    assert [item.code for item in counted_under(tree["010201"])] == ["010201", "0102", "01"]
    assert [item.code for item in counted_under(tree["02"])] == ["02"]


def test_counted_under__through_mergers():
    tree = make_tree()
    merge_categories(tree["010201"], tree["0201"], MOMENT)
    merge_categories(tree["0102"], tree["0101"], MOMENT)
    found = counted_under(Category.objects.get(pk=tree["010201"].pk))
    assert sorted(item.code for item in found) == ["01", "0101", "0102", "010201", "02", "0201"]


def test_paths__names_from_the_top():
    tree = make_tree()
    found = paths([tree["010201"], tree["02"]])
    assert found == {
        tree["010201"].pk: "综合政务\\信访\\来信",
        tree["02"].pk: "民政、扶贫、救灾",
    }


def test_paths__cost_a_query_for_each_level__whatever_the_number():
    make_tree(), make_tree("more")

    def queries(categories: list[Category]) -> int:
        with CaptureQueriesContext(connection) as caught:
            paths(categories)
        return len(caught)

    deep = list(Category.objects.filter(code="010201"))
    assert queries(deep[:1]) == queries(deep) == 2


def test_find__by_name_or_path():
    tree = make_tree()
    for parent in ("01", "02"):
        tree[f"{parent}99"] = Category.objects.create(
            scheme=tree["01"].scheme, parent=tree[parent], code=f"{parent}99", name="其他"
        )

    def found(path: str, scheme: str = "topic") -> list[str]:
        return [item.code for item in find_categories(path, scheme)]

    assert found("政务公开") == ["0101"]
    assert found("综合政务\\政务公开") == ["0101"]
    assert found("综合政务 / 其他") == ["0199"]
    assert found("其他") == ["0199", "0299"]
    assert found("无此类\\其他") == ["0199", "0299"]
    assert found("政务公开", "kind") == []
    assert found("") == found(" / ") == []


def test_find__by_a_name_that_it_bore_or_that_was_merged():
    tree = make_tree()
    rename_category(tree["0201"], "乡村振兴", MOMENT)
    retire_category(tree["010201"], MOMENT)
    merge_categories(tree["0102"], tree["0101"], MOMENT)
    assert [item.code for item in find_categories("扶贫", "topic")] == ["0201"]
    assert [item.code for item in find_categories("信访", "topic")] == ["0101"]
    assert find_categories("来信", "topic") == []


def test_goes_on_as__what_a_new_page_takes_over():
    tree = make_tree()
    assert goes_on_as(None) is None
    assert goes_on_as(tree["0101"]) == tree["0101"]
    merge_categories(tree["0101"], tree["0201"], MOMENT)
    assert goes_on_as(tree["0101"]) == tree["0201"]
    retire_category(tree["0201"], MOMENT)
    assert goes_on_as(Category.objects.get(pk=tree["0101"].pk)) is None


def test_new_report__takes_over_what_the_topic_was_merged_into():
    tree = make_tree()
    index, agency = make_index_page(), make_agency()
    make_published_report(index, agency, 2018, topic_category=tree["0101"])
    merge_categories(tree["0101"], tree["0201"], MOMENT)
    report = start_report(AnnualReportPage, index, agency, 2019, None)
    assert report.topic_category == tree["0201"]


def rows_of(page: Any) -> list[tuple[str, str, bool]]:
    """Code, label as published, and whether it was chosen: of topics, by code."""
    rows = EntryCategory.objects.filter(entry__page_id=page.pk, scheme__key="topic")
    return list(rows.order_by("category__code").values_list("category__code", "label", "direct"))


def published_in(category: Category, **values: Any) -> Any:
    """A public document with this topic."""
    return make_published_document(topic_category=category, **values)


def test_merge__counts_what_was_published_under_both__with_its_own_label():
    tree = make_tree()
    page, other = published_in(tree["0201"]), published_in(tree["0102"])
    assert published_under(tree["0101"]) == 0
    merge_categories(tree["0201"], tree["0101"], MOMENT)
    assert rows_of(page) == [
        ("01", "综合政务", False),
        ("0101", "政务公开", False),
        ("02", "民政、扶贫、救灾", False),
        ("0201", "扶贫", True),
    ]
    assert rows_of(other) == [("01", "综合政务", False), ("0102", "信访", True)]
    counts = {code: published_under(category) for code, category in tree.items()}
    assert counts == {"01": 2, "0101": 1, "0102": 1, "010201": 0, "02": 1, "0201": 1}


def test_merge__again__carries_on_what_came_before():
    tree = make_tree()
    page = published_in(tree["0201"])
    merge_categories(tree["0201"], tree["02"], MOMENT)
    merge_categories(tree["02"], tree["0101"], MOMENT)
    assert [code for code, _, _ in rows_of(page)] == ["01", "0101", "02", "0201"]


def test_merge__adds_the_same_rows_as_publishing_again():
    tree = make_tree()
    page = published_in(tree["010201"])
    merge_categories(tree["010201"], tree["0201"], MOMENT)
    merge_categories(tree["0102"], tree["0101"], MOMENT)
    added = rows_of(page)
    publish_document(page)
    assert rows_of(page) == added
    assert [code for code, _, _ in added] == ["01", "0101", "0102", "010201", "02", "0201"]
    EntryCategory.objects.all().delete()
    list(rebuild(MOMENT))
    assert rows_of(page) == added


def test_merge__writes_in_batches(monkeypatch):
    monkeypatch.setattr("wagtail_disclosure.services.categories.BATCH", 2)
    tree, catalogue = make_tree(), make_catalogue()
    agency = make_agency()
    pages = [published_in(tree["0201"], catalogue=catalogue, agency=agency) for _ in range(3)]
    merge_categories(tree["0201"], tree["0101"], MOMENT)
    assert [len(rows_of(page)) for page in pages] == [4, 4, 4]
    assert published_under(tree["0101"]) == 3


def test_merge__costs_as_many_queries__whatever_was_published():
    tree, catalogue, agency = make_tree(), make_catalogue(), make_agency()

    def queries(source: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            merge_categories(tree[source], tree["0101"], MOMENT)
        return len(caught)

    published_in(tree["0201"], catalogue=catalogue, agency=agency)
    for _ in range(4):
        published_in(tree["010201"], catalogue=catalogue, agency=agency)
    # The entries of 010201 stand under 01 already: one statement to add less.
    assert queries("0201") == queries("010201") + 1


def test_rename_and_retire__leave_what_was_published():
    tree = make_tree()
    page = published_in(tree["0201"])
    rename_category(tree["0201"], "乡村振兴", MOMENT)
    retire_category(tree["0201"], MOMENT)
    publish_document(page)
    assert rows_of(page) == [("02", "民政、扶贫、救灾", False), ("0201", "扶贫", True)]
    assert rows_of(published_in(tree["0201"])) == [
        ("02", "民政、扶贫、救灾", False),
        ("0201", "乡村振兴", True),
    ]
