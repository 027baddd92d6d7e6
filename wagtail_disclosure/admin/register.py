"""The register of index numbers: a ledger to read, filter, print and void, never to edit.

wagtail-modeladmin fits a flat, append-only ledger with rules per object; three of its defects
are worked around here: 0 and False exported as "-", CSV without a byte order mark, and a server
error for unknown query parameters.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.filters import RelatedFieldListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import lookup_field
from django.core.exceptions import FieldError, PermissionDenied, ValidationError
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from ..models import Agency, IndexNumber
from ..services.numbering import void

BYTE_ORDER_MARK = "\ufeff"

#: What a meaningless address causes, in Django or in the database.
MEANINGLESS = (
    *(IncorrectLookupParameters, ValidationError, FieldError),
    *(ValueError, OverflowError, DatabaseError),
)
#: So many agencies are offered beside the list.
MOST_AGENCIES = 50

_HARMLESS_DASH = re.compile(r"-(\d[\d.,]*)?")


class RegisterPermissions(PermissionHelper):
    """Numbers are made by publishing: nobody adds, edits or deletes them here."""

    def user_can_list(self, user: Any) -> bool:
        return self.user_has_specific_permission(
            user, self.get_perm_codename("view")
        ) or self.user_has_specific_permission(user, self.get_perm_codename("change"))

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_void(self, user: Any, obj: IndexNumber) -> bool:
        """Who may change numbers may void one that no public report carries."""
        may_change = self.user_has_specific_permission(user, self.get_perm_codename("change"))
        public = obj.state == IndexNumber.State.IN_USE and obj.page_id is not None
        return may_change and not public and obj.state != IndexNumber.State.VOID


class RegisterButtons(ButtonHelper):
    def inspect_button(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        button: dict[str, Any] = super().inspect_button(*args, **kwargs)
        return {**button, "label": _("View"), "title": _("View this index number")}

    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        if self.permission_helper.user_can_void(self.request.user, obj):
            # Only the list asks for small buttons; the page of one number has a dark foot, where
            # a secondary button could not be read.
            small = bool(kwargs.get("classnames_add"))
            buttons.append(
                {
                    "url": reverse("wagtail_disclosure_void", args=[obj.pk]),
                    "label": _("Void"),
                    "classname": "button button-small button-secondary" if small else "button",
                    "title": _("Void this index number"),
                }
            )
        return buttons


class AgencyFilter(RelatedFieldListFilter):
    """A portal can have thousands of agencies. More than fit beside the list are not named there,
    but for the one that is chosen; the search finds them by name."""

    def field_choices(self, *args: Any) -> list[Any]:
        agencies = list(Agency.objects.all()[: MOST_AGENCIES + 1])
        if len(agencies) > MOST_AGENCIES:
            agencies = list(Agency.objects.filter(pk__in=self.lookup_val or ()))
        return [(agency.pk, str(agency)) for agency in agencies]

    def has_output(self) -> bool:
        """A filter that is not shown would not be applied either."""
        return self.lookup_val is not None or super().has_output()


class RegisterIndexView(IndexView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except MEANINGLESS:
            # Django's own admin answers a meaningless address with the plain list.
            if not request.GET:
                raise
            messages.warning(request, _("The filter in the address was not understood."))
            return redirect(self.index_url)

    def may_set_serial(self) -> bool:
        codename = self.permission_helper.get_perm_codename("change")
        return self.permission_helper.user_has_specific_permission(self.request.user, codename)

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        row: OrderedDict[str, Any] = OrderedDict()
        for field in self.list_export:
            _field, _attribute, value = lookup_field(field, item, self.model_admin)
            row[field] = _shown(item, field, value)
        return row

    def stream_csv(self, queryset: Any) -> Any:
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)

    def write_csv_row(self, writer: Any, row_dict: Any) -> Any:
        """Text that a spreadsheet would run as a formula is kept as text."""
        safe = OrderedDict((field, guarded(value)) for field, value in row_dict.items())
        return super().write_csv_row(writer, safe)


def guarded(value: Any) -> Any:
    """``value``, or its text behind an apostrophe where it begins like a formula. Numbers such
    as -5 and a lone dash are left alone."""
    text = str(value)
    if text.startswith(("=", "+", "@", "\t", "\r")):
        return f"'{text}"
    return f"'{text}" if text.startswith("-") and not _HARMLESS_DASH.fullmatch(text) else value


def _shown(item: IndexNumber, field: str, value: Any) -> Any:
    """A value as people read it: words for states and yes or no, times of the site's zone."""
    if field == "state":
        return item.get_state_display()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    return "" if value is None else printable(value)


def printable(value: Any) -> Any:
    """``value`` without control characters, which no workbook holds; they come with text pasted
    from a word processor."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


class RegisterInspectView(InspectView):
    page_title = gettext_lazy("Index number")

    def __init__(self, model_admin: Any, instance_pk: str) -> None:
        if not instance_pk.isdecimal():
            raise Http404
        super().__init__(model_admin, instance_pk)

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return value


class IndexNumberAdmin(ModelAdmin):
    model = IndexNumber
    menu_label = gettext_lazy("Register of index numbers")
    menu_icon = "list-ol"
    add_to_admin_menu = False
    list_display = ("number", "title", "agency", "state", "issued_at")
    list_filter = (
        "state",
        "issued_at",
        "published_at",
        "scheme",
        "entered_by_hand",
        "imported",
        ("agency", AgencyFilter),
    )
    index_view_extra_css = ["wagtail_disclosure/css/register.css"]
    list_export = (
        "number",
        "serial",
        "title",
        "agency",
        "document_number",
        "made_on",
        "published_at",
        "issued_at",
        "entered_by_hand",
        "imported",
        "scheme",
        "state",
        "reason",
    )
    export_filename = "index-numbers"
    search_fields = ("number", "title", "document_number", "agency__name")
    list_select_related = ("agency", "scheme")
    list_per_page = 50
    ordering = ("-issued_at",)
    inspect_view_enabled = True
    inspect_view_fields = (
        "number",
        "title",
        "agency",
        "agency_name",
        "document_number",
        "made_on",
        "published_at",
        "scheme",
        "serial",
        "issued_at",
        "entered_by_hand",
        "imported",
        "state",
        "reason",
        "state_changed_at",
        "page_id",
    )
    index_view_class = RegisterIndexView
    inspect_view_class = RegisterInspectView
    permission_helper_class = RegisterPermissions
    button_helper_class = RegisterButtons

    def get_extra_attrs_for_row(self, obj: IndexNumber, context: Any) -> dict[str, str]:
        return {"data-state": obj.state}


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see it at the number's permanent address."),
    )


def void_number(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Void a number with a reason. It stays in the register and is never given again."""
    entry = get_object_or_404(IndexNumber, pk=entry_id)
    if not RegisterPermissions(IndexNumber).user_can_void(request.user, entry):
        raise PermissionDenied
    index_url = reverse("wagtail_disclosure_indexnumber_modeladmin_index")
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            void(entry, form.cleaned_data["reason"], now())
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("%(number)s is void.") % {"number": entry.number})
            return redirect(index_url)
    context = {
        "page_title": _("Void"),
        "page_subtitle": entry.number,
        "header_icon": "list-ol",
        "form": form,
        "submit_label": _("Void the number"),
        "introduction": _("The number stays in the register and is never given again."),
        "cancel_url": index_url,
    }
    return render(request, "wagtail_disclosure/admin/short_form.html", context)
