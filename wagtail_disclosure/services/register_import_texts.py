"""What the import of a register has to say, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importers.errors import ImportRefused
from ..importers.register_rows import RowMistake
from ..models.identifier_texts import IDENTIFIER_TEXTS
from .import_texts import refusal_text
from .number_parts import part_name

_REFUSALS: dict[str, str | Promise] = {
    "table_large": gettext_lazy(
        "The file has %(size)s bytes, at most %(limit)s are read. Split the register."
    ),
    "table_rows": gettext_lazy(
        "The file has more than %(limit)s rows. Split the register, for example by years."
    ),
    "table_columns": gettext_lazy(
        "Row %(row)s has more than %(limit)s columns. Keep the columns of the register only."
    ),
    "table_unpacked": gettext_lazy(
        "The workbook would unpack to more than %(limit)s bytes. Save the register as CSV."
    ),
    "table_broken": gettext_lazy(
        "The file cannot be read as CSV or XLSX (%(reason)s). Open it in a spreadsheet and save it "
        "anew."
    ),
    "table_old": gettext_lazy("This is an old .xls file. Save it as XLSX or CSV."),
    "table_empty": gettext_lazy("The file is empty."),
    "table_no_head": gettext_lazy(
        "Row %(row)s names no column “索引号” (number). Write the names of the columns in the "
        "first row."
    ),
    "table_head_twice": gettext_lazy(
        "The columns “%(first)s” and “%(second)s” mean the same. Keep one of them."
    ),
    "binary": gettext_lazy("The file is neither text nor a workbook. Save it as CSV or XLSX."),
}

_TEXTS: dict[str, str | Promise] = {
    "formula": gettext_lazy("“%(value)s” is a formula. Replace formulas by their values."),
    "error": gettext_lazy("The spreadsheet shows the error %(value)s here. Correct it."),
    "rounded": gettext_lazy(
        "The spreadsheet took this for a figure and dropped digits (%(value)s). Format the column "
        "as text and enter the number again."
    ),
    "too_long": gettext_lazy("The text that begins with “%(value)s” is far too long."),
    "number_missing": gettext_lazy("The index number is missing."),
    "value_long": gettext_lazy("The text has %(length)s characters, %(limit)s fit."),
    "control_character": gettext_lazy(
        "The text holds invisible characters or line breaks. Type it anew."
    ),
    "bad_date": gettext_lazy("“%(value)s” is no date. Write it as 2019-01-10."),
    "bad_state": gettext_lazy("“%(value)s” is no state. Write 在用, 已撤回 or 已作废."),
    "reason_missing": gettext_lazy("The state is “%(state)s”: say why in a column “原因”."),
    "scheme_unknown": gettext_lazy("There is no numbering scheme “%(scheme)s”. Add it first."),
    "agency_unknown": gettext_lazy("The site knows no agency “%(agency)s”. Add it first."),
    "agencies_differ": gettext_lazy("The code is that of %(one)s, the name that of %(other)s."),
    "agency_missing": gettext_lazy(
        "Whose number is it? Neither the row nor the number names an agency of this site. Add a "
        "column “机关代码” or “机关”."
    ),
    "agency_other": gettext_lazy("The number is one of %(shown)s, the row is of %(agency)s."),
    "number_twice": gettext_lazy("Row %(row)s has the same number."),
    "number_taken": gettext_lazy("The register has it already: %(number)s of %(agency)s."),
    "serial_taken": gettext_lazy("%(other)s has the same serial."),
    "other_writing": gettext_lazy("Row %(row)s has the same number in other writing."),
    "no_scheme": gettext_lazy("It fits no numbering scheme of this site."),
    "misfit": gettext_lazy("It does not fit “%(scheme)s”, e.g. %(sample)s."),
    "leap": gettext_lazy(
        "It leaves out %(count)s serials, after %(before)s. If a digit is wrong, correct it: the "
        "next number given here goes on after it."
    ),
    "other_year": gettext_lazy("It is of the year %(year)s, the date of making in %(made)s."),
}


def table_refusal_text(refusal: ImportRefused) -> str:
    """Why a file with a register was not read at all, and what to do."""
    if refusal.code in _REFUSALS:
        return _REFUSALS[refusal.code] % refusal.params
    return refusal_text(refusal)


def mistake_text(mistake: RowMistake) -> str:
    """One mistake or remark, without its place."""
    if mistake.code == "wrong_code":
        params = mistake.params
        values = {"text": params["code"], "expected": params.get("expected", "")}
        return f"{part_name(params['part'])}: {IDENTIFIER_TEXTS[params['mistake']] % values}"
    return _TEXTS[mistake.code] % mistake.params


def place_text(mistake: RowMistake) -> str:
    """Where it stands in the file."""
    values = {"row": mistake.row, "column": mistake.column}
    if mistake.column:
        return _("row %(row)s, “%(column)s”") % values
    return _("row %(row)s") % values
