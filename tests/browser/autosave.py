"""Waiting for Wagtail's autosave.

Wagtail notes what a form held about two seconds after it was loaded; what was typed before that is
no change to it, and is not saved until the next one.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect
from wagtail import VERSION as WAGTAIL_VERSION

_NOTED = """() => {
  const form = document.querySelector("[data-edit-form]");
  const unsaved = window.wagtail.app.getControllerForElementAndIdentifier(form, "w-unsaved");
  return unsaved?.initialFormData;
}"""


_NOTHING_TO_SAVE = """() => {
  const form = document.querySelector("[data-edit-form]");
  return form.dataset.wUnsavedHasEditsValue !== "true";
}"""


def wait_until_watched(page: Page) -> None:
    """Until Wagtail would notice a change."""
    if WAGTAIL_VERSION >= (8, 0):
        page.wait_for_function(_NOTED)


def wait_until_saved(page: Page) -> None:
    """Until autosave has had its turn: what it stores while the form is on its way is a newer
    version, and Wagtail asks."""
    if WAGTAIL_VERSION >= (8, 0):
        page.wait_for_timeout(2_000)
        page.wait_for_function(_NOTHING_TO_SAVE)
        expect(page.get_by_text("已保存", exact=True).first).to_be_visible()
