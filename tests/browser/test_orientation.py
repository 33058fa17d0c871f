"""A whole orientation on the real servers, as people lead it: by clicks, by typing, by keyboard alone, on a phone."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import PROJECT, RIGHT, TWINNING, Chat
from tests.browser.conftest import NewContext

MOST_QUESTIONS = 12
# Of a question's choices these; the first one elsewhere.
PREFERRED = re.compile("jumelage|transnationale|Jeunesse")
_FOCUSED = """() => {
    const focused = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return focused.ariaLabel ?? focused.textContent.trim();
}"""


def has_recommendations(chat: Chat) -> bool:
    return chat.answer.get_by_role("heading", name="Voici ce qui correspond à votre projet").count() > 0


def by_choices(chat: Chat, press: Callable[[Locator], None]) -> None:
    """Answer every question by a choice, up to the programmes."""
    for _ in range(MOST_QUESTIONS):
        count = chat.answers.count()
        preferred = chat.choices.filter(has_text=PREFERRED)
        press(preferred.first if preferred.count() else chat.choices.first)
        chat.answered(count)
        if has_recommendations(chat):
            return
    raise AssertionError(chat.answer.inner_text())


def fits(chat: Chat) -> bool:
    """Whether nothing of the page nor of the conversation goes beyond the width of the screen."""
    return bool(
        chat.panel.evaluate(
            """panel => [document.scrollingElement, panel, ...panel.querySelectorAll("*")]
                .filter(element => getComputedStyle(element).overflowX !== "visible" || element.parentElement === null)
                .filter(element => !element.matches(".hidden"))
                .every(element => element.scrollWidth <= element.clientWidth + 1)"""
        )
    )


def test_by_clicks_only(page: Page, site: str) -> None:
    page.goto(site)
    chat = Chat(page).open()
    chat.choose("Je cherche un financement pour un projet")
    by_choices(chat, Locator.click)

    # THEN a programme is named with where it stands, why, whom to call, and its page
    card = chat.answer.get_by_role("article").first
    expect(card.get_by_text("Pourquoi", exact=True)).to_be_visible()
    expect(card.get_by_text("Contacts", exact=True)).to_be_visible()
    address = card.get_by_role("link", name="Fiche complète").get_attribute("href")
    assert address
    assert page.request.get(address).ok

    # WHEN the sheet is asked for
    sheet = chat.choose("Ma fiche à imprimer")

    # THEN both files can be downloaded
    for name, begins in (
        ("Télécharger la fiche (PDF)", b"%PDF"),
        ("Ajouter les dates à mon agenda", b"BEGIN:VCALENDAR"),
    ):
        address = sheet.get_by_role("link", name=name).get_attribute("href")
        assert address
        file = page.request.get(address)
        assert file.ok
        assert file.body().startswith(begins)


def test_by_typing_only(page: Page, site: str) -> None:
    page.goto(site)
    chat = Chat(page).open()
    recap = chat.say(PROJECT)
    expect(recap).to_contain_text("Haute-Loire")
    expect(recap).to_contain_text("20 000 €")

    # A question in the middle is answered, and the project is not lost
    expect(chat.say("c koi un gect")).to_contain_text("Personne morale européenne")
    expect(chat.say("non, 30 000 euros")).to_contain_text("30 000 €")

    recommended = chat.say("oui")
    expect(recommended.get_by_role("heading", name=TWINNING, exact=True)).to_be_visible()
    expect(chat.say("une fiche en PDF").get_by_role("link", name="Télécharger la fiche (PDF)")).to_be_visible()


def test_by_keyboard_only(page: Page, site: str) -> None:
    page.goto(site)
    chat = Chat(page)

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(60):
            page.keyboard.press(key)
            if page.evaluate(_FOCUSED) == name:
                return
        raise AssertionError(f"« {name} » is out of reach of {key}")

    def answered(key: str) -> None:
        count = chat.answers.count()
        page.keyboard.press(key)
        chat.answered(count)

    # WHEN it is opened and spoken to without a mouse
    tab_to("Poser une question à l'assistant d'orientation")
    page.keyboard.press("Enter")
    chat.settled()
    expect(chat.field).to_be_focused()
    page.keyboard.type(PROJECT)
    answered("Enter")

    # THEN the choices stand just before the field, where the focus stayed
    expect(chat.field).to_be_focused()
    tab_to(RIGHT, "Shift+Tab")
    answered("Space")
    expect(chat.answer.get_by_role("heading", name=TWINNING, exact=True)).to_be_visible()

    # THEN what closes takes the focus back where it was
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_on_a_phone_of_320_pixels(new_context: NewContext, site: str) -> None:
    context = new_context(viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site)
    chat = Chat(page)
    chat.launcher.tap()
    chat.settled()
    assert fits(chat)

    by_choices(chat, Locator.tap)
    assert fits(chat)
    chat.button("Ma fiche à imprimer").tap()
    expect(chat.answer.get_by_role("link", name="Télécharger la fiche (PDF)")).to_be_visible()
    assert fits(chat)

    # WHEN the panel, which covers the screen, is closed
    chat.panel.get_by_role("button", name="Fermer l'assistant").tap()

    # THEN the page can be read again
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(chat.panel).to_be_hidden()
