"""Words of Wagtail's scripts that its own Simplified Chinese lacks.

Scripts have a catalogue of their own (``djangojs``), which holds Wagtail's words alone. These are
added to it on every page of the admin. A word leaves this list once Wagtail translates it; a test
says when.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy
from wagtail.admin.staticfiles import versioned_static

SCRIPT_WORDS: dict[str, str | Promise] = {
    "(%(number)s new items in this menu)": pgettext_lazy(
        "scripts of Wagtail", "(%(number)s new items in this menu)"
    ),
    "(1 new item in this menu)": pgettext_lazy("scripts of Wagtail", "(1 new item in this menu)"),
    "(New)": pgettext_lazy("scripts of Wagtail", "(New)"),
    "%(num)s error": pgettext_lazy("scripts of Wagtail", "%(num)s errors"),
    "%(num)s min": pgettext_lazy("scripts of Wagtail", "%(num)s mins"),
    "%(num)s pixel": pgettext_lazy("scripts of Wagtail", "%(num)s pixels"),
    "%(time_zone_option)s: %(localized_time_zone_label)s": pgettext_lazy(
        "scripts of Wagtail", "%(time_zone_option)s: %(localized_time_zone_label)s"
    ),
    "A network error occurred.": pgettext_lazy("scripts of Wagtail", "A network error occurred."),
    "A server error occurred.": pgettext_lazy("scripts of Wagtail", "A server error occurred."),
    "Autosave in progress…": pgettext_lazy("scripts of Wagtail", "Autosave in progress…"),
    "Blocks": pgettext_lazy("scripts of Wagtail", "Blocks"),
    "Changes have been autosaved.": pgettext_lazy(
        "scripts of Wagtail", "Changes have been autosaved."
    ),
    "Complex": pgettext_lazy("scripts of Wagtail", "Complex"),
    "Error while sending preview data.": pgettext_lazy(
        "scripts of Wagtail", "Error while sending preview data."
    ),
    "Fair": pgettext_lazy("scripts of Wagtail", "Fair"),
    "Good": pgettext_lazy("scripts of Wagtail", "Good"),
    "Insert a block": pgettext_lazy("scripts of Wagtail", "Insert a block"),
    "Split block": pgettext_lazy("scripts of Wagtail", "Split block"),
    "Write something or type ‘/’ to insert a block": pgettext_lazy(
        "scripts of Wagtail", "Write something or type ‘/’ to insert a block"
    ),
}


def add_script_words() -> SafeString | str:
    """The words with the script that adds them; nothing in a language that has none."""
    words = {key: str(word) for key, word in SCRIPT_WORDS.items()}
    if words["(New)"] == "(New)":
        return ""
    return format_html(
        '{}<script src="{}"></script>',
        json_script(words, "disclosure-script-words"),
        versioned_static("wagtail_disclosure/js/script-words.js"),
    )
