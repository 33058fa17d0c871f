"""Words that people confuse are told apart in a sentence that the records bear out."""

import pytest

from assistant.dialogue import definitions
from assistant.dialogue.differences import differences, told_apart
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity
from assistant.programmes.base import Base
from tests.unit.dialogue.turns import turn

CONFUSED = [
    ("jumelage", "cooperation-decentralisee"),
    ("cooperation-internationale", "cooperation-decentralisee"),
    ("cooperation-transfrontaliere", "cooperation-transnationale"),
    ("cooperation-transnationale", "cooperation-interregionale"),
    ("cooperation-transfrontaliere", "cooperation-interregionale"),
    ("cooperation-interregionale", "cooperation-interterritoriale"),
    ("feder", "fse"),
    ("feder", "feader"),
    ("subvention", "appel-a-projets"),
    ("subvention", "cofinancement"),
    ("gect", "gip"),
    ("gect", "glct"),
    ("glct", "district-europeen"),
    ("gip", "seml"),
    ("gect", "gec"),
    ("but-humanitaire", "but-developpement"),
    ("aide-humanitaire", "aide-au-developpement"),
    ("cofinancement", "valorisation"),
    ("chef-de-file", "partenariat"),
    ("autorite-gestion", "secretariat-conjoint"),
    ("pic", "code-participant-pic"),
    ("leader", "gal"),
    ("un-pourcent-eau", "loi-2005-oudin-santini"),
    ("loi-2007-thiolliere", "loi-2014"),
    ("cgct-2007", "cgct-l1115-1"),
]


def asked(*terms: str) -> Turn:
    return Turn("… ou … ?", "define_term", tuple(Entity("term", t, t, 0, 0) for t in terms))


def test_every_id_is_one_of_the_base(base: Base) -> None:
    known = base.terms.keys() | base.programmes.keys() | base.organisations.keys()

    assert [i for one in differences() for i in one.each if i not in known] == []
    assert all(one.linked <= one.each.keys() for one in differences())


def test_what_is_its_own_reads_as_the_end_of_a_sentence() -> None:
    assert [own for one in differences() for own in one.each.values() if own.endswith(".") or "\n" in own] == []


@pytest.mark.parametrize("pair", CONFUSED, ids="/".join)
def test_two_confused_words_stand_side_by_side_and_are_told_apart(
    state: State, world: World, pair: tuple[str, str]
) -> None:
    one, other, difference = definitions.define_term(asked(*pair), state, world)

    for reply, term in zip((one, other), pair, strict=True):
        assert world.base.terms[term].definition in (reply.text or "")
        assert "Source :" in (reply.text or "")
    assert (difference.text or "").startswith("La différence : ")


def apart(*ids: str) -> str:
    """The whole sentence that tells the records apart."""
    found = told_apart(ids)
    return found.sentence if found else ""


def test_what_links_them_is_said_where_both_are_asked() -> None:
    assert "une forme de coopération décentralisée" in apart("jumelage", "cooperation-decentralisee")
    assert "une forme de" not in apart("jumelage", "partenariat")
    assert "remboursées" in apart("valorisation", "cofinancement")
    assert "remboursées" not in apart("subvention", "appel-a-projets")


def test_no_difference_is_made_up(state: State, world: World) -> None:
    assert told_apart(["cerv", "gip"]) is None
    assert len(definitions.define_term(asked("cerv", "gip"), state, world)) == 2


def test_the_letters_of_interreg_are_three_records(state: State, world: World) -> None:
    said = definitions.define_term(turn("define_term", "Interreg A, B ou C ?"), state, world)

    titles = [(reply.text or "").split(" :")[0] for reply in said]
    assert titles[:3] == ["Coopération transfrontalière", "Coopération transnationale", "Coopération interrégionale"]
    assert titles[3] == "La différence"


def test_goals_in_bare_words_are_told_apart(state: State, world: World) -> None:
    said = definitions.define_term(turn("define_term", "humanitaire ou développement ?"), state, world)

    assert (said[-1].text or "").startswith("La différence : le but humanitaire secourt")


def test_two_names_of_one_record_are_said_to_be_one(state: State, world: World) -> None:
    words = (Entity("term", "action-exterieure", "AECT", 0, 4), Entity("term", "action-exterieure", "AEICT", 8, 13))

    said = definitions.define_term(Turn("AECT ou AEICT, c'est pareil ?", "define_term", words), state, world)

    assert len(said) == 2
    assert "une seule fiche pour « AECT » et « AEICT »" in (said[1].text or "")


def question(words: str, term: str) -> Turn:
    return Turn(words, "define_term", (Entity("term", term, term, 0, 0),))


@pytest.mark.parametrize(
    "words",
    [
        "c'est quoi la différence avec la coopération décentralisée ?",
        "en quoi est-ce différent de la coopération décentralisée ?",
        "c'est la même chose que la coopération décentralisée ?",
    ],
)
def test_a_difference_with_one_word_is_told_from_what_the_project_is(state: State, world: World, words: str) -> None:
    state.holder_type, state.project_text = "commune", "nous voulons nous jumeler avec un village polonais"

    said = definitions.define_term(question(words, "cooperation-decentralisee"), state, world)

    titles = [(reply.text or "").split(" :")[0] for reply in said]
    assert titles == ["Coopération décentralisée", "Jumelage", "La différence"]


def test_without_a_project_or_a_comparison_one_word_is_explained_alone(state: State, world: World) -> None:
    compared = question("quelle différence avec le transnational ?", "cooperation-transnationale")
    asked_alone = question("c'est quoi le transnational ?", "cooperation-transnationale")
    assert len(definitions.define_term(compared, state, world)) == 1

    state.framework = "cross_border"
    assert len(definitions.define_term(asked_alone, state, world)) == 1
    assert len(definitions.define_term(compared, state, world)) == 3
