"""Numbers in Chinese text: what each is, its value, unit and place."""

from decimal import Decimal

import pytest

from wagtail_disclosure.domain.prose import Kind, read_numbers
from wagtail_disclosure.domain.prose.normal import normalise
from wagtail_disclosure.domain.prose.numerals import chinese_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("三十九", 39),
        ("一百零六", 106),
        ("一百〇六", 106),
        ("两百", 200),
        ("一千二百", 1200),
        ("一万两千", 12000),
        ("三百二十一", 321),
        ("一亿零三万", 100030000),
        ("二十万", 200000),
        ("二〇一八", 2018),
        ("一〇五", 105),
        # three to five, two or three hundred; words; nothing
        ("三五", None),
        ("两三百", None),
        ("百", None),
        ("万", None),
        ("零百", None),
        ("十百", None),
        ("三x", None),
        ("", None),
    ],
)
def test_chinese_number__each(text, value):
    assert chinese_number(text) == value


def numbers(text):
    normal = normalise(text)
    return [
        (normal.quote(number.start, number.end), number.kind, number.value, number.unit)
        for number in read_numbers(normal)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("128条", 128, "条"),
        ("１２８条", 128, "条"),
        ("1,204件", 1204, "件"),
        ("１，２０４件", 1204, "件"),
        ("128 条", 128, "条"),
        ("三百二十一条", 321, "条"),
        ("两件", 2, "件"),
        ("3万条", 30000, "条"),
        ("1.2万件", 12000, "件"),
        ("12.5万元", Decimal("12.5"), "万元"),
        ("三万元", 3, "万元"),
        ("400元", 400, "元"),
        ("120人次", 120, "人次"),
        ("1篇", 1, "篇"),
        ("0件", 0, "件"),
    ],
)
def test_read_numbers__amount(text, value, unit):
    assert numbers(text) == [(text, Kind.AMOUNT, value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("51%", 51, 1),
        ("９７．５％", Decimal("97.5"), Decimal("0.1")),
        ("百分之五十一", 51, 1),
        ("百分之三十三点五", Decimal("33.5"), Decimal("0.1")),
        ("百分之三十三点〇五", Decimal("33.05"), Decimal("0.01")),
        ("百分之12", 12, 1),
        ("五成", 50, 10),
    ],
)
def test_read_numbers__share(text, value, step):
    (number,) = read_numbers(text)

    assert (number.kind, number.value, number.step) == (Kind.SHARE, value, step)


@pytest.mark.parametrize(
    "text",
    [
        "800余条",
        "3万余条",
        "约130条",
        "近200条",
        "10多件",
        "十几件",
        "数十件",
        "上百件",
        "4至6条",
        "3-5件",
        "两三件",
        "100条以上",
        "约51%",
        "八成以上",
        "三分之一",
        "1 128条",
        "每5件",
    ],
)
def test_read_numbers__not_exact(text):
    kinds = {kind for _, kind, _, _ in numbers(text)}

    assert kinds & {Kind.APPROXIMATE}
    assert not kinds & {Kind.AMOUNT, Kind.SHARE}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2018年1月1日", Kind.DATE),
        ("二〇一八年", Kind.DATE),
        ("1—6月", Kind.DATE),
        ("2018我", Kind.DATE),
        ("2018-01-16", Kind.DATE),
        ("16:15", Kind.DATE),
        ("2016至2018年", Kind.DATE),
        ("20个工作日", Kind.DURATION),
        ("三年", Kind.DURATION),
        ("第二十条", Kind.ARTICLE),
        ("第711号", Kind.ARTICLE),
        ("第10次", Kind.ARTICLE),
        ("711号令", Kind.ARTICLE),
        ("〔2018〕19号", Kind.DOCUMENT),
        ("(2018)19号", Kind.DOCUMENT),
        ("193号", Kind.CONTACT),
        ("6号楼", Kind.CONTACT),
        ("11层", Kind.CONTACT),
        ("0591-87505535", Kind.CONTACT),
        ("13800000000", Kind.CONTACT),
        ("fzaj_0@126.com", Kind.CODE),
        ("37668-2019", Kind.CONTACT),
        ("8.7个百分点", Kind.CHANGE),
        ("（一）", Kind.LIST),
        ("1.", Kind.LIST),
        ("六、", Kind.LIST),
        ("一是", Kind.LIST),
        ("②", Kind.LIST),
        ("一件事", Kind.CODE),
    ],
)
def test_read_numbers__no_statistic(text, kind):
    assert [found for _, found, _, _ in numbers(text)] == [kind]


@pytest.mark.parametrize("text", ["统一部署", "一致", "万众一心", "千方百计", "", "条例"])
def test_read_numbers__words_that_only_look_like_numbers(text):
    assert numbers(text) == []


def test_read_numbers__places_in_the_text_as_it_came():
    text = "2018年，共 １２８ 条、三十九 件。"
    normal = normalise(text)

    places = [normal.place(number.start, number.end) for number in read_numbers(normal)]

    assert [text[start:end] for start, end in places] == ["2018年", "１２８ 条", "三十九 件"]


def test_read_numbers__a_zero_in_words():
    assert numbers("受理数为零。") == [("零", Kind.AMOUNT, 0, "")]


@pytest.mark.parametrize(
    "text", ["1" * 5000, "一" * 5000, "(" * 3000, "政府信息公开" * 1000, "9" * 400 + "%"]
)
def test_read_numbers__long_nonsense_is_read_in_time(text):
    read_numbers(text)
