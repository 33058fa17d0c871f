"""The rich content of every type: whole, of its documented fields, and true to the base."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from pydantic import BaseModel, Extra, create_model_from_typeddict
from turns import turn

from assistant.dialogue import catalogue, contacts, definitions, guidance, orientation, requests
from assistant.dialogue.pages import address
from assistant.dialogue.replies import Reply, meaning
from assistant.dialogue.rich import parts, records
from assistant.dialogue.rich.messages import Custom
from assistant.dialogue.sheet import give
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.bodies import contacts as contacts_of
from assistant.matching.facts import ProjectFacts
from assistant.matching.readiness import YES, questions
from assistant.nlu.entities import Entity
from assistant.programmes.status import LIVING, status_on
from assistant.settings import ROOT

SHAPES = {get_args(get_type_hints(shape)["type"])[0]: shape for shape in get_args(Custom)}
DOCS = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Asked = Callable[[State, World], list[Reply]]


def about(intent: str, text: str = "…", **entities: str) -> Turn:
    return turn(intent, text, **entities)


def assessed(state: State, world: World) -> list[Reply]:
    """The last answer of the self-assessment, that one point is missing."""
    *others, last = (lesson.id for lesson in questions(world.base))
    state.memory.readiness = dict.fromkeys(others, YES)
    return orientation.hear_project(about("inform", "", lesson=last, readiness="no"), state, world)


def printed(state: State, world: World) -> list[Reply]:
    state.memory.recommended = [FIRST]
    (later,) = give(about("ask_help", "une fiche"), state, world)
    assert later.later
    return later.later()


FIRST = "cerv-jumelage-de-villes-2021-2027"
ASKED: dict[str, Asked] = {
    "recommendations": lambda state, world: orientation.recommend_programmes(state, world),
    "ended": lambda state, world: orientation.recommend_programmes(state, world),
    "organisations": lambda state, world: orientation.recommend_programmes(state, world),
    "financing": lambda state, world: orientation.recommend_programmes(state, world),
    "recap": lambda state, world: orientation.next_step(state, world),
    "definition": lambda state, world: definitions.define_term(about("define_term", term="gect"), state, world),
    "programme": lambda state, world: catalogue.present_programme(
        about("ask_programme", programme=FIRST), state, world
    ),
    "programmes": lambda state, world: catalogue.list_programmes(about("ask_programmes_list"), state, world),
    "succession": lambda state, world: catalogue.tell_succession(
        about("ask_succession", programme=FIRST), state, world
    ),
    "law": lambda state, world: definitions.answer_legal(
        about("ask_legal", "depuis quand la convention est-elle facultative ?"), state, world
    ),
    "differences": lambda state, world: definitions.define_term(
        Turn("…", "define_term", tuple(Entity("term", t, t, 0, 0) for t in ("jumelage", "partenariat"))), state, world
    ),
    "why": lambda state, world: catalogue.present_programme(
        about("ask_programme", programme="erasmus-plus-2021-2027", question="why_not"), state, world
    ),
    "steps": lambda state, world: guidance.explain_steps(about("ask_steps", programme=FIRST), state, world),
    "advice": lambda state, world: guidance.give_lessons(about("ask_lessons", "le partenariat"), state, world),
    "examples": lambda state, world: guidance.show_examples(about("ask_examples", "jumelage"), state, world),
    "money": lambda state, world: guidance.explain_money(about("ask_budget", programme=FIRST), state, world),
    "readiness": assessed,
    "sheet": printed,
    "request": lambda state, world: [
        *requests.begin(about("ask_human"), state, world), *requests.ask(state)
    ],
}  # fmt: skip


@pytest.fixture
def twinning(state: State, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """A commune that wants to be twinned with an Italian town, where files and mail are the test's own."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.delenv("PERSONAL_URL", raising=False)
    monkeypatch.setenv("SMTP_HOST", "localhost")
    monkeypatch.setenv("ADVISERS_EMAIL", "conseil@cerapcoop.example")
    told = turn(
        "describe_project", "nous voulons nous jumeler avec une ville italienne",
        holder_type="commune", place="43", country="IT", amount=20000,
    )  # fmt: skip
    orientation.hear_project(told, state, world)
    return state


def customs(replies: list[Reply]) -> list[dict[str, Any]]:
    return [dict(reply.custom) for reply in replies if reply.custom]


def sent(kind: str, state: State, world: World) -> dict[str, Any]:
    """The first message of that type among those that answer the question that is asked for it."""
    return next(custom for custom in customs(ASKED[kind](state, world)) if custom["type"] == kind)


@cache
def strict(kind: str) -> type[BaseModel]:
    """What accepts the fields of that type and no other one."""
    return create_model_from_typeddict(SHAPES[kind], __config__=type("Strict", (), {"extra": Extra.forbid}))


