"""What the other tests of this folder lean on: without it they would pass whatever the pages do."""

import os
import subprocess
import sys
import time

import pytest
from playwright.sync_api import Browser, Page

from assistant.settings import ROOT
from tests.browser.conftest import CheckAccessibility, watch

SOUND = "<!doctype html><html lang='fr'><title>Essai</title><main><h1>Essai</h1>{}</main></html>"


def test_axe_sees_what_is_wrong_in_shadow_roots_too(page: Page, check_accessibility: CheckAccessibility) -> None:
    page.set_content(SOUND.format("<div><template shadowrootmode='open'><p>Bonjour</p></template></div>"))
    check_accessibility(page)

    page.set_content(SOUND.format("<div><template shadowrootmode='open'><button></button></template></div>"))
    with pytest.raises(AssertionError, match="button-name"):
        check_accessibility(page)


@pytest.mark.parametrize(
    "harm",
    [
        "<img src='http://example.org/pixel.png' alt=''>",
        "<script>missing()</script>",
        "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\"><script>0</script>",
    ],
    ids=["another machine", "exception", "policy"],
)
def test_what_no_page_may_do_is_seen(harm: str, browser: Browser) -> None:
    with browser.new_context() as context:
        problems = watch(context)
        context.route("**", lambda route: route.abort())
        page = context.new_page()
        page.set_content(SOUND.format(harm))
        deadline = time.monotonic() + 5
        while not problems and time.monotonic() < deadline:
            page.wait_for_timeout(50)
        assert len(problems) == 1


def test_without_chromium_tests_fail_and_say_what_to_install() -> None:
    test = f"{__file__}::test_what_no_page_may_do_is_seen"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        env=dict(os.environ) | {"CHROMIUM": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "apt-get install chromium" in done.stdout
