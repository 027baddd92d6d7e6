"""Words of the website around a report: buttons, counters, links."""

from __future__ import annotations

import re

_FURNITURE = re.compile(
    r"附件下载|扫一扫.{0,6}(?:手机).{0,4}(?:查看|打开|访问).{0,8}|文字解读|图片解读|视频解读|相关解读|政策解读"
    r"|(?:字体|字号)[:：].{0,20}|(?:浏览|点击|阅读|访问)(?:量|次数|数|率)[:：]?.{0,12}"
    r"|分享(?:到|至)?[:：]?.{0,20}|打印(?:本页|此页)?|关闭(?:窗口|本页)?|收藏|返回(?:顶部|首页|上一页)?"
    r"|(?:上一篇|下一篇)[:：].{0,100}|当前位置[:：].{0,100}|首页[>›»\s].{0,100}"
    r"|主办单位[:：].{0,60}|网站标识码[:：]?.{0,30}|.{0,12}ICP备.{0,20}|版权所有.{0,40}"
)
#: From here on a page says nothing about the report any more.
_END = re.compile(r"附件下载|扫一扫.*|文字解读|图片解读|相关解读|上一篇.*|下一篇.*|附件[:：]?")
_TRIM = "【】[]() \t　"


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the website and not to the report."""
    text = text.strip(_TRIM)
    return len(text) <= 120 and bool(_FURNITURE.fullmatch(text) or _all_furniture(text))


def ends_report(text: str) -> bool:
    """Whether the report is over with this line."""
    text = text.strip(_TRIM)
    return len(text) <= 120 and bool(_END.fullmatch(text))


def _all_furniture(text: str) -> bool:
    """Several buttons on one line: 【打印】 【关闭】."""
    parts = [part for part in re.split(r"[\s【】\[\]|]+", text) if part]
    return len(parts) > 1 and all(_FURNITURE.fullmatch(part) for part in parts)
