"""The reports of the example content, published through the same doors as an editor's."""

from __future__ import annotations

import re
from typing import Any

from django.utils.timezone import make_aware

from wagtail_disclosure.domain.calculation import calculate
from wagtail_disclosure.domain.prose.references import reference
from wagtail_disclosure.domain.sheet import Sheet
from wagtail_disclosure.domain.standards import Standard
from wagtail_disclosure.importers.imported import ImportedParagraph, Line
from wagtail_disclosure.importers.prose import read_prose
from wagtail_disclosure.models import Agency, Category, NumberingScheme
from wagtail_disclosure.pages.models import AnnualReportPage, ReportIndexPage
from wagtail_disclosure.services.import_content import rich_text, sections_data
from wagtail_disclosure.services.report_checks import check_report
from wagtail_disclosure.services.report_problems import twin_of
from wagtail_disclosure.services.reports import start_report
from wagtail_disclosure.services.sheets import build_sheet
from wagtail_disclosure.services.slugs import free_slug
from wagtail_disclosure.services.standards import find_standard

from .files import bar_chart, document
from .once import CONTENT_DIR, once, read
from .tree import page_at

TABLE = "statistics"

#: Where a reference to a cell stands, until the text is HTML.
_MARK = re.compile("⟦(.+?)⟧")


def load_reports(user: Any) -> int:
    """Make the reports that were not made before; the number of them."""
    files = sorted(path.name for path in (CONTENT_DIR / "reports").glob("*.toml"))
    reports = [data for name in files for data in read(f"reports/{name}")["report"]]
    # By year, for a report carries on the figures of the year before.
    reports.sort(key=lambda data: data["year"])
    return sum(
        once(f"report/{data['agency']}/{data['year']}", lambda d=data: _report(d, user))
        for data in reports
    )


def _report(data: dict[str, Any], user: Any) -> None:
    parent = page_at("xxgk/nianbao") or ReportIndexPage.objects.first()
    agency = Agency.objects.filter(code=data["agency"]).first()
    if parent is None or agency is None:
        return  # an editor took them away
    if twin_of(AnnualReportPage, agency, data["year"], AnnualReportPage()):
        return  # an editor wrote this report
    page = start_report(AnnualReportPage, parent, agency, data["year"], user)
    page.slug = free_slug(parent, data["slug"])
    for edition in _editions(data):
        _publish(page, edition, user)
        page = AnnualReportPage.objects.get(pk=page.pk)


