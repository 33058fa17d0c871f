"""The base in SQL says what the files say, keeps what advisers corrected, and tells when it cannot be used."""

import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine

from assistant.database import engine as engine_module
from assistant.errors import BaseUnavailable, RecordsError
from assistant.programmes import migrate, models
from assistant.programmes.base import Base
from assistant.programmes.records import (
    Call,
    Cumulation,
    Fact,
    NextCall,
    Organisation,
    Partnership,
    Payment,
    Programme,
    Rate,
    Source,
    Term,
)
from assistant.programmes.rows import KINDS
from assistant.programmes.store import LoadReport, Store

REPAIR = "python -m assistant programmes load"
COLLECTIONS = [kind.collection for kind in KINDS]


def programme(identifier: str = "interreg", **values: Any) -> Programme:
    given = {"name": identifier, "period": "2021-2027", "status": "between_calls", "family": "other"}
    given |= {"summary": "Aide.", "checked": "2026-11-23", "confidence": "high"}
    return Programme(id=identifier, **{**given, **values})


def organisation(identifier: str = "region", **values: Any) -> Organisation:
    given = {"name": identifier, "kind": "region", "role": "Aide.", "status": "active", "confidence": "high"}
    return Organisation(id=identifier, **{**given, "checked": "2026-11-23", **values})


def base_of(*records: Programme | Organisation) -> Base:
    return Base(
        programmes={r.id: r for r in records if isinstance(r, Programme)},
        organisations={r.id: r for r in records if isinstance(r, Organisation)},
        document={"id": "presentation", "year": 2008},
    )


def contents(base: Base) -> dict[str, Any]:
    """All that a base says, in order."""
    return {name: list(getattr(base, name).items()) for name in COLLECTIONS} | {"document": base.document}


# What is loaded is what is read back.


def test_the_whole_base_comes_back_as_it_was_loaded(store: Store, base: Base) -> None:
    report = store.load(base)

    assert contents(store.snapshot()) == contents(base)
    assert len(report.added) == sum(len(getattr(base, name)) for name in COLLECTIONS)


def test_the_whole_base_is_read_fast(store: Store, base: Base) -> None:
    store.load(base)
    store.snapshot()

    started = time.process_time()
    store.snapshot()

    # A third of this on an idle machine: the limit leaves room for a busy one.
    assert time.process_time() - started < 0.4


def test_every_kind_of_value_comes_back(store: Store) -> None:
    # GIVEN a record with nested values, lists in a chosen order, numbers whole or not, and two roles of one body
    full = programme(
        aliases=("B", "a"),
        goals=("political", "development"),
        holders=("commune", "association"),
        lead_holders=("association",),
        territories=("FR-ARA", "03"),
        territories_excluded=("69",),
        partner_countries=("NO", "ES"),
        partner_countries_excluded=("ML", "BF"),
        countries_excluded_since="2024-04-15",
        managed_by=("region",),
        support=("ministere", "region"),
        rate_max=75,
        grant_max=1234.5,
        rates=(
            Rate(75, when="commune", holders=("commune",), countries=("APD",), budget_max=250000),
            Rate(62.5, territories=("63",), themes=("water",), grant_max=5000, note="Sinon."),
        ),
        payment=Payment(lump_sum=True, amounts=(30000, 60000), note="Au choix."),
        cumulation=Cumulation(allowed=False, without=("union",), own_share_min=20),
        budget_total=2847000000,
        next_call=NextCall(when="en mai"),
        partnership=Partnership(min_partners=3),
        calls=(Call(name="2", rolling=True), Call(name="1", opens="2026-01", restricted=True)),
        sources=(Source(document="présentation", seen="tout", dated="2008"), Source(url="https://example.org")),
    )
    bodies = organisation(), organisation("ministere", successor="region")

    store.load(base_of(full, *bodies))
    read = store.snapshot()

    assert read.programmes["interreg"] == full
    assert read.organisations["ministere"].successor == "region"
    # THEN a whole rate is said "75 %", not "75.0 %"
    assert str(read.programmes["interreg"].rate_max) == "75"


def test_records_may_name_one_another_in_any_order(store: Store) -> None:
    new = programme("new", succeeds=("old",), part_of="umbrella")
    report = store.load(base_of(new, programme("umbrella"), programme("old", status="closed")))

    assert report.added == ("programmes/new", "programmes/umbrella", "programmes/old")


# A load changes what the files changed, and nothing else.


