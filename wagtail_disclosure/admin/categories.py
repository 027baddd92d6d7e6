"""Classification schemes and categories in the admin: list, choose, rename."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, IndexView

from ..editing.category_choice import NUMBERED, CategoryChooser, CategoryPanel
from ..models import Category, ClassificationScheme
from ..services.categories import OTHER_SCHEMES, keep_former_name, paths, published_under
from .choosers import (
    PlainSearchChooseResultsView,
    PlainSearchChooserViewSet,
    PlainSearchChooseView,
)
from .snippets import PlainSearchViewSet

POLICY = ModelPermissionPolicy(Category)


class PathColumn(Column):
    """The names from the top down, worked out for the whole page of a list at once."""

    def get_value(self, instance: Any) -> str:
        return str(instance.path)


class StateColumn(Column):
    def get_value(self, instance: Category) -> str:
        if instance.merged_into:
            return _("merged into “%(category)s”") % {"category": instance.merged_into}
        return _("retired") if instance.retired_on else _("in use")


def with_paths(categories: Any) -> list[Category]:
    found = list(categories)
    names = paths(found)
    for category in found:
        category.path = names[category.pk]
    return found


class ClassificationSchemeViewSet(PlainSearchViewSet):
    model = ClassificationScheme
    icon = "folder-inverse"
    menu_label = gettext_lazy("Classification schemes")
    list_display = ["name", "key"]
    search_fields = ["name", "key"]
    panels = [
        FieldPanel("name"),
        FieldPanel("key"),
        FieldPanel("description"),
        FieldPanel("source"),
    ]


class CategoryFilterSet(WagtailFilterSet):
    scheme = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Classification scheme"),
        queryset=lambda request: ClassificationScheme.objects.all(),
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="filter_state",
        choices=[
            ("in-use", gettext_lazy("in use")),
            ("retired", gettext_lazy("retired")),
            ("merged", gettext_lazy("merged")),
        ],
    )
    origin = django_filters.ChoiceFilter(
        label=pgettext_lazy("of a category", "Origin"), choices=Category.Origin.choices
    )

    class Meta:
        model = Category
        fields: list[str] = []

    def filter_state(self, queryset: QuerySet[Category], name: str, value: str) -> Any:
        states = {
            "in-use": {"retired_on__isnull": True},
            "retired": {"retired_on__isnull": False},
            "merged": {"merged_into__isnull": False},
        }
        return queryset.filter(**states[value])


def published_text(category: Category) -> str:
    count = published_under(category)
    text = ngettext(
        "%(count)d item is published under it.", "%(count)d items are published under it.", count
    )
    return text % {"count": count}


def change_buttons(category: Category, user: Any) -> list[Button]:
    """What may be done with a category, for those who may change it."""
    if not POLICY.user_has_permission_for_instance(user, "change", category):
        return []
    found = []
    if not category.merged_into_id:
        found.append(("merge", _("Merge"), "tasks", 60))
    if not category.retired_on:
        found.append(("retire", _("Retire"), "lock", 61))
    elif not category.merged_into_id:
        found.append(("restore", _("Take into use again"), "lock-open", 62))
    return [
        Button(
            label,
            url=reverse(f"wagtail_disclosure_category_{action}", args=[category.pk]),
            icon_name=icon,
            priority=priority,
        )
        for action, label, icon, priority in found
    ]


class CategoryIndexView(IndexView):
    def search_queryset(self, queryset: Any) -> Any:
        return super().search_queryset(queryset).distinct()

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(with_paths(object_list))

    def get_list_more_buttons(self, instance: Category) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        return [*buttons, *change_buttons(instance, self.request.user)]


class CategoryEditView(EditView):
    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        return [*buttons, *change_buttons(self.object, self.request.user)]

    def save_instance(self) -> Any:
        with transaction.atomic():
            keep_former_name(self.form.instance, now())
            return super().save_instance()


class CategoryChooseMixin:
    """Offers categories in use; of one scheme, where the address names one."""

    request: Any

    def get_object_list(self) -> QuerySet[Category]:
        found: QuerySet[Category] = super().get_object_list()  # type: ignore[misc]
        scheme = self.request.GET.get("scheme", "")
        if scheme == NUMBERED:
            found = found.exclude(scheme__key__in=OTHER_SCHEMES)
        elif scheme:
            # Databases refuse NUL; no key has one.
            found = found.filter(scheme__key=scheme.replace("\0", ""))
        return found.filter(retired_on=None)

    def get_results_page(self, request: Any) -> Any:
        page = super().get_results_page(request)  # type: ignore[misc]
        page.object_list = with_paths(page.object_list)
        return page

    @property
    def columns(self) -> list[Column]:
        found: list[Column] = super().columns  # type: ignore[misc]
        return [*found, PathColumn("path", label=_("Path"))]


class CategoryChooseView(CategoryChooseMixin, PlainSearchChooseView):
    pass


class CategoryChooseResultsView(CategoryChooseMixin, PlainSearchChooseResultsView):
    pass


class CategoryChooserViewSet(PlainSearchChooserViewSet):
    base_widget_class = CategoryChooser
    choose_view_class = CategoryChooseView
    choose_results_view_class = CategoryChooseResultsView
    preserve_url_parameters = ["multiple", "scheme"]


class CategoryStatePanel(HelpPanel):
    """Where a category comes from and what became of it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "published": published_text(self.instance)}


class CategoryViewSet(PlainSearchViewSet):
    model = Category
    icon = "tag"
    menu_label = gettext_lazy("Categories")
    list_display = [
        "code",
        "name",
        PathColumn("path", label=gettext_lazy("Path")),
        "scheme",
        StateColumn("state", label=gettext_lazy("State")),
    ]
    filterset_class = CategoryFilterSet
    ordering = ["scheme__name", "code"]
    #: A category is also found by names that it bore, and by those of what was merged into it.
    search_fields = ["code", "name", "names__name", "merged__name"]
    chooser_columns = ("scheme",)
    chooser_viewset_class = CategoryChooserViewSet
    index_view_class = CategoryIndexView
    edit_view_class = CategoryEditView
    panels = [
        CategoryStatePanel(template="wagtail_disclosure/admin/category_state.html"),
        FieldPanel("scheme"),
        CategoryPanel("parent"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("name")]),
    ]

    def get_queryset(self, request: Any) -> Any:
        return Category.objects.select_related("scheme", "merged_into")
