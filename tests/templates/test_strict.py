"""What holds for every template: a strict Content-Security-Policy, translated, no logic."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import example_site
import wagtail_disclosure

PACKAGE = Path(wagtail_disclosure.__file__).parent / "templates"
PORTAL = Path(example_site.__file__).parent / "portal/templates"
ALL = sorted([*PACKAGE.rglob("*.html"), *PORTAL.rglob("*.html")])
PUBLIC = [path for path in PACKAGE.rglob("*.html") if not {"editing", "admin"} & set(path.parts)]
STYLES = [
    Path(wagtail_disclosure.__file__).parent / "static/wagtail_disclosure/css/disclosure.css",
    Path(example_site.__file__).parent / "portal/static/portal/portal.css",
]
CONTROL = re.compile(r"{%\s*(if|elif|for|with)\b")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def name(path: Path) -> str:
    return "/".join(path.parts[-3:])


@pytest.mark.parametrize("path", ALL, ids=name)
def test_template__no_inline_script_style_or_handler(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert "javascript:" not in text


@pytest.mark.parametrize("path", ALL, ids=name)
def test_template__fetches_nothing_from_other_hosts(path):
    assert not re.search(r"""(src|href)=["'](https?:)?//""", path.read_text())


@pytest.mark.parametrize("path", PUBLIC, ids=name)
def test_public_template__few_control_tags_and_english_strings(path):
    text = path.read_text()
    assert len(CONTROL.findall(text)) <= 10
    assert not CHINESE.search(text)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_style_sheet__fetches_nothing(path):
    assert not re.search(r"@import|url\(|@font-face", path.read_text())
