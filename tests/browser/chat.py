"""The chat as a person uses it, found by the names and roles that a screen reader tells."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import TIMEOUT

PROJECT = "Nous sommes une commune de Haute-Loire et nous voulons nous jumeler avec une ville italienne, 20 000 euros"
RIGHT = "Oui, c'est bien cela"
TWINNING = "1. CERV - Jumelage de villes"


class Chat:
    """On a page that embeds it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="Poser une question à l'assistant d'orientation")
        self.panel = page.get_by_role("dialog", name="Assistant d'orientation")
        self.field = self.panel.get_by_role("textbox", name="Votre message")
        self.answers = self.panel.locator(".answer")
        self.said = self.panel.locator(".said .bubble")

    def open(self) -> "Chat":
        """Opened by a press, ready, and with what was said before."""
        self.launcher.click()
        self.settled()
        return self

    def settled(self) -> None:
        """Until nothing is being asked of the assistant."""
        expect(self.answers.first).to_be_visible()
        expect(self.page.locator("dialog[data-busy]")).to_have_count(0, timeout=TIMEOUT)

    @property
    def answer(self) -> Locator:
        """The last answer."""
        return self.answers.last

    @property
    def choices(self) -> Locator:
        """The choices that the last answer offers."""
        return self.answer.locator(".choice:enabled")

    def say(self, text: str) -> Locator:
        """Type a message, send it by Enter and wait for its answer."""
        count = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        return self.answered(count)

    def choose(self, choice: Locator | str) -> Locator:
        """Press a choice and wait for its answer."""
        count = self.answers.count()
        (self.button(choice) if isinstance(choice, str) else choice).click()
        return self.answered(count)

    def button(self, name: str) -> Locator:
        """A choice of the last answer, by its words."""
        return self.answer.get_by_role("button", name=name, exact=True)

    def answered(self, count: int) -> Locator:
        """The answer that comes after the first ``count``."""
        expect(self.answers).to_have_count(count + 1, timeout=TIMEOUT)
        self.settled()
        return self.answer

    def menu(self, item: str) -> None:
        """Press an item of «Plus d'actions»."""
        self.panel.get_by_role("button", name="Plus d'actions").click()
        self.panel.get_by_role("button", name=item, exact=True).click()
