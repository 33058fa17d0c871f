"""What is denied («pas le Laos», «sauf l'Italie») or replaced («finalement 28 000») is no fact of the project.

A negation reaches the value that follows it, past determiners, prepositions and a few plain nouns, and stops at a
comma, at «mais» and at any other word: «pas possible pour une commune» denies no commune, and «pas encore de
partenaire au Togo» or «je ne connais pas Erasmus» deny nothing.
"""

import re
from collections.abc import Sequence

from assistant.nlu.entities import Reading
from assistant.nlu.message import Message

_NOT_A_DENIAL = frozenset(
    "seulement que qu uniquement juste encore mal trop forcement simplement toujours sur sure possible loin "
    "beaucoup assez "
    "si tres grand vraiment davantage moins".split()
)
_DENIABLE = frozenset(
    "est sommes suis es sont etes etait etaient etions sera serait seront serons soit c veux veut voulons "
    "voulait voulions veulent "
    "souhaite souhaitons souhaitent concerne concernent vise visons cible ciblons va allons vais agit travaille "
    "travaillons cest nest sest cetait cesera jsuis jsui chuis chui jveux jve veu voulai voudrais voudrait voudrions "
    "ferons fera feront ferait irons ira irait partons part vient parlais parlait parlions "
    "fait faisons passe porte portons demande demandons parle parlons dit sera voulais etais suis lieu".split()
)
_HAVING = frozenset("a ai as avons avez ont avait avions ya aura aurons aurait jai".split())
_SAID = frozenset("dit ecrit parle demande marque mentionne".split())
_NOT = frozenset("pas pa".split())
_COUNTED = frozenset({"amount", "duration", "partner_count"})
_FACTS = frozenset({"goal", "framework", "theme", "holder_type", "place", "country", "date"}) | _COUNTED
_ANY = _FACTS | {"programme", "organisation", "term"}
# «un village sans eau», «sans école»: what is missing is what the project is about.
_NEEDS = frozenset({"theme"})
_BEFORE_ELLIPSIS = frozenset(
    "mais et surtout non ou plutot donc alors bah ben euh pardon nn nan nop nope si ah oh attends attendez attention "
    "desole desolee erreur stop oups ouais hein enfin stp svp finalement final reflexion "
    "finalemen finalment fet".split()
)
_EXCEPT = frozenset("sauf hors hormis excepte ni exceptes exceptee".split())
_DETERMINERS = frozenset(
    "le la l les un une des de d du au aux a en avec dans pour vers sur ce cet cette notre nos votre mon ma mes leur "
    "vers chez comme par entre".split()
)
_PLAIN_NOUNS = frozenset(
    "projet projets programme objectif but pays ville village partenaire partenaires cadre cooperation aide "
    "action budget montant "
    "domaine theme lieu cas question type organisme structure cote plus tout directement du jumelage echange "
    "echanges euros "
    "petite petit grande grand simple association commune collectivite".split()
)
_MOST_GAP = 4
_JOINERS = frozenset("ou ni et".split())
_PHRASES = [
    re.compile(p)
    for p in (
        r"\bau lieu (?:de|du|des|d'|de l'|de la)\b",
        r"\ba la place (?:de|du|des|"
        r"d')",
        r"\bplutot qu[e']",
        r"\ba l'exception (?:de|du|des|d')",
        r"\ben dehors (?:de|du|des|d')",
        r"\bet n(?:on|n|an)(?! pas?\b)",
        r"\brien(?: a voir avec|(?= d[e']))",
        r"\ba part (?=l[ea']|les |une? )",
        r"\b(?:jamais|point) (?:dit|parle|ecrit|mentionne|demande)\b",
        r"\b(?:davantage|plutot|plus|"
        r"surtout)\b[^,.;!?]{3,40} qu(?:e|')(?= (?:d|l|un|en|au|[a-z]{5,}))",
    )
]
# What is taken out of the answers; a programme that was replaced is what the question is about.
_TAKEN_OUT = re.compile(
    r"\b(?:rempla[cs]\w*|enlev\w*|supprim\w*|retir\w*|effac(?:e|ez|er|ons)|vir(?:e|ez|er|ons)|ot(?:e|ez|er|ons)|"
    r"ray(?:e|ez|er|ons)|barr(?:e|ez|er|ons)|zapp(?:e|ez|er)|degag(?:e|ez|er)|laiss(?:e|ez|er|ons) tomber|"
    r"(?:on|nous|j'|j) ?abandonn(?:e|ons)|(?<!n')(?<!ne )oubli(?:e|ez|ons))\b"
)
# «le Mali c'est fini», «le Mali n'est plus d'actualité»: what goes before is given up.
_GIVEN_UP = re.compile(
    r",?\s*(?:(?:c'est|cest|c|c'etait)\s+(?:fini|mort|faux|termine|annule|abandonne|une erreur|hors jeu|"
    r"pas (?:ca|bon|le bon|la bonne|correct|exact)|tombe a l'eau)|(?:est|sont) (?:annulee?s?|abandonnee?s?)|"
    r"(?:n'est|ne sont|n'etait|est|sont|c'est) plus (?:d'actualite|partante?s?|interessee?s?|disponibles?|possibles?|"
    r"dans (?:le coup|la course|le projet)|de la partie|avec nous|des notres)|on (?:oublie|laisse tomber|"
    r"abandonne|enleve|arrete)|"
    r"tomb(?:e|ent) a l'eau|(?:ne |n')?(?:fait|font) plus partie|(?:s'est|se sont) (?:retire|desiste)e?s?|"
    r"se (?:retire|desiste)(?:nt)?|(?:a|ont|vient de|viennent de) (?:tout )?(?:laisse(?:r)? tomber|renonce(?:r)?|"
    r"abandonne(?:r)?|decline(?:r)?|jete(?:r)? l'eponge|dit non)|nous (?:a|ont) (?:lache|quitte|plante)e?s?|"
    r"(?:ne |n'en )?(?:sui(?:t|vent)|veut|veulent|repond|repondent) plus|nous (?:lache|quitte)(?:nt)?)\b(?![^.!?]*\?)"
)
# «changez l'Italie en Espagne», «Mali -> Niger»: the first gives way to the second of the same kind.
_CHANGE = re.compile(r"\b(?:chang(?:e|er|ez|eons)|modifi(?:e|er|ez|ons)|pass(?:e|er|ez|ons)(?= de | du | d'))\b")
_INTO = re.compile(r"\s*(?:en|par|pour|contre|a|avec|vers)\s+(?:l[ea] |l'|les |une? |des )?")
_ARROW = re.compile(r"\s*(?:-+>|=+>|→|>+)\s*(?:l[ea] |l'|les |une? )?")
# «vous avez compris Saint-Flour, j'avais écrit Saint-Floret».
_MISHEARD = re.compile(
    r"\b(?:vous (?:avez|aviez|m'avez)|(?:tu|t')\s?(?:as|a|avais)) (?:mal |bien )?"
    r"(?:compris|note|entendu|mis|retenu|lu|enregistre|ecrit|marque|pris)\b"
)
_CONTRAST = re.compile(r"[,.;:!]|\b(?:mais|alors|or|c|c'est|cest|moi|non|pas)\b")
_MARKERS = re.compile(
    r"\b(?:finale?ment?|en f(?:ai|e)t|plutot(?! qu)|pardon|je voulais dire|je veux dire|je me suis trompee?|"
    r"nous nous sommes trompes|correction|je rectifie|je corrige|"
    r"rectification|j'ai fait (?:une )?erreur|erreur de (?:ma|notre) part|faute de frappe|erratum|autant pour moi|"
    r"au temps pour moi|mea culpa|au final|en vrai|tout compte fait|reflexion faite|apres reflexion|oups|desolee?|"
    r"(?:je |j|jme |me )?(?:suis |sui )?(?:me suis |me sui )?(?:trompe|tromper|gourre|goure|plante)e?s?|"
    r"(?<=, )enfin(?= (?:l[ea] |l'|les |en |au |aux |une? |a |avec |de |\d))|"
    r"il fallait lire|euh non|nan|nn(?= (?:le|la|l|les|en|au|une?|c|\d))|ah non|enfin non|(?<=, )non(?=,)|"
    r"(?<!et )\bnon,?(?= (?:le|la|l'|les|en|au|une?|\d)))"
)
_SAID_BEFORE = re.compile(
    r"\b(?:j'avais|j'ai|on a|on avait|nous avons|nous avions|c'etait|ce n'etait|etait|etions|avais|avait|prevu|"
    r"prevoyait|pensai[ts]|pensions|voulai[ts]|voulions|"
    r"vous avez|vous aviez|au depart|au debut|initialement|avant)\b(?: \w+)?(?= ?)"
)
_BUT = re.compile(r"\b(?:mais|or|alors que|maintenant|desormais|aujourd'hui)\b")
_ADDED = re.compile(r"\b(?:aussi|egalement|en plus|ajout\w*|et)\b")
_MOST_AFTER_MARKER = 45


