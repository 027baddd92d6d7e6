from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WagtailDisclosurePagesConfig(AppConfig):
    name = "wagtail_disclosure.pages"
    label = "wagtail_disclosure_pages"
    verbose_name = _("Government information disclosure pages")
    default_auto_field = "django.db.models.BigAutoField"
