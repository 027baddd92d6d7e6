"""Public addresses outside the page tree."""

from django.urls import path

from .views.index_number import index_number
from .views.search import search
from .views.standard_schema import standard_schema

app_name = "wagtail_disclosure"

urlpatterns = [
    path("index/<path:number>/", index_number, name="index_number"),
    path("search/", search, name="search"),
    path("standards/<slug:identifier>/schema.json", standard_schema, name="standard_schema"),
]
