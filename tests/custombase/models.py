"""A site's own page types, made of the mixins and of its own base page."""

from wagtail.test.basepage.models import BasePage

from wagtail_disclosure.mixins import PlatformMixin, ReportIndexMixin, ReportMixin


class Column(ReportIndexMixin, BasePage):
    pass


class Platform(PlatformMixin, BasePage):
    content_panels = [*BasePage.content_panels, *PlatformMixin.platform_panels]


class Report(ReportMixin, BasePage):
    content_panels = [*BasePage.content_panels, *ReportMixin.report_panels]
    search_fields = [*BasePage.search_fields, *ReportMixin.disclosure_search_fields]
