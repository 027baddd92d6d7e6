"""The site, its settings and the pages around the reports."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from wagtail_disclosure.models import DisclosureSettings
from wagtail_disclosure.pages.models import (
    CatalogueIndexPage,
    DisclosurePlatformPage,
    ReportIndexPage,
)

from ..models import HomePage, PortalSettings, StandardPage
from .once import once, read


def load_tree() -> int:
    """Make pages and settings that were not made before; the number of things made."""
    data = read("portal.toml")
    made = [once("home", lambda: _home(data["home"]))]
    _follow_address()
    made += [once(f"page/{page['path']}", lambda p=page: _page(p)) for page in data["page"]]
    made.append(once("settings", lambda: _settings(data["site"])))
    return sum(made)


def page_at(path: str) -> Page | None:
    """The page at a path below the front page, itself for an empty one; ``None`` where an editor
    moved or deleted it."""
    home = HomePage.objects.first()
    if home is None:
        return None
    below = f"{path}/" if path else ""
    page = Page.objects.filter(url_path=f"{home.url_path}{below}").first()
    return page.specific if page else None


def _home(data: dict[str, Any]) -> None:
    if HomePage.objects.exists():
        return
    root = Page.objects.filter(depth=1).get()
    home = root.add_child(
        instance=HomePage(title=data["title"], slug=data["slug"], introduction=data["introduction"])
    )
    home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.root_page = home
    site.site_name = data["title"]
    site.save()
    # Wagtail's own welcome page, as long as nobody made something of it.
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()


def _follow_address() -> None:
    """On a developer's machine the site stands where it is served, so that full addresses and
    QR codes lead there; the address of a real host is an editor's."""
    served = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    local = {"localhost", "127.0.0.1"}
    if site and site.hostname in local and served.hostname in local:
        site.hostname, site.port = served.hostname, served.port or 80
        site.save()


def _page(data: dict[str, Any]) -> None:
    above, _slash, slug = data["path"].rpartition("/")
    parent = page_at(above) if above else HomePage.objects.first()
    if parent is None or parent.get_children().filter(slug=slug).exists():
        return
    values = {
        "title": data["title"],
        "slug": slug,
        "search_description": data["summary"],
        "show_in_menus": data["menu"],
    }
    body = data.get("body", "").strip()
    index = {"report_index": ReportIndexPage, "catalogue": CatalogueIndexPage}
    if data.get("type") == "platform":
        page = DisclosurePlatformPage(introduction=body, **values)
    elif "type" in data:
        page = index[data["type"]](**values)
    else:
        page = StandardPage(body=body, **values)
    parent.add_child(instance=page)
    page.save_revision().publish()


def _settings(data: dict[str, Any]) -> None:
    site = Site.objects.get(is_default_site=True)
    tags = DisclosureSettings.for_site(site)
    tags.site_name, tags.site_domain = data["name"], data["domain"]
    tags.site_id_code, tags.organiser = data["id_code"], data["organiser"]
    tags.save()
    portal = PortalSettings.for_site(site)
    portal.icp_number, portal.contact = data["icp_number"], data["contact"]
    portal.remark, portal.footer_page = data["remark"], page_at(data["footer"])
    portal.save()
