"""Records as French sentences. Every fact comes from the base, with the day it was checked and its source."""

from collections.abc import Iterable, Sequence

from assistant.dialogue.pages import address, organisation_page, programme_page, term_page
from assistant.dialogue.state import FACTS, State
from assistant.dialogue.world import World
from assistant.french import dates_in_words, lower_first, months
from assistant.matching.bodies import contacts
from assistant.matching.countries import HOME
from assistant.matching.countries import name as country_name
from assistant.matching.facts import ProjectFacts
from assistant.matching.grants import case_of
from assistant.matching.localities import locality
from assistant.matching.succession import ending
from assistant.matching.timing import judge_dates
from assistant.matching.words import enumerate_fr, euros, french_date
from assistant.programmes.records import Organisation, Programme, Source, Term
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, THEMES

FACT_TITLES = {
    "goal": "Objectif",
    "framework": "Cadre",
    "holder_type": "Porteur",
    "territory": "Lieu",
    "partner_countries": "Pays partenaires",
    "themes": "Sujet",
    "budget": "Budget",
    "duration_months": "Durée",
    "partner_count": "Nombre de partenaires",
}


ENDED = ("merged", "dissolved")
"""Statuses of a body that is no more."""


# -- the project ---------------------------------------------------------------------------------------------------


def fact_value(name: str, state: State, world: World) -> str:
    """The known value of one fact, in words."""
    value = getattr(state, name)
    if name == "goal":
        return GOALS[value]
    if name == "framework":
        return FRAMEWORKS[value]
    if name == "holder_type":
        return HOLDERS[value]
    if name == "territory":
        place = locality(state.memory.locality) if state.memory.locality else None
        return f"{place.name} ({world.places.name_of(value)})" if place else world.places.name_of(value)
    if name == "partner_countries":
        if list(value) == [HOME]:
            return "aucun à l'étranger"
        return enumerate_fr(country_name(c) for c in value)
    if name == "themes":
        return enumerate_fr(THEMES[t] for t in value)
    if name == "budget":
        return euros(value)
    return months(value) if name == "duration_months" else str(value)


def what_changed(
    changed: Sequence[str], before: Sequence[str], after: Sequence[str], state: State, world: World
) -> str:
    """What a correction made of an earlier recommendation."""
    said = " ; ".join(
        f"{FACT_TITLES[n].lower()} : {fact_value(n, state, world) if state.known(n) else 'à préciser'}"
        for n in FACTS
        if n in changed
    )
    noted = f"C'est noté ({said})." if said else "C'est noté."
    return f"{noted} {programmes_changed(before, after, world)}"


def programmes_changed(before: Sequence[str], after: Sequence[str], world: World) -> str:
    """Which programmes came and which went, by their ids."""
    names = world.base.programmes
    new = [names[i].name for i in after if i not in before]
    gone = [names[i].name for i in before if i not in after]
    if not new and not gone:
        order = "" if list(before) == list(after) else ", dans un autre ordre"
        return f"Les programmes proposés restent les mêmes{order}."
    added = f"Cela ajoute {enumerate_fr(new)}." if new else ""
    removed = f"Cela écarte {enumerate_fr(gone)}." if gone else ""
    return " ".join(filter(None, (added, removed)))


# -- a programme ---------------------------------------------------------------------------------------------------


def status_sentence(programme: Programme, world: World) -> str:
    """Where the programme stands on the day of the answer, and what comes next; an ended one leads to its successor."""
    if world.status(programme) == "closed":
        return ending(programme, world.base, world.as_of).sentence
    return judge_dates(ProjectFacts(as_of=world.as_of), programme, world.base).text


def money_sentences(programme: Programme) -> list[str]:
    """Rate and size of the grant, how it is paid and what it goes with, as the sources give them."""
    sentences = []
    if programme.rate_max:
        sentences.append(f"Taux : jusqu'à {programme.rate_max:g} % des dépenses éligibles.")
    if programme.rate_note:
        sentences.append(programme.rate_note)
    elif programme.rates:
        sentences.append(f"Selon le cas : {' ; '.join(case_of(line) for line in programme.rates)}.")
    if programme.grant_min and programme.grant_max:
        sentences.append(f"Aide : de {euros(programme.grant_min)} à {euros(programme.grant_max)}.")
    elif programme.grant_max:
        sentences.append(f"Aide : jusqu'à {euros(programme.grant_max)}.")
    elif programme.grant_min:
        sentences.append(f"Aide : à partir de {euros(programme.grant_min)}.")
    if programme.grant_note:
        sentences.append(programme.grant_note)
    if programme.payment and programme.payment.note:
        sentences.append(f"Versement : {lower_first(programme.payment.note)}")
    if programme.cumulation and programme.cumulation.note:
        sentences.append(f"Autres aides : {lower_first(programme.cumulation.note)}")
    return [dates_in_words(s) for s in sentences]


