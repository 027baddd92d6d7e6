"""The editor's form of a page that discloses something: what stands in the way of publishing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from ..editing.category_choice import ChosenCategoriesMixin
from ..services.publishing_problems import problems_of
from ..services.reports import only_scheme
from ..services.slugs import free_slug


class DisclosedPageForm(ChosenCategoriesMixin, WagtailAdminPageForm):
    """Saves any draft; at publication every problem is said at its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "numbering_scheme" in self.fields and self.instance.pk is None:
            self.initial["numbering_scheme"] = self.initial.get("numbering_scheme") or only_scheme()

    def clean_slug(self) -> str:
        """What was typed, or a slug of the program's own: Wagtail makes none of a Chinese title."""
        typed: str = self.cleaned_data.get("slug") or ""
        wanted = "" if typed else self.instance.wanted_slug(self.cleaned_data)
        return free_slug(self.parent_page, wanted) if wanted else typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_number_unchanged()
        self.check_draft()
        if not self.is_deferred_validation:
            self._add_problems()
        return cleaned

    def check_draft(self) -> None:
        """What is asked of a draft, too; for the forms of single page types."""

    def _check_number_unchanged(self) -> None:
        typed = (self.cleaned_data.get("requested_index_number") or "").strip()
        entry = self.instance.index_entry
        if typed and entry and typed != entry.number:
            self.add_error(
                "requested_index_number",
                _("This page carries %(number)s for ever. Leave the field empty.")
                % {"number": entry.number},
            )

    def _add_problems(self) -> None:
        for problem in problems_of(self._as_typed()):
            field = problem.field if problem.field in self.fields else None
            if field is None or problem.code != "required" or field not in self.errors:
                self.add_error(field, problem.message)

    def _as_typed(self) -> Any:
        """The instance with what was typed, before Django copies it over."""
        for name in self.instance.checked_fields:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        return self.instance
