"""The editor's form of a local standard: blocks in, a definition out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

from ..services.local_standards import problem_texts
from ..services.standards import offered_standards
from .standard_blocks import (
    counts_field,
    prose_field,
    rule_making_field,
    sections_field,
    shown,
    tables_field,
    typed,
)
from .standard_from_form import definition_of
from .standard_to_form import form_data

#: Fields of the form that make up the definition.
BLOCKS = ("sections", "tables", "prose", "counts")
DEFINED = (*BLOCKS, "rule_making", "continues")


class LocalStandardForm(WagtailAdminModelForm):
    """Saves any draft; at publication every mistake of the definition is said."""

    sections = sections_field()
    tables = tables_field()
    prose = prose_field()
    counts = counts_field()
    rule_making = rule_making_field()
    continues = forms.MultipleChoiceField(
        label=_("Last year's figures come from"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Earlier forms whose cells go on here; earlier versions always do."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stored = dict(self.instance.definition)
        data = form_data(self._stored)
        for name in BLOCKS:
            if name in self.fields:
                data[name] = shown(self.fields[name], data[name])
        self.initial: dict[str, Any] = {**data, **self.initial}
        if "continues" in self.fields:
            self.fields["continues"].choices = self._forms_before(data["continues"])

    def _forms_before(self, chosen: list[str]) -> list[tuple[str, str]]:
        """Every standard but its own versions; one that was chosen stays, whatever became of it."""
        own = re.compile(rf"{re.escape(self.instance.identifier)}(-v[0-9]+)?")
        known = {
            standard.identifier: standard.title
            for standard in offered_standards()
            if not own.fullmatch(standard.identifier)
        }
        return list({**known, **{name: known.get(name, name) for name in chosen}}.items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not all(name in self.cleaned_data for name in DEFINED):
            return cleaned  # what could not even be read is said at its field
        items = {name: typed(self.cleaned_data[name]) for name in BLOCKS}
        self.instance.definition = definition_of({**self.cleaned_data, **items}, self._stored)
        if not self.is_deferred_validation:
            for text in problem_texts(self._as_typed()):
                self.add_error(None, text)
        return cleaned

    def _as_typed(self) -> Any:
        """The instance with what was typed, before Django copies it over."""
        for field in self.instance._meta.concrete_fields:
            if field.name in self.cleaned_data:
                setattr(self.instance, field.name, self.cleaned_data[field.name])
        return self.instance


#: The state of the standard: its newest version, and what publishing does next.
STATE_TEMPLATE = "wagtail_disclosure/admin/standard_state.html"


def edit_handler() -> Panel:
    form = ObjectList(
        [
            HelpPanel(template=STATE_TEMPLATE),
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("agency"), FieldPanel("identifier", read_only=True)]),
            FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")]),
            FieldPanel("tables"),
            FieldPanel("sections"),
        ],
        heading=pgettext_lazy("of a reporting standard", "Form"),
    )
    more = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("issued_as"), FieldPanel("report_title")], heading=_("Names")
            ),
            FieldPanel("continues"),
            FieldPanel("rule_making"),
            FieldPanel("prose"),
            FieldPanel("counts"),
        ],
        heading=pgettext_lazy("of a reporting standard", "Further details"),
    )
    return TabbedInterface([form, more], base_form_class=LocalStandardForm)
