"""Data: agencies, classification, numbering, what has been published."""

from .agencies import Agency, AgencyCode
from .classification import Category, ClassificationScheme
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
    "Agency",
    "AgencyCode",
    "Category",
    "ClassificationScheme",
    "DisclosureSettings",
    "FollowUp",
    "IndexNumber",
    "LocalStandard",
    "LocalStandardVersion",
    "NumberingScheme",
    "Observation",
    "PublishedReport",
    "PublishedVersion",
    "RegisterIsAppendOnlyError",
    "Restart",
    "SerialScope",
]
