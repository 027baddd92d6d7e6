"""Choosing an agency or a category: many of them, with Chinese names."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_agency
from wagtail_disclosure.models import Category, ClassificationScheme

pytestmark = pytest.mark.django_db

AGENCIES = "wagtailsnippetchoosers_wagtail_disclosure_agency:choose_results"
CATEGORIES = "wagtailsnippetchoosers_wagtail_disclosure_category:choose_results"


def rows(response):
    """The texts of every row of the list, cell by cell."""
    return [
        [column.get_value(item) for column in response.context["table"].columns.values()]
        for item in response.context["results"]
    ]


def make_categories(count):
    topic = ClassificationScheme.objects.create(key="topic", name="主题分类")
    information = ClassificationScheme.objects.create(key="information", name="信息类别")
    Category.objects.bulk_create(
        Category(scheme=topic, code=f"{number:02}", name=f"类{number}") for number in range(count)
    )
    Category.objects.create(scheme=information, code="3000", name="3000")


@pytest.mark.parametrize("words", ["民政", "mz7", "示例市 民政"])
def test_agencies__are_found_by_part_of_name_or_code(admin_client, words):
    make_agency(name="示例市教育局", code="JY1")
    agency = make_agency(name="示例市民政局", code="MZ7")
    response = admin_client.get(reverse(AGENCIES), {"q": words})
    assert rows(response) == [[str(agency), "MZ7"]]


def test_categories__say_their_scheme_and_path(admin_client):
    make_categories(2)
    found = [[str(cell) for cell in row] for row in rows(admin_client.get(reverse(CATEGORIES)))]
    assert sorted(found) == [
        ["00 类0", "主题分类", "类0"],
        ["01 类1", "主题分类", "类1"],
        ["3000", "信息类别", "3000"],
    ]


def test_categories__cost_as_many_queries__whatever_their_number(
    admin_client, django_assert_max_num_queries
):
    admin_client.get(reverse(CATEGORIES))
    make_categories(3)
    with django_assert_max_num_queries(20) as few:
        admin_client.get(reverse(CATEGORIES))
    Category.objects.exclude(code="3000").delete()
    ClassificationScheme.objects.create(key="more", name="更多")
    Category.objects.bulk_create(
        Category(scheme=scheme, code=f"M{number}", name="类")
        for number, scheme in enumerate(list(ClassificationScheme.objects.all()) * 3)
    )
    with django_assert_max_num_queries(20) as many:
        admin_client.get(reverse(CATEGORIES))
    assert len(many.captured_queries) == len(few.captured_queries)
