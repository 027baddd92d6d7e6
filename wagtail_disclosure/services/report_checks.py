"""Check a report: its figures with all that is known beside them, and its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from ..domain.facts import Facts
from ..domain.figures import Figures
from ..domain.findings import Finding
from ..domain.prose.plain import plain_text
from ..domain.prose.references import referenced_cells
from ..domain.report_texts import ReportTexts
from ..domain.rules import check
from ..domain.sheet import Sheet
from ..domain.standards import Standard
from ..models import Agency, PublishedReport
from . import counting
from .breakdowns import BLOCK, Breakdown, breakdown_text, draft_breakdowns
from .rules import active_rules
from .sheets import build_sheet
from .standards import find_standard

if TYPE_CHECKING:
    from ..mixins.report import ReportMixin


@dataclass(frozen=True)
class Surroundings:
    """What rules want to know of a report beside its figures."""

    texts: ReportTexts = field(default_factory=ReportTexts)
    facts: Facts = field(default_factory=Facts)
    #: Of counted figures by cell: the parameters of a catalogue's address that lists the entries.
    lists: Mapping[str, str] = field(default_factory=dict)
    #: What the text says by category, by the key of the scheme.
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)

    def around(self, sheet: Sheet) -> Sheet:
        """The sheet with these facts."""
        return replace(sheet, facts=self.facts)

    def check(self, sheet: Sheet) -> tuple[Finding, ...]:
        """All findings of a sheet that stands among these texts and facts."""
        return check(self.around(sheet), self.texts, active_rules())


@dataclass(frozen=True)
class CheckedReport:
    """A report's sheet, with its facts, and what was found."""

    sheet: Sheet
    findings: tuple[Finding, ...]
    lists: Mapping[str, str] = field(default_factory=dict)
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict)


def check_report(report: ReportMixin, counted: Figures | None = None) -> CheckedReport:
    """The report as it stands, checked; ``counted`` are figures that were counted before, where
    they hold on whatever the catalogue has become.

    Raises ``UnknownStandard`` or ``SheetError`` where there is nothing to check, and
    ``ValueError`` for a report without year.
    """
    if report.report_year is None:
        raise ValueError("A report without year cannot be checked.")
    standard = find_standard(report.standard)
    sheet = build_sheet(standard, report.report_year, report.agency, report.figures)
    around = surroundings(report, standard, counted)
    return CheckedReport(around.around(sheet), around.check(sheet), around.lists, around.breakdowns)


def surroundings(
    report: ReportMixin,
    standard: Standard,
    counted: Figures | None = None,
    place: ReportMixin | None = None,
) -> Surroundings:
    """Texts and facts of a report as it stands, draft or not, on the form ``standard``;
    ``counted`` as in ``check_report``. ``place`` is the page whose site is counted, where
    ``report`` is none itself."""
    agency = report.agency
    place = place or report
    breakdowns = draft_breakdowns(report, place)
    counted_texts = {
        scheme: breakdown_text(breakdown, report.report_year or 0)
        for scheme, breakdown in breakdowns.items()
    }
    texts = ReportTexts(
        sections=section_texts(report.sections, standard, counted_texts),
        references=section_references(report.preamble, report.sections, standard),
        title=report.title,
        preamble=plain_text(report.preamble),
        agency_names=_names(agency),
        previous_sections=_last_years_sections(report, standard),
    )
    lists: Mapping[str, str] = {}
    if counted is None:
        counted, lists = counted_now(agency, report.report_year, standard, place)
    return Surroundings(texts, report_facts(report, agency, counted), lists, breakdowns)


def counted_now(
    agency: Agency | None, year: int | None, standard: Standard, report: Any = None
) -> tuple[Figures | None, Mapping[str, str]]:
    """What is counted in the catalogue for the report of ``agency``, and what leads there;
    ``report`` as in ``counting.count``."""
    found = counting.count(agency, year, standard, report) if year is not None else None
    return (found.figures, found.lists) if found else (None, {})


#: What rules look at of a page, beside its figures, agency and year.
_LOOKED_AT = (
    "title",
    "preamble",
    "sections",
    "period_start",
    "period_end",
    "published_elsewhere",
    "published_at",
)


