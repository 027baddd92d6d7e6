"""Start a report; withdraw any page that was published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..mixins import DisclosedPageMixin
from ..models import Agency
from ..models.base_page import base_page_model
from ..services.page_types import report_type
from ..services.reports import start_report
from ..services.standards import newest_year
from ..services.withdrawal import withdraw


class StartForm(forms.Form):
    """Agency and year: all that a new report needs to begin with."""

    agency = forms.ModelChoiceField(
        Agency.objects.order_by("name"), label=gettext_lazy("Issuing agency")
    )
    year = forms.IntegerField(
        label=gettext_lazy("Report year"),
        min_value=2008,
        max_value=2100,
        help_text=gettext_lazy("The year reported on, not the year of publication."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see it at the page's permanent address."),
    )


def start(request: HttpRequest, type_label: str, parent_id: int) -> HttpResponse:
    """Choose agency and year; everything else is filled in and the editor opens."""
    page_type = report_type(type_label)
    parent = get_object_or_404(base_page_model(), pk=parent_id).specific
    may_add = parent.permissions_for_user(request.user).can_add_subpage()
    if not may_add or page_type not in parent.creatable_subpage_models():
        raise PermissionDenied
    twin = None
    form = StartForm(request.POST or None, initial={"year": newest_year(localdate().year - 1)})
    if request.method == "POST" and form.is_valid():
        try:
            report = start_report(
                page_type,
                parent,
                form.cleaned_data["agency"],
                form.cleaned_data["year"],
                request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            twin = getattr(error, "twin", None)
        else:
            messages.success(request, _("The draft is made. Nothing is public yet."))
            return redirect("wagtailadmin_pages:edit", report.pk)
    context = {
        **_header(_("New report"), str(parent), "doc-full-inverse"),
        "form": form,
        "submit_label": _("Start the report"),
        "introduction": _(
            "Standard, title, sections, period, contact and last year's figures are filled in."
        ),
        "empty_message": "" if Agency.objects.exists() else _("Add an agency first."),
        "empty_url": reverse(Agency.snippet_viewset.get_url_name("add")),
        "twin": twin,
        "cancel_url": reverse("wagtailadmin_explore", args=[parent.pk]),
    }
    return render(request, "wagtail_disclosure/admin/short_form.html", context)


def withdraw_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take a page from the readers, with a reason."""
    page = get_object_or_404(base_page_model(), pk=page_id).specific
    if not isinstance(page, DisclosedPageMixin):
        raise PermissionDenied
    if not page.permissions_for_user(request.user).can_withdraw():
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(page, form.cleaned_data["reason"], request.user, now())
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("“%(title)s” is withdrawn.") % {"title": page.title})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    context = {
        **_header(_("Withdraw"), page.title, "download"),
        "form": form,
        "submit_label": _("Withdraw the page"),
        "introduction": _(
            "Readers no longer get the page. Its index number stays in the register, and its "
            "permanent address says that it was withdrawn, and why."
        ),
        "cancel_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return render(request, "wagtail_disclosure/admin/short_form.html", context)


def _header(title: str, subtitle: str, icon: str) -> dict[str, Any]:
    return {"page_title": title, "page_subtitle": subtitle, "header_icon": icon}
