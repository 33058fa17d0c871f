"""The programmes' pages in a real Chromium: at any width, light and dark, without JavaScript, on paper."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext

LIST = "/programmes"
BETWEEN, ENDED, PROPOSED, OPEN, WITH_RATES = (
    "/programmes/cerv-jumelage-de-villes-2021-2027",
    "/programmes/leader-2014-2020",
    "/programmes/erasmus-plus-2028-2034",
    "/programmes/horizon-europe-neb-2025-2027",
    "/programmes/leader-2023-2027-ara",
)


@pytest.fixture
def without_script(new_context: NewContext) -> BrowserContext:
    return new_context(java_script_enabled=False)


def test_a_programme_is_found_without_a_script(pages_alone: str, without_script: BrowserContext) -> None:
    page = without_script.new_page()
    page.goto(pages_alone + LIST)
    page.get_by_label("Mots", exact=True).fill("jumelage")
    page.get_by_label("Où êtes-vous ?").fill("Ambert")
    page.get_by_label("Qui porte le projet").select_option("commune")
    page.get_by_text("Plus de critères").click()
    page.get_by_label("But", exact=True).select_option("political")
    page.get_by_role("button", name="Chercher").click()

    expect(page.get_by_label("Où êtes-vous ?")).to_have_value("Ambert")
    expect(page.get_by_label("But", exact=True)).to_have_value("political")
    page.get_by_role("link", name="CERV - Jumelage de villes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("CERV - Jumelage de villes")
    page.get_by_role("link", name="L'Europe pour les citoyens 2014-2020").click()
    page.get_by_role("main").get_by_role("link", name="CERV - Jumelage de villes").first.click()
    assert page.url.endswith(BETWEEN)


def test_the_first_tab_leads_to_the_content(pages_alone: str, page: Page) -> None:
    page.goto(pages_alone + LIST)
    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_wide_table_can_be_moved_by_the_keyboard(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(pages_alone + WITH_RATES)
    table = page.get_by_role("region", name="Taux selon le cas")
    table.focus()
    page.keyboard.press("ArrowRight", delay=300)

    expect(table.locator("thead th").first).not_to_be_in_viewport(ratio=1)


def test_the_calls_are_a_table_for_a_screen_reader_at_any_width(pages_alone: str, new_context: NewContext) -> None:
    for width in (320, 1280):
        page = new_context(viewport={"width": width, "height": 800}).new_page()
        page.goto(pages_alone + BETWEEN)

        table = page.get_by_role("table", name="Appels connus, au 27 novembre 2026")
        expect(table.get_by_role("columnheader")).to_have_count(4)
        row = table.get_by_role("row").filter(has_text="CERV-2025-CITIZENS-TOWN-TT")
        expect(row.get_by_role("cell")).to_have_text(["9 avril 2025", "17 septembre 2025", "clos"])


def test_the_essential_comes_first_on_a_phone_and_stands_beside_on_a_desk(
    pages_alone: str, new_context: NewContext
) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(pages_alone + BETWEEN)
    essential, summary = page.get_by_role("heading", name="L'essentiel"), page.get_by_role("heading", name="En résumé")

    def place(width: int) -> tuple[float, float, float, float]:
        page.set_viewport_size({"width": width, "height": 800})
        first, second = essential.bounding_box(), summary.bounding_box()
        assert first is not None
        assert second is not None
        return first["x"], first["y"], second["x"], second["y"]

    left, top, beside, below = place(320)
    assert top < below
    left, top, beside, below = place(1280)
    assert left > beside
    assert abs(top - below) < 60


def test_search_engines_are_told_what_it_is_within_the_policy(pages_alone: str, page: Page) -> None:
    page.goto(pages_alone + BETWEEN)

    told = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert told["name"] == "CERV - Jumelage de villes"
    assert told["amount"]["maxValue"] == 50745


def test_on_paper_nothing_is_left_that_only_a_screen_can_use(pages_alone: str, page: Page) -> None:
    page.goto(pages_alone + BETWEEN)
    page.emulate_media(media="print")

    for hidden in ("nav", ".skip", ".no-print", "assistant-cerapcoop"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
    official = page.get_by_role("link", name="Page officielle")
    assert "https://" in official.evaluate("element => getComputedStyle(element, '::after').content")
