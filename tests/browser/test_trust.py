"""What others might try: texts that are code, pages of other origins; and what a person asks to be erased."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import PROJECT, RIGHT, TWINNING, Chat
from tests.browser.conftest import TIMEOUT, NewContext
from tests.browser.other_site import OtherSite, other_site
from tests.served import Assistant

CODE = (
    '<img src=x onerror="window.harmed = true">',
    "<script>window.harmed = true</script> bonjour",
    "[un lien](javascript:window.harmed=true) et javascript:window.harmed=true",
    "\"><svg onload='window.harmed=true'></svg>{{7*7}}${7*7}",
    "nous sommes l'association <b>Les Amis</b> de <iframe src=//exemple.fr></iframe> du Cantal",
)


def test_texts_that_are_code_are_shown_as_text(page: Page, site: str) -> None:
    page.goto(site)
    chat = Chat(page).open()
    for text in CODE:
        chat.say(text)

    # At once, and when the conversation comes back from the server
    for _ in range(2):
        expect(chat.said).to_have_text(list(CODE))
        assert page.evaluate("window.harmed") is None
        assert chat.panel.locator("img, script, iframe, svg[onload], .said a, .answer b").count() == 0
        assert chat.panel.locator("a[href^='javascript']").count() == 0
        page.reload()
        chat.settled()


def test_another_origin_embeds_it_without_any_cookie(
    new_context: NewContext, assistant: Assistant, embedder: OtherSite
) -> None:
    context = new_context()
    page = context.new_page()
    # As browsers do that block the cookies of third parties.
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.setCookieControls",
        {
            "enableThirdPartyCookieRestriction": True,
            "disableThirdPartyCookieMetadata": True,
            "disableThirdPartyCookieHeuristics": True,
        },
    )
    page.goto(embedder.origin)
    chat = Chat(page).open()
    expect(chat.say(PROJECT)).to_contain_text("Haute-Loire")

    # WHEN the page of the other site is loaded again, THEN the conversation is there and goes on
    page.reload()
    chat.settled()
    expect(chat.said).to_have_text([PROJECT])
    chat.choose(RIGHT)
    expect(chat.answer.get_by_role("heading", name=TWINNING, exact=True)).to_be_visible()
    assert context.cookies() == []
    # and links lead to our pages, not to those of the other site
    address = chat.answer.get_by_role("link", name="Fiche complète").first.get_attribute("href")
    assert address
    assert address.startswith(f"{assistant.site}/programmes/")


def test_an_origin_that_is_not_allowed_gets_nothing(browser: Browser, site: str) -> None:
    with other_site() as stranger, browser.new_context(locale="fr-FR") as context:
        stranger.embeds = site
        page = context.new_page()
        page.goto(stranger.origin)
        chat = Chat(page)
        chat.launcher.click()
        chat.field.fill("bonjour")
        chat.field.press("Enter")

        # THEN it is said, and what was typed stays
        expect(chat.panel.get_by_role("button", name="Réessayer")).to_be_visible(timeout=TIMEOUT)
        expect(chat.field).to_have_value("bonjour")
        expect(chat.answers).to_have_count(1)  # the welcome


def test_an_erased_conversation_is_nowhere(page: Page, site: str, assistant: Assistant) -> None:
    word = "Zorobabel"
    page.goto(site)
    chat = Chat(page).open()
    chat.say(f"nous sommes l'association {word} du Cantal")
    chat.panel.get_by_role("button", name="Cette réponse est utile").click()
    chat.panel.get_by_role("textbox", name="Un mot pour nous aider").fill(f"merci de la part de {word}")
    chat.panel.get_by_role("button", name="Envoyer mon avis").click()
    expect(chat.panel.get_by_text("Merci pour votre avis.").last).to_be_visible()
    folder = Path(assistant.environment["VAR_DIR"])
    assert _holding(folder, word)

    # WHEN it is erased, and that is confirmed
    chat.menu("Effacer mes données")
    chat.panel.get_by_role("button", name="Tout effacer").click()
    expect(chat.said).to_have_count(0, timeout=TIMEOUT)

    # THEN neither the page nor any file of the servers has a word of it
    page.reload()
    chat.settled()
    expect(chat.said).to_have_count(0)
    assert _holding(folder, word) == []


def _holding(folder: Path, word: str) -> list[str]:
    """The files in which a word is."""
    return [str(path) for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]
