"""The law as it stands now, and what changed since the wording of 2007."""

from datetime import date

import pytest

from assistant.dialogue import catalogue, definitions, law
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.programmes.base import Base
from tests.unit.dialogue.turns import turn


def said(replies: list[Reply]) -> str:
    return "\n".join(r.text or "" for r in replies)


def legal(text: str, state: State, world: World, **entities: str) -> list[Reply]:
    return definitions.answer_legal(turn("ask_legal", text, **entities), state, world)


def test_every_id_and_date_is_known(base: Base) -> None:
    known = law.law()
    dates = {change.date for change in known.changes}

    assert {known.article, *(r.term for r in known.rules), *(c.law for c in known.changes)} <= base.terms.keys()
    assert all(set(rule.changes) <= dates for rule in known.rules)
    assert [c.date for c in known.changes] == sorted(dates)
    assert all(base.terms[c.law].date == c.date for c in known.changes)
    assert [rule.words is None for rule in known.rules] == [False] * (len(known.rules) - 1) + [True]


def test_the_rules_of_today_are_borne_out_by_terms_in_force(base: Base) -> None:
    assert [r.term for r in law.law().rules if base.terms[r.term].in_force is False] == []


@pytest.mark.parametrize(
    "question",
    ["faut-il une convention ?", "on est obligé de faire une convention ?", "peut-on coopérer sans convention ?",
     "la convention est-elle encore obligatoire ?", "est-ce que la loi impose une convention"],
)  # fmt: skip
def test_a_convention_is_optional(state: State, world: World, question: str) -> None:
    first = legal(question, state, world)[0].text or ""

    assert first.startswith("Aujourd'hui : La convention est facultative depuis la loi du 7 juillet 2014")
    assert "Source : http" in first
    assert "vérifié le" in first


@pytest.mark.parametrize(
    "question",
    ["une commune peut-elle aider après un séisme ?", "peut-on envoyer de l'argent après un cyclone ?",
     "l'urgence nous dispense-t-elle de convention ?"],
)  # fmt: skip
def test_humanitarian_aid_needs_neither_convention_nor_urgency(state: State, world: World, question: str) -> None:
    first = legal(question, state, world)[0].text or ""

    assert "action humanitaire sans convention, et sans avoir à démontrer l'urgence" in first
    assert "Ce qui a changé" not in first


def test_since_when_is_answered_with_each_change(state: State, world: World) -> None:
    first = legal("depuis quand la convention est-elle facultative ?", state, world)[0].text or ""

    assert first.index("Loi du 2 février 2007") < first.index("Loi du 7 juillet 2014")
    assert "la convention devient facultative" in first
    assert "Loi du 4 août 2021" not in first


def test_the_agenda_came_in_2021(state: State, world: World) -> None:
    assert "Depuis la loi du 4 août 2021" in said(legal("doit-on suivre l'agenda 2030 ?", state, world))


@pytest.mark.parametrize("term", ["loi-2007-thiolliere", "cgct-2007", "loi-1992-joxe"])
def test_an_earlier_wording_never_comes_without_the_present_one(state: State, world: World, term: str) -> None:
    questions = [
        definitions.define_term(turn("define_term", term=term), state, world),
        legal("que dit cette loi ?", state, world, term=term),
        catalogue.tell_succession(turn("ask_succession", "qu'est-ce qui l'a remplacée ?", term=term), state, world),
        catalogue.present_programme(turn("ask_programme", "elle existe encore ?", term=term), state, world),
    ]
    for replies in questions:
        answer = said(replies)
        assert "Ce n'est plus en vigueur" in answer
        assert "Aujourd'hui : Une commune, une intercommunalité" in answer
        assert "la convention devient facultative" in answer
        assert "l'Agenda 2030 est à prendre en considération" in answer


def test_a_law_in_force_is_not_told_as_past(state: State, world: World) -> None:
    answer = said(legal("que permet la loi de 2014 ?", state, world, term="loi-2014"))

    assert "Ce n'est plus en vigueur" not in answer


def test_another_text_is_answered_by_itself(state: State, world: World) -> None:
    answer = said(legal("peut-on payer un secours d'urgence ?", state, world, term="loi-2005-oudin-santini"))

    assert answer.startswith("Loi Oudin-Santini")


@pytest.mark.parametrize(
    ("tool", "text", "since", "members"),
    [
        ("gip", "loi n° 2011-525", "15 juillet 1982", "membres publics, ou publics et privés"),
        ("seml", "L1522-1", "7 juillet 1983", "collectivités étrangères"),
        ("glct", "accord de Karlsruhe", "1er septembre 1997", "organismes publics locaux"),
        ("district-europeen", "L1115-4-1", "13 août 2004", "voisins de part et d'autre d'une frontière"),
        ("gect", "n° 1082/2006", "5 juillet 2006", "au moins deux États membres"),
    ],
)
def test_a_legal_tool_says_its_text_its_age_and_its_members(
    state: State, world: World, tool: str, text: str, since: str, members: str
) -> None:
    answer = said(definitions.define_term(turn("define_term", term=tool), state, world))

    for part in (text, since, members, "Source : "):
        assert part in answer


def test_a_tool_of_several_words_is_heard_in_a_question_of_law(state: State, world: World) -> None:
    first = legal("depuis quand existe le district européen ?", state, world)[0].text or ""

    assert first.startswith("District européen")
    assert "13 août 2004" in first


def test_the_rule_read_today_is_not_said_to_hold_on_an_earlier_day(state: State, world: World) -> None:
    then = World(world.base, world.places, date(2009, 1, 1))

    first = legal("faut-il une convention ?", state, then)[0].text or ""

    assert first.startswith("Au 27 novembre 2026 : La convention est facultative")
