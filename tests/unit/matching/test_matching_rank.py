"""What is recommended, what gives way and what is only mentioned, in bases of a few records."""

from dataclasses import replace
from datetime import date

from small_world import make_base, make_facts, make_organisation, make_programme

from assistant.matching.rank import recommend
from assistant.matching.timing import accessibility, next_call_on
from assistant.programmes.records import Call, NextCall, Programme

DAY = date(2026, 11, 23)


def names(*programmes: Programme, **facts: object) -> list[str]:
    advice = recommend(make_facts(**{"goal": "development", **facts}), make_base(*programmes))
    return [one.programme.id for one in advice.recommendations]


def test_an_umbrella_gives_way_to_its_viable_part() -> None:
    umbrella, part = make_programme("u"), make_programme("v", part_of="u")
    assert names(umbrella, part) == ["v"]


def test_a_single_part_that_does_not_suit_leaves_the_umbrella() -> None:
    umbrella, part = make_programme("u"), make_programme("v", part_of="u", goals=("political",))
    assert names(umbrella, part) == ["u"]


def test_a_family_of_programmes_is_no_door_by_itself() -> None:
    family = make_programme("u", period="2021-2027", status="between_calls", keywords=("festival de rue",))
    parts = [make_programme(one, part_of="u", goals=("political",)) for one in "vw"]
    assert names(family, *parts) == []
    # … unless the project says its very words
    assert names(family, *parts, text="un festival de rue") == ["u"]


def test_a_programme_to_which_nobody_applies_is_not_recommended() -> None:
    assert names(make_programme("p", holders=())) == []


def test_an_open_door_comes_before_a_known_date_and_that_before_none() -> None:
    def between(identifier: str, when: str) -> Programme:
        return make_programme(identifier, period="annual", status="between_calls", next_call=NextCall(when))

    programmes = [
        between("none", "aucun annoncé avant la période 2028-2034"), between("unknown", "date inconnue"),
        between("past", "échéance annuelle, fin mai en 2022"), between("dated", "avril 2027"), make_programme("open"),
    ]  # fmt: skip
    ranks = {one.id: accessibility(one, one.status, DAY) for one in programmes}
    assert ranks["open"] > ranks["dated"] > ranks["unknown"] == ranks["past"] > ranks["none"]
    assert names(*programmes)[:2] == ["open", "dated"]


def test_a_call_unseen_for_years_comes_after_a_recent_one() -> None:
    old = make_programme("old", period="annual", status="between_calls", last_call_closed="2022-04-08")
    recent = make_programme("recent", period="annual", status="between_calls", last_call_closed="2026-04-08")
    assert names(old, recent) == ["recent", "old"]


def test_the_fund_of_one_departement_is_far_behind_for_who_tells_no_place() -> None:
    base = make_base(make_programme("local", territories=("03",)), make_programme("national", territories=("FR",)))

    scores = {one.programme.id: one.score for one in recommend(make_facts(goal="development"), base).recommendations}

    assert scores["local"] < 0.8 * scores["national"]


def test_on_a_day_long_gone_a_record_without_calls_is_no_further_off_than_one_with() -> None:
    one = make_programme("essai", period="2014-2020", status="between_calls", checked="2026-11-23")

    assert accessibility(one, "between_calls", date(2016, 5, 1)) > accessibility(one, "between_calls", DAY)


def test_what_the_record_foresees_does_not_hold_for_another_time() -> None:
    programme = make_programme(
        period="2021-2027", status="between_calls", last_call_closed="2026-09-23", next_call=NextCall("septembre 2027")
    )
    assert next_call_on(programme, DAY) is not None
    assert next_call_on(programme, date(2026, 9, 1)) is None  # the call of 2026 is not over yet
    assert next_call_on(programme, date(2023, 1, 1)) is None


def test_an_open_call_gives_its_deadline() -> None:
    call = Call(name="2026", opens="2026-10-01", closes="2026-12-15", source="x")
    programme = make_programme(period="2021-2027", status="open", calls=(call,), start="2021-01-01", end="2027-12-31")
    found = recommend(make_facts(goal="development"), make_base(programme)).recommendations[0]
    assert (found.status, found.next_deadline) == ("open", "2026-12-15")
    assert any("jusqu'au 15 décembre 2026" in one.text for one in found.criteria)


