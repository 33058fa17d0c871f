"""What a test does with the widget of a page, and what it looks at."""

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.standin import StandIn


def opened(context: BrowserContext, gateway: StandIn) -> Page:
    page = context.new_page()
    page.goto(f"{gateway.url}/page")
    with page.expect_response("**/api/messages"):
        page.get_by_role("button", name="Poser une question").click()
    return page


def field(page: Page) -> Locator:
    return page.get_by_label("Votre message")


def log(page: Page) -> Locator:
    return page.get_by_role("log")


def send(page: Page, text: str) -> None:
    field(page).fill(text)
    field(page).press("Enter")


def settled(page: Page) -> None:
    """Until nothing is awaited from the gateway."""
    expect(page.locator("dialog[data-busy]")).to_have_count(0)


def say(page: Page, text: str) -> None:
    """Send it and wait for what comes of it."""
    settled(page)
    send(page, text)
    settled(page)


def status(page: Page) -> Locator:
    """What is said beside the conversation, to be seen and heard."""
    return page.locator(".notices p[role=status]")


def whispered(page: Page) -> Locator:
    """What is said to screen readers alone."""
    return page.locator(".notices .hidden[role=status]")


def is_focused(locator: Locator) -> bool:
    return bool(locator.evaluate("element => element.getRootNode().activeElement === element"))
