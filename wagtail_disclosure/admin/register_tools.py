"""Beside the register: what is wrong in it, and where a serial is to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from ..models import IndexNumber, NumberingScheme
from ..services.register_check import FindingLine, kind_choices, register_findings
from ..services.serial_scopes import Continuation, continuation, go_on_after
from .register import BYTE_ORDER_MARK, guarded, printable

CHECK = "wagtail_disclosure_register_check"
REGISTER = "wagtail_disclosure_indexnumber_modeladmin_index"
POLICY = ModelPermissionPolicy(IndexNumber)

#: The log action of a serial that was set by hand.
SERIAL_SET = "wagtail_disclosure.set_serial"

#: The page lists so many findings; the export has all.
MOST_SHOWN = 1_000


class FindingFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=kind_choices, method="keep"
    )
    scheme = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Numbering scheme"),
        queryset=NumberingScheme.objects.all(),
        method="keep",
    )

    class Meta:
        model = IndexNumber
        fields: list[str] = []

    def keep(self, queryset: Any, name: str, value: Any) -> Any:
        """The register is checked as a whole: what is chosen narrows the findings."""
        return queryset


class NumberColumn(Column):
    cell_template_name = "wagtail_disclosure/admin/numbering/number_cell.html"


class RegisterCheckView(ReportView):
    """Everything that is wrong in the register, told from the register as it is now."""

    model = IndexNumber
    permission_policy = POLICY
    any_permission_required = ["view", "change"]
    page_title = gettext_lazy("Check of the register")
    header_icon = "list-ol"
    index_url_name = CHECK
    index_results_url_name = f"{CHECK}_results"
    results_template_name = "wagtail_disclosure/admin/numbering/check_results.html"
    filterset_class = FindingFilterSet
    paginate_by = 50
    list_export = ["kind_name", "number", "scheme", "reason"]
    export_filename = "register-check"
    export_headings = {
        "kind_name": gettext_lazy("Kind"),
        "number": gettext_lazy("Index number"),
        "scheme": gettext_lazy("Numbering scheme"),
        "reason": gettext_lazy("Reason"),
    }
    columns = [
        Column("kind_name", label=gettext_lazy("Kind")),
        NumberColumn("number", label=gettext_lazy("Index number")),
        Column("scheme", label=gettext_lazy("Numbering scheme")),
        Column("reason", label=gettext_lazy("Reason")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.counts: Counter[str] = Counter()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(self._findings(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_filtered_queryset(self) -> Any:
        """The first findings as a list; the rest is counted only."""
        findings = self._findings()
        shown = list(islice(findings, MOST_SHOWN))
        self.counts.update(finding.kind_name for finding in shown)
        self.counts.update(finding.kind_name for finding in findings)
        return shown

    def get_page_subtitle(self) -> str:
        count = self.counts.total()
        return ngettext("%(count)d finding", "%(count)d findings", count) % {"count": count}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["counts"] = sorted(self.counts.items())
        context["not_shown"] = max(0, self.counts.total() - MOST_SHOWN)
        return context

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {name: printable(value) for name, value in super().to_row_dict(item).items()}

    def stream_csv(self, queryset: Any) -> Any:
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)

    def write_csv_row(self, writer: Any, row_dict: Any) -> Any:
        return super().write_csv_row(
            writer, {name: guarded(value) for name, value in row_dict.items()}
        )

    def _findings(self) -> Iterator[FindingLine]:
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        kind = chosen.get("kind")
        for finding in register_findings(chosen.get("scheme")):
            if not kind or finding.kind == kind:
                yield finding


class SerialForm(forms.Form):
    scheme = forms.ModelChoiceField(
        NumberingScheme.objects.all(), label=gettext_lazy("Numbering scheme")
    )
    number = forms.CharField(
        label=gettext_lazy("Last number given"),
        max_length=100,
        help_text=gettext_lazy("The serial of its agency and year goes on after it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.effect: Continuation | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("scheme") and cleaned.get("number"):
            try:
                self.effect = continuation(cleaned["scheme"], cleaned["number"])
            except ValidationError as error:
                self.add_error("number", error)
        return cleaned


def set_serial(request: HttpRequest) -> HttpResponse:
    """Let a serial go on after a number: said first, done when it is sent again unchanged."""
    if not POLICY.user_has_permission(request.user, "change"):
        raise PermissionDenied
    form = SerialForm(request.POST or None)
    introduction = _(
        "Where numbers were given elsewhere, or by a slip of the hand: name the last number that "
        "was really given. Numbers in the register are never given again."
    )
    submit_label = _("See what happens")
    confirm = ""
    if request.method == "POST" and form.is_valid() and form.effect is not None:
        confirm = f"{form.effect.scope}/{form.effect.before}/{form.effect.after}"
        if request.POST.get("confirm") == confirm:
            return _set_serial(request, form)
        submit_label = _("Set the serial")
        introduction = _effect_text(form.effect)
    context = {
        "page_title": _("Set the serial"),
        "page_subtitle": "",
        "header_icon": "list-ol",
        "form": form,
        "confirm": confirm,
        "submit_label": submit_label,
        "introduction": introduction,
        "cancel_url": reverse(REGISTER),
    }
    return render(request, "wagtail_disclosure/admin/short_form.html", context)


def _set_serial(request: HttpRequest, form: SerialForm) -> HttpResponse:
    scheme = form.cleaned_data["scheme"]
    found = go_on_after(scheme, form.cleaned_data["number"])
    data = {"scope": found.scope, "before": found.before, "after": found.after}
    log(scheme, SERIAL_SET, user=request.user, data=data)
    text = _("%(scope)s: the serial goes on after %(after)s.")
    messages.success(request, text % {"scope": found.scope, "after": found.after})
    return redirect(REGISTER)


def _effect_text(effect: Continuation) -> str:
    values = {"scope": effect.scope, "before": effect.before, "after": effect.after}
    if not effect.left_out:
        text = _("%(scope)s stands at %(before)s and would go on after %(after)s.")
        return text % values
    text = _(
        "%(scope)s stands at %(before)s and would go on after %(after)s: %(count)s serials will "
        "never be given. If that is right, send it again."
    )
    return text % {**values, "count": effect.left_out}
