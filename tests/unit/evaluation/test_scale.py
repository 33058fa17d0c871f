"""The base of any size on which the measures are made."""

import gc
from datetime import date

from assistant.memory import settle
from assistant.programmes.base import Base
from assistant.programmes.status import LIVING, status_on
from benchmarks.generated import generated
from benchmarks.scale import Row, table


def test_a_generated_base_is_the_same_each_time_and_holds_together(base: Base) -> None:
    first, again = generated(base, 300), generated(base, 300)

    assert first.programmes == again.programmes
    assert len(first.programmes) == 300
    for programme in first.programmes.values():
        assert {*programme.succeeds, *filter(None, [programme.part_of])} <= set(first.programmes)
        assert {*programme.managed_by, *programme.support} <= set(base.organisations)


def test_a_generated_base_is_as_alive_and_as_varied_as_the_real_one(base: Base) -> None:
    day = date(2026, 11, 23)

    def living(one: Base) -> float:
        return sum(status_on(programme, day) in LIVING for programme in one.programmes.values()) / len(one.programmes)

    many = generated(base, 1000)

    assert abs(living(many) - living(base)) < 0.15
    assert len({(p.holders, p.territories, p.partner_countries, p.themes) for p in many.programmes.values()}) > 900
    assert any(many.successors(p) for p in many.programmes)
    assert any(many.parts(p) for p in many.programmes)


def test_the_table_says_what_was_measured() -> None:
    written = table(
        [Row(100_000, "SQLite", 120.5, 0.25, (10.0, 20.0, 30.0)), Row(213, "mémoire", None, None, (1.0, 2.0))]
    )

    assert "| 100 000 | SQLite | 120.5 s | 0.25 s | 20.0 ms |" in written
    assert "| 213 | mémoire |  |  | 1.5 ms |" in written


def test_what_lasts_is_left_alone_by_the_collector() -> None:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # as a process begins; what ran before in this one may have settled already
    try:
        settle()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() > (700, 10, 10)
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
