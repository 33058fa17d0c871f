"""How the end of a programme is told, whatever came after it by that day."""

from datetime import date
from typing import Any

from small_world import make_base, make_programme

from assistant.matching.succession import ending
from assistant.programmes.records import Programme, Source

OLD = make_programme("ancien", period="2000-2006", status="closed", start="2000", end="2006")
DAY = date(2007, 6, 1)


def after(**values: Any) -> Programme:
    return make_programme("suivant", **{"period": "2007-2013", "status": "closed", "succeeds": ("ancien",), **values})


def test_what_lives_is_named() -> None:
    assert ending(OLD, make_base(OLD, after()), DAY).sentence == (
        "« ancien » est terminé ; aujourd'hui, voyez « suivant »."
    )


def test_what_has_not_begun_yet_is_named_with_its_start() -> None:
    told = ending(OLD, make_base(OLD, after(start="2008-01-01", period="2008-2013")), DAY)

    assert told.successors == ()
    assert told.sentence == "« ancien » est terminé ; sa suite, « suivant », ne commence que le 1er janvier 2008."


def test_what_is_over_too_is_said_so_and_the_chain_followed_to_its_end() -> None:
    last = make_programme(
        "dernier", period="2014-2020", status="closed", succeeds=("suivant",), succeeded_by_note="Rien ne le remplace."
    )
    base = make_base(OLD, after(), last)

    assert ending(OLD, base, date(2026, 11, 27)).sentence == (
        "« ancien » est terminé ; ce qui l'a remplacé, « suivant », est terminé aussi ; ce qui l'a remplacé, "
        "« dernier », est terminé aussi. Rien ne le remplace."
    )


def test_a_proposal_is_said_to_be_one() -> None:
    proposed = after(period="2028-2034", status="proposed", sources=(Source(dated="2025-07-16"),))

    assert ending(OLD, make_base(OLD, proposed), date(2026, 11, 27)).sentence == (
        "« ancien » est terminé ; une suite est proposée, pas encore adoptée : « suivant »."
    )


def test_without_a_known_successor_nothing_is_made_up() -> None:
    assert ending(OLD, make_base(OLD), DAY).sentence == "« ancien » est terminé ; la base ne lui connaît pas de suite."