def drop_denied(message: Message, readings: Sequence[Reading]) -> list[Reading]:
    """The readings that are neither denied nor replaced by a later one."""
    denied: set[int] = set()
    for position, entities in _denials(message, {r.end for r in readings if r.entity in _FACTS}):
        _deny(message, readings, position, entities, denied)
    denied.update(_given_up(message, readings))
    kept = [r for i, r in enumerate(readings) if i not in denied]
    return _without_replaced(message, kept)


def _given_up(message: Message, readings: Sequence[Reading]) -> set[int]:
    """Readings that words after them give up, or that a later one of their kind is put in the place of."""
    text = message.folded
    misheard = [m.end() for m in _MISHEARD.finditer(text)]
    changed = [m.end() for m in _CHANGE.finditer(text)]
    found = set()
    for i, old in enumerate(readings):
        if old.entity not in _FACTS:
            continue
        if _GIVEN_UP.match(text, old.end):
            found.add(i)
            continue
        heard = any(0 <= old.start - end <= _MOST_AFTER_MARKER for end in misheard)
        to_change = any(0 <= old.start - end <= _MOST_AFTER_MARKER for end in changed)
        for new in readings:
            if new.entity != old.entity or new.value == old.value or new.start < old.end:
                continue
            between = text[old.end : new.start]
            corrected = heard and _CONTRAST.search(between) and not _ADDED.search(between)
            if corrected or _ARROW.fullmatch(between) or (to_change and _INTO.fullmatch(between)):
                found.add(i)
    return found


