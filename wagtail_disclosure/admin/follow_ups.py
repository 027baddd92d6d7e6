"""The list of public reports that carry figures which changed after they were published."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from ..models import Agency, FollowUp
from ..models.base_page import base_page_model
from ..services import follow_ups
from ..services.corrections import in_short

LIST = "wagtail_disclosure_follow_ups"

#: So many changes or findings of one report are named; the report itself shows all.
LONGEST_LIST = 5


def _years() -> list[tuple[int, str]]:
    years = FollowUp.objects.order_by().values_list("report__year", flat=True).distinct()
    return [(year, str(year)) for year in sorted(years, reverse=True)]


class FollowUpFilterSet(WagtailFilterSet):
    agency = django_filters.ModelChoiceFilter(
        field_name="report__agency",
        label=gettext_lazy("Agency"),
        queryset=lambda request: Agency.objects.filter(
            pk__in=FollowUp.objects.order_by().values("report__agency")
        ),
    )
    year = django_filters.ChoiceFilter(
        field_name="report__year", label=gettext_lazy("Year"), choices=_years
    )
    looked = django_filters.ChoiceFilter(
        label=gettext_lazy("Looked at"),
        method="filter_looked",
        choices=[("no", gettext_lazy("not yet")), ("yes", gettext_lazy("looked at"))],
    )

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def filter_looked(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(looked_at__isnull=value == "no")


class DetailColumn(BaseColumn):
    """A cell drawn from what is worked out for the whole page of the list at once."""

    def __init__(self, name: str, template: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"wagtail_disclosure/admin/follow_ups/{template}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        request, detail = parent_context["request"], instance.detail
        findings = detail.now.findings if detail.now else ()
        return {
            **context,
            "detail": detail,
            "changes": detail.changes[:LONGEST_LIST],
            "more_changes": max(0, len(detail.changes) - LONGEST_LIST),
            "findings": findings[:LONGEST_LIST],
            "more_findings": max(0, len(findings) - LONGEST_LIST),
            "own_changes": in_short(detail.now.changes) if detail.now else "",
            "csrf_token": get_token(request),
            "here": request.get_full_path() if "results" not in request.path else "",
        }


class FollowUpListView(ReportView):
    """Reports to look at again, those that nobody has looked at first."""

    model = FollowUp
    permission_policy = page_permission_policy
    permission_required = "change"
    page_title = gettext_lazy("Reports to look at again")
    header_icon = "history"
    index_url_name = LIST
    index_results_url_name = f"{LIST}_results"
    results_template_name = "wagtail_disclosure/admin/follow_ups/results.html"
    filterset_class = FollowUpFilterSet
    paginate_by = 20
    columns = [
        TitleColumn(
            "report",
            label=gettext_lazy("Report"),
            accessor="report.title",
            get_url=lambda entry: reverse("wagtailadmin_pages:edit", args=[entry.report.page_id]),
        ),
        Column("agency", label=gettext_lazy("Agency"), accessor="report.agency_name"),
        Column("year", label=gettext_lazy("Year"), accessor="report.year"),
        DetailColumn("changes", "changes", label=gettext_lazy("Changed in last year's report")),
        DetailColumn("findings", "findings", label=gettext_lazy("Found in this report now")),
        DateColumn("created_at", label=gettext_lazy("Since")),
        DetailColumn("looked", "looked", label=gettext_lazy("Looked at")),
    ]

    def get_base_queryset(self) -> Any:
        entries = follow_ups.visible_to(self.request.user)
        return entries.select_related(
            "report__agency", "cause__report", "looked_by"
        ).prefetch_related("report__agency__predecessors")

    def get_page_subtitle(self) -> str:
        count = follow_ups.count_open(self.request.user)
        return ngettext("%(count)d open", "%(count)d open", count) % {"count": count}

    def get_table(self, object_list: Any) -> Any:
        entries = list(object_list)
        for entry, detail in zip(entries, follow_ups.details(entries), strict=True):
            entry.detail = detail
        return super().get_table(entries)


class FollowUpMenuItem(MenuItem):
    """The list with the number of reports that wait on it, for those who may edit reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        count = follow_ups.count_open(request.user)
        if count:
            component.label = _("%(label)s (%(count)d)") % {"label": self.label, "count": count}
        return component


def menu_item(order: int) -> FollowUpMenuItem:
    return FollowUpMenuItem(
        gettext_lazy("Reports to look at again"),
        reverse(LIST),
        name="disclosure-follow-ups",
        icon_name="history",
        order=order,
    )


@require_POST
def looked_at(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Note that the user has looked at a report; whoever may edit it may."""
    entry = get_object_or_404(FollowUp.objects.select_related("report"), pk=entry_id)
    page = get_object_or_404(base_page_model(), pk=entry.report.page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if follow_ups.look(entry, request.user, now()):
        text = _("Noted that you have looked at “%(title)s”.")
    else:
        text = _("Somebody has looked at “%(title)s” already.")
    messages.success(request, text % {"title": entry.report.title})
    return redirect(get_valid_next_url_from_request(request) or reverse(LIST))


def warn_in_editor(request: HttpRequest, page: Any) -> None:
    """On opening a report in the editor: say that figures it carries have changed."""
    if request.method == "GET" and follow_ups.open_entries(page.pk).exists():
        messages.warning(
            request,
            _(
                "Figures of last year's report, on which this report builds, have changed since it "
                "was published."
            ),
            buttons=[messages.button(reverse(LIST), _("See the list"))],
        )
