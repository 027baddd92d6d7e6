"""Categories in the admin: list, search, choose, rename, merge, retire."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.editor import editor_data
from tests.factories import (
    make_category,
    make_document,
    make_published_document,
    make_published_report,
    make_report,
)
from tests.services.test_categories import make_tree
from wagtail_disclosure.models import Category
from wagtail_disclosure.pages.models import AnnualReportPage
from wagtail_disclosure.services.categories import (
    merge_categories,
    rename_category,
    retire_category,
)

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_wagtail_disclosure_category:list"
EDIT = "wagtailsnippets_wagtail_disclosure_category:edit"
CHOOSE = "wagtailsnippetchoosers_wagtail_disclosure_category:choose"
CHOOSE_RESULTS = "wagtailsnippetchoosers_wagtail_disclosure_category:choose_results"
ACTIONS = ("merge", "retire", "restore")


def url_of(action: str, category: Category) -> str:
    return reverse(f"wagtail_disclosure_category_{action}", args=[category.pk])


def listed(client: Client, **query: str) -> list[str]:
    response = client.get(reverse(LIST), query)
    assert response.status_code == 200
    return [item.code for item in response.context["object_list"]]


def offered(client: Client, address: str = CHOOSE_RESULTS, **query: str) -> list[str]:
    response = client.get(reverse(address), query)
    assert response.status_code == 200
    return [item.code for item in response.context["results"]]


def client_with(*codenames: str) -> Client:
    """Somebody who may open the admin and do with categories what is named."""
    user = User.objects.create_user("-".join(("clerk", *codenames)), password="secret")
    group = Group.objects.create(name=user.username)
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *codenames)))
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def offered_changes(client: Client, address: str, category: Category) -> list[str]:
    """The changes that a page has a link to."""
    page = client.get(address).content.decode()
    return [action for action in ACTIONS if f'href="{url_of(action, category)}"' in page]


def state(category: Category) -> tuple[bool, str | None]:
    category.refresh_from_db()
    target = category.merged_into.code if category.merged_into else None
    return category.retired_on is not None, target


def test_list__in_the_order_of_the_tree__with_paths(admin_client):
    make_tree()
    response = admin_client.get(reverse(LIST))
    columns = response.context["table"].columns
    rows = [
        (item.code, columns["path"].get_value(item)) for item in response.context["object_list"]
    ]
    assert rows == [
        ("01", "综合政务"),
        ("0101", "综合政务\\政务公开"),
        ("0102", "综合政务\\信访"),
        ("010201", "综合政务\\信访\\来信"),
        ("02", "民政、扶贫、救灾"),
        ("0201", "民政、扶贫、救灾\\扶贫"),
    ]


def test_list__says_what_became_of_each(admin_client):
    tree = make_tree()
    retire_category(tree["010201"], now())
    merge_categories(tree["0102"], tree["0101"], now())
    response = admin_client.get(reverse(LIST))
    column = response.context["table"].columns["state"]
    found = {item.code: column.get_value(item) for item in response.context["object_list"]}
    assert found == {
        "01": "在用",
        "0101": "在用",
        "0102": "已并入“0101 政务公开”",
        "010201": "已停用",
        "02": "在用",
        "0201": "在用",
    }


def test_list__by_scheme_state_and_origin(admin_client):
    tree, other = make_tree(), make_category()
    retire_category(tree["010201"], now())
    merge_categories(tree["0102"], tree["0101"], now())
    Category.objects.filter(code="02").update(origin="memory")
    assert listed(admin_client, scheme=str(other.scheme.pk)) == ["3000"]
    assert listed(admin_client, state="retired") == ["0102", "010201"]
    assert listed(admin_client, state="merged") == ["0102"]
    topic = str(tree["01"].scheme.pk)
    assert listed(admin_client, state="in-use", scheme=topic) == ["01", "0101", "02", "0201"]
    assert listed(admin_client, origin="memory") == ["02"]


@pytest.mark.parametrize(
    "query",
    [{"scheme": "x"}, {"scheme": "9" * 30}, {"state": "\0"}, {"q": "\0"}, {"origin": "heard"}],
)
def test_list__meaningless_address(admin_client, query):
    make_tree()
    assert admin_client.get(reverse(LIST), query).status_code == 200


@pytest.mark.parametrize("words", ["扶贫工", "乡村振", "0201", "信访"])
def test_search__part_of_name_code_old_or_merged_name(admin_client, words):
    tree = make_tree()
    rename_category(tree["0201"], "扶贫工作甲", now())
    rename_category(tree["0201"], "扶贫工作乙", now())
    rename_category(tree["0201"], "乡村振兴", now())
    retire_category(tree["010201"], now())
    merge_categories(tree["0102"], tree["0201"], now())
    assert "0201" in listed(admin_client, q=words)
    assert listed(admin_client, q=words).count("0201") == 1
    assert offered(admin_client, q=words) == ["0201"]


def test_list__costs_as_many_queries__whatever_the_number(admin_client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            admin_client.get(reverse(LIST))
        return len(caught)

    tree = make_tree()
    queries()
    few = queries()
    for number in range(20):
        Category.objects.create(
            scheme=tree["01"].scheme, parent=tree["010201"], code=f"01020{number:02}", name="类"
        )
    target = tree["0201"]
    Category.objects.filter(name="类").update(merged_into=target, retired_on="2026-01-01")
    # One level more is one query more.
    assert queries() <= few + 1
    many = queries()
    Category.objects.bulk_create(
        Category(scheme=tree["01"].scheme, parent=tree["010201"], code=f"X{number}", name="类")
        for number in range(15)
    )
    assert queries() == many


@pytest.mark.parametrize("address", [CHOOSE, CHOOSE_RESULTS])
def test_chooser__offers_those_in_use_of_one_scheme(admin_client, address):
    tree = make_tree()
    make_category()
    retire_category(tree["0201"], now())
    assert sorted(offered(admin_client, address)) == ["01", "0101", "0102", "010201", "02", "3000"]
    assert offered(admin_client, address, scheme="information") == ["3000"]
    assert offered(admin_client, address, scheme="topic", q="政务") == ["01", "0101"]


@pytest.mark.parametrize("query", [{"scheme": "x\0"}, {"scheme": "x" * 5000}, {"p": "x"}])
def test_chooser__meaningless_address(admin_client, query):
    make_tree()
    assert admin_client.get(reverse(CHOOSE_RESULTS), query).status_code in (200, 404)


def test_chooser__keeps_the_scheme_while_searching(admin_client):
    make_tree()
    response = admin_client.get(reverse(CHOOSE), {"scheme": "topic"})
    assert response.context["results_url"].endswith("?scheme=topic")


def test_report_form__asks_for_topics_of_the_topic_scheme(admin_client):
    report = make_report()
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[report.pk]))
    form = response.context["form"]
    urls = {
        name: form.fields[name].widget.get_chooser_modal_url()
        for name in ("topic_category", "information_category")
    }
    assert urls == {
        "topic_category": f"{reverse(CHOOSE)}?scheme=topic",
        "information_category": f"{reverse(CHOOSE)}?scheme=%2A",
    }


def save_report(client: Client, report: Any, **changes: Any) -> Any:
    data = {**editor_data(report, **changes), "action-publish": "1"}
    return client.post(reverse("wagtailadmin_pages:edit", args=[report.pk]), data)


def test_retired_category__is_not_chosen_anew(admin_client):
    tree, report = make_tree(), make_report()
    merge_categories(tree["0201"], tree["02"], now())
    response = save_report(admin_client, report, topic_category=tree["0201"].pk)
    assert response.context["form"].errors == {
        "topic_category": ["“0201 扶贫”已并入“02 民政、扶贫、救灾”，请选择后者。"]
    }


def test_category_of_another_scheme__is_no_topic(admin_client):
    report, other = make_report(), make_tree("kind", name="体裁分类")
    response = save_report(admin_client, report, topic_category=other["0101"].pk)
    assert response.context["form"].errors == {
        "topic_category": ["“0101 政务公开”属于分类体系“体裁分类”，不能用在这里。"]
    }


def test_retired_category__stays_on_a_page_that_carries_it(admin_client):
    tree = make_tree()
    report = make_published_report(topic_category=tree["0201"])
    retire_category(tree["0201"], now())
    retire_category(report.information_category, now())
    response = save_report(admin_client, report, topic_category=tree["0201"].pk, notice="新的说明")
    assert response.status_code == 302
    report = AnnualReportPage.objects.get(pk=report.pk)
    assert (report.live, report.topic_category, report.notice) == (True, tree["0201"], "新的说明")


def post_category(client: Client, category: Category, **changes: Any) -> Any:
    data = {
        "scheme": category.scheme_id,
        "parent": category.parent_id or "",
        "code": category.code,
        "name": category.name,
    }
    return client.post(reverse(EDIT, args=[category.pk]), {**data, **changes})


def test_rename__is_kept_in_the_history_and_shown(admin_client):
    category = make_tree()["0201"]
    assert post_category(admin_client, category, name="乡村振兴").status_code == 302
    category.refresh_from_db()
    assert (category.name, [name.name for name in category.names.all()]) == ("乡村振兴", ["扶贫"])
    page = admin_client.get(reverse(EDIT, args=[category.pk])).content.decode()
    assert "原名“扶贫”" in page


@pytest.mark.parametrize("name", ["", "长" * 101, "一\0"])
def test_rename__name_that_cannot_be(admin_client, name):
    category = make_tree()["0201"]
    response = post_category(admin_client, category, name=name)
    assert list(response.context["form"].errors) == ["name"]
    assert category.names.count() == 0


def test_edit__below_a_retired_category_is_refused(admin_client):
    tree = make_tree()
    retire_category(tree["0201"], now())
    response = post_category(admin_client, tree["0101"], parent=tree["0201"].pk)
    assert response.context["form"].errors == {"parent": ["该类别已停用，请选择其他类别。"]}


def test_published_label__stays_when_the_category_is_renamed(admin_client, client):
    tree = make_tree()
    report = make_published_report(topic_category=tree["0201"])
    post_category(admin_client, tree["0201"], name="乡村振兴")
    page = client.get(report.get_url()).content.decode()
    assert "扶贫" in page
    assert "乡村振兴" not in page


@pytest.mark.parametrize("place", ["list", "form"])
def test_buttons__fit_the_state(admin_client, place):
    tree = make_tree()
    category = tree["0201"]
    address = reverse(LIST) if place == "list" else reverse(EDIT, args=[category.pk])
    assert offered_changes(admin_client, address, category) == ["merge", "retire"]
    retire_category(category, now())
    assert offered_changes(admin_client, address, category) == ["merge", "restore"]
    merge_categories(category, tree["02"], now())
    assert offered_changes(admin_client, address, category) == []


def test_buttons__are_for_those_who_may_change_categories():
    category = make_tree()["0201"]
    client = client_with("view_category", "add_category")
    assert offered_changes(client, reverse(LIST), category) == []


def test_retire__asks_and_then_does_it(admin_client):
    category = make_tree()["0201"]
    assert admin_client.get(url_of("retire", category)).status_code == 200
    assert state(category) == (False, None)
    response = admin_client.post(url_of("retire", category))
    assert response.url == reverse(LIST)
    assert state(category) == (True, None)
    admin_client.post(url_of("restore", category))
    assert state(category) == (False, None)
    actions = ModelLogEntry.objects.for_instance(category).order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "wagtail_disclosure.category_retire",
        "wagtail_disclosure.category_restore",
    ]


def test_retire__what_cannot_be_is_said(admin_client):
    category = make_tree()["02"]
    response = admin_client.post(url_of("retire", category))
    assert response.context["form"].non_field_errors() == [
        "下级类别仍在使用：0201 扶贫。请先停用、合并或移动它们。"
    ]
    assert state(category) == (False, None)


@pytest.mark.parametrize("action", ["merge", "retire"])
def test_changes__say_how_much_is_published_under_it(admin_client, action):
    tree = make_tree()
    make_published_document(topic_category=tree["0201"])
    page = admin_client.get(url_of(action, tree["0201"])).content.decode()
    assert "其下已发布1条信息。" in page


def test_retired_further_category__is_not_chosen_anew_but_stays(admin_client):
    tree = make_tree("audience")
    retire_category(tree["0201"], now())
    page = make_document(other_categories=[("category", tree["0101"])])
    retire_category(tree["0101"], now())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = admin_client.get(address).context["form"]
    data = {
        name: value
        for name, value in form.initial.items()
        if isinstance(value, str | int) and name in form.fields
    }

    def save(*categories: Category) -> Any:
        stream = streamfield([("category", item.pk) for item in categories])
        empty = streamfield([])
        streams = dict.fromkeys(("repeals", "body", "attachments", "interpretations"), empty)
        return admin_client.post(
            address,
            nested_form_data(
                {**data, **streams, "other_categories": stream, "comments": inline_formset([])}
            ),
        )

    assert save(tree["0101"]).status_code == 302
    response = save(tree["0101"], tree["0201"])
    assert response.context["form"].errors == {
        "other_categories": ["“0201 扶贫”已停用，请选择在用的类别。"]
    }


def test_document_form__asks_for_kinds_of_the_kind_scheme(admin_client):
    page = make_document()
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    widget = response.context["form"].fields["document_kind"].widget
    assert widget.get_chooser_modal_url() == f"{reverse(CHOOSE)}?scheme=kind"


def test_merge__into_another_category(admin_client):
    tree = make_tree()
    response = admin_client.post(url_of("merge", tree["0201"]), {"target": tree["0101"].pk})
    assert response.url == reverse(LIST)
    assert state(tree["0201"]) == (True, "0101")
    page = admin_client.get(reverse(EDIT, args=[tree["0201"].pk])).content.decode()
    assert "0101 政务公开" in page


@pytest.mark.parametrize("target", ["", "x", "0", "9" * 30, "\0", "self", "other"])
def test_merge__into_what_cannot_be(admin_client, target):
    tree, other = make_tree(), make_tree("kind")
    target = {"self": tree["0201"].pk, "other": other["0101"].pk}.get(target, target)
    response = admin_client.post(url_of("merge", tree["0201"]), {"target": target})
    assert list(response.context["form"].errors) == ["target"]
    assert state(tree["0201"]) == (False, None)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("codenames", [(), ("view_category", "add_category", "delete_category")])
def test_changes__need_the_permission_to_change_categories(action, codenames):
    tree = make_tree()
    client = client_with(*codenames)
    for method in (client.get, client.post):
        response = method(url_of(action, tree["0201"]), {"target": tree["0101"].pk})
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert state(tree["0201"]) == (False, None)


@pytest.mark.parametrize("action", ACTIONS)
def test_changes__are_open_to_who_may_change_categories(action):
    client = client_with("change_category")
    assert client.get(url_of(action, make_tree()["0201"])).status_code == 200


@pytest.mark.parametrize("action", ACTIONS)
def test_changes__are_closed_to_everybody_else(client, action):
    response = client.post(url_of(action, make_tree()["0201"]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


@pytest.mark.parametrize("action", ACTIONS)
def test_changes__of_no_category(admin_client, action):
    address = reverse(f"wagtail_disclosure_category_{action}", args=[10**9])
    assert admin_client.get(address).status_code == 404
