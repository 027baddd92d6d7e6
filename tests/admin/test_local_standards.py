"""Local standards in the admin: who may do what, and what the form does with mistakes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.factories import (
    make_agency,
    make_local_standard,
    make_published_report,
    make_published_standard,
)
from tests.standard_form import standard_data
from wagtail_disclosure.domain import load_standard, parse_standard
from wagtail_disclosure.editing.standard_to_form import form_data
from wagtail_disclosure.models import LocalStandard
from wagtail_disclosure.services.standards import find_standard

pytestmark = pytest.mark.django_db

SHIPPED = ["cn-2014", "cn-2019", "cn-2021", "fuzhou-2018"]
PREFIX = "wagtailsnippets_wagtail_disclosure_localstandard"


def address(name: str, *arguments: Any) -> str:
    return reverse(f"{PREFIX}:{name}", args=arguments)


def toml_address(identifier: str) -> str:
    return reverse("wagtail_disclosure_standard_toml", args=[identifier])


def client_of(*codenames: str) -> Client:
    """Somebody with access to the admin and these permissions."""
    user = User.objects.create_user("clerk")
    for codename in ("access_admin", *codenames):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def standard() -> LocalStandard:
    return make_published_standard(identifier="shili-2018")


def stored(standard: LocalStandard) -> Any:
    """The newest draft."""
    return LocalStandard.objects.get(pk=standard.pk).get_latest_revision_as_object()


# Who may do what

RIGHTS = ["anonymous", "nothing", "add", "change", "publish"]


def client_for(right: str) -> Client:
    """``publish`` includes the right to change, as Wagtail's does."""
    if right == "anonymous":
        return Client()
    codenames = {"nothing": (), "publish": ("change", "publish")}.get(right, (right,))
    return client_of(*(f"{codename}_localstandard" for codename in codenames))


def refused(response: Any) -> bool:
    """Sent away by Wagtail, or forbidden."""
    return response.status_code == 403 or (
        (response.status_code == 302 and response.url.startswith(("/admin/login/", "/admin/?")))
        or (response.status_code == 302 and response.url == "/admin/")
    )


ENTRANCES = {
    "list": {"add", "change", "publish"},
    "add": {"add"},
    "edit": {"change", "publish"},
    "preview": {"change", "publish"},
    "toml": {"add", "change", "publish"},
    "history": {"add", "change", "publish"},
}


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("entrance", sorted(ENTRANCES))
def test_entrance__is_open_to_those_with_the_right(standard, entrance, right):
    addresses = {
        "list": address("list"),
        "add": address("add"),
        "edit": address("edit", standard.pk),
        "preview": address("preview_on_edit", standard.pk) + "?mode=",
        "toml": toml_address("shili-2018"),
        "history": address("history", standard.pk),
    }

    response = client_for(right).get(addresses[entrance])

    assert (response.status_code == 200, refused(response)) == (
        (True, False) if right in ENTRANCES[entrance] else (False, True)
    )


@pytest.mark.parametrize("right", RIGHTS)
def test_copy__needs_the_right_to_add(right):
    data = {
        "source": "fuzhou-2018",
        "title": "示例市年报格式",
        "identifier": "shili-copy",
        "agency": make_agency().pk,
    }

    response = client_for(right).post(address("add"), data)

    assert LocalStandard.objects.filter(identifier="shili-copy").exists() == (right == "add")
    assert refused(response) == (right != "add")


@pytest.mark.parametrize("right", RIGHTS)
def test_publish__needs_the_right_to_publish(standard, right):
    data = standard_data(standard, title="另一名称") | {"action-publish": "1"}

    client_for(right).post(address("edit", standard.pk), data)

    live = LocalStandard.objects.get(pk=standard.pk)
    assert (live.title == "另一名称") == (right == "publish")
    assert (find_standard("shili-2018").title == "另一名称") == (right == "publish")


def test_menu__has_the_item_for_those_with_the_right():
    page = client_of("change_localstandard").get(reverse("wagtailadmin_home")).content.decode()
    assert address("list") in page
    User.objects.all().delete()
    page = client_of().get(reverse("wagtailadmin_home")).content.decode()
    assert address("list") not in page


# The list


