"""The annual report as an abstract page mixin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.rich_text import expand_db_html
from wagtail.search import index

from ..editing.blocks import TEXT_FEATURES, AttachmentBlock, InterpretationBlock, SectionsBlock
from ..editing.correction_panel import CorrectionPanel
from ..editing.fields import FiguresField, QuietStreamField
from ..editing.figures_panel import FiguresPanel
from ..editing.report_text import ReportTextPanel
from ..permissions import ReportPermissionTester
from ..services import documents, figure_references, files, report_context
from .disclosed_page import DisclosedPageMixin
from .report_form import ReportForm


class ReportMixin(RoutablePageMixin, DisclosedPageMixin):
    """One agency's report for one year. Put it before ``Page`` in the bases."""

    slug: str
    report_year = models.PositiveSmallIntegerField(
        _("report year"),
        null=True,
        validators=[MinValueValidator(2008), MaxValueValidator(2100)],
        help_text=_("The year reported on, not the year of publication."),
    )
    standard = models.CharField(_("reporting standard"), max_length=100)
    period_start = models.DateField(_("figures from"), null=True)
    period_end = models.DateField(_("figures to"), null=True)
    notice = models.CharField(
        _("note to readers"),
        max_length=500,
        blank=True,
        help_text=_("Shown above the report, e.g. that its text is shortened."),
    )
    published_elsewhere = models.CharField(
        _("published elsewhere before"),
        max_length=300,
        blank=True,
        help_text=_(
            "Where the report stood before, by name and address; its time of publication is then "
            "needed too. It is shown as it was: mistakes on the form can be acknowledged, and "
            "readers are told."
        ),
    )
    preamble = RichTextField(
        _("preamble"),
        blank=True,
        features=TEXT_FEATURES,
        help_text=_("Legal basis and how the report is made up. Period and contact follow it."),
    )
    contact_address = models.CharField(_("postal address"), max_length=200, blank=True)
    contact_postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=50, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    sections = QuietStreamField(SectionsBlock(), blank=True, verbose_name=_("sections"))
    figures = FiguresField(_("figures"))
    correction_reason = models.CharField(
        _("reason for the correction"),
        max_length=500,
        blank=True,
        help_text=_(
            "Only when figures change that readers already have: say why. They see it beside the "
            "figures before and after."
        ),
    )
    attachments = QuietStreamField(
        [("attachment", AttachmentBlock())], blank=True, verbose_name=_("attachments")
    )
    interpretations = QuietStreamField(
        [("interpretation", InterpretationBlock())], blank=True, verbose_name=_("interpretations")
    )

    base_form_class = ReportForm
    permission_tester = ReportPermissionTester
    default_template = "wagtail_disclosure/report.html"
    fields_of_readers = DisclosedPageMixin.fields_of_readers | {"figures"}
    checked_fields = (
        *DisclosedPageMixin.checked_fields,
        "sections",
        "published_elsewhere",
        "report_year",
        "standard",
        "period_start",
        "period_end",
        "figures",
        "correction_reason",
    )
    exclude_fields_in_copy = [
        *DisclosedPageMixin.exclude_fields_in_copy,
        "report_year",
        "correction_reason",
        "published_elsewhere",
    ]

    report_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("agency"), FieldPanel("report_year")]),
                FieldPanel("standard"),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            ],
            heading=_("Report"),
        ),
        FiguresPanel("figures"),
        CorrectionPanel("correction_reason"),
        ReportTextPanel("preamble"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_address"), FieldPanel("contact_postcode")]),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
            ],
            heading=_("Contact"),
        ),
        ReportTextPanel("sections"),
        FieldPanel("attachments"),
        FieldPanel("interpretations"),
        FieldPanel("notice"),
        FieldPanel("published_elsewhere"),
        *DisclosedPageMixin.metadata_panels,
    ]

    disclosure_search_fields = [
        index.SearchField("sections"),
        index.SearchField("document_number"),
        index.SearchField("index_number"),
        index.FilterField("report_year"),
        index.FilterField("agency"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def wanted_slug(cls, values: Mapping[str, Any]) -> str:
        """The report year."""
        return str(values.get("report_year") or "")

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A translation keeps the year, too, but has no correction of its own."""
        if kwargs.get("reset_translation_key", True) is False:
            kwargs["update_attrs"] = {"correction_reason": "", **(kwargs.get("update_attrs") or {})}
        return super().copy(*args, **kwargs)

    @property
    def preamble_html(self) -> str:
        """The preamble with the figures it refers to, for APIs and for templates of one's own."""
        with figure_references.showing(self):
            return str(expand_db_html(self.preamble))

    def get_cached_paths(self) -> Iterator[str]:
        """For front-end caches: the page and its file."""
        yield from super().get_cached_paths()
        yield "/report.pdf"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(report_context.report_context(self, request))
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().serve(request, *args, **kwargs)
        return figure_references.respond_showing(response, self, preview=False)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        response = super().serve_preview(request, mode_name)
        return figure_references.respond_showing(response, self, preview=True)

    @path("report.pdf/", name="pdf")
    def pdf(self, request: HttpRequest) -> HttpResponse | FileResponse:
        """The report as PDF: the stored file of the published version, or of a preview."""
        if getattr(request, "is_preview", False):
            content = files.render(documents.build_document(self, None, request))
            return HttpResponse(content, content_type="application/pdf")
        stored = files.report_pdf(self.source) if self.live else None
        if stored is None:
            raise Http404
        name = f"{self.index_number or self.slug}.pdf".replace("/", "-")
        response = FileResponse(stored, content_type="application/pdf", filename=name)
        response.headers["Link"] = f'<{self.get_full_url(request)}>; rel="canonical"'
        return response
