"""A place that speaks under its own name: «Annecy veut…», «Je travaille à Grand Lac», where no body is named."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.matching.localities import locality
from assistant.matching.territories import territory_name
from assistant.text import fold, key
from assistant.vocabulary import REGION_DEPARTEMENTS

_LINKS = frozenset("de du des d l la le les et en sur sous a au aux lez entre".split())
_KINDS = frozenset("agglo agglomeration communaute metropole eurometropole interco".split())
_SAME = {"st": "saint", "ste": "sainte"}
_WORD = re.compile(r"[\s'-]*([a-z0-9]+)")
_OPENING = re.compile(
    r"\W*(?:(?:re)?bonjour|bonsoir|madame|monsieur|messieurs|mesdames|a tous|nous|voila|alors|\W)*"
    r"(?:(?:la|le|les) |l')?"
)
_WORKS_FOR = re.compile(
    r"\b(?:(?:je|j'|nous|on) ?(?:travaill\w+|boss\w+|ecri\w+|agi\w+|represent\w+)|au nom|"
    r"(?:je suis|nous sommes|on est) (?:[\w'-]+ ){0,3}?(?:elue?s?|agente?s?|(?:vice-)?president\w*|"
    r"chargee?s? de mission|technicien\w*|ingenieure?s?|direct\w+|responsable|conseill\w+))(?P<rest>[^.,;:!?]{0,50})"
)
_THERE = re.compile(r" (?:(?:a|au|pour|chez|de|du) |d')(?:(?:la|le|les) |l')?")
_WE_ARE = re.compile(r"\b(?:nous sommes|on est|ici) (?:(?:la|le|les) |l')?")
_WISH = (
    r"(?:veu(?:t|lent)|voudrai(?:t|ent)|souhait(?:e|ent|erait|eraient)|cherch(?:e|ent)|recherch(?:e|ent)|"
    r"aimerai(?:t|ent)|desir(?:e|ent)|prepar(?:e|ent)|envisag(?:e|ent)|essai(?:e|ent)|test(?:e|ent)|projett(?:e|ent)|"
    r"prevoi(?:t|ent))"
)
# What a town does as a body; one that welcomes, has or goes may be no more than where things happen.
_DEED = (
    r"(?:organis(?:e|ent)|invit(?:e|ent)|envoi(?:e|ent)|travaill(?:e|ent)|coop(?:ere|erent)|lanc(?:e|ent)|"
    r"construi(?:t|sent)|renov(?:e|ent)|rehabilit(?:e|ent)|amenag(?:e|ent)|equip(?:e|ent)|repens(?:e|ent)|"
    r"restaur(?:e|ent)|plant(?:e|ent)|etudi(?:e|ent)|port(?:e|ent)|pilot(?:e|ent)|soutien(?:t|nent)|financ(?:e|ent)|"
    r"propos(?:e|ent)|se jumel\w*|est jumelee? avec|a un jumelage|sont jumel\w+)"
)
_ACTS = rf" (?:(?:ne|se|y|en) |s')?(?:{_WISH}|{_DEED})\b"
# «Riom, dans le Puy-de-Dôme,»
_ASIDE = r"(?: \([^)]{1,30}\)|,? (?:dans|en|au|aux|pres) [^,.;:!?]{2,40}(?:,|(?= )))?"
_TOWNS = r"(?:villes?|communes?|villages?|mairies|municipalites)"
_SPEAKS = re.compile(
    _ASIDE + rf"(?:{_ACTS}|,? (?:et|avec) [^.;:!?]{{2,60}}?{_ACTS}|,? (?:et|avec) (?:[\w'-]+ ){{1,3}}{_TOWNS}\b"
    r"|,? [^,.;:!?]{0,20}\d[\d ]* habitants)"
)
_ONE_NAME = re.compile(
    r"(?!(?:nous|on|je|j'|notre|nos|mon|ma|mes|ce|cette|qui|il|elle|ca|cela|quelqu'un|personne|chacun)\b)"
    rf"[a-z]['a-z-]+ {_WISH}\b"
)
_SIREN = 9  # figures of an intercommunality's number; a commune's code has five


def place_that_speaks(text: str, stated: Mapping[str, Any]) -> str | None:
    """The holder (a code of ``vocabulary.HOLDERS``) that the place of ``stated`` is, where it speaks in ``text``.

    Args:
        text: the description, as it was typed.
        stated: its facts; ``territory`` and ``locality`` say which place it names.
    """
    folded, opening = fold(text), 0
    if found := _OPENING.match(folded):
        opening = found.end()
    if code := stated.get("locality"):
        place = locality(code)
        if place is None:
            return None
        if len(code) != _SIREN:
            end = _name_end(folded, opening, key(place.name).split())
            return "commune" if end and _SPEAKS.match(folded, end) else None
        name = [*key(place.name).split(), *_KINDS]
        # A name that only a body bears: nobody begins by it to say where she is.
        starts = (opening, *_spoken_for(folded))
        return "epci" if any(_name_end(folded, at, name) for at in starts) else None
    if territory := stated.get("territory"):
        written = r"[\s'-]+".join(key(territory_name(territory)).split())
        if re.compile(written + _ACTS).match(folded, opening):
            return "region" if territory in REGION_DEPARTEMENTS else "departement"
        # Of several towns of that name nobody knows which; it is a town all the same.
        return "commune" if _ONE_NAME.match(folded, opening) else None
    return None


def _spoken_for(folded: str) -> Iterator[int]:
    """Where the name may begin of what somebody says that she is, or works for."""
    yield from (found.end() for found in _WE_ARE.finditer(folded))
    for work in _WORKS_FOR.finditer(folded):
        yield from (found.end() for found in _THERE.finditer(folded, work.start("rest"), work.end("rest")))


def _name_end(folded: str, at: int, name: list[str]) -> int:
    """Where the words of ``name`` that stand at ``at`` end, the links between them included; 0 when none does."""
    words, end = frozenset(name) - _LINKS, 0
    while found := _WORD.match(folded, at):
        word = _SAME.get(found[1], found[1])
        if word in words:
            end = found.end()
        elif word not in _LINKS:
            break
        at = found.end()
    return end