def test_loading_twice_changes_nothing(store: Store) -> None:
    base = base_of(programme(rate_max=75, budget_total=1000), organisation())
    store.load(base)
    before = store.revision()

    assert store.load(base) == LoadReport(unchanged=("programmes/interreg", "organisations/region"))
    assert store.revision() == before


def test_a_load_reports_what_it_added_updated_and_removed(store: Store) -> None:
    store.load(base_of(programme("a"), programme("b", calls=(Call(name="1"), Call(name="2"))), programme("c")))
    before = store.revision()
    after = base_of(programme("a"), programme("b", calls=(Call(name="2"),)), programme("d"))

    report = store.load(after)

    assert report == LoadReport(
        added=("programmes/d",), updated=("programmes/b",), unchanged=("programmes/a",), removed=("programmes/c",)
    )
    assert contents(store.snapshot()) == contents(after)
    assert store.revision() != before


def test_a_change_of_the_2008_document_alone_is_loaded(store: Store) -> None:
    store.load(Base(document={"year": 2008}, programmes={"a": programme("a")}))
    before = store.revision()

    store.load(Base(document={"year": 2009}, programmes={"a": programme("a")}))

    assert store.snapshot().document == {"year": 2009}
    assert store.revision() != before


def test_records_moved_in_their_file_are_read_in_the_new_order(store: Store) -> None:
    store.load(base_of(programme("a"), programme("b")))

    report = store.load(base_of(programme("b"), programme("a")))

    assert report.unchanged == ("programmes/b", "programmes/a")
    assert list(store.snapshot().programmes) == ["b", "a"]


def test_the_same_records_have_the_same_revision_in_every_database(sqlite_url: str, postgresql_url: str) -> None:
    base = base_of(programme("a-b"), programme("aa"), programme("a1", rate_max=50), organisation())
    stores = Store(sqlite_url), Store(postgresql_url)
    for store in stores:
        store.load(base)

    assert stores[0].revision() == stores[1].revision()


@pytest.mark.parametrize(
    "records",
    [
        Base(programmes={"a": programme("a", succeeds=("lost",))}),
        Base(programmes={"a": programme("a", support=("lost",))}),
        Base(terms={"a": Term("a", "a", "law", "Texte.", "2026-11-23", replaced_by="lost")}),
        Base(facts={"a": Fact("a", "t", "Fait.", "2008", "Auvergne", "2026-11-23", see_terms=("lost",))}),
    ],
    ids=["succeeds", "support", "replaced_by", "see_terms"],
)
def test_a_record_that_names_a_missing_one_is_refused_and_nothing_is_written(store: Store, records: Base) -> None:
    store.load(base_of(programme("before")))

    with pytest.raises(RecordsError, match=r"a : renvoie à « lost »"):
        store.load(records)

    assert list(store.snapshot().programmes) == ["before"]


# What an adviser corrected stays.


def test_a_correction_is_read_and_survives_loads(store: Store) -> None:
    base = base_of(programme(rate_max=60, calls=(Call(name="1"),)), organisation())
    store.load(base)
    before = store.revision()
    corrected = programme(rate_max=75, calls=(Call(name="1"), Call(name="2")))

    store.save(corrected)
    report = store.load(base)

    assert store.snapshot().programmes["interreg"] == corrected
    assert store.revision() != before
    assert report == LoadReport(unchanged=("organisations/region",), kept_edited=("programmes/interreg",))
    assert contents(store.edited()) == contents(replace(base_of(corrected), document=base.document))


def test_a_correction_that_reached_the_files_is_one_no_longer(store: Store) -> None:
    store.load(base_of(programme(rate_max=60)))
    corrected = programme(rate_max=75)
    store.save(corrected)

    assert store.load(base_of(corrected)).unchanged == ("programmes/interreg",)
    assert not store.edited().programmes
    # THEN the files lead again
    assert store.load(base_of(programme(rate_max=80))).updated == ("programmes/interreg",)


def test_a_correction_is_told_apart_when_the_files_changed_since(store: Store) -> None:
    store.load(base_of(programme(rate_max=60)))
    store.save(programme(rate_max=75))

    report = store.load(base_of(programme(rate_max=80)))

    assert report.kept_edited == report.conflicting == ("programmes/interreg",)
    assert store.snapshot().programmes["interreg"].rate_max == 75


def test_a_record_created_in_the_base_survives_loads(store: Store) -> None:
    base = base_of(programme())
    store.load(base)

    store.save(programme("new"))

    assert store.load(base).kept_edited == ("programmes/new",)
    assert list(store.snapshot().programmes) == ["interreg", "new"]


