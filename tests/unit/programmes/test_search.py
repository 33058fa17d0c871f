"""The catalogue's search says of each programme what the records say."""

from datetime import date
from functools import partial

import pytest

from assistant.matching.sought import meeting
from assistant.programmes.base import Base
from assistant.programmes.engine import open_engine, rows
from assistant.programmes.search import STATUSES, Found, Wanted, page_of, says_something, search
from assistant.programmes.shortlist import Ask
from assistant.programmes.status import next_deadline, status_on
from assistant.programmes.store import Store
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, THEMES

TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def ask(loaded_base: str) -> Ask:
    return partial(rows, open_engine(loaded_base, kept=True))


@pytest.mark.parametrize("day", [date(2003, 5, 1), date(2008, 11, 1), date(2016, 2, 29), date(2023, 9, 20), TODAY])
def test_every_programme_has_the_status_of_the_day(ask: Ask, base: Base, day: date) -> None:
    found = search(ask, Wanted(day))

    for status in STATUSES:
        expected = {one.id for one in base.programmes.values() if status_on(one, day) == status}
        assert set(found.ids[status]) == expected
        assert len(found.ids[status]) == len(expected)


def test_open_calls_come_by_their_closing(ask: Ask, base: Base) -> None:
    day = date(2024, 2, 1)
    closings = [next_deadline(base.programmes[one], day) or "9999" for one in search(ask, Wanted(day)).ids["open"]]

    assert len(closings) > 2
    assert closings == sorted(closings)


@pytest.mark.parametrize(
    ("name", "attribute", "codes"),
    [
        ("goal", "goals", GOALS),
        ("framework", "frameworks", FRAMEWORKS),
        ("holder", "holders", HOLDERS),
        ("theme", "themes", THEMES),
    ],
)
def test_a_filter_leaves_what_names_its_code(
    ask: Ask, base: Base, name: str, attribute: str, codes: dict[str, str]
) -> None:
    for code in codes:
        found = search(ask, Wanted(TODAY, **{name: code}))

        listed = {one for ids in found.ids.values() for one in ids}
        assert listed == {one.id for one in base.programmes.values() if code in getattr(one, attribute)}, code


def test_a_territory_leaves_out_what_is_for_others(ask: Ask, base: Base) -> None:
    found = search(ask, Wanted(TODAY, territories=("43",)))

    listed = {one for ids in found.ids.values() for one in ids}
    assert "interreg-vi-a-france-suisse" not in listed
    assert {one.id for one in base.programmes.values() if "43" in one.territories} <= listed
    unknown = {one.id for one in base.programmes.values() if not one.territories and not one.territories_excluded}
    assert unknown <= listed
    assert "interreg-vi-b-europe-du-nord-ouest" not in listed, "it is surely not open to Auvergne-Rhône-Alpes"


def test_countries_leave_what_lists_one_of_them_or_none(ask: Ask, base: Base) -> None:
    wanted = meeting(("CH",))
    found = {one for ids in search(ask, Wanted(TODAY, countries=wanted)).ids.values() for one in ids}

    assert {one.id for one in base.programmes.values() if "CH" in one.partner_countries} <= found
    for identifier in found:
        listed = base.programmes[identifier].partner_countries
        assert not listed or wanted & set(listed), identifier
    assert "fonds-citoyen-franco-allemand" not in found


def test_words_find_what_has_them_all_the_closest_first(ask: Ask) -> None:
    found = search(ask, Wanted(TODAY, text="jardins partagés"))

    assert not found.partly
    assert found.ids["permanent"] == ("fonds-citoyen-franco-allemand",)
    assert search(ask, Wanted(TODAY, text="LEADER")).ids["between_calls"][0] == "leader-2023-2027-ara"


def test_a_name_that_says_the_words_comes_first(ask: Ask) -> None:
    assert search(ask, Wanted(TODAY, text="jumelage")).ids["between_calls"][0] == "cerv-jumelage-de-villes-2021-2027"
    assert search(ask, Wanted(TODAY, text="fonds citoyen")).ids["permanent"][0] == "fonds-citoyen-franco-allemand"


def test_where_nothing_has_all_the_words_what_has_some_is_told_apart(ask: Ask) -> None:
    found = search(ask, Wanted(TODAY, text="assainissement trottinette"))

    assert found.partly
    assert any(found.ids.values())


def test_words_that_nothing_has_find_nothing(ask: Ask) -> None:
    assert not any(search(ask, Wanted(TODAY, text="trottinette")).ids.values())


def test_words_of_every_description_leave_everything(ask: Ask) -> None:
    assert not says_something("un projet en Europe")
    assert search(ask, Wanted(TODAY, text="un projet en Europe")) == search(ask, Wanted(TODAY))


def test_a_page_goes_on_where_the_last_one_ended() -> None:
    found = Found({"open": ("a", "b", "c"), "permanent": (), "between_calls": ("d", "e")})
    statuses = ("open", "permanent", "between_calls")

    assert page_of(found, statuses, 1, 2) == {"open": ("a", "b")}
    assert page_of(found, statuses, 2, 2) == {"open": ("c",), "between_calls": ("d",)}
    assert page_of(found, statuses, 3, 2) == {"between_calls": ("e",)}
    assert page_of(found, statuses, 4, 2) == {}


def test_both_databases_find_the_same(base: Base, url: str, ask: Ask) -> None:
    Store(url).load(base)
    there = partial(rows, open_engine(url, kept=True))

    for wanted in (
        Wanted(TODAY, text="eau potable", territories=("63", "FR-OCC"), goal="development"),
        Wanted(date(2024, 2, 1), holder="association"),
        Wanted(TODAY, countries=meeting(("TG",)), hint="Togo"),
    ):
        assert search(there, wanted) == search(ask, wanted)
