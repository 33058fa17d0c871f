"""Each rule of data/programmes/SCHEMA.md, broken once, is said in French with the record's name."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import RecordsError
from assistant.programmes.check import Report, check_contents, check_folder
from assistant.settings import DATA

TODAY = date(2026, 11, 27)
SOURCE = {"url": "https://example.org/page", "seen": "tout", "dated": "2026"}


def programme(identifier: str = "aide-2021-2027", **values: Any) -> dict[str, Any]:
    """A sound record, closed calls and all; ``values`` replace its keys, ``None`` takes one out."""
    record = {
        "id": identifier, "name": "Aide 2021-2027", "aliases": ["Aide"], "period": "2021-2027", "start": "2021-01-01",
        "end": "2027-12-31", "status": "between_calls", "next_call": {"when": "date inconnue"}, "family": "other",
        "goals": ["development"], "keywords": ["eau", "puits", "pompe", "forage", "irrigation"], "holders": ["commune"],
        "summary": "Aide aux communes.", "sources": [SOURCE], "confidence": "high", "checked": "2026-11-23",
    }  # fmt: skip
    return {key: value for key, value in {**record, **values}.items() if value is not None}


def organisation(identifier: str = "region", **values: Any) -> dict[str, Any]:
    record = {
        "id": identifier, "name": "Région", "aliases": ["la Région"], "kind": "region", "role": "Aide les communes.",
        "status": "active", "sources": [SOURCE], "confidence": "high", "checked": "2026-11-23",
    }  # fmt: skip
    return {key: value for key, value in {**record, **values}.items() if value is not None}


def term(identifier: str, **values: Any) -> dict[str, Any]:
    record = {"id": identifier, "term": identifier, "aliases": [identifier], "kind": "law", "definition": "Un texte."}
    return {**record, "sources": [SOURCE], "checked": "2026-11-23", **values}


def check(*programmes: dict[str, Any], as_of: date | None = TODAY, **others: list[dict[str, Any]]) -> Report:
    contents: dict[Path, dict[str, Any]] = {Path("other.yml"): {"programmes": list(programmes or [programme()])}}
    contents |= {Path(f"{kind}.yml"): {kind: records} for kind, records in others.items()}
    return check_contents(contents, as_of)


def said(report: Report) -> str:
    return "\n".join(map(str, report.errors))


def test_the_base_has_no_error() -> None:
    report = check_folder(DATA / "programmes", TODAY)

    assert said(report) == ""
    assert report.files["presentation-2008.yml"] == {"mapping": 10, "facts": 44}


def test_a_sound_record_has_neither_error_nor_warning() -> None:
    report = check(organisations=[organisation(phone="04 70 96 57 22", email="a.b@region.example.org")])

    assert (said(report), report.warnings) == ("", [])


CALL = {"name": "Appel", "opens": "2026-11-01", "closes": "2026-12-01"}
CLOSED = {"status": "closed", "end": "2013-12-31", "start": "2007", "period": "2007-2013", "next_call": None}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"id": "Aide_2027"}, "id mal formé"),
        ({"colour": "bleu"}, "clé inconnue « colour »"),
        ({"summary": None}, "clés manquantes ['summary']"),
        ({"keywords": None}, "clés manquantes ['keywords']"),
        ({"sources": []}, "clés manquantes ['sources']"),
        ({"name": ""}, "name est vide"),
        ({"rate_max": "75 %"}, "un nombre est attendu"),
        ({"goals": "development"}, "une liste est attendue"),
        ({"start": 2021}, "un texte (entre guillemets"),
        ({"status": "ouvert"}, "status : valeurs inconnues ['ouvert']"),
        ({"family": "autres"}, "family : valeurs inconnues"),
        ({"family": "culture"}, "famille culture dans other.yml"),
        ({"themes": ["eau"]}, "themes : valeurs inconnues ['eau']"),
        ({"holders": ["mairie"]}, "holders : valeurs inconnues"),
        ({"territories": ["Auvergne"]}, "territories : valeurs inconnues"),
        ({"partner_countries": ["UK"]}, "partner_countries : valeurs inconnues ['UK']"),
        ({"partner_countries_excluded": ["UK"]}, "partner_countries_excluded : valeurs inconnues ['UK']"),
        (
            {"partner_countries": ["ML"], "partner_countries_excluded": ["ML"]},
            "pays admis et exclus à la fois : ['ML']",
        ),
        ({"countries_excluded_since": "2022-12"}, "countries_excluded_since sans pays exclu"),
        ({"keywords": ["eau"]}, "keywords : 5 à 45 mots attendus"),
        ({"period": "de 2021 à 2027"}, "period inconnue"),
        ({"period": "2027-2021"}, "period à l'envers"),
        ({"start": "2021-02-30"}, "start n'est pas une date ISO"),
        ({"start": "janvier 2021"}, "start n'est pas une date ISO"),
        ({"start": "2028"}, "start et end : 2028 vient après 2027-12-31"),
        ({"applications_until": "2020"}, "start et applications_until"),
        ({"calls": [{"name": "A", "opens": "2026-05", "closes": "2026-04"}]}, "appel « A » : 2026-05 vient après"),
        ({"checked": "2026-11"}, "checked doit être un jour"),
        ({"checked": "2026-12-01"}, "checked est dans l'avenir"),
        ({"last_call_closed": "2027-01-01"}, "last_call_closed est dans l'avenir"),
        ({"summary": "Aide aux communes"}, "summary sans point final"),
        ({"conditions": ["Être une commune"]}, "conditions sans point final"),
        ({"summary": " Aide."}, "commence ou finit par une espace"),
        ({"url": "www.example.org"}, "url mal formée"),
        ({"url": "https://exemple"}, "url mal formée"),
        ({"calls": [{"name": "A", "source": "une page"}]}, "source mal formée"),
        ({"sources": [{"seen": "tout"}]}, "source sans url ni document"),
        ({"sources": [SOURCE, SOURCE]}, "sources : le même contenu écrit deux fois"),
        ({"goals": ["political", "political"]}, "goals : « political » écrit deux fois"),
        ({"aliases": ["Aide", "aide"]}, "alias en double : 'aide'"),
        ({"aliases": ["Aide  27"]}, "alias avec des espaces en trop"),
        ({"aliases": ["?!"]}, "alias sans lettre ni chiffre"),
        ({"rate_max": 175}, "rate_max hors de 0 à 100"),
        ({"grant_min": 0}, "grant_min doit être positif"),
        ({"grant_min": 500, "grant_max": 100}, "grant_min 500 dépasse grant_max 100"),
        ({"rates": [{"rate": 70}]}, "rate_max n'est pas le plus haut des rates"),
        ({"rate_max": 70, "rates": [{"rate": 70}, {"rate": 0}]}, "rates, 0 % : hors de 0 à 100"),
        ({"rate_max": 70, "rates": [{"rate": 70, "holders": ["mairie"]}]}, "holders : valeurs inconnues ['mairie']"),
        ({"rate_max": 70, "rates": [{"rate": 70, "countries": ["UK"]}]}, "countries : valeurs inconnues ['UK']"),
        ({"rate_max": 70, "rates": [{"rate": 70, "budget_min": 9, "budget_max": 3}]}, "budget_min 9 dépasse"),
        ({"rate_max": 70, "rates": [{"rate": 70, "note": "Sauf exception"}]}, "note sans point final"),
        ({"rate_max": 70, "rates": [{"rate": 70, "source": "une page"}]}, "source mal formée"),
        ({"payment": {"when": "plus tard"}}, "payment, when : valeur inconnue 'plus tard'"),
        ({"payment": {"amounts": [30000]}}, "payment : amounts sans lump_sum"),
        ({"payment": {"lump_sum": True, "amounts": [0]}}, "amounts doit être positif"),
        ({"cumulation": {"without": ["budget UE"]}}, "cumulation, without : valeurs inconnues"),
        ({"cumulation": {"own_share_min": 120}}, "cumulation, own_share_min hors de 0 à 100"),
        ({"cumulation": {"public_max": 0}}, "cumulation, public_max hors de 0 à 100"),
        ({"status": "open"}, "status open, mais aucun appel ouvert"),
        ({"status": "open", "calls": [{**CALL, "restricted": True}]}, "status open, mais aucun appel ouvert"),
        ({"status": "open", "calls": [{**CALL, "opens": "2026-11"}]}, "status open, mais aucun appel ouvert"),
        ({"calls": [CALL]}, "status between_calls, mais appel ouvert"),
        ({"end": "2025"}, "status between_calls, mais fin le 2025"),
        ({"status": "closed"}, "status closed, mais ni période finie"),
        ({"status": "proposed"}, "status proposed, mais début passé"),
        ({"period": "2014-2020", "end": None, "start": "2014"}, "mais les dates de la fiche donnent closed"),
        ({"part_of": "aide-2021-2027"}, "se contient elle-même"),
        ({"part_of": "perdue"}, "part_of : ids inconnus ['perdue']"),
        ({"funder": "perdue"}, "funder : ids inconnus ['perdue']"),
        (CLOSED, "clos, sans successeur vivant ni succeeded_by_note"),
    ],
)
def test_a_broken_rule_is_said(values: dict[str, Any], expected: str) -> None:
    report = check(programme(**values))

    assert expected in said(report)
    assert str(values.get("id", "aide-2021-2027")) in said(report)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"phone": "appeler la Région"}, "téléphone mal formé"),
        ({"phone": "04 70 96 57"}, "téléphone mal formé"),
        ({"phone": "Lyon : +33 4 26 28 27 91 ; Paris : 12"}, "téléphone mal formé : 'Paris : 12'"),
        ({"email": "contact chez region.fr"}, "adresse électronique mal formée"),
        ({"since": "2020", "until": "2010", "status": "dissolved"}, "since et until"),
        ({"successor": "region-2"}, "status active, mais successor"),
        ({"until": "2017"}, "status active, mais until"),
        ({"kind": "club"}, "kind : valeurs inconnues"),
        ({"helps_with": ["tout"]}, "helps_with : valeurs inconnues"),
    ],
)
def test_a_broken_rule_of_a_body_is_said(values: dict[str, Any], expected: str) -> None:
    assert expected in said(check(organisations=[organisation(**values), organisation("region-2")]))


@pytest.mark.parametrize(
    "phone", ["+33 1 55 80 56 80", "04 72 77 87 67", "Lyon : +33 4 26 28 27 91 ; Vilnius : +370 5 264 9340"]
)
def test_phones_are_read_as_people_write_them(phone: str) -> None:
    assert said(check(organisations=[organisation(phone=phone)])) == ""


def test_the_same_id_twice() -> None:
    assert "id en double" in said(check(programme(), programme()))


def test_a_source_may_be_the_named_document() -> None:
    document = {"document": "présentation de 2008", "dated": "2008"}
    examples = [{"title": "Puits", "source": "présentation de 2008"}]

    assert said(check(programme(sources=[document], examples=examples))) == ""


def test_a_closed_programme_leads_to_a_living_one_however_far() -> None:
    # GIVEN 2000 → 2007 → 2021, and a part of 2007 that nothing replaced by itself
    old = programme("old", **CLOSED)
    middle = programme("middle", **CLOSED, succeeds=["old"])
    part = programme("part", **CLOSED, part_of="middle")

    assert said(check(old, middle, part, programme(succeeds=["middle"]))) == ""
    # THEN without the last link each dead end is named
    ends = said(check(old, middle, part, programme()))
    assert all(name in ends for name in ("old", "middle", "part"))
    # and a sentence replaces a successor
    noted = {**middle, "succeeded_by_note": "Rien ne le remplace."}
    assert said(check(old, noted, part, programme())) == ""


def test_loops_are_named() -> None:
    replaced = check(programme("a", succeeds=["b"]), programme("b", succeeds=["a"]))
    contained = check(programme("a", part_of="b"), programme("b", part_of="c"), programme("c", part_of="a"))
    # the old one is part of what replaced it
    mixed = check(programme("a", part_of="b"), programme("b"), programme("c", succeeds=["b"], part_of="a"))
    bodies = [organisation(i, status="merged", successor=s) for i, s in (("x", "y"), ("y", "x"))]
    words = [term("x", replaced_by="y"), term("y", replaced_by="x")]

    for report in (replaced, contained, mixed):
        assert "programmes a : boucle dans succeeds ou part_of" in said(report)
    assert "organisations x : boucle dans successor" in said(check(organisations=bodies))
    assert "terms y : boucle dans replaced_by" in said(check(terms=words))


def test_a_status_is_judged_on_the_day_asked_for_or_on_that_of_its_check() -> None:
    record = programme(status="open", next_call=None, calls=[CALL])

    assert said(check(record)) == ""
    assert "aucun appel ouvert" in said(check(record, as_of=date(2027, 3, 1)))
    assert said(check(record, as_of=None)) == ""


def test_warnings_ask_an_adviser_to_look() -> None:
    undated = {"url": "https://example.org/", "seen": "tout"}
    old = programme(sources=[undated], holders=None, next_call=None, checked="2025-11-26")
    report = check(old, organisations=[organisation(status="merged")])

    assert [w.text for w in report.warnings] == [
        "aucune source datée",
        "pas relue depuis un an (2025-11-26)",
        "sans holders",
        "entre deux appels, sans next_call",
        "fusionné, sans successor",
    ]
    # a year to the day is not more than a year
    assert not check(programme(checked="2025-11-27")).warnings


@pytest.mark.parametrize(
    ("phone", "dated", "warned"),
    [
        ("04 72 77 87 67", "2014-07", ["téléphone ancien ou sans date (2014-07), sans le dire"]),
        ("04 72 77 87 67", None, ["téléphone ancien ou sans date (sans date), sans le dire"]),
        ("04 72 77 87 67", "2021", []),
        ("04 72 77 87 67, numéro de 2014 à vérifier", "2014-07", []),
    ],
)
def test_an_old_number_is_told_as_such(phone: str, dated: str | None, warned: list[str]) -> None:
    # GIVEN a body whose number comes from one source and the rest from a later one
    sources = [{"url": "https://example.org/", "seen": "adresse, téléphone", **({"dated": dated} if dated else {})}]
    late = {"url": "https://example.org/lettre", "seen": "missions", "dated": "2026"}
    body = organisation(phone=phone, sources=[*sources, late])

    assert [w.text for w in check(organisations=[body]).warnings] == warned
    # AND nobody calls a body that is gone
    gone = check(organisations=[{**body, "status": "merged", "successor": "autre"}, organisation("autre", aliases=[])])
    assert not [w for w in gone.warnings if "téléphone" in w.text]


def test_the_base_tells_every_old_number_as_such() -> None:
    warnings = check_folder(DATA / "programmes", TODAY).warnings

    assert not [w for w in warnings if "téléphone" in w.text]


def test_an_alias_shared_by_two_records_is_a_warning() -> None:
    warnings = check(programme("a"), programme("b", aliases=["AIDE"])).warnings

    assert [str(w) for w in warnings] == ["programmes : alias partagé « aide »"]


def test_unknown_keys_and_shapes_of_a_file_are_said(tmp_path: Path) -> None:
    report = check_contents({tmp_path / "other.yml": {"programme": [programme()], "terms": {"a": 1}}}, TODAY)

    assert "clé inconnue « programme »" in said(report)
    assert "« terms » doit être une liste" in said(report)
    assert "aucune fiche de programme" in said(report)


def test_a_file_that_is_not_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text("programmes: [", encoding="utf-8")

    with pytest.raises(RecordsError, match=r"other\.yml"):
        check_folder(tmp_path, TODAY)


def test_time_passing_is_a_record_to_read_again_not_an_error() -> None:
    # GIVEN the records, sound on the day they were checked
    # WHEN they are checked half a year later
    report = check_folder(DATA / "programmes", today=date(2027, 6, 1))

    # THEN those whose status their own dates no longer give are pointed out
    assert report.errors == []
    assert any("statut à relire" in finding.text for finding in report.warnings)


def lesson(identifier: str, **values: Any) -> dict[str, Any]:
    record = {"id": identifier, "kind": "asset", "title": "Écouter", "advice": "Écoutez.", "sources": [SOURCE]}
    return {**record, "checked": "2026-11-23", **values}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"question": "Écoutez-vous."}, "question sans point d'interrogation"),
        ({"asked_with": ["parler"]}, "asked_with sans question"),
        ({"question": "Écoutez-vous ?", "asked_with": ["parler"]}, "lessons parler : demandée deux fois"),
        ({"question": "Écoutez-vous ?", "asked_with": ["se-taire"]}, "asked_with : ids inconnus ['se-taire']"),
    ],
)
def test_the_self_assessment_asks_each_thing_once(values: dict[str, Any], expected: str) -> None:
    lessons = [lesson("ecouter", **values), lesson("parler", question="Parlez-vous ?")]

    assert expected in said(check(lessons=lessons))
