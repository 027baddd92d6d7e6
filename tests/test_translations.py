"""The Chinese of the user interface: complete, well-formed, one word for one thing, readable."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import django
import pytest
import wagtail
import wagtail_modeladmin
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import gettext, ngettext, override, pgettext

from tests.domain.cases import changed_seed
from tests.factories import make_agency, make_published_report, make_report, make_scheme, publish
from wagtail_disclosure.admin.script_words import SCRIPT_WORDS
from wagtail_disclosure.admin.wagtail_words import WAGTAIL_WORDS
from wagtail_disclosure.domain import check, load_standard
from wagtail_disclosure.domain.exchange import ExchangeError
from wagtail_disclosure.models.pattern_texts import PATTERN_TEXTS
from wagtail_disclosure.services.exchange_texts import exchange_error_text
from wagtail_disclosure.services.finding_texts import finding_text
from wagtail_disclosure.services.grid import grid_answer

ROOT = Path(__file__).resolve().parent.parent
LOCALE = "zh_Hans"
Key = tuple[str, str | None]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{[\w:]+\}")
CHINESE = r"[\u4e00-\u9fff]"

#: The vocabulary that binds code, documentation and user interface.
VOCABULARY = {
    "reporting standard": "年报格式",
    "row": "行",
    "column": "列",
    "figures": "数值",
    "source": "来源",
    "annual report": "年度报告",
    "report index": "年度报告专栏",
    "published figure": "已发布数据",
    "agency": "机关",
    "predecessors": "前身",
    "classification scheme": "分类体系",
    "category": "类别",
    "numbering scheme": "索引号规则",
    "index number": "索引号",
    "register of index numbers": "索引号台账",
    "document number": "发文字号",
    "topic": "主题分类",
    "issuing agency": "发文机关",
    "date of making": "成文日期",
    "validity": "有效性",
    "in force": "有效",
    "opening": "期初累计",
    "report year": "报告年度",
    "Disclosure": "政府信息公开",
    "Withdraw": "撤回",
    "Void": "作废",
    "Interpretation in words": "文字解读",
    "Interpretation in pictures": "图片解读",
}


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with override("zh-hans"):
        yield


def messages_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalog_of(package: Path, locale: str = LOCALE, domain: str = "django") -> Catalog:
    with (package / "locale" / locale / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=locale)


def texts(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def pairs() -> list[tuple[str, str | None, str, bool]]:
    """(source, context, translation, fuzzy) of every message; of a plural its last form."""
    return [
        (texts(message.id)[-1], message.context, texts(message.string)[0], message.fuzzy)
        for message in catalog_of(ROOT / "wagtail_disclosure")
        if message.id
    ]


def test_catalogue__complete_and_compiled() -> None:
    assert messages_script().mistakes(LOCALE) == []


def test_catalogue__nothing_is_empty_or_fuzzy() -> None:
    found = pairs()
    assert len(found) > 400
    assert [source for source, _, translation, fuzzy in found if fuzzy or not translation] == []


def test_catalogue__one_plural_form() -> None:
    catalog = catalog_of(ROOT / "wagtail_disclosure")
    assert (catalog.num_plurals, catalog.fuzzy) == (1, False)


def test_catalogue__same_placeholders_on_both_sides() -> None:
    # In its search of pages Wagtail says “None” there.
    def needless(source: str) -> set[str]:
        return {"%(model_name)s"} if source.startswith("%(start_index)s-") else set()

    different = {
        source: translation
        for source, _, translation, _ in pairs()
        if set(PLACEHOLDER.findall(source)) - needless(source)
        != set(PLACEHOLDER.findall(translation))
    }
    assert different == {}


def test_catalogue__full_width_punctuation_beside_chinese() -> None:
    narrow = re.compile(rf"{CHINESE}[,;:!?()]|[,;:!?()]{CHINESE}|{CHINESE}\.(?!\d)|\.\.\.|'")
    found = [translation for _, _, translation, _ in pairs() if narrow.search(translation)]
    # As in the place that it names, 3:7.
    assert found == ["文件不是有效的 JSON：问题在 %(detail)s（行:列）。"]


def test_catalogue__sentences_end_as_in_english() -> None:
    found = [
        translation
        for source, _, translation, _ in pairs()
        if source.endswith(".") != translation.endswith("。")
    ]
    assert found == []


@cache
def their_messages(package: ModuleType) -> dict[Key, set[str]]:
    """Every message of a package with all its Chinese translations, none where it has none."""
    found: dict[Key, set[str]] = {}
    folder = Path(str(package.__file__)).parent
    for locale in ("en", LOCALE):
        for path in folder.rglob(f"{locale}/LC_MESSAGES/django.po"):
            for message in catalog_of(path.parents[3], locale):
                key = (texts(message.id)[-1], message.context)
                chinese = () if locale == "en" or message.fuzzy else texts(message.string)
                found.setdefault(key, set()).update(filter(None, chinese))
    return found


@pytest.mark.parametrize("package", [django, wagtail, wagtail_modeladmin])
def test_catalogue__words_shared_with_others_mean_the_same(package: ModuleType) -> None:
    """Django merges the catalogues of all apps: a message of ours changes theirs."""
    theirs = their_messages(package)
    changed = {
        source: translation
        for source, context, translation, _ in pairs()
        if theirs.get((source, context)) and translation not in theirs[source, context]
    }
    # Wagtail itself says 图片 where Django says 图像.
    assert changed == ({"Image": "图片"} if package is django else {})


def test_catalogue__words_that_others_lack_are_given_on_purpose() -> None:
    theirs = [their_messages(package) for package in (django, wagtail, wagtail_modeladmin)]
    lacking = {
        source
        for source, context, _, _ in pairs()
        if any((source, context) in messages for messages in theirs)
        and not any(messages.get((source, context)) for messages in theirs)
    }
    # A table's caption is the same thing there and here.
    assert lacking <= {*WAGTAIL_WORDS, "Caption"}


@pytest.mark.parametrize("word", WAGTAIL_WORDS)
def test_catalogue__words_given_for_others_are_still_needed(word: str) -> None:
    for package in (django, wagtail, wagtail_modeladmin):
        assert not their_messages(package).get((word, None))


def test_catalogue__words_that_scripts_of_wagtail_lack_are_given_and_no_others() -> None:
    lacking = set()
    for path in Path(str(wagtail.__file__)).parent.rglob("en/LC_MESSAGES/djangojs.po"):
        package = path.parents[3]
        chinese = catalog_of(package, LOCALE, "djangojs")
        for message in catalog_of(package, "en", "djangojs"):
            known = chinese.get(message.id, message.context)
            if message.id and not (known and all(texts(known.string))):
                lacking.add(texts(message.id)[0])
    if wagtail.VERSION >= (8, 0):
        assert lacking == {*SCRIPT_WORDS}
    else:
        assert lacking <= {*SCRIPT_WORDS}


@pytest.mark.parametrize(("english", "chinese"), VOCABULARY.items())
def test_vocabulary__one_word_for_one_thing(english: str, chinese: str) -> None:
    assert gettext(english) == chinese


def test_vocabulary__words_that_depend_on_the_place() -> None:
    assert (gettext("Contents"), pgettext("what a section holds", "Contents")) == ("目录", "内容")
    assert pgettext("validity", "expired") == "失效"
    assert pgettext("of figures", "Checks") == "检查结果"
    assert pgettext("of a report", "Section") == "章节"


@pytest.mark.parametrize(
    ("code", "change", "sentence"),
    [
        (
            "F01",
            {"figures": {"review.current": -2}},
            "“行政复议数”（2018年）为 -2，但该项不能小于零。请去掉负号，或更正数值。",
        ),
        (
            "F02",
            {"figures": {"review.current": ""}},
            "“行政复议数”（2018年）尚未填写。请填写数字；没有发生的填 0，不适用的填“不适用”。",
        ),
        (
            "F03",
            {"figures": {"review.current": "1.5"}},
            "“行政复议数”（2018年）为 1.5，但该项只能是整数。请去掉小数。",
        ),
        (
            "F04",
            {"figures": {"review.current": "约3"}},
            "“行政复议数”（2018年）的“约3”不是数字。请只填数字；更正之前，所填内容会原样保留。",
        ),
        (
            "S01",
            {"opening": {"recv_online.cumulative": 38}},
            "“受理政府信息公开申请总数”（历年累计）的期初累计为 40，而其分项“其中：1.当面申请数”、"
            "“2.网络申请数”、“3.信函、传真申请数”的期初累计之和为 39，相差 1。请更正有误的一项。",
        ),
        (
            "S02",
            {"figures": {"received.current": 1234}},
            "“受理政府信息公开申请总数”（2018年）所报为 1,234，而计算结果为 0，相差 1,234。"
            "请核对参与计算的各项数值；系统只采用计算结果。",
        ),
        (
            "S03",
            {"figures": {"via_gazette.current": 129}},
            "“2.政府公报公开数”（2018年）为 129，它是“主动公开文件数”（2018年）的一部分，"
            "而后者只有 128，多出 1。请更正其中一个数值。",
        ),
        (
            "Y01",
            {
                "previous": {"complaints.cumulative": -1},
                "figures": {"complaints.current": 4},
            },
            "“接受行政申诉、举报数”（历年累计）为 3，而它所包含的“接受行政申诉、举报数”（2018年）"
            "就有 4，少了 1。请更正期初累计或本年数值。",
        ),
        (
            "Y02",
            {"opening": {"review.cumulative": ""}},
            "“行政复议数”（历年累计）没有期初累计，也没有上年数值可以接续。"
            "请填写截至上年末的累计数，没有发生的填 0。",
        ),
        (
            "Y04",
            {"year": 2019},
            "年报格式“福州市政府信息公开工作年度报告（2018年度及以前）”不适用于 2019 年度的报告。"
            "请选用该年度适用的格式。",
        ),
    ],
)
def test_finding__whole_sentence(code: str, change: dict[str, Any], sentence: str) -> None:
    sheet = changed_seed(change)
    (finding,) = [finding for finding in check(sheet) if finding.code == code]
    assert finding_text(finding, load_standard("fuzhou-2018"), sheet.year) == sentence


def test_exchange_file__kind_of_value_in_words() -> None:
    error = ExchangeError("wrong_type", "year", "int")
    assert exchange_error_text(error) == "“year”的类型不对，应为：整数。"


def test_grid__explanation_and_summary() -> None:
    answer = grid_answer(changed_seed({"figures": {"review.current": "", "answered.current": 1}}))
    explained = answer["cells"]["statistics.proactive_files.cumulative"]["explanation"]
    assert explained == "839 = 截至2017年末 711 + 2018年 128"
    assert answer["summary"] == "1 处错误，1 个空白单元格"


def test_plural__one_form_for_every_number() -> None:
    found = {ngettext("%(count)s error", "%(count)s errors", count) for count in (0, 1, 2)}
    assert found == {"%(count)s 处错误"}


@pytest.mark.django_db
def test_report__labels_and_sentences(client: Client) -> None:
    report = make_report(
        agency=make_agency(
            name="示例市水务局",
            address="示例市示例路1号",
            postcode="999001",
            phone="12345",
            email="",
        ),
        document_number="示水函〔2019〕2号",
        made_on=date(2019, 1, 10),
    )
    document = client.get(publish(report).url).context["document"]
    assert [field.label for field in document.metadata] == [
        "索引号",
        "主题分类",
        "发文机关",
        "成文日期",
        "标题",
        "发文字号",
        "发布日期",
        "有效性",
    ]
    assert [node.html for node in document.preamble] == [
        "<p>本报告所列数据的统计期限自2018年1月1日起，至2018年12月31日止。</p>",
        "<p>对本报告如有疑问，请与示例市水务局联系。"
        "地址：示例市示例路1号，邮政编码：999001，电话：12345。</p>",
    ]


@pytest.mark.django_db
def test_report__page_speaks_chinese(client: Client) -> None:
    text = client.get(make_published_report().url).content.decode()
    for words in ("目录", "打印", "发布时间：<time", "扫一扫，在手机上阅读本页", "永久网址：<a"):
        assert words in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pattern", "restarts_with", "sentences"),
    [
        ("{office}-{serial:5}", "", [
            "没有 {office} 这个组成部分。可用的有 {agency} {organisation} {uscc} {category} {code} "
            "{year} {month} {day} {serial}。",
        ]),
        ("{year:3}-{serial:12}", "", [
            "{year} 不能带“3”，请写作 {year}。",
            "{serial} 的位数写成了“12”。位数为 1 至 9，"
            "写法如 {serial:5} 或 {category:width=4}。",
        ]),
        ("{agency} {agency}", "", [
            "“ ”含有空格、竖线或不成对的花括号。"
            "组成部分请写在花括号内，例如 {year}，其间用 - / _ 等分隔。",
            "{agency} 出现了两次，每个组成部分只能用一次。",
            "编号格式中没有流水号。请加上 {serial:5}，以保证每个索引号各不相同。",
        ]),
        ("{agency}{category}-{serial:5}", "", [
            "{agency} 与 {category} 之间没有分隔。请在中间加上 - 或 / 等分隔符，"
            "或为其中之一指定位数，例如 {agency:5}。",
        ]),
        ("{agency}-{month}-{serial:5}", "year", [
            "有 {month} 而没有 {year}。请在它前面加上 {year}。",
            "流水号按 {year} 重新起编，而索引号中没有 {year}，会出现重号。"
            "请在编号格式中加上 {year}，或改为连续编号。",
        ]),
    ],
)  # fmt: skip
def test_numbering_scheme__mistakes_in_chinese(
    pattern: str, restarts_with: str, sentences: list[str]
) -> None:
    scheme = make_scheme()
    scheme.pattern, scheme.restarts_with = pattern, restarts_with
    with pytest.raises(ValidationError) as error:
        scheme.clean()
    assert error.value.message_dict == {"pattern": sentences}


def test_numbering_scheme__every_mistake_has_a_sentence() -> None:
    source = (ROOT / "wagtail_disclosure/domain/number_patterns.py").read_text(encoding="utf-8")
    codes = re.findall(r"(?:_problem|_restart)\(\s*\"(\w+)\"", source)
    assert set(codes) == set(PATTERN_TEXTS)
