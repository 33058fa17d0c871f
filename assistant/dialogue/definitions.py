"""What a word means and what the law allows, from the glossary: never an invention for a word that is not there."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from assistant.dialogue import law, present
from assistant.dialogue.contacts import bodies_called, facts_of, organisations_data, organisations_reply
from assistant.dialogue.differences import ToldApart, own_word, told_apart
from assistant.dialogue.pages import organisation_page, programme_page, term_page
from assistant.dialogue.replies import Reply, choice, tell
from assistant.dialogue.rich import messages, parts, records
from assistant.dialogue.search import TextIndex, search
from assistant.dialogue.state import State, Turn
from assistant.dialogue.world import World
from assistant.matching.bodies import contacts, support_for
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Organisation, Programme, Term
from assistant.text import fold, key

Record = Term | Programme | Organisation

_LEGAL_KINDS = ("law", "legal_tool", "document")
_MAY_WE = re.compile(r"\b(?:droit d|peut|pouvons|peuvent|pourrions|autoris|permis|interdit|possible|legal)")
_CLOSE_ENOUGH = 62
"""Likeness, of 100, from which a known name is offered."""
_SHORTEST_MISSPELT, _LONG = 4, 8
_MOST_SHEETS = 3
_FEW = 4
"""Words up to which an unknown term is said again."""
_COMPARES = re.compile(r"\b(?:ou|vs|pareil|pareille|differen\w+|distin\w+|nuance|meme|confond\w+|synonymes?)\b")
_COMPARES_WITH = re.compile(
    r"\b(?:difference|pareil\w*|nuance)\b.*\bavec\b|\bdifferente?s? d\w*|\b(?:meme chose|pareil\w*) qu\w*"
)
# «Interreg A, B, C»: the letters stand for one record each.
_LETTERS = re.compile(
    r"\b(?:interreg|volets?|lettres?) ([abc])(?: (?:ou|et|vs|contre))? ([abc])\b(?: (?:ou |et )?(c)\b)?"
)
_GOALS = {"humanitaire": "but-humanitaire", "developpement": "but-developpement"}
"""Words too common to be names, but where both are said: «humanitaire ou développement ?»."""
_ASKING = re.compile(
    r"\b(?:c est quoi|cest quoi|c est qui|c(?:e|est)? koi|c quoi|(?:ke|ka|ké)[sz]ako|kezaco|kes ke c(?: est)?|"
    r"qu est ce (?:que (?:c est(?: que?)?|signifie)|qu)|(?:ca |sa )?veut dire(?: quoi)?|(?:que )?signifie(?: quoi)?|"
    r"(?:la )?definition|definir|definissez|expliqu\w+|le (?:mot|terme|sigle)|acronyme|"
    r"(?:quelle(?: est)? (?:la )?)?difference|entre|s il vous plait|svp|stp|bonjour|exactement|moi|quoi|"
    r"l|le|la|les|un|une|des|du|de|d|ce|cette|en|est|et|ou|au juste)\b"
)


def define_term(turn: Turn, state: State, world: World) -> list[Reply]:
    """«C'est quoi X ?», «quelle différence entre X et Y ?»: one sheet a word, side by side, then the difference."""
    named = _named(turn, world)
    if not named:
        return [unknown_word(turn.text, world)]
    if len(named) == 1 and _COMPARES_WITH.search(key(turn.text)) and (ours := own_word(named[0].id, state)):
        # «Quelle différence avec X ?»: with what the project is, the only other thing that was spoken of.
        named.append(world.base.terms[ours])
    replies = [_sheet(record, state, world) for record in named[:_MOST_SHEETS]]
    if len(named) > 1:
        if difference := told_apart([record.id for record in named]):
            replies.append(tell(difference.sentence, custom=_side_by_side(difference, named)))
    elif same := _same_record(turn):
        replies.append(tell(same))
    elif law.superseded([r for r in named if isinstance(r, Term)]):
        replies.append(law.today(None, world, since=True))
    return replies


def _side_by_side(difference: ToldApart, named: Sequence[Record]) -> messages.Differences:
    known = {record.id: record for record in named}
    items: list[parts.Side] = [
        {"id": i, "name": _name(known[i]), "text": own, "page": _page(known[i])} for i, own in difference.own.items()
    ]
    return {"type": "differences", "title": "La différence", "items": items, "besides": difference.besides}


