"""What comes in the way of a conversation: a reload, another tab, servers that restart, a connection that is lost."""

from playwright.sync_api import Page, expect

from tests.browser.chat import PROJECT, RIGHT, TWINNING, Chat
from tests.browser.conftest import TIMEOUT, NewContext, wait_for_site
from tests.served import Assistant, started


def is_recommended(chat: Chat) -> None:
    expect(chat.answer.get_by_role("heading", name=TWINNING, exact=True)).to_be_visible(timeout=TIMEOUT)


def test_a_reload_and_another_page_in_the_middle(page: Page, site: str) -> None:
    page.goto(site)
    chat = Chat(page).open()
    chat.say(PROJECT)
    before = chat.panel.get_by_role("log").inner_text()

    # WHEN the page is loaded again
    page.reload()

    # THEN the conversation is there as it was, with its choices
    chat.settled()
    expect(chat.said).to_have_text([PROJECT])
    expect(chat.button(RIGHT)).to_be_enabled()
    assert chat.panel.get_by_role("log").inner_text().endswith(before[-200:])

    # and on the other pages, where it goes on
    page.get_by_role("link", name="Programmes").first.click()
    page.wait_for_url("**/programmes")
    chat.settled()
    chat.choose(RIGHT)
    is_recommended(chat)


def test_two_tabs(new_context: NewContext, site: str) -> None:
    context = new_context()
    one, other = context.new_page(), context.new_page()
    one.goto(site)
    other.goto(site)
    first, second = Chat(one).open(), Chat(other).open()

    # WHEN one tab is spoken in, THEN the other shows it; and the other way round
    first.say(PROJECT)
    expect(second.said).to_have_text([PROJECT], timeout=TIMEOUT)
    second.choose(RIGHT)
    expect(first.said).to_have_text([PROJECT, RIGHT], timeout=TIMEOUT)
    is_recommended(first)


def test_the_servers_restart_in_the_middle(page: Page, site: str, assistant: Assistant) -> None:
    page.goto(site)
    chat = Chat(page).open()
    chat.say(PROJECT)

    # WHEN a message is sent while nothing answers
    assistant.stop()
    try:
        chat.field.fill("oui")
        chat.field.press("Enter")

        # THEN it is said, and the message is kept in the field
        retry = chat.panel.get_by_role("button", name="Réessayer")
        expect(retry).to_be_visible(timeout=TIMEOUT)
        expect(chat.panel.get_by_role("status").filter(has_text="message")).to_be_visible()
        expect(chat.field).to_have_value("oui")
    finally:
        assistant.process, assistant.said = started(assistant.environment), []
        assistant.wait_until_ready()
        wait_for_site(assistant)

    # WHEN it is sent again afterwards, THEN the conversation goes on where it was
    expect(retry).to_be_enabled(timeout=TIMEOUT)
    retry.click()
    is_recommended(chat)
    expect(chat.said).to_have_text([PROJECT, "oui"])
    expect(chat.field).to_have_value("")


def test_offline_then_online(new_context: NewContext, site: str) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(site)
    chat = Chat(page).open()
    chat.say(PROJECT)

    # WHEN a choice is made and a message sent without a connection
    context.set_offline(True)
    chat.field.fill("c'est quoi un GECT")
    chat.field.press("Enter")

    # THEN it is said in French, and nothing typed is lost
    expect(chat.panel.get_by_text("hors connexion")).to_be_visible()
    expect(chat.field).to_have_value("c'est quoi un GECT")
    expect(chat.said).to_have_text([PROJECT])

    # WHEN the connection is back
    context.set_offline(False)
    chat.panel.get_by_role("button", name="Réessayer").click()

    # THEN the message is answered, once
    expect(chat.answer).to_contain_text("Personne morale européenne", timeout=TIMEOUT)
    expect(chat.said).to_have_text([PROJECT, "c'est quoi un GECT"])
