"""What a turn puts into what is known."""

from datetime import date

import pytest

from assistant.dialogue.collect import answers_anyway, collect
from assistant.dialogue.state import State, Turn
from assistant.nlu.entities import Entity
from tests.unit.dialogue.turns import turn

TODAY = date(2026, 11, 23)


def test_facts_are_kept_under_their_slots(state: State) -> None:
    changed = collect(turn("inform", holder_type="association", place="63", country="BF", amount=15000), state)

    assert (state.holder_type, state.territory, state.partner_countries, state.budget) == (
        "association",
        "63",
        ["BF"],
        15000,
    )
    assert {"holder_type", "territory", "partner_countries", "budget"} <= set(changed)


def test_countries_add_up_while_a_project_is_described(state: State) -> None:
    collect(turn("describe_project", country="IT"), state)
    collect(turn("inform", country="GR"), state)

    assert state.partner_countries == ["IT", "GR"]


@pytest.mark.parametrize(("intent", "pending"), [("correct", None), ("inform", "partner_countries")])
def test_a_correction_or_the_answer_to_the_question_replaces(state: State, intent: str, pending: str | None) -> None:
    collect(turn("describe_project", country="LA"), state)
    state.memory.pending = pending

    collect(turn(intent, country="VN"), state)

    assert state.partner_countries == ["VN"]


def test_an_own_share_is_not_the_budget(state: State) -> None:
    share = Entity("amount", 5000, "5 000 €", 0, 7, role="own_share")

    collect(Turn("on apporte 5 000 €", "inform", (share,)), state)

    assert state.budget is None


def test_what_follows_is_deduced_with_its_reason(state: State) -> None:
    collect(turn("describe_project", "nous voulons nous jumeler", holder_type="commune", country="IT"), state)

    assert state.goal == "political"
    assert "jumel" in state.memory.deduced["goal"]


def test_a_stated_fact_wins_over_a_deduced_one(state: State) -> None:
    collect(turn("describe_project", "nous voulons nous jumeler", country="IT"), state)

    collect(turn("correct", goal="development"), state)

    assert state.goal == "development"
    assert "goal" not in state.memory.deduced


def test_a_deduction_follows_the_facts_it_rests_on(state: State) -> None:
    collect(turn("describe_project", holder_type="commune", country="IT"), state)
    assert state.framework == "transnational"

    changed = collect(turn("correct", country="SN"), state)

    assert state.framework == "decentralised"
    assert "framework" in changed


def test_an_answer_is_taken_whatever_its_intent_looks_like(state: State) -> None:
    state.memory.pending = "themes"

    assert answers_anyway(turn("out_of_scope", theme="water", confidence=0.9), state)
    assert answers_anyway(turn("out_of_scope", country="TG", confidence=0.4), state)
    assert not answers_anyway(turn("out_of_scope", country="IT", confidence=0.9), state)


def test_nothing_is_taken_when_nothing_is_asked(state: State) -> None:
    assert not answers_anyway(turn("out_of_scope", country="IT", confidence=0.4), state)


def test_what_a_description_tells_orders_and_excludes_nothing(state: State) -> None:
    collect(turn("describe_project", "nous voulons nous jumeler", country="IT", theme="youth"), state)

    assert state.facts(TODAY).inferred == {"goal", "framework", "themes"}


def test_an_answer_or_a_correction_is_sure(state: State) -> None:
    collect(turn("describe_project", "nous voulons nous jumeler", country="IT", theme="youth"), state)

    collect(turn("correct", goal="development"), state)
    collect(turn("inform", "", theme="culture"), state)

    assert state.facts(TODAY).inferred == {"framework"}


def test_a_theme_that_no_word_names_counts_until_a_theme_is_given(state: State) -> None:
    collect(turn("describe_project", "notre collège veut des correspondants", holder_type="ecole", country="IT"), state)
    assert state.facts(TODAY).themes == ("education",)

    collect(turn("inform", theme="sport"), state)
    assert state.facts(TODAY).themes == ("sport",)


def test_nobody_abroad_is_known_and_france_is_no_partner(state: State) -> None:
    collect(turn("describe_project", "un projet en France, sans partenaire étranger", country="FR"), state)
    assert state.partner_countries == ["FR"]
    assert "partner_countries" in state.memory.deduced

    collect(turn("inform", country="IT"), state)
    assert state.partner_countries == ["IT"]


def test_a_long_first_message_describes_whatever_it_was_taken_for(state: State) -> None:
    told = "avec nos amis italiens nous ferions de la musique et du sport ensemble chaque été"

    collect(turn("inform", told, theme="culture"), state)

    assert state.facts(TODAY).inferred == {"themes"}
