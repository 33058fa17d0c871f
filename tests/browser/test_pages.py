"""What holds for each page, in a real Chromium: no barrier, no scrolling sideways, at any width, light and dark."""

import pytest

from tests.browser.conftest import CheckAccessibility, NewContext

ADDRESSES = (
    "/programmes",
    "/programmes?q=eau&territoire=Nulle-part-sur-Rien&but=x&statut=tous",
    "/programmes?q=trottinette",
    "/programmes/cerv-jumelage-de-villes-2021-2027",
    "/programmes/leader-2014-2020",
    "/programmes/erasmus-plus-2028-2034",
    "/programmes/horizon-europe-neb-2025-2027",
    "/programmes/leader-2023-2027-ara",
    "/programmes/inconnu",
    "/filiation",
    "/organismes",
    "/organismes?q=eau&territoire=Aurillac&besoin=advice",
    "/organismes?q=xylophone&territoire=Nulle-part-sur-Rien&besoin=x",
    "/organismes/resacoop",
    "/organismes/cerapcoop",
    "/organismes/carif-auvergne",
    "/organismes/inconnu",
    "/glossaire",
    "/glossaire?q=gect",
    "/glossaire?q=xylophone",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_barrier_nor_is_wider_than_the_screen(
    pages_alone: str, new_context: NewContext, check_accessibility: CheckAccessibility, width: int, scheme: str
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for address in ADDRESSES:
        page.goto(pages_alone + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

        check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_text_twice_as_large_fits(pages_alone: str, new_context: NewContext) -> None:
    page = new_context(viewport={"width": 640, "height": 800}).new_page()
    for address in ADDRESSES:
        page.goto(pages_alone + address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address
