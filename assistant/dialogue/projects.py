"""Several projects in one conversation: a new one inherits nothing, and one can go back to the first."""

import re
from dataclasses import replace

from assistant.dialogue import present
from assistant.dialogue.collect import collect, told_by
from assistant.dialogue.questions import known_in_short, next_step, resume, which_project
from assistant.dialogue.replies import ANOTHER, Reply, say, tell
from assistant.dialogue.state import FACTS, WHICH_PROJECT, Project, State, Turn
from assistant.dialogue.world import World
from assistant.matching.words import enumerate_fr
from assistant.text import key

_OTHER = r"(?:autre|nouveau|nouvel|second|seconde|deuxieme|troisieme|2e|2eme)"
_BACK = re.compile(
    r"\b(?:reven(?:ons|ir|ez)|revien[st]|retourn\w+|retour|repren(?:ons|dre|ez|ds)|repass\w+)"
    r" (?:donc |plutot |maintenant )?(?:a|au|sur|vers|le|mon|notre|l) (?:\w+ ){0,3}projet\b(?! de zero)"
)
_BEGINS = re.compile(
    rf"\b(?:un|d un|notre|mon|j ai un|pour un) (?:tout )?(?:{_OTHER}) projet\b|^{_OTHER} projet\b"
    r"|\baussi un(?: \w+)? projet\b|\bchang\w+ de projet\b|\bprojet (?:tout a fait |completement )?different\b"
)
_ANOTHER_ONE = re.compile(rf"\b(?:{_OTHER}|different|non|rien a voir)\b")
_THE_SAME = re.compile(r"\b(?:meme|corrig\w+|change\w*|oui|toujours)\b")
_SAME_HOLDER = re.compile(
    r"(?<!pas )(?<!pas la )(?<!pas le )(?<!pas l )(?:\bmeme (?:porteur|structure|asso\w*|commune|ville|mairie|ecole|"
    r"lycee|college|entreprise|club|organisme|fondation|universite|equipe|collectivite|agglo\w*|comite|syndicat|"
    r"cooperative)\b|\btoujours (?:pour |avec |porte par |au nom de )(?:nous|la|le|l|notre|mon|ma)\b)"
)
# What a holder is called once it is known: «pour la ville».
_CALLED = {
    "commune": "ville|commune|mairie|village|municipalite",
    "association": "asso|association|club|comite|ong",
    "epci": "agglo|agglomeration|metropole|comcom|interco|intercommunalite|communaute",
    "ecole": "ecole|lycee|college|etablissement",
    "entreprise": "entreprise|boite|societe|pme",
    "departement": "departement",
    "region": "region",
    "universite": "universite|fac",
}
_RANKS = {"premier": 0, "1er": 0, "deuxieme": 1, "second": 1, "troisieme": 2}
_LONG = 4
"""Letters from which a word tells one project from another."""
_TELLING = ("holder_type", "partner_countries", "themes", "territory")
_DIFFERS = 2
"""How many facts a description must contradict, after a recommendation, to be asked about."""


def begins_another(turn: Turn, state: State) -> bool:
    """Whether the words, or a button, set another project beside the one that is known."""
    if not state.anything_known:
        return False
    said = key(turn.text)
    return ANOTHER in turn.values("question") or (bool(_BEGINS.search(said)) and not _BACK.search(said))


def may_be_another(turn: Turn, state: State) -> bool:
    """Whether a description, told after a recommendation, contradicts enough of the project to be another's."""
    if turn.intent != "describe_project" or not state.memory.recommended:
        return False
    told = told_by(turn)
    both = [name for name in _TELLING if told.get(name) and state.known(name)]
    differ = [name for name in both if not _agree(told[name], getattr(state, name))]
    return len(differ) >= _DIFFERS and len(differ) == len(both)


def _agree(told: object, known: object) -> bool:
    return bool(set(told) & set(known)) if isinstance(told, list) and isinstance(known, list) else told == known


