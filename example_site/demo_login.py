"""The demo login: who it is, and where its password is kept.

The password is random, made at the first `make demo` and kept in an ignored file; DEMO_PASSWORD
in the environment wins and is kept in its place.
"""

import os
import secrets

from django.conf import settings

USER_NAME = "demo"


def demo_password() -> str:
    """The password of the demo user: DEMO_PASSWORD, else the one kept, else a new one."""
    path = settings.VAR_DIR / "demo_password"
    kept = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    password = os.environ.get("DEMO_PASSWORD") or kept or secrets.token_urlsafe(9)
    if password != kept:
        path.touch(mode=0o600)
        path.write_text(password + "\n", encoding="utf-8")
    return password
