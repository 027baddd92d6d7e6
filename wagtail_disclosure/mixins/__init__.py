"""Abstract page mixins: what a site's own page types are made of."""

from .metadata import DisclosureMetadataMixin, Validity
from .report import ReportMixin
from .report_index import ReportIndexMixin

__all__ = ["DisclosureMetadataMixin", "ReportIndexMixin", "ReportMixin", "Validity"]
