"""Shows a page to the person who started the assistant, where there is a screen to show it on."""

import os
import sys
import webbrowser
from collections.abc import Mapping

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether windows can be opened from here: not on a server, nor where tests are run for others (CI)."""
    if environment.get("CI") or environment.get("SSH_CONNECTION"):
        return False
    return platform in ("darwin", "win32") or any(environment.get(name) for name in _SCREENS)


def show(url: str) -> bool:
    """Open ``url`` in the browser of the person's choice; whether it could be.

    A browser of the terminal (lynx, w3m) would take the place of the conversation: none is opened.
    """
    if not has_screen(os.environ):
        return False
    try:
        browser = webbrowser.get()
        # The plain kind is waited for: it lives in the terminal.
        return type(browser) is not webbrowser.GenericBrowser and browser.open(url)
    except (webbrowser.Error, OSError):
        return False