def _name(record: Record) -> str:
    return record.term if isinstance(record, Term) else record.name


def _page(record: Record) -> str:
    if isinstance(record, Term):
        return term_page(record.id)
    return organisation_page(record.id) if isinstance(record, Organisation) else programme_page(record.id)


def _named(turn: Turn, world: World) -> list[Record]:
    """The records named, each once. A body comes before a programme that is called by its name."""
    base, said = world.base, key(turn.text)
    found: list[Record] = []
    if letters := _LETTERS.search(said):
        for called in (f"interreg {letter}" for letter in letters.groups() if letter):
            found += [t for t in base.terms.values() if called in _names(t)]
    for entity in turn.entities:
        value = str(entity.value)
        if entity.entity == "term" and value in base.terms:
            found.append(base.terms[value])
        elif entity.entity == "programme" and value in base.programmes:
            found += [*bodies_called(entity.text, world), base.programmes[value]]
        elif entity.entity == "organisation" and value in base.organisations:
            found.append(base.organisations[value])
    if not found and set(_GOALS) <= set(said.split()):
        found = [base.terms[i] for i in _GOALS.values() if i in base.terms]
    return list({(type(record), record.id): record for record in found}.values())


def _names(term: Term) -> set[str]:
    return {key(name) for name in (term.term, *term.aliases)}


def _same_record(turn: Turn) -> str | None:
    """Two names of one record, where a difference is asked: «DAECT ou DCTCIV ?»."""
    said = {key(e.text): e.text for e in turn.entities if e.entity in ("term", "organisation", "programme")}
    if len(said) < 2 or not _COMPARES.search(key(turn.text)):
        return None
    return f"La base a une seule fiche pour {enumerate_fr(f'« {text} »' for text in said.values())}."


def _sheet(record: Record, state: State, world: World) -> Reply:
    if isinstance(record, Term):
        return definition(record, world)
    if isinstance(record, Organisation):
        return organisations_reply([record], world)
    return _definition_of_programme(record, state, world)


def other_records(turn: Turn, state: State, world: World) -> list[Reply]:
    """Where a programme is asked about and a body, a law or a fund without a programme is named: its sheet."""
    named = [record for record in _named(turn, world) if not isinstance(record, Programme)]
    replies = [_sheet(record, state, world) for record in named[:1]]
    if law.superseded([r for r in named[:1] if isinstance(r, Term)]):
        replies.append(law.today(None, world, since=True))
    return replies


def definition(term: Term, world: World) -> Reply:
    """A word of the glossary: what it means, where the programme behind it stands, and words near it."""
    see = [world.base.terms[i] for i in term.see if i in world.base.terms][:3]
    buttons = tuple(choice(t.term, "define_term", term=t.id) for t in see)
    lines = present.definition_lines(term, world)
    if term.programme and term.programme in world.base.programmes:
        programme = world.base.programmes[term.programme]
        lines.insert(-2, present.standing_line(programme, world))
        buttons = (choice("Le programme", "ask_programme", programme=programme.id), *buttons[:2])
    return tell(present.joined(lines), *buttons, custom=_definition_data(term, see, world))


def _definition_data(term: Term, see: list[Term], world: World) -> messages.Definition:
    newer = world.base.terms.get(term.replaced_by or "")
    programme = world.base.programmes.get(term.programme or "")
    return {
        **records.checked(term.sources, term.checked),
        "type": "definition",
        "term": term.id,
        "title": term.term,
        "expansion": term.expansion,
        "text": term.definition,
        "in_force": term.in_force,
        "replaced_by": records.term_link(newer) if newer else None,
        "programme": records.programme_link(programme, world) if programme else None,
        "see": [records.term_link(one) for one in see],
        "page": term_page(term.id),
    }


def _definition_of_programme(programme: Programme, state: State, world: World) -> Reply:
    state.memory.topic = programme.id
    lines = [
        f"{programme.name} : {programme.summary}",
        present.standing_line(programme, world),
        present.source_line(programme.sources, programme.checked),
    ]
    details = choice("Plus de détails", "ask_programme", programme=programme.id)
    people = contacts(programme, state.facts(world.as_of), world.base)
    return tell(present.joined(lines), details, custom=records.programme(programme, people, world))


