"""Queries that stand alone, on connections that stay open."""

import threading

import pytest
from sqlalchemy import create_engine, text
from test_programmes_store import programme

from assistant.errors import BaseUnavailable
from assistant.programmes.base import Base
from assistant.programmes.engine import open_engine, rows
from assistant.programmes.store import Store


def test_a_connection_that_died_meanwhile_is_replaced(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url, kept=True)
    assert rows(engine, "SELECT 1", {}) == [(1,)]
    with create_engine(postgresql_url, future=True).connect() as other:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        other.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))

    assert rows(engine, "SELECT 2", {}) == [(2,)]
    engine.dispose()


def test_a_query_that_cannot_be_answered_says_what_to_do(url: str, store: Store) -> None:
    store.load(Base(programmes={"a": programme("a")}))

    with pytest.raises(BaseUnavailable, match="programmes load"):
        rows(open_engine(url, kept=True), "SELECT * FROM nowhere", {})


def test_values_reach_a_query_by_their_names_whatever_they_say(url: str, store: Store) -> None:
    store.load(Base(programmes={one: programme(one) for one in "ab"}))
    query = "SELECT id, :said FROM programme WHERE id = :wanted"

    assert rows(open_engine(url, kept=True), query, {"wanted": "b", "said": "l'eau à 50 % :wanted"}) == [
        ("b", "l'eau à 50 % :wanted")
    ]


def test_what_reads_often_never_keeps_writers_waiting(url: str, store: Store) -> None:
    # GIVEN a large base that was just asked something
    store.load(Base(programmes={"a": programme("a")}))
    base = store.open(largest=0)
    assert list(base.programmes) == ["a"]

    # THEN another load goes through, and is read
    store.load(Base(programmes={one: programme(one) for one in "ab"}))
    assert list(base.programmes) == ["a", "b"]


def test_a_large_base_is_asked_from_several_threads(store: Store) -> None:
    store.load(Base(programmes={one: programme(one) for one in "abc"}))
    base = store.open(largest=0)
    read: list[str] = []
    threads = [threading.Thread(target=lambda i=one: read.append(base.programmes[i].id)) for one in "abc"]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(read) == ["a", "b", "c"]
