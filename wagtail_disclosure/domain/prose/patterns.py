"""How numbers are written, as patterns; the first that fits at a place wins."""

from __future__ import annotations

import re

#: Units of things counted, the longer before the shorter.
_UNITS = (
    "亿元|万元|千元|百元|元|人次|件次|条次|家次|个(?!工作日|自然日|月|百分点|小时)|件(?!套)|条(?!款|例)"
    "|次(?!序)|项(?!目)|篇|人|份|宗|起(?!施行|实施|执行|草|诉|来|步)|例(?!如)|期|场|家|名|部(?!门|分|署)"
    "|批|户|页|台|种|类|位|处|封|本|册|所|组|张|轮|门|届|倍|平方米|公里|字|句|站|级"
)
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
_ANY = rf"(?:{_ARABIC}|{_CHINESE}{{1,9}})"
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})"
_TO = "(?:-|~|至|到)"
_DAY = rf"(?:\d{{1,2}}|{_CHINESE}{{1,3}})"

#: Name and pattern; trailing digits of a name only tell patterns of one kind apart.
PATTERNS = (
    ("code", r"[A-Za-z0-9_./@:+-]{0,60}[A-Za-z][A-Za-z0-9_./@:+-]*"),
    ("document", rf"[〔\[【(]{_YEAR}[〕\]】)]第?{_ANY}号"),
    ("date1", rf"{_YEAR}年?{_TO}{_YEAR}年(?:度|底|末)?"),
    ("date2", rf"{_YEAR}年(?:{_DAY}月(?:{_DAY}日)?)?(?:{_TO}{_DAY}月(?:{_DAY}日)?)?"),
    ("date3", rf"{_DAY}月份?{_TO}{_DAY}月|{_DAY}{_TO}{_DAY}月|{_DAY}月{_DAY}日|{_DAY}月(?!份?报)"),
    ("date4", r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?"),
    ("contact1", r"0\d{2,3}-?\d{7,8}|1\d{10}|400-\d{3}-\d{4}|\d{4,}(?:-\d+)+"),
    ("change", rf"(?:{_ARABIC}|{_CHINESE}{{1,4}}(?:点{_CHINESE}{{1,3}})?)个百分点"),
    (
        "duration",
        rf"(?:{_ANY}{_TO})?{_ANY}(?:余|多)?个?(?:工作日|自然日|天|周年|年|小时|分钟|秒|周|月|日)",
    ),
    ("article1", rf"第{_ANY}(?:[、和及至-]第?{_ANY}(?=[条款项章节]))*"),
    ("article2", rf"{_ANY}号令"),
    ("list1", rf"\((?:\d{{1,2}}|{_CHINESE}{{1,3}})\)|[①-⑳]"),
    ("list2", rf"(?:(?<![^\n])|(?<=[。;:!?]))(?:\d{{1,2}}[.、](?!\d)|{_CHINESE}{{1,3}}、)"),
    ("list3", r"[一二三四五六七八九十]是(?!否)"),
    ("contact2", rf"{_ANY}(?:号楼|号院|号|层|楼|室|栋|幢|单元|弄)"),
    (
        "code2",
        r"一(?:件事|次性|站式|窗|网|张网|次办|体化)|最多跑一次|一趟不用跑|三公(?!里)|两微一端",
    ),
    ("approximate1", rf"{_ANY}(?:{_UNITS})?{_TO}{_ANY}(?:{_UNITS}|%)?"),
    ("approximate2", rf"(?!百){_ANY}分之{_ANY}"),
    ("approximate3", r"\d+(?: \d+)+"),
    (
        "share",
        rf"{_ARABIC}%|百分之(?:{_ARABIC}|{_CHINESE}{{1,4}}(?:点{_CHINESE}{{1,4}})?)"
        r"|[一二两三四五六七八九]成(?=[,，。;)多以左的]|$)",
    ),
    ("amount", rf"{_ARABIC}(?:[十百千万亿]+)?(?:余|多|几)?(?:{_UNITS})?(?![%‰])"),
    ("numeral", rf"{_CHINESE}{{1,12}}(?:余|多|几)?(?:{_UNITS})?"),
)

#: An amount or numeral taken apart. 万元 is a unit, not ten thousand of them.
NUMBER = re.compile(
    rf"(?P<digits>{_ARABIC}(?:[十百千万亿](?!元))*|{_CHINESE}+?(?=万元|亿元|千元|百元)|{_CHINESE}+)"
    rf"(?P<more>余|多|几)?(?P<unit>{_UNITS})?"
)
SHARE_END = re.compile("[%成]$")
#: A Chinese numeral without a unit is a number only behind these words: 受理数为零.
BARE_CHINESE = re.compile("[为是]$")
APPROXIMATE_BEFORE = re.compile("(?:约|(?<!最)近|超|超过|逾|不足|低于|少于|至少|至多|最多|每)$")
#: 上百件, 数十件, but not 申请数3件.
APPROXIMATE_TENS = re.compile("(?:(?<![网线以])上|数|几|成)[十百千万]")
APPROXIMATE_AFTER = re.compile("以上|以下|以内|左右|上下|之多|余|多(?!次|项|种|样|渠)|几")
