"""Data: agencies, classification, numbering, what has been published."""

from .agencies import Agency, AgencyCode
from .catalogue import (
    CHANNELS,
    CatalogueEntry,
    DisclosureMode,
    EntryCategory,
    EntryLink,
    Nature,
    Validity,
)
from .classification import Category, CategoryName, ClassificationScheme
from .follow_ups import FollowUp
from .local_standards import LocalStandard, LocalStandardVersion
from .numbering import (
    IndexNumber,
    NumberingScheme,
    RegisterIsAppendOnlyError,
    Restart,
    SerialScope,
)
from .publication import Observation, PublishedReport, PublishedVersion
from .site_settings import DisclosureSettings

__all__ = [
    "CHANNELS",
    "Agency",
    "AgencyCode",
    "CatalogueEntry",
    "Category",
    "CategoryName",
    "ClassificationScheme",
    "DisclosureMode",
    "DisclosureSettings",
    "EntryCategory",
    "EntryLink",
    "FollowUp",
    "IndexNumber",
    "LocalStandard",
    "LocalStandardVersion",
    "Nature",
    "NumberingScheme",
    "Observation",
    "PublishedReport",
    "PublishedVersion",
    "RegisterIsAppendOnlyError",
    "Restart",
    "SerialScope",
    "Validity",
]
