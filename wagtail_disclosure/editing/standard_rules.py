"""Blocks for what holds between the figures of one table."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


def one(label: Any, help_text: Any = "") -> blocks.CharBlock:
    return blocks.CharBlock(label=label, required=False, max_length=200, help_text=help_text)


def _many(label: Any, help_text: Any = "") -> blocks.TextBlock:
    return blocks.TextBlock(
        label=label,
        required=False,
        rows=3,
        help_text=help_text or _("Their labels, one on each line."),
    )


def severity(default: str = "error") -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        label=_("Otherwise"),
        choices=[
            ("error", _("error: not published")),
            ("warning", _("warning")),
            ("information", _("note")),
        ],
        default=default,
    )


def _axis() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        label=_("It adds up"),
        choices=[("rows", _("rows, in every column")), ("columns", _("columns, in every row"))],
        default="rows",
    )


class SumBlock(blocks.StructBlock):
    total = one(_("Total"), _("Label of the row or column."))
    parts = _many(_("Parts"))
    axis = _axis()
    calculated = blocks.BooleanBlock(
        label=_("The total is calculated and not typed"), required=False, default=True
    )
    severity = severity()
    columns = _many(_("Only in these columns"), _("Empty: in all."))

    class Meta:
        icon = "plus-inverse"
        label = _("Sum")
        label_format = "{total}"


class OfWhichBlock(blocks.StructBlock):
    total = one(_("Whole"), _("Label of the row or column."))
    parts = _many(_("Each of these is at most the whole"))
    axis = _axis()
    severity = severity()

    class Meta:
        icon = "minus"
        label = _("Of which (其中)")
        label_format = "{total}"


class CumulativeBlock(blocks.StructBlock):
    column = one(_("Column of all years"))
    current = one(_("Column of the report year"))

    class Meta:
        icon = "history"
        label = _("Cumulative column")
        label_format = "{column}"


class BalanceBlock(blocks.StructBlock):
    left = _many(_("These rows together"))
    right = _many(_("equal these rows together"))
    severity = severity()

    class Meta:
        icon = "order"
        label = _("Balance of rows")
        label_format = "{left}"


class NothingWithoutBlock(blocks.StructBlock):
    rows = _many(_("Where these rows are 0, so is everything else in the column"))

    class Meta:
        icon = "circle-check"
        label = _("Nothing without")
        label_format = "{rows}"


class CarryOverBlock(blocks.StructBlock):
    to = one(_("Row of this year"))
    source = one(_("is this row of last year"))
    severity = severity()

    class Meta:
        icon = "redirect"
        label = _("Carry-over from last year")
        label_format = "{to}"


class StockBlock(blocks.StructBlock):
    column = one(_("Column"))
    last_year = _many(_("equals these columns of last year"))
    added = _many(_("plus these columns of this year"))
    removed = _many(_("minus these columns of this year"))
    severity = severity("warning")

    class Meta:
        icon = "history"
        label = _("Stock")
        label_format = "{column}"


class ComparisonBlock(blocks.StructBlock):
    factor = blocks.IntegerBlock(
        label=_("Times"), required=False, min_value=2, help_text=_("Empty: 5.")
    )
    least = blocks.IntegerBlock(
        label=_("Not below"), required=False, min_value=1, help_text=_("Empty: 10.")
    )
    rows = _many(_("Rows"), _("Their labels, one on each line. Empty: all."))
    columns = _many(_("Columns"), _("Their labels, one on each line. Empty: all."))

    class Meta:
        icon = "view"
        label = _("Comparison with last year")
        label_format = "{rows}"


class PendingBlock(blocks.StructBlock):
    column = one(_("Column of what was undecided"))
    total = one(_("Column that counts all"))

    class Meta:
        icon = "time"
        label = _("Undecided at the end of the year")
        label_format = "{column}"


class RulesBlock(blocks.StreamBlock):
    """The names are those of ``standard_names.RULES``."""

    sum = SumBlock()
    of_which = OfWhichBlock()
    cumulative = CumulativeBlock()
    balance = BalanceBlock()
    nothing_without = NothingWithoutBlock()
    carry_over = CarryOverBlock()
    stock = StockBlock()
    comparison = ComparisonBlock()
    pending = PendingBlock()

    class Meta:
        required = False
