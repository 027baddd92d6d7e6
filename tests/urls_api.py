"""The example portal's addresses with Wagtail's API v3 before them."""

from django.urls import path
from wagtail.api.v3.urls import api

from example_site.urls import urlpatterns as portal

urlpatterns = [path("api/v3/", api.urls), *portal]