def test_proposals_are_only_upcoming() -> None:
    proposal = make_programme("next", period="2028-2034", status="proposed", start="2028-01-01")
    advice = recommend(make_facts(goal="development"), make_base(proposal))
    assert advice.recommendations == ()
    assert [one.programme.id for one in advice.upcoming] == ["next"]
    assert any("proposition" in one.text for one in advice.upcoming[0].criteria)


def test_a_closed_programme_is_ended_with_its_heir() -> None:
    old = make_programme("old", name="Ancien", period="2014-2020", status="closed", end="2020-12-31", themes=("water",))
    new = make_programme("new", name="Nouveau", succeeds=("old",), themes=("water",))
    advice = recommend(make_facts(goal="development", themes="water"), make_base(old, new))
    assert [one.programme.id for one in advice.recommendations] == ["new"]
    assert advice.recommendations[0].succession == "Il prend la suite de « Ancien »."
    assert [one.sentence for one in advice.ended] == ["« Ancien » est terminé ; aujourd'hui, voyez « Nouveau »."]


def test_a_programme_that_the_text_names_is_said_to_be_over() -> None:
    old = make_programme(
        "old", name="Equal", period="2000-2006", status="closed", aliases=("EQUAL",), goals=("political",),
        succeeded_by_note="Rien ne le remplace.",
    )  # fmt: skip
    advice = recommend(make_facts(goal="development", text="comme avec equal"), make_base(old))
    assert [one.sentence for one in advice.ended] == ["« Equal » est terminé. Rien ne le remplace."]


def test_whom_to_call_about_a_programme_helpers_first_and_only_the_living() -> None:
    programme = make_programme(support=("gone", "far", "near"), managed_by=("boss",), funder="bank")
    bodies = (
        make_organisation("gone", status="dissolved", successor="heir"), make_organisation("heir"),
        make_organisation("far"), make_organisation("near", territories=("63",)),
        make_organisation("boss"), make_organisation("bank"),
    )  # fmt: skip
    base = make_base(programme, organisations=bodies)
    found = recommend(make_facts(goal="development", territory="63"), base).recommendations[0]
    assert [one.id for one in found.organisations] == ["near", "heir", "far"]


def test_what_is_not_known_is_left_to_check() -> None:
    found = recommend(make_facts(goal="development"), make_base(make_programme(territories=("63",)))).recommendations[0]
    assert {"holder", "territory", "partner_countries"} <= {one.name for one in found.checks}
    assert 0 < found.score <= 1


def test_a_small_project_is_not_sent_to_a_large_programme() -> None:
    large = make_programme("large", grant_note="De 2 M€ à 5 M€ par projet.")
    small = make_programme("small", rate_max=50, grant_max=12500)
    assert names(large, small, budget=15000)[0] == "small"


def test_beside_a_clear_answer_a_much_weaker_one_is_no_advice() -> None:
    clear = make_programme(
        "clear", keywords=("marionnettes", "festival"), themes=("culture",), partner_countries=("IT",)
    )
    weak = make_programme(
        "weak", keywords=("forage",), themes=("economy", "health", "sport", "digital", "culture"), grant_max=3000
    )
    told = {"text": "un festival de marionnettes", "themes": "culture", "partner_countries": "IT", "budget": 28000}
    assert names(weak, **told) == ["weak"]
    assert names(clear, weak, **told) == ["clear"]


def test_what_says_none_of_the_words_is_named_beside_a_clear_answer_only_when_nearly_as_good() -> None:
    # GIVEN a programme that says the project's words, and one of the same subject for the whole world that says none
    clear = make_programme(
        "clear", keywords=("marionnettes", "festival"), themes=("culture",), partner_countries=("IT",)
    )
    unlike = make_programme("unlike", keywords=("forage",), themes=("culture", "sport"))
    told = {"text": "un festival de marionnettes", "partner_countries": "IT"}
    # THEN it is not named when the themes were stated, and may be when they were read in the words
    assert names(clear, unlike, themes="culture", **told) == ["clear"]
    read = replace(make_facts(themes="culture", **told), inferred=frozenset({"themes"}))
    named = recommend(read, make_base(clear, unlike)).recommendations
    assert [one.programme.id for one in named] == ["clear", "unlike"]