def _denials(message: Message, ends: set[int]) -> list[tuple[int, frozenset[str]]]:
    """Words from which a denial reaches out, and what it may deny («on n'a pas 20 000 euros»: what is counted).

    ``ends``: where a fact was just said: «le Cameroun pas le Gabon» denies the second.
    """
    keys, clause = message.keys, message.clause
    found: list[tuple[int, frozenset[str]]] = []
    for i, key in enumerate(keys):
        following = keys[i + 1] if i + 1 < len(keys) and clause[i + 1] == clause[i] else ""
        previous = keys[i - 1] if i and clause[i - 1] == clause[i] else ""
        more_than = following == "plus" and message.after(i + 2, 1) in (["de"], ["d"], ["que"], ["qu"])
        if key in _NOT and following not in _NOT_A_DENIAL and not more_than:
            after_a_fact = i > 0 and message.words[i - 1].end in ends
            if not previous or previous in _BEFORE_ELLIPSIS or previous in _DENIABLE or after_a_fact:
                found.append((i + 1, _ANY))
            elif previous in _HAVING and following in _SAID:
                found.append((i + 2, _ANY))
            elif previous in _HAVING:
                found.append((i + 1 + (following == "lieu"), _ANY if following == "lieu" else _COUNTED))
        elif key == "sans" or (key == "ni" and _HAVING & {*message.before(i, 6)}):
            found.append((i + 1, _ANY - _NEEDS))
        elif key in _EXCEPT or (key == "plus" and _no_longer(message, i)):
            found.append((i + 1, _ANY))
    for pattern in _PHRASES:
        found.extend((message.at(m.end() - 1) + 1, _ANY) for m in pattern.finditer(message.folded))
    found.extend((message.at(m.end() - 1) + 1, _FACTS) for m in _TAKEN_OUT.finditer(message.folded))
    return found


