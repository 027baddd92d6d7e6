"""The annual report as an abstract page mixin."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
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
from ..services import documents, figure_references, files, publishing, report_context, reports
from .metadata import DisclosureMetadataMixin
from .report_form import ReportForm


class ReportMixin(RoutablePageMixin, DisclosureMetadataMixin):
    """One agency's report for one year. Put it before ``Page`` in the bases.

    ``save()`` and ``publish()`` are the publishing gate: every door of Wagtail ends in one of
    them, so this is the one place where a model acts; each calls a service.
    """

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
    exclude_fields_in_copy = [
        *DisclosureMetadataMixin.exclude_fields_in_copy,
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
        *DisclosureMetadataMixin.metadata_panels,
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

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """The gate. ``clean=False`` is Wagtail's way to mean it; nothing is checked then, but
        number, version and observations are kept right all the same."""
        arguments = {"clean": clean, "user": user, "log_action": log_action, **kwargs}
        fields = kwargs.get("update_fields")
        touches_readers = fields is None or {"live", "figures", "alias_of_id"} & set(fields)
        if not touches_readers or self.alias_of_id:
            return super().save(**arguments)
        if self.live and self.report_year is None:
            publishing.refuse_without_year(self)
        if self.live and clean:
            publishing.refuse_if_wrong(self, saving=True)
        with transaction.atomic():
            if self.live and self.pk:
                publishing.reserve_number(self, now())
            result = super().save(**arguments)
            if self.live:
                publishing.record(self, now())
            else:
                publishing.retract(self.pk, now())
        self.__dict__.pop("index_entry", None)
        return result

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Publish atomically: a refusal by ``save()``, or by anything that runs after it, leaves
        everything as it was. Only the scheduled command goes on with the next page: the refused
        one is taken off the schedule and logged."""
        try:
            with transaction.atomic():
                super().publish(revision, *args, **kwargs)
        except publishing.PublicationRefusedError as refusal:
            if kwargs.get("log_action") != publishing.SCHEDULED:
                raise
            publishing.take_off_schedule(revision, refusal)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give a short ASCII slug before Wagtail makes one of the Chinese title."""
        if not self.slug and self.report_year:
            wanted = str(self.report_year)
            self.slug = reports.free_slug(self.get_parent(), wanted) if self.path else wanted
        super().full_clean(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> ReportPermissionTester:
        return ReportPermissionTester(user, self)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A copy is a draft without number and year; a translation is the same report and keeps
        the year, the document number and the date of publication."""
        if kwargs.get("reset_translation_key", True) is False:
            same = {name: getattr(self, name) for name in self.exclude_fields_in_copy}
            del same["requested_index_number"], same["correction_reason"]
            kwargs["update_attrs"] = {**same, **(kwargs.get("update_attrs") or {})}
        return super().copy(*args, **kwargs)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template for its page type if there is one, else the plugin's."""
        return [super().get_template(request, *args, **kwargs), "wagtail_disclosure/report.html"]

    @property
    def source(self) -> ReportMixin:
        """The report whose content stands here: an alias shows its source's."""
        return self.alias_of.specific if self.alias_of_id else self

    @property
    def preamble_html(self) -> str:
        """The preamble with the figures it refers to, for APIs and for templates of one's own."""
        with figure_references.showing(self):
            return str(expand_db_html(self.preamble))

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
        return FileResponse(stored, content_type="application/pdf", filename=name)
