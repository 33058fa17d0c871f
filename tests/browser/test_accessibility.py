"""Axe on the real conversation, in each of its states, and on pages of all sorts of records, in light and dark."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import PROJECT, RIGHT, Chat
from tests.browser.conftest import TIMEOUT, CheckAccessibility, NewContext

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
# Of the pages that the sitemap names, one in so many; the addresses of a kind follow one another there.
STEP = 20
_LOCATION = re.compile("<loc>(.*?)</loc>")


def unfold(page: Page) -> None:
    """Open all that is folded in the conversation."""
    page.locator("assistant-cerapcoop details:not([open])").evaluate_all(
        "all => all.forEach(one => { one.open = true })"
    )


@SCHEMES
def test_every_state_of_a_conversation(
    new_context: NewContext, site: str, check_accessibility: CheckAccessibility, scheme: str
) -> None:
    context = new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site)
    check_accessibility(page)
    chat = Chat(page).open()
    check_accessibility(page)

    chat.say(PROJECT)
    check_accessibility(page)
    chat.say("c'est quoi un GECT")
    chat.panel.get_by_role("button", name="Cette réponse est utile").click()
    expect(chat.panel.get_by_role("button", name="Envoyer mon avis")).to_be_visible()
    check_accessibility(page)

    chat.choose(RIGHT) if chat.button(RIGHT).count() else chat.say("oui")
    unfold(page)
    check_accessibility(page)
    for question in (
        "Le premier programme en détail",
        "Sommes-nous prêts ?",
        "Parler à quelqu'un",
        "Ma fiche à imprimer",
    ):
        chat.say(question)
        unfold(page)
    check_accessibility(page)

    # Before the answer
    page.route("**/api/messages", lambda route: page.wait_for_timeout(1500) or route.continue_())
    count = chat.answers.count()
    chat.field.fill("merci")
    chat.field.press("Enter")
    expect(page.locator("dialog[data-busy]")).to_be_visible()
    check_accessibility(page)
    chat.answered(count)
    page.unroute("**/api/messages")

    context.set_offline(True)
    chat.field.fill("bonjour")
    chat.field.press("Enter")
    expect(chat.panel.get_by_role("button", name="Réessayer")).to_be_visible(timeout=TIMEOUT)
    check_accessibility(page)
    context.set_offline(False)

    for item, cancel in (("Effacer mes données", True), ("Nouvelle conversation", False)):
        chat.menu(item)
        confirmation = chat.panel.get_by_role("alertdialog")
        check_accessibility(page)
        confirmation.get_by_role("button", name="Annuler" if cancel else "Commencer").click()
    expect(chat.said).to_have_count(0, timeout=TIMEOUT)
    check_accessibility(page)


@SCHEMES
def test_records_of_all_sorts(
    new_context: NewContext, site: str, check_accessibility: CheckAccessibility, scheme: str
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 640}).new_page()
    addresses = _LOCATION.findall(page.request.get(f"{site}/sitemap.xml").text())
    assert {f"{site}/{kind}" for kind in ("", "programmes", "organismes", "glossaire", "filiation")} <= set(addresses)
    of_one = [address for address in addresses if address.removeprefix(site).count("/") > 1]
    begin = 0 if scheme == "light" else STEP // 2
    for address in (f"{site}/", *of_one[begin::STEP], f"{site}/inconnue"):
        page.goto(address)
        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
