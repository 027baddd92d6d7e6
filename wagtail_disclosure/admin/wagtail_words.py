"""Words of Wagtail and wagtail-modeladmin that an editor of a report meets and that their own
Simplified Chinese lacks.

Django merges the catalogues of all apps, so a translation in ours is enough. A word leaves this
list once Wagtail translates it; a test says when.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

WAGTAIL_WORDS = (
    gettext_noop("- Select an option -"),
    gettext_noop("By %(filter_title)s"),
    gettext_noop("Exploring"),
    gettext_noop("Go to the first error"),
    gettext_noop("New: %(model_name)s"),
    gettext_noop("Saved"),
    gettext_noop("The page could not be created due to validation errors."),
    gettext_noop("The page could not be saved due to validation errors."),
)
