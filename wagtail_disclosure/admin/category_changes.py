"""Merge, retire and restore a category: each on a page that says what it means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from ..editing.category_choice import CategoryChooser
from ..models import Category
from ..services.categories import (
    merge_categories,
    merging_problem,
    restore_category,
    retire_category,
)
from .categories import POLICY, published_text

MERGED = "wagtail_disclosure.category_merge"
RETIRED = "wagtail_disclosure.category_retire"
RESTORED = "wagtail_disclosure.category_restore"


class MergeForm(forms.Form):
    target = forms.ModelChoiceField(
        Category.objects.none(),
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("A category in use of the same classification scheme."),
    )

    def __init__(self, source: Category, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        field: Any = self.fields["target"]
        field.queryset = Category.objects.select_related("scheme")
        field.widget = CategoryChooser(scheme=source.scheme.key)

    def clean_target(self) -> Category:
        target: Category = self.cleaned_data["target"]
        problem = merging_problem(self.source, target)
        if problem:
            raise forms.ValidationError(problem)
        return target


def merge(request: HttpRequest, category_id: int) -> HttpResponse:
    """Retire a category in favour of another one."""
    category = _changeable(request, category_id)
    form = MergeForm(category, _posted(request))

    def act() -> None:
        target = form.cleaned_data["target"]
        merge_categories(category, target, now())
        log(
            instance=category,
            action=MERGED,
            user=request.user,
            data={"target": {"id": target.pk, "name": str(target)}},
        )

    return _answer(
        request,
        category,
        form,
        act,
        title=_("Merge"),
        submit_label=_("Merge the categories"),
        done=_("“%(category)s” is merged."),
        introduction=_(
            "The category is retired. What was published under it keeps its label, and is found "
            "and counted under the other one, too. This cannot be undone."
        ),
    )


def retire(request: HttpRequest, category_id: int) -> HttpResponse:
    """Offer a category no more."""
    category = _changeable(request, category_id)

    def act() -> None:
        retire_category(category, now())
        log(instance=category, action=RETIRED, user=request.user)

    return _answer(
        request,
        category,
        forms.Form(_posted(request)),
        act,
        title=_("Retire"),
        submit_label=_("Retire the category"),
        done=_("“%(category)s” is retired."),
        introduction=_(
            "The category is offered no more. Pages that carry it keep it, and what was published "
            "under it stays."
        ),
    )


def restore(request: HttpRequest, category_id: int) -> HttpResponse:
    """Offer a retired category again."""
    category = _changeable(request, category_id)

    def act() -> None:
        restore_category(category)
        log(instance=category, action=RESTORED, user=request.user)

    return _answer(
        request,
        category,
        forms.Form(_posted(request)),
        act,
        title=_("Take into use again"),
        submit_label=_("Take into use again"),
        done=_("“%(category)s” is in use."),
        introduction=_("The category is offered again where one is chosen."),
    )


def log_actions(actions: Any) -> None:
    """Words for these changes in a category's history."""
    actions.register_action(MERGED, _("Merge"), _("Merged into another category"))
    actions.register_action(RETIRED, _("Retire"), _("Retired"))
    actions.register_action(RESTORED, _("Take into use again"), _("Taken into use again"))


def _changeable(request: HttpRequest, category_id: int) -> Category:
    category = get_object_or_404(Category.objects.select_related("scheme"), pk=category_id)
    if not POLICY.user_has_permission_for_instance(request.user, "change", category):
        raise PermissionDenied
    return category


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answer(
    request: HttpRequest,
    category: Category,
    form: forms.Form,
    act: Callable[[], None],
    *,
    title: str,
    submit_label: str,
    introduction: str,
    done: str,
) -> HttpResponse:
    """The page with the question, or the list once it is answered."""
    index_url = reverse(Category.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done % {"category": category})
            return redirect(index_url)
    context = {
        "page_title": title,
        "page_subtitle": str(category),
        "header_icon": "tag",
        "form": form,
        "submit_label": submit_label,
        "facts": published_text(category),
        "introduction": introduction,
        "cancel_url": index_url,
    }
    return render(request, "wagtail_disclosure/admin/short_form.html", context)
