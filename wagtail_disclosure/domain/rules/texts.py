"""Rules about the texts of a report as a whole: T03 to T13."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..findings import Finding, Severity
from ..prose.numerals import chinese_number
from ..prose.similarity import copied_share
from ..standards import Section
from .registry import Case, Rule, register

#: From this share of the text on, in percent, a section counts as a copy of last year's.
COPIED = Decimal(80)

#: Shorter texts are set phrases in every year, and say nothing of copying (rule T12).
COMPARED_FROM = 100

_YEAR = re.compile("((?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})(?=年|[^0-9]|$)")
_NOTHING = re.compile(
    "(?:本年度?|目前|我[局委办厅院镇]|暂时?|均|尚)*(?:无|没有|不存在|未发现|略)"
    "(?:存在)?(?:的|任何|明显|突出|重大|主要|需要|说明|其他|问题|困难|不足|情况|事项|及|和|、|改进|措施)*"
)


#: An agency: what stands before it is no part of its name.
_BODY = (
    "[^，。；：、（）《》“”]{2,40}?(?:局|厅|委|办|院|署|政府|办公室|委员会|管委会|中心|街道|支队)"
)
_AUTHOR = re.compile(
    f"本(?:年度)?报告由(?P<by>{_BODY})(?=按照|根据|依据|依照|编制|编写|撰写|起草|负责)"
    f"|(?:公布|发布|公开)(?P<of>{_BODY})(?=(?:19|20)[0-9]{{2}}年度?政府信息公开(?:工作)?年度报告)"
)


@register(
    "T03",
    severity=Severity.ERROR,
    origin="form",
    reason="The form prescribes the sections of the report; a reader must find each of them.",
    needs_texts=("sections",),
)
def section_missing(rule: Rule, case: Case) -> Iterator[Finding]:
    """A required section that the report does not have."""
    for section in case.sheet.standard.sections:
        if section.required and section.key not in (case.texts.sections or {}):
            yield rule.finding(params=_named(section))


@register(
    "T04",
    severity=Severity.ERROR,
    origin="form",
    reason="The form prescribes the order of the sections, and others refer to them by number.",
    needs_texts=("sections",),
)
def sections_out_of_order(rule: Rule, case: Case) -> Iterator[Finding]:
    """Sections in another order than the standard's: the first that stands wrong."""
    standard = case.sheet.standard
    given = case.texts.sections or {}
    right = [section for section in standard.sections if section.key in given]
    known = {section.key: section for section in right}
    found = [known[key] for key in given if key in known]
    for section, expected in zip(found, right, strict=True):
        if section is not expected:
            yield rule.finding(params={**_named(section), "expected": expected.heading})
            return


@register(
    "T05",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="practice",
    reason="The year of the title is how a report is found and cited.",
    needs_texts=("title",),
)
def title_year_differs(rule: Rule, case: Case) -> Iterator[Finding]:
    """A title that names another year than the report's, or none."""
    title = case.texts.title or ""
    years = [_year(text) for text in _YEAR.findall(title)]
    if case.sheet.year not in years:
        yield rule.finding(
            params={
                "title": title,
                "found": "、".join(map(str, years)),
                "year": str(case.sheet.year),
            }
        )


@register(
    "T06",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="A report under another body's name was found on public pages: a file mixed up.",
    needs_texts=("title", "agency_names"),
)
def title_without_agency(rule: Rule, case: Case) -> Iterator[Finding]:
    """A title that names neither the agency nor one of its predecessors."""
    title = "".join((case.texts.title or "").split())
    names = ["".join(name.split()) for name in case.texts.agency_names]
    if not any(name and name in title for name in names):
        yield rule.finding(params={"title": case.texts.title or "", "agency": names[0]})


@register(
    "T07",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="A report has to name problems and what is done about them; evaluators count an empty "
    "section or a bare “none” as perfunctory.",
    needs_texts=("sections",),
)
def section_says_nothing(rule: Rule, case: Case) -> Iterator[Finding]:
    """A section that has to say something of its own, but is empty or says “none” (无)."""
    for section, text in _own_words(case):
        words = "".join(char for char in text if char.isalpha() or char == "、")
        if not words.strip("、") or _NOTHING.fullmatch(words):
            yield rule.finding(params={**_named(section), "text": text.strip()})


