"""Public addresses outside the page tree."""

from django.urls import path

from .views.index_number import index_number

app_name = "wagtail_disclosure"

urlpatterns = [
    path("index/<path:number>/", index_number, name="index_number"),
]
