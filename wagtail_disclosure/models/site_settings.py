"""What the government page tags say about the site (国办发〔2017〕47号)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class DisclosureSettings(BaseSiteSetting):
    """Site-wide facts: name, domain and identification code of the government site."""

    site_name = models.CharField(
        # Wagtail has the same words for its own sites.
        pgettext_lazy("page tag", "site name"),
        max_length=100,
        blank=True,
        help_text=_("Page tag SiteName."),
    )
    site_domain = models.CharField(
        _("site domain"),
        max_length=100,
        blank=True,
        help_text=_("Page tag SiteDomain, without http://; empty: the site's host name."),
    )
    site_id_code = models.CharField(
        _("site identification code"),
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(
                r"^(\d{10}|bm\d{8})\Z",
                _("Ten digits, or bm and eight digits, as assigned to the site."),
            )
        ],
        help_text=_("Page tag SiteIDCode (网站标识码)."),
    )
    organiser = models.CharField(_("organiser"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("government site tags")
