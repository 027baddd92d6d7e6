"""Check a report: its figures with all that is known beside them, and its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from ..domain.facts import Facts
from ..domain.findings import Finding
from ..domain.prose.plain import plain_text
from ..domain.prose.references import referenced_cells
from ..domain.report_texts import ReportTexts
from ..domain.rules import check
from ..domain.sheet import Sheet
from ..domain.standards import Standard
from ..models import Agency, PublishedReport
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


def check_report(report: ReportMixin) -> CheckedReport:
    """The report as it stands, checked.

    Raises ``UnknownStandard`` or ``SheetError`` where there is nothing to check, and
    ``ValueError`` for a report without year.
    """
    if report.report_year is None:
        raise ValueError("A report without year cannot be checked.")
    standard = find_standard(report.standard)
    sheet = build_sheet(standard, report.report_year, report.agency, report.figures)
    around = surroundings(report, standard)
    return CheckedReport(around.around(sheet), around.check(sheet))


def surroundings(report: ReportMixin, standard: Standard) -> Surroundings:
    """Texts and facts of a report as it stands, draft or not, on the form ``standard``."""
    agency = report.agency
    texts = ReportTexts(
        sections=section_texts(report.sections, standard),
        references=section_references(report.preamble, report.sections, standard),
        title=report.title,
        preamble=plain_text(report.preamble),
        agency_names=_names(agency),
        previous_sections=_last_years_sections(report, standard),
    )
    return Surroundings(texts, report_facts(report, agency))


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
    return surroundings(draft, standard)


def _saved(report: ReportMixin, content: Mapping[str, Any], name: str) -> Any:
    """One field as a revision holds it; the page's own where that cannot be read."""
    field: Any = report._meta.get_field(name)
    own = getattr(report, name)
    try:
        found = field.to_python(content[name])
    except (KeyError, TypeError, ValueError, ValidationError):
        return own
    return own if found is None and not field.null else found


def report_facts(report: ReportMixin, agency: Agency | None) -> Facts:
    """What is known of a report of ``agency`` beside its figures and texts."""
    elsewhere = bool(report.published_elsewhere.strip() and report.published_at)
    return Facts(
        period_start=report.period_start,
        period_end=report.period_end,
        makes_rules=agency.makes_rules if agency else None,
        published_elsewhere=elsewhere or None,
    )


def section_texts(sections: Any, standard: Standard) -> dict[str, str]:
    """The words of each section without its heading, by key, in the order of the report.

    A section without a key of the standard is the one of the same heading; one that the standard
    does not have goes by its heading. Tables of the editor's own and references to
    cells are left out.
    """
    found: dict[str, list[str]] = {}
    for key, body in _bodies(sections, standard):
        found.setdefault(key, []).extend(_lines(body))
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


def _lines(body: Any) -> Iterator[str]:
    for child in body:
        if child.block_type == "heading":
            yield child.value["text"]
        elif child.block_type == "text":
            yield plain_text(_source(child))


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
