"""What changed in a report that readers already had: from what to what, when and why.

Worked out from the frozen versions, which are never changed; nothing of it is stored twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ..domain.figures import MISSING_TEXT, NOT_APPLICABLE_TEXT
from ..exports.cell_names import CellName, cell_names
from ..exports.document import Correction, FigureChange
from ..models import PublishedVersion
from .days import site_day
from .freezing import Frozen, load_frozen

#: So many changes are named where there is room for a sentence only.
FIRST_FEW = 3


def corrections(page_id: int) -> tuple[Correction, ...]:
    """Every publication of a page that changed figures of the one before, newest first.

    A report that was withdrawn and comes back with other figures is corrected like any other.
    """
    versions = list(
        PublishedVersion.objects.filter(page_id=page_id)
        .order_by("number")
        .values("pk", "number", "created_at", "reason", "frozen__figures", "frozen__breakdowns")
    )
    changed = [
        (before, after)
        for before, after in pairwise(versions)
        if _shown(before["frozen__figures"]) != _shown(after["frozen__figures"])
        or before["frozen__breakdowns"] != after["frozen__breakdowns"]
    ]
    if not changed:
        return ()
    wanted = {version["pk"] for pair in changed for version in pair}
    rows = PublishedVersion.objects.filter(pk__in=wanted).values_list("pk", "frozen")
    frozen = {pk: load_frozen(data) for pk, data in rows}
    found = (
        Correction(
            day=site_day(after["created_at"]).isoformat(),
            version=after["number"],
            reason=after["reason"],
            changes=changes(frozen[before["pk"]], frozen[after["pk"]]),
        )
        for before, after in reversed(changed)
    )
    return tuple(correction for correction in found if correction.changes)


def changes_of_many(
    versions: Iterable[PublishedVersion],
) -> dict[int, tuple[FigureChange, ...]]:
    """What each version changed of the figures of the one before, by its primary key; nothing
    where it is the first. One query for all."""
    versions = {version.pk: version for version in versions}.values()
    wanted = [Q(page_id=version.page_id, number=version.number - 1) for version in versions]
    rows = PublishedVersion.objects.filter(reduce(or_, wanted, Q(pk__in=[])))
    before = {(row.page_id, row.number): load_frozen(row.frozen) for row in rows}
    return {
        version.pk: changes(earlier, load_frozen(version.frozen))
        if (earlier := before.get((version.page_id, version.number - 1)))
        else ()
        for version in versions
    }


def changes(before: Frozen, after: Frozen) -> tuple[FigureChange, ...]:
    """The figures that differ, in the order of the newer form; then those it no longer has.

    A figure counts as changed when readers see another one: 38 typed or calculated is the same.
    A cell that only one of two forms has is missing in the other. Numbers by category follow,
    where both versions name them.
    """
    return (
        *changed_rows(before.figures, after.figures, (before, after)),
        *_changed_breakdowns(before, after),
    )


def _changed_breakdowns(before: Frozen, after: Frozen) -> Iterator[FigureChange]:
    for scheme in sorted(before.breakdowns.keys() & after.breakdowns.keys()):
        old, new = before.breakdowns[scheme], after.breakdowns[scheme]
        was = {_("in all"): old.total, **dict(old.parts)}
        now = {_("in all"): new.total, **dict(new.parts)}
        for label in {**now, **was}:
            if was.get(label) != now.get(label):
                yield FigureChange(
                    f"breakdown.{scheme}.{label}",
                    _("By category, %(category)s") % {"category": label},
                    f"{was[label]:,}" if label in was else MISSING_TEXT,
                    f"{now[label]:,}" if label in now else MISSING_TEXT,
                )


def changed_rows(
    before: Sequence[Sequence[Any]], after: Sequence[Sequence[Any]], named_by: Sequence[Frozen]
) -> tuple[FigureChange, ...]:
    """The same of rows of figures; the last of ``named_by`` that has a cell gives it its name."""
    old, new = _shown(before), _shown(after)
    cells = [cell for cell in {**new, **old} if old.get(cell) != new.get(cell)]
    names = _names(named_by) if cells else {}
    return tuple(
        FigureChange(
            cell,
            _label(cell, names.get(cell)),
            old.get(cell, MISSING_TEXT),
            new.get(cell, MISSING_TEXT),
        )
        for cell in cells
    )


def in_short(found: Sequence[FigureChange], count: int = FIRST_FEW) -> str:
    """The first few changes in one line: ``受理，2018年 38 → 40；…``."""
    named = [str(change) for change in found[:count]]
    return _("; ").join([*named, "…"] if len(found) > count else named)


def _shown(rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    """What readers see in each cell; a cell without a figure is left out like one that is not
    on the form."""
    return {cell: _text(state, value) for cell, state, value, _source in rows if state != "missing"}


def _text(state: str, value: str) -> str:
    if state != "number":
        return NOT_APPLICABLE_TEXT
    number = Decimal(value)
    whole = number == number.to_integral_value()
    return format(number.to_integral_value() if whole else number.normalize(), ",f")


def _names(versions: Iterable[Frozen]) -> dict[str, CellName]:
    """The names of all cells as printed in the last of the versions that has them."""
    return {
        cell: name
        for frozen in versions
        for table in frozen.tables
        for cell, name in cell_names(table).items()
    }


def _label(cell: str, name: CellName | None) -> str:
    if name is None:
        return cell
    if not name.row or not name.column:
        return name.row or name.column or cell
    return _("%(row)s, %(column)s") % {"row": name.row, "column": name.column}
