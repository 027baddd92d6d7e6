"""The words that may stand around an indicator's name without changing what is meant.

A number is only tied to a name when everything else in its clause is one of these words; any
other word (涉及土地征收的, 通过微信, 自然人 …) narrows the meaning, and the number is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .normal import OWN, normalise

#: Between the words of a name, and between a number and a name that follows it.
INNER = (
    "公民、法人和其他组织|公民、法人或其他组织|公民、法人或者其他组织|公民、法人及其他组织|公民法人和其他组织"
    "|和结转|和办理|和处理|及处理|各类|各种|各项|有关|相关|涉及|关于|政务|政府|信息|公开|工作|书面|社会公众|群众"
    "|提出|提交|共计|总计|合计|累计|新增|全部|有效|方面|了|的|到|共|新|为"
)
#: Between a name and the number behind it.
GAP = (
    "政府信息|信息|文件|案件|申请|事项|处理决定|决定|公开|答复|数量|总数|总量|总计|共计|合计|一共|总共|累计|金额"
    "|数|量|情况|均|都|各|共|为|是|达到|达|有|了|的|计|全年|总额|:"
)
_PERIOD = (
    "(?:截至|截止|截止到|自|从)?(?:19|20)\\d\\d年(?:度|以来|底|末)?(?:\\d{1,2}月(?:\\d{1,2}日|底|末)?)?"
    "(?:(?:至|到|-|~)(?:(?:19|20)\\d\\d年)?\\d{1,2}月(?:\\d{1,2}日|底|末)?)?(?:期间|止|起)?"
    "|(?:截至|截止)(?:今年|本年)?年?[底末]|(?:19|20)\\d\\d(?=[我本全])|今年(?:以来|至今)?|本年度|本年|年度内|年度|年内|全年度|全年|报告期内|报告期|一年来"
    "|去年|前年|上年度|上一年度|上一年|上年|历年来|历年|当年"
)
_ADVERBS = (
    "以及|及其|及|和|、|分别|一共|共计|总共|总计|合计|累计|实际|已经|已|均|也|亦|还|又|再|现|新增|全部|全面|依法|依规|及时"
    "|按时|按期|先后|其中|另外|另有|另|此外|同时|并且|并|而|且|的|有|为|对于|对|因|由|就|于|在|中|涉及|涉|针对|关于"
    "|被|引发|引起|产生|导致|发生|收到|受理|接到|接收|办理|处理|作出|做出|予以|接受|出现|存在|案件|各类|各种|各项"
    "|通过各种渠道|通过多种渠道|通过各种方式|通过多种方式|被申请(?=行政复议)|申请(?=行政复议)|被提起(?=行政诉讼)|提起(?=行政诉讼)"
    "|政府信息公开工作|政府信息公开申请|政府信息公开类|政府信息公开|信息公开申请|信息公开|依申请公开|政府信息|方面|情况|共|新|经|所"
)
_SELVES = (
    "我(?:局|委|办|厅|院|镇|乡|县|区|市|省|处|会|所|队|中心|街道|单位|机关|部门)"
    "|本(?:局|委|办|厅|院|镇|乡|县|区|市|省|处|会|所|队|中心|街道|单位|机关|部门|行政机关|级)"
    "|全(?:局|委|办|厅|院|镇|乡|街道)|局机关|委机关|机关"
)


def one_of(words: str) -> str:
    """A pattern for any of the words, the longest first; once matched it is not taken apart
    again, so that no text makes the matching slow."""
    ordered = sorted(_alternatives(words), key=len, reverse=True)
    return f"(?>{'|'.join(ordered)})"


#: The reporting agency at the end of a subject: 历年来我局.
SELF_AT_END = re.compile(f"(?:{_SELVES})$")


def own_names(names: Iterable[str]) -> frozenset[str]:
    """The ways a report names its own agency: 示例市应急管理局, 市应急管理局."""
    found: set[str] = set()
    for name in filter(None, names):
        name = normalise(name).text
        for form in (name, name.replace("人民政府", "政府")):
            found.add(form)
            for place in re.finditer("[省市县区](?=.{2})", form):
                found.add(form[place.start() :])
        found.update(own_region(name))
    return frozenset(found)


def own_region(name: str) -> tuple[str, ...]:
    """What a government calls all that it reports on: 全县, 全县各级行政机关. A department has
    none: 全县 is more than its own."""
    region = re.search("([省市县区])(?:人民)?政府$", name)
    if region is None:
        return ()
    whole = f"全{region[1]}"
    return (whole, f"{whole}各级行政机关", f"{whole}各级政府")


def _alternatives(words: str) -> list[str]:
    """The words between the bars; a bar within brackets parts no words."""
    return re.split(r"\|(?![^()]*\))", words)


#: All that may stand before a name in its clause.
LEADING = f"(?>(?>{_PERIOD})|(?>{OWN}|{_SELVES})|{one_of(_ADVERBS)})"
