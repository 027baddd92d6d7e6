from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from example_site.portal.views import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("disclosure/", include("wagtail_disclosure.urls")),
    path("search/", search, name="portal_search"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("wagtail_disclosure.file_urls")),
    path("", include(wagtail_urls)),
]
