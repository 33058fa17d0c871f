"""Programmes, organisations and terms: the intent decides which record the same words mean, if any."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from assistant.nlu.extract import Extractor
from assistant.nlu.message import Message
from assistant.nlu.names import Names
from assistant.programmes.base import Base


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("c'est quoi un jumelage", "define_term", [("term", "jumelage")]),
        ("un jumelage", "describe_project", [("goal", "political")]),
        ("un jumelage", None, [("goal", "political")]),
        ("c'est quoi leader ?", "define_term", [("term", "leader-term")]),
        ("leader est ouvert ?", "ask_programme", [("programme", "leader-2023")]),
        ("leader +", "ask_succession", [("programme", "leader-plus")]),
        ("c'est quoi resacoop", "define_term", [("organisation", "resacoop")]),
        ("c'est quoi la mot ?", "define_term", [("term", "mot-term")]),
        ("le numéro de la MOT", "ask_organisation", [("organisation", "mot")]),
        ("je veux dire un mot", "ask_legal", []),
        ("qu'est-ce que l'aide humanitaire", "define_term", [("term", "humanitaire")]),
        ("un financement LEADER", "describe_project", [("programme", "leader-2023")]),
        ("notre leader est parti", "describe_project", []),
        ("le programme leader", None, [("programme", "leader-2023")]),
        ("le FSE", "ask_programme", [("programme", "fse-plus")]),
        ("1% eau", "ask_programme", [("programme", "un-eau")]),
        ("qui gère le fonds social européen", "ask_organisation", [("programme", "fse-plus")]),
        ("faut-il délibérer pour un jumelage", "ask_legal", []),
        ("les fonds européens sociaux", "ask_programme", []),
    ],
)
def test_the_intent_decides(values: Callable, text: str, intent: str | None, expected: list) -> None:
    assert values(text, None, intent) == expected


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("l'agence micro projets", "microprojets"),
        ("l'agence des microprojet", "microprojets"),
        ("interreg 4c", None),
        ("interreg iv c", "interreg-iv-c"),
        ("intereg europe", "interreg-vi-c"),
        ("le fon social europeen", "fse-plus"),
        ("Leader 2007-2013", "leader-2007"),
        ("Leader en 2010", "leader-2007"),
        ("leader de 2000 à 2006", "leader-plus"),
        ("Leader en 2025", "leader-2023"),
    ],
)
def test_misspelt_names_and_generations(values: Callable, text: str, record: str | None) -> None:
    assert values(text, "programme", "ask_programme") == ([record] if record else [])


def test_a_misspelt_organisation(values: Callable) -> None:
    assert values("je cherche rezacoop", "organisation", "ask_organisation") == ["resacoop"]


@pytest.mark.parametrize(
    ("text", "intent", "expected"),
    [
        ("Ville de Lyon", "inform", [("holder_type", "commune"), ("place", "69")]),
        ("qui contacter à la ville de Lyon ?", "ask_organisation", [("organisation", "ville-lyon")]),
        ("qui peut nous aider en Livradois-Forez ?", "ask_organisation", [("place", "63")]),
    ],
)
def test_territories_are_bodies_only_when_bodies_are_asked(
    values: Callable, text: str, intent: str, expected: list
) -> None:
    assert values(text, None, intent) == expected


@pytest.fixture(scope="module")
def real_names(base: Base) -> Names:
    return Names(base)


@pytest.mark.parametrize(
    ("kind", "records", "intent"),
    [("programme", "programmes", "ask_programme"), ("organisation", "organisations", "ask_organisation")],
)
def test_every_record_is_heard_by_its_whole_name(
    base: Base, real_names: Names, kind: str, records: str, intent: str
) -> None:
    """However long it is, and with its commas: «Citoyens, égalité, droits et valeurs»."""
    unheard = []
    for record in getattr(base, records).values():
        found = real_names.find(Message(f"{record.name} ?"), intent)
        longest = max(found, key=lambda r: r.end - r.start, default=None)
        if longest is None or (longest.entity, longest.value) != (kind, record.id):
            unheard.append(record.name)

    assert unheard == []


def test_every_word_of_the_glossary_is_heard(base: Base, real_names: Names) -> None:
    unheard = []
    for term in base.terms.values():
        for name in (term.term, *term.aliases):
            found = real_names.find(Message(f"c'est quoi {name} ?"), "define_term")
            if (longest := max(found, key=lambda r: r.end - r.start, default=None)) is None or longest.value != term.id:
                unheard.append(name)

    assert unheard == []


def test_a_definition_states_no_fact_and_a_law_no_theme(values: Callable) -> None:
    assert values("c'est quoi une commune du Cantal et un jumelage ?", None, "define_term") == [("term", "jumelage")]
    assert values("Une commune peut-elle aider une école au Mali ?", None, "ask_legal") == []


def test_spans_and_order(extractor: Extractor) -> None:
    # GIVEN typographic apostrophes, narrow spaces and ligatures
    text = "L’association d’échanges « Cœur » du Cantal, avec l’Italie : 20\u202f000 €, sur 18 mois"
    found = extractor.extract(text, "describe_project")
    # THEN every entity is a span of the message, in order, without overlap
    assert [e.entity for e in found] == ["holder_type", "place", "country", "amount", "duration"]
    assert all(text[e.start : e.end] == e.text for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_one_message_tells_everything(values: Callable) -> None:
    text = (
        "Bonjour, nous sommes une commune de Haute-Loire et nous voulons nous jumeler avec une ville italienne, "
        "budget 20 000 euros"
    )
    assert values(text) == [
        ("holder_type", "commune"),
        ("place", "43"),
        ("goal", "political"),
        ("country", "IT"),
        ("amount", 20000),
    ]


@pytest.mark.parametrize("text", ["", " ", "???", "👍", "\n", "€", "12", "a" * 300, "12 " * 400, "pas " * 300])
def test_odd_messages_do_not_break(extractor: Extractor, text: str) -> None:
    assert all(text[e.start : e.end] == e.text for e in extractor.extract(text))
