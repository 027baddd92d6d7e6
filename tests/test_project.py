"""The project as a whole: documentation is complete, layers hold, links lead somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import get_resolver

from wagtail_disclosure.conf import DEFAULTS
from wagtail_disclosure.domain.catalogue import shipped_standards
from wagtail_disclosure.domain.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "wagtail_disclosure"
REFERENCE = ROOT / "docs" / "reference"
#: Formats that a report can be had in or come from.
FORMATS = ["report.pdf", "exchange file"]


def headings(*names: str) -> set[str]:
    """Headings of reference pages, without Markdown marks."""
    pages = [REFERENCE / name for name in names] if names else REFERENCE.glob("*.md")
    return {
        match[1].replace("`", "").strip()
        for page in pages
        for match in re.finditer(r"^#{1,4} (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }


def described(name: str, found: set[str]) -> bool:
    return any(re.search(rf"(^|\W){re.escape(name)}(\W|$)", heading) for heading in found)


def commands() -> list[str]:
    folder = PACKAGE / "management" / "commands"
    return sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))


def addresses() -> list[str]:
    """Every public address of the plugin, below a page and site-wide."""
    patterns = get_resolver("wagtail_disclosure.urls").url_patterns
    site_wide = [
        "disclosure/" + re.sub(r"<(\w+:)?(\w+)>", r"<\2>", str(pattern.pattern))
        for pattern in patterns
    ]
    below_pages = [
        match[1].rstrip("/")
        for path in sorted((PACKAGE / "mixins").glob("*.py"))
        for match in re.finditer(r"@(?:re_)?path\(\"([^\"]+)\"", path.read_text(encoding="utf-8"))
    ]
    return site_wide + below_pages


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_documentation__has_every_setting(name: str) -> None:
    assert described(name, headings("settings.md"))


@pytest.mark.parametrize("code", sorted(RULES))
def test_documentation__has_every_rule(code: str) -> None:
    assert described(code, headings("rules.md"))


@pytest.mark.parametrize("command", commands())
def test_documentation__has_every_command(command: str) -> None:
    assert described(command, headings("commands.md"))


@pytest.mark.parametrize("address", addresses())
def test_documentation__has_every_address(address: str) -> None:
    assert address in headings("addresses.md")


@pytest.mark.parametrize("standard", [standard.identifier for standard in shipped_standards()])
def test_documentation__has_every_standard(standard: str) -> None:
    assert described(standard, headings("standards.md"))


@pytest.mark.parametrize("name", FORMATS)
def test_documentation__has_every_format(name: str) -> None:
    assert name in {heading.lower() for heading in headings()}


def test_documentation__has_every_system_check() -> None:
    written = re.findall(r"id=\"(wagtail_disclosure\.\w+)\"", (PACKAGE / "checks.py").read_text())
    text = (REFERENCE / "checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(wagtail_disclosure\.[EW]\d+)`", text)) == set(written)


def test_documentation__names_nothing_that_is_gone() -> None:
    settings = {name for name in headings("settings.md") if name.isupper()}
    listed = {name for name in headings("commands.md") if name.startswith("disclosure_")}
    assert (settings, listed) == (set(DEFAULTS), set(commands()))


def markdown_files() -> list[Path]:
    return sorted(
        {*ROOT.glob("*.md"), *ROOT.glob("benchmarks/*.md"), *(ROOT / "docs").rglob("*.md")}
    )


@pytest.mark.parametrize("page", markdown_files(), ids=lambda page: str(page.relative_to(ROOT)))
def test_documentation__links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_documentation__index_lists_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = (path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md"))
    missing = [str(page) for page in pages if page.parent.name and f"({page})" not in index]
    assert missing == []


def imports_of(folder: str) -> Iterator[tuple[str, str]]:
    """(file, imported module) of every absolute import below a folder of the package."""
    for path in sorted((PACKAGE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path.name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield path.name, node.module


@pytest.mark.parametrize(
    ("folder", "forbidden"),
    [
        # import-linter knows external packages as wholes only; these are parts of Django.
        ("services", ("django.contrib.messages", "django.shortcuts", "django.views")),
        ("exports", ("django.db", "django.http", "wagtail.models")),
        ("importers", ("django.db", "django.http", "wagtail")),
        ("models", ("django.http", "django.contrib.messages", "django.views")),
    ],
)
def test_layers__know_nothing_of(folder: str, forbidden: tuple[str, ...]) -> None:
    found = [
        (file, module)
        for file, module in imports_of(folder)
        if any(module == name or module.startswith(f"{name}.") for name in forbidden)
    ]
    assert found == []


def test_templates__hold_no_inline_script_style_or_handler() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for folder in ("wagtail_disclosure", "example_site")
        for path in sorted((ROOT / folder).rglob("templates/**/*.html"))
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_modules__are_short() -> None:
    """300 lines at most, so that a module is about one thing."""
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in ("wagtail_disclosure", "example_site")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}