def is_whole(custom: dict[str, Any]) -> bool:
    """Whether it has all fields of its type, of their kind, and no other one."""
    return bool(strict(custom["type"]).parse_obj(custom).dict() == custom)


def values(content: object, name: str) -> Iterator[Any]:
    """Every value of that field, at any depth."""
    if isinstance(content, dict):
        yield from (value for key, value in content.items() if key == name and value is not None)
        content = list(content.values())
    if isinstance(content, list):
        for one in content:
            yield from values(one, name)


def test_a_question_is_asked_for_every_type() -> None:
    assert set(ASKED) == set(SHAPES)


@pytest.mark.parametrize("kind", SHAPES)
def test_every_message_is_whole(kind: str, twinning: State, world: World) -> None:
    found = customs(ASKED[kind](twinning, world))

    assert kind in {custom["type"] for custom in found}
    for custom in found:
        assert is_whole(custom)
        assert json.loads(json.dumps(custom)) == custom


@pytest.mark.parametrize("kind", SHAPES)
def test_what_a_message_sends_back_is_understood(kind: str, twinning: State, world: World) -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    custom = sent(kind, twinning, world)

    for payload in (*values(custom, "payload"), *values(custom, "confirm")):
        intent, entities = meaning(payload)
        assert intent in {next(iter(named)) for named in domain["intents"]}
        assert set(entities) <= set(domain["entities"])


@pytest.mark.parametrize("kind", SHAPES)
def test_pages_are_those_of_records(kind: str, twinning: State, world: World) -> None:
    known = {
        "/programmes": world.base.programmes,
        "/organismes": world.base.organisations,
        "/glossaire": world.base.terms,
    }

    for page in values(sent(kind, twinning, world), "page"):
        listed, _, identifier = page.replace("#", "/").rpartition("/")
        assert page in ("/programmes", "/filiation") or identifier in known[listed]


@pytest.mark.parametrize("kind", SHAPES)
def test_the_type_is_documented_with_all_its_fields(kind: str) -> None:
    section = DOCS.split(f"### {kind}\n")[1].split("\n### ")[0].split("\n## ")[0]
    fields = get_type_hints(SHAPES[kind])
    inherited = set(get_type_hints(parts.Card)) if "*Card*" in section else set()

    assert {name for name in fields if f"`{name}`" not in section} <= inherited | {"type"}


@pytest.mark.parametrize(
    "part", ["ProgrammeLink", "Card", "Recommendation", "Point", "Deadline", "Estimate", "Organisation", "TermLink"]
)
def test_the_part_is_documented_with_all_its_fields(part: str) -> None:
    (row,) = re.findall(rf"^\| \*{part}\* \|(.*)$", DOCS, re.MULTILINE)
    inherited = {
        name for base in re.findall(r"\*(\w+)\*", row.split("with")[0]) for name in get_type_hints(getattr(parts, base))
    }

    assert {name for name in get_type_hints(getattr(parts, part)) if f"`{name}`" not in row} <= inherited


def test_nothing_is_documented_that_is_not_sent() -> None:
    assert set(re.findall(r"^### (\w+)$", DOCS.split("## What they are made of")[0], re.MULTILINE)) == set(SHAPES)


def test_the_examples_of_the_documentation_are_whole() -> None:
    shown = [json.loads(example) for example in EXAMPLE.findall(DOCS)]

    assert {example["type"] for example in shown} == set(SHAPES)
    assert all(map(is_whole, shown))


def test_a_recommendation_can_be_drawn_without_its_text(twinning: State, world: World) -> None:
    found = sent("recommendations", twinning, world)

    assert found["as_of"] == world.as_of.isoformat()
    assert [item["rank"] for item in found["items"]] == list(range(1, len(found["items"]) + 1))
    for item in found["items"]:
        programme = world.base.programmes[item["programme"]]
        assert item["status"] == status_on(programme, world.as_of) != "closed"
        assert item["page"] == f"/programmes/{programme.id}"
        assert item["reasons"]
        assert item["sources"]
        assert item["checked"] == programme.checked
    first = found["items"][0]
    assert first["deadline"]["label"]
    assert first["estimate"]["grant"] >= first["estimate"]["least"]
    assert [link["programme"] for link in first["replaces"]] == ["europe-pour-les-citoyens-2014-2020"]
    assert first["organisations"]


def test_where_nothing_fits_it_is_said_as_data_too(state: State, world: World) -> None:
    (found, *_) = customs(orientation.recommend_programmes(state, world))

    assert (found["type"], found["items"]) == ("recommendations", [])
    assert found["missing"]


