"""Addresses of files below a page (``…/2018/report.pdf``).

Wagtail's own pattern takes no dots. Include this before ``wagtail.urls``, at the same place; a
page answers through its routes, so view restrictions hold for its files as for itself.
"""

from django.urls import re_path

from .views.page_files import page_file

urlpatterns = [
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:pdf|docx|csv|xlsx|json))$", page_file),
]
