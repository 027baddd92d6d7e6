"""Rich text (HTML) as paragraphs of runs. Anything that is no text is left out, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from ...domain.html_fragments import FragmentParser
from .atoms import Run
from .characters import clean
from .styles import TextStyle

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"))
_SILENT = frozenset((
    "script", "style", "template", "head", "title", "noscript", "iframe", "object", "svg",
    "math",
))
# fmt: on
_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
_DEEPEST = 6


@dataclass
class TextBlock:
    """A paragraph. ``depth`` counts the lists it stands in; ``marker`` is set for the first
    paragraph of a list item."""

    runs: list[Run] = field(default_factory=list)
    depth: int = 0
    marker: str = ""


def read_rich_text(html: str, style: TextStyle, base: str = "") -> list[TextBlock]:
    """The paragraphs of ``html`` in ``style``. Addresses are made full with ``base``; those that
    are no web, mail or telephone address are left out, their text stays."""
    reader = _Reader(style, base)
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


def plain_text(html: str) -> str:
    """The words of ``html``, paragraphs joined by spaces."""
    blocks = read_rich_text(html, TextStyle())
    return " ".join("".join(run.text for run in block.runs) for block in blocks)


class _Reader(FragmentParser):
    def __init__(self, style: TextStyle, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[TextBlock] = []
        self._style = style
        self._base = base
        self._pieces: list[Run] = []
        self._bold = 0
        self._silent = 0
        self._links: list[str] = []
        self._lists: list[int | None] = []
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag in _BLOCKS:
            self.end_block()
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "br":
            self._add("\n")
        elif tag == "a":
            self._links.append(self._address(attributes.get("href", "")))
        elif tag in ("ul", "ol"):
            self._lists.append(_number(attributes.get("start", "")) if tag == "ol" else None)
        elif tag == "li":
            self._begin_item()
        elif tag == "img":
            self._add(clean(attributes.get("alt", "")))
        elif tag in ("td", "th"):
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag == "a" and self._links:
            self._links.pop()
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._marker = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line break of the source is white space; only <br> makes a "\n".
            self._add(clean(data))

    def end_block(self) -> None:
        """Close the paragraph that is open, if it holds any text."""
        runs = list(_tidy(self._pieces))
        self._pieces = []
        if runs:
            depth = min(len(self._lists), _DEEPEST)
            self.blocks.append(TextBlock(runs, depth, self._marker))
            self._marker = ""

    def _add(self, text: str) -> None:
        if text and not self._silent:
            style = self._style.bold() if self._bold else self._style
            self._pieces.append(Run(text, style, self._links[-1] if self._links else ""))

    def _begin_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._marker = "•"
        else:
            self._marker = f"{number}."
            self._lists[-1] = number + 1

    def _address(self, href: str) -> str:
        href = href.strip()
        if not href or href.startswith("#"):
            return href
        try:
            address = urljoin(self._base, href)
            return address if urlsplit(address).scheme in _SCHEMES else ""
        except ValueError:  # not an address at all, such as "http://["
            return ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _tidy(pieces: list[Run]) -> Iterator[Run]:
    """Runs without double spaces between them, and without white space at either end: an editor's
    typed indent is dropped, the paragraph has its own."""
    texts: list[str] = []
    before = "\n"
    for piece in pieces:
        text = piece.text
        if before == "\n":
            text = text.lstrip(" \u3000\u00a0")
        elif before == " " and text.startswith(" "):
            text = text[1:]
        texts.append(text)
        before = text[-1] if text else before
    end = len(texts)
    while end and not texts[end - 1].strip(" \n\u3000\u00a0"):
        end -= 1
    if end:
        texts[end - 1] = texts[end - 1].rstrip(" \n\u3000\u00a0")
    begun = False
    for piece, text in zip(pieces[:end], texts, strict=False):
        if text and (begun or text.strip("\n")):
            begun = True
            yield Run(text, piece.style, piece.link)
