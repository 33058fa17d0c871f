"""``/programmes`` and a page a programme, as people and programs get them."""

from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.dialogue.world import World
from assistant.matching.deadlines import deadline
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Call, Example, Programme, Rate, Source
from assistant.programmes.status import LIVING, status_on
from assistant.vocabulary import STATUSES
from assistant.web.app import create_app
from assistant.web.pages import ROUTES, programmes
from assistant.web.pages.programme_list import PAGE_SIZE

TODAY = "2026-11-27"
DAYS = ("2004-03-01", "2008-11-01", "2016-06-15", "2024-02-01", TODAY)
HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"


@pytest.fixture
def site(loaded_base: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("AS_OF", TODAY)
    monkeypatch.setenv("SITE_URL", "https://exemple.fr")
    return TestClient(Starlette(routes=ROUTES))


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its text; fails on a tag left open."""

    _VOID = frozenset("meta link input img br hr path rect line".split())

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self._VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for _, attributes in self.tags if name in (attributes.get("class") or "").split()]


def page(site: TestClient, address: str, status: int = 200) -> Seen:
    answer = site.get(address)
    assert answer.status_code == status, address
    return Seen(answer.text)


def cards(seen: Seen) -> list[str]:
    return [str(card["aria-labelledby"]).removeprefix("p-") for card in seen.with_class("card")]


@pytest.mark.parametrize("day", DAYS)
def test_every_programme_has_its_page_which_says_where_it_stands(
    site: TestClient, base: Base, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("AS_OF", day)
    for one in base.programmes.values():
        seen = page(site, f"/programmes/{one.id}")

        status = status_on(one, date.fromisoformat(day))
        head, *_ = seen.with_class("badge")
        assert head["class"] == f"badge badge-{status or 'future'}", one.id
        ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), one.id
        assert not any("style" in attributes for _, attributes in seen.tags), one.id
        if status in ("closed", None):
            assert "tl-open" not in {attributes.get("class") for _, attributes in seen.tags}, one.id
            assert ">ouvert</td>" not in site.get(f"/programmes/{one.id}").text, one.id
        if status == "proposed":
            assert "pas encore adoptée" in seen.text, one.id


@pytest.mark.parametrize("day", DAYS)
def test_the_list_shows_the_living_and_the_proposed_each_where_it_stands(
    site: TestClient, base: Base, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("AS_OF", day)
    listed: dict[str, str] = {}
    order: list[str] = []
    for number in range(1, 10):
        answer = site.get(f"/programmes.json?page={number}").json()
        listed |= {item["id"]: item["status"] for item in answer["items"]}
        order += [item["status"] for item in answer["items"]]
        if not answer["next"]:
            break

    statuses = {one.id: status_on(one, date.fromisoformat(day)) for one in base.programmes.values()}
    assert listed == {one: status for one, status in statuses.items() if status in (*LIVING, "proposed")}
    assert order == sorted(order, key=list(STATUSES).index)


def test_what_is_over_is_shown_when_asked_for(site: TestClient, base: Base) -> None:
    over = [one.id for one in base.programmes.values() if status_on(one, date.fromisoformat(TODAY)) == "closed"]

    seen = page(site, "/programmes?statut=termine")
    assert f"{len(over)} programmes" in seen.text
    assert set(cards(seen)) <= set(over)
    assert page(site, "/programmes?statut=Terminé").text == seen.text
    assert site.get("/programmes.json?statut=tous").json()["counts"]["closed"] == len(over)


def test_pages_follow_each_other_without_a_gap(site: TestClient) -> None:
    whole = [item["id"] for n in (1, 2, 3) for item in site.get(f"/programmes.json?page={n}").json()["items"]]
    first, last = page(site, "/programmes"), page(site, "/programmes?page=3")

    assert len(whole) == len(set(whole)) == site.get("/programmes.json").json()["total"]
    assert cards(first) == whole[:PAGE_SIZE]
    assert cards(last) == whole[2 * PAGE_SIZE :]
    assert [link["href"] for link in first.all("a") if link.get("rel") == "next"] == ["/programmes?page=2"]
    assert [link["href"] for link in last.all("a") if link.get("rel") == "prev"] == ["/programmes?page=2"]
    assert cards(page(site, "/programmes?page=999")) == cards(last)


def test_filters_are_kept_in_the_form_told_above_the_list_and_can_be_taken_out(site: TestClient) -> None:
    seen = page(site, "/programmes?q=jumelage&territoire=ambert&porteur=commune&theme=citizenship&but=political")

    assert "cerv-jumelage-de-villes-2021-2027" in cards(seen)
    fields = {field["name"]: field.get("value") for field in seen.all("input")}
    assert fields == {"q": "jumelage", "territoire": "ambert"}
    assert {option["value"] for option in seen.all("option") if "selected" in option} == {
        "commune",
        "citizenship",
        "political",
    }
    assert "Ambert (Puy-de-Dôme)" in seen.text
    without = [link["href"] for link in seen.all("a") if str(link.get("aria-label")).startswith("Retirer")]
    assert "/programmes?porteur=commune&theme=citizenship&but=political&q=jumelage" in without
    assert len(without) == 5
    assert any("open" in details for details in seen.all("details"))


def test_between_two_calls_the_next_closing_comes_first_unless_words_say_what_is_looked_for(
    site: TestClient, base: Base
) -> None:
    def listed(address: str) -> list[str]:
        items = [item for n in (1, 2, 3) for item in site.get(f"{address}&page={n}").json()["items"]]
        return list(dict.fromkeys(item["id"] for item in items))

    day = date.fromisoformat(TODAY)
    dues = [deadline(base.programmes[one], day) for one in listed("/programmes.json?statut=entre-deux")]
    days = [due.day for due in dues if due]
    assert len(days) > 10
    assert days == sorted(days)
    assert all(due is None for due in dues[len(days) :])
    assert listed("/programmes.json?statut=entre-deux&q=jumelage")[0] == "cerv-jumelage-de-villes-2021-2027"


def test_a_territory_leaves_out_what_is_for_others(site: TestClient) -> None:
    assert "interreg-vi-a-france-suisse" in cards(page(site, "/programmes?q=france+suisse&territoire=Annecy"))
    assert "interreg-vi-a-france-suisse" not in cards(page(site, "/programmes?q=france+suisse&territoire=Cantal"))


def test_a_country_among_the_words_is_the_partners(site: TestClient, base: Base) -> None:
    seen = page(site, "/programmes?q=jumelage,+Italie")
    assert "avec l'Italie" in seen.text
    assert cards(seen)[0] == "cerv-jumelage-de-villes-2021-2027"
    assert "fonds-citoyen-franco-allemand" not in cards(seen), "it is for partners in Germany"
    assert cards(page(site, "/programmes?q=Togo"))
    assert "interreg-vi-a-france-suisse" in cards(page(site, "/programmes?q=Interreg+France-Suisse"))
    assert site.get("/programmes.json?q=France+Suisse&statut=entre-deux").json()["items"][0]["id"] == (
        "interreg-vi-a-france-suisse"
    )


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ("but=paix", "« paix » n'est pas un but de la liste : ce filtre est ignoré."),
        ("cadre=x", "« x » n'est pas un cadre de la liste"),
        ("porteur=y", "« y » n'est pas un porteur de la liste"),
        ("theme=z", "« z » n'est pas un thème de la liste"),
        ("statut=bientot", "« bientot » n'est pas un statut de la liste"),
        ("territoire=Nulle-part-sur-Rien", "n'est pas un lieu que nous reconnaissons en France"),
        ("territoire=France", "donnez une commune, un département ou une région"),
        ("q=projet+europe", "donnez un mot plus précis"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told_and_left_aside(site: TestClient, filters: str, said: str) -> None:
    seen = page(site, f"/programmes?{filters}")

    assert said in seen.text.replace("\N{NO-BREAK SPACE}", " ")
    assert cards(seen) == cards(page(site, "/programmes"))
    invalid = [field["aria-describedby"] for _, field in seen.tags if field.get("aria-invalid") == "true"]
    assert len(invalid) == 1
    assert str(invalid[0]).split()[-1] in {attributes.get("id") for _, attributes in seen.tags}


@pytest.mark.parametrize("page_number", ["0", "-1", "x", "9" * 30, "²", "1e3"])
def test_a_page_that_is_none_is_the_first_or_the_last(site: TestClient, page_number: str) -> None:
    assert cards(page(site, f"/programmes?page={page_number}"))


@pytest.mark.parametrize(
    "asked",
    [
        "q=%00jumelage&territoire=%00&but=%00",
        "q=%ED%A0%80&territoire=%FF%FE",
        "q=' OR 1=1 --&territoire=%25",
        "q=" + "jumelage+" * 5000,
        "q=a&q=b&page=1&page=2&x=y",
        "territoire=" + "63+" * 300,
        "q=%E2%80%AE%F0%9F%92%A7",
        "&&==%",
    ],
)
def test_whatever_an_address_asks_a_list_is_given(site: TestClient, asked: str) -> None:
    assert site.get(f"/programmes?{asked}").status_code == 200
    assert site.get(f"/programmes.json?{asked}").status_code == 200


@pytest.mark.parametrize("name", ["%00", "a%20b", "..%2f..%2fREADME.md", "%ED%A0%80", "x" * 3000, "'"])
def test_whatever_a_programme_is_called_an_answer_is_given(site: TestClient, name: str) -> None:
    assert site.get(f"/programmes/{name}").status_code == 404
    assert site.get(f"/programmes/{name}.json").status_code == 404


def test_words_that_nothing_has_lead_elsewhere(site: TestClient) -> None:
    nothing = page(site, "/programmes?q=trottinette")
    partly = page(site, "/programmes?q=assainissement+trottinette")

    assert cards(nothing) == []
    assert "Aucun programme" in nothing.text
    assert cards(partly)
    assert "voici ceux qui en contiennent une partie" in partly.text


def test_a_programme_that_is_over_leads_to_what_lives_in_its_place(site: TestClient) -> None:
    seen = page(site, "/programmes/leader-2014-2020")

    buttons = [link["href"] for link in seen.with_class("button")]
    assert "/programmes/leader-2023-2027-ara" in buttons
    assert "Qui pouvait déposer" in seen.text
    assert "Qui appeler" not in seen.text


def test_what_is_only_proposed_is_spoken_of_as_such(site: TestClient) -> None:
    text = page(site, "/programmes/erasmus-plus-2028-2034").text

    assert "on ne peut pas y candidater" in text
    assert "Qui pourrait déposer" in text
    assert "Il serait ouvert" in text
    assert "Comment déposer" not in text


def test_the_page_says_what_a_holder_needs(site: TestClient, base: Base) -> None:
    one = base.programmes["cerv-jumelage-de-villes-2021-2027"]
    seen = page(site, f"/programmes/{one.id}")
    text = " ".join(seen.text.replace("\N{NO-BREAK SPACE}", " ").split())

    for said in (
        one.name,
        "Aucun appel n'est ouvert à ce jour",
        "de 8 455 € à 50 745 €",
        "Union européenne",
        "Il prend la suite de",
        "Vérifié le 23 novembre 2026",
        *one.conditions,
        *one.steps,
    ):
        assert " ".join(said.split()) in text
    assert one.url in [link["href"] for link in seen.all("a")]
    assert {f"/programmes/{before}" for before in one.succeeds} <= {link["href"] for link in seen.all("a")}
    assert {source.url for source in one.sources} <= {link["href"] for link in seen.all("a")}
    assert any(str(link["href"]).startswith("mailto:") for link in seen.all("a"))
    assert len([image for image in seen.all("svg") if image.get("role") == "img" and image.get("aria-label")]) == 2


def test_where_is_the_territory_of_who_pays_and_says_what_is_covered_in_part(site: TestClient) -> None:
    assert site.get("/programmes/fonds-eau-metropole-lyon.json").json()["departements"] == ["69"]
    text = page(site, "/programmes/eau-loire-bretagne-solidarite-internationale").text
    assert "en partie seulement" in text
    assert "le nord-est du Cantal" in text


def test_the_same_is_given_as_data(site: TestClient, base: Base) -> None:
    data = site.get("/programmes/leader-2014-2020.json").json()

    assert data["status"] == "closed"
    assert data["url"] == "https://exemple.fr/programmes/leader-2014-2020"
    assert "leader-2023-2027-ara" in [one["id"] for one in data["successors"]]
    assert data["record"]["succeeds"] == list(base.programmes["leader-2014-2020"].succeeds)
    assert "status" not in data["record"]
    assert {one["distance"] for one in data["chain"]} >= {-2, -1, 0, 1}
    assert site.get("/programmes.json?but=x").json()["problems"].keys() == {"but"}


def test_a_programme_that_is_unknown_has_a_page_of_its_own(site: TestClient) -> None:
    seen = page(site, "/programmes/inconnu", status=404)

    assert "Page introuvable" in seen.text
    assert "/programmes" in {form.get("action") for form in seen.all("form")}
    assert site.get("/programmes/inconnu.json").status_code == 404
    answer = site.get("/programmes/inconnu")
    assert "Link" not in answer.headers
    assert 'rel="canonical"' not in answer.text
    assert 'name="robots" content="noindex"' in answer.text


def test_an_address_of_no_page_has_the_same_page(loaded_base: str) -> None:
    whole_site = TestClient(create_app())

    seen = page(whole_site, "/nulle-part", status=404)
    assert "/programmes" in {form.get("action") for form in seen.all("form")}
    sheet = whole_site.get("/fiche/inconnue.pdf")
    assert sheet.status_code == 404
    assert "n'est plus disponible" in Seen(sheet.text).text
    assert sheet.headers["Cache-Control"] == "private, no-store"
    assert "Link" not in sheet.headers


def test_without_a_base_pages_say_that_it_will_be_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_URL", "sqlite:////proc/nowhere/base.sqlite")
    whole_site = TestClient(create_app())

    assert "réessayez plus tard" in page(whole_site, "/programmes", status=503).text
    assert "n'existe pas" in page(whole_site, "/nulle-part", status=404).text


def test_pages_say_where_they_are_and_when_nothing_changed(site: TestClient) -> None:
    for address, canonical in (
        ("/programmes?but=x&q=eau&page=1", "https://exemple.fr/programmes?q=eau"),
        ("/programmes/erasmus-plus-2021-2027", "https://exemple.fr/programmes/erasmus-plus-2021-2027"),
    ):
        answer = site.get(address)
        assert f'<link rel="canonical" href="{canonical}">' in answer.text
        assert answer.headers["Link"] == f'<{canonical}>; rel="canonical"'
        again = site.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert (
        site.get("/programmes.json?q=eau").headers["Link"] == '<https://exemple.fr/programmes?q=eau>; rel="canonical"'
    )


def test_pages_travel_compressed(site: TestClient) -> None:
    for address in ("/programmes", "/programmes.json", "/static/site.css"):
        answer = site.get(address, headers={"Accept-Encoding": "gzip"})
        plain = site.get(address, headers={"Accept-Encoding": "identity"})

        assert answer.headers["Content-Encoding"] == "gzip"
        assert int(answer.headers["Content-Length"]) < int(plain.headers["Content-Length"]) / 2
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["ETag"] == plain.headers["ETag"]
        assert site.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_files_are_kept_for_ever_at_their_present_address_alone(site: TestClient) -> None:
    styles = [str(link["href"]) for link in page(site, "/programmes").all("link") if link["rel"] == "stylesheet"]

    assert [style.partition("?")[0] for style in styles] == ["/static/tokens.css", "/static/site.css"]
    for style in styles:
        found = site.get(style).headers
        assert "immutable" in found["Cache-Control"]
        assert site.get(style, headers={"If-None-Match": found["ETag"]}).status_code == 304
    assert site.get("/static/site.css?v=old").headers["Cache-Control"] == "no-cache"
    assert site.get("/static/..%2fstatic.py").status_code == 404
    assert site.get("/static/absent.css").status_code == 404


@pytest.fixture
def hostile_site(base: Base, site: TestClient, monkeypatch: pytest.MonkeyPatch) -> Programme:
    """A record of which every text is an attack."""
    model = base.programmes["cerv-jumelage-de-villes-2021-2027"]
    texts: dict[str, Any] = {
        field.name: HOSTILE
        for field in fields(Programme)
        if field.name in {"name", "summary", "note", "acronym", "rate_note", "grant_note", "budget_note", "url"}
    }
    lists = dict.fromkeys(("aliases", "priorities", "conditions", "steps", "funds", "keywords"), (HOSTILE,))
    hostile = replace(
        model,
        **texts,
        **lists,
        calls=(Call(HOSTILE, "2026-11-01", "2026-12-31", note=HOSTILE, source="javascript:alert(1)"),),
        rates=(Rate(50, HOSTILE, note=HOSTILE),),
        examples=(Example(HOSTILE, HOSTILE, HOSTILE, 1000, 2024, HOSTILE, "javascript:alert(1)"),),
        sources=(Source(HOSTILE, "javascript:alert(1)"), Source(HOSTILE, None, HOSTILE)),
    )
    records = replace(base, programmes={**base.programmes, model.id: hostile})
    world = World(records, Places(), date.fromisoformat(TODAY))
    monkeypatch.setattr(programmes, "current_world", lambda: world)
    return hostile


def test_nothing_that_a_record_or_an_address_says_is_run(site: TestClient, hostile_site: Programme) -> None:
    for address in (
        f"/programmes/{hostile_site.id}",
        f"/programmes?q=jumelage&statut=tous&territoire={HOSTILE}&but={HOSTILE}",
        f"/programmes?q={HOSTILE}",
        f"/programmes/{HOSTILE.replace('/', '')}",
    ):
        seen = Seen(site.get(address).text)

        scripts = [script for script in seen.all("script") if script.get("type") != "application/ld+json"]
        assert scripts == [{"src": "/widget.js", "defer": None}], address
        assert not [1 for _, attributes in seen.tags for name in attributes if name.startswith("on")], address
        assert not [1 for link in seen.all("a") if str(link.get("href")).startswith("javascript")], address
        assert not [1 for image in seen.all("img") if image.get("src") == "x"], address
    assert "<script>alert" not in site.get(f"/programmes/{hostile_site.id}").text
