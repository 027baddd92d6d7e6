"""What an editor is told about the parts of the disclosure platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.panels import Panel

from ..services.platform import parts_of


class PlatformPanel(Panel):
    """Shows which page each part leads to as the page is stored, and what is missing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_disclosure/admin/platform_parts.html"

        def get_context_data(
            self, parent_context: Mapping[str, Any] | None = None
        ) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["parts"] = parts_of(self.instance)
            return context