def test_list__without_any_says_what_to_do_first(admin_client):
    response = admin_client.get(address("list"))
    assert f'href="{address("add")}"' in response.content.decode()

    response = admin_client.get(address("add"))
    assert reverse("wagtailsnippets_wagtail_disclosure_agency:add") in response.content.decode()


def test_list__shows_version_agency_and_years(admin_client, standard):
    make_local_standard(agency=standard.agency, identifier="shili-draft")

    table = admin_client.get(address("list")).context["table"]
    columns = [table.columns[name] for name in ("version", "agency", "years")]
    found = [[str(column.get_value(row.instance)) for column in columns] for row in table.rows]

    assert found == [
        ["shili-2018", standard.agency.name, "–2018"],
        ["尚未发布", standard.agency.name, "–2018"],
    ]


def test_list__number_of_queries_does_not_grow(admin_client, django_assert_max_num_queries):
    counts = []
    for number in (2, 6):
        for _ in range(number):
            make_published_standard()
        admin_client.get(address("list"))
        with django_assert_max_num_queries(40) as found:
            admin_client.get(address("list"))
        counts.append(len(found.captured_queries))
    assert counts[0] == counts[1]


def test_list__offers_a_copy_to_those_who_may_add(standard):
    url = f"{address('add')}?source=shili-2018"

    for right, offered in (("add", True), ("change", False)):
        client = client_for(right)
        assert (url in client.get(address("list")).content.decode()) == offered
        User.objects.all().delete()


def test_copy__begins_with_the_form_of_the_address(admin_client, standard):
    form = admin_client.get(f"{address('add')}?source=shili-2018").context["form"]
    assert form["source"].value() == "shili-2018"


def test_form__offers_every_form_but_its_own_versions(admin_client, standard):
    make_published_standard(identifier="shili-2018-village")

    form = admin_client.get(address("edit", standard.pk)).context["form"]

    offered = [identifier for identifier, _ in form.fields["continues"].choices]
    assert offered == [*SHIPPED, "shili-2018-village"]
    assert form["continues"].value() == ["fuzhou-2018"]


# Copying


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"identifier": "cn-2021"}, "已有年报格式使用此标识，请换一个。"),
        ({"identifier": "Shili 2018"}, "只能用小写字母和数字，中间可用单个连字符。"),
        ({"identifier": ""}, "必需字段"),
        ({"source": "cn-1999"}, "选择一个有效的选项"),
        ({"agency": "zz"}, "选择一个有效的选项"),
    ],
)
def test_copy_with_mistakes__says_them_and_keeps_what_was_typed(admin_client, changes, said):
    data = {"source": "cn-2021", "title": "示例", "identifier": "shili", "agency": make_agency().pk}

    response = admin_client.post(address("add"), {**data, **changes})

    assert response.status_code == 200
    assert said in response.content.decode()
    assert 'value="示例"' in response.content.decode()
    assert not LocalStandard.objects.exists()


@pytest.mark.parametrize("source", ["", *SHIPPED, "shili-2018"])
def test_copy__opens_as_a_draft(admin_client, standard, source):
    data = {
        "source": source,
        "title": "示例",
        "identifier": "shili-copy",
        "agency": standard.agency_id,
    }

    response = admin_client.post(address("add"), data, follow=True)

    copy = LocalStandard.objects.get(identifier="shili-copy")
    assert response.redirect_chain == [(address("edit", copy.pk), 302)]
    assert (response.status_code, copy.live) == (200, False)


# Editing


def test_form__posted_unchanged_changes_nothing(admin_client):
    for source in SHIPPED:
        standard = make_local_standard(source)
        response = admin_client.post(address("edit", standard.pk), standard_data(standard))
        assert response.status_code == 302, response.context["form"].errors
        published = make_published_standard(source, definition=stored(standard).definition)
        found, original = find_standard(published.identifier), load_standard(source)
        assert (found.tables, found.sections, found.formulas, found.prose) == (
            original.tables,
            original.sections,
            original.formulas,
            original.prose,
        )


def test_identifier__is_never_changed(admin_client, standard):
    admin_client.post(address("edit", standard.pk), standard_data(standard, identifier="another"))

    assert stored(standard).identifier == "shili-2018"


