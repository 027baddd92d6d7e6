"""``disclosure_load_classification``: what is loaded, what is kept, and bad input."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from wagtail_disclosure.models import Category, CategoryName, ClassificationScheme
from wagtail_disclosure.services.categories import (
    merge_categories,
    rename_category,
    retire_category,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


MOMENT = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
OWN = """
key = "own"
name = "本站分类"
source = "示例市"
categories = [
  { code = "1", name = "综合", origin = "own", also = ["综合类"] },
  { code = "11", parent = "1", name = "公开", origin = "own" },
  { code = "12", parent = "1", name = "信访", origin = "own" },
  { code = "2", name = "民政", origin = "own" },
]
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def run(*arguments: object) -> list[str]:
    """The lines of the output."""
    out = StringIO()
    call_command("disclosure_load_classification", *map(str, arguments), stdout=out, no_color=True)
    return out.getvalue().splitlines()


def refused(*arguments: object) -> list[str]:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return str(caught.value).splitlines()


def change(path: Path, *replaced: tuple[str, str]) -> None:
    text = OWN
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def stored(key: str = "own") -> list[tuple[str, str, str | None, str, bool]]:
    found = Category.objects.filter(scheme__key=key).select_related("parent").order_by("code")
    return [
        (c.code, c.name, c.parent and c.parent.code, c.origin, c.retired_on is not None)
        for c in found
    ]


def category(code: str) -> Category:
    return Category.objects.get(scheme__key="own", code=code)


AS_IN_THE_FILE = [
    ("1", "综合", None, "own", False),
    ("11", "公开", "1", "own", False),
    ("12", "信访", "1", "own", False),
    ("2", "民政", None, "own", False),
]


def test_list__names_what_is_shipped():
    assert run("--list") == [
        "audience\t16\t服务对象分类",
        "disclosure-2008\t9\t主动公开信息类别（2008年条例）",
        "kind\t16\t体裁分类",
        "topic\t138\t主题分类",
    ]
    assert ClassificationScheme.objects.count() == 0


def test_load__a_file(own):
    assert run(own) == [
        "own: new scheme: 本站分类",
        "own: added: 1 综合",
        "own: found under another name, too: 1 综合: 综合类",
        "own: added: 2 民政",
        "own: added: 11 公开",
        "own: added: 12 信访",
        "own: changes made: 6; left as they are: 0",
    ]
    assert stored() == AS_IN_THE_FILE
    assert list(CategoryName.objects.values_list("category__code", "name", "until")) == [
        ("1", "综合类", None)
    ]
    scheme = ClassificationScheme.objects.get()
    assert (scheme.key, scheme.name, scheme.source) == ("own", "本站分类", "示例市")


