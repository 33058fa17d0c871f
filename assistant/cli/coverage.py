"""The coverage of the base as a table for the terminal, a picture, and a page for advisers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby

from assistant.matching.coverage import KINDS, Cell, counted, empty, note_on
from assistant.matching.words import enumerate_fr, french_date
from assistant.programmes.base import Base
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS

_GOALS = {code: label.split(" (")[0].split(" porté")[0] for code, label in GOALS.items()}
_FRAMEWORKS = {
    code: label.removeprefix("coopération ").split(" (")[0].split(" ou ")[0] for code, label in FRAMEWORKS.items()
}
_COLUMNS = [(goal, framework) for goal in GOALS for framework in FRAMEWORKS]
PICTURE = "coverage.svg"

# The picture, in its own units.
_LEFT, _TOP, _WIDE, _HIGH, _BETWEEN = 270, 150, 40, 26, 14
_DARKEST = 20  # programmes: more are as dark
_DARK = 0.7  # from this shade on white reads better than black (contrast of 4 or more on either side)
_INK, _PAPER, _BLUE, _GAP, _SENSELESS = "#1b1b1b", "#ffffff", (27, 79, 114), "#b03a2e", "#e3e3e3"


def as_rows(cells: Sequence[Cell]) -> Iterator[dict[str, object]]:
    """One JSON-ready object a combination."""
    for cell in cells:
        yield {
            "goal": cell.goal, "framework": cell.framework, "holder": cell.holder,
            "programmes": list(cell.programmes), "bodies": list(cell.bodies),
        }  # fmt: skip


def as_table(cells: Sequence[Cell]) -> str:
    """Numbers of programmes, a block a goal; the last line of a block counts the bodies."""
    found = _by_place(cells)
    width = max(map(len, HOLDERS.values())) + 2
    lines = []
    for goal in GOALS:
        lines += [f"\n{_GOALS[goal]}", " " * width + "".join(f"{label:>18}" for label in _FRAMEWORKS.values())]
        for holder, label in HOLDERS.items():
            counts = [len(found[goal, framework, holder].programmes) for framework in FRAMEWORKS]
            lines.append(f"{'  ' + label:{width}}" + "".join(f"{count:>18}" for count in counts))
        lines.append(f"{'  (organismes)':{width}}" + "".join(f"{_bodies(found, goal, f):>18}" for f in FRAMEWORKS))
    return "\n".join(lines).lstrip("\n")


def as_svg(cells: Sequence[Cell], day: date) -> str:
    """The heat map: a line a holder, a column a goal and framework; every figure is written in its cell."""
    found = _by_place(cells)
    width, height = _x(len(_COLUMNS)) + 40, _TOP + _HIGH * (len(HOLDERS) + 1) + 60
    without = empty(cells)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">',
        f'<title id="title">Programmes vivants par objectif, cadre et porteur, {_on(day)}</title>',
        f'<desc id="desc">{escape(_described(cells))} Les {len(without)} cases vides sont nommées dans la page qui '
        "accompagne cette figure.</desc>",
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
    ]
    for n, goal in enumerate(GOALS):
        middle = (_x(n * len(FRAMEWORKS)) + _x((n + 1) * len(FRAMEWORKS)) - _BETWEEN) / 2
        parts.append(_text(middle, 20, _GOALS[goal], anchor="middle", weight="bold"))
    for n, (_, framework) in enumerate(_COLUMNS):
        turned = f'transform="translate({_x(n) + 25},{_TOP - 8}) rotate(-60)"'
        parts.append(f'<text {turned} fill="{_INK}">{escape(_FRAMEWORKS[framework])}</text>')
    for row, (holder, label) in enumerate(HOLDERS.items()):
        y = _TOP + row * _HIGH
        parts.append(_text(_LEFT - 8, y + 18, label, anchor="end"))
        parts += [_square(found[goal, framework, holder], _x(n), y) for n, (goal, framework) in enumerate(_COLUMNS)]
    y = _TOP + len(HOLDERS) * _HIGH + 8
    parts.append(_text(_LEFT - 8, y + 18, "organismes d'appui", anchor="end", weight="bold"))
    parts += [_text(_x(n) + 19, y + 18, str(_bodies(found, *at)), anchor="middle") for n, at in enumerate(_COLUMNS)]
    parts += [*_legend(height - 20), "</svg>"]
    return "\n".join(parts) + "\n"


def as_page(cells: Sequence[Cell], base: Base, day: date) -> str:
    """The picture, how it was counted, and each empty cell with what an adviser says there."""
    lines = [
        "# Ce que la base couvre",
        "",
        f"Combien de programmes vivants {_on(day)} répondent à chaque objectif, cadre et porteur, pour un porteur "
        f"d'Auvergne. {_described(cells)}",
        "",
        f"![Programmes vivants par objectif, cadre et porteur ; les cases vides sont nommées plus bas]({PICTURE})",
        "",
        "Page et figure sont écrites par la commande "
        f"`python -m assistant programmes coverage --as-of {day} --page docs/coverage.md` ; "
        "`--json` donne les fiches derrière chaque nombre.",
        "",
        "Un programme compte s'il est ouvert, permanent ou entre deux appels, si sa fiche cite l'objectif et le cadre, "
        "et si elle n'écarte ni le porteur ni l'Auvergne. Une famille de programmes ne compte que là où aucun de ses "
        "volets ne répond. Un organisme compte s'il conseille, s'il est proche, et s'il ne se limite pas à d'autres "
        "objectifs ou cadres.",
        *_without_framework(base, day),
        "",
        "## Les cases vides, et ce qu'y dit un conseiller",
    ]
    for kind, title in (*KINDS.items(), (None, "à examiner")):
        lines += _empty_cells(kind, title, empty(cells), base)
    return "\n".join(lines) + "\n"


def _empty_cells(kind: str | None, title: str, cells: Iterable[Cell], base: Base) -> Iterator[str]:
    """The empty cells of one kind, those that share a note together."""
    notes: dict[object, list[Cell]] = {}
    for cell in cells:
        note = note_on(cell)
        if (note.kind if note else None) == kind:
            notes.setdefault(note, []).append(cell)
    if notes:
        yield from ("", f"### {title[0].upper()}{title[1:]} : {sum(map(len, notes.values()))}")
    for same in notes.values():
        note = note_on(same[0])
        yield ""
        yield from _named(same)
        if note:
            read = [f"« {base.terms[term].term} »" for term in note.terms if term in base.terms]
            source = f" (Définition{'s' if len(read) > 1 else ''} : {enumerate_fr(read)}.)" if read else ""
            yield from ("", f"  {note.say.strip()}{source}")


def _named(cells: Sequence[Cell]) -> Iterator[str]:
    """Empty cells in words, a line a goal and framework."""
    for (goal, framework), some in groupby(cells, key=lambda cell: (cell.goal, cell.framework)):
        holders = [cell.holder for cell in some]
        who = "tous les porteurs" if len(holders) == len(HOLDERS) else enumerate_fr(HOLDERS[h] for h in holders)
        yield f"- {_GOALS[goal]}, coopération {_FRAMEWORKS[framework]} : {who}."


def _without_framework(base: Base, day: date) -> list[str]:
    """Living programmes that no cell can count, their record naming no framework."""
    names = [p.name for p in counted(base, day) if not p.frameworks]
    if not names:
        return []
    return [
        "",
        f"Leur fiche ne citant aucun cadre, {len(names)} programmes ne comptent nulle part : {enumerate_fr(names)}.",
    ]


def _by_place(cells: Iterable[Cell]) -> dict[tuple[str, str, str], Cell]:
    return {(cell.goal, cell.framework, cell.holder): cell for cell in cells}


def _bodies(found: dict[tuple[str, str, str], Cell], goal: str, framework: str) -> int:
    """Bodies are the same for every holder."""
    return len(found[goal, framework, next(iter(HOLDERS))].bodies)


def _described(cells: Sequence[Cell]) -> str:
    most = max(cells, key=lambda cell: len(cell.programmes))
    return (
        f"De 0 à {len(most.programmes)} programmes par case ; le plus pour : {HOLDERS[most.holder]}, "
        f"{_GOALS[most.goal]}, coopération {_FRAMEWORKS[most.framework]}. "
        f"{len(empty(cells))} cases sur {len(cells)} sont vides."
    )


def _on(day: date) -> str:
    return f"le {french_date(day.isoformat())}"


def _x(column: int) -> int:
    return _LEFT + column * _WIDE + column // len(FRAMEWORKS) * _BETWEEN


def _text(x: float, y: float, text: str, anchor: str = "start", weight: str = "normal", fill: str = _INK) -> str:
    return f'<text x="{x:g}" y="{y}" text-anchor="{anchor}" font-weight="{weight}" fill="{fill}">{escape(text)}</text>'


def _shade(share: float) -> str:
    """From white (0) to the darkest (1)."""
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in _BLUE)


def _square(cell: Cell, x: int, y: int) -> str:
    """One cell: the darker the more programmes; an empty one is grey, or ringed where something is really missing."""
    count = len(cell.programmes)
    note = None if count else note_on(cell)
    missing = not count and (note is None or note.kind == "gap")
    share = min(count / _DARKEST, 1) ** 0.6
    fill = _shade(share) if count else _PAPER if missing else _SENSELESS
    ring = f' stroke="{_GAP}" stroke-width="2"' if missing else ""
    said = f"{HOLDERS[cell.holder]}, {_GOALS[cell.goal]}, coopération {_FRAMEWORKS[cell.framework]} : {count}"
    ink = _PAPER if share > _DARK else _GAP if missing else _INK
    return (
        f'<g><title>{escape(said)}</title><rect x="{x + 1}" y="{y + 1}" width="{_WIDE - 3}" height="{_HIGH - 3}" '
        f'fill="{fill}"{ring}/>{_text(x + 19, y + 18, str(count), anchor="middle", fill=ink)}</g>'
    )


def _legend(y: int) -> Iterator[str]:
    items = (
        (f'fill="{_PAPER}" stroke="{_GAP}" stroke-width="2"', "vide, manque réel"),
        (f'fill="{_SENSELESS}"', "vide, combinaison sans objet"),
        (f'fill="{_shade(1)}"', f"{_DARKEST} programmes et plus"),
    )
    for n, (paint, label) in enumerate(items):
        x = _LEFT + n * 230
        yield f'<rect x="{x}" y="{y - 14}" width="18" height="18" {paint}/>{_text(x + 26, y, label)}'
