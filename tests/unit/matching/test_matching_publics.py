"""Whom a programme is for and what it must be about, against the people and the subject of a project."""

import pytest
from small_world import make_base, make_facts, make_programme

from assistant.matching.criterion import Criterion
from assistant.matching.facts import ProjectFacts
from assistant.matching.publics import OUT_OF_PUBLIC, judge_public
from assistant.matching.rank import recommend
from assistant.programmes.base import Base
from assistant.programmes.records import Partnership


def judged(facts: ProjectFacts, **keys: object) -> Criterion | None:
    programme = make_programme(**keys)
    return judge_public(facts, programme, make_base(programme))


def outcome(text: str, public: str, **facts: object) -> str:
    found = judged(make_facts(text=text, **facts), public=public)
    return "for them" if found is None else "excluded" if found.excludes else "doubtful"


@pytest.mark.parametrize(
    ("public", "text", "expected"),
    [
        ("young", "notre club du troisième âge chante chez des amis hongrois", "excluded"),
        ("young", "des marcheurs de 60 à 75 ans vont à Assise", "excluded"),
        ("young", "les retraités et les lycéens du bourg jardinent ensemble", "for them"),
        ("young", "douze adolescents d'ici et douze de Brno", "for them"),
        ("young", "une chaudière à bois pour la salle", "doubtful"),
        ("young", "notre comité de jumelage reçoit ses amis", "for them"),
        ("young", "notre comité de jumelage reçoit trente familles", "doubtful"),
        ("children", "un jardin d'éveil pour les tout petits, avec leur crèche", "for them"),
        ("children", "une pompe solaire pour le village", "doubtful"),
        ("women", "un atelier de couture tenu par des veuves", "for them"),
        ("women", "réparer la piste du village", "doubtful"),
        ("townspeople", "notre village et un village croate se reçoivent", "for them"),
        ("townspeople", "deux compagnies montent un spectacle", "doubtful"),
        ("learners", "nos apprentis chez des artisans siciliens", "for them"),
        ("learners", "un banquet et un bal avec nos amis", "doubtful"),
        ("artists", "une plasticienne invitée en résidence à Vilnius", "for them"),
        ("artists", "la fanfare du quartier joue chez des amis slovènes", "excluded"),
        ("artists", "restaurer un moulin", "doubtful"),
    ],
)
def test_whom_the_words_tell_of(public: str, text: str, expected: str) -> None:
    assert outcome(text, public) == expected


def test_who_carries_the_project_or_a_theme_tells_it_too() -> None:
    assert outcome("un projet commun", "learners", holder_type="ecole") == "for them"
    assert outcome("un projet commun", "townspeople", holder_type="commune") == "for them"
    assert outcome("un projet commun", "women", themes="gender") == "for them"


def test_a_programme_for_everybody_has_no_public_and_nothing_told_is_no_other() -> None:
    assert judged(make_facts(text="des retraités chantent")) is None
    assert judged(make_facts(), public="young") is None


def test_a_sole_subject_is_asked_for() -> None:
    # GIVEN a fund that pays for water alone, though health is a by-product of it
    water = {"themes": ("water", "health"), "sole_themes": ("water",), "keywords": ("forage",)}
    # THEN a project about health that was stated is another's, one that was only read is doubtful
    stated = judged(make_facts(themes="health,energy", text="une salle de soins"), **water)
    read = judged(ProjectFacts(themes=("health",), text="une salle de soins", inferred=frozenset({"themes"})), **water)
    assert stated is not None
    assert stated.excludes
    assert read is not None
    assert (read.excludes, read.grade) == (False, OUT_OF_PUBLIC)
    # … and one about water, that says its words, or whose subject is not known is not
    assert judged(make_facts(themes="health,water", text="une salle de soins"), **water) is None
    assert judged(make_facts(themes="health", text="un forage"), **water) is None
    assert judged(make_facts(text="une salle de soins"), **water) is None


def proposed(base: Base, **facts: object) -> list[str]:
    return [one.programme.id for one in recommend(make_facts(**{"goal": "development", **facts}), base).recommendations]


def test_a_family_leaves_a_subject_to_the_part_that_pays_for_it_alone() -> None:
    # GIVEN a family with a part for sport alone, one for learning that touches nothing of it, and one for the young
    sport = make_programme("sport", part_of="u", themes=("sport", "health"), sole_themes=("sport",))
    learning = make_programme("learning", part_of="u", themes=("education", "inclusion"))
    young = make_programme("young", part_of="u", themes=("youth",), public="young")
    base = make_base(sport, learning, young)
    # THEN a project of sport that also teaches goes to the first; of the young, also to theirs
    assert proposed(base, themes="sport,education") == ["sport"]
    assert "young" in proposed(base, themes="sport,youth")
    assert proposed(base, themes="education,sport")[:1] == ["learning"]


def test_one_that_needs_more_partners_is_named_beside_another_only_when_nearly_as_good() -> None:
    # GIVEN a programme for two countries, and a less fitting one that asks for four
    two = make_programme("two", themes=("culture",), partnership=Partnership(2, 2))
    four = make_programme("four", themes=("sport", "tourism", "culture", "energy"), partnership=Partnership(4, 4))
    facts = {"themes": "culture", "partner_countries": "IT"}
    # THEN it is named alone, but not beside the first
    assert proposed(make_base(four), **facts) == ["four"]
    assert proposed(make_base(two, four), **facts) == ["two"]


def test_records_say_whom_they_are_for(base: Base) -> None:
    # What the programmes' own rules say (their conditions): amateurs, adults and other subjects are another's.
    assert base.programmes["culture-moves-europe"].public == "artists"
    assert base.programmes["ofaj-rencontres-de-jeunes"].public == "young"
    assert base.programmes["erasmus-plus-sport-2021-2027"].sole_themes == ("sport",)
    assert base.programmes["dispositif-1-pourcent-eau"].sole_themes == ("water",)