def _editions(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The report as it was published first, where figures were corrected afterwards, and as it
    is."""
    first = data.get("first_published")
    if first is None:
        return [data]
    figures = {**data["figures"], **first}
    return [{**data, "figures": figures, "correction_reason": ""}, data]


def _publish(page: AnnualReportPage, data: dict[str, Any], user: Any) -> None:
    standard = find_standard(data["standard"])
    sheet = build_sheet(standard, data["year"], page.agency, figures_data(data, standard))
    for name, value in _values(data, standard, sheet).items():
        setattr(page, name, value)
    page.figures = {**page.figures, "acknowledged": _acknowledged(page, data)}
    if not page.live:
        page.save(clean=False, user=user)
    revision = page.save_revision(user=user, clean=False)
    if not data.get("draft"):
        revision.publish(user=user)


def _acknowledged(page: AnnualReportPage, data: dict[str, Any]) -> dict[str, str]:
    """The reasons for which findings stay, given by the code of their rule."""
    reasons = data.get("reasons", {})
    found = check_report(page).findings if reasons else ()
    return {item.key: reasons[item.code] for item in found if item.code in reasons}


def figures_data(data: dict[str, Any], standard: Standard) -> dict[str, dict[str, Any]]:
    """Stored figures of one report: given by cell, by row, or as published with both columns.

    Given by cell, those that are not named are zero. Of published columns, the opening balance is
    the cumulative figure less the current one.
    """
    if "cells" in data:
        zeros = {cell: 0 for cell in standard.cells if cell not in standard.formulas}
        return {"figures": zeros | data["cells"]}
    published = data.get("published_figures", {})
    current = {row: pair[0] for row, pair in published.items()} or data["figures"]
    opening = {row: pair[1] - pair[0] for row, pair in published.items()}
    opening = opening or data.get("opening", {})
    typed = {
        f"{TABLE}.{row}.current": value
        for row, value in current.items()
        if f"{TABLE}.{row}.current" not in standard.formulas
    }
    balances = {f"{TABLE}.{row}.cumulative": value for row, value in opening.items()}
    return {"figures": typed, "opening": balances} if balances else {"figures": typed}


def _values(data: dict[str, Any], standard: Standard, sheet: Sheet) -> dict[str, Any]:
    text = data["text"]
    if "published_figures" not in data:
        text = text.format_map(_marks(sheet) if data.get("references") else _numbers(sheet))
    return {
        "standard": standard.identifier,
        "made_on": data["made_on"],
        "published_at": make_aware(data["published"]) if "published" in data else None,
        "document_number": data["document_number"],
        "requested_index_number": data.get("index_number", ""),
        "numbering_scheme": NumberingScheme.objects.order_by("pk").first(),
        "information_category": _category("information", data["information_category"]),
        "topic_category": _category("topic", data.get("topic_category", "")),
        "notice": data["notice"],
        "preamble": _paragraphs(data.get("preamble", "")),
        "sections": _with_references(
            sections_data(read_prose(_lines(text), standard).sections, standard)
        ),
        "figures": sheet.dump(),
        "correction_reason": data.get("correction_reason", ""),
        "attachments": [_attachment(entry) for entry in data.get("attachments", [])],
        "interpretations": [
            block
            for entry in data.get("interpretations", [])
            if (block := _interpretation(entry, sheet, data["agency"]))
        ],
    }


def _numbers(sheet: Sheet) -> dict[str, str]:
    """The figures by row for the text: ``{received}`` this year, ``{received_total}`` so far."""
    figures = calculate(sheet)
    numbers = {name: figures.number(cell) for name, cell in _names(sheet).items()}
    texts = {name: "" if n is None else str(int(n)) for name, n in numbers.items()}
    return {"year": str(sheet.year), **texts}


def _marks(sheet: Sheet) -> dict[str, str]:
    """The same with marks that become references, as an editor inserts them."""
    marks = {name: f"⟦{cell}⟧" for name, cell in _names(sheet).items()}
    return {"year": str(sheet.year), **marks}


def _names(sheet: Sheet) -> dict[str, str]:
    """What the text calls each cell: the row in the table of years, else table, row and column."""
    names = {}
    for cell in sheet.standard.cells:
        table, row, column = cell.split(".")
        short = row if column == "current" else f"{row}_total"
        names[short if table == TABLE else cell.replace(".", "_")] = cell
    return names


def _with_references(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for section in sections:
        for block in section["value"]["body"]:
            if block["type"] == "text":
                block["value"] = _MARK.sub(lambda mark: reference(mark[1]), block["value"])
    return sections


def _lines(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.splitlines(), 1)]


def _paragraphs(text: str) -> str:
    lines = [line for line in _lines(text) if line.stripped]
    return rich_text(ImportedParagraph(line.stripped, line.number) for line in lines)


def _category(scheme: str, code: str) -> Category | None:
    return Category.objects.filter(scheme__key=scheme, code=code).first()


def _attachment(entry: dict[str, str]) -> dict[str, Any]:
    pk = document(entry["file"], entry["title"])
    return {"type": "attachment", "value": {"document": pk, "title": entry["title"]}}


def _interpretation(entry: dict[str, str], sheet: Sheet, agency: str) -> dict[str, Any] | None:
    value: dict[str, Any] = {"kind": entry["kind"], "title": entry["title"]}
    if "picture" in entry:
        value["image"] = _chart(entry["picture"], sheet, agency)
    else:
        page = page_at(entry["page"])
        if page is None:
            return None
        value["page"] = page.pk
    return {"type": "interpretation", "value": value}


def _chart(row: str, sheet: Sheet, agency: str) -> int:
    """A picture of one row through the years of the agency's reports, this one included."""
    cell = f"{TABLE}.{row}.current"
    earlier = AnnualReportPage.objects.filter(agency__code=agency, report_year__lt=sheet.year)
    bars = [
        (f"{page.report_year}年", int(page.figures["figures"][cell]))
        for page in earlier.order_by("report_year")
    ]
    bars.append((f"{sheet.year}年", int(sheet.entered.number(cell) or 0)))
    info = sheet.standard.cells[cell]
    name = Agency.objects.get(code=agency).name
    return bar_chart(f"{name}{info.row.label}", info.unit, bars)
