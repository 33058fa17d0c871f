"""What the widget draws of an answer, and what can be done with it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import CheckAccessibility, NewContext
from tests.browser.standin import ANSWERS, StandIn, stand_in, told
from tests.browser.widget_page import field, is_focused, log, opened, say, status


@pytest.fixture
def gateway() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def visitor(new_context: NewContext) -> BrowserContext:
    return new_context()


def test_a_new_conversation_and_an_erasure_are_confirmed_in_the_panel(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    page = opened(visitor, gateway)
    say(page, "mon secret")
    expect(log(page)).to_contain_text("Entendu.")
    menu = page.get_by_role("button", name="Plus d'actions")

    menu.click()
    page.get_by_role("button", name="Effacer mes données").click()
    assert is_focused(page.get_by_role("button", name="Annuler"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    assert is_focused(menu)
    assert gateway.all_said() != []

    menu.click()
    page.get_by_role("button", name="Effacer mes données").click()
    page.get_by_role("button", name="Tout effacer").click()
    expect(status(page)).to_contain_text("cette conversation est effacée")
    expect(log(page)).not_to_contain_text("mon secret")
    assert gateway.all_said() == []

    say(page, "autre chose")
    expect(log(page)).to_contain_text("Entendu.")
    menu.click()
    page.get_by_role("button", name="Nouvelle conversation").click()
    page.get_by_role("button", name="Commencer").click()
    expect(log(page)).not_to_contain_text("autre chose")
    assert len(gateway.all_said()) == 2
    assert is_focused(field(page))


def test_an_opinion_is_sent_with_its_answer_and_a_word(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [told("Voici."), told("Et voilà.")]
    page = opened(visitor, gateway)
    say(page, "bonjour")
    page.get_by_role("button", name="Cette réponse n'est pas utile").click()
    expect(page.get_by_role("button", name="Cette réponse n'est pas utile")).to_have_attribute("aria-pressed", "true")
    page.get_by_label(re.compile("Un mot")).fill("trop long")
    page.get_by_role("button", name="Envoyer mon avis").click()

    expect(log(page)).to_contain_text("Merci pour votre avis.")
    opinions = [body for _, path, body in gateway.received if path == "/api/feedback"]
    assert opinions == [
        {"answer": "Voici.", "useful": False},
        {"answer": "Voici.", "useful": False, "word": "trop long"},
    ]


def test_the_recap_is_changed_line_by_line(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = ANSWERS["recap"]
    page = opened(visitor, gateway)
    say(page, "notre projet")
    gateway.answer = [told("Quel est votre budget ?")]

    page.get_by_role("button", name="Modifier : Budget").click()

    expect(log(page)).to_contain_text("Quel est votre budget")
    assert gateway.sent()[-1] == {"payload": '/correct{"question":"budget"}'}
    expect(page.get_by_role("button", name="Modifier : Lieu")).to_be_disabled()


def test_every_type_of_answer_is_drawn_and_accessible(
    visitor: BrowserContext, gateway: StandIn, check_accessibility: CheckAccessibility
) -> None:
    page = opened(visitor, gateway)
    for name, messages in ANSWERS.items():
        gateway.answer = messages
        cards = log(page).locator(".card")
        before = cards.count()
        say(page, name)
        assert cards.count() > before, name
    for details in page.locator("summary").all():
        details.click()
    check_accessibility(page)


def test_a_recommendation_shows_what_decides(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = ANSWERS["advice"]
    first = ANSWERS["advice"][0]["custom"]["items"][0]
    page = opened(visitor, gateway)
    say(page, "oui")

    card = log(page).get_by_role("article").first
    expect(card.get_by_role("heading", name=first["name"])).to_be_visible()
    expect(card.locator(".badge")).to_have_text("Entre deux appels")
    expect(card).to_contain_text("clôture attendue en septembre 2027")
    expect(card).to_contain_text(re.compile(r"8\s455\s€"))
    expect(card).to_contain_text("Thème couvert")
    expect(card).to_contain_text("vérifié le 23 novembre 2026")
    assert card.get_by_role("link", name="Fiche complète").get_attribute("href") == gateway.url + first["page"]
    assert card.get_by_role("link", name="Page officielle").get_attribute("href") == first["url"]
    contact = log(page).get_by_role("article").filter(has_text="À appeler d'abord")
    assert contact.get_by_role("link", name="04 72 77 87 67").get_attribute("href") == "tel:0472778767"
    sums = log(page).locator("tbody tr")
    expect(sums.last).to_contain_text(re.compile(r"20\s000\s€"))


def test_an_unknown_or_broken_card_leaves_its_text(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [
        {"text": "Un texte qui se suffit.", "buttons": [], "custom": {"type": "to_come"}},
        {"text": "Un autre texte.", "buttons": [], "custom": {"type": "recommendations"}},
        {"text": "Un dernier.", "buttons": [], "custom": {"type": "constructor"}},
    ]
    page = opened(visitor, gateway)
    say(page, "bonjour")

    expect(log(page).locator(".answer").last).to_contain_text("Un texte qui se suffit.")
    expect(log(page).locator(".answer").last).to_contain_text("Un autre texte.")
    expect(log(page).locator(".answer").last).to_contain_text("Un dernier.")


def test_choices_of_a_restored_answer_end_with_their_question(visitor: BrowserContext, gateway: StandIn) -> None:
    """A press on a card has no words in the history: two answers follow each other."""
    gateway.answer = ANSWERS["recap"]
    page = opened(visitor, gateway)
    say(page, "notre projet")
    gateway.answer = [told("Quel est votre budget ?", "Moins de 1 000 €")]
    page.get_by_role("button", name="Modifier : Budget").click()
    expect(log(page)).to_contain_text("Quel est votre budget")

    page.reload()

    expect(page.get_by_role("button", name="Moins de 1 000 €")).to_be_enabled()
    expect(page.get_by_role("button", name="Oui, c'est bien cela")).to_be_disabled()
    expect(page.get_by_role("button", name="Modifier : Budget")).to_be_disabled()
