"""Who to call: a named body, those behind a programme, those for a need, and a person when one is wanted."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from assistant.dialogue import present
from assistant.dialogue.bodies_meant import bodies_meant, means_a_council
from assistant.dialogue.replies import NOW_BUTTON, Reply, choice, mark, say, tell
from assistant.dialogue.rich import messages, parts, records
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.bodies import Support, contacts, support_for
from assistant.matching.facts import ProjectFacts
from assistant.matching.inference import facts_from
from assistant.programmes.records import Organisation
from assistant.settings import HOME_TERRITORY, Settings
from assistant.text import fold, key, straighten

_MOST_BODIES = 3
_IN_CHARGE = "Qui s'en occupe"
START_REQUEST = "start"
"""Value of ``request`` on the button that begins one."""
_WRITE = choice("Envoyer ma demande à un conseiller", "ask_human", request=START_REQUEST)
# «Le téléphone de l'AURA»: the name of a place that is also that of a body.
_HOW_TO_REACH = re.compile(r"\b(?:telephone|tel|numero|coordonnees|adresse|courriel|mail|standard) (?:de|du|d)\b")
_A_NUMBER = re.compile(r"\b(?:telephone|tel|numero|appeler|joindre)\b")
_NO_NUMBER = "La base n'a pas de numéro de téléphone vérifié pour cela ; voici comment les joindre."
_A_BODY = re.compile(
    r"\b(?:[Ff]ondations?|[Aa]gences?|[Aa]ssociations?|ONG|[Cc]onseil|[Rr]éseau|[Ii]nstituts?|[Cc]entre|[Oo]ffice|[Bb]ureau)"
    r"(?: (?:de la|de l'|de|du|des|d'|la|le|pour la|pour))? ?(?:[A-ZÀÂÉÈÊÎÔÙÇ][\w'-]+ ?)+(?<! )"
)
"""A kind of body and its proper name, «la Fondation Zorglub»."""
_CLOSE_ENOUGH = 60
# «On connaît une école là-bas» looks for nobody.
_HAVE_ONE = re.compile(
    r"\b(?:on|nous|j) (?:(?:l |le |la |les |y )?(?:connai\w+|avons|a|ai|travaill\w+)) (?:deja |bien )?"
    r"(?:avec )?(?:une?|des|plusieurs|notre|quelqu un|nos)\b(?! (?:idee|envie|besoin|question))"
)
_SEEKS = re.compile(r"\b(?:cherch\w*|recherch\w*|trouv\w*|manque\w*|pas|aucune?)\b")
_WHO_RUNS = re.compile(r"\b(?:gere|s'en occupe|instruit|responsable)\b")


def facts_of(turn: Turn, state: State, world: World) -> ProjectFacts:
    """What the question says; what it leaves open comes from the project, and the place from who answers here."""
    asked = facts_from(turn.entities, turn.text, world.as_of).to_dict()
    known = state.facts(world.as_of).to_dict()
    return ProjectFacts.from_dict(
        {"territory": HOME_TERRITORY, **known, **{k: v for k, v in asked.items() if k != "text"}}, world.as_of
    )


def bodies_called(text: str, world: World) -> list[Organisation]:
    """The bodies of which ``text`` is a name, an acronym or an alias."""
    bodies = world.base.organisations.values()
    return [o for o in bodies if key(text) in {key(name) for name in (o.name, o.acronym or "", *o.aliases)}]


def unknown_body(turn: Turn, world: World) -> Reply | None:
    """That the base does not know the body that the words name, with the closest ones; ``None`` when they name none."""
    known = any(e.entity in ("organisation", "programme", "term", "place", "country") for e in turn.entities)
    found = None if known else _A_BODY.search(straighten(turn.text))
    if found is None:
        return None
    names = {key(n): o for o in world.base.organisations.values() for n in (o.name, *o.aliases)}
    close = process.extract(
        key(found.group()), names.keys(), scorer=fuzz.token_set_ratio, limit=_MOST_BODIES, score_cutoff=_CLOSE_ENOUGH
    )
    bodies = {names[name].id: names[name] for name, _, _ in close}
    said = f"Je ne connais pas « {found.group()} » : la base n'en dit rien."
    if not bodies:
        return tell(f"{said} Dites-moi ce que vous en attendez, et je vous dirai qui s'en occupe.")
    buttons = (choice(body.name, "ask_organisation", organisation=i) for i, body in bodies.items())
    return tell(f"{said} Les noms les plus proches que je connais :", *buttons)


def unknown_council(turn: Turn, state: State, world: World) -> Reply | None:
    """That the base knows no aid of the council that is meant, and who may know; ``None`` when none is meant."""
    if not means_a_council(turn.text):
        return None
    known = ProjectFacts.from_dict({"territory": HOME_TERRITORY, **state.facts(world.as_of).to_dict()}, world.as_of)
    advisers = support_for(known, world.base, need="advice", top=1)
    near = f", ou à {present.contact(advisers[0].organisation)}" if advisers else ""
    return tell(f"La base ne dit pas ce que finance cette collectivité : demandez-le à son accueil{near}.")


def present_organisation(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Qui peut nous aider ?», «le téléphone de X», «qui gère Y ?»."""
    base = world.base
    named = [base.organisations[str(v)] for v in turn.values("organisation") if v in base.organisations]
    if not named and _HOW_TO_REACH.search(key(turn.text)):
        named = [o for e in turn.entities if e.entity == "place" for o in bodies_called(e.text, world)]
    named = named or bodies_meant(turn.text, state.territory, world)
    if named:
        # A reply of its own: where rich content is drawn, it stands in the place of the text beside it.
        without = all(one.phone is None and one.status not in present.ENDED for one in named[:2])
        wanted = without and _A_NUMBER.search(key(turn.text))
        return [*([tell(_NO_NUMBER)] if wanted else []), organisations_reply(named[:2], world)]
    if (unknown := unknown_body(turn, world)) is not None:
        return [unknown]
    programmes = [base.programmes[str(v)] for v in turn.values("programme") if v in base.programmes]
    if not programmes and _WHO_RUNS.search(fold(turn.text)) and state.memory.topic in base.programmes:
        programmes = [base.programmes[str(state.memory.topic)]]
    for programme in programmes[:1]:
        state.memory.topic = programme.id
        people = contacts(programme, facts_of(turn, state, world), base)
        if people:
            lines = [f"{programme.name} : {present.status_sentence(programme, world)}", f"{_IN_CHARGE} :"]
            lines += [f"- {present.contact(o)} : {o.role}" for o in people]
            about = records.programme_link(programme, world)
            custom = organisations_data(records.organisations(people, world), _IN_CHARGE, about)
            return [tell(present.joined(lines), custom=custom)]
    return [_bodies(support_for(facts_of(turn, state, world), base, top=_MOST_BODIES), world)]


