"""Mistakes in a standard, in the words of whoever writes it in a form.

The domain says them in English and for a file (``problem.message``, ``problem.remedy``). Here is
each of its sentences that a form can cause, with the sentence for the form; ``§`` stands for what
varies. A sentence that is not here is shown as the domain says it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.errors import Problem
from .definition_places import place_text

#: What is wrong.
MESSAGES: dict[str, str | Promise] = {
    "This key is missing.": gettext_lazy("It is empty."),
    "The text is empty.": gettext_lazy("It is empty."),
    "The list is empty.": gettext_lazy("It is empty."),
    "§ has a single brace.": gettext_lazy("“%(a)s” has a single brace."),
    "§ has the placeholder {§}.": gettext_lazy("“%(a)s” has the placeholder {%(b)s}."),
    "§ is no key.": gettext_lazy("“%(a)s” is no key."),
    "§ stands twice in the list.": gettext_lazy("“%(a)s” stands there twice."),
    "The § § is given twice.": gettext_lazy("The key “%(b)s” is given twice."),
    "§ is later than last_year §.": gettext_lazy("%(a)s is later than the last year, %(b)s."),
    "There is no table §.": gettext_lazy("There is no table “%(a)s”."),
    "The table § stands in the section § already.": gettext_lazy(
        "The table “%(a)s” stands in the section “%(b)s” already."
    ),
    "The block § has a row § already.": gettext_lazy(
        "The part “%(a)s” has a row with the key “%(b)s” already."
    ),
    "No row § stands above this row.": gettext_lazy("No row “%(a)s” stands above it."),
    "The table prints a unit column, and this row has no unit.": gettext_lazy(
        "The table has a unit column, and this row has no unit."
    ),
    "There is no column group §.": gettext_lazy("There is no merged head “%(a)s”."),
    "The group stands within itself.": gettext_lazy("The merged head stands above itself."),
    "No column stands in this group.": gettext_lazy("No column stands under this merged head."),
    "The columns of this group do not stand side by side.": gettext_lazy(
        "The columns under this merged head do not stand side by side."
    ),
    "Calculated figures go in a circle: §.": gettext_lazy(
        "Calculated figures go in a circle: %(a)s."
    ),
    "There is no cell §.": gettext_lazy("There is no cell “%(a)s”."),
    "The table § has no row §.": gettext_lazy("The table has no row “%(b)s”."),
    "The row § is a heading without figures.": gettext_lazy(
        "The row “%(a)s” is a heading without figures."
    ),
    "The table § has no column §.": gettext_lazy("The table has no column “%(b)s”."),
    "§ has parts, but there is no cell §.": gettext_lazy(
        "The cell %(a)s has parts, but there is no cell %(b)s."
    ),
    "§ is a part of itself.": gettext_lazy("“%(a)s” is a part of itself."),
    "A sum of columns stands in every row.": gettext_lazy(
        "Columns are added up in every row, so it cannot be narrowed to some columns."
    ),
    "The block § has § but not §.": gettext_lazy(
        "The part “%(a)s” has the column “%(b)s” but not “%(c)s”."
    ),
    "§ stands on both sides.": gettext_lazy("“%(a)s” stands on both sides."),
    "This row has figures.": gettext_lazy("This row has figures."),
    "A merged heading stands beside this row, which is a line of its own.": gettext_lazy(
        "It is a line of its own under a heading that is one cell beside its rows."
    ),
    "No row with figures stands under this heading.": gettext_lazy(
        "No row with figures stands under this heading."
    ),
    "The rows under this heading do not follow it one after the other.": gettext_lazy(
        "The rows under this heading do not follow it one after the other."
    ),
    "A transposed table has no place for a unit column.": gettext_lazy(
        "A table of one line has no place for a unit column."
    ),
    "The columns of a transposed table stand in the last line of its heads.": gettext_lazy(
        "A table of one line has no merged heads above its columns."
    ),
    "§ is no year.": gettext_lazy("%(a)s is no year of a report."),
    "§ has more than § words.": gettext_lazy("“%(a)s” has more than %(b)s words."),
    "§ has no word that must be there.": gettext_lazy("“%(a)s” has no word that must be there."),
    "The cell § is calculated.": gettext_lazy("The cell “%(a)s” is calculated."),
    "The cell § goes on from last year's report.": gettext_lazy(
        "The cell “%(a)s” goes on from last year's report."
    ),
    "The cell § is counted already.": gettext_lazy("The cell “%(a)s” is counted already."),
    "Nobody knows in which scheme the category § is.": gettext_lazy(
        "Nobody knows in which scheme the category “%(a)s” is."
    ),
    "Of the scheme § no category is named.": gettext_lazy(
        "Of the scheme “%(a)s” no category is named."
    ),
    "§ has an empty alternative.": gettext_lazy("“%(a)s” has an empty alternative."),
}

#: What to do.
REMEDIES: dict[str, str | Promise] = {
    "Add § = …": gettext_lazy("Fill it in."),
    "Write what is meant.": gettext_lazy("Fill it in."),
    "Name at least one.": gettext_lazy("Add at least one."),
    "Write § or no brace.": gettext_lazy("Write %(a)s or no brace."),
    "Only § is filled in.": gettext_lazy("Only %(a)s is filled in."),
    "Use lower-case letters a-z, digits and underscores only.": gettext_lazy(
        "Use lower-case letters a-z, digits and underscores only."
    ),
    "Name it once.": gettext_lazy("Name it once."),
    "Rename or remove one.": gettext_lazy("Change or remove one."),
    "Exchange or mend them.": gettext_lazy("Exchange or mend them."),
    "Name one of: §.": gettext_lazy("Write it as it stands in the form."),
    "Define it first.": gettext_lazy("Add it first."),
    "Name it in one section.": gettext_lazy("Name it in one section."),
    "Give each row of a table a key of its own.": gettext_lazy(
        "Give each row of a table a key of its own."
    ),
    "Name a row further up in the same block, or none.": gettext_lazy(
        "Name a row further up in the same part, or none."
    ),
    "Add unit here or for the whole table.": gettext_lazy(
        "Give a unit here or for the whole table."
    ),
    "Name an outer group or none.": gettext_lazy("Name an outer one or none."),
    "Remove it or name it there.": gettext_lazy("Remove it, or name it at its columns."),
    "Reorder the columns: one head stands above them all.": gettext_lazy(
        "Move the columns: one head stands above them all."
    ),
    "Let one of them be typed, or take it out of the parts of the other.": gettext_lazy(
        "Let one of them be typed, or take it out of the parts of the other."
    ),
    "Write table.row.column.": gettext_lazy("Write table.row.column with the keys of the form."),
    "Write table.row.column as the form has them.": gettext_lazy(
        "Write table.row.column with the keys of the form."
    ),
    "Name a row with figures.": gettext_lazy("Name a row with figures."),
    "Add up rows with the same columns, or columns of the same block.": gettext_lazy(
        "Add up rows with the same columns, or columns of the same part."
    ),
    "Take it out of the parts.": gettext_lazy("Take it out of the parts."),
    "Remove columns.": gettext_lazy("Leave the columns empty."),
    "Both columns stand in the same block.": gettext_lazy("Both columns stand in the same part."),
    "Name it on one side.": gettext_lazy("Name it on one side."),
    "Only a heading can be merged.": gettext_lazy("Only a heading can stand beside its rows."),
    "Write merged = true.": gettext_lazy("Make it a cell beside its rows, too."),
    "Remove it.": gettext_lazy("Remove it."),
    "Reorder the rows: one cell is merged over them all.": gettext_lazy(
        "Move the rows: one cell stands beside them all."
    ),
    "Remove unit_head, or say unit.": gettext_lazy(
        "Leave the head of the unit column empty; the table may have one unit."
    ),
    "Remove column_groups.": gettext_lazy("Remove the merged heads."),
    "Write four digits without quotes: 2018.": gettext_lazy("Write four digits, such as 2018."),
    "Write what the text says next to the number, and no more.": gettext_lazy(
        "Write what the text says next to the number, and no more."
    ),
    "Write a phrase with a word without ?.": gettext_lazy("Write a word without ? as well."),
    "Count a cell that is typed.": gettext_lazy("Count a cell that is typed."),
    "Count another one, or take it out of the carry-overs.": gettext_lazy(
        "Count another one, or take it out of the carry-overs."
    ),
    "Count it once.": gettext_lazy("Count it once."),
    "Name the scheme's key.": gettext_lazy("Fill in the key of the scheme."),
    "Name the category's code.": gettext_lazy("Fill in the code of the category."),
    "Write a word on both sides of each |.": gettext_lazy("Write a word on both sides of each |."),
}


def problem_text(problem: Problem, definition: Mapping[str, Any]) -> str:
    """Where, what is wrong, and what to do, in the active language."""
    words = {
        "what": _translated(problem.message, MESSAGES),
        "remedy": _translated(problem.remedy, REMEDIES),
    }
    place = place_text(problem.key, definition)
    if not place:
        return _("%(what)s %(remedy)s") % words
    return _("%(place)s: %(what)s %(remedy)s") % {**words, "place": place}


def pattern_of(sentence: str) -> re.Pattern[str]:
    """The sentences of the domain that a key of ``MESSAGES`` or ``REMEDIES`` stands for."""
    return re.compile("(.+?)".join(map(re.escape, sentence.split("§"))), re.DOTALL)


def _translated(said: str, texts: Mapping[str, str | Promise]) -> str:
    for sentence, text in texts.items():
        found = pattern_of(sentence).fullmatch(said)
        if found:
            values = [_unquoted(value).replace(" and ", _(" and ")) for value in found.groups()]
            return str(text) % dict(zip("abc", values, strict=False))
    return said


def _unquoted(value: str) -> str:
    """A value without the quotation marks that the domain puts around it."""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value
