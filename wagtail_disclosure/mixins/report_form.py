"""The editor's form of a report: its standard, and what follows from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ..domain.catalogue import UnknownStandard
from ..services.report_problems import twin_of
from ..services.reports import fitting_sections
from ..services.standards import find_standard, offered_standards, suitable_standards
from .disclosed_form import DisclosedPageForm


class ReportForm(DisclosedPageForm):
    """Offers the standards that fit, and lets one agency have one report per year."""

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

    def check_draft(self) -> None:
        self._check_twin()
        self._fit_sections()

    def _check_twin(self) -> None:
        """Another page, draft or public, for the same agency and year."""
        agency, year = self.cleaned_data.get("agency"), self.cleaned_data.get("report_year")
        if not agency or not year:
            return
        twin = twin_of(type(self.instance), agency, year, self.instance)
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
