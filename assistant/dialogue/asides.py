"""What a person says of the questions themselves: leaves one aside, does not understand one, takes an answer out."""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.dialogue import readiness
from assistant.dialogue.answering import FIELD_OF, is_the_answer
from assistant.dialogue.questions import explain, named_in
from assistant.dialogue.replies import Reply
from assistant.dialogue.state import FACTS, READINESS, State, Turn
from assistant.dialogue.world import World
from assistant.nlu.entities import Entity
from assistant.text import key

Handler = Callable[[Turn, State, World], list[Reply]]

_REMOVES = re.compile(
    r"(?<!n )(?<!j ai )(?<!on a )(?<!avons )(?<!avez )\b"
    r"(?:(?:supprim|enlev|retir|effac|oubli|ot|vir|annul)(?:e|ez|er|ons)|laiss(?:e|ez|er|ons) tomber)\b"
)
_CLAUSES = re.compile(r"[,.;:!?\n]| (?:car|parce que|puisque|mais|et|tant que) ", re.IGNORECASE)
_A_REMOVAL = 7
"""Words up to which a clause that takes a fact out says nothing else."""
_PASSES = re.compile(
    r"(?:(?:je|on|nous|non|bon|bof|euh|allez|alors|cela|ca) )*(?:passe|passez|passons|pass|suivant|suivante|next|joker|"
    r"question suivante|la suite|sautez|sautons|sans importance|peu importe|(?:m|nous) est egal|egal)"
    r"(?: (?:svp|s il (?:vous|te) plait|a la suite|a la suivante|a la question suivante|a autre chose|cette question|"
    r"la question|merci|celle la|pour (?:moi|nous)))*"
)
_AT_ONCE = re.compile(
    r"\b(?:programmes?|resultats?|propositions?|recommandations?|reponses?|financements?|aides?)\b.*"
    r"\b(?:maintenant|tout de suite|directement|sans attendre|deja)\b"
    r"|\b(?:maintenant|tout de suite|directement|sans attendre|deja)\b.* (?:les|vos|mes|des) "
    r"(?:programmes?|resultats?|propositions?|recommandations?|financements?|aides?)\b"
    r"|\b(?:trop|assez|stop|arretez|finissons|passez|sautez|marre)\b.*\b(?:vos|ces|les|aux|avec les) questions?\b"
    r"|\b(?:trop|assez) de questions\b"
)
_MEANING = re.compile(
    r"\b(?:quoi|veu(?:t|lent) dire|signifi\w*|entendez|appelez|comprends? pas|expliqu\w*|defini\w*)\b"
)
_ABOUT_IT = re.compile(
    r"\b(?:question|ca|cela|c est a dire)\b|^quoi$|^$"
    r"|^(?:(?:et|c|est|quoi|quelle?|la|une|y|a|t|il|je ne vois pas) )*difference(?: entre (?:les|ces|tout)\b.*)?$"
)
_LOST = re.compile(
    r"\b(?:compren\w+ (?:pas|rien)|pas compris|c est a dire|(?:veut|voulez) dire)\b|^(?:hein|quoi|comment|pardon)$"
)
"""What says that a question of the self-assessment was not understood, which is no answer to it."""
_FRAMEWORK_TERMS = {
    "decentralisee": "cooperation-decentralisee",
    "transnationale": "cooperation-transnationale",
    "transfrontaliere": "cooperation-transfrontaliere",
    "interregionale": "cooperation-interregionale",
    "interterritoriale": "cooperation-interterritoriale",
    "internationale": "cooperation-internationale",
}
"""The words of the choices of a framework, each a word of the glossary."""
_SIMPLER = {
    "goal": {
        "political": r"rencontr\w*|rapproch\w*|connaitre|amitie",
        "humanitarian": r"donner|dons?|envoyer|secours",
        "development": r"construi\w*|batir|monter ensemble",
    },
    "framework": {
        "decentralised": r"mairies?|communes?|villes?|municipalites?|collectivites?|region|departement|province",
        "transnational": r"europe|europeens?|europeennes?",
        "cross_border": r"voisins?|voisine|frontiere|a cote",
        "international": r"associations?|ong|asso",
    },
}
"""Answers to the simpler questions that ``utter_explain_goal`` and ``utter_explain_framework`` end with."""
_DENIES = re.compile(r"\b(?:pas|ni|aucun\w*|sais|non)\b|\b(?:ou|quoi|comment|qui)\b")
_AN_ASIDE = 7
"""Words beyond which a question is about something else than the one just asked."""