def wrong(standard: LocalStandard) -> dict[str, Any]:
    """The form with a row without label and a sum of a row that is not there."""
    tables = deepcopy(form_data(standard.definition)["tables"])
    tables[0]["parts"][0]["rows"].append({"label": "", "unit": "件"})
    tables[0]["rules"][0]["value"]["parts"] += "\n没有这一行"
    return standard_data(standard, tables=tables)


PROBLEMS = [
    "表格“附表” › 行“row_1” › 名称：此项为空。请填写。",
    "表格“附表” › 合计“受理政府信息公开申请总数” › 组成项：表中没有“没有这一行”行。"
    "请按表中的名称填写。",
]


def test_draft_with_mistakes__is_saved_as_it_is(admin_client, standard):
    response = admin_client.post(address("edit", standard.pk), wrong(standard))

    assert response.status_code == 302
    definition = stored(standard).definition
    assert definition["tables"][0]["rows"][-1] == {"key": "row_1", "unit": "件"}
    assert definition["sums"][0]["parts"][-1] == "没有这一行"
    form = admin_client.get(address("edit", standard.pk)).context["form"]
    assert form["tables"].value()[0].value["rules"][0].value["parts"].endswith("没有这一行")


def test_publish_with_mistakes__says_all_and_loses_nothing(admin_client, standard):
    data = wrong(standard) | {"action-publish": "1"}

    response = admin_client.post(address("edit", standard.pk), data)

    assert response.status_code == 200
    assert list(response.context["form"].non_field_errors()) == PROBLEMS
    for text in PROBLEMS:
        assert text in response.content.decode()
    table = response.context["form"]["tables"].value()[0].value
    assert table["rules"][0].value["parts"].endswith("没有这一行")
    assert find_standard("shili-2018").title == standard.title


def test_publish__makes_the_change(admin_client, standard):
    tables = deepcopy(form_data(standard.definition)["tables"])
    tables[0]["parts"][0]["rows"].append({"label": "新增数", "unit": "件", "level": "0"})
    data = standard_data(standard, tables=tables) | {"action-publish": "1"}

    response = admin_client.post(address("edit", standard.pk), data)

    assert response.status_code == 302, response.context["form"].errors
    row = find_standard("shili-2018").tables[0].blocks[0].rows[-1]
    assert (row.key, row.label, row.unit) == ("row_1", "新增数", "件")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"tables-count": "zz"},
        {"continues": ["no-such-form"]},
        {"first_year": "10"},
        {"first_year": "zz"},
    ],
)
def test_nonsense__gives_no_server_error(admin_client, standard, data):
    full = standard_data(standard) | data if data else {}

    response = admin_client.post(address("edit", standard.pk), full)

    assert response.status_code == 200
    assert stored(standard).definition == standard.definition


def test_edit__says_what_publishing_does(admin_client, standard):
    page = admin_client.get(address("edit", standard.pk)).content.decode()
    assert "已发布为“shili-2018”。尚无已发布的报告采用" in page

    cells = find_standard("shili-2018").cells
    make_published_report(
        agency=standard.agency,
        standard="shili-2018",
        figures={
            "figures": {cell: 0 for cell in cells if cell.endswith("current")},
            "opening": {cell: 0 for cell in cells if cell.endswith("cumulative")},
        },
    )
    page = admin_client.get(address("edit", standard.pk)).content.decode()
    assert "再次发布将生成“shili-2018-v2”" in page


def test_edit__of_all_shipped_forms_takes_few_queries(admin_client, django_assert_max_num_queries):
    standard = make_local_standard("cn-2021")
    admin_client.get(address("edit", standard.pk))
    with django_assert_max_num_queries(40):
        admin_client.get(address("edit", standard.pk))


# Preview


def preview(client: Client, standard: LocalStandard, data: dict[str, Any]) -> str:
    url = address("preview_on_edit", standard.pk)
    assert client.post(url, data).json() == {"is_valid": True, "is_available": True}
    response = client.get(f"{url}?mode=")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("source", SHIPPED)
def test_preview__is_the_empty_form(admin_client, source):
    standard = make_local_standard(source)

    page = preview(admin_client, standard, standard_data(standard))

    for table in load_standard(source).tables:
        for row in table.blocks[0].rows:
            assert row.label in page
    assert "暂时无法显示表格" not in page


