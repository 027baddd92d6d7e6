"""The field in which an editor says why published figures change."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput


class CorrectionPanel(FieldPanel):
    """Shown once readers have had the report: before that, nothing can be corrected."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", AdminAutoHeightTextInput)
        super().__init__(field_name, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.first_published_at is not None
