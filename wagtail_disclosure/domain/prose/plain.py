"""Plain text of the rich text of a section."""

from __future__ import annotations

from ..html_fragments import FragmentParser

_BLOCKS = frozenset(
    ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "hr", "blockquote")
)
#: What is no prose; the figures of a table are looked at in the table.
_LEFT_OUT = frozenset(("table", "script", "style"))


def plain_text(html: str) -> str:
    """The text of an HTML fragment, a line for each paragraph, tables left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = ("".join(line.split("\xa0")).strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Reader(FragmentParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._outside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._outside += 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT and self._outside:
            self._outside -= 1
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._outside:
            self.parts.append(data)
