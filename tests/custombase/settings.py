"""A site with WAGTAIL_PAGE_MODEL and without ``wagtail_disclosure.pages``."""

import sys
import tempfile

from tests.settings import *  # noqa: F403

INSTALLED_APPS = [
    *(
        app
        for app in INSTALLED_APPS  # noqa: F405
        if app not in ("wagtail_disclosure.pages", "example_site.portal")
    ),
    # Wagtail's own test app of a custom base page, with the migrations such a page needs.
    "wagtail.test.basepage",
    "tests.custombase",
]
WAGTAIL_PAGE_MODEL = "basepage.BasePage"
ROOT_URLCONF = "tests.custombase.urls"
WAGTAIL_DISCLOSURE = {
    "BASE_TEMPLATE": "wagtail_disclosure/base.html",
    "STANDARD_AGENCIES": {"fuzhou-2018": ["SL1"]},
}
WAGTAILADMIN_BASE_URL = "http://localhost"

# Its migrations are made at each run, as the developer of such a site makes them.
MIGRATIONS_DIR = tempfile.mkdtemp(prefix="disclosure-migrations-")
MIGRATION_MODULES = {"custombase": "custombase_migrations"}
sys.path.insert(0, MIGRATIONS_DIR)
