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


def source_of(report: Any) -> str:
    """The stored rich text of the first block of text, without Draftail's keys."""
    blocks = [block for section in report.sections for block in section.value["body"]]
    source = next(block.value.source for block in blocks if block.block_type == "text")
    return re.sub(r' data-block-key="\w+"', "", source)


def _section(key: str, heading: str, body: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "section", "value": {"key": key, "heading": heading, "body": body}}