def hold(turn: Turn, state: State) -> list[Reply]:
    """Ask whether it is another project; what was told waits for the answer."""
    state.memory.pending = WHICH_PROJECT
    state.memory.held = turn.kept()
    return [which_project()]


def told_of_which(turn: Turn, state: State) -> tuple[Turn, bool]:
    """What was held, with what the answer adds to it, and whether it tells another project."""
    held, state.memory.held, state.memory.pending = state.memory.held or {}, None, None
    before = Turn.from_parse({**held, "intent": {"name": "describe_project"}})
    said = key(turn.text)
    same = turn.intent == "correct" if not said else bool(_THE_SAME.search(said)) and not _ANOTHER_ONE.search(said)
    both = replace(
        turn,
        text=f"{before.text} {turn.text}".strip(),
        entities=(*before.entities, *turn.entities),
        intent="correct" if same else "describe_project",
    )
    return both, not same


def begin(turn: Turn, state: State, world: World) -> list[Reply]:
    """Set the project aside and begin another one with what the turn says of it.

    Nothing else is kept, but who carries it and where, when the words say that it is the same holder.
    """
    known = known_in_short(state, world)
    holder = (state.holder_type, state.territory, state.memory.locality) if _same_holder(turn, state) else None
    state.shelve()
    replies = [say("utter_another_project", known=known)]
    if holder:
        state.holder_type, state.territory, state.memory.locality = holder
        state.memory.stated = [name for name in ("holder_type", "territory") if state.known(name)]
    if (turn.entities and collect(turn, state)) or holder:
        replies.append(tell(f"C'est noté : {known_in_short(state, world)}."))
    return [*replies, *next_step(state, world)]


def _same_holder(turn: Turn, state: State) -> bool:
    """Whether another project is said to be the same holder's: «pour la ville», «la même association».

    Never where another kind of holder, or another place, is named.
    """
    holders, places = turn.values("holder_type"), turn.values("place")
    if not state.known("holder_type") or any(h != state.holder_type for h in holders):
        return False
    if state.known("territory") and any(place != state.territory for place in places):
        return False
    said = key(turn.text)
    if _SAME_HOLDER.search(said):
        return True
    called = _CALLED.get(str(state.holder_type))
    return bool(called and re.search(rf"\b(?:pour|par) (?:la|le|l|notre|mon|ma|cette|ce) (?:{called})\b(?! d)", said))


def goes_back(turn: Turn, state: State) -> bool:
    """Whether the words ask for a project that was set aside."""
    return bool(state.memory.shelf) and bool(_BACK.search(key(turn.text)))


def go_back(turn: Turn, state: State, world: World) -> list[Reply]:
    """Take up the project that the words name, else the one set aside last; the present one is set aside."""
    state.take_up(_which(key(turn.text), state, world))
    replies = [say("utter_back_to_that_project", known=known_in_short(state, world))]
    if proposed := [world.base.programmes[i].name for i in state.memory.recommended if i in world.base.programmes]:
        replies.append(say("utter_proposed_before", programmes=enumerate_fr(f"« {name} »" for name in proposed)))
        return replies
    return [*replies, *(resume(state, world) or next_step(state, world))]


def _which(said: str, state: State, world: World) -> int:
    """Place in the shelf: by rank, else by the words that only that project has, else the last."""
    shelf = state.memory.shelf
    words = set(said.split())
    # Projects keep the number of their beginning.
    for rank in (_RANKS[word] for word in words if word in _RANKS):
        for place, project in enumerate(shelf):
            if project["number"] == rank:
                return place
    telling = {word for word in words if len(word) >= _LONG} - {"projet", "revenons", "reprenons"}
    scores = [len(telling & set(key(_told(project, world)).split())) for project in shelf]
    best = max(scores)
    return scores.index(best) if best else len(shelf) - 1


def _told(project: Project, world: World) -> str:
    """The words of a project set aside: its description and its facts."""
    state = State.from_slots({**project["facts"], "project_text": project["text"]})
    known = [name for name in FACTS if state.known(name)]
    return " ".join([state.project_text, *(present.fact_value(name, state, world) for name in known)])
