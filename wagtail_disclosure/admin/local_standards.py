"""Local reporting standards in the admin: list, copy, edit, export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView

from ..domain.catalogue import UnknownStandard
from ..editing.standard_form import edit_handler
from ..exports.toml import standard_toml
from ..models import Agency, LocalStandard, LocalStandardVersion
from ..services.local_standards import copy_standard, identifier_problem
from ..services.standard_texts import years_text
from ..services.standards import find_standard, offered_standards
from .snippets import PlainSearchViewSet

POLICY = ModelPermissionPolicy(LocalStandard)


_IDENTIFIER = LocalStandard._meta.get_field("identifier")
_capitalised = lazy(capfirst, str)


class CopyForm(forms.Form):
    """Where a new standard begins: with another one, or with an empty form."""

    source = forms.ChoiceField(
        label=gettext_lazy("Copy from"),
        required=False,
        widget=forms.Select(attrs={"class": "w-w-full"}),  # titles are wider than a phone
        help_text=gettext_lazy("Everything of it can be changed afterwards."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("As editors of reports see it, e.g. 示例市年报格式（2025年起）."),
    )
    identifier = forms.CharField(
        label=_capitalised(_IDENTIFIER.verbose_name),
        max_length=_IDENTIFIER.max_length,
        validators=_IDENTIFIER.validators,
        help_text=_IDENTIFIER.help_text,
    )
    agency = forms.ModelChoiceField(
        Agency.objects.order_by("name"),
        label=gettext_lazy("Agency"),
        help_text=gettext_lazy("This agency and all below it use the form."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(item.identifier, item.title) for item in offered_standards()]
        source: Any = self.fields["source"]
        source.choices = [("", _("Nothing: an empty form")), *known]

    def clean_identifier(self) -> str:
        identifier: str = self.cleaned_data["identifier"]
        problem = identifier_problem(identifier)
        if problem:
            raise forms.ValidationError(problem)
        return identifier


def copy_view(request: HttpRequest) -> HttpResponse:
    """Copy a standard into a draft, and open it."""
    if not POLICY.user_has_permission(request.user, "add"):
        raise PermissionDenied
    viewset = LocalStandard.snippet_viewset
    form = CopyForm(request.POST or None, initial={"source": request.GET.get("source", "")})
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        standard = copy_standard(
            find_standard(source) if source else None,
            form.cleaned_data["identifier"],
            form.cleaned_data["title"],
            form.cleaned_data["agency"],
            request.user,
        )
        messages.success(request, _("The draft is made. No report uses it before you publish it."))
        if POLICY.user_has_permission(request.user, "change"):
            return redirect(viewset.get_url_name("edit"), standard.pk)
        return redirect(viewset.get_url_name("list"))
    context = {
        "page_title": _("New local reporting standard"),
        "page_subtitle": "",
        "header_icon": LocalStandardViewSet.icon,
        "form": form,
        "submit_label": _("Make the draft"),
        "introduction": _("Begin with the standard that comes nearest; then change it."),
        "empty_message": "" if Agency.objects.exists() else _("Add an agency first."),
        "empty_url": reverse(Agency.snippet_viewset.get_url_name("add")),
        "cancel_url": reverse(viewset.get_url_name("list")),
    }
    return render(request, "wagtail_disclosure/admin/short_form.html", context)


def export_toml(request: HttpRequest, identifier: str) -> HttpResponse:
    """A standard as a TOML file, for whoever may do anything with local standards."""
    actions = ["add", "change", "publish", "delete", "view"]
    if not POLICY.user_has_any_permission(request.user, actions):
        raise PermissionDenied
    try:
        standard = find_standard(identifier)
    except UnknownStandard:
        raise Http404 from None
    response = HttpResponse(standard_toml(standard), content_type="application/toml")
    response["Content-Disposition"] = f'attachment; filename="{standard.identifier}.toml"'
    return response


def newest_version(standard: LocalStandard) -> LocalStandardVersion | None:
    """The newest of the versions, which were fetched with the list."""
    return max(standard.versions.all(), key=lambda item: item.number, default=None)


def export_url(standard: LocalStandard) -> str | None:
    """Where the newest version can be had as a file; ``None`` before the first publication."""
    version = newest_version(standard)
    if version is None:
        return None
    return reverse("wagtail_disclosure_standard_toml", args=[version.identifier])


def keep_published_standards(request: HttpRequest, standards: Iterable[Any]) -> Any:
    """A standard that was published is not deleted: reports may stand on its versions."""
    for standard in standards:
        if isinstance(standard, LocalStandard) and standard.versions.exists():
            messages.error(
                request,
                _(
                    "“%(title)s” was published and cannot be deleted: reports may stand on it. "
                    "Unpublish it, and new reports no longer use it."
                )
                % {"title": standard.title},
            )
            return redirect(LocalStandard.snippet_viewset.get_url_name("list"))
    return None


class LocalStandardIndexView(IndexView):
    def get_delete_url(self, instance: LocalStandard) -> str | None:
        return None if newest_version(instance) else super().get_delete_url(instance)

    def get_list_more_buttons(self, instance: LocalStandard) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        version = newest_version(instance)
        if version and POLICY.user_has_permission(self.request.user, "add"):
            copy = f"{self.add_url}?source={version.identifier}"
            buttons.append(Button(_("Copy this form"), url=copy, icon_name="copy", priority=24))
        url = export_url(instance)
        if url:
            buttons.append(Button(_("Export as TOML"), url=url, icon_name="download", priority=25))
        return buttons


class LocalStandardEditView(EditView):
    def get_delete_url(self) -> str | None:
        return None if newest_version(self.object) else super().get_delete_url()

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        url = export_url(self.object)
        if url:
            buttons.append(Button(_("Export as TOML"), url=url, icon_name="download", priority=60))
        return buttons


class NewestVersionColumn(Column):
    def get_value(self, instance: LocalStandard) -> str:
        found = newest_version(instance)
        return found.identifier if found else _("not published yet")


class YearsColumn(Column):
    def get_value(self, instance: LocalStandard) -> str:
        return years_text(instance)


class LocalStandardViewSet(PlainSearchViewSet):
    model = LocalStandard
    icon = "table"
    menu_label = gettext_lazy("Reporting standards")
    list_display = [
        "title",
        NewestVersionColumn("version", label=gettext_lazy("Newest version")),
        "agency",
        YearsColumn("years", label=gettext_lazy("Report years")),
    ]
    list_filter = ["agency"]
    search_fields = ["title", "identifier"]
    ordering = ["identifier"]
    index_view_class = LocalStandardIndexView
    edit_view_class = LocalStandardEditView
    edit_handler = edit_handler()

    @property
    def add_view(self) -> Any:
        """There is no form to add one with: a standard begins as a copy."""
        return copy_view

    def get_queryset(self, request: Any) -> Any:
        return LocalStandard.objects.select_related("agency").prefetch_related("versions")
