"""The script of the widget: one file, small, made of its sources; and the page that embeds it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.web import widget
from assistant.web.widget.bundle import SOURCE, BundleError, bundle

_MOST_BYTES = 25_000


@pytest.fixture
def site(loaded_base: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("BASE_URL", loaded_base)
    monkeypatch.setenv("AS_OF", "2026-11-27")
    with TestClient(Starlette(routes=widget.ROUTES)) as client:
        yield client


def test_the_script_holds_every_source_once_and_asks_for_nothing_else(site: TestClient) -> None:
    script = site.get("/widget.js").text

    for path in SOURCE.iterdir():
        for declared in re.findall(r"^export ((?:function|class) \w+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert len(re.findall(rf"^{declared}\b", script, re.MULTILINE)) == 1, (path.name, declared)
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert re.findall(r"https?://[\w.]+", script) == ["http://www.w3.org"]


def test_it_is_small(site: TestClient) -> None:
    response = site.get("/widget.js", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) < _MOST_BYTES
    assert response.content == bundle()


def test_any_site_may_embed_it_and_asks_only_whether_it_changed(site: TestClient) -> None:
    first = site.get("/widget.js")
    again = site.get("/widget.js", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Type"].startswith("text/javascript")
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=300" in first.headers["Cache-Control"]
    assert (again.status_code, again.content) == (304, b"")


def test_no_source_makes_markup_of_text() -> None:
    for path in SOURCE.glob("*.js"):
        source = path.read_text(encoding="utf-8")
        for dangerous in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
            assert dangerous not in source, (path.name, dangerous)


def test_every_sentence_is_used_and_every_sentence_used_is_there() -> None:
    strings = json.loads((SOURCE / "strings.json").read_text(encoding="utf-8"))
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.js"))
    used = set(re.findall(r'say\("(\w+)', sources))
    by_code = {"errors"}  # «errors.{code}»
    confirmed = {f"{name}{part}" for name in ("new", "erase") for part in ("Title", "Text", "Yes")}
    named = {"useful", "useless"}  # the two thumbs

    assert used | by_code | confirmed | named == set(strings)


def _sources(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_modules_come_after_what_they_import_and_the_comments_stay_home(tmp_path: Path) -> None:
    source = _sources(
        tmp_path,
        main='import { b } from "./b.js";\nimport { a } from "./a.js";\n\n// Why.\nb(a);\n',
        a="/** What. */\nexport const a = 1;\n",
        b='import { a } from "./a.js";\n\nexport function b(x) {\n  return x + a; // kept: it shares its line\n}\n',
    )

    assert bundle(source).decode().splitlines()[2:-1] == [
        "const a = 1;",
        "function b(x) {",
        "return x + a; // kept: it shares its line",
        "}",
        "b(a);",
    ]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"main": 'import { a } from "./a.js";\nconst b = 1;\n', "a": "export const a = 1;\nconst b = 2;\n"}, "« b »"),
        ({"main": 'import { a } from "./gone.js";\n'}, "gone.js"),
        ({"main": 'import { a as b } from "./a.js";\n', "a": "export const a = 1;\n"}, "renomme"),
    ],
)
def test_sources_that_do_not_go_together_are_refused(tmp_path: Path, texts: dict[str, str], said: str) -> None:
    with pytest.raises(BundleError, match=said):
        bundle(_sources(tmp_path, **texts))


def test_the_home_page_embeds_it_by_one_line_and_says_who_carries_on(site: TestClient) -> None:
    page = site.get("/")

    assert page.status_code == 200
    assert page.text.count('<script src="/widget.js" defer></script>') == 1
    assert page.text.count("<script") == 1
    assert "Centre de Ressources et d'Appui" in page.text.replace("&#39;", "'")
    assert "RESACOOP" in page.text
    assert "1er juillet 2017" in page.text
    assert 'href="tel:0472778767"' in page.text
    for address in ("/programmes", "/organismes", "/glossaire", "/filiation"):
        assert f'href="{address}"' in page.text
