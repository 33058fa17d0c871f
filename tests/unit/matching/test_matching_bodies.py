import itertools

import pytest
from small_world import TODAY, make_base, make_facts, make_organisation

from assistant.errors import InputError
from assistant.matching.bodies import first_doors, support_for
from assistant.matching.facts import ProjectFacts
from assistant.programmes.base import Base
from assistant.vocabulary import FRAMEWORKS, GOALS, REGION_DEPARTEMENTS


def first(base: Base, need: str | None = None, **facts: object) -> list[str]:
    return [one.organisation.id for one in support_for(make_facts(**facts), base, need)]


def test_the_regional_network_is_the_first_door_in_its_region(base: Base) -> None:
    places = [*REGION_DEPARTEMENTS["FR-ARA"], "FR-ARA"]
    holders = [None, "commune", "association", "ecole", "entreprise"]
    for where, goal, holder in itertools.product(places, [None, *GOALS], holders):
        for framework in [None, *FRAMEWORKS] if where in ("63", "FR-ARA") else [None]:
            facts = ProjectFacts(goal=goal, framework=framework, holder_type=holder, territory=where, as_of=TODAY)
            for need in (None, "advice"):
                assert support_for(facts, base, need)[0].organisation.id == "resacoop"


def test_elsewhere_the_national_heads(base: Base) -> None:
    political = first(base, territory="35", holder_type="commune", goal="political", partner_countries="DE")
    assert political[0] == "afccre"
    aid = first(base, territory="35", holder_type="commune", goal="development", partner_countries="BF",
                framework="decentralised")  # fmt: skip
    assert "cites-unies-france" in aid
    assert "resacoop" not in political + aid


@pytest.mark.parametrize(
    ("theme", "body"),
    [("water", "ps-eau"), ("waste", "amorce"), ("culture", "relais-culture-europe"), ("rural", "cap-rural"),
     ("education", "agence-erasmus-education-formation"), ("employment", "via-competences")],
)  # fmt: skip
def test_the_specialist_comes_next(theme: str, body: str, base: Base) -> None:
    assert first(base, territory="63", themes=theme)[1] == body


def test_a_body_of_another_département_is_not_named(base: Base) -> None:
    assert "departement-allier" not in first(base, territory="43", goal="development", framework="decentralised")


def test_a_programme_s_secretariat_helps_only_its_own_public(base: Base) -> None:
    iberian = {"framework": "transnational", "goal": "development", "partner_countries": "ES,PT"}
    assert "secretariat-conjoint-sudoe" not in first(base, territory="69", **iberian)
    facts = make_facts(territory="63", **iberian)
    assert "secretariat-conjoint-sudoe" in [one.organisation.id for one in support_for(facts, base, top=6)]


def test_the_dead_and_the_unborn_are_never_named() -> None:
    bodies = (
        make_organisation("alive"), make_organisation("gone", status="dissolved"),
        make_organisation("unsure", status="unknown"), make_organisation("later", since="2027"),
    )  # fmt: skip
    assert first(make_base(organisations=bodies), territory="63") == ["alive"]


def test_a_need_is_a_condition() -> None:
    bodies = (make_organisation("adviser"), make_organisation("funder", helps_with=("funding", "development")))
    base = make_base(organisations=bodies)
    assert first(base, "funding", goal="development") == ["funder"]
    assert first(base, None, goal="development") == ["adviser"]
    with pytest.raises(InputError):
        support_for(make_facts(), base, "miracle")


def test_the_reason_says_where_and_what(base: Base) -> None:
    reason = support_for(make_facts(territory="63", themes="water"), base)[1].reason
    assert reason.startswith("À l'échelle nationale ; aide pour : conseil")
    assert "eau et assainissement" in reason


def test_those_who_help_with_the_first_programme_come_after_the_hub(base: Base) -> None:
    # GIVEN a school of the Cantal that is advised Erasmus+ simplified partnerships
    programme = base.programmes["erasmus-plus-ka210-partenariats-simplifies"]
    facts = make_facts(territory="15", holder_type="ecole", partner_countries="IE")
    # WHEN it asks whom to call THEN the regional network, then the agency of that programme
    called = [one.organisation.id for one in first_doors(facts, programme, base)]
    assert called[0] == "resacoop"
    assert called[1] == "agence-erasmus-education-formation"
    assert programme.name in first_doors(facts, programme, base)[1].reason


def test_without_a_programme_the_generalists_remain(base: Base) -> None:
    facts = make_facts(territory="15", holder_type="ecole")
    assert first_doors(facts, None, base) == support_for(facts, base)


def test_who_finds_no_programme_for_a_project_at_home_is_sent_to_the_own_region(base: Base) -> None:
    def called(**facts: object) -> list[str]:
        return [one.organisation.id for one in first_doors(make_facts(**facts), None, base)]

    at_home = called(territory="63", holder_type="commune", partner_countries="FR")
    assert at_home == ["resacoop", "region-auvergne-rhone-alpes", "europe-direct-clermont"]
    assert "region-auvergne-rhone-alpes" in called(territory="26", holder_type="entreprise", partner_countries="JP")
    # … and no further where partners abroad are told, or for a holder of another place
    assert "region-auvergne-rhone-alpes" not in called(
        territory="63", holder_type="association", partner_countries="TG"
    )
    assert "region-auvergne-rhone-alpes" not in called(territory="35", holder_type="commune", partner_countries="FR")
