from datetime import date

import pytest
from small_world import TODAY, make_facts

from assistant.errors import InputError
from assistant.matching import countries
from assistant.matching.facts import ProjectFacts


def test_lenient_shapes_give_the_same_facts() -> None:
    # GIVEN the same project written by a program and by a hurried adviser
    strict = ProjectFacts(
        holder_type="commune", territory="03", partner_countries=("IT", "GR"), themes=("water",), budget=20000.0,
        partner_count=2, as_of=TODAY,
    )  # fmt: skip
    # WHEN the second one is read
    loose = make_facts(
        holder_type=["commune"], territory=3, partner_countries="it, GR", themes="water", budget="20 000 €",
        partner_count="2", goal=None, text="  ", duration_months=[],
    )  # fmt: skip
    # THEN nothing is lost
    assert loose == strict


@pytest.mark.parametrize(
    ("written", "euros"),
    [("20.000", 20000), ("1 500,50", 1500.5), ("20 000 euros", 20000), (12, 12), ("1\u202f000", 1000)],
)
def test_amounts_as_french_people_write_them(written: object, euros: float) -> None:
    assert make_facts(budget=written).budget == euros


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"goal": "twinning"}, ["goal", "twinning", "political"]),
        ({"colour": "red"}, ["colour", "holder_type"]),
        ({"partner_countries": ["ZZ"]}, ["partner_countries", "ZZ"]),
        ({"partner_countries": "ATLANTIDE"}, ["ATLANTIDE", "AFRIQUE"]),
        ({"partner_countries": 3}, ["partner_countries"]),
        ({"themes": ["water", "cheese"]}, ["themes", "cheese"]),
        ({"territory": "99"}, ["territory", "99"]),
        ({"territory": ["63", "03"]}, ["territory", "une seule"]),
        ({"budget": -5}, ["budget", "positif"]),
        ({"budget": True}, ["budget"]),
        ({"budget": float("nan")}, ["budget"]),
        ({"budget": "beaucoup"}, ["budget", "beaucoup"]),
        ({"partner_count": 2.5}, ["partner_count", "entier"]),
        ({"text": 3}, ["text"]),
        ({"as_of": "hier"}, ["as_of", "AAAA-MM-JJ"]),
    ],
)
def test_what_cannot_be_read_is_refused_in_french(values: dict[str, object], said: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        ProjectFacts.from_dict(values)
    assert all(word in str(refused.value) for word in said)


def test_facts_that_are_no_object_are_refused() -> None:
    with pytest.raises(InputError):
        ProjectFacts.from_dict(["goal"])  # type: ignore[arg-type]


def test_written_facts_are_read_back() -> None:
    facts = make_facts(goal="political", partner_countries=["IT"], budget=20000, text="jumelage", as_of="2008-11-01")
    assert ProjectFacts.from_dict(facts.to_dict()) == facts
    assert facts.to_dict()["as_of"] == "2008-11-01"
    assert "themes" not in facts.to_dict()


def test_a_day_in_the_facts_wins_over_the_default() -> None:
    assert ProjectFacts.from_dict({"as_of": "2008-11-01"}, TODAY).as_of == date(2008, 11, 1)
    assert ProjectFacts.from_dict({}, TODAY).as_of == TODAY


def test_groups_of_countries_are_opened() -> None:
    assert countries.expand(("UE27",)) == countries.EU27
    assert {"BF", "SN"} <= countries.expand(("AFRIQUE",))
    assert countries.expand(("AFRIQUE-OUEST",)) < countries.expand(("AFRIQUE",))
    assert countries.expand(("IT", "BF")) == {"IT", "BF"}
    assert "NO" in countries.expand(("SCANDINAVIE",))
    assert "FR" in countries.expand(("MONDE",))
    assert "MG" in countries.expand(("APD",))


def test_every_member_of_a_group_is_a_country() -> None:
    known = countries.country_names().keys()
    assert {code: members - known for code, (_, members) in countries.groups().items() if members - known} == {}


def test_countries_are_named_in_french() -> None:
    assert countries.names(["IT", "UE27", "BF"]) == ["Italie", "Union européenne", "Burkina Faso"]