def _bodies(found: tuple[Support, ...], world: World, opening: str = "Vous pouvez appeler :") -> Reply:
    if not found:
        return tell("La base ne connaît pas d'organisme pour cela. Dites-moi où vous êtes et ce que vous cherchez.")
    lines = [f"- {present.contact(s.organisation)} : {s.reason}" for s in found]
    items = [records.organisation(s.organisation, world, s.reason) for s in found]
    return tell(present.joined([opening, *lines]), custom=organisations_data(items, opening.removesuffix(" :")))


def organisations_reply(named: Sequence[Organisation], world: World) -> Reply:
    """The sheets of the bodies, in one message."""
    sheets = [present.joined(present.organisation_lines(one, world)) for one in named]
    return tell("\n\n".join(sheets), custom=organisations_data(records.organisations(named, world)))


def organisations_data(
    items: list[parts.Organisation], title: str | None = None, about: parts.ProgrammeLink | None = None
) -> messages.Organisations:
    """Bodies as rich content, without questions to ask them."""
    return {"type": "organisations", "title": title, "items": items, "about": about, "questions": [], "papers": []}


def find_partner(turn: Turn, state: State, world: World) -> list[Reply]:
    """Someone abroad: the bodies that put partners in touch, but for who has one already."""
    said = key(turn.text)
    if "?" not in turn.text and _HAVE_ONE.search(said) and not _SEEKS.search(said):
        return [tell("C'est noté : vous avez déjà quelqu'un sur place, c'est un atout.")]
    found = support_for(facts_of(turn, state, world), world.base, need="partner_search", top=_MOST_BODIES)
    return [_bodies(found, world, "Pour trouver un partenaire à l'étranger, ces organismes mettent en relation :")]


def call_a_person(turn: Turn, state: State, world: World) -> list[Reply]:
    """The body that answers for the holder's territory, and a request by e-mail where mail can leave."""
    called = _advisers(turn, state, world, "Je ne peux pas vous mettre en relation moi-même. Voici qui appeler :")
    return [replace(called, buttons=(*called.buttons, _WRITE)) if Settings().mail else called]


def people_to_call(turn: Turn, state: State, world: World) -> list[Reply]:
    """The same bodies, to call meanwhile."""
    return [_advisers(turn, state, world, "En attendant, voici qui appeler :")]


def _advisers(turn: Turn, state: State, world: World, opening: str) -> Reply:
    found = support_for(facts_of(turn, state, world), world.base, need="advice", top=2)
    return _bodies(found, world, opening)


def complaint(turn: Turn, state: State, world: World) -> list[Reply]:
    """After an apology: a shorter path and a person; the second time in a row, one person in a few words."""
    replies = call_a_person(turn, state, world)
    shorter = state.anything_known and not state.memory.recommended
    nearest = support_for(facts_of(turn, state, world), world.base, need="advice", top=1)
    if nearest and mark(replies[0].text or "") in state.memory.last_said:
        person = present.contact(nearest[0].organisation)
        return [say("utter_complaint_again", *replies[0].buttons, *([NOW_BUTTON] if shorter else []), person=person)]
    if state.memory.recommended:
        return replies
    if shorter:
        return [*replies, tell("Ou je vous réponds tout de suite avec ce que je sais déjà.", NOW_BUTTON)]
    return [*replies, say("utter_describe_first")]
