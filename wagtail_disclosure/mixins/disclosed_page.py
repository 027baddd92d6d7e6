"""Every page that discloses something: its metadata and the publishing gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import now

from ..permissions import DisclosedPermissionTester
from ..services import page_links, publishing
from ..services.days import site_today
from ..services.slugs import free_slug
from .disclosed_form import DisclosedPageForm
from .metadata import DisclosureMetadataMixin


class DisclosedPageMixin(DisclosureMetadataMixin):
    """A report or a document of the catalogue. Put it before ``Page`` in the bases.

    ``save()`` and ``publish()`` are the publishing gate: every door of Wagtail ends in one of
    them, so this is the one place where a model acts; each calls a service.
    """

    # What a base page has, for readers and type checkers.
    title: str
    slug: str
    path: str
    live: bool
    alias_of_id: int | None
    first_published_at: datetime | None
    translation_key: Any
    objects: Any
    get_parent: Any
    get_full_url: Any
    get_url_parts: Any

    #: The fields that the gate looks at; the form lays what was typed over the page first.
    checked_fields: ClassVar[tuple[str, ...]] = (
        "title",
        "published_at",
        "agency",
        "made_on",
        "document_number",
        "topic_category",
        "information_category",
        "numbering_scheme",
        "requested_index_number",
        "validity",
        "expire_at",
    )
    #: A save of other fields alone touches nothing that readers have.
    fields_of_readers: ClassVar[frozenset[str]] = frozenset({"live", "alias_of_id"})
    #: The plugin's template, where the site has none of its own for the page type.
    default_template: ClassVar[str]
    permission_tester: ClassVar[type[DisclosedPermissionTester]] = DisclosedPermissionTester

    base_form_class = DisclosedPageForm

    class Meta:
        abstract = True

    def save(
        self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any
    ) -> Any:
        """The gate. ``clean=False`` is Wagtail's way to mean it; nothing is checked then, but
        number, version and catalogue are kept right all the same."""
        arguments = {"clean": clean, "user": user, "log_action": log_action, **kwargs}
        fields = kwargs.get("update_fields")
        touches_readers = fields is None or self.fields_of_readers & set(fields)
        if not touches_readers or self.alias_of_id:
            return super().save(**arguments)
        if self.live:
            publishing.refuse_bare_copy(self)
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
                super().publish(revision, *args, **kwargs)  # type: ignore[misc]
        except publishing.PublicationRefusedError as refusal:
            if kwargs.get("log_action") != publishing.SCHEDULED:
                raise
            publishing.take_off_schedule(revision, refusal)

    @classmethod
    def wanted_slug(cls, values: Mapping[str, Any]) -> str:
        """A short slug in letters and digits, from the values of the fields; empty for none."""
        return f"{values.get('made_on') or site_today():%Y%m%d}"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Give a slug before Wagtail makes one of the Chinese title, or none."""
        wanted = "" if self.slug else self.wanted_slug(self.__dict__)
        if wanted:
            self.slug = free_slug(self.get_parent(), wanted) if self.path else wanted
        super().full_clean(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> DisclosedPermissionTester:
        return self.permission_tester(user, self)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """A copy is a draft without number and dates; a translation is the same page and keeps
        the document number and the date of publication."""
        if kwargs.get("reset_translation_key", True) is False:
            same = {name: getattr(self, name) for name in self.exclude_fields_in_copy}
            del same["requested_index_number"]
            kwargs["update_attrs"] = {**same, **(kwargs.get("update_attrs") or {})}
        return super().copy(*args, **kwargs)  # type: ignore[misc]

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """The site's own template for its page type if there is one, else the plugin's."""
        return [super().get_template(request, *args, **kwargs), self.default_template]  # type: ignore[misc]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        context["head_links"] = page_links.head_links(self, request)
        return context

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """None for an alias, which names its source as the page to know."""
        return [] if self.alias_of_id else super().get_sitemap_urls(request)  # type: ignore[misc]

    @property
    def source(self) -> Any:
        """The page whose content stands here: an alias shows its source's."""
        return self.alias_of.specific if self.alias_of_id else self  # type: ignore[attr-defined]
