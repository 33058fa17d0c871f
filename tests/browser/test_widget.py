"""The widget in a real Chromium before a gateway that says what the test wants."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import CheckAccessibility, NewContext
from tests.browser.standin import ANSWERS, StandIn, stand_in, told

INJECTION = '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script>'


@pytest.fixture
def gateway() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def visitor(new_context: NewContext) -> BrowserContext:
    return new_context()


def opened(context: BrowserContext, gateway: StandIn) -> Page:
    page = context.new_page()
    page.goto(f"{gateway.url}/page")
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
    return page.locator(".notices [role=status]")


def is_focused(locator: Locator) -> bool:
    return bool(locator.evaluate("element => element.getRootNode().activeElement === element"))


def test_nothing_is_asked_before_it_is_opened(visitor: BrowserContext, gateway: StandIn) -> None:
    page = visitor.new_page()
    page.goto(f"{gateway.url}/page")

    expect(page.get_by_role("button", name="Poser une question")).to_be_visible()
    assert gateway.received == []
    assert page.locator("assistant-cerapcoop").get_attribute("lang") == "fr"


def test_opening_gives_the_focus_to_the_field_and_escape_gives_it_back(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    page = visitor.new_page()
    page.goto(f"{gateway.url}/page")
    launcher = page.get_by_role("button", name="Poser une question")
    launcher.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("dialog", name="Assistant d'orientation")).to_be_visible()
    assert is_focused(field(page))
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert is_focused(launcher)


def test_a_conversation_by_the_keyboard_alone(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [told("Est-ce bien cela ?", "Oui", "Corriger")]
    page = opened(visitor, gateway)
    page.keyboard.type("première ligne")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("seconde ligne")
    page.keyboard.press("Enter")
    settled(page)
    gateway.answer = [told("C'est noté.")]

    page.keyboard.press("Shift+Tab")  # back from the field to the last choice
    assert is_focused(page.get_by_role("button", name="Corriger"))
    page.keyboard.press("Enter")

    expect(log(page)).to_contain_text("C'est noté.")
    assert gateway.sent() == [{"text": "première ligne\nseconde ligne"}, {"payload": '/inform{"theme":"1"}'}]
    assert is_focused(field(page))


def test_a_choice_goes_out_with_its_question_and_is_still_read(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [told("Dans quel cadre ?", "Transnational", "Autre")]
    gateway.answer[0]["buttons"].append({"title": "Qu'est-ce que c'est ?", "payload": '/define_term{"term":"x"}'})
    page = opened(visitor, gateway)
    say(page, "bonjour")
    gateway.answer = [told("D'accord.")]
    page.get_by_role("button", name="Transnational").click()
    expect(log(page)).to_contain_text("D'accord.")

    expect(page.get_by_role("button", name="Transnational (votre choix)")).to_be_disabled()
    expect(page.get_by_role("button", name="Autre")).to_be_disabled()
    expect(page.get_by_role("button", name="Qu'est-ce que c'est ?")).to_be_enabled()


def test_each_answer_is_announced_once_under_its_name_and_what_is_restored_is_not(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    gateway.answer = [told("Première bulle."), told("Seconde bulle.", "Oui")]
    page = opened(visitor, gateway)
    expect(log(page)).to_have_attribute("aria-live", "polite")
    log(page).evaluate(
        """log => { window.heard = [];
        new MutationObserver(changes => changes.forEach(change => change.target === log
          && change.addedNodes.forEach(node => window.heard.push(node.innerText)))).observe(log, {childList: true}) }"""
    )

    say(page, "bonjour")
    expect(log(page)).to_contain_text("Seconde bulle.")

    said, answered = page.evaluate("window.heard")
    assert "Vous :" in said
    assert answered.count("L'assistant :") == 1
    assert "Première bulle." in answered
    assert "Seconde bulle." in answered
    live = page.locator("[role=status], [role=alert], [aria-live]:not([aria-live=off])")
    assert sum("bulle" in text for text in live.all_inner_texts()) == 1

    page.reload()
    expect(log(page)).to_have_attribute("aria-live", "off")
    expect(log(page)).to_contain_text("Seconde bulle.")
    expect(log(page)).to_have_attribute("aria-live", "polite")


def test_what_looks_like_markup_is_text_wherever_it_comes_from(visitor: BrowserContext, gateway: StandIn) -> None:
    link = {"name": INJECTION, "url": "javascript:document.title='pwned'", "dated": None}
    custom = {**ANSWERS["definition"][0]["custom"], "title": INJECTION, "text": INJECTION, "sources": [link]}
    gateway.answer = [told(INJECTION, INJECTION), {"text": INJECTION, "buttons": [], "custom": custom}]
    page = opened(visitor, gateway)
    say(page, INJECTION)

    expect(log(page).get_by_text(INJECTION).first).to_be_visible()
    page.reload()
    expect(log(page).get_by_text(INJECTION).first).to_be_visible()

    assert page.title() == "Une page"
    assert log(page).locator("img, script, iframe, object").count() == 0
    assert log(page).locator('a[href^="javascript"]').count() == 0


def test_text_keeps_its_paragraphs_its_lists_and_its_addresses(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [
        told("À appeler :\n- RESACOOP (tél. 04 72 77 87 67, https://www.resacoop.org/a_(b)).\n- un@exemple.fr\n\nFin.")
    ]
    page = opened(visitor, gateway)
    say(page, "qui ?")

    answer = log(page).locator(".answer").last
    expect(answer.locator(".bubble li")).to_have_count(2)
    expect(answer.locator(".bubble p")).to_have_text(["À appeler\xa0:", "Fin."])
    assert [a.get_attribute("href") for a in answer.locator(".bubble a").all()] == [
        "tel:0472778767",
        "https://www.resacoop.org/a_(b)",
        "mailto:un@exemple.fr",
    ]
    assert {a.get_attribute("rel") for a in answer.locator(".bubble a").all()} == {"noopener noreferrer"}


def test_the_conversation_and_the_open_panel_last_from_page_to_page(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [told("Entendu.", "Oui")]
    page = opened(visitor, gateway)
    say(page, "une association du Cantal")
    expect(log(page)).to_contain_text("Entendu.")

    page.get_by_role("link", name="Une autre page").click()

    page.wait_for_url("**/autre")
    expect(log(page)).to_contain_text("une association du Cantal")
    expect(page.get_by_role("button", name="Oui")).to_be_enabled()
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Fermer").click()
    page.reload()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_is_said_in_a_tab_is_shown_in_the_other(visitor: BrowserContext, gateway: StandIn) -> None:
    first = opened(visitor, gateway)
    say(first, "bonjour")
    expect(log(first)).to_contain_text("Entendu.")
    second = opened(visitor, gateway)
    expect(log(second)).to_contain_text("bonjour")

    say(second, "dit dans l'autre onglet")

    expect(log(first)).to_contain_text("dit dans l'autre onglet")
    assert log(first).inner_text().count("dit dans l'autre onglet") == 1


def test_offline_the_message_is_kept_and_online_it_can_be_sent(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    expect(log(page)).to_contain_text("Bonjour")
    visitor.set_offline(True)
    expect(status(page)).to_contain_text("hors connexion")
    say(page, "mon projet")

    expect(field(page)).to_have_value("mon projet")
    expect(log(page)).not_to_contain_text("mon projet")
    visitor.set_offline(False)
    page.get_by_role("button", name="Réessayer").click()

    expect(log(page)).to_contain_text("Entendu.")
    expect(field(page)).to_have_value("")
    expect(status(page)).to_be_empty()
    assert gateway.sent() == [{"text": "mon projet"}]


def test_a_failure_says_the_sentence_of_the_gateway_and_keeps_the_message(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    page = opened(visitor, gateway)
    expect(log(page)).to_contain_text("Bonjour")
    gateway.problem = (503, "unavailable", "L'assistant est indisponible pour le moment.", 10)
    say(page, "mon projet")

    expect(status(page)).to_have_text("L'assistant est indisponible pour le moment.")
    expect(field(page)).to_have_value("mon projet")
    expect(page.get_by_role("button", name="Réessayer")).to_be_enabled()
    gateway.problem = None
    say(page, "mon projet, corrigé")
    expect(log(page)).to_contain_text("Entendu.")
    assert gateway.sent()[-1] == {"text": "mon projet, corrigé"}


def test_a_choice_that_failed_is_chosen_again(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [told("Est-ce bien cela ?", "Oui")]
    page = opened(visitor, gateway)
    say(page, "bonjour")
    gateway.problem = (504, "timeout", "La réponse tarde.", 0)
    page.get_by_role("button", name="Oui").click()
    expect(status(page)).to_contain_text("La réponse tarde.")
    gateway.problem, gateway.answer = None, [told("C'est noté.")]

    page.get_by_role("button", name="Réessayer").click()

    expect(log(page)).to_contain_text("C'est noté.")
    assert gateway.sent()[-1] == {"payload": '/inform{"theme":"0"}'}


def test_a_message_that_had_arrived_is_not_sent_twice(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    gateway.loses_answers = True
    say(page, "mon projet")
    expect(status(page)).to_contain_text("La réponse tarde.")
    gateway.loses_answers = False

    page.get_by_role("button", name="Réessayer").click()

    expect(log(page)).to_contain_text("Entendu.")
    assert gateway.sent() == [{"text": "mon projet"}]
    assert log(page).inner_text().count("mon projet") == 1


def test_too_many_messages_wait_as_long_as_they_are_told(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    gateway.problem = (429, "rate_limited", "Attendez une minute.", 2)
    say(page, "mon projet")

    retry = page.get_by_role("button", name="Réessayer")
    expect(retry).to_be_disabled()
    gateway.problem = None
    expect(retry).to_be_enabled(timeout=5000)
    retry.click()
    expect(log(page)).to_contain_text("Entendu.")


def test_while_the_answer_is_awaited_it_is_said_and_nothing_else_is_sent(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    page = opened(visitor, gateway)
    gateway.delay = 2.2
    send(page, "un")
    expect(page.locator(".typing")).to_be_visible()
    send(page, "deux")
    expect(field(page)).to_have_value("deux")
    expect(status(page)).to_have_text("L'assistant écrit…")
    expect(log(page)).to_contain_text("Entendu.")
    expect(page.locator(".typing")).to_be_hidden()
    assert gateway.sent() == [{"text": "un"}]


def test_what_is_left_of_the_message_is_counted_near_its_end(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    counter = page.locator(".counter")
    field(page).fill("é" * 1700)
    expect(counter).to_be_hidden()
    field(page).fill("😀" * 1990)
    expect(counter).to_have_text("1990 / 2000")
    field(page).fill("é" * 2003)
    expect(counter).to_have_text("2003 / 2000")
    field(page).press("Enter")
    expect(page.locator(".composer [role=status]")).to_have_text("Votre message est trop long de 3 caractères.")
    assert gateway.sent() == []


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


def test_a_link_of_the_page_opens_it_and_gets_the_focus_back(visitor: BrowserContext, gateway: StandIn) -> None:
    page = visitor.new_page()
    page.goto(f"{gateway.url}/page")
    page.evaluate(
        """() => { const link = document.createElement('a'); link.href = '#assistant'; link.textContent = 'Décrire';
        document.querySelector('main').append(link) }"""
    )
    page.get_by_role("link", name="Décrire").click()
    assert is_focused(field(page))
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Décrire"


def test_attributes_of_the_line_place_it_and_open_it(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.attributes = ' data-position="left" data-open'
    page = visitor.new_page()
    page.goto(f"{gateway.url}/page")

    expect(page.get_by_role("dialog")).to_be_visible()
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] < 100
    assert page.evaluate("document.activeElement === document.body")


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


def test_what_is_being_typed_survives_the_retry_of_a_choice(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.answer = [told("Est-ce bien cela ?", "Oui")]
    page = opened(visitor, gateway)
    say(page, "bonjour")
    gateway.problem = (503, "unavailable", "Indisponible.", 0)
    page.get_by_role("button", name="Oui").click()
    field(page).fill("et aussi")
    gateway.problem, gateway.answer = None, [told("C'est noté.")]

    page.get_by_role("button", name="Réessayer").click()

    expect(log(page)).to_contain_text("C'est noté.")
    expect(field(page)).to_have_value("et aussi")
