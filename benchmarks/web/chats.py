"""Our chat beside deep-chat, wired to the same assistant through the same gateway, in Chromium by turns."""

import base64
import hashlib
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, ViewportSize, sync_playwright

from assistant.settings import Settings
from benchmarks.web.served import served, site_of

ROUNDS = 20
OURS, DEEP_CHAT = "le nôtre", "deep-chat 2.4.2"
_PAGES = {OURS: "/bench/ours", DEEP_CHAT: "/bench/deep-chat"}
_PACKAGE = "deep-chat@2.4.2"
_SHA512 = "wQNd6Z6HDoH7OMeoQKpmxDm9XdWrRjMkBJ2yl5tsYND9Dz2UCv/BdGVM8vK2V0mhO1u+OniHYPWDGvjlNxjCeQ=="
_FILE = "package/dist/deepChat.bundle.js"
_SITE = 'python -m uvicorn benchmarks.web.pages:app --host 127.0.0.1 --port "$PORT" --ws none --no-access-log'
_PROBE = Path(__file__).parent / "probe.js"
_QUESTION = "c'est quoi un GECT"

# deep-chat asks Google for a font: what others would add to the times is left out.
_ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
DESK, PHONE = "ordinateur, sans bride", "téléphone, 4G lente"
# Lighthouse's mobile preset: 150 ms there and back, 1.6 Mbit/s, a processor four times slower.
_SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
_SLOWER = 4
_VIEWPORTS: dict[str, ViewportSize] = {DESK: {"width": 1280, "height": 800}, PHONE: {"width": 390, "height": 844}}
_SIZES = """() => performance.getEntriesByType("resource")
    .filter((entry) => !new URL(entry.name).pathname.startsWith("/api/"))
    .reduce((total, entry) => total + entry.encodedBodySize, 0)"""


@dataclass(frozen=True)
class Visit:
    """``size``: bytes downloaded, as they travel, page and answers left out. Milliseconds otherwise."""

    size: int
    usable: float
    answered: float


def fetch_deep_chat(cache: Path) -> Path:
    """The file of deep-chat, asked of the npm registry once and checked."""
    cache.mkdir(parents=True, exist_ok=True)
    archive = cache / "deep-chat-2.4.2.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", "--silent", _PACKAGE], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != _SHA512:
        raise SystemExit(f"{archive} n'est pas {_PACKAGE} : effacez-le et recommencez.")
    file = cache / "deepChat.bundle.js"
    with tarfile.open(archive) as package:
        content = package.extractfile(_FILE)
        assert content
        file.write_bytes(content.read())
    return file


def _throttle(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})


def visit(browser: Browser, url: str, device: str) -> Visit:
    """A newcomer opens the page, asks a question and reads the answer."""
    with browser.new_context(locale="fr-FR", viewport=_VIEWPORTS[device]) as context:
        context.add_init_script(path=_PROBE)
        page = context.new_page()
        if device == PHONE:
            _throttle(context.new_cdp_session(page))
        page.goto(url)
        page.wait_for_function("probe.usable !== null")
        field = page.locator("textarea:visible, [contenteditable=true]:visible").first
        field.click()
        page.keyboard.type(_QUESTION)
        page.keyboard.press("Enter")
        page.wait_for_function("probe.answered !== null")
        times: dict[str, Any] = page.evaluate("probe")
        return Visit(page.evaluate(_SIZES), times["usable"], times["answered"])


def measure(settings: Settings, rounds: int = ROUNDS) -> dict[tuple[str, str], list[Visit]]:
    """Visits of each device and chat; which chat goes first changes at each round."""
    visits: dict[tuple[str, str], list[Visit]] = {(device, chat): [] for device in _VIEWPORTS for chat in _PAGES}
    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", _ALONE])
        for device in _VIEWPORTS:
            for number in range(-1, rounds):
                for chat in sorted(_PAGES, reverse=number % 2 == 0):
                    visited = visit(browser, site_of(settings) + _PAGES[chat], device)
                    if number >= 0:  # the first one warms the servers
                        visits[device, chat].append(visited)
        browser.close()
    return visits


def report(visits: dict[tuple[str, str], list[Visit]]) -> str:
    """In Markdown: medians."""
    lines = [f"| mesure | {OURS} | {DEEP_CHAT} |", "| --- | --- | --- |"]

    def row(label: str, device: str, value: Any, form: str) -> None:
        cells = (form.format(median(map(value, visits[device, chat]))) for chat in (OURS, DEEP_CHAT))
        lines.append(f"| {label} | {' | '.join(cells)} |".replace(".", ","))

    row("octets à télécharger, compressés", DESK, lambda visit: visit.size / 1000, "{:.1f} ko")
    for device in _VIEWPORTS:
        row(f"champ utilisable ({device})", device, lambda visit: visit.usable, "{:.0f} ms")
        row(f"de l'envoi à la réponse dessinée ({device})", device, lambda visit: visit.answered, "{:.0f} ms")
    lines += ["", f"Médianes de {len(visits[DESK, OURS])} visites alternées de chaque sorte, Chromium, cache vide."]
    return "\n".join(lines)


def compare(cache: Path) -> str:
    """Start the servers with the pages of the measure, and report."""
    with served(_SITE, {"DEEP_CHAT": str(fetch_deep_chat(cache).resolve())}) as settings:
        return report(measure(settings))


if __name__ == "__main__":
    print(compare(Settings().var_dir / "bench-web"))