def test_a_correction_that_names_a_missing_record_is_refused(store: Store) -> None:
    store.load(base_of(programme()))

    with pytest.raises(RecordsError, match="lost"):
        store.save(programme(part_of="lost"))

    assert store.snapshot().programmes["interreg"].part_of is None


def test_a_snapshot_never_shows_half_a_load(store: Store) -> None:
    # GIVEN a base that somebody loads again and again, in two versions
    versions = [
        base_of(*(programme(f"p{n}", summary=f"Version {v}.") for n in range(20)), organisation("o", role=f"{v}."))
        for v in "ab"
    ]
    store.load(versions[0])
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for version in reversed(versions):
                store.load(version)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        # THEN whoever reads sees one version or the other
        for _ in range(15):
            read = contents(store.snapshot())
            assert read in [contents(version) for version in versions]
    finally:
        stop.set()
        writer.join()


# The tables.


def _engine(url: str) -> Engine:
    return create_engine(url, future=True)


def test_the_migrations_make_the_tables_that_the_code_knows(store: Store, url: str) -> None:
    store.migrate()
    with _engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, models.metadata) == []


def test_the_code_is_at_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))

    assert ScriptDirectory.from_config(config).get_current_head() == models.SCHEMA_REVISION


def test_a_base_of_the_first_version_is_upgraded_with_what_it_holds(store: Store, url: str) -> None:
    store.load(base_of(programme("kept")))
    with _engine(url).begin() as connection:
        for table in ("programme_country_excluded", "programme_rate", "lesson_with", *map(str, models.INDEX_TABLES)):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE base_state DROP COLUMN index_revision"))
        since = [c.name for c in models.programme.c if c.name.startswith(("payment_", "cumulation_"))]
        for column in ("countries_excluded_since", "form", "duration_months_min", "sole_themes", "public", *since):
            connection.execute(text(f"ALTER TABLE programme DROP COLUMN {column}"))
        connection.execute(text("ALTER TABLE lesson DROP COLUMN question"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    new = programme(
        "new", partner_countries_excluded=("ML",), rate_max=50, rates=(Rate(50),), payment=Payment("advance"),
        sole_themes=("water",), public="young",
    )  # fmt: skip
    store.load(base_of(programme("kept"), new))

    read = store.snapshot().programmes
    assert list(read) == ["kept", "new"]
    assert read["new"] == new


# When the base cannot be used, a sentence says what to do.


def test_nothing_there(sqlite_url: str, tmp_path: Path) -> None:
    for read in (Store(sqlite_url).snapshot, Store(sqlite_url).revision):
        with pytest.raises(BaseUnavailable, match=REPAIR):
            read()
    # THEN looking did not create an empty base
    assert not (tmp_path / "var").exists()


def test_tables_missing(postgresql_url: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    for url in (postgresql_url, f"sqlite:///{empty}"):
        with pytest.raises(BaseUnavailable, match=REPAIR):
            Store(url).revision()


def test_prepared_but_never_loaded(store: Store) -> None:
    store.migrate()

    with pytest.raises(BaseUnavailable, match=f"vide.*{REPAIR}"):
        store.snapshot()


def test_prepared_by_another_version(store: Store, url: str) -> None:
    store.load(base_of(programme()))
    with _engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(BaseUnavailable, match="autre version"):
        store.snapshot()
    with pytest.raises(BaseUnavailable, match="plus récente"):
        store.load(base_of(programme()))


def test_not_a_base_at_all(tmp_path: Path) -> None:
    file = tmp_path / "base.sqlite"
    file.write_text("ceci n'est pas une base de données, mais un texte assez long pour le croire" * 20)

    with pytest.raises(BaseUnavailable, match=f"abîmé.*{REPAIR}"):
        Store(f"sqlite:///{file}").revision()


def test_busy_for_too_long(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "PATIENCE", 0.1)
    store = Store(sqlite_url)
    store.load(base_of(programme()))
    other = sqlite3.connect(tmp_path / "var" / "base.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(BaseUnavailable, match="occupée"):
        store.load(base_of(programme()))
    # THEN reading goes on meanwhile
    assert list(store.snapshot().programmes) == ["interreg"]
    other.close()


@pytest.mark.parametrize("url", ["base.sqlite", "oracle-of-delphi://here", "postgresql://u:secret@127.0.0.1:1/base"])
def test_an_address_that_leads_nowhere(url: str) -> None:
    with pytest.raises(BaseUnavailable, match="BASE_URL") as raised:
        Store(url).revision()

    assert "secret" not in str(raised.value)