def removed_fact(turn: Turn, state: State) -> str | None:
    """The known fact that «supprimez le budget» makes unknown, whatever is said after it of the reason why."""
    if turn.taken_back:
        return None
    for clause in map(key, _CLAUSES.split(turn.text)):
        removes = _REMOVES.search(clause)
        words = clause[removes.end() :].split() if removes else []
        named = named_in(words)
        if len(named) == 1 and len(clause.split()) <= _A_REMOVAL and state.known(named[0]):
            return None if _of_that_kind(named[0], turn) else named[0]
    return None


def _of_that_kind(name: str, turn: Turn) -> bool:
    """Whether the turn also says a value of that fact, which then takes the place of the known one."""
    return any(FIELD_OF.get(entity.entity) == name and is_the_answer(entity) for entity in turn.entities)


def passes(turn: Turn, state: State) -> bool:
    """Whether the words, whatever their intent, leave the pending question aside: «passez», «peu importe»."""
    return state.memory.pending in FACTS and not turn.entities and bool(_PASSES.fullmatch(key(turn.text)))


def wants_them_now(turn: Turn, state: State) -> bool:
    """Whether the programmes are asked for without further questions: «donnez-moi les programmes maintenant»."""
    return state.anything_known and not state.memory.recommended and bool(_AT_ONCE.search(key(turn.text)))


def simple_answer(turn: Turn, state: State) -> Turn | None:
    """The turn with the goal or the framework that its words tell: «une mairie», once asked who the partner is."""
    pending = state.memory.pending
    if (
        pending not in _SIMPLER
        or turn.values(pending)
        or (pending == "framework" and pending not in state.memory.helped)
    ):
        return None
    said = key(turn.text)
    told = [code for code, words in _SIMPLER[pending].items() if re.search(rf"\b(?:{words})\b", said)]
    if len(told) != 1 or len(said.split()) > _AN_ASIDE or _DENIES.search(said):
        return None
    # «Une mairie» is the partner's, not the holder.
    others = tuple(entity for entity in turn.entities if entity.entity not in ("holder_type", "place"))
    return replace(turn, intent="inform", entities=(*others, Entity(pending, told[0], turn.text, 0, len(turn.text))))


def unknown_of_another(turn: Turn, state: State) -> str | None:
    """The fact, not the one asked for, that «on n'a pas encore de partenaire» says to be unknown."""
    words = ["partenaires" if word == "partenaire" else word for word in key(turn.text).split()]
    named = ["partner_countries" if name == "partner_count" else name for name in named_in(words)]
    other = named[0] if len(named) == 1 else None
    if other is None or other == state.memory.pending or state.known(other) or other in state.memory.skipped:
        return None
    return other


def explaining(handler: Handler) -> Handler:
    """``handler`` of the questions on words; one on the pending question's own words is answered by its help."""

    def answered(turn: Turn, state: State, world: World) -> list[Reply]:
        if is_lost(turn, state):
            return readiness.help_to_answer(state, world)
        asked = asked_about(turn, state)
        if asked is not None:
            return explain(asked, state, world)
        return handler(_with_the_framework(turn, state), state, world)

    return answered


def is_lost(turn: Turn, state: State) -> bool:
    """Whether the question of the self-assessment that is pending was not understood."""
    return state.memory.pending == READINESS and not turn.entities and bool(_LOST.search(key(turn.text)))


def asked_about(turn: Turn, state: State) -> str | None:
    """The question of ours whose words the turn does not understand: «ça veut dire quoi, cadre ?»."""
    pending = state.memory.pending
    if pending not in FACTS:
        return None
    said = key(turn.text)
    named = named_in(said.split())
    records = [e for e in turn.entities if e.entity in ("term", "programme", "organisation")]
    if any(named_in([key(record.text)]) != named for record in records):
        return None
    if len(named) == 1 and _MEANING.search(said):
        return named[0]
    bare = not named and not records and len(said.split()) <= _AN_ASIDE
    return pending if bare and _ABOUT_IT.search(said) else None


def _with_the_framework(turn: Turn, state: State) -> Turn:
    """The turn, in which «décentralisée» alone names the framework that was offered."""
    named = [term for word, term in _FRAMEWORK_TERMS.items() if word in key(turn.text).split()]
    if state.memory.pending != "framework" or any(entity.entity == "term" for entity in turn.entities) or not named:
        return turn
    terms = tuple(Entity("term", term, "", 0, 0) for term in named)
    return replace(turn, entities=(*turn.entities, *terms))
