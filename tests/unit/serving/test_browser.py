"""The page is shown where there is a screen, by a browser that has a window of its own."""

import webbrowser

import pytest

from assistant.serving.browser import has_screen, show


@pytest.mark.parametrize(
    ("environment", "platform", "there_is"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({}, "darwin", True),
        ({"CI": "true", "DISPLAY": ":0"}, "linux", False),
        ({"SSH_CONNECTION": "192.0.2.1", "DISPLAY": ":10"}, "linux", False),
    ],
)
def test_a_screen(environment: dict[str, str], platform: str, there_is: bool) -> None:
    assert has_screen(environment, platform) is there_is


@pytest.fixture
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")


@pytest.mark.usefixtures("_screen")
def test_a_browser_with_a_window_is_given_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Windowed(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", lambda: Windowed())

    assert show("http://127.0.0.1:8000")
    assert opened == ["http://127.0.0.1:8000"]


@pytest.mark.usefixtures("_screen")
def test_a_browser_of_the_terminal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("false"))
    assert not show("http://127.0.0.1:8000")


@pytest.mark.usefixtures("_screen")
def test_no_browser_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    assert not show("http://127.0.0.1:8000")
