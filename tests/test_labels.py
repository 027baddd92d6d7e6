"""Words of the interface that the documentation names are those on the screen.

Tutorials and guides write a label as ``**中文** (English)``: both must be one entry of a catalogue,
the plugin's or Wagtail's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "wagtail_disclosure" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
LABEL = re.compile(r"\*\*([^*]*[\u4e00-\u9fff][^*]*)\*\*\s+\(((?:[^()]|\(\d+\))+)\)")


def plain(text: str) -> str:
    """Without placeholders, numbers, case and line breaks, which vary on the screen."""
    return " ".join(re.sub(r"%\(\w+\)[sd]|\d+", "", text).lower().split())


def catalogue() -> dict[str, set[str]]:
    """Chinese texts of the plugin by their English."""
    found = defaultdict(set)
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            for english in ids:
                found[plain(english)] |= {plain(text) for text in texts}
    return found


def of_wagtail(english: str) -> str:
    """The word of whichever installed app has it."""
    with translation.override("zh-hans"):
        return plain(translation.gettext(english))


def labels() -> list[tuple[str, str, str]]:
    return [
        (page.name, chinese, english)
        for folder in ("tutorial", "how-to", "reference")
        for page in sorted((ROOT / "docs" / folder).glob("*.md"))
        for chinese, english in LABEL.findall(page.read_text(encoding="utf-8"))
    ]


def test_labels__are_found() -> None:
    assert ("first-report.md", "政府信息公开", "Disclosure") in labels()
    assert len(labels()) > 50


@pytest.mark.parametrize(("page", "chinese", "english"), sorted(set(labels())))
def test_label__is_what_the_screen_shows(page: str, chinese: str, english: str) -> None:
    known = catalogue().get(plain(english), set()) | {of_wagtail(english)}
    assert plain(chinese) in known
