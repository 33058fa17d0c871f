"""What is said of a programme between two calls: when the last closed, when the next is likely, and why."""

from datetime import date
from typing import Any

import pytest
from small_world import make_base, make_facts, make_programme

from assistant.matching.financing import plan
from assistant.matching.rank import recommend
from assistant.matching.rhythm import estimated, is_past
from assistant.matching.timing import accessibility, between_calls, none_announced, standing
from assistant.programmes.records import Call, NextCall, Programme

TODAY = date(2026, 11, 27)


def programme(*closings: str, **values: Any) -> Programme:
    calls = tuple(Call(name=closing, closes=closing) for closing in closings)
    given = {"period": "2021-2027", "status": "between_calls", "calls": calls, "checked": "2026-11-23", **values}
    return make_programme("essai", **given)


def test_the_reason_and_the_site_where_it_was_read_follow_the_date() -> None:
    foreseen = NextCall("septembre 2027", "L'appel se ferme chaque année en septembre.", "https://www.exemple.eu/appel")

    assert between_calls(programme("2026-09-23", next_call=foreseen), TODAY) == (
        "Aucun appel n'est ouvert à ce jour : le dernier connu s'est clos le 23 septembre 2026 ; prochain appel : "
        "septembre 2027. L'appel se ferme chaque année en septembre (source : exemple.eu)."
    )


def test_without_a_dated_call_nobody_knows_that_none_is_open() -> None:
    foreseen = NextCall("date inconnue", "Le calendrier n'a pas été trouvé.")

    assert between_calls(programme(next_call=foreseen), TODAY) == (
        "Aucun appel ouvert n'est connu à ce jour ; la date du prochain n'est pas connue. "
        "Le calendrier n'a pas été trouvé."
    )


def test_a_call_that_is_announced_says_when_it_opens_and_closes() -> None:
    call = Call(name="Appel 2027", opens="2027-02-04", closes="2027-04-08", source="https://exemple.eu/2027")

    assert between_calls(programme(calls=(call,)), TODAY).endswith(
        " ; prochaine date limite connue : 8 avril 2027, ouverture le 4 février 2027 (source : exemple.eu)."
    )


def test_where_no_call_is_announced_any_more_the_wait_is_not_called_a_pause() -> None:
    last = programme("2024-05-31", next_call=NextCall("aucun annoncé avant la période 2028-2034"))
    over = programme("2024-05-31", status="closed", applications_until="2024-05-31")

    assert "; aucun autre n'est annoncé avant la période 2028-2034." in between_calls(last, TODAY)
    assert standing(last, "between_calls", TODAY) == "aucun autre appel annoncé avant la période 2028-2034"
    assert standing(programme("2026-05-31"), "between_calls", TODAY) == "entre deux appels"
    assert standing(over, "closed", TODAY) == "terminé"


def test_a_date_that_has_gone_by_is_no_longer_announced() -> None:
    foreseen = programme("2025-12-01", next_call=NextCall("clôture possible début décembre 2026"))

    assert "prochain appel : clôture possible" in between_calls(foreseen, date(2026, 12, 31))
    assert "le suivant était attendu (clôture possible début décembre 2026) : à vérifier" in between_calls(
        foreseen, date(2027, 1, 1)
    )


@pytest.mark.parametrize(
    ("when", "last"),
    [
        ("février 2027", "2027-02-28"),
        ("automne 2026 au printemps 2027, à confirmer", "2027-06-30"),
        ("second semestre 2026 (appel 2026-2027)", "2026-12-31"),
        ("2027, date inconnue", "2027-12-31"),
    ],
)
def test_words_hold_until_the_last_month_that_they_may_mean(when: str, last: str) -> None:
    day = date.fromisoformat(last)

    assert not is_past(when, day)
    assert is_past(when, date.fromordinal(day.toordinal() + 1))


@pytest.mark.parametrize("when", ["échéance annuelle, fin mai en 2022", "deux échéances par an, en mars", "à demander"])
def test_what_comes_every_year_or_has_no_date_never_goes_by(when: str) -> None:
    assert not is_past(when, date(2030, 1, 1))


