"""``disclosure_lint``: the government page tags of a whole site, or of saved pages."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http.request import split_domain_port, validate_host
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from wagtail_disclosure.domain.findings import Severity
from wagtail_disclosure.domain.page_tags import MAX_HTML, TagFinding
from wagtail_disclosure.services.finding_texts import severity_text
from wagtail_disclosure.services.tag_lint import Answer, PageResult, lint_site, lint_text

#: Exit codes; the gravest wins.
FINE, FAULTS_FOUND, UNREADABLE = 0, 1, 2

#: What is wrong, and what to do, by the code of the finding.
TEXTS = {
    "missing": gettext_lazy(
        "The tag is missing. Write it into the page's head; the site's own tags are filled in "
        "under Settings > Government site tags."
    ),
    "empty": gettext_lazy(
        "The tag has no content. Fill it in, or leave the tag out if it is optional."
    ),
    "placeholder": gettext_lazy(
        "The content is a placeholder. The template wrote it for want of a value; give it one."
    ),
    "other_site": gettext_lazy(
        "The site's settings say otherwise (%(expected)s). Correct the template, or Settings > "
        "Government site tags."
    ),
    "id_code": gettext_lazy(
        "This is no site identification code: ten digits, or bm and eight digits, as assigned to "
        "the site."
    ),
    "duplicate": gettext_lazy("The tag is there more than once. Write it once."),
    "spelling": gettext_lazy("The name is written otherwise. Write it as %(expected)s."),
    "pub_date": gettext_lazy("This is no time of publication. Write it as 2019-01-16 16:15."),
    "column_type": gettext_lazy(
        "No kind of column that is known here. See whether the guide has a kind that fits; a hint "
        "only."
    ),
}


class Command(BaseCommand):
    help = (
        "Check the government page tags of every public page of a site, as readers get it, or of "
        "saved HTML files. Exit code 1: a tag is missing or wrong, or a page cannot be had; 2: a "
        "file could not be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help="Saved HTML pages, instead of the site."
        )
        parser.add_argument(
            "--site",
            metavar="HOST",
            help="Only this site (host name, or host name:port); for files, whose they should be.",
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        sites = _sites(options["site"])
        self.worst, self.count = FINE, 0
        show = self._show_json if options["format"] == "json" else self._show_text
        if options["files"]:
            results = self._of_files(options["files"], sites[0] if options["site"] else None)
        else:
            results = self._of_sites(sites)
        for result in results:
            self.count += 1
            if result.status >= 400 or any(map(_is_fault, result.findings)):
                self.worst = max(self.worst, FAULTS_FOUND)
            show(result)
        if options["format"] == "text":
            self.stdout.write(_("%(count)s pages checked.") % {"count": self.count})
        if self.worst:
            raise SystemExit(self.worst)

    def _of_sites(self, sites: list[Site]) -> Iterator[PageResult]:
        for site in sites:
            _refuse_unknown_host(site)
        client = Client(raise_request_exception=False)
        for site in sites:
            yield from lint_site(site, lambda address: _ask(client, address))

    def _of_files(self, files: list[str], site: Site | None) -> Iterator[PageResult]:
        for name in files:
            try:
                with Path(name).open("rb") as file:
                    content = file.read(4 * MAX_HTML)
            except (OSError, ValueError) as error:
                self.worst = UNREADABLE
                reason = getattr(error, "strerror", None) or str(error)
                text = _("%(file)s cannot be read: %(reason)s.")
                self.stderr.write(text % {"file": _plain(name), "reason": reason})
                continue
            yield lint_text(name, _decoded(content), site)

    def _show_text(self, result: PageResult) -> None:
        if result.status >= 400:
            text = _("%(page)s: The page answers %(status)s. Open it and see why.")
            self._write(text % {"page": result.address, "status": result.status})
        for finding in result.findings:
            values = {
                "page": result.address,
                "severity": severity_text(finding.severity),
                "tag": " ".join(filter(None, (finding.tag, finding.found[:200]))),
                "finding": _words(finding),
            }
            self._write(_("%(page)s: %(severity)s: %(tag)s: %(finding)s") % values)

    def _show_json(self, result: PageResult) -> None:
        findings = [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "tag": finding.tag,
                "found": finding.found,
                "expected": finding.expected,
                "message": _words(finding),
            }
            for finding in result.findings
        ]
        data = {"page": result.address, "status": result.status, "findings": findings}
        self._write(json.dumps(data, ensure_ascii=False))

    def _write(self, text: str) -> None:
        self.stdout.write(_plain(text))


def _sites(host: str | None) -> list[Site]:
    sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "pk"))
    if host is None:
        return sites
    name, port = split_domain_port(host)
    wanted = [
        site for site in sites if site.hostname == name and (not port or str(site.port) == port)
    ]
    if not wanted:
        known = ", ".join(f"{site.hostname}:{site.port}" for site in sites)
        text = _("There is no site “%(host)s”. Known sites: %(known)s.")
        raise CommandError(text % {"host": _plain(host), "known": known or "–"})
    return wanted


def _refuse_unknown_host(site: Site) -> None:
    """Otherwise every page of the site would answer 400."""
    allowed = settings.ALLOWED_HOSTS or [".localhost", "127.0.0.1", "[::1]"]
    if not validate_host(site.hostname.lower(), allowed):
        text = _(
            "The site “%(host)s” is not in ALLOWED_HOSTS, so none of its pages can be asked for. "
            "Add it there, or correct the host under Settings > Sites."
        )
        raise CommandError(text % {"host": site.hostname})


def _ask(client: Client, address: str) -> Answer:
    """Ask for a page as a reader does, through middleware and all."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    response = client.get(parts.path, secure=secure, headers={"host": parts.netloc})
    encrypted = parts._replace(scheme="https").geturl()
    if not secure and response.headers.get("Location") == encrypted:
        return _ask(client, encrypted)  # SECURE_SSL_REDIRECT
    if response.streaming:
        # To its end, as the client then closes it without closing the database's connection.
        deque(response, maxlen=0)
        return Answer(response.status_code)
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    if response.status_code != 200 or not is_html:
        return Answer(response.status_code)
    return Answer(200, response.content[: 4 * MAX_HTML].decode(response.charset, "replace"))


def _decoded(content: bytes) -> str:
    """Saved pages are UTF-8, or GB18030 as older sites have it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def _words(finding: TagFinding) -> str:
    """What is wrong, and what to do."""
    return str(TEXTS[finding.code]) % {"expected": finding.expected}


def _is_fault(finding: TagFinding) -> bool:
    return finding.severity is not Severity.INFORMATION


def _plain(text: str) -> str:
    """Half characters, which a hostile page can hold, cannot be written out."""
    return text.encode("utf-8", "replace").decode("utf-8")
