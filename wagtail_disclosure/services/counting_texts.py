"""Words about what is counted in the catalogue."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ..domain.declarations import CHANNELS

#: The channels through which an item was disclosed, as forms call them.
_CHANNEL_LABELS: dict[str, str | Promise] = {
    "on_website": gettext_lazy("government website"),
    "in_gazette": gettext_lazy("government gazette"),
    "on_weibo": gettext_lazy("government weibo"),
    "on_wechat": gettext_lazy("government wechat"),
    "elsewhere": gettext_lazy("other channels"),
}


def channel_choices() -> list[tuple[str, str | Promise]]:
    """The channels to choose from."""
    return [(channel, _CHANNEL_LABELS[channel]) for channel in CHANNELS]
