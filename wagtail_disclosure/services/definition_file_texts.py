"""Mistakes in a file of a definition, in the active language and in the words of the file.

The domain says them in English. Here is each of its sentences with placeholders for what varies;
``tests/services/test_definition_file_texts.py`` holds that none is left out. The keys of a file
stay as they are written there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ..domain.errors import Problem

#: What the domain says of a file: what is wrong, and what to do.
SENTENCES = (
    gettext_noop("The file cannot be read: %(a)s."),
    gettext_noop("Give the name of a text file in UTF-8."),
    gettext_noop("Give a readable file in UTF-8."),
    gettext_noop("The file is no TOML: %(a)s."),
    gettext_noop("Mend the line; then the rest is read."),
    gettext_noop("%(a)s is not the file's name."),
    gettext_noop("Name the file %(a)s.toml."),
    gettext_noop("This key is missing."),
    gettext_noop("Add %(a)s = …"),
    gettext_noop("This key is not known."),
    gettext_noop("Did you mean %(a)s? Known here: %(b)s."),
    gettext_noop("Remove it. Known here: %(a)s."),
    gettext_noop("The text is empty."),
    gettext_noop("Write what is meant."),
    gettext_noop("A name is empty."),
    gettext_noop("Write it, or take it out."),
    gettext_noop("%(a)s is no text."),
    gettext_noop("Write it in quotation marks."),
    gettext_noop("The text has %(a)s characters; %(b)s are allowed."),
    gettext_noop("Shorten it."),
    gettext_noop("%(a)s has a line break or another control character."),
    gettext_noop("Write it on one line."),
    gettext_noop("%(a)s has a single brace."),
    gettext_noop("Write %(a)s or no brace."),
    gettext_noop("%(a)s has the placeholder {%(b)s}."),
    gettext_noop("Only %(a)s is filled in."),
    gettext_noop("%(a)s is no key."),
    gettext_noop("Use lower-case letters a-z, digits and underscores only."),
    gettext_noop("%(a)s is no identifier."),
    gettext_noop("Use lower-case letters a-z and digits, joined by single hyphens."),
    gettext_noop("%(a)s is no code."),
    gettext_noop("Use letters a-z and digits, joined by single dots, hyphens or underscores."),
    gettext_noop("%(a)s is neither true nor false."),
    gettext_noop("Write true or false."),
    gettext_noop("%(a)s is no year."),
    gettext_noop("Write four digits without quotes: 2018."),
    gettext_noop("%(a)s is no such number."),
    gettext_noop("Write a whole number from %(a)s on."),
    gettext_noop("%(a)s is not known here."),
    gettext_noop("Write one of %(a)s."),
    gettext_noop("%(a)s is no list of texts."),
    gettext_noop('Write ["one", "two"].'),
    gettext_noop("The list is empty."),
    gettext_noop("Name at least one."),
    gettext_noop("%(a)s stands twice in the list."),
    gettext_noop("Name it once."),
    gettext_noop("This is no list of entries."),
    gettext_noop("Write [[%(a)s]] before each entry."),
    gettext_noop("The %(a)s %(b)s is given twice."),
    gettext_noop("Rename or remove one."),
    gettext_noop("This is no table of texts."),
    gettext_noop('Write [%(a)s] and then name = "text".'),
    gettext_noop("There is no category %(a)s."),
    gettext_noop("Add it, or mend the code."),
    gettext_noop("%(a)s stands below itself."),
    gettext_noop("Name a category above it."),
    gettext_noop("%(a)s stands more than %(b)s levels below the top."),
    gettext_noop("Move it up."),
    gettext_noop("%(a)s differs from %(b)s in capital letters only."),
    gettext_noop("Choose another code: some databases take them for one."),
    gettext_noop("%(a)s stands beside it already, as %(b)s."),
    gettext_noop("%(a)s is later than last_year %(b)s."),
    gettext_noop("Exchange or mend them."),
    gettext_noop("There is no table %(a)s."),
    gettext_noop("There is no cell %(a)s."),
    gettext_noop("There is no column group %(a)s."),
    gettext_noop("Name one of: %(a)s."),
    gettext_noop("Define it first."),
    gettext_noop("Write table.row.column."),
    gettext_noop("Write table.row.column as the form has them."),
    gettext_noop("The table %(a)s stands in the section %(b)s already."),
    gettext_noop("Name it in one section."),
    gettext_noop("The block %(a)s has a row %(b)s already."),
    gettext_noop("Give each row of a table a key of its own."),
    gettext_noop("No row %(a)s stands above this row."),
    gettext_noop("Name a row further up in the same block, or none."),
    gettext_noop("The table prints a unit column, and this row has no unit."),
    gettext_noop("Add unit here or for the whole table."),
    gettext_noop("The group stands within itself."),
    gettext_noop("Name an outer group or none."),
    gettext_noop("No column stands in this group."),
    gettext_noop("Remove it or name it there."),
    gettext_noop("The columns of this group do not stand side by side."),
    gettext_noop("Reorder the columns: one head stands above them all."),
    gettext_noop("Calculated figures go in a circle: %(a)s."),
    gettext_noop("Let one of them be typed, or take it out of the parts of the other."),
    gettext_noop("The table %(a)s has no row %(b)s."),
    gettext_noop("The row %(a)s is a heading without figures."),
    gettext_noop("Name a row with figures."),
    gettext_noop("The table %(a)s has no column %(b)s."),
    gettext_noop("%(a)s has parts, but there is no cell %(b)s."),
    gettext_noop("Add up rows with the same columns, or columns of the same block."),
    gettext_noop("%(a)s is a part of itself."),
    gettext_noop("Take it out of the parts."),
    gettext_noop("A sum of columns stands in every row."),
    gettext_noop("Remove columns."),
    gettext_noop("The block %(a)s has %(b)s but not %(c)s."),
    gettext_noop("Both columns stand in the same block."),
    gettext_noop("%(a)s stands on both sides."),
    gettext_noop("Name it on one side."),
    gettext_noop("This row has figures."),
    gettext_noop("Only a heading can be merged."),
    gettext_noop("A merged heading stands beside this row, which is a line of its own."),
    gettext_noop("Write merged = true."),
    gettext_noop("No row with figures stands under this heading."),
    gettext_noop("Remove it."),
    gettext_noop("The rows under this heading do not follow it one after the other."),
    gettext_noop("Reorder the rows: one cell is merged over them all."),
    gettext_noop("A transposed table has no place for a unit column."),
    gettext_noop("Remove unit_head, or say unit."),
    gettext_noop("The columns of a transposed table stand in the last line of its heads."),
    gettext_noop("Remove column_groups."),
    gettext_noop("The cell %(a)s is calculated."),
    gettext_noop("Count a cell that is typed."),
    gettext_noop("The cell %(a)s goes on from last year's report."),
    gettext_noop("Count another one, or take it out of the carry-overs."),
    gettext_noop("The cell %(a)s is counted already."),
    gettext_noop("Count it once."),
    gettext_noop("Nobody knows in which scheme the category %(a)s is."),
    gettext_noop("Name the scheme's key."),
    gettext_noop("Of the scheme %(a)s no category is named."),
    gettext_noop("Name the category's code."),
    gettext_noop("%(a)s has more than %(b)s words."),
    gettext_noop("Write what the text says next to the number, and no more."),
    gettext_noop("%(a)s has no word that must be there."),
    gettext_noop("Write a phrase with a word without ?."),
    gettext_noop("%(a)s has an empty alternative."),
    gettext_noop("Write a word on both sides of each |."),
)

#: Placeholders that a sentence lists: ``{agency} and {year}``.
_LISTED = re.compile(r"\{\w+\}(?: and \{\w+\})+")


def file_problem_texts(problems: Iterable[Problem]) -> str:
    """All mistakes, one to a line: where, what is wrong, and what to do."""
    return "\n".join(map(file_problem_text, problems))


def file_problem_text(problem: Problem) -> str:
    """One mistake: where, what is wrong, and what to do."""
    words = {"what": translated(problem.message), "remedy": translated(problem.remedy)}
    place = ": ".join(part for part in (problem.file, problem.key) if part)
    if not place:
        return _("%(what)s %(remedy)s") % words
    return _("%(place)s: %(what)s %(remedy)s") % {**words, "place": place}


def translated(said: str) -> str:
    """A sentence of the domain in the active language; one that is not known as it is."""
    for sentence in SENTENCES:
        found = pattern_of(sentence).fullmatch(said)
        if found:
            values = {name: _listed(value) for name, value in found.groupdict().items()}
            return _(sentence) % values
    return said


@cache
def pattern_of(sentence: str) -> re.Pattern[str]:
    """What the domain may have said where it says ``sentence``."""
    parts = re.split(r"%\((\w)\)s", sentence)
    parts[::2] = map(re.escape, parts[::2])
    parts[1::2] = (f"(?P<{name}>.+?)" for name in parts[1::2])
    return re.compile("".join(parts), re.DOTALL)


def _listed(value: str) -> str:
    return value.replace(" and ", _(" and ")) if _LISTED.fullmatch(value) else value
