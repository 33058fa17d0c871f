"""Questions about another day: what existed then, told as of then."""

from datetime import date

import pytest
from turns import turn

from assistant.dialogue import catalogue
from assistant.dialogue.past import day_asked, forerunners
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.programmes.status import LIVING, status_on

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("en 2016, quel programme pour un jumelage ?", date(2016, 7, 1)),
        ("Quels programmes existaient en mai 2008 pour l'insertion ?", date(2008, 5, 15)),
        ("Au 1er novembre 2008, quelles aides pour le Cantal ?", date(2008, 11, 1)),
        ("LEADER en 2012, c'était ouvert ?", date(2012, 7, 1)),
        ("quel programme aurait financé un échange de jeunes en 2010 ?", date(2010, 7, 1)),
        ("en 2016 kel aide y avait pr les communes", date(2016, 7, 1)),
        ("En septembre 2026, qu'y avait-il d'ouvert ?", date(2026, 9, 15)),
    ],
)
def test_the_past_day_of_a_question_is_read(text: str, day: date) -> None:
    assert day_asked(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "quels programmes pour un jumelage en 2027 ?",
        "quels programmes pour un jumelage en 2026 ?",
        "notre association est née en 2010, quels programmes ?",
        "nous avons monté un projet en 2016, que reste-t-il ?",
        "en 2016 nous avons eu LEADER, et aujourd'hui ?",
        "qu'est-ce qui existait en 1995 ?",
        "ce qui existait en 2008 et en 2016 ?",
        "le 31 février 2016, qu'y avait-il ?",
        "quels programmes ?",
    ],
)
def test_a_question_about_today_or_about_no_one_day_is_not_of_the_past(text: str) -> None:
    assert day_asked(text, TODAY) is None


def test_a_list_asked_for_a_past_day_names_what_lived_then(state: State, world: World) -> None:
    asked = turn("ask_programmes_list", "en 2016, quel programme pour un jumelage ?", goal="political")
    (reply,) = catalogue.list_programmes(asked, state, world)

    assert reply.text.startswith("Programmes en vie au 1er juillet 2016 pour cette demande :")
    named = {p.name: p for p in world.base.programmes.values() if f"- {p.name} (" in reply.text}
    assert "L'Europe pour les citoyens 2014-2020" in named
    assert all(status_on(p, date(2016, 7, 1)) in LIVING for p in named.values())


def test_without_a_subject_the_list_of_a_past_day_says_what_was_open(state: State, world: World) -> None:
    (reply,) = catalogue.list_programmes(turn("ask_programmes_list", "quels fonds existaient en 2008 ?"), state, world)

    assert reply.text.startswith("Au 1er juillet 2008, sans sujet ni pays, voici ceux où l'on pouvait déposer :")


def test_a_list_without_a_past_day_is_of_today(state: State, world: World) -> None:
    asked = turn("ask_programmes_list", "quel programme pour un jumelage ?", goal="political")
    (reply,) = catalogue.list_programmes(asked, state, world)

    assert reply.text.startswith("Programmes en vie pour cette demande :")
    assert "2014-2020" not in reply.text


def test_a_sheet_asked_for_a_past_day_tells_where_the_programme_stood(state: State, world: World) -> None:
    asked = turn("ask_programme", "LEADER en 2012, c'était ouvert ?", programme="leader-axe-4-2007-2013")
    (reply,) = catalogue.present_programme(asked, state, world)

    assert "Au 1er juillet 2012 : " in reply.text
    assert "terminé" not in reply.text.split("Au 1er juillet 2012 : ")[1].split("\n")[0]
    assert not any("ask_steps" in button.payload for button in reply.buttons)


def test_a_programme_that_did_not_exist_yet_leads_to_what_did(state: State, world: World) -> None:
    asked = turn("ask_programme", "Erasmus+ existait en 2010 ?", programme="erasmus-plus-2021-2027")
    (reply,) = catalogue.present_programme(asked, state, world)

    assert "Ce programme n'existe pas encore le 1er juillet 2010." in reply.text
    assert "Ce qui existait alors : " in reply.text
    assert "« Éducation et formation tout au long de la vie 2007-2013 »" in reply.text


def test_forerunners_all_live_on_the_day(world: World) -> None:
    then = world.at(date(2003, 1, 1))
    for programme in world.base.programmes.values():
        if then.status(programme) is None:
            assert all(then.status(before) in LIVING for before in forerunners(programme, then)), programme.id


def test_a_past_day_without_a_programme_is_a_question_on_what_existed(state: State, world: World) -> None:
    # GIVEN a project already told
    state.holder_type, state.partner_countries, state.themes = "ecole", ["IT"], ["education"]
    # WHEN it is asked what would have helped then, whatever word makes it sound like one programme
    asked = turn("ask_programme", "et en 2016, quel programme aurait aidé ?")
    (reply,) = catalogue.present_programme(asked, state, world)
    # THEN the programmes of that day are listed
    assert reply.text is not None
    assert reply.text.startswith("Programmes en vie au 1er juillet 2016")
    assert "Erasmus+ 2014-2020" in reply.text
