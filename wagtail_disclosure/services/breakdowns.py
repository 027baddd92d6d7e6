"""What an agency disclosed in a year by the categories of one scheme, as its report says it.

Counted like the figures (``counting``), written out by the program wherever the text of a report
has the block for it, and frozen with each published version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, Max, OuterRef
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..models import Agency, ClassificationScheme, EntryCategory
from .counting import counts_for, entries_of

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin

#: The name of the block in the body of a section.
BLOCK = "catalogue_breakdown"


@dataclass(frozen=True)
class Breakdown:
    """``total`` entries; ``parts`` are the categories with their numbers, in the order of their
    codes, named as the entries were published; ``without`` have no category of the scheme, and
    with ``overlapping`` some have several, so that the parts are more than the total."""

    total: int
    parts: tuple[tuple[str, int], ...]
    without: int = 0
    overlapping: bool = False


def count_breakdown(
    agency: Agency | None, year: int, scheme: str, report: Any = None
) -> Breakdown | None:
    """The entries that the agency disclosed in ``year``, on the site of ``report``, by the
    categories that were chosen for them of the scheme with that key; ``None`` where nothing is
    counted for that agency and year.

    Where a category changed its name within the year, the name of the newest entry stands.
    """
    if agency is None or not counts_for(agency, year):
        return None
    entries = entries_of(agency, year, report).filter(year=year).order_by()
    filed = EntryCategory.objects.filter(direct=True, scheme__key=scheme)
    whole = entries.aggregate(
        total=Count("pk"), filed=Count("pk", filter=Exists(filed.filter(entry=OuterRef("pk"))))
    )
    rows = filed.filter(entry__in=entries.values("pk")).order_by()
    groups = rows.values_list("category__code", "category", "label").annotate(
        number=Count("pk"), newest=Max("entry__published_at")
    )
    parts = tuple(_parts(groups))
    return Breakdown(
        total=whole["total"],
        parts=parts,
        without=whole["total"] - whole["filed"],
        overlapping=sum(number for _label, number in parts) > whole["filed"],
    )


def _parts(groups: Iterable[tuple[str, int, str, int, datetime]]) -> Iterator[tuple[str, int]]:
    """The label and number of each category; the groups tell its labels apart."""
    found: dict[tuple[str, int], list[tuple[datetime, str, int]]] = {}
    for code, category, label, number, newest in groups:
        found.setdefault((code, category), []).append((newest, label, number))
    for _category, labels in sorted(found.items()):
        yield max(labels)[1], sum(number for _newest, _label, number in labels)


def named_schemes(sections: Any) -> tuple[str, ...]:
    """The keys of the schemes by which the sections break down, each once."""
    bodies = (section.value["body"] for section in sections if section.block_type == "section")
    blocks = (block for body in bodies for block in body if block.block_type == BLOCK)
    return tuple(dict.fromkeys(block.value["scheme"] or "" for block in blocks))


def draft_breakdowns(report: ReportMixin, place: ReportMixin) -> dict[str, Breakdown]:
    """What the blocks of a report as it stands show now, by the key of the scheme; the site of
    ``place`` is counted."""
    if report.report_year is None:
        return {}
    found = {
        scheme: count_breakdown(report.agency, report.report_year, scheme, place)
        for scheme in named_schemes(report.sections)
    }
    return {scheme: breakdown for scheme, breakdown in found.items() if breakdown and scheme}


def scheme_choices() -> list[tuple[str, str]]:
    """Every classification scheme by key."""
    return list(ClassificationScheme.objects.values_list("key", "name"))


def dump_breakdown(breakdown: Breakdown) -> dict[str, Any]:
    """JSON-ready data; ``load_breakdown`` reads it back."""
    return {
        "total": breakdown.total,
        "parts": [list(part) for part in breakdown.parts],
        "without": breakdown.without,
        "overlapping": breakdown.overlapping,
    }


def load_breakdown(data: Mapping[str, Any]) -> Breakdown:
    return Breakdown(
        data["total"],
        tuple((label, number) for label, number in data["parts"]),
        data["without"],
        data["overlapping"],
    )


def breakdown_text(breakdown: Breakdown, year: int) -> str:
    """In one sentence: 2018年主动公开政府信息128条，按类别：机构职能6条；…"""
    lead, parts, after = _words(breakdown, year)
    if not parts:
        return lead
    sentence = _("%(lead)s %(parts)s.") % {"lead": lead, "parts": _("; ").join(parts)}
    return _("%(first)s %(second)s") % {"first": sentence, "second": after} if after else sentence


def breakdown_html(breakdown: Breakdown, year: int, *, as_list: bool) -> SafeString:
    """The same as a paragraph, or with a list of the categories."""
    lead, parts, after = _words(breakdown, year)
    if not as_list or not parts:
        return format_html("<p>{}</p>", breakdown_text(breakdown, year))
    items = format_html_join("", "<li>{}</li>", ((part,) for part in parts))
    behind = format_html("<p>{}</p>", after) if after else ""
    return format_html("<p>{}</p><ul>{}</ul>{}", lead, items, behind)


def _words(breakdown: Breakdown, year: int) -> tuple[str, list[str], str]:
    """What stands before the categories, each of them, and what stands after them."""
    values = {"year": year, "total": f"{breakdown.total:,}"}
    parts = [_part(label, number) for label, number in breakdown.parts]
    if not parts:
        return _("%(total)s items were disclosed in %(year)s.") % values, [], ""
    if breakdown.without:
        parts.append(_part(_("without a category"), breakdown.without))
    lead = _("%(total)s items were disclosed in %(year)s, by category:") % values
    after = _("An item may belong to several categories.") if breakdown.overlapping else ""
    return lead, parts, after


def _part(label: str, number: int) -> str:
    """A category with its number, which must not run into a digit of its name."""
    text = _("%(label)s: %(number)s items") if label[-1:].isdigit() else _("%(label)s %(number)s")
    return text % {"label": label, "number": f"{number:,}"}
