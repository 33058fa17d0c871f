"""Who follows whom, on the real base and on small ones."""

from datetime import date

import pytest

from assistant.family_tree.lineage import PERIODS, family_tree
from assistant.programmes.base import Base
from assistant.programmes.records import Programme

DAY = date(2026, 11, 27)


def programme(identifier: str, period: str, *succeeds: str, **values: object) -> Programme:
    given = {
        "name": identifier, "status": "closed", "family": "citizens", "summary": "Aide.", "checked": "2026-11-23",
        "confidence": "high",
    }  # fmt: skip
    return Programme(id=identifier, period=period, succeeds=succeeds, **{**given, **values})  # type: ignore[arg-type]


def base_of(*programmes: Programme) -> Base:
    return Base({p.id: p for p in programmes})


def test_every_link_of_the_base_is_in_one_section_once(base: Base) -> None:
    wanted = [(before, p.id) for p in base.programmes.values() for before in p.succeeds]

    drawn = [link for section in family_tree(base, DAY) for link in section.links]

    assert len(wanted) > 100
    assert sorted(drawn) == sorted(wanted)


def test_a_programme_is_drawn_once_and_only_where_a_link_touches_it(base: Base) -> None:
    sections = family_tree(base, DAY)

    for section in sections:
        assert {kin.programme.id for kin in section.kin} == {end for link in section.links for end in link}
    everywhere = [kin.programme.id for section in sections for kin in section.kin]
    assert len(everywhere) == len(set(everywhere))


def test_the_table_of_the_presentation_of_2008_is_all_there(base: Base) -> None:
    columns = {kin.programme.id: kin.column for section in family_tree(base, DAY) for kin in section.kin}
    links = {link for section in family_tree(base, DAY) for link in section.links}

    assert len(base.mappings) == 10
    for line in base.mappings.values():
        for before in line.from_:
            assert (before, line.to) in links, line.id
            assert (PERIODS[columns[before]], PERIODS[columns[line.to]]) == ("2000-2006", "2007-2013")


def test_a_programme_stands_in_the_period_in_which_it_began(base: Base) -> None:
    columns = {kin.programme.id: PERIODS[kin.column] for section in family_tree(base, DAY) for kin in section.kin}

    assert columns["corps-europeen-solidarite-2018-2020"] == "2014-2020"
    assert columns["meae-aap-triennal-2013-2015"] == "2007-2013"
    assert columns["leader-2023-2027-ara"] == "2021-2027"
    assert columns["interreg-2028-2034"] == "2028-2034"


def test_no_programme_stands_before_what_it_replaced() -> None:
    late = programme("ligne", "2021-2027")
    undated = programme("suite", "permanent", "ligne", start="2010", status="permanent")

    (section,) = family_tree(base_of(late, undated), DAY)

    assert [(kin.programme.id, kin.column) for kin in section.kin] == [("ligne", 3), ("suite", 3)]


def test_a_family_is_drawn_whole_in_the_section_that_has_the_most_of_it() -> None:
    (section,) = family_tree(
        base_of(
            programme("a", "2007-2013"),
            programme("b", "2014-2020", "a"),
            programme("c", "2021-2027", "b", family="humanitarian"),
        ),
        DAY,
    )

    assert (section.id, len(section.kin)) == ("citoyens-culture", 3)


@pytest.mark.parametrize(("day", "known"), [(date(2010, 1, 1), {"a", "b"}), (date(2020, 1, 1), {"a", "b", "c"})])
def test_what_did_not_exist_yet_that_day_is_not_drawn(day: date, known: set[str]) -> None:
    chain = (programme("a", "2000-2006"), programme("b", "2007-2013", "a"), programme("c", "2014-2020", "b"))

    (section,) = family_tree(base_of(*chain), day)

    assert {kin.programme.id for kin in section.kin} == known
    assert {end for link in section.links for end in link} == known


def test_strands_of_interreg_are_told_apart(base: Base) -> None:
    section = next(s for s in family_tree(base, DAY) if s.id == "interreg")

    strands = {kin.programme.id: section.strands[kin.strand] for kin in section.kin}

    assert strands["interreg-vi-2021-2027"] == "Interreg dans son ensemble"
    assert strands["interreg-vi-a-alcotra"] == "Coopération transfrontalière"
    assert strands["interreg-vi-b-sudoe"] == "Coopération transnationale"
    assert strands["interreg-europe-2021-2027"] == strands["urbact-iv"]
