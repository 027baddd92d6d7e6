"""The editor's form of a report: figures, and what stands in the way of publishing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from ..domain.catalogue import UnknownStandard
from ..services import publishing_problems
from ..services.reports import fitting_sections
from ..services.standards import find_standard, offered_standards, suitable_standards


class ReportForm(WagtailAdminPageForm):
    """Saves any draft; at publication every problem is said at its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "standard" in self.fields:
            self._offer_standards()

    def _offer_standards(self) -> None:
        """Standards by title, those that fit agency and year first; a stored one that is no
        longer known stays, so that opening a page changes nothing."""
        fitting = suitable_standards(self.instance.agency, self.instance.report_year)
        rest = [standard for standard in offered_standards() if standard not in fitting]
        choices = [(standard.identifier, standard.title) for standard in (*fitting, *rest)]
        stored = self.instance.standard
        if stored and stored not in dict(choices):
            choices.append((stored, self._title_of(stored)))
        self.fields["standard"].widget = forms.Select(choices=[("", "—"), *choices])

    def _title_of(self, stored: str) -> str:
        """The title of a standard that is offered no more, with its identifier: the newer version
        of a local one has the same title."""
        try:
            return f"{find_standard(stored).title} ({stored})"
        except UnknownStandard:
            return stored

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_twin()
        self._check_number_unchanged()
        self._fit_sections()
        if not self.is_deferred_validation:
            self._add_problems()
        return cleaned

    def _check_twin(self) -> None:
        """Another page, draft or public, for the same agency and year."""
        agency, year = self.cleaned_data.get("agency"), self.cleaned_data.get("report_year")
        if not agency or not year:
            return
        twin = publishing_problems.twin_of(type(self.instance), agency, year, self.instance)
        if twin is not None:
            self.add_error(
                "report_year",
                _("%(agency)s has a report for %(year)s already: “%(title)s”. Edit that one.")
                % {"agency": agency.name, "year": year, "title": twin.title},
            )

    def _fit_sections(self) -> None:
        """Another standard brings its own sections, as long as those of the first are empty."""
        sections = self.cleaned_data.get("sections")
        try:
            standard = find_standard(self.cleaned_data.get("standard") or "")
        except UnknownStandard:
            return
        fitting = None if sections is None else fitting_sections(standard, sections)
        if fitting is not None:
            self.cleaned_data["sections"] = sections.stream_block.to_python(fitting)

    def _check_number_unchanged(self) -> None:
        typed = (self.cleaned_data.get("requested_index_number") or "").strip()
        entry = self.instance.index_entry
        if typed and entry and typed != entry.number:
            self.add_error(
                "requested_index_number",
                _("This report carries %(number)s for ever. Leave the field empty.")
                % {"number": entry.number},
            )

    def _add_problems(self) -> None:
        report = self._as_typed()
        for problem in publishing_problems.problems_of(report):
            field = problem.field if problem.field in self.fields else None
            if field is None or problem.code != "required" or field not in self.errors:
                self.add_error(field, problem.message)

    def _as_typed(self) -> Any:
        """The instance with what was typed, before Django copies it over."""
        report = self.instance
        for name in publishing_problems.CHECKED_FIELDS:
            if name in self.cleaned_data:
                setattr(report, name, self.cleaned_data[name])
        return report
