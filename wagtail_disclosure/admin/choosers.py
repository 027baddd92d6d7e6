"""Choosing an agency or a category in a form: with a search, for there may be thousands."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class PlainSearchForm(SearchFilterMixin, BaseFilterForm):
    """Searches with the database's LIKE, as the listings do (Wagtail's own field would need a
    search index, which finds no Chinese words)."""

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = self.cleaned_data.get("q") or None
        self.is_searching = self.search_query is not None
        for word in (self.search_query or "").split():
            found = Q()
            for field in objects.model.snippet_viewset.search_fields:
                found |= Q(**{f"{field}__icontains": word})
            objects = objects.filter(found)
        # A field of another table may match in several of its rows.
        return objects.distinct()


class PlainSearchChooseMixin:
    """The viewset's ``chooser_columns`` beside the name, and a search."""

    filter_form_class = PlainSearchForm
    model: Any
    request: Any

    def get_object_list(self) -> QuerySet[Any]:
        queryset = self.model.snippet_viewset.get_queryset(self.request)
        return self.model.objects.all() if queryset is None else queryset

    @property
    def columns(self) -> list[Column]:
        found: list[Column] = super().columns  # type: ignore[misc]
        for name in self.model.snippet_viewset.chooser_columns:
            label = capfirst(self.model._meta.get_field(name).verbose_name)
            found.append(Column(name, label=label, accessor=name, sort_key=None))
        return found


class PlainSearchChooseView(PlainSearchChooseMixin, ChooseView):
    pass


class PlainSearchChooseResultsView(PlainSearchChooseMixin, ChooseResultsView):
    pass


class PlainSearchChooserViewSet(SnippetChooserViewSet):
    choose_view_class = PlainSearchChooseView
    choose_results_view_class = PlainSearchChooseResultsView