def test_preview__of_a_table_in_no_section(admin_client, standard):
    sections = [{"heading": "概述", "required": True}]

    page = preview(admin_client, standard, standard_data(standard, sections=sections))

    assert "下表未放入任何章节：" in page
    assert "受理政府信息公开申请总数" in page


def test_preview_with_mistakes__says_them(admin_client, standard):
    page = preview(admin_client, standard, wrong(standard))

    for text in PROBLEMS:
        assert text in page


def test_preview_of_nothing__says_what_is_missing(admin_client, standard):
    page = preview(admin_client, standard, standard_data(standard, tables=[], sections=[]))

    assert "章节：此项为空。请至少添加一项。" in page


# History


def test_history__compares_shows_and_reverts(admin_client, standard):
    first = standard.latest_revision
    admin_client.post(address("edit", standard.pk), standard_data(standard, title="另一名称"))
    newest = LocalStandard.objects.get(pk=standard.pk).latest_revision

    pages = [
        address("revisions_compare", standard.pk, first.pk, newest.pk),
        address("revisions_compare", standard.pk, "live", "latest"),
        address("revisions_view", standard.pk, first.pk),
        address("revisions_revert", standard.pk, first.pk),
        address("usage", standard.pk),
    ]
    assert [admin_client.get(page).status_code for page in pages] == [200] * 5
    assert "另一名称" in admin_client.get(pages[0]).content.decode()


def test_key__fits_into_an_address(admin_client, standard):
    tables = deepcopy(form_data(standard.definition)["tables"])
    tables[0]["parts"][0]["rows"][0]["key"] = "a" * 61

    response = admin_client.post(
        address("edit", standard.pk), standard_data(standard, tables=tables)
    )

    assert response.status_code == 200
    assert "60" in str(response.context["form"].errors.as_data()["tables"][0].as_json_data())


# Deleting


def test_delete__is_refused_in_words_once_published(admin_client, standard):
    url = address("delete", standard.pk)

    for answer in (admin_client.get(url, follow=True), admin_client.post(url, follow=True)):
        assert answer.redirect_chain == [(address("list"), 302)]
        assert "已经发布，可能有报告采用，不能删除。" in answer.content.decode()
    assert LocalStandard.objects.filter(pk=standard.pk).exists()


def test_bulk_delete__leaves_what_was_published(admin_client, standard):
    url = reverse("wagtail_bulk_action", args=["wagtail_disclosure", "localstandard", "delete"])

    response = admin_client.post(f"{url}?id={standard.pk}", follow=True)

    assert "已经发布，可能有报告采用，不能删除。" in response.content.decode()
    assert LocalStandard.objects.filter(pk=standard.pk).exists()


def test_delete__is_offered_for_drafts_only(admin_client, standard):
    draft = make_local_standard()

    for item, offered in ((standard, False), (draft, True)):
        url = address("delete", item.pk)
        for page in (address("list"), address("edit", item.pk)):
            assert (f'href="{url}' in admin_client.get(page).content.decode()) == offered


def test_delete__of_a_draft(admin_client):
    standard = make_local_standard()

    assert admin_client.post(address("delete", standard.pk)).status_code == 302
    assert not LocalStandard.objects.exists()


def test_unpublish__takes_it_from_the_choices(admin_client, standard):
    assert admin_client.post(address("unpublish", standard.pk)).status_code == 302

    page = admin_client.get(address("add")).content.decode()
    assert 'value="shili-2018"' not in page
    assert find_standard("shili-2018").identifier == "shili-2018"


# Export


def test_export__gives_an_equal_standard(admin_client, standard):
    response = admin_client.get(toml_address("shili-2018"))

    assert response.headers["Content-Disposition"] == 'attachment; filename="shili-2018.toml"'
    assert parse_standard(response.content.decode()) == find_standard("shili-2018")


def test_export__is_offered_once_published(admin_client, standard):
    draft = make_local_standard(identifier="shili-draft")
    listed = admin_client.get(address("list")).content.decode()
    edited = admin_client.get(address("edit", standard.pk)).content.decode()

    assert toml_address("shili-2018") in listed
    assert toml_address("shili-2018") in edited
    assert toml_address("shili-draft") not in listed
    assert admin_client.get(toml_address("shili-draft")).status_code == 404
    assert draft.live is False
