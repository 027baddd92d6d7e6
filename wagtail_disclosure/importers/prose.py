"""The text of a report: sections with their nested headings and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wagtail_disclosure.domain.standards import Section, Standard

from .headings import HeadingLine, read_heading
from .imported import (
    BodyItem,
    ImportedHeading,
    ImportedParagraph,
    ImportedSection,
    ImportedTable,
    Line,
    Note,
    ReadLine,
)
from .labels import core, similarity

_CLOSE_ENOUGH = 0.6
_SOME_WORDS = 0.2


@dataclass
class Prose:
    """The text in order. ``preamble`` stands before the first section."""

    preamble: list[ImportedParagraph] = field(default_factory=list)
    sections: list[ImportedSection] = field(default_factory=list)
    roles: list[ReadLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_prose(
    lines: Sequence[Line], standard: Standard, tables: Mapping[int, str] | None = None
) -> Prose:
    """Sort lines of text into sections of the standard.

    ``tables`` gives the key of the table that stands where a line number is: tables were
    taken out of the lines before. A section that the standard has not keeps its place and
    its heading, with an empty key; nothing is dropped.
    """
    return _Reader(standard, dict(tables or {})).read(lines)


class _Reader:
    def __init__(self, standard: Standard, tables: dict[int, str]) -> None:
        self.standard = standard
        self.tables = tables
        self.prose = Prose()
        self.body: list[BodyItem] = []
        self.counts = [0] * 5

    def read(self, lines: Sequence[Line]) -> Prose:
        for line in lines:
            self._place_tables(line.number)
            if line.stripped:
                self._read_line(line)
        self._place_tables(None)
        self._close()
        found = {section.key for section in self.prose.sections}
        for section in self.standard.sections:
            if section.key not in found and section.required:
                params = {"heading": section.heading}
                self.prose.notes.append(Note("section_missing", "warning", params=params))
        return self.prose

    def _read_line(self, line: Line) -> None:
        heading = read_heading(line.stripped)
        if heading and heading.level == 1:
            self._open(line, heading)
        elif heading and self.prose.sections:
            self._check_number(line, heading)
            self.body.append(ImportedHeading(heading.level, heading.text, line.number))
            self._role(line, "heading")
        else:
            self._paragraph(line, line.stripped)
            return
        if heading.rest:
            self.body.append(ImportedParagraph(heading.rest, line.number))

    def _paragraph(self, line: Line, text: str) -> None:
        paragraph = ImportedParagraph(text, line.number)
        if self.prose.sections:
            self.body.append(paragraph)
        else:
            self.prose.preamble.append(paragraph)
        self._role(line, "paragraph" if self.prose.sections else "preamble")

    def _open(self, line: Line, heading: HeadingLine) -> None:
        self._close()
        self._check_number(line, heading)
        section = self._section_of(line, heading)
        key = section.key if section else ""
        self.prose.sections.append(ImportedSection(key, heading.text, line.number))
        self._role(line, "heading")

    def _close(self) -> None:
        if self.prose.sections:
            last = self.prose.sections[-1]
            self.prose.sections[-1] = ImportedSection(
                last.key, last.heading, last.line, tuple(self.body)
            )
            self.body = []

    def _section_of(self, line: Line, heading: HeadingLine) -> Section | None:
        taken = {section.key for section in self.prose.sections}
        free = [section for section in self.standard.sections if section.key not in taken]
        for section in free:
            if core(section.heading) == core(heading.text):
                return section
        guessed = _like(heading.text, free) or self._by_number(heading, free)
        if guessed is None:
            self._note("section_unknown", "warning", line)
        else:
            self._note("section_guessed", "warning", line, heading=guessed.heading)
        return guessed

    def _by_number(self, heading: HeadingLine, free: Sequence[Section]) -> Section | None:
        """The section of that number, if at least some of the words agree."""
        for number, section in enumerate(self.standard.sections, 1):
            if number == heading.number and section in free:
                alike = similarity(heading.text, section.heading)
                return section if alike >= _SOME_WORDS else None
        return None

    def _check_number(self, line: Line, heading: HeadingLine) -> None:
        """Numbers are counted by the program; say where the file counted otherwise."""
        self.counts[heading.level] += 1
        self.counts[heading.level + 1 :] = [0] * (4 - heading.level)
        expected = self.counts[heading.level]
        if heading.number != expected:
            self._note("heading_number", "information", line, expected=str(expected))

    def _place_tables(self, before: int | None) -> None:
        for number in sorted(self.tables):
            if (before is None or number < before) and self.prose.sections:
                self.body.append(ImportedTable(self.tables.pop(number), number))

    def _role(self, line: Line, role: str) -> None:
        self.prose.roles.append(ReadLine(line.number, line.text, role))

    def _note(self, code: str, level: str, line: Line, **params: str) -> None:
        self.prose.notes.append(Note(code, level, line.number, line.text, params))


def _like(text: str, sections: Iterable[Section]) -> Section | None:
    scored = [(similarity(text, section.heading), section.key, section) for section in sections]
    best = max(scored, default=None, key=lambda entry: entry[:2])
    return best[2] if best and best[0] >= _CLOSE_ENOUGH else None
