"""The real servers and a real Chromium, started once for all the tests of this folder."""

import os
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from starlette.applications import Starlette

from assistant.web import pages, widget
from assistant.web.headers import SecurityHeaders
from tests.browser.other_site import OtherSite, other_site
from tests.browser.standin import served
from tests.served import PATIENCE, Assistant, own_environment, started

CHROMIUM = Path(os.environ.get("CHROMIUM") or "/usr/bin/chromium")
TIMEOUT = 20_000  # milliseconds that an answer may take on a busy machine
TODAY = "2026-11-27"  # so that what is open, and what pages say of it, does not change with the calendar
_MISSING = (
    f"Chromium est introuvable ({CHROMIUM}) : installez chromium : apt-get install chromium, "
    "ou donnez son chemin dans CHROMIUM."
)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
# All the visitors of the tests come from one address.
_NO_LIMITS = {"MESSAGES_PER_MINUTE": "0", "CALLS_PER_MINUTE": "0", "CONVERSATIONS_PER_HOUR": "0"}
_THIS_MACHINE = ("127.0.0.1", "localhost")
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open

NewContext = Callable[..., BrowserContext]
CheckAccessibility = Callable[[Page], None]


def wait_for_site(assistant: Assistant) -> None:
    """Until the site says that it and the assistant answer."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with _open(f"{assistant.site}/api/health", timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="package")
def embedder() -> Iterator[OtherSite]:
    """Another site, that may embed the chat."""
    with other_site() as running:
        yield running


@pytest.fixture(scope="package")
def assistant(
    trained_model: Path, loaded_base: str, tmp_path_factory: pytest.TempPathFactory, embedder: OtherSite
) -> Iterator[Assistant]:
    """All the servers, ready; a test that stops them starts them again."""
    environment = own_environment(tmp_path_factory.mktemp("served"), trained_model, loaded_base)
    for name in ("PERSONAL_URL", "CONVERSATIONS_URL", "SECRET_FILE", "SITE_URL", "SMTP_HOST"):
        environment.pop(name, None)
    environment |= _NO_LIMITS | {"AS_OF": TODAY, "WIDGET_ORIGINS": embedder.origin}
    running = Assistant(started(environment), environment, [])
    embedder.embeds = running.site
    try:
        running.wait_until_ready()
        wait_for_site(running)
        yield running
    finally:
        running.stop()


@pytest.fixture
def site(assistant: Assistant) -> str:
    """Address of the site."""
    return assistant.site


@pytest.fixture(scope="package")
def pages_alone(loaded_base: str) -> Iterator[str]:
    """Address of the pages as the site serves them, its headers included, without the servers behind the chat."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AS_OF", TODAY)
        app = Starlette(routes=[*pages.ROUTES, *widget.ROUTES])
        with served(SecurityHeaders(app, https=False)) as url:
            yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium without a window.

    Playwright keeps an event loop of its own running in this thread: it ends with the package, before the tests of
    other folders that need theirs.
    """
    if not CHROMIUM.exists():
        pytest.fail(_MISSING, pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


def watch(context: BrowserContext) -> list[str]:
    """What no page may do, as it happens: uncaught exceptions, breaches of the policy, requests to other machines."""
    problems: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    def request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in _THIS_MACHINE:
            problems.append(f"{request.url} was asked for")

    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("console", console)
    context.on("request", request)
    return problems


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes visitors: each has their own cookies and storage. Options are Playwright's (``viewport``, ``offline``…).

    When the test ends, their pages must have done nothing of what is watched for.
    """
    contexts: list[tuple[BrowserContext, list[str]]] = []

    def new(**options: Any) -> BrowserContext:
        defaults = {"locale": "fr-FR", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(**(defaults | options))
        contexts.append((context, watch(context)))
        return context

    yield new
    for context, _ in contexts:
        context.close()
    problems = [problem for _, found in contexts for problem in found]
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A visitor's page on a desktop."""
    return new_context().new_page()


@pytest.fixture
def check_accessibility() -> CheckAccessibility:
    """Asserts that axe finds nothing against WCAG 2.1 A and AA nor best practices in a page, shadow roots included."""

    def check(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}
        results = Axe().run(page, options=options)
        assert results.violations_count == 0, f"{page.url}\n{_report(results.response['violations'])}"

    return check


def _report(violations: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(
            f"  {node['target']}: {node['html'][:200]}\n    {node['failureSummary']}" for node in violation["nodes"]
        )
        for violation in violations
    )
