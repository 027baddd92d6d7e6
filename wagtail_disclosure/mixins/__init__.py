"""Abstract page mixins: what a site's own page types are made of."""

from ..models import Validity
from .catalogue_index import CatalogueIndexMixin
from .disclosed_page import DisclosedPageMixin
from .document import DocumentMixin
from .feed import FeedMixin
from .metadata import DisclosureMetadataMixin
from .platform import PlatformMixin
from .report import ReportMixin
from .report_index import ReportIndexMixin

__all__ = [
    "CatalogueIndexMixin",
    "DisclosedPageMixin",
    "DisclosureMetadataMixin",
    "DocumentMixin",
    "FeedMixin",
    "PlatformMixin",
    "ReportIndexMixin",
    "ReportMixin",
    "Validity",
]
