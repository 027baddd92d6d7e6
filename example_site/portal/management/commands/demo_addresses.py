"""Print where the example portal is served and how to sign in."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.urls import reverse

from example_site.demo_login import USER_NAME, demo_password
from wagtail_disclosure.pages.models import AnnualReportPage, ReportIndexPage


class Command(BaseCommand):
    help = "Print the addresses of the example portal and the demo login."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("port", nargs="?", default="8000")

    def handle(self, *args: Any, port: str, **options: Any) -> None:
        index = ReportIndexPage.objects.live().first()
        if index is None:
            self.stdout.write("There is no content yet: make content")
        report = AnnualReportPage.objects.live().filter(report_year=2018).first()
        addresses = {
            "home": "/",
            "report column": index and index.get_url(),
            "report 2018": report and report.get_url(),
            "admin": reverse("wagtailadmin_home"),
        }
        self.stdout.write("")
        for name, path in addresses.items():
            if path:
                self.stdout.write(f"  {name:<14} http://127.0.0.1:{port}{path}")
        self.stdout.write(f"  {'login':<14} {self.login()}\n\n")

    def login(self) -> str:
        """Name and password, as long as the password is still the one that is kept."""
        user = get_user_model().objects.filter(username=USER_NAME).first()
        if user is None:
            return "none yet: make content"
        password = demo_password()
        if not user.check_password(password):
            return f"{USER_NAME} (its password was changed in the admin)"
        return f"{USER_NAME} / {password}"
