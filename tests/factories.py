"""Things that tests need, made by plain functions; everything is of the invented 示例市.

Each takes what the test is about as keyword arguments and fills in the rest.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from wagtail.models import Page, Site

from tests.figures import make_figures
from wagtail_disclosure.models import (
    Agency,
    CatalogueEntry,
    Category,
    ClassificationScheme,
    EntryCategory,
    LocalStandard,
    NumberingScheme,
)
from wagtail_disclosure.pages.models import (
    AnnualReportPage,
    CatalogueIndexPage,
    DocumentPage,
    ReportIndexPage,
)
from wagtail_disclosure.services.local_standards import copy_standard
from wagtail_disclosure.services.reports import start_report
from wagtail_disclosure.services.standards import find_standard

_serial = count(1)
_agency_serial = count(1)


def make_agency(**values: Any) -> Agency:
    number = next(_agency_serial)
    defaults = {
        "name": f"示例市第{number}局",
        "short_name": f"第{number}局",
        "code": f"SL{number:05}",
        "address": "示例市示例路1号",
        "postcode": "100000",
        "phone": "010-00000000",
        "email": "office@example.com",
    }
    return Agency.objects.create(**{**defaults, **values})


def make_scheme(**values: Any) -> NumberingScheme:
    """A numbering scheme as in FZ00503-3000-2019-00004."""
    defaults = {
        "name": f"索引号规则{next(_serial)}",
        "pattern": "{agency}-{category}-{year}-{serial:5}",
        "restarts_with": "agency,year",
    }
    return NumberingScheme.objects.create(**{**defaults, **values})


def make_category(code: str = "3000", name: str = "工作信息", **values: Any) -> Category:
    """A category of the information categories that stand in index numbers."""
    scheme, _ = ClassificationScheme.objects.get_or_create(
        key="information", defaults={"name": "信息类别"}
    )
    return Category.objects.get_or_create(
        scheme=scheme, code=code, defaults={"name": name, **values}
    )[0]


def make_index_page(parent: Page | None = None, **values: Any) -> ReportIndexPage:
    """A public report index, below the site's home page unless ``parent`` is given."""
    parent = parent or Site.objects.get(is_default_site=True).root_page
    defaults = {"title": "政府信息公开年度报告", "slug": f"reports-{next(_serial)}"}
    return parent.add_child(instance=ReportIndexPage(**{**defaults, **values}))


def make_report(
    index_page: ReportIndexPage | None = None,
    agency: Agency | None = None,
    year: int = 2018,
    **values: Any,
) -> AnnualReportPage:
    """A draft that could be published as it is; ``values`` are set on the page.

    The agency's reports share numbering scheme and category, as in a real portal.
    """
    report = start_report(
        AnnualReportPage, index_page or make_index_page(), agency or make_agency(), year, None
    )
    defaults = {
        "figures": make_figures(),
        "made_on": date(year + 1, 1, 10),
        "numbering_scheme": report.numbering_scheme or NumberingScheme.objects.first(),
        "information_category": report.information_category or make_category(),
    }
    defaults["numbering_scheme"] = defaults["numbering_scheme"] or make_scheme()
    for name, value in {**defaults, **values}.items():
        setattr(report, name, value)
    report.save_revision(clean=False)
    return report


def publish(report: AnnualReportPage) -> AnnualReportPage:
    """Publish the page's latest revision; returns the page as it is stored."""
    report.save_revision(clean=False).publish()
    return AnnualReportPage.objects.get(pk=report.pk)


def make_published_report(*args: Any, **values: Any) -> AnnualReportPage:
    """A public report; arguments as for ``make_report``."""
    return publish(make_report(*args, **values))


def make_local_standard(
    source: str = "fuzhou-2018", identifier: str = "", agency: Agency | None = None, **values: Any
) -> LocalStandard:
    """A draft of a local standard, copied from ``source``; ``values`` are set on it."""
    number = next(_serial)
    standard = copy_standard(
        find_standard(source),
        identifier or f"shili-{number}",
        f"示例市年报格式{number}",
        agency or make_agency(),
        None,
    )
    for name, value in values.items():
        setattr(standard, name, value)
    return standard


def publish_standard(standard: LocalStandard, user: Any = None) -> LocalStandard:
    """Publish the standard as it is; returns it as it is stored."""
    standard.save_revision(user=user).publish(user=user)
    return LocalStandard.objects.get(pk=standard.pk)


def make_published_standard(*args: Any, **values: Any) -> LocalStandard:
    """A published local standard; arguments as for ``make_local_standard``."""
    return publish_standard(make_local_standard(*args, **values))


def correct(report: AnnualReportPage, reason: str = "漏计", **rows: int) -> AnnualReportPage:
    """Publish other figures of the year for these rows of the 2018 form, with a reason."""
    for row, value in rows.items():
        report.figures["figures"][f"statistics.{row}.current"] = value
    report.correction_reason = reason
    return publish(report)


def make_catalogue(parent: Page | None = None, **values: Any) -> CatalogueIndexPage:
    """A public catalogue index, below the site's home page unless ``parent`` is given."""
    parent = parent or Site.objects.get(is_default_site=True).root_page
    defaults = {"title": "政府信息公开目录", "slug": f"catalogue-{next(_serial)}"}
    return parent.add_child(instance=CatalogueIndexPage(**{**defaults, **values}))


def make_document(
    catalogue: CatalogueIndexPage | None = None, agency: Agency | None = None, **values: Any
) -> DocumentPage:
    """A draft of a document that could be published as it is."""
    number = next(_serial)
    defaults = {
        "title": f"关于做好第{number}项工作的通知",
        "slug": f"document-{number}",
        "agency": agency or make_agency(),
        "made_on": date(2019, 1, 10),
        "summary": "示例内容。",
        "numbering_scheme": NumberingScheme.objects.first() or make_scheme(),
        "information_category": make_category(),
        "live": False,
    }
    page = DocumentPage(**{**defaults, **values})
    (catalogue or make_catalogue()).add_child(instance=page)
    page.save_revision(clean=False)
    return page


def publish_document(page: DocumentPage) -> DocumentPage:
    """Publish the page's latest revision; returns the page as it is stored."""
    page.save_revision(clean=False).publish()
    return DocumentPage.objects.get(pk=page.pk)


def make_published_document(*args: Any, **values: Any) -> DocumentPage:
    """A public document; arguments as for ``make_document``."""
    return publish_document(make_document(*args, **values))


def make_entry(
    agency: Agency, *categories: Category, page: Page | None = None, **values: Any
) -> CatalogueEntry:
    """A row of the catalogue as publishing would make it, with a bare public page of its own:
    for tests that need many. Published on 1 June of ``year``, which is 2018 unless given."""
    number = next(_serial)
    if page is None:
        root = Site.objects.get(is_default_site=True).root_page
        page = root.add_child(instance=Page(title=f"信息{number}", slug=f"entry-{number}"))
    year = values.get("year", 2018)
    defaults = {
        "agency_name": agency.name,
        "title": page.title,
        "index_number": f"{agency.code}-{number:05}",
        "made_on": date(year, 5, 1),
        "published_at": datetime(year, 6, 1, 4, 0, tzinfo=UTC),
        "year": year,
    }
    entry = CatalogueEntry.objects.create(page_id=page.pk, agency=agency, **{**defaults, **values})
    EntryCategory.objects.bulk_create(
        EntryCategory(
            entry=entry, category=category, scheme_id=category.scheme_id, label=category.name
        )
        for category in categories
    )
    return entry
