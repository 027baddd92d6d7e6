"""The documents of the generated catalogue: who discloses what on which day, in what words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from . import words
from .agencies import AgencyPlan

SEED = 20251231
FIRST_DAY = date(2011, 1, 4)
LAST_DAY = date(2025, 12, 28)

#: What a search is tried with: the number ``remainder`` of every ``step`` documents holds the word
#: and no other one does. 急管 stands across two words, in 应急管理.
MARKS = {
    "应急": (10, 3),
    "急管": (20, 3),
    "抽查": (10, 7),
    "年度报告": (100, 11),
    "福州市": (1000, 17),
}


class Slot(NamedTuple):
    """When a document is published, when it was made, and by which agency (its place)."""

    published: datetime
    made_on: date
    agency: int


class Text(NamedTuple):
    """A document as it was written. Codes are those of 信息类别, 主题分类 and 体裁分类."""

    title: str
    summary: str
    keywords: str
    paragraphs: tuple[str, ...]
    information: str
    topic: str
    kind: str
    normative: bool
    numbered: bool
    years_in_force: int
    in_gazette: bool
    on_wechat: bool


class Pattern(NamedTuple):
    """A kind of document: how often, its codes, and its title."""

    weight: int
    information: str
    kind: str
    title: str
    normative: bool = False
    numbered: bool = False


PATTERNS = (
    Pattern(24, "06", "08", "{agency}关于{verb}{matter}工作的通知", numbered=True),
    Pattern(12, "02", "08", "{agency}关于印发《{place}{matter}管理办法》的通知", True, True),
    Pattern(20, "04", "12", "准予{firm}{matter}行政许可决定书"),
    Pattern(8, "06", "05", "{agency}关于{matter}有关事项的公告"),
    Pattern(6, "09", "06", "{place}{road}路段{matter}期间通行的通告"),
    Pattern(5, "03", "", "{agency}{year}年部门预算"),
    Pattern(5, "03", "", "{agency}{before}年部门决算"),
    Pattern(4, "08", "08", "{agency}关于{person}等同志职务任免的通知", numbered=True),
    Pattern(3, "01", "", "{agency}机构职能（{year}年）"),
    Pattern(7, "05", "05", "{agency}{year}年{matter}监督检查情况公告"),
)
PLAN = Pattern(0, "07", "08", "{place}{matter}突发事件应急预案", numbered=True)
PLAN_OF_BUREAU = PLAN._replace(title="{agency}关于{verb}{matter}应急管理工作的通知")
SPOT_CHECK = Pattern(0, "05", "05", "{agency}{year}年{matter}“双随机”抽查结果公告")


def slots(count: int, agencies: int) -> list[Slot]:
    """So many documents in the order of publication; each agency has one at least, if there are
    enough, and some have many more than others."""
    rng = Random(SEED)  # noqa: S311 - texts, no secrets
    weights = [1 / (place + 5) ** 0.5 for place in range(agencies)]
    owners = list(range(min(agencies, count)))
    owners += rng.choices(range(agencies), weights, k=count - len(owners))
    days = (LAST_DAY - FIRST_DAY).days
    found = []
    for owner in owners:
        made_on = FIRST_DAY + timedelta(rng.randrange(days - 20))
        published = datetime(made_on.year, made_on.month, made_on.day, 8) + timedelta(
            days=rng.randrange(20), minutes=rng.randrange(600), seconds=rng.randrange(60)
        )
        found.append(Slot(published, made_on, owner))
    return sorted(found)


def texts(planned: Sequence[Slot], agencies: Sequence[AgencyPlan]) -> Iterator[Text]:
    """The text of each document, in the same order."""
    rng = Random(SEED + 1)  # noqa: S311 - texts, no secrets
    for number, slot in enumerate(planned):
        yield _text(rng, number, slot, agencies[slot.agency])


def marked(number: int, word: str) -> bool:
    """Whether the document of this number holds the word."""
    step, remainder = MARKS[word]
    return number % step == remainder


def _pattern(rng: Random, number: int) -> Pattern:
    if marked(number, "急管"):
        return PLAN_OF_BUREAU
    if marked(number, "应急"):
        return PLAN
    if marked(number, "抽查"):
        return SPOT_CHECK
    return rng.choices(PATTERNS, [pattern.weight for pattern in PATTERNS])[0]


def _text(rng: Random, number: int, slot: Slot, agency: AgencyPlan) -> Text:
    topic = rng.choice(tuple(words.MATTERS))
    facts = {
        "agency": agency.short_name,
        "matter": rng.choice(words.MATTERS[topic]),
        "verb": rng.choice(words.VERBS),
        "place": rng.choice(words.DISTRICTS),
        "road": rng.choice(words.ROADS),
        "firm": f"示例市{rng.choice(words.FIRM_NAMES)}{rng.choice(words.FIRM_TRADES)}有限公司",
        "person": rng.choice(words.SURNAMES) + "".join(rng.sample(words.GIVEN, 2)),
        "number": rng.randrange(3, 400),
        "days": rng.randrange(3, 61),
        "year": slot.made_on.year,
        "before": slot.made_on.year - 1,
    }
    pattern = _pattern(rng, number)
    sentences = [
        text.format_map(facts) for text in rng.sample(words.SENTENCES, rng.randrange(4, 10))
    ]
    if marked(number, "年度报告"):
        sentences.insert(2, "办理情况列入政府信息公开工作年度报告。")
    if marked(number, "福州市"):
        sentences.insert(1, "工作中参考了福州市等地公开的同类目录。")
    return Text(
        title=pattern.title.format_map(facts),
        summary=sentences[0] if number % 3 else "",
        keywords=f"{facts['matter']} {facts['place']}" if number % 2 else "",
        paragraphs=(*sentences, words.LAST_SENTENCE),
        information=pattern.information,
        topic=topic,
        kind=pattern.kind,
        normative=pattern.normative,
        numbered=pattern.numbered,
        years_in_force=rng.choice((0, 2, 5, 10)) if pattern.normative else 0,
        in_gazette=pattern.normative and rng.random() < 0.7,
        on_wechat=rng.random() < 0.2,
    )
