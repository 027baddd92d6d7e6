"""Numbering schemes in the admin: sample numbers are shown before a scheme is used."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from ..domain.errors import DefinitionError
from ..models import NumberingScheme
from ..models.pattern_texts import pattern_text
from ..services.scheme_samples import sample_numbers
from .snippets import PlainSearchViewSet

POLICY = ModelPermissionPolicy(NumberingScheme)


def samples_context(scheme: NumberingScheme) -> dict[str, Any]:
    """Sample numbers of a scheme as it stands in a form, or the mistakes in its pattern."""
    if not scheme.pattern:
        return {"samples": [], "problems": []}
    try:
        return {"samples": sample_numbers(scheme, localdate()), "problems": []}
    except DefinitionError as error:
        problems = [pattern_text(problem) for problem in error.problems]
        return {"samples": [], "problems": problems}


class SamplesPanel(HelpPanel):
    """The numbers that agencies of the site would get, and a button that shows those of what is
    typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "wagtail_disclosure/admin/numbering/samples_panel.html")
        kwargs.setdefault("heading", gettext_lazy("Sample numbers"))
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, **samples_context(self.instance)}


class SampleColumn(Column):
    def get_value(self, instance: NumberingScheme) -> str:
        try:
            return instance.compiled().sample()
        except DefinitionError:
            return _("The pattern cannot be read.")


class NumberingSchemeViewSet(PlainSearchViewSet):
    model = NumberingScheme
    icon = "list-ol"
    menu_label = gettext_lazy("Numbering schemes")
    list_display = ["name", "pattern", SampleColumn("sample", label=gettext_lazy("Sample"))]
    search_fields = ["name", "pattern"]
    panels = [
        FieldPanel("name"),
        FieldPanel("pattern"),
        FieldPanel("restarts_with"),
        SamplesPanel(),
        HelpPanel(
            content=gettext_lazy(
                "Once a number was given, pattern and restart of a scheme stay as they are."
            )
        ),
    ]


@require_POST
def show_samples(request: HttpRequest) -> HttpResponse:
    """Sample numbers of the pattern that is being typed; nothing is stored."""
    if not POLICY.user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    scheme = NumberingScheme(
        name=request.POST.get("name", ""),
        pattern=request.POST.get("pattern", "")[:200],
        restarts_with=request.POST.get("restarts_with", "")[:50],
    )
    context = {
        "page_title": _("Sample numbers"),
        "page_subtitle": scheme.name,
        "header_icon": "list-ol",
        "scheme": scheme,
        **samples_context(scheme),
    }
    return render(request, "wagtail_disclosure/admin/numbering/samples.html", context)