def _no_longer(message: Message, index: int) -> bool:
    """Whether «plus» denies: «ce n'est plus», «c'est plus en Italie», «plus l'Italie mais …»."""
    following = message.after(index + 1, 1, "clause")
    counted = following[:1] == ["de"] and any(key.isdigit() for key in message.after(index + 2, 1))
    if not following or (following[0] in ("de", "d", "que", "qu") and not counted):
        return False
    before = message.before(index, 4, "clause")
    if counted and "est" not in before:
        return False
    if "n" in before or "ne" in before:
        return True
    if following[0] not in _DETERMINERS:
        return False
    if before and before[-1] in ("est", "c", "sommes", "suis", "sont"):
        return True
    return not before and "mais" in message.after(index + 1, 8)


def _deny(
    message: Message, readings: Sequence[Reading], position: int, deniable: frozenset[str], denied: set[int]
) -> None:
    keys, clause = message.keys, message.clause
    gap, last_entity = 0, ""
    joined = True
    origin = clause[position - 1] if position else 0
    while position < len(keys) and clause[position] == origin and gap <= _MOST_GAP:
        start = message.words[position].start
        here = [i for i, r in enumerate(readings) if r.start <= start < r.end and r.entity in deniable]
        if here:
            entities = {readings[i].entity for i in here}
            if last_entity in entities and not joined:
                return
            denied.update(here)
            end = max(readings[i].end for i in here)
            # «pas la Guinée-Bissau»: the town in the country's name goes with it.
            denied.update(i for i, r in enumerate(readings) if start <= r.start and r.end <= end)
            last_entity = max((readings[i] for i in here), key=lambda r: r.score).entity
            while position < len(keys) and message.words[position].start < end:
                position += 1
            gap, joined = 0, False
            continue
        key = keys[position]
        if key in _JOINERS and last_entity:
            joined = True
        elif key not in _DETERMINERS and (key not in _PLAIN_NOUNS or deniable is _COUNTED):
            return
        gap += 1
        position += 1


def _without_replaced(message: Message, readings: list[Reading]) -> list[Reading]:
    """Drop what stands before «finalement», «pardon», «en fait» … when the same kind of fact follows at once."""
    text = message.folded
    markers = [(m.start(), m.end()) for m in _MARKERS.finditer(text)]
    markers += [(m.start(), m.end()) for m in _BUT.finditer(text) if _SAID_BEFORE.search(text, 0, m.start())]
    replaced: set[int] = set()
    for start, end in markers:
        for new in readings:
            if not end <= new.start <= end + _MOST_AFTER_MARKER or _ADDED.search(text[end : new.start]):
                continue
            if _ADDED.match(text, new.end + 1) or (start >= 3 and text[start - 3 : start] == "et "):
                continue
            replaced.update(
                i
                for i, old in enumerate(readings)
                if old.entity == new.entity and old.end <= start and old.value != new.value and _same_role(old, new)
            )
    return [r for i, r in enumerate(readings) if i not in replaced]


def _same_role(old: Reading, new: Reading) -> bool:
    return old.role == new.role or "budget" in (old.role, new.role)
