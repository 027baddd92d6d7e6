from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from example_site.portal.views import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("disclosure/", include("wagtail_disclosure.urls")),
    path("search/", search, name="portal_search"),
    path("sitemap.xml", sitemap),
    # Only pictures: documents go through Wagtail, which asks whether their page is public.
    re_path(
        r"^media/(?P<path>(?:images|original_images)/.*)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    path("", include("wagtail_disclosure.file_urls")),
    path("", include(wagtail_urls)),
]
