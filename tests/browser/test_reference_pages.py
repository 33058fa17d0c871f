"""Bodies, glossary and family tree in a real Chromium: any width, light and dark, no JavaScript, keyboard, paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext

TREE, BODIES, GLOSSARY = "/filiation", "/organismes", "/glossaire"
# Texts that stick out of their box, by how many units.
_STICKING_OUT = """() => [...document.querySelectorAll('.ft .ft-box')].flatMap(box => {
    const {width, height} = box.getBBox();
    return [...box.parentNode.querySelectorAll('text')].filter(text => {
        const seen = text.getBBox();
        return seen.x < 4 || seen.x + seen.width > width - 4 || seen.y < 0 || seen.y + seen.height > height;
    }).map(text => text.textContent);
})"""


@pytest.mark.parametrize("address", [TREE, "/filiation.svg"])
def test_every_name_of_the_tree_is_whole_in_its_box(address: str, pages_alone: str, page: Page) -> None:
    page.goto(pages_alone + address)

    assert page.locator(".ft-box").count() > 100
    assert page.evaluate(_STICKING_OUT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tree_is_painted_on_the_page_and_in_its_file(
    scheme: str, pages_alone: str, new_context: NewContext
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    paints = []
    for address in (TREE, "/filiation.svg"):
        page.goto(pages_alone + address)
        paints.append(
            [
                page.locator(f".ft-{status} .ft-box").first.evaluate("box => getComputedStyle(box).fill")
                for status in ("open", "permanent", "between_calls", "proposed", "closed")
            ]
        )

    assert paints[0] == paints[1]
    assert len(set(paints[0])) == 5


def test_the_tree_is_moved_by_the_keyboard_and_leads_to_a_programme(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(pages_alone + TREE)
    picture = page.get_by_role("region", name="Image : Jumelages, citoyenneté et culture")
    picture.focus()
    page.keyboard.press("ArrowRight", delay=300)
    assert picture.evaluate("element => element.scrollLeft") > 0

    box = picture.get_by_role("link", name="CERV - Jumelage de villes")
    box.focus()
    expect(box).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**/programmes/cerv-jumelage-de-villes-2021-2027")


def test_the_tree_is_read_in_a_list_without_a_script(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 800}).new_page()
    page.goto(pages_alone + TREE)
    page.get_by_role("link", name="Jumelages, citoyenneté et culture").click()
    section = page.get_by_role("region", name="Jumelages, citoyenneté et culture", exact=True)
    section.get_by_text("La même chose en liste").click()

    row = section.get_by_role("listitem").filter(has_text="L'Europe pour les citoyens 2014-2020").first
    expect(row).to_be_visible()
    expect(section.get_by_text("Prend la suite de : L'Europe pour les citoyens 2007-2013")).to_be_visible()


def test_a_body_is_found_and_called_without_a_script(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(pages_alone + BODIES)
    page.get_by_label("Où êtes-vous ?").fill("Ambert")
    page.get_by_label("De quoi avez-vous besoin ?").select_option("project_design")
    page.get_by_role("button", name="Chercher").click()

    expect(page.get_by_text("Lieu : Ambert (Puy-de-Dôme)")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="RESACOOP").first.click()
    expect(page.get_by_role("main").get_by_role("link", name="04 72 77 87 67")).to_have_attribute(
        "href", "tel:0472778767"
    )


def test_contacts_come_first_on_a_phone_and_stand_beside_on_a_desk(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 800}).new_page()
    page.goto(pages_alone + "/organismes/resacoop")
    reach, role = page.get_by_role("heading", name="Le joindre"), page.get_by_role("heading", name="Qui est-ce ?")

    def places(width: int) -> tuple[dict[str, float], dict[str, float]]:
        page.set_viewport_size({"width": width, "height": 800})
        boxes = reach.bounding_box(), role.bounding_box()
        assert boxes[0] is not None
        assert boxes[1] is not None
        return dict(boxes[0]), dict(boxes[1])

    contact, text = places(320)
    assert contact["y"] < text["y"]
    contact, text = places(1280)
    assert contact["x"] > text["x"]
    assert abs(contact["y"] - text["y"]) < 40


def test_a_word_is_found_and_leads_to_its_neighbour(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(pages_alone + GLOSSARY)
    page.get_by_label("Chercher un mot ou un sigle").fill("jumelage")
    page.get_by_role("button", name="Chercher").click()
    entry = page.get_by_role("article", name="Jumelage", exact=True)
    entry.get_by_role("link", name="Coopération décentralisée").first.click()

    expect(page.get_by_role("article", name="Coopération décentralisée", exact=True)).to_be_in_viewport()
    assert page.url.endswith("/glossaire#cooperation-decentralisee")


def test_on_paper_the_tree_fits_the_sheet(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 720, "height": 1000}).new_page()
    page.goto(pages_alone + TREE)
    page.emulate_media(media="print")

    for picture in page.locator(".tree-picture svg").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 720
    for hidden in (".jumps", ".tree-hint", ".tree-list", "assistant-cerapcoop"):
        for element in page.locator(hidden).all():
            expect(element).to_be_hidden()