def holders_sentence(programme: Programme) -> str:
    """Who may apply."""
    if not programme.holders:
        return ""
    return f"Pour qui : {enumerate_fr(HOLDERS[h] for h in programme.holders)}."


def standing_line(programme: Programme, world: World) -> str:
    """Where a programme stands; that of one which ended says itself what there is today."""
    when = "Où en est-il" if world.status(programme) == "closed" and not world.past else world.when
    return f"{when} : {status_sentence(programme, world)}"


def programme_lines(programme: Programme, facts: ProjectFacts, world: World) -> list[str]:
    """The sheet of one programme, a line a subject; contacts near the project first."""
    lines = [f"{programme.name} : {programme.summary}", standing_line(programme, world)]
    if world.status(programme) != "closed":
        lines += [holders_sentence(programme), " ".join(money_sentences(programme))]
        if people := contacts(programme, facts, world.base):
            lines.append("Contacts : " + " ; ".join(contact(o) for o in people) + ".")
    if programme.note:
        lines.append(f"À noter : {programme.note}")
    lines += [pages_line(programme), source_line(programme.sources, programme.checked)]
    return [line for line in lines if line]


def pages_line(programme: Programme) -> str:
    """The official page, and ours, where all that the base knows of the programme stands."""
    ours = address(programme_page(programme.id))
    official = f"Page officielle : {programme.url} ; fiche complète" if programme.url else "Fiche complète"
    return f"{official} : {ours}"


def source_line(sources: Sequence[Source], checked: str, most: int = 2) -> str:
    """Where it was read, and when it was last checked."""
    read = [s.url or s.document or "" for s in sources[:most]]
    return f"Source : {enumerate_fr(r for r in read if r)} ; vérifié le {french_date(checked)}."


# -- a body --------------------------------------------------------------------------------------------------------


def contact(organisation: Organisation) -> str:
    """Name and the ways to reach it, on one line."""
    phone = f"tél. {organisation.phone}" if organisation.phone else None
    reach = ", ".join(way for way in (phone, organisation.email, organisation.url) if way)
    return f"{organisation.name} ({reach})" if reach else organisation.name


def _address(organisation: Organisation) -> str:
    address, city = organisation.address or "", organisation.city or ""
    where = address if city in address else ", ".join(part for part in (address, city) if part)
    return f"Adresse : {where}." if where else ""


def organisation_lines(organisation: Organisation, world: World) -> list[str]:
    """The sheet of one body; an ended one leads to its successor."""
    lines = [f"{organisation.name} : {organisation.role}"]
    if organisation.status in ENDED:
        successor = world.base.active_successor(organisation.id)
        lines.append(
            f"Cet organisme n'existe plus ; aujourd'hui : {contact(successor)}."
            if successor
            else "Cet organisme n'existe plus et la base ne lui connaît pas de suite."
        )
    elif organisation.status == "unknown":
        lines.append("Nous n'avons pas pu vérifier qu'il est toujours en activité.")
    else:
        lines += [
            _address(organisation),
            f"Téléphone : {organisation.phone}." if organisation.phone else "",
            f"Courriel : {organisation.email}" if organisation.email else "",
            f"Site : {organisation.url}" if organisation.url else "",
        ]
    lines.append(f"Fiche complète : {address(organisation_page(organisation.id))}")
    lines.append(source_line(organisation.sources, organisation.checked))
    return [line for line in lines if line]


# -- a term --------------------------------------------------------------------------------------------------------


def definition_lines(term: Term, world: World) -> list[str]:
    """What a word means, whether it still holds, what stands behind it."""
    name = f"{term.term} ({term.expansion})" if term.expansion else term.term
    lines = [f"{name} : {term.definition}"]
    if term.in_force is False:
        newer = world.base.terms.get(term.replaced_by or "")
        lines.append(f"Ce n'est plus en vigueur ; voir {newer.term}." if newer else "Ce n'est plus en vigueur.")
    lines.append(f"Dans le glossaire : {address(term_page(term.id))}")
    lines.append(source_line(term.sources, term.checked))
    return lines


def joined(lines: Iterable[str]) -> str:
    """Lines of one sheet as one message."""
    return "\n".join(lines)