def test_what_is_over_leads_to_its_successors(twinning: State, world: World) -> None:
    found = sent("ended", twinning, world)

    assert {item["status"] for item in found["items"]} == {"closed"}
    assert FIRST in values(found["items"], "programme")
    assert {item["status"] for item in found["upcoming"]} <= {"proposed"}


def test_people_come_with_what_to_ask_and_why(twinning: State, world: World) -> None:
    found = sent("organisations", twinning, world)

    assert all(body["reason"] for body in found["items"])
    assert found["items"][0]["phone"]
    assert found["about"]["programme"] == FIRST
    assert found["questions"]


def test_the_rows_of_the_plan_add_up_to_the_budget(twinning: State, world: World) -> None:
    found = sent("financing", twinning, world)

    assert sum(row["amount"] for row in found["rows"]) == found["budget"] == 20000
    assert [row["kind"] for row in found["rows"]] == ["grant", "to_find"]


def test_each_line_of_the_recap_can_be_changed(twinning: State, world: World) -> None:
    found = sent("recap", twinning, world)

    assert [(line["slot"], line["label"], line["value"]) for line in found["told"]][:2] == [
        ("holder_type", "Porteur", "commune"), ("territory", "Lieu", "Haute-Loire"),
    ]  # fmt: skip
    assert found["lines"] == [*found["told"], *found["understood"]]
    for line in found["lines"]:
        if line["slot"]:
            intent, entities = meaning(line["payload"])
            (asked, *_) = orientation.hear_project(about(intent, "", **entities), twinning, world)
            assert asked.response == f"utter_ask_{line['slot']}"


@pytest.mark.parametrize("year", [2003, 2009, 2016, 2023, 2026])
def test_every_programme_is_whole_on_any_day(year: int, world: World) -> None:
    then = world.at(date(year, 11, 23))

    for programme in then.base.programmes.values():
        people = contacts_of(programme, ProjectFacts(as_of=then.as_of), then.base)
        found = dict(records.programme(programme, people, then))
        assert is_whole(found)
        assert found["status"] == status_on(programme, then.as_of)
        if found["status"] not in LIVING:
            assert not found["steps"]
            assert not found["conditions"]
            assert found["deadline"] is None
        if found["status"] == "closed":
            assert not found["money"]
            assert all(link["status"] in LIVING for link in found["successors"])


def test_every_body_and_every_word_is_whole(state: State, world: World) -> None:
    for body in world.base.organisations.values():
        assert is_whole(dict(contacts.organisations_reply([body], world).custom or {}))
    for term in world.base.terms.values():
        assert is_whole(dict(definitions.definition(term, world).custom or {}))


def test_a_programme_that_is_over_shows_nothing_to_apply_with(state: State, world: World) -> None:
    over = about("ask_programme", programme="europe-pour-les-citoyens-2014-2020")

    (found,) = customs(catalogue.present_programme(over, state, world))

    assert found["status"] == "closed"
    assert not any(found[name] for name in ("deadline", "rate_max", "money", "steps", "conditions", "organisations"))
    assert FIRST in [link["programme"] for link in found["successors"]]


def test_a_body_that_is_no_more_cannot_be_reached_but_its_successor_can(state: State, world: World) -> None:
    assert world.base.organisations["cerapcoop"].url

    (found,) = customs(contacts.present_organisation(about("ask_organisation", organisation="cerapcoop"), state, world))

    (body,) = found["items"]
    assert not any(body[name] for name in ("phone", "email", "url", "address"))
    assert body["successor"]["id"] == "resacoop"


def test_a_request_tells_nothing_of_what_was_typed(twinning: State, world: World) -> None:
    found = sent("request", twinning, world)

    assert (found["state"], found["recipient"], found["email"]) == ("consent", "conseil@cerapcoop.example", None)


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("recommendations", f"/programmes/{FIRST}"),
        ("programme", f"/programmes/{FIRST}"),
        ("steps", f"/programmes/{FIRST}"),
        ("programmes", "/programmes"),
        ("succession", "/filiation"),
        ("definition", "/glossaire#gect"),
    ],
)
def test_the_text_names_the_page_too(
    kind: str, page: str, twinning: State, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://orientation.exemple.fr")

    (reply,) = [one for one in ASKED[kind](twinning, world) if (one.custom or {}).get("type") == kind]

    assert address(page) == f"https://orientation.exemple.fr{page}"
    assert f"{address(page)}\n" in f"{reply.text}\n"


def test_the_sheet_of_a_body_names_its_page(state: State, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://orientation.exemple.fr")

    (reply,) = contacts.present_organisation(about("ask_organisation", organisation="resacoop"), state, world)

    assert "\nFiche complète : https://orientation.exemple.fr/organismes/resacoop\n" in (reply.text or "")
