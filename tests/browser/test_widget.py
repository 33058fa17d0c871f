"""The widget in a real Chromium before a gateway that says what the test wants."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import NewContext
from tests.browser.standin import ANSWERS, StandIn, stand_in, told
from tests.browser.widget_page import field, is_focused, log, opened, say, send, settled, whispered

INJECTION = '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script>'


@pytest.fixture
def gateway() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def visitor(new_context: NewContext) -> BrowserContext:
    return new_context()


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


def test_while_the_answer_is_awaited_it_is_said_and_nothing_else_is_sent(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    page = opened(visitor, gateway)
    gateway.delay = 2.2
    send(page, "un")
    expect(page.locator(".typing")).to_be_visible()
    send(page, "deux")
    expect(field(page)).to_have_value("deux")
    expect(whispered(page)).to_have_text("L'assistant écrit…")
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