@register(
    "T08",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="The same text as last year (雷同) is named among the failings for which an office is "
    "answerable.",
    needs_texts=("sections", "previous_sections"),
)
def section_copied(rule: Rule, case: Case) -> Iterator[Finding]:
    """A section that has to say something of its own, and of which four fifths or more stood in
    last year's report. Years, figures and punctuation are not compared."""
    earlier = case.texts.previous_sections or {}
    for section, text in _own_words(case):
        copied = copied_share(text, earlier.get(section.key, ""))
        if copied >= COPIED:
            yield rule.finding(left=copied, right=COPIED, params=_named(section))


@register(
    "T09",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="Since there is a fee for information requests (信息处理费), reports say what was "
    "collected, even where it was nothing. A standard says which section has to mention what.",
    needs_texts=("sections",),
)
def section_leaves_out(rule: Rule, case: Case) -> Iterator[Finding]:
    """A section that does not mention what its standard asks for."""
    for section, text in _given(case):
        words = "".join(text.split())
        if section.mentions and not any(word in words for word in section.mentions):
            yield rule.finding(params={**_named(section), "word": section.mentions[0]})


@register(
    "T10",
    severity=Severity.ERROR,
    acknowledgeable=True,
    origin="form",
    reason="The form says what a report consists of: nothing left out, nothing added. A section of "
    "one's own belongs under one of the form's, or needs a word of explanation.",
    needs_texts=("sections",),
)
def section_added(rule: Rule, case: Case) -> Iterator[Finding]:
    """A top-level section that the form does not have."""
    known = {section.key for section in case.sheet.standard.sections}
    for key in case.texts.sections or {}:
        if key not in known:
            yield rule.finding(params={"section": key, "heading": key})


@register(
    "T12",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="One office published the same report three years running. Set phrases return every "
    "year; a report that is four fifths last year's says nothing of this one.",
    needs_texts=("sections", "previous_sections"),
)
def report_copied(rule: Rule, case: Case) -> Iterator[Finding]:
    """A report of which four fifths or more of the text stood in last year's. Years, figures and
    punctuation are not compared. The sections that T08 looks at one by one are left out, and a
    text of less than 100 characters is too short to tell."""
    alone = {section.key for section in case.sheet.standard.sections if section.own_words}
    texts, earlier = (
        "\n".join(text for key, text in (sections or {}).items() if key not in alone)
        for sections in (case.texts.sections, case.texts.previous_sections)
    )
    if len(texts) < COMPARED_FROM:
        return
    copied = copied_share(texts, earlier)
    if copied >= COPIED:
        yield rule.finding(left=copied, right=COPIED)


@register(
    "T13",
    severity=Severity.WARNING,
    blocks=False,
    acknowledgeable=True,
    origin="practice",
    reason="A report under another body's name was found on public pages; where the text itself "
    "says whose report it is, it must be this agency's.",
    needs_texts=("sections", "agency_names"),
)
def text_of_another_agency(rule: Rule, case: Case) -> Iterator[Finding]:
    """A text that says it is the report of an agency other than this one and those before it.

    Only sentences that say whose report it is are read (本报告由…编制, 现公布…年度报告).
    """
    own = ["".join(name.split()) for name in case.texts.agency_names if name.strip()]
    texts = {"": case.texts.preamble or "", **(case.texts.sections or {})}
    for section, text in texts.items() if own else ():
        for found in _AUTHOR.finditer("".join(text.split())):
            name = found["by"] or found["of"]
            known = any(name in other or other in name for other in own)
            if not known and not name.startswith(("我", "本")):
                params = {"section": section, "text": found[0], "name": name, "agency": own[0]}
                yield rule.finding(params=params)


def _given(case: Case) -> Iterator[tuple[Section, str]]:
    """The standard's sections that the report has, with their texts."""
    given = case.texts.sections or {}
    for section in case.sheet.standard.sections:
        if section.key in given:
            yield section, given[section.key]


def _own_words(case: Case) -> Iterator[tuple[Section, str]]:
    return ((section, text) for section, text in _given(case) if section.own_words)


def _named(section: Section) -> dict[str, str]:
    return {"section": section.key, "heading": section.heading}


def _year(text: str) -> int:
    return int(text) if text.isascii() else int(chinese_number(text.replace("○", "〇")) or 0)
