"""Ways through a snapshot: successions, umbrellas, bodies that became others."""

from datetime import date

from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme
from assistant.programmes.status import LIVING, status_on

TODAY = date(2026, 11, 23)


def programme(identifier: str, period: str, *succeeds: str, **values: str) -> Programme:
    status = values.pop("status", "closed" if period[-4:] < "2026" else "between_calls")
    return Programme(
        id=identifier,
        name=identifier,
        period=period,
        status=status,
        family="other",
        summary="Essai.",
        checked="2026-11-23",
        confidence="high",
        succeeds=succeeds,
        **values,  # type: ignore[arg-type]
    )


def base_of(*programmes: Programme) -> Base:
    return Base(programmes={p.id: p for p in programmes})


def ids(programmes: tuple[Programme, ...]) -> list[str]:
    return [p.id for p in programmes]


def organisation(identifier: str, status: str, successor: str | None = None) -> Organisation:
    return Organisation(
        id=identifier,
        name=identifier,
        kind="network",
        role="Aide.",
        status=status,
        confidence="high",
        checked="2026-11-23",
        successor=successor,
    )


def test_successions_are_read_both_ways() -> None:
    base = base_of(programme("un", "2007"), programme("deux", "2014-2020", "un"), programme("trois", "2021", "un"))
    assert ids(base.successors("un")) == ["deux", "trois"]
    assert ids(base.predecessors("deux")) == ["un"]
    assert base.successors("trois") == ()


def test_parts_belong_to_their_umbrella() -> None:
    base = base_of(programme("toit", "2021-2027"), programme("part", "2021-2027", part_of="toit"))
    assert ids(base.parts("toit")) == ["part"]


def test_living_successors_pass_over_what_is_closed_and_leave_proposals_out() -> None:
    base = base_of(
        programme("un", "2007-2013"),
        programme("deux", "2014-2020", "un"),
        programme("trois", "2021-2027", "deux"),
        programme("projet", "2028-2034", "un", status="proposed", start="2028-01-01"),
    )
    assert ids(base.living_successors("un", TODAY)) == ["trois"]
    assert ids(base.living_successors("un", date(2016, 6, 1))) == ["deux"]


def test_without_a_living_successor_the_umbrella_takes_over() -> None:
    base = base_of(programme("toit", "2021-2027"), programme("part", "2021-2023", part_of="toit"))
    assert ids(base.living_successors("part", TODAY)) == ["toit"]


def test_a_successor_is_better_than_the_umbrella() -> None:
    base = base_of(
        programme("toit", "2014-2027"),
        programme("part", "2014-2020", part_of="toit"),
        programme("suite", "2021-2027", "part", part_of="toit"),
    )
    assert ids(base.living_successors("part", TODAY)) == ["suite"]


def test_a_cycle_ends() -> None:
    base = base_of(programme("un", "2007-2013", "deux"), programme("deux", "2007-2013", "un"))
    assert base.living_successors("un", TODAY) == ()


def test_an_unknown_programme_has_no_successor() -> None:
    assert Base().living_successors("inconnu", TODAY) == ()


def test_over_the_whole_base_what_is_proposed_instead_lives(base: Base) -> None:
    for p in base.programmes.values():
        after = base.living_successors(p.id, TODAY)
        assert all(status_on(s, TODAY) in LIVING and s.id != p.id for s in after), p.id
    assert ids(base.living_successors("interreg-iii-b-sudoe", TODAY)) == ["interreg-vi-b-sudoe"]
    after = ids(base.living_successors("europe-pour-les-citoyens-2007-2013", TODAY))
    assert "cerv-jumelage-de-villes-2021-2027" in after


def test_a_body_leads_to_what_it_became() -> None:
    bodies = [
        organisation("ancien", "merged", "moyen"),
        organisation("moyen", "dissolved", "actuel"),
        organisation("actuel", "active"),
        organisation("fini", "dissolved"),
        organisation("rond", "merged", "carre"),
        organisation("carre", "merged", "rond"),
    ]
    base = Base(organisations={b.id: b for b in bodies})
    after = {b.id: base.active_successor(b.id) for b in bodies}
    assert {i: b.id if b else None for i, b in after.items()} == {
        "ancien": "actuel",
        "moyen": "actuel",
        "actuel": "actuel",
        "fini": None,
        "rond": None,
        "carre": None,
    }
    assert base.active_successor("inconnu") is None
    assert base.organisation("fini") is bodies[3]
    assert base.organisation(None) is None
