"""What finds a programme among many says what the records say, after any load or correction."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import create_engine, select, update
from test_programmes_store import organisation, programme

from assistant.errors import BaseUnavailable
from assistant.programmes import indexing, models
from assistant.programmes.base import Base
from assistant.programmes.indexing import from_json, to_json
from assistant.programmes.records import Cumulation, NextCall, Payment, Programme, Rate
from assistant.programmes.store import Store
from assistant.programmes.stored import StoredBase
from assistant.programmes.wording import FULL, INHERITED, NAMES, PROSE, stem, stems, wording_of

WORDS = "eau forage puits théâtre jumelage lycée forêt énergie santé musée jeunes paysan".split()


def index_of(url: str) -> dict[str, Any]:
    """What the index says, without the numbers that stand for programmes and words."""
    with create_engine(url, future=True).connect() as connection:

        def rows(table: Any) -> list[Any]:
            return connection.execute(select(table)).mappings().all()

        ids = {row["number"]: row["programme_id"] for row in rows(models.programme_document)}
        stems = {row["id"]: row["stem"] for row in rows(models.word)}
        return {
            "cards": {ids[r["number"]]: {**r, "number": None} for r in rows(models.programme_card)},
            "cards by theme": {(r["theme"], ids[r["number"]]): {**r, "number": None}
                               for r in rows(models.programme_theme_card)},
            "cards by body": {(r["organisation_id"], ids[r["number"]]): {**r, "number": None}
                              for r in rows(models.programme_body_card)},
            "documents": sorted((r["programme_id"], r["record"], sorted(r["stems"].split()))
                                for r in rows(models.programme_document)),
            "words": sorted((r["stem"], r["programmes"], r["told"]) for r in rows(models.word)),
            "postings": sorted((stems[r["word_id"]], r["rank"], ids[r["number"]]) for r in rows(models.programme_word)),
            "names": sorted((r["key"], ids[r["number"]]) for r in rows(models.programme_name)),
        }  # fmt: skip


def test_a_record_comes_back_from_its_document(base: Base) -> None:
    full = programme(
        rate_max=75.0, rates=(Rate(50, holders=("commune",), countries=("IT",)),), next_call=NextCall("en mai"),
        payment=Payment("advance", amounts=(1000.0, 1500.5)), cumulation=Cumulation(without=("union",)),
    )  # fmt: skip
    for record in (*base.programmes.values(), full):
        assert from_json(to_json(record)) == record
    assert str(from_json(to_json(full)).rate_max) == "75"


def test_a_wording_finds_its_words_and_the_keywords_that_have_them() -> None:
    before = programme("before", keywords=("forage",))
    own = programme("own", keywords=("eau potable", "puits", "l'eau"), acronym="SANTE", summary="Des forêts, des eaux.")
    wording = wording_of(own, [before])

    weights, places = wording.shared(stems("Forage santé forêt eau théâtre"))
    assert weights == {stem("forage"): INHERITED, stem("sante"): NAMES, stem("foret"): PROSE, stem("eau"): FULL}
    assert [wording.written[place] for place in sorted(places)] == ["eau potable", "l'eau"]
    assert weights.items() <= wording.weights().items()


def drawn(draw: Random, identifier: str, others: list[str]) -> Programme:
    """A programme of few words, that may follow others, belong to one and be paid for by a body."""
    return programme(
        identifier,
        period=draw.choice(["2007-2013", "2014-2020", "2021-2027"]),
        keywords=tuple(draw.sample(WORDS, 2)),
        aliases=tuple(draw.sample(WORDS, 1)),
        family=draw.choice(["regional", "other"]),
        territories=("FR",),
        holders=("commune",),
        succeeds=tuple(draw.sample(others, min(len(others), draw.randrange(3)))),
        part_of=draw.choice([None, *others]),
        funder=draw.choice([None, "a-fund"]),
        managed_by=draw.choice([(), ("a-fund",)]),
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_index_is_the_same_however_the_base_came_to_say_so(
    seed: int, url: str, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a base that was loaded, then corrected and loaded again, one step after the other
    draw, store = Random(seed), Store(url)
    ids = [f"p{n}" for n in range(12)]
    base = Base(
        programmes={one: drawn(draw, one, ids[:n]) for n, one in enumerate(ids)},
        organisations={"a-fund": organisation("a-fund", territories=("FR-ARA",))},
    )
    store.load(base)
    for step in range(6):
        changed = draw.choice(ids[2:])
        if step == 3:
            store.save(organisation("a-fund", territories=("FR-BRE",)))
        elif step % 2:
            store.save(drawn(draw, changed, ids[:2]))
        else:
            programmes = {**base.programmes, changed: drawn(draw, changed, ids[:2])}
            named = {name for one in programmes.values() for name in (*one.succeeds, one.part_of)}
            programmes = {one: record for one, record in programmes.items() if one != "p11" or one in named}
            store.load(replace(base, programmes=programmes))

    # THEN what finds its programmes is what a first load of the same records would have written
    again = f"{sqlite_url}.again"
    Store(again).load(store.snapshot())
    assert index_of(url) == index_of(again)


def test_only_what_changed_is_filled_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    base = Base(programmes={f"p{n}": programme(f"p{n}", keywords=("eau",)) for n in range(9)})
    store.load(base)
    filled: list[str] = []
    fill = indexing._Filling.fill
    monkeypatch.setattr(indexing._Filling, "fill", lambda self, ids: (filled.extend(ids), fill(self, filled)))

    store.save(programme("p3", keywords=("forage",), succeeds=("p1",)))
    assert sorted(filled) == ["p1", "p3"]

    filled.clear()
    store.load(base)
    assert filled == []


def test_what_other_code_filled_is_filled_again_at_the_next_load(store: Store, url: str) -> None:
    base = Base(programmes={"a": programme("a", keywords=("eau",))})
    store.load(base)
    before = index_of(url)
    with create_engine(url, future=True).begin() as connection:
        connection.execute(update(models.base_state).values(index_revision="another"))
        connection.execute(update(models.programme_card).values(codes=0))
        connection.execute(update(models.programme_theme_card).values(codes=0))

    with pytest.raises(BaseUnavailable, match="autre version"):
        store.open(largest=0)
    store.load(base)

    assert index_of(url) == before


# A large base is read as it is asked.


@pytest.fixture
def large(store: Store) -> Callable[..., StoredBase]:
    """A base of these programmes, opened as a large one."""

    def opened(*programmes: Programme) -> StoredBase:
        store.load(Base(programmes={one.id: one for one in programmes}))
        base = store.open(largest=0)
        assert isinstance(base, StoredBase)
        return base

    return opened


def test_a_small_base_is_held_and_a_large_one_is_not(store: Store) -> None:
    store.load(Base(programmes={one: programme(one) for one in "ab"}))

    assert type(store.open(largest=2)) is Base
    assert type(store.open(largest=1)) is StoredBase


def test_a_large_base_is_gone_through_as_a_small_one(large: Callable[..., StoredBase], store: Store) -> None:
    base = large(programme("b", rate_max=75), programme("a", succeeds=("b",)), programme("c", part_of="a"))
    held = store.snapshot()

    assert list(base.programmes) == list(held.programmes)
    assert list(base.programmes.values()) == list(held.programmes.values())
    assert list(base.programmes.items()) == list(held.programmes.items())
    assert (len(base.programmes), "a" in base.programmes, "z" in base.programmes) == (3, True, False)
    assert base.programmes.get("z") is None
    assert base.successors("b") == held.successors("b")
    assert base.predecessors("a") == held.predecessors("a")
    assert base.parts("a") == held.parts("a")


def test_a_large_base_forgets_what_was_read_long_ago(
    large: Callable[..., StoredBase], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.programmes.shelf._MOST_HELD", 3)
    base = large(*(programme(f"p{n}") for n in range(8)))

    for _ in range(2):
        assert [base.programmes[f"p{n}"].id for n in range(8)] == [f"p{n}" for n in range(8)]
        assert len(base.source.shelf._held) <= 3
    assert len(base.source.shelf.by_number(range(1, 9))) == 8


def test_the_names_that_a_text_may_say_are_found(large: Callable[..., StoredBase]) -> None:
    long = "Programme des Nations unies pour le développement rural"
    base = large(programme("a", acronym="LEADER"), programme("b", aliases=(long,)), programme("c", aliases=("eu",)))

    assert [one.id for one in base.named_in("nous avions eu LEADER avant")] == ["a"]
    assert [one.id for one in base.named_in(f"et le {long.lower()} ?")] == ["b"]
    assert list(base.named_in("rien de tel")) == []
