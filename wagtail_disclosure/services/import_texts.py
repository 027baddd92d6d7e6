"""What an import has to say, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importers.errors import ImportRefused
from ..importers.imported import Note

FIELD_NAMES: dict[str, str | Promise] = {
    "index_number": gettext_lazy("index number"),
    "topic_category": gettext_lazy("topic"),
    "agency": gettext_lazy("issuing agency"),
    "made_on": gettext_lazy("date of making"),
    "title": gettext_lazy("title"),
    "document_number": gettext_lazy("document number"),
    "published_on": gettext_lazy("publication date"),
    "validity": gettext_lazy("validity"),
}

LEVELS: dict[str, str | Promise] = {
    "error": gettext_lazy("error"),
    "warning": gettext_lazy("warning"),
    "information": gettext_lazy("information"),
}

ROLES: dict[str, str | Promise] = {
    "metadata": gettext_lazy("metadata"),
    "title": gettext_lazy("title"),
    "document_number": gettext_lazy("document number"),
    "source": gettext_lazy("source and time"),
    "preamble": gettext_lazy("preamble"),
    "heading": gettext_lazy("headings"),
    "paragraph": gettext_lazy("paragraphs"),
    "table_head": gettext_lazy("head of the table"),
    "row": gettext_lazy("rows of the table"),
    "furniture": gettext_lazy("words of the website"),
    "unused": gettext_lazy("not understood"),
}

_REFUSALS: dict[str, str | Promise] = {
    "empty": gettext_lazy("The file is empty. Copy the text of the report page into it."),
    "too_large": gettext_lazy(
        "The file has %(size)s bytes, at most %(limit)s are read. Save the text of one report "
        "page only."
    ),
    "too_many_lines": gettext_lazy(
        "The file has %(lines)s lines, at most %(limit)s are read. Save the text of one report "
        "page only."
    ),
    "binary": gettext_lazy(
        "The file is no text. Open the report page in a browser, select all, copy, and save the "
        "text in a plain text file."
    ),
    "binary_kind": gettext_lazy(
        "The file is no text (%(kind)s). Open the report page in a browser, select all, copy, "
        "and save the text in a plain text file."
    ),
    "encoding": gettext_lazy(
        "Line %(line)s cannot be decoded as UTF-8, UTF-16 or GB18030. Save the file as UTF-8."
    ),
    "html": gettext_lazy(
        "The file holds the page's HTML source. Open the page in a browser, select all, copy, "
        "and save the text instead."
    ),
    "not_a_report": gettext_lazy(
        "The file holds no report page: neither metadata nor title nor statistics table were "
        "found. Copy the whole page, from the index number to the end of the table."
    ),
    "no_standard": gettext_lazy(
        "No reporting standard covers the report year %(year)s. Check the year in the title, or "
        "add a standard."
    ),
}

_NOTES: dict[str, str | Promise] = {
    "year_missing": gettext_lazy("No report year was found: the title names none."),
    "agency_missing": gettext_lazy("No agency was found: add a line “发文机关: …”."),
    "period_missing": gettext_lazy(
        "The text states no period of its figures; the whole report year is taken."
    ),
    "table_missing": gettext_lazy("The table “%(title)s” was not found."),
    "field_missing": gettext_lazy("The metadata have no field “%(field)s”."),
    "field_twice": gettext_lazy(
        "“%(field)s” stands twice with different values; the first, “%(value)s”, is kept."
    ),
    "unknown_field": gettext_lazy("The field “%(field)s” has no place in a report."),
    "bad_date": gettext_lazy("This is no date (%(field)s). Write it as 2019-01-10."),
    "document_number": gettext_lazy("This is no document number such as 榕应急函〔2019〕4号."),
    "document_number_suggestion": gettext_lazy(
        "This is not written as a document number. Right would be %(suggestion)s."
    ),
    "validity": gettext_lazy("This validity is not known; the report is taken as in force."),
    "differs": gettext_lazy(
        "%(field)s: the metadata have “%(above)s”, the text has “%(below)s”. The text is taken."
    ),
    "section_missing": gettext_lazy("The section “%(heading)s” was not found; it stays empty."),
    "section_guessed": gettext_lazy("Taken for the section “%(heading)s”."),
    "section_unknown": gettext_lazy("The standard has no such section; it is imported as it is."),
    "heading_number": gettext_lazy("By order this heading has the number %(expected)s."),
    "columns_guessed": gettext_lazy(
        "The heads of the columns were not all recognised; the printed order is taken: %(columns)s."
    ),
    "column_unknown": gettext_lazy("This head of a column is not known."),
    "column_year": gettext_lazy("The table's year is not that of the title, %(year)s."),
    "label_guessed": gettext_lazy("Taken for the row “%(label)s”."),
    "row_missing": gettext_lazy("The row “%(label)s” was not found; its figures stay blank."),
    "row_twice": gettext_lazy("The row stands twice; this time (%(values)s) it is left out."),
    "row_unknown": gettext_lazy("The form has no such row; its values %(values)s are left out."),
    "row_values": gettext_lazy(
        "“%(label)s” needs %(expected)s values and has %(count)s (%(values)s); none is imported, "
        "for nobody can tell which is which."
    ),
    "value_alone": gettext_lazy("This value stands before the first row; it is left out."),
    "figure_unread": gettext_lazy("“%(label)s”, %(column)s: “%(value)s” is no number."),
    "figure_unread_too_long": gettext_lazy(
        "“%(label)s”, %(column)s: “%(value)s” has too many digits for a figure."
    ),
    "figure_blank": gettext_lazy("“%(label)s”, %(column)s is blank; a blank is not zero."),
    "cumulative_smaller": gettext_lazy(
        "“%(label)s”: the cumulative figure %(cumulative)s is smaller than this year's "
        "%(current)s; there is no opening balance for it."
    ),
}


def refusal_text(refusal: ImportRefused) -> str:
    """Why a file was not read at all, and what to do."""
    code = "binary_kind" if refusal.params.get("kind") else refusal.code
    return _REFUSALS[code] % refusal.params


def note_text(note: Note) -> str:
    """One note in words, without its line."""
    params = dict(note.params)
    if "field" in params:
        params["field"] = str(FIELD_NAMES.get(params["field"], params["field"]))
    code = note.code
    if code == "document_number" and params.get("suggestion"):
        code = "document_number_suggestion"
    if code == "figure_unread" and params["reason"] == "too_long":
        code = "figure_unread_too_long"
    return _NOTES[code] % params


def line_text(number: int) -> str:
    """Where a note belongs; empty for the page as a whole."""
    return _("line %(number)s") % {"number": number} if number else ""