def test_three_years_in_a_row_at_the_same_season_let_the_next_be_estimated() -> None:
    regular = programme("2024-04-18", "2025-03-27", "2026-04-16", next_call=NextCall("date inconnue"))

    assert between_calls(regular, TODAY).endswith(
        " ; prochain appel : clôture probable en mars ou avril 2027, une estimation d'après les appels de 2024, 2025 "
        "et 2026."
    )


@pytest.mark.parametrize(
    ("closings", "because"),
    [
        (("2025-03-27", "2026-04-16"), "two calls"),
        (("2022-04-18", "2024-04-18", "2026-04-16"), "not every year"),
        (("2024-01-18", "2025-03-27", "2026-04-16"), "no season"),
        (("2022-04-18", "2023-04-18", "2024-04-18"), "the season that follows is over without a call"),
        (("2024", "2025", "2026"), "no month"),
    ],
)
def test_less_than_that_estimates_nothing(closings: tuple[str, ...], because: str) -> None:
    assert estimated(programme(*closings), TODAY) is None, because


def test_nothing_is_estimated_after_the_end_of_the_programme() -> None:
    closings = ("2024-04-18", "2025-04-18", "2026-04-18")

    assert estimated(programme(*closings, applications_until="2027-03-31"), TODAY) is None
    assert estimated(programme(*closings, applications_until="2027-04-30"), TODAY) is not None


def test_only_what_was_closed_that_day_tells_the_rhythm() -> None:
    regular = programme("2024-04-18", "2025-04-18", "2026-04-18", "2027-04-20")
    found = estimated(regular, date(2026, 6, 1))

    assert found is not None
    assert (found.season, found.years) == ("en avril 2027", (2024, 2025, 2026))


def test_no_money_is_counted_on_where_no_call_is_announced_any_more() -> None:
    waiting = NextCall("aucun annoncé avant la période 2028-2034")
    known: dict[str, Any] = {"rate_max": 50, "grant_max": 20000, "goals": ("development",)}
    facts = make_facts(goal="development", budget=20000, holder_type="association")

    def planned(foreseen: NextCall) -> list[str]:
        base = make_base(programme("2026-05-31", next_call=foreseen, **known))
        found = plan(facts, recommend(facts, base).recommendations, base)
        assert found is not None
        return [line.programme.id for line in found.lines]

    assert planned(NextCall("mai 2027")) == ["essai"]
    assert planned(waiting) == []
    assert none_announced(programme("2026-05-31", next_call=waiting), TODAY)
    assert not none_announced(programme("2026-05-31", "2027-05-31", next_call=waiting), TODAY)


@pytest.mark.parametrize(
    ("closings", "because"),
    [
        (("2024-05-06", "2025-05-30"), "came in 2024 and 2025, not in 2026"),
        (("2022-04-08", "2024-05-06"), "closed more than two years ago"),
    ],
)
def test_a_call_that_skipped_its_year_is_as_doubtful_as_an_old_one(closings: tuple[str, ...], because: str) -> None:
    came_back = accessibility(programme("2025-05-30", "2026-05-29"), "between_calls", TODAY)
    every_other_year = accessibility(programme("2023-05-30", "2025-05-30"), "between_calls", TODAY)

    assert accessibility(programme(*closings), "between_calls", TODAY) < came_back, because
    assert every_other_year == came_back


def test_a_late_call_has_not_skipped_its_year() -> None:
    # GIVEN a call that closed each year, the last one fourteen months ago
    late = programme("2024-09-30", "2025-09-30")

    # THEN it counts as any other whose date is not known
    undated = accessibility(programme("2026-05-29"), "between_calls", TODAY)
    assert accessibility(late, "between_calls", TODAY) == undated
    # AND long before its record was checked, calls that it does not tell are not missing
    old = programme("2010-05-30", "2011-05-30")
    assert accessibility(old, "between_calls", date(2012, 11, 27)) > undated
