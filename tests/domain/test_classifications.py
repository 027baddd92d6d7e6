"""Classification schemes as files: those shipped, what is accepted, every mistake at once."""

from collections import Counter

import pytest

from wagtail_disclosure.domain import DefinitionError, Problem
from wagtail_disclosure.domain.classifications import (
    SHIPPED,
    CategoryDefinition,
    Classification,
    UnknownClassification,
    load_classification,
    load_classification_file,
    parse_classification,
    shipped_classifications,
)

SMALL = """
key = "own-topics"
name = "本站主题"
description = "示例"
source = "示例市"
categories = [
  { code = "b1", parent = "a", name = "公开", origin = "memory", also = ["政务公开"] },
  { code = "a", name = " 综合 ", origin = "own" },
]
"""
CLASSES = [
    "国务院组织机构",
    "综合政务",
    "国民经济管理、国有资产监管",
    "财政、金融、审计",
    "国土资源、能源",
    "农业、林业、水利",
    "工业、交通",
    "商贸、海关、旅游",
    "市场监管、安全生产监管",
    "城乡建设、环境保护",
    "科技、教育",
    "文化、广电、新闻出版",
    "卫生、体育",
    "人口与计划生育、妇女儿童工作",
    "劳动、人事、监察",
    "公安、安全、司法",
    "民政、扶贫、救灾",
    "民族、宗教",
    "对外事务",
    "港澳台侨工作",
    "国防",
    "其他",
]
#: Sub-classes that were found in no source.
FROM_MEMORY = {
    "01": ["国务院办公厅", "国务院直属特设机构", "国务院办事机构", "国务院议事协调机构"],
    "02": ["保密工作", "信访"],
    "04": ["审计"],
    "05": ["矿产", "水资源", "石油与天然气"],
    "07": ["化工", "水运"],
    "11": ["其他"],
    "12": ["广播、电影、电视", "其他"],
    "14": ["其他"],
    "15": ["人事工作"],
    "16": ["国家安全"],
    "17": ["减灾救济"],
    "18": ["民族事务", "其他"],
    "19": ["外交、外事", "其他"],
    "20": ["对台工作", "其他"],
    "21": ["其他"],
}


def problems_of(text):
    with pytest.raises(DefinitionError) as caught:
        parse_classification(text, "own.toml")
    return [(problem.key, problem.message, problem.remedy) for problem in caught.value.problems]


def keys_of(text):
    return [key for key, _, _ in problems_of(text)]


def scheme_of(*categories, head='key = "own"\nname = "本站"\n'):
    return f"{head}categories = [{', '.join(categories)}]"


def test_shipped__keys_and_sizes():
    assert {scheme.key: len(scheme.categories) for scheme in shipped_classifications()} == {
        "audience": 16,
        "disclosure-2008": 9,
        "kind": 16,
        "topic": 138,
    }
    assert sorted(path.stem for path in SHIPPED.glob("*.toml")) == [
        scheme.key for scheme in shipped_classifications()
    ]


def test_topic__22_classes_in_their_order():
    topic = load_classification("topic")
    classes = [item for item in topic.categories if not item.parent]
    assert [item.name for item in classes] == CLASSES
    assert [item.code for item in classes] == [f"{number:02}" for number in range(1, 23)]


def test_topic__what_is_from_memory_says_so():
    topic = load_classification("topic")
    marked = {}
    for item in topic.categories:
        if item.origin == "memory":
            marked.setdefault(item.parent, []).append(item.name)
    assert {parent: sorted(names) for parent, names in marked.items()} == {
        parent: sorted(names) for parent, names in FROM_MEMORY.items()
    }
    assert {item.origin for item in topic.categories} == {"found", "memory"}


def test_topic__codes_begin_with_that_of_the_class():
    topic = load_classification("topic")
    assert [item for item in topic.categories if not item.code.startswith(item.parent)] == []
    assert [item.code for item in topic.categories] == sorted(
        item.code for item in topic.categories
    )


def test_kind__fifteen_kinds_and_those_found():
    kind = load_classification("kind")
    found = [item.name for item in kind.categories if item.origin == "found"]
    assert found == ["决定", "公告", "通告", "政府令"]
    assert [item.name for item in kind.categories][:15] == [
        "决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告",
        "请示", "批复", "议案", "函", "纪要",
    ]  # fmt: skip


def test_audience__is_nobodys_official_list():
    audience = load_classification("audience")
    assert Counter(item.origin for item in audience.categories) == {"own": 16}
    assert "建议" in audience.source


def test_unknown_scheme__those_shipped_are_named():
    with pytest.raises(UnknownClassification) as caught:
        load_classification("topics")
    assert str(caught.value) == (
        "No classification scheme 'topics' is shipped. "
        "Known: audience, disclosure-2008, kind, topic."
    )


def test_file__everything_it_says(tmp_path):
    path = tmp_path / "any-name.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    scheme = load_classification_file(path)
    assert scheme == Classification(
        key="own-topics",
        name="本站主题",
        description="示例",
        source="示例市",
        categories=(
            CategoryDefinition("b1", "公开", "a", "memory", ("政务公开",)),
            CategoryDefinition("a", "综合", "", "own"),
        ),
    )
    assert [item.code for item in scheme.top_down()] == ["a", "b1"]


def test_file__least_that_is_needed():
    text = scheme_of('{ code = "1", name = "一" }')
    assert parse_classification(text) == Classification(
        "own", "本站", (CategoryDefinition("1", "一"),)
    )


