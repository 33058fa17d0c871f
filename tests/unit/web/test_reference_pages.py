"""Bodies, glossary, family tree, sitemap: every record has its place, nothing is invented, nothing is broken."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from assistant.dialogue.law import law
from assistant.dialogue.world import World
from assistant.family_tree.lineage import family_tree
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.status import status_on
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.pages import family_tree as family_tree_page
from assistant.web.pages.kept import Kept

DAY = "2026-11-27"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def visitor(loaded_base: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A visitor of the site, on a day that stays."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AS_OF", DAY)
        environment.setenv("VAR_DIR", str(tmp_path_factory.mktemp("var")))
        for name in ("SITE_URL", "PORT", "PERSONAL_URL", "CONVERSATIONS_URL"):
            environment.delenv(name, raising=False)
        with TestClient(create_app(), "http://127.0.0.1:8000") as client:
            yield client


def page(visitor: TestClient, address: str) -> str:
    answer = visitor.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8"), address
    return answer.text


def words(html: str) -> str:
    """The text of what a page shows in ``main``, on one line."""
    inside = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split())


# -- sitemap -------------------------------------------------------------------------------------------------------


def test_the_sitemap_names_every_page_and_each_answers(visitor: TestClient, base: Base) -> None:
    sitemap = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    addresses = [str(loc.text) for loc in sitemap.iter(f"{SITEMAP}loc")]

    paths = {address.removeprefix(Settings().site_url) for address in addresses}

    wanted = {"/", "/programmes", "/organismes", "/glossaire", "/filiation"}
    wanted |= {f"/programmes/{i}" for i in base.programmes} | {f"/organismes/{i}" for i in base.organisations}
    assert (paths, len(addresses)) == (wanted, len(wanted))
    for address in addresses:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in answer.text or address.endswith("/"), address


def test_the_sitemap_tells_when_each_record_was_checked(visitor: TestClient, base: Base) -> None:
    sitemap = ElementTree.fromstring(visitor.get("/sitemap.xml").content)

    checked = {str(url.findtext(f"{SITEMAP}loc")): url.findtext(f"{SITEMAP}lastmod") for url in sitemap}

    assert checked[f"{Settings().site_url}/organismes/resacoop"] == base.organisations["resacoop"].checked


def test_robots_keep_out_of_calls_and_sheets(visitor: TestClient) -> None:
    lines = visitor.get("/robots.txt").text.splitlines()

    assert {"Disallow: /api/", "Disallow: /fiche/", f"Sitemap: {Settings().site_url}/sitemap.xml"} <= set(lines)


def test_what_pages_link_to_on_the_site_exists(visitor: TestClient, base: Base) -> None:
    anchors = set(re.findall(r' id="([^"]+)"', page(visitor, "/glossaire")))
    for address in ("/organismes", "/glossaire", "/filiation", *(f"/organismes/{i}" for i in base.organisations)):
        for link in re.findall(r'href="(/[^"]*)"', page(visitor, address)):
            kind, _, identifier = link.removeprefix("/").partition("/")
            if kind == "programmes" and identifier:
                assert identifier.removesuffix(".json") in base.programmes, (address, link)
            elif kind == "organismes" and identifier:
                assert identifier.removesuffix(".json") in base.organisations, (address, link)
            elif link.startswith("/glossaire#"):
                assert link.partition("#")[2] in anchors, (address, link)


# -- bodies --------------------------------------------------------------------------------------------------------


def test_every_body_has_its_page_with_its_role_sources_and_day(visitor: TestClient, base: Base) -> None:
    for body in base.organisations.values():
        shown = words(page(visitor, f"/organismes/{body.id}"))

        assert " ".join(body.role.split()) in shown, body.id
        assert "Vérifié le" in shown, body.id
        assert shown.count("Sources") == 1


def test_a_body_is_reached_by_a_touch(visitor: TestClient) -> None:
    shown = page(visitor, "/organismes/resacoop")

    assert 'href="tel:0472778767"' in shown
    assert "Programmes pour lesquels il aide à candidater" in shown


def test_a_body_that_is_no_more_leads_to_what_replaced_it_and_is_not_to_be_called(visitor: TestClient) -> None:
    shown = page(visitor, "/organismes/cerapcoop")

    assert "n'existe plus (fin : 1er juillet 2017)" in words(shown)
    assert 'href="/organismes/resacoop"' in shown[: shown.index("Qui est-ce")]
    assert "cerapcoop.org" not in words(shown[: shown.index(">Sources<")] + "</main>")
    assert "Il a pris la suite de" in words(page(visitor, "/organismes/resacoop"))


def test_a_programme_that_is_over_is_never_among_those_that_a_body_runs_now(visitor: TestClient, base: Base) -> None:
    data = visitor.get("/organismes/commission-europeenne.json").json()
    closed = [p["id"] for p in data["funder"] + data["managed_by"] if p["status"] == "closed"]
    shown = page(visitor, "/organismes/commission-europeenne")

    assert closed
    ended = "".join(re.findall(r"<details.*?</details>", shown, flags=re.S))
    for identifier in closed:
        row = ended[ended.index(f'href="/programmes/{identifier}"') :]
        assert 'class="badge badge-closed"' in row[: row.index("</li>")]
    assert ended.count("badge-closed") == shown.count("badge-closed") == ended.count('class="badge')


def test_a_programme_is_shown_once_whatever_a_body_does_for_it(visitor: TestClient, base: Base) -> None:
    for body in base.organisations:
        shown = re.findall(r'<li><a href="/programmes/([^"]+)"', page(visitor, f"/organismes/{body}"))
        data = visitor.get(f"/organismes/{body}.json").json()

        assert len(shown) == len(set(shown)), body
        assert set(shown) == {
            p["id"] for part in ("managed_by", "support", "funder") for p in data[part] if p["status"]
        }


def test_bodies_are_found_by_name_need_and_place(visitor: TestClient, base: Base) -> None:
    def found(query: str) -> list[str]:
        return [item["record"]["id"] for item in visitor.get(f"/organismes.json?{query}").json()["items"]]

    assert found("q=resacoop")[0] == "resacoop"
    assert len(found("")) == len(base.organisations)
    assert found("")[0] == "resacoop"
    near = found("territoire=Aurillac&besoin=advice")
    assert near[0] == "europe-direct-allier-cantal-haute-loire"
    assert near.index("resacoop") < near.index("cites-unies-france")
    elsewhere = {i for i, body in base.organisations.items() if body.territories == ("63",)}
    assert elsewhere
    assert not elsewhere & set(near)
    assert all("funding" in base.organisations[i].helps_with for i in found("besoin=funding"))
    assert {base.organisations[i].kind for i in found("type=water_agency")} == {"water_agency"}
    assert found("q=xylophone+quantique") == []


def test_what_a_filter_does_not_understand_is_told_and_left_aside(visitor: TestClient, base: Base) -> None:
    shown = page(visitor, "/organismes?besoin=lune&territoire=Zzyzx&type=%3Cscript%3E")

    assert "« lune » n'est pas dans la liste" in words(shown)
    assert "« Zzyzx » n'est pas un lieu" in words(shown)
    assert "<script>»" not in shown
    assert f"{len(base.organisations)} organismes" in words(shown)


def test_what_is_typed_is_shown_as_text(visitor: TestClient) -> None:
    attack = '"><script>alert(1)</script>'

    for address in ("/organismes", "/glossaire"):
        shown = visitor.get(address, params={"q": attack}).text
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_an_unknown_body_is_not_found(visitor: TestClient) -> None:
    answer = visitor.get("/organismes/nulle-part")
    data = visitor.get("/organismes/nulle-part.json")

    assert (answer.status_code, data.status_code) == (404, 404)
    assert "Page introuvable" in answer.text
    assert "error" in data.json()


def test_the_data_of_a_body_are_its_record_and_what_is_around_it(visitor: TestClient, base: Base) -> None:
    data = visitor.get("/organismes/cerapcoop.json").json()

    assert data["record"]["role"] == base.organisations["cerapcoop"].role
    assert data["record"]["sources"][0] == {
        name: value
        for name, value in data["record"]["sources"][0].items()
        if name in ("seen", "url", "document", "dated")
    }
    assert (data["successor"]["id"], data["status_label"]) == ("resacoop", "fusionné")
    assert {p["id"] for p in visitor.get("/organismes/resacoop.json").json()["predecessors"]} >= {"cerapcoop"}


# -- glossary ------------------------------------------------------------------------------------------------------


def test_every_word_has_its_anchor_definition_and_sources(visitor: TestClient, base: Base) -> None:
    html = page(visitor, "/glossaire")
    entries = dict(re.findall(r'<article class="entry" id="([^"]+)"(.*?)</article>', html, flags=re.S))

    assert set(entries) == set(base.terms)
    for term in base.terms.values():
        told = " ".join(unescape(re.sub(r"<[^>]+>", " ", entries[term.id])).split())
        assert " ".join(term.definition.split()) in told, term.id
        assert "Vérifié le" in told
        if term.in_force is False:
            assert "Ce n'est plus en vigueur." in told


def test_words_go_from_a_to_z_whatever_their_accents(visitor: TestClient) -> None:
    letters = re.findall(r'<h2 class="letter" id="lettre-([^"]+)"', page(visitor, "/glossaire"))

    assert letters == sorted(letters)
    assert "É" not in letters


def test_words_that_people_confuse_are_told_apart(visitor: TestClient) -> None:
    html = page(visitor, "/glossaire")
    entry = words(
        "<main" + html[html.index('id="jumelage"') : html.index("</article>", html.index('id="jumelage"'))] + "</main>"
    )

    assert "À ne pas confondre" in entry
    assert "Coopération décentralisée : la coopération décentralisée lie une collectivité" in entry
    assert "Un jumelage peut donc être une forme de coopération décentralisée." in entry


def test_the_law_says_what_holds_today_where_an_old_text_is_read(visitor: TestClient, base: Base) -> None:
    general = law().rules[-1].says
    entries = {item["record"]["id"]: item for item in visitor.get("/glossaire.json").json()["items"]}

    old = next(i for i, term in base.terms.items() if term.replaced_by == law().article)
    assert general in entries[old]["law_today"]
    assert [change["date"] for change in entries[law().article]["law_changes"]] == [c.date for c in law().changes]
    assert entries["jumelage"]["law_today"] == []


@pytest.mark.parametrize(("asked", "first"), [("gect", "gect"), ("GECT", "gect"), ("1 % eau", "un-pourcent-eau")])
def test_a_word_is_found_by_its_name_or_acronym(asked: str, first: str, visitor: TestClient) -> None:
    found = [item["record"]["id"] for item in visitor.get("/glossaire.json", params={"q": asked}).json()["items"]]

    assert found[0] == first


def test_a_word_that_is_not_there_is_not_invented(visitor: TestClient) -> None:
    shown = words(page(visitor, "/glossaire?q=xylophone"))

    assert "Aucune définition pour « xylophone »" in shown
    assert "entry" not in shown


# -- family tree ---------------------------------------------------------------------------------------------------


def test_the_page_shows_every_link_as_a_picture_and_in_words(visitor: TestClient, base: Base) -> None:
    html = page(visitor, "/filiation")
    wanted = sorted(f"{before} {p.id}" for p in base.programmes.values() for before in p.succeeds)

    assert sorted(re.findall(r'data-link="([^"]+)"', html)) == wanted
    lists = "".join(re.findall(r"<details.*?</details>", html, flags=re.S))
    for programme in base.programmes.values():
        for before in programme.succeeds:
            assert f'href="/programmes/{before}"' in lists
    assert lists.count("Prend la suite de") == sum(bool(p.succeeds) for p in base.programmes.values())


def test_the_data_of_the_tree_are_those_of_the_pictures(visitor: TestClient, base: Base) -> None:
    data = visitor.get("/filiation.json").json()
    links = [tuple(link) for section in data["sections"] for link in section["links"]]

    assert data["as_of"] == DAY
    assert sorted(links) == sorted((before, p.id) for p in base.programmes.values() for before in p.succeeds)
    proposed = [p for section in data["sections"] for p in section["programmes"] if p["status"] == "proposed"]
    assert {p["status_label"] for p in proposed} == {"proposition, pas adoptée"}


def test_a_section_too_large_to_follow_has_no_picture(
    visitor: TestClient, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = max(len(section.kin) for section in family_tree(base, date.fromisoformat(DAY)))
    monkeypatch.setattr(family_tree_page, "LARGEST", largest - 1)
    monkeypatch.setattr(family_tree_page, "_drawn", Kept(family_tree_page._draw))

    html = page(visitor, "/filiation")

    assert f"{largest} programmes, trop pour une image" in words(html)
    assert 'id="ft-interreg-title"' not in html
    assert 'id="ft-citoyens-culture-title"' in html


def test_the_table_of_2008_leads_to_what_lives_today(visitor: TestClient, base: Base) -> None:
    html = page(visitor, "/filiation")
    rows = re.findall(r"<tr [^>]*>(.*?)</tr>", html[html.index("<tbody") :], flags=re.S)
    data = {line["by"]: line for line in visitor.get("/filiation.json").json()["presentation_2008"]}

    assert len(rows) == len(data) == len(base.mappings)
    for row, mapping in zip(rows, base.mappings.values(), strict=True):
        assert mapping.from_label in unescape(row)
        today = data[mapping.to]["today"]
        assert all(f'href="/programmes/{identifier}"' in row for identifier in today)
        assert today or base.programmes[mapping.to].succeeded_by_note
        assert 'badge-closed"' not in row
    assert "cerv-jumelage-de-villes-2021-2027" in data["europe-pour-les-citoyens-2007-2013"]["today"]


def test_the_tree_follows_the_day(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AS_OF", "2016-05-01")

    data = visitor.get("/filiation.json").json()

    names = {p["id"]: p["status"] for section in data["sections"] for p in section["programmes"]}
    assert "cerv-2021-2027" not in names
    assert names["interreg-v-2014-2020"] != "closed"
    assert date.fromisoformat(data["as_of"]).year == 2016


def test_the_one_image_of_all_is_painted_by_its_own_style_alone(visitor: TestClient) -> None:
    answer = visitor.get("/filiation.svg")

    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert re.search(r"style-src 'sha256-[\w+/=]+'", answer.headers["content-security-policy"])
    assert "script" not in answer.text
    ElementTree.fromstring(answer.text)


@pytest.mark.parametrize("address", ["/organismes", "/organismes/resacoop", "/glossaire", "/filiation"])
def test_pages_say_where_their_data_are_and_when_nothing_changed(address: str, visitor: TestClient) -> None:
    answer = visitor.get(address)

    assert f'href="{address}.json"' in answer.text
    json.loads(visitor.get(f"{address}.json").text)
    again = visitor.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_kept_is_worked_out_again_when_the_base_or_the_day_changes(base: Base) -> None:
    worked: list[date] = []
    kept = Kept(lambda world: worked.append(world.as_of))
    today, tomorrow = date(2026, 11, 27), date(2026, 11, 28)
    places = Places()

    for world in (World(base, places, today), World(base, places, today), World(base, places, tomorrow),
                  World(replace(base), places, tomorrow)):  # fmt: skip
        kept(world)

    assert worked == [today, tomorrow, tomorrow]


@pytest.mark.parametrize("day", ["2001-01-01", "2008-11-01", "2030-01-01"])
def test_pages_hold_on_any_day_and_call_nothing_open_that_is_not(
    day: str, visitor: TestClient, base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AS_OF", day)
    addresses = ["/filiation", "/glossaire", "/organismes", *(f"/organismes/{body}" for body in base.organisations)]

    shown = "".join(page(visitor, address) for address in addresses)

    open_then = {p.id for p in base.programmes.values() if status_on(p, date.fromisoformat(day)) == "open"}
    called_open = re.findall(r'href="/programmes/([^"]+)">[^<]*</a>\s*<span class="badge badge-open"', shown)
    assert set(called_open) <= open_then
    page(visitor, "/organismes?territoire=Lyon")
    assert visitor.get("/filiation.svg").status_code == 200
