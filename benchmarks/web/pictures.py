"""The pictures of the README, taken again: ``python -m benchmarks.web.pictures`` writes docs/images/*.png."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from assistant.settings import ROOT, Settings
from benchmarks.web.served import served, site_of

IMAGES = ROOT / "docs" / "images"
_DESK: ViewportSize = {"width": 1280, "height": 800}
_PHONE: ViewportSize = {"width": 390, "height": 780}
_PROJECT = "Nous sommes une commune de Haute-Loire et nous voulons nous jumeler avec une ville italienne, 20 000 euros"
_PROGRAMME = "/programmes/cerv-jumelage-de-villes-2021-2027"
_PATIENCE = 30_000  # milliseconds


def _opened(browser: Browser, url: str, viewport: ViewportSize) -> Page:
    context = browser.new_context(
        locale="fr-FR",
        viewport=viewport,
        color_scheme="light",
        reduced_motion="reduce",
        is_mobile=viewport is _PHONE,
        has_touch=viewport is _PHONE,
        device_scale_factor=1.5 if viewport is _PHONE else 1,
    )
    page = context.new_page()
    page.goto(url)
    return page


def _say(page: Page, text: str) -> None:
    """Send a message and wait for its answer."""
    answers = page.locator(".answer")
    count = answers.count()
    field = page.get_by_role("textbox", name="Votre message")
    field.fill(text)
    field.press("Enter")
    expect(answers).to_have_count(count + 1, timeout=_PATIENCE)


def _converse(page: Page) -> None:
    page.get_by_role("button", name="Poser une question à l'assistant d'orientation").click()
    expect(page.locator(".answer")).to_have_count(1, timeout=_PATIENCE)
    _say(page, _PROJECT)


def _show(page: Page, title: str) -> None:
    """Bring a card of the conversation to the top."""
    heading = page.get_by_role("heading", name=title).first
    heading.evaluate("heading => { heading.scrollIntoView(); heading.closest('.log').scrollBy(0, -16); }")


def _take(page: Page, name: str, folder: Path) -> None:
    """Few colours make a page: 256 of them keep its look at a third of its weight."""
    with Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide"))) as picture:
        picture.convert("RGB").quantize(256).save(folder / f"{name}.png", optimize=True)


def take_all(settings: Settings, folder: Path = IMAGES) -> None:
    """A project understood, the programmes proposed, the page of one of them; on a desk and on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    site = site_of(settings)
    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        desk = _opened(browser, site, _DESK)
        _converse(desk)
        _say(desk, "oui")
        _show(desk, "Voici ce qui correspond à votre projet")
        _take(desk, "site", folder)

        phone = _opened(browser, site, _PHONE)
        _converse(phone)
        _show(phone, "Votre projet")
        _take(phone, "telephone-projet", folder)
        _say(phone, "oui")
        _show(phone, "Voici ce qui correspond à votre projet")
        _take(phone, "telephone-programmes", folder)

        _take(_opened(browser, site + _PROGRAMME, _DESK), "programme", folder)
        browser.close()


if __name__ == "__main__":
    with served() as _settings:
        take_all(_settings)
