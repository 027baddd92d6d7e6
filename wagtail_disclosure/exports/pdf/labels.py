"""The words that the PDF itself adds to a report, in the language of the document."""

from __future__ import annotations

from django.utils.translation import gettext as _


def source(name: str) -> str:
    return _("Source: %(source)s") % {"source": name}


def published(moment: str) -> str:
    return _("Published: %(time)s") % {"time": moment}


def unit(name: str) -> str:
    return _("Unit: %(unit)s") % {"unit": name}


def picture(text: str) -> str:
    """What stands for a picture that cannot be drawn."""
    return _("[Picture: %(text)s]") % {"text": text}


def corrections() -> str:
    return _("Corrections")


def no_reason() -> str:
    return _("No reason was given.")


def figure_change(label: str, before: str, after: str) -> str:
    return _("%(label)s: %(before)s → %(after)s") % {
        "label": label,
        "before": before,
        "after": after,
    }


def attachments() -> str:
    return _("Attachments")


def interpretations() -> str:
    return _("Interpretations")


def permanent_address() -> str:
    return _("Permanent address")


def page_address() -> str:
    return _("Web page")


def index_number() -> str:
    return _("Index number")


def attachment(title: str, details: str) -> str:
    return _("%(title)s (%(details)s)") % {"title": title, "details": details}


def interpretation(kind: str, title: str) -> str:
    return _("%(kind)s: %(title)s") % {"kind": kind, "title": title}
