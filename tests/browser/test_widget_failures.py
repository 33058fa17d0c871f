"""What becomes of a message that does not arrive: nothing is lost, nothing is said twice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import NewContext
from tests.browser.standin import StandIn, stand_in, told
from tests.browser.widget_page import field, log, opened, say, send, status, whispered


@pytest.fixture
def gateway() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def visitor(new_context: NewContext) -> BrowserContext:
    return new_context()


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


def test_what_is_typed_and_not_sent_goes_along_to_the_next_page(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    expect(log(page)).to_contain_text("Bonjour")
    field(page).fill("un début")
    page.get_by_role("link", name="Une autre page").click()

    page.wait_for_url("**/autre")
    expect(field(page)).to_have_value("un début")
    page.reload()
    expect(field(page)).to_have_value("un début")


def test_a_page_left_before_the_answer_shows_it_when_it_is_there(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    expect(log(page)).to_contain_text("Bonjour")
    gateway.delay = 1
    send(page, "mon projet")
    expect(page.locator(".typing")).to_be_visible()
    page.reload()

    expect(log(page)).to_contain_text("Entendu.")
    expect(field(page)).to_have_value("")
    assert gateway.sent() == [{"text": "mon projet"}]


def test_a_page_left_before_the_answer_gives_the_message_back_when_it_never_comes(
    visitor: BrowserContext, gateway: StandIn
) -> None:
    page = opened(visitor, gateway)
    expect(log(page)).to_contain_text("Bonjour")
    gateway.delay = 6
    send(page, "mon projet")
    expect(page.locator(".typing")).to_be_visible()
    page.reload()

    expect(field(page)).to_have_value("mon projet", timeout=10_000)


def test_who_speaks_before_the_history_has_come_gets_both(visitor: BrowserContext, gateway: StandIn) -> None:
    first = opened(visitor, gateway)
    say(first, "hier")
    first.close()
    gateway.history_delay, gateway.delay = 0.5, 1.5  # it comes while the answer is awaited
    page = visitor.new_page()
    page.goto(f"{gateway.url}/page")
    page.get_by_role("button", name="Poser une question").click()
    say(page, "aujourd'hui")

    expect(log(page).locator(".said .bubble")).to_have_text(["hier", "aujourd'hui"])


def test_a_history_that_fails_does_not_hide_that_a_message_did(visitor: BrowserContext, gateway: StandIn) -> None:
    gateway.problem = (503, "unavailable", "Indisponible.", 0)
    page = opened(visitor, gateway)
    expect(status(page)).to_contain_text("n'a pas pu être retrouvée")
    say(page, "mon projet")
    expect(status(page)).to_have_text("Indisponible.")

    page.get_by_role("button", name="Fermer").click()
    page.get_by_role("button", name="Poser une question").click()

    expect(page.get_by_role("button", name="Réessayer")).to_be_visible()
    expect(field(page)).to_have_value("mon projet")


def test_an_opinion_does_not_hide_that_a_message_failed(visitor: BrowserContext, gateway: StandIn) -> None:
    page = opened(visitor, gateway)
    say(page, "bonjour")
    gateway.problem = (503, "unavailable", "Indisponible.", 0)
    say(page, "mon projet")
    page.get_by_role("button", name="Cette réponse est utile").click()
    expect(whispered(page)).to_have_text("Votre avis n'a pas pu être envoyé.")
    gateway.problem = None
    page.get_by_role("button", name="Cette réponse est utile").click()
    expect(whispered(page)).to_have_text("Merci pour votre avis.")

    expect(status(page)).to_have_text("Indisponible.")
    expect(page.get_by_role("button", name="Réessayer")).to_be_enabled()
