"""Settings of the tests: the example portal's, with a database that DATABASE_URL may name."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("EXAMPLE_SITE_VAR", tempfile.mkdtemp(prefix="disclosure-tests-"))

from example_site.settings import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A test with real commits reads the database's first content back, in this order; content
# types must be there before Wagtail's signals ask for them.
INSTALLED_APPS.remove("django.contrib.contenttypes")  # noqa: F405
INSTALLED_APPS.insert(0, "django.contrib.contenttypes")  # noqa: F405

# Without WAGTAILFRONTENDCACHE it does nothing; tests of purging set one.
INSTALLED_APPS.append("wagtail.contrib.frontend_cache")  # noqa: F405

database = DATABASES["default"]  # noqa: F405
if database["ENGINE"].endswith("sqlite3"):
    # Tests run beside one another, and a write may have to wait for many others.
    database["OPTIONS"] = {**database["OPTIONS"], "timeout": 120}
    # A file, so that threads (the live server) and processes meet as they do in production:
    # Django's database in memory is one connection for all of them.
    database["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}  # noqa: F405
elif database["ENGINE"].endswith("mysql"):
    database["TEST"] = {"CHARSET": "utf8mb4"}

# Most tests are about the short form of 2018: whatever agency a test makes, it is its own.
WAGTAIL_DISCLOSURE["STANDARD_AGENCIES"] = {  # noqa: F405
    "fuzhou-2018": [
        *("FZ00503", "SL1", "SL503", "SL0007"),
        *(f"SL{number:05}" for number in range(1, 10_000)),
    ]
}
