"""What a turn puts into what is known."""

from datetime import date

import pytest

from assistant.dialogue.answering import answers_anyway
from assistant.dialogue.collect import collect, forget
from assistant.dialogue.state import RECAP, State, Turn
from assistant.nlu.entities import SPEAKER, Entity
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


def test_a_grant_that_is_asked_is_kept_for_the_matching(state: State) -> None:
    asked = Entity("amount", 5000, "5 000 €", 0, 7, role="grant")

    collect(Turn("il nous manque 5 000 €", "inform", (asked,)), state)

    assert state.budget is None
    assert state.facts(date(2026, 11, 27)).grant == 5000


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


def place(value: str, locality: str | None = None) -> Entity:
    return Entity("place", value, "…", 0, 0, locality=locality)


def test_the_commune_goes_with_the_territory(state: State) -> None:
    # GIVEN a project of Ambert
    collect(Turn("commune d'Ambert", "describe_project", (place("63", "63003"),)), state)
    assert State.from_slots(state.to_slots()).facts(TODAY).locality == "63003"

    # WHEN its département is said again THEN the commune stays
    assert collect(Turn("dans le Puy-de-Dôme", "inform", (place("63"),)), state) == []
    assert state.facts(TODAY).locality == "63003"

    # WHEN another commune is said THEN it takes its place, and what follows from it has to be seen again
    assert collect(Turn("non, Thiers", "correct", (place("63", "63430"),)), state) == ["territory"]
    assert state.facts(TODAY).locality == "63430"

    # WHEN the territory changes THEN the commune is unknown
    collect(Turn("en fait en Haute-Loire", "correct", (place("43"),)), state)
    assert (state.territory, state.facts(TODAY).locality) == ("43", None)


def test_a_forgotten_territory_takes_its_commune_along(state: State) -> None:
    collect(Turn("commune d'Ambert", "describe_project", (place("63", "63003"),)), state)

    forget(state, "territory")

    assert (state.territory, state.memory.locality) == (None, None)


def test_a_message_of_the_language_model_keeps_the_commune() -> None:
    told = Turn.from_parse(
        {"text": "Ambert", "intent": {"name": "inform"}, "entities": [{"entity": "place", "value": "63",
                                                                       "locality": "63003"}]}
    )  # fmt: skip
    assert told.entities[0].locality == "63003"


@pytest.mark.parametrize(
    ("figures", "territory", "locality"), [("20000", "2A", "2A004"), ("63600", "63", None), ("63033", "63", None)]
)
def test_a_postcode_answers_where(state: State, figures: str, territory: str, locality: str | None) -> None:
    state.memory.pending = "territory"

    collect(Turn(figures, "inform", (Entity("amount", int(figures), figures, 0, 5, role="budget"),)), state)

    assert (state.territory, state.memory.locality, state.budget) == (territory, locality, None)


def _body(code: str, role: str | None = None) -> Entity:
    return Entity("holder_type", code, code, 0, 0, role=role)


def test_a_body_named_in_passing_does_not_take_the_holders_place(state: State) -> None:
    collect(Turn("nous sommes une association", "inform", (_body("association", SPEAKER),)), state)
    collect(Turn("le lycée expose des photos", "inform", (_body("ecole"),)), state)

    assert state.holder_type == "association"


@pytest.mark.parametrize(
    ("intent", "role", "pending"),
    [("inform", SPEAKER, None), ("correct", None, None), ("inform", None, "holder_type")],
)
def test_the_holder_is_changed_by_whom_it_concerns(
    state: State, intent: str, role: str | None, pending: str | None
) -> None:
    collect(Turn("nous sommes une association", "inform", (_body("association", SPEAKER),)), state)
    state.memory.pending = pending
    collect(Turn("un lycée", intent, (_body("ecole", role),)), state)

    assert state.holder_type == "ecole"


def test_what_is_put_in_the_place_of_what_was_taken_out_adds_to_the_rest(state: State) -> None:
    collect(turn("describe_project", country="ES"), state)
    collect(turn("inform", country="SK"), state)
    collect(Turn("retirez la Slovaquie", "correct", taken_back=(("country", "SK"),)), state)

    collect(turn("correct", "et mettez l'Autriche à la place", country="AT"), state)

    assert state.partner_countries == ["ES", "AT"]


def test_a_second_partner_adds_its_country(state: State) -> None:
    collect(turn("describe_project", country="SI"), state)
    state.memory.pending = RECAP

    collect(turn("inform", "avec un second parc, croate celui-là", country="HR"), state)

    assert state.partner_countries == ["SI", "HR"]


def test_more_of_the_subject_told_at_the_recap_is_added(state: State) -> None:
    collect(turn("describe_project", theme="environment"), state)
    state.memory.pending = RECAP

    collect(turn("inform", "nos sapeurs-pompiers sont de la partie", theme="emergency"), state)

    assert state.themes == ["environment", "emergency"]


def test_the_departement_is_kept_rather_than_its_region(state: State) -> None:
    places = (Entity("place", "FR-ARA", "Cézallier", 8, 17), Entity("place", "15", "Allanche", 21, 29))

    collect(Turn("dans le Cézallier, à Allanche", "inform", places), state)

    assert state.territory == "15"


def test_only_bears_on_its_own_clause(state: State) -> None:
    collect(turn("describe_project", theme="waste"), state)
    text = "100 000 seulement, l'autre part est pour le transport"

    collect(Turn(text, "inform", (Entity("theme", "mobility", "transport", 44, 53),)), state)

    assert state.themes == ["waste", "mobility"]


@pytest.mark.parametrize(("text", "heard"), [("SARL Boudou et fils", True), ("SARL Boudou ?", False)])
def test_who_introduces_herself_is_heard_whatever_the_intent(state: State, text: str, heard: bool) -> None:
    named = Turn(text, "out_of_scope", (Entity("holder_type", "entreprise", "SARL", 0, 4, role=SPEAKER),))

    assert answers_anyway(named, state) is heard


def test_what_the_speaker_is_says_its_trade(state: State) -> None:
    told = Entity("holder_type", "etablissement_public", "CCAS", 0, 4, role=SPEAKER)

    collect(Turn("CCAS de Cusset", "inform", (told,)), state)

    assert state.memory.implied == ["inclusion"]


def test_a_twinning_committee_tells_what_it_is_for(state: State) -> None:
    told = Turn(
        "je m'occupe du comité de jumelage", "greet", (Entity("holder_type", "association", "x", 0, 1, SPEAKER),)
    )
    collect(told, state)
    collect(turn("inform", country="PL"), state)

    assert state.goal == "political"


def test_an_age_typed_in_haste_is_that_of_young_people(state: State) -> None:
    collect(turn("inform", "yo g 19 ans", place="23"), state)

    assert state.holder_type == "jeune"