def unknown_word(text: str, world: World) -> Reply:
    """A word that the base does not know: the one that it misspells, else the closest ones, never an invention."""
    names = {name: term for term in world.base.terms.values() for name in _names(term) if len(name) > 2}
    wanted = " ".join(_ASKING.sub(" ", key(text)).split())
    slips = 1 if len(wanted) < _LONG else 2
    meant = {names[name].id for name in names if OSA.distance(wanted, name, score_cutoff=slips) <= slips}
    if len(meant) == 1 and len(wanted) >= _SHORTEST_MISSPELT:
        term = world.base.terms[meant.pop()]
        known = definition(term, world)
        return tell(f"Je comprends « {term.term} ».\n{known.text}", *known.buttons, custom=known.custom)
    close = process.extract(wanted, names.keys(), scorer=fuzz.token_set_ratio, limit=12, score_cutoff=_CLOSE_ENOUGH)
    terms = list(dict.fromkeys(names[name] for name, _, _ in close))[:3]
    word = f"« {written} »" if (written := _as_written(text, wanted)) else "ce mot"
    if not terms:
        return tell(f"Je n'ai pas trouvé {word} dans la base, et je préfère ne pas l'expliquer de mémoire.")
    return tell(
        f"Je n'ai pas {word} dans la base. Les plus proches : {enumerate_fr((t.term for t in terms), 'ou')}.",
        *(choice(t.term, "define_term", term=t.id) for t in terms),
    )


def _as_written(text: str, wanted: str) -> str:
    """The few words that ``wanted`` stands for, as they are in the text; empty when they do not stand together."""
    if not wanted or len(wanted.split()) > _FEW:
        return ""
    found = re.search(r"\W+".join(map(re.escape, wanted.split())), fold(text))
    return text[found.start() : found.end()] if found else ""


def answer_legal(turn: Turn, state: State, world: World) -> list[Reply]:
    """«Peut-on … ?», «quelle loi … ?»: the rule of today, what changed where that is asked, and the texts."""
    base = world.base
    named = [base.terms[str(v)] for v in turn.values("term") if v in base.terms] or _tools_named(turn.text, world)
    rule, since = law.rule_asked(turn.text), law.asks_since(turn.text)
    ours = [t for t in named if law.belongs(t)]
    elsewhere = [t for t in named if not law.belongs(t) and not (rule and t.id == rule.term)]
    if rule and not elsewhere:
        replies = [law.today(rule, world, since or law.superseded(ours)), definition(base.terms[rule.term], world)]
    elif ours and not elsewhere and (since or law.superseded(ours)):
        replies = [*(definition(t, world) for t in ours[:1]), law.today(None, world, since=True)]
    else:
        replies = [definition(t, world) for t in _texts(turn, named, world)]
    people = support_for(facts_of(turn, state, world), base, need="advice", top=1)
    if people and replies:
        replies.append(
            tell(
                "Ceci n'est pas un avis juridique : pour votre cas, appelez "
                f"{present.contact(people[0].organisation)} ou le contrôle de légalité de votre préfecture.",
                custom=organisations_data([records.organisation(people[0].organisation, world, people[0].reason)]),
            )
        )
    return replies or [unknown_word(turn.text, world)]


def _tools_named(text: str, world: World) -> list[Term]:
    """The legal tools that a question calls by a name of several words: «district européen»."""
    said = f" {key(text)} "
    tools = (t for t in world.base.terms.values() if t.kind == "legal_tool")
    return [t for t in tools if any(" " in name and f" {name} " in said for name in _names(t))]


def _texts(turn: Turn, named: Sequence[Term], world: World) -> list[Term]:
    """The two texts that a question is about: those named, the general article for «peut-on», those in force first."""
    base = world.base
    legal = {t.id: t for t in base.terms.values() if t.kind in _LEGAL_KINDS}
    found = [legal[i] for i in search(_law_index(legal), turn.text, most=4)]
    in_force_first = sorted(found, key=lambda t: t.in_force is False)
    general = [base.terms[law.law().article]] if law.law().article in base.terms else []
    may_we = general if not named and _MAY_WE.search(fold(turn.text)) else []
    return list(dict.fromkeys([*named, *may_we, *in_force_first]))[:2] or general


def _law_index(terms: dict[str, Term]) -> TextIndex:
    return TextIndex({i: " ".join((t.term, t.expansion or "", *t.aliases, t.definition)) for i, t in terms.items()})