def test_load__again_changes_nothing(own):
    run(own)
    with CaptureQueriesContext(connection) as caught:
        assert run(own) == ["own: changes made: 0; left as they are: 0"]
    writes = [q["sql"] for q in caught if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []


def test_load__all_that_is_shipped():
    run("--all")
    counts = {
        scheme.key: scheme.categories.count() for scheme in ClassificationScheme.objects.all()
    }
    assert counts == {"audience": 16, "disclosure-2008": 9, "kind": 16, "topic": 138}
    topics = Category.objects.filter(scheme__key="topic")
    assert topics.filter(parent=None).count() == 22
    assert topics.get(code="0208").origin == "memory"
    assert [name.name for name in topics.get(code="20").names.all()] == ["港澳台工作"]
    assert [line for line in run("--all") if "changes made: 0" not in line] == []


def test_load__a_name_and_a_file_together(own):
    run("kind", own, "kind")
    assert sorted(ClassificationScheme.objects.values_list("key", flat=True)) == ["kind", "own"]


def test_dry_run__says_the_same_and_writes_nothing(own):
    said = run(own, "--dry-run")
    assert said[-1] == "own: changes would be made: 6; left as they are: 0"
    assert ClassificationScheme.objects.count() == 0
    assert run(own)[:-1] == said[:-1]


def test_what_an_editor_changed__is_kept_and_said(own):
    run(own)
    rename_category(category("11"), "政务公开", MOMENT)
    Category.objects.filter(code="12").update(parent=category("2"))
    ClassificationScheme.objects.update(name="我站分类")
    assert run(own) == [
        "own: name, description or source differ: here “我站分类 ·  · 示例市”, in the file "
        "“本站分类 ·  · 示例市” (left as it is; --update changes it)",
        "own: renamed: 11 政务公开 → 公开 (left as it is; --update changes it)",
        "own: moved: 12 from 2 to 1 (left as it is; --update changes it)",
        "own: changes made: 0; left as they are: 3",
    ]
    assert stored()[1:3] == [
        ("11", "政务公开", "1", "own", False),
        ("12", "信访", "2", "own", False),
    ]


def test_update__takes_over_what_the_file_says(own):
    run(own)
    rename_category(category("11"), "政务公开", MOMENT)
    Category.objects.filter(code="12").update(parent=category("2"))
    ClassificationScheme.objects.update(name="我站分类")
    assert run(own, "--update")[-1] == "own: changes made: 3; left as they are: 0"
    assert stored() == AS_IN_THE_FILE
    assert ClassificationScheme.objects.get().name == "本站分类"
    names = category("11").names.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["公开", "政务公开"]


def test_update__turns_a_tree_upside_down(own):
    run(own)
    swapped = [
        ('{ code = "1", name', '{ code = "1", parent = "11", name'),
        ('{ code = "11", parent = "1"', '{ code = "11"'),
    ]
    change(own, *swapped)
    assert run(own, "--update") == [
        "own: moved: 11 from 1 to the top",
        "own: moved: 1 from the top to 11",
        "own: changes made: 2; left as they are: 0",
    ]
    assert [(code, above) for code, _, above, _, _ in stored()] == [
        ("1", "11"),
        ("11", None),
        ("12", "1"),
        ("2", None),
    ]


def test_gone_from_the_file__is_retired_only_when_asked(own):
    run(own)
    Category.objects.create(scheme=ClassificationScheme.objects.get(), code="3", name="本局加的")
    change(
        own,
        ('  { code = "1", name = "综合", origin = "own", also = ["综合类"] },\n', ""),
        ('  { code = "11", parent = "1", name = "公开", origin = "own" },\n', ""),
        ('  { code = "12", parent = "1", name = "信访", origin = "own" },\n', ""),
    )
    assert run(own) == [
        "own: gone from the file: 11 公开 (left as it is; --retire changes it)",
        "own: gone from the file: 12 信访 (left as it is; --retire changes it)",
        "own: gone from the file: 1 综合 (left as it is; --retire changes it)",
        "own: changes made: 0; left as they are: 3",
    ]
    run(own, "--retire")
    assert [(code, retired) for code, _, _, _, retired in stored()] == [
        ("1", True),
        ("11", True),
        ("12", True),
        ("2", False),
        ("3", False),
    ]
    assert run(own, "--retire") == ["own: changes made: 0; left as they are: 0"]


def test_retired_here__stays_retired(own):
    run(own)
    merge_categories(category("11"), category("12"), MOMENT)
    retire_category(category("2"), MOMENT)
    change(own, ('name = "公开"', 'name = "政务公开"'), ("]\n", SEVENTH))
    assert run(own, "--update") == [
        "own: in the file, but retired here: 2 民政; it stays retired",
        "own: in the file, but retired here: 11 公开; it stays retired",
        "own: not put below 2, which is retired or left out here: 21 救灾",
        "own: not put below 21, which is retired or left out here: 211 灾情",
        "own: changes made: 0; left as they are: 4",
    ]
    assert [code for code, *_ in stored()] == ["1", "11", "12", "2"]


SEVENTH = """
  { code = "21", parent = "2", name = "救灾" },
  { code = "211", parent = "21", name = "灾情" },
]
"""


def test_moved_below_what_is_retired_here__is_left(own):
    run(own)
    retire_category(category("2"), MOMENT)
    change(own, ('{ code = "12", parent = "1"', '{ code = "12", parent = "2"'))
    assert run(own, "--update")[1] == (
        "own: not put below 2, which is retired or left out here: 12 信访"
    )
    assert stored()[2] == ("12", "信访", "1", "own", False)


def test_added_by_hand_before__is_taken_over(own):
    scheme = ClassificationScheme.objects.create(key="own", name="本站分类", source="示例市")
    Category.objects.create(scheme=scheme, code="2", name="民政")
    assert "own: origin: 2 added → own" in run(own)
    assert stored() == AS_IN_THE_FILE


def test_gone_above_what_was_added_by_hand__is_refused_in_words(own):
    run(own)
    Category.objects.create(
        scheme=ClassificationScheme.objects.get(), parent=category("2"), code="29", name="本局加的"
    )
    change(own, ('  { code = "2", name = "民政", origin = "own" },\n', NEW_ONE))
    assert refused(own, "--retire") == [
        "own: Narrower categories are in use: 29 本局加的. Retire, merge or move them first. "
        "Nothing was loaded."
    ]
    assert [code for code, *_ in stored()] == ["1", "11", "12", "2", "29"]


NEW_ONE = '  { code = "4", name = "教育", origin = "own" },\n'


def test_mistakes_of_all_files__are_said_together_and_nothing_is_loaded(own, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text('key = "broken"\ncategories = [{ code = "1 2" }]', encoding="utf-8")
    absent = tmp_path / "absent.toml"
    lines = refused(own, broken, absent, "topics", "topic")
    assert lines[:3] == [
        f"{broken}: name: This key is missing. Add name = …",
        f"{broken}: categories.1 2.code: '1 2' is no code. Use letters a-z and digits, joined by "
        "single dots, hyphens or underscores.",
        f"{broken}: categories.1 2.name: This key is missing. Add name = …",
    ]
    assert lines[3].startswith(f"{absent}: The file cannot be read: ")
    assert lines[4] == (
        "No classification scheme “topics” is shipped. Known: audience, disclosure-2008, kind, "
        "topic. A file of your own has a / or ends in .toml."
    )
    assert len(lines) == 5
    assert ClassificationScheme.objects.count() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n\x00", "key = 类".encode("gb18030"), b"key = [[[[", b"[" * 100_000],
    ids=["empty", "picture", "gb18030", "unfinished", "deep"],
)
def test_file_that_is_none__is_refused(own, content):
    own.write_bytes(content)
    assert all(line.startswith(f"{own}: ") for line in refused(own))
    assert ClassificationScheme.objects.count() == 0


def test_directory__is_refused(tmp_path):
    assert refused(tmp_path)[0].startswith(f"{tmp_path}: The file cannot be read: ")


def test_same_scheme_twice__is_refused(own, tmp_path):
    again = tmp_path / "again.toml"
    again.write_text(OWN, encoding="utf-8")
    assert refused(own, again) == [f"{again}: The scheme “own” is given twice."]
    assert ClassificationScheme.objects.count() == 0


def test_nothing_named__says_what_there_is():
    assert refused() == [
        "Name a scheme or a file, or give --all. "
        "Shipped are: audience, disclosure-2008, kind, topic."
    ]


def test_one_scheme_refused__takes_the_others_back(own):
    run(own)
    Category.objects.create(
        scheme=ClassificationScheme.objects.get(), parent=category("2"), code="29", name="本局加的"
    )
    change(own, ('  { code = "2", name = "民政", origin = "own" },\n', ""))
    refused("kind", own, "--retire")
    assert list(ClassificationScheme.objects.values_list("key", flat=True)) == ["own"]