@pytest.mark.parametrize(
    "content", [None, b"\xff\xfe\x00", b"key = \xb2\xe2"], ids=["absent", "utf-16", "gb18030"]
)
def test_file__cannot_be_read(tmp_path, content):
    path = tmp_path / "own.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DefinitionError) as caught:
        load_classification_file(path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == (str(path), "")
    assert problem.message.startswith("The file cannot be read: ")


def test_file__name_with_nul():
    with pytest.raises(DefinitionError, match="cannot be read"):
        load_classification_file("own\0.toml")


@pytest.mark.parametrize(
    "text",
    ['key = "own', "key = " + "9" * 5000, "a = " + "[" * 100_000, 'key = "a\x00"'],
    ids=["quote", "digits", "depth", "nul"],
)
def test_text__no_toml(text):
    ((key, message, remedy),) = problems_of(text)
    assert key == ""
    assert message.startswith("The file is no TOML: ")
    assert remedy == "Mend the line; then the rest is read."


def test_text__every_mistake_at_once():
    text = """
    key = "Own Topics"
    titel = "x"
    categories = [
      { code = "1", name = "" },
      { code = "1", name = "一", origin = "heard", also = [""] },
      { code = "2 3", name = "二", parent = "9", extra = 1 },
      { name = "三" },
    ]
    """
    assert [(key, message) for key, message, _ in problems_of(text)] == [
        ("key", "'Own Topics' is no identifier."),
        ("name", "This key is missing."),
        ("categories.1", "The code '1' is given twice."),
        ("categories.1.name", "The text is empty."),
        ("categories.1.origin", "'heard' is not known here."),
        ("categories.1.also", "A name is empty."),
        ("categories.2 3.code", "'2 3' is no code."),
        ("categories.2 3.extra", "This key is not known."),
        ("categories[4].code", "This key is missing."),
        ("titel", "This key is not known."),
        ("categories.2 3.parent", "There is no category '9'."),
    ]


@pytest.mark.parametrize(
    ("categories", "found"),
    [
        (
            [
                '{ code = "1", name = "一" }',
                *(f'{{ code = "{n}", name = "层", parent = "{n - 1}" }}' for n in range(2, 23)),
            ],
            [
                ("categories.21.parent", "'21' stands more than 20 levels below the top."),
                ("categories.22.parent", "'22' stands more than 20 levels below the top."),
            ],
        ),
        (
            ['{ code = "1", name = "一", parent = "1" }'],
            [("categories.1.parent", "'1' stands below itself.")],
        ),
        (
            [
                '{ code = "1", name = "一", parent = "2" }',
                '{ code = "2", name = "二", parent = "1" }',
                '{ code = "3", name = "三", parent = "1" }',
            ],
            [
                ("categories.1.parent", "'1' stands below itself."),
                ("categories.2.parent", "'2' stands below itself."),
            ],
        ),
        (
            [
                '{ code = "1", name = "一" }',
                '{ code = "11", parent = "1", name = "其他" }',
                '{ code = "12", parent = "1", name = "其他" }',
                '{ code = "2", name = "其他" }',
            ],
            [("categories.12.name", "'其他' stands beside it already, as '11'.")],
        ),
        (
            ['{ code = "a", name = "一" }', '{ code = "A", name = "二" }'],
            [("categories.A.code", "'A' differs from 'a' in capital letters only.")],
        ),
    ],
    ids=["deep", "self", "circle", "siblings", "case"],
)
def test_tree__mistakes(categories, found):
    assert [(key, message) for key, message, _ in problems_of(scheme_of(*categories))] == found


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ('{ code = "1", name = "一\\n二" }', "categories.1.name"),
        ('{ code = "1", name = "一\\u0000" }', "categories.1.name"),
        ('{ code = "1", name = "一\\u2028" }', "categories.1.name"),
        (f'{{ code = "1", name = "{"长" * 101}" }}', "categories.1.name"),
        (f'{{ code = "1", name = "一", also = ["{"长" * 101}"] }}', "categories.1.also"),
        (f'{{ code = "{"1" * 33}", name = "一" }}', f"categories.{'1' * 33}.code"),
        ('{ code = 1, name = "一" }', "categories.1.code"),
        ('{ code = "1", name = "一", parent = 1 }', "categories.1.parent"),
        ('{ code = "1", name = "一", also = "二" }', "categories.1.also"),
    ],
)
def test_category__what_no_database_would_hold(entry, key):
    assert keys_of(scheme_of(entry)) == [key]


def test_category__name_of_100_characters():
    text = scheme_of(f'{{ code = "1", name = "{"长" * 100}" }}')
    assert parse_classification(text).categories[0].name == "长" * 100


@pytest.mark.parametrize(
    ("head", "key"),
    [
        (f'key = "{"k" * 51}"\nname = "本站"\n', "key"),
        (f'key = "own"\nname = "{"长" * 101}"\n', "name"),
        (f'key = "own"\nname = "本站"\nsource = "{"长" * 1001}"\n', "source"),
        ('key = "own"\nname = "本站"\ndescription = "一\\t二"\n', "description"),
    ],
)
def test_scheme__what_no_database_would_hold(head, key):
    assert keys_of(scheme_of('{ code = "1", name = "一" }', head=head)) == [key]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "This key is missing."),
        ("categories = []", "The list is empty."),
        ("categories = [1]", "This is no list of entries."),
    ],
)
def test_scheme__without_categories(line, message):
    ((key, said, _),) = problems_of(f'key = "own"\nname = "本站"\n{line}')
    assert (key, said) == ("categories", message)


def test_problem__names_the_file():
    with pytest.raises(DefinitionError) as caught:
        parse_classification(scheme_of('{ code = "1", name = "" }'), "own.toml")
    assert caught.value.problems == (
        Problem("own.toml", "categories.1.name", "The text is empty.", "Write what is meant."),
    )