def draft_surroundings(
    report: ReportMixin, agency: Agency | None, year: int, standard: Standard
) -> Surroundings:
    """Those of the draft as it was saved last, for the agency and year that an editor has chosen.

    Read from the revision itself: making the whole page of it takes a dozen queries, and the grid
    asks at every pause in typing.
    """
    draft = type(report)(agency=agency, report_year=year)
    content = report.latest_revision.content if report.latest_revision else {}
    for name in _LOOKED_AT:
        setattr(draft, name, _saved(report, content, name))
    return surroundings(draft, standard, place=report)


def _saved(report: ReportMixin, content: Mapping[str, Any], name: str) -> Any:
    """One field as a revision holds it; the page's own where that cannot be read."""
    field: Any = report._meta.get_field(name)
    own = getattr(report, name)
    try:
        found = field.to_python(content[name])
    except (KeyError, TypeError, ValueError, ValidationError):
        return own
    return own if found is None and not field.null else found


def report_facts(
    report: ReportMixin, agency: Agency | None, counted: Figures | None = None
) -> Facts:
    """What is known of a report of ``agency`` beside its figures and texts; ``counted`` are the
    figures that were counted for it."""
    elsewhere = bool(report.published_elsewhere.strip() and report.published_at)
    return Facts(
        period_start=report.period_start,
        period_end=report.period_end,
        makes_rules=agency.makes_rules if agency else None,
        counted=counted,
        published_elsewhere=elsewhere or None,
    )


def section_texts(
    sections: Any, standard: Standard, breakdowns: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The words of each section without its heading, by key, in the order of the report.

    A section without a key of the standard is the one of the same heading; one that the standard
    does not have goes by its heading. Tables of the editor's own and references to
    cells are left out. ``breakdowns`` are the words of what is counted by category, by scheme.
    """
    found: dict[str, list[str]] = {}
    for key, body in _bodies(sections, standard):
        found.setdefault(key, []).extend(_lines(body, breakdowns or {}))
    return {key: "\n".join(lines) for key, lines in found.items()}


def section_references(
    preamble: str, sections: Any, standard: Standard
) -> dict[str, tuple[str, ...]]:
    """The cells that the text refers to, in reading order, under the keys of ``section_texts``,
    and under ``preamble`` for the words before the first section."""
    found = {"preamble": referenced_cells(preamble)}
    for key, body in _bodies(sections, standard):
        cells = [
            cell
            for child in body
            if child.block_type == "text"
            for cell in referenced_cells(_source(child))
        ]
        found[key] = (*found.get(key, ()), *cells)
    return found


def _bodies(sections: Any, standard: Standard) -> Iterator[tuple[str, Any]]:
    """Key and content of each section."""
    keys = {section.heading: section.key for section in standard.sections}
    for section in sections:
        if section.block_type == "section":
            key, heading = section.value["key"], section.value["heading"] or ""
            known = key if key in keys.values() else keys.get(heading)
            yield known or heading, section.value["body"]


def _source(block: Any) -> str:
    return block.value.source if isinstance(block.value, RichText) else str(block.value)


def _lines(body: Any, breakdowns: Mapping[str, str]) -> Iterator[str]:
    for child in body:
        if child.block_type == "heading":
            yield child.value["text"]
        elif child.block_type == "text":
            yield plain_text(_source(child))
        elif child.block_type == BLOCK and child.value["scheme"] in breakdowns:
            yield breakdowns[child.value["scheme"]]


def _names(agency: Agency | None) -> tuple[str, ...]:
    """The agency's name and those of its predecessors."""
    if agency is None:
        return ()
    before = agency.predecessors.values_list("name", flat=True) if agency.pk else ()
    return tuple(name for name in (agency.name, agency.short_name, *before) if name)


def _last_years_sections(report: ReportMixin, standard: Standard) -> dict[str, str] | None:
    """The sections of the agency's public report of last year, a page of the same type; ``None``
    where there is none."""
    if report.agency_id is None or report.report_year is None:
        return None
    published = PublishedReport.objects.filter(
        agency=report.agency_id, public_year=report.report_year - 1
    )
    pages = type(report).objects.filter(pk__in=published.values("page_id"))
    sections = pages.values_list("sections", flat=True).first()
    return None if sections is None else section_texts(sections, standard)
