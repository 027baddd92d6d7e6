from typing import Any

from django import template
from wagtail.models import Page, Site

from example_site.portal import navigation
from example_site.portal.models import PortalSettings
from wagtail_disclosure.models import DisclosureSettings

register = template.Library()


@register.simple_tag(takes_context=True)
def portal(context: template.Context) -> dict[str, Any]:
    """``{% portal as portal %}``: menus and footer of the site that answers this request."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {"home_url": "/"}
    settings = PortalSettings.for_request(request)
    return {
        "site": site,
        "home_url": site.root_page.get_url(request),
        "menu": navigation.main_menu(request),
        "footer": navigation.footer_menu(settings.footer_page),
        "settings": settings,
        "tags": DisclosureSettings.for_request(request),
    }


@register.simple_tag(takes_context=True)
def is_in_column(context: template.Context, column: Page) -> bool:
    """Whether the page being shown is ``column`` or stands below it."""
    page = context.get("page")
    return isinstance(page, Page) and (page.pk == column.pk or page.is_descendant_of(column))
