"""The widget on small and large screens, light and dark, zoomed, without motion; and on the pages of another site."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CheckAccessibility, NewContext
from tests.browser.standin import ANSWERS, StandIn, foreign_page, stand_in, told
from tests.browser.widget_page import field, is_focused, log, opened, say, send, settled, status

PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture
def gateway() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


def too_wide(page: Page) -> list[str]:
    """What goes out of the panel by its side."""
    return page.evaluate(
        """() => { const root = document.querySelector('assistant-cerapcoop').shadowRoot;
        const edge = document.documentElement.clientWidth;
        return [...root.querySelectorAll('.panel *')].filter(e => !e.closest('.hidden') && e.getClientRects().length
          && e.getBoundingClientRect().right > edge + 1).map(e => e.outerHTML.slice(0, 80)) }"""
    )


def too_small(page: Page) -> list[str]:
    """Controls that are less than 44 pixels high or wide; links inside sentences may be."""
    return page.evaluate(
        """() => { const root = document.querySelector('assistant-cerapcoop').shadowRoot;
        return [...root.querySelectorAll('button:enabled, textarea, input, summary, a.button, a.contact')]
          .filter(e => e.getClientRects().length).map(e => [e, e.getBoundingClientRect()])
          .filter(([e, box]) => box.height < 44 || box.width < 44).map(([e]) => e.outerHTML.slice(0, 80)) }"""
    )


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESKTOP, "light")], ids=["phone", "desktop"])
def test_every_state_is_accessible(
    new_context: NewContext,
    gateway: StandIn,
    check_accessibility: CheckAccessibility,
    viewport: dict[str, int],
    scheme: str,
) -> None:
    page = new_context(viewport=viewport, color_scheme=scheme).new_page()
    page.goto(f"{gateway.url}/page")
    check_accessibility(page)  # closed
    page.get_by_role("button", name="Poser une question").click()
    expect(log(page)).to_contain_text("Bonjour")
    check_accessibility(page)  # welcome
    gateway.answer = [told("D'accord.", "Oui", "Non"), *ANSWERS["recap"]]
    say(page, "bonjour")
    page.get_by_role("button", name="Cette réponse est utile").click()
    expect(page.get_by_role("button", name="Envoyer mon avis")).to_be_visible()
    check_accessibility(page)  # choices, recap, feedback
    gateway.answer = [*ANSWERS["advice"], *ANSWERS["readiness"]]
    say(page, "oui")
    expect(log(page).locator(".marks").first).to_be_visible()
    assert too_wide(page) == []
    check_accessibility(page)  # cards, choices that went out
    page.get_by_role("button", name="Plus d'actions").click()
    check_accessibility(page)  # menu
    page.get_by_role("button", name="Effacer mes données").click()
    check_accessibility(page)  # confirmation
    page.get_by_role("button", name="Annuler").click()
    gateway.delay = 2
    send(page, "lent")
    expect(page.locator(".typing")).to_be_visible()
    check_accessibility(page)  # writing
    settled(page)
    gateway.problem = (503, "unavailable", "L'assistant est indisponible.", 30)
    say(page, "x" * 1950)
    expect(status(page)).to_have_text("L'assistant est indisponible.")
    check_accessibility(page)  # failure, counter


def test_on_a_phone_it_covers_the_screen_and_everything_can_be_touched(
    new_context: NewContext, gateway: StandIn
) -> None:
    page = opened(new_context(viewport=PHONE, has_touch=True, is_mobile=True), gateway)
    assert page.get_by_role("dialog").bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 640}
    for name in ("recap", "advice", "sheet", "programme"):
        gateway.answer = ANSWERS[name]
        say(page, name)
        assert too_wide(page) == [], name
        assert too_small(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert field(page).evaluate("element => parseFloat(getComputedStyle(element).fontSize)") >= 16


def test_on_a_phone_the_keyboard_stays_down_at_a_choice_and_the_page_gone_to_is_seen(
    new_context: NewContext, gateway: StandIn
) -> None:
    gateway.answer = [told("Est-ce bien cela ?", "Oui")]
    page = opened(new_context(viewport=PHONE, has_touch=True, is_mobile=True), gateway)
    say(page, "bonjour")
    page.get_by_role("button", name="Oui").tap()
    assert not is_focused(field(page))

    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert is_focused(page.get_by_role("dialog"))  # no button of it
    page.goto(f"{gateway.url}/autre")
    expect(page.get_by_role("button", name="Poser une question")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_behind_a_panel_that_covers_it_the_page_is_out_of_reach(new_context: NewContext, gateway: StandIn) -> None:
    page = opened(new_context(viewport=PHONE), gateway)
    expect(log(page)).to_contain_text("Bonjour")
    can_be_reached = (
        "() => { const a = document.querySelector('main a'); a.focus(); return document.activeElement === a }"
    )
    assert not page.evaluate(can_be_reached)
    page.set_viewport_size(DESKTOP)
    expect(page.get_by_role("dialog")).to_have_css("width", "430px")
    assert is_focused(field(page))
    assert page.evaluate(can_be_reached)


def test_zoomed_to_twice_its_size_nothing_is_lost(new_context: NewContext, gateway: StandIn) -> None:
    page = opened(new_context(viewport={"width": 640, "height": 400}, device_scale_factor=2), gateway)
    gateway.answer = ANSWERS["advice"]
    say(page, "oui")
    expect(log(page).get_by_role("article").first).to_be_attached()

    assert too_wide(page) == []
    for name in ("Fermer l'assistant", "Plus d'actions", "Envoyer"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()


def test_nothing_moves_for_who_does_not_want_it(new_context: NewContext, gateway: StandIn) -> None:
    page = opened(new_context(reduced_motion="reduce"), gateway)
    gateway.delay = 1
    send(page, "bonjour")
    expect(page.locator(".typing")).to_be_visible()
    moving = "root => root.shadowRoot.getAnimations({subtree: true}).length"
    assert page.locator("assistant-cerapcoop").evaluate(moving) == 0


def test_system_colours_leave_the_choices_and_the_field_visible(new_context: NewContext, gateway: StandIn) -> None:
    gateway.answer = [told("Oui ou non ?", "Oui")]
    page = opened(new_context(forced_colors="active"), gateway)
    say(page, "bonjour")
    for control in (page.get_by_role("button", name="Oui"), field(page), page.get_by_role("button", name="Envoyer")):
        assert control.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1


def test_on_another_site_a_token_of_the_page_does_what_the_cookie_does(new_context: NewContext) -> None:
    with stand_in(allowed_origins=("*",)) as gateway, foreign_page(gateway.url) as address:
        gateway.answer = [told("Entendu.", "Oui"), *ANSWERS["definition"]]
        context = new_context()
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Poser une question").click()
        say(page, "bonjour d'ailleurs")
        expect(log(page)).to_contain_text("Entendu.")
        assert context.cookies() == []
        page.reload()
        expect(log(page)).to_contain_text("bonjour d'ailleurs")
        assert page.get_by_role("link", name="Dans le glossaire").get_attribute("href").startswith(gateway.url)
        assert page.get_by_role("link", name="Dans le glossaire").get_attribute("target") == "_blank"

        gateway.conversations.clear()  # the site forgot it, or its key changed
        say(page, "encore")
        assert [m["text"] for m in gateway.all_said() if m["from"] == "holder"] == ["encore"]
        page.get_by_role("button", name="Plus d'actions").click()
        page.get_by_role("button", name="Effacer mes données").click()
        page.get_by_role("button", name="Tout effacer").click()
        expect(status(page)).to_contain_text("effacée")
        assert gateway.all_said() == []


def test_a_page_that_may_store_nothing_is_served_from_memory(new_context: NewContext) -> None:
    with stand_in(allowed_origins=("*",)) as gateway, foreign_page(gateway.url) as address:
        page = new_context().new_page()
        page.add_init_script(
            """for (const name of ['localStorage', 'sessionStorage'])
            Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })"""
        )
        page.goto(address)
        page.get_by_role("button", name="Poser une question").click()
        for text in ("un", "deux"):
            say(page, text)
            expect(log(page).locator(".said").last).to_contain_text(text)

        assert [len(said) for said in gateway.conversations.values()] == [4]
