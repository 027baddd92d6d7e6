"""Text of reports, for tests that need some."""

from __future__ import annotations

import re
from typing import Any

from wagtail_disclosure.domain import load_standard


def sections_with(*texts: str, key: str = "requests") -> list[dict[str, Any]]:
    """The stored value of ``sections``: one section that holds these rich texts."""
    body = [{"type": "text", "value": text} for text in texts]
    return [_section(key, "依申请公开政府信息办理情况", body)]


def whole_text(*texts: str, standard: str = "fuzhou-2018") -> list[dict[str, Any]]:
    """All sections of a form, as publishing asks for them; one holds these rich texts."""
    body = [{"type": "text", "value": text} for text in texts]
    return [
        _section(section.key, section.heading, body if section.key == "requests" else [])
        for section in load_standard(standard).sections
    ]


def with_problems(report: Any) -> Any:
    """The draft with a word on problems: without one, a warning (T07) stands beside the grid."""
    raw = [dict(section) for section in report.sections.raw_data]
    for section in raw:
        if section["value"]["key"] == "problems":
            text = {"type": "text", "value": "<p>政策解读形式不多，将增加图解。</p>"}
            section["value"] = {**section["value"], "body": [text]}
    report.sections = report.sections.stream_block.to_python(raw)
    report.save_revision(clean=False)
    return report


def source_of(report: Any) -> str:
    """The stored rich text of the first block of text, without Draftail's keys."""
    blocks = [block for section in report.sections for block in section.value["body"]]
    source = next(block.value.source for block in blocks if block.block_type == "text")
    return re.sub(r' data-block-key="\w+"', "", source)


def _section(key: str, heading: str, body: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "section", "value": {"key": key, "heading": heading, "body": body}}
