"""Python's reader of HTML, without its failures."""

from __future__ import annotations

from html.parser import HTMLParser


class FragmentParser(HTMLParser):
    """Reads any text: Python's own reader raises ``AssertionError`` at some ``<![…``."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![if …]>`` out of a word processor is a comment, as in browsers."""
        return self.parse_bogus_comment(i, report)
