"""Choosing a category: those of one scheme that are in use."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Category
from ..services.categories import choice_problem
from .document_blocks import CategoryBlock

#: In the place of a scheme: all but those that have fields of their own.
NUMBERED = "*"


class CategoryChooser(AdminSnippetChooser):
    """``CategoryChooser(scheme="topic")`` offers the categories in use of the scheme with that
    key; without one, those of every scheme."""

    model = Category
    icon = "tag"

    def __init__(self, scheme: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scheme = scheme

    def get_chooser_modal_url(self) -> str:
        url: str = super().get_chooser_modal_url()
        return f"{url}?{urlencode({'scheme': self.scheme})}" if self.scheme else url

    def get_instance(self, value: Any) -> Category | None:
        """Nothing for what is no id: the form says what is wrong with it."""
        try:
            found: Category | None = super().get_instance(value)
        except (ValueError, TypeError, OverflowError):
            return None
        return found


class CategoryPanel(FieldPanel):
    """``CategoryPanel("topic_category", scheme="topic")`` for a foreign key to a category."""

    def __init__(self, field_name: str, *, scheme: str = "", **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.scheme = scheme

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "scheme": self.scheme}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        if not self.read_only:
            # Made only now: the words on its buttons are in the language of the moment.
            widget = CategoryChooser(scheme=self.scheme)
            options.setdefault("widgets", {}).setdefault(self.field_name, widget)
        return options


class ChosenCategoriesMixin:
    """For the form of a page that has categories: none is chosen anew that is retired or of a
    scheme that does not fit. What a page carries already may stay."""

    instance: Any
    fields: Any
    changed_data: Any
    cleaned_data: Any
    add_error: Any

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        for name, field in self.fields.items():
            scheme = getattr(field.widget, "scheme", "")
            for category in self._chosen_anew(name, field):
                problem = choice_problem(category, "" if scheme == NUMBERED else scheme)
                if problem:
                    self.add_error(name, problem)
        return cleaned

    def _chosen_anew(self, name: str, field: Any) -> list[Category]:
        """The categories of a field that the page did not carry."""
        value = self.cleaned_data.get(name)
        if isinstance(field.widget, CategoryChooser):
            return [value] if value and name in self.changed_data else []
        if value is None or not _holds_categories(field):
            return []
        before = {block.value for block in getattr(self.instance, name)}
        found = {block.value for block in value if isinstance(block.value, Category)}
        return sorted(found - before, key=str)


def _holds_categories(field: Any) -> bool:
    blocks = getattr(getattr(field, "block", None), "child_blocks", {})
    return any(isinstance(block, CategoryBlock) for block in blocks.values())
