"""The tree as SVG: classes only, so that one style sheet paints it on the site and in a file, in light and in dark."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape

from assistant.family_tree.layout import BOX_WIDTH, GAP, Box, Drawing, left_of, place
from assistant.family_tree.lettering import lines
from assistant.family_tree.lineage import PERIODS, Kin, Section
from assistant.matching.timing import standing
from assistant.matching.words import on_date
from assistant.programmes.records import Programme
from assistant.settings import ROOT

STATUSES = {
    "open": "appel ouvert",
    "permanent": "toute l'année",
    "between_calls": "entre deux appels",
    "proposed": "proposition, pas adoptée",
    "closed": "terminé",
}
_ENDED = "terminé, sans suite"

STYLE = ROOT / "assistant" / "web" / "pages" / "static" / "family-tree.css"

LARGEST = 100
"""Programmes of a section that a picture still shows: nobody follows more, and placing them takes half a second."""

_MARGIN, _HEAD = 12, 40
_NAME, _STATUS, _LEADING = 12.5, 11, 16
_PADDING, _MARKER = 10, 16
_TITLE_HIGH, _TOP = 46, 150  # of a section and of the whole, in the file

Address = Callable[[Programme], str]


def short_name(kin: Kin) -> str:
    """The name; its years are left out where they are those of the column, and added where it does not tell them."""
    programme = kin.programme
    name = programme.name.removesuffix(" (proposition)") if kin.status == "proposed" else programme.name
    if programme.period == PERIODS[kin.column]:
        return name.replace(f" {programme.period}", "")
    return name if programme.period in name else f"{name} ({programme.period})"


def status_text(kin: Kin, section: Section) -> str:
    """Its status, and whether nothing replaced it."""
    if kin.status == "between_calls":
        return standing(kin.programme, kin.status, section.day)
    ended = kin.status == "closed" and kin.programme.succeeded_by_note and not section.after.get(kin.programme.id)
    return _ENDED if ended else STATUSES[kin.status]


def section_svg(section: Section, address: Address) -> str:
    """One section, to be put in a page: every box leads to the page of its programme."""
    drawn = _place(section)
    first, last = section.kin[0].column, section.kin[-1].column
    left, wide = left_of(first) - _MARGIN, left_of(last) - left_of(first) + BOX_WIDTH + 2 * _MARGIN
    high = _HEAD + drawn.height + _MARGIN
    name = f"ft-{section.id}"
    return "\n".join([
        f'<svg class="ft" xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} 0 {wide:g} {high:g}" width="{wide:g}" '
        f'height="{high:g}" role="group" aria-labelledby="{name}-title" aria-describedby="{name}-desc">',
        f'<title id="{name}-title">Filiation : {escape(section.title)}</title>',
        f'<desc id="{name}-desc">{escape(_described(section))}</desc>',
        *_columns(range(first, last + 1), section.day, high),
        *_body(section, drawn, address),
        "</svg>",
    ])  # fmt: skip


def whole_svg(sections: Sequence[Section], day: date, style: str) -> str:
    """All sections that are not too large, in one file that stands alone, with its legend and its ``style``."""
    sections = [section for section in sections if len(section.kin) <= LARGEST]
    drawings = [_place(section) for section in sections]
    wide = left_of(len(PERIODS) - 1) + BOX_WIDTH + 2 * _MARGIN
    high = _TOP + sum(_TITLE_HIGH + drawn.height for drawn in drawings) + _MARGIN
    count, links = sum(len(section.kin) for section in sections), sum(len(section.links) for section in sections)
    title = "La filiation des programmes, de 2000 aux propositions pour 2028-2034"
    parts = [
        f'<svg class="ft" xmlns="http://www.w3.org/2000/svg" viewBox="{-_MARGIN} 0 {wide:g} {high:g}" width="{wide:g}" '
        f'height="{high:g}" role="img" lang="fr" data-day="{day}" aria-labelledby="title desc">',
        f'<title id="title">{title}</title>',
        f'<desc id="desc">{" ".join(escape(_described(section)) for section in sections)}</desc>',
        f"<style>\n{style.strip()}\n</style>",
        f'<rect class="ft-paper" x="{-_MARGIN}" width="{wide:g}" height="{high:g}"/>',
        f'<text class="ft-title" x="0" y="34">{title}</text>',
        f'<text class="ft-note" x="0" y="58">{count} programmes et {links} liens de succession, où en est chacun '
        f"{on_date(day.isoformat())} ; une flèche va d'un programme à ce qui l'a remplacé.</text>",
        *_legend(86),
        f'<g transform="translate(0 {_TOP - _HEAD})">',
        *_columns(range(len(PERIODS)), day, high - _TOP + _HEAD - _MARGIN),
        "</g>",
    ]
    top = float(_TOP)
    for section, drawn in zip(sections, drawings, strict=True):
        parts += [
            f'<g transform="translate(0 {top + _TITLE_HIGH - _HEAD:g})">',
            f'<text class="ft-section" x="0" y="{_HEAD - 14}">{escape(section.title)}</text>',
            *_body(section, drawn, None),
            "</g>",
        ]
        top += _TITLE_HIGH + drawn.height
    return "\n".join([*parts, "</svg>"]) + "\n"


def marker(status: str, x: float = 0, y: float = 0) -> str:
    """The sign of a status, 10 units wide: told by its shape as much as by its colour."""
    ring = '<circle class="ft-hollow" cx="5" cy="5" r="4.2"/>'
    shapes = {
        "open": '<circle class="ft-full" cx="5" cy="5" r="4.5"/>',
        "permanent": f'{ring}<circle class="ft-full" cx="5" cy="5" r="2.2"/>',
        "between_calls": f'{ring}<path class="ft-full" d="M5 .8a4.2 4.2 0 0 1 0 8.4z"/>',
        "proposed": '<path class="ft-hollow" d="M5 .4 9.6 5 5 9.6.4 5z"/>',
        "closed": '<rect class="ft-full" x="1" y="1" width="8" height="8"/>',
    }  # fmt: skip
    return f'<g class="ft-{status}" transform="translate({x:g} {y:g})" aria-hidden="true">{shapes[status]}</g>'


def _place(section: Section) -> Drawing:
    boxes = [Box(kin.programme.id, kin.column, kin.strand, _height(kin, section)) for kin in section.kin]
    return place(boxes, section.links)


def _height(kin: Kin, section: Section) -> float:
    name, status = _lettered(kin, section)
    return 2 * _PADDING - 4 + _LEADING * (len(name) + len(status))


def _lettered(kin: Kin, section: Section) -> tuple[list[str], list[str]]:
    most = BOX_WIDTH - 2 * _PADDING
    return (
        lines(short_name(kin), _NAME, most),
        lines(status_text(kin, section), _STATUS, most - _MARKER),
    )


def _described(section: Section) -> str:
    """What the picture shows, for those who listen to it."""
    living = sum(kin.status in ("open", "permanent", "between_calls") for kin in section.kin)
    proposed = [kin.programme.name for kin in section.kin if kin.status == "proposed"]
    first, last = section.kin[0], section.kin[-1]
    after = f" ; proposé pour la suite : {', '.join(proposed)}" if proposed else ""
    return (
        f"{section.title} : {len(section.kin)} programmes, de {PERIODS[first.column]} à {PERIODS[last.column]}, "
        f"de gauche à droite ; {len(section.links)} flèches vont d'un programme à ce qui l'a remplacé. "
        f"{living} sont en vie{after}."
    )


def _columns(columns: Sequence[int], day: date, high: float) -> Iterator[str]:
    """The heads of the columns, that of the period under way on its own ground."""
    for column in columns:
        x, period = left_of(column), PERIODS[column]
        first, last = (int(year) for year in period.split("-"))
        now = first <= day.year <= last
        if now:
            area = f'x="{x - GAP / 4:g}" y="4" width="{BOX_WIDTH + GAP / 2:g}" height="{high - 8:g}"'
            yield f'<rect class="ft-now" {area} rx="8"/>'
        said = " · en cours" if now else " · propositions" if first > day.year else ""
        yield (
            f'<text class="ft-head" x="{x + BOX_WIDTH / 2:g}" y="26" text-anchor="middle">{period}'
            f'<tspan class="ft-said">{said}</tspan></text>'
        )


def _body(section: Section, drawn: Drawing, address: Address | None) -> Iterator[str]:
    first = section.kin[0].column
    yield f'<g transform="translate(0 {_HEAD})">'
    yield '<g aria-hidden="true">'
    yield from (_arrow(link, drawn.routes[link]) for link in section.links)
    yield "</g>"
    if len(drawn.bands) > 1:
        for band, top in drawn.bands.items():
            x, title = left_of(first), escape(section.strands[band])
            yield f'<text class="ft-band" x="{x:g}" y="{top + 15:g}">{title}</text>'
    for kin in section.kin:
        yield _box(kin, section, drawn.corners[kin.programme.id], address)
    yield "</g>"


def _box(kin: Kin, section: Section, corner: tuple[float, float], address: Address | None) -> str:
    name, status = _lettered(kin, section)
    y = _PADDING + 8.0
    texts = []
    for n, line in enumerate((*name, *status)):
        told = n >= len(name)
        x = _PADDING + (_MARKER if told else 0)
        texts.append(f'<text class="{"ft-status" if told else "ft-name"}" x="{x}" y="{y:g}">{escape(line)}</text>')
        if n == len(name):
            texts.append(marker(kin.status, _PADDING, y - 9))
        y += _LEADING
    inside = "\n".join(
        [f'<rect class="ft-box" width="{BOX_WIDTH}" height="{_height(kin, section):g}" rx="6"/>', *texts]
    )
    if address:
        inside = f'<a href="{escape(address(kin.programme))}">{inside}</a>'
    return f'<g class="ft-{kin.status}" transform="translate({corner[0]:g} {corner[1]:g})">{inside}</g>'


def _arrow(link: tuple[str, str], points: Sequence[tuple[float, float]]) -> str:
    """A curve through the points, with its head; ``data-link`` says which link it is."""
    (x, y), (last_x, last_y) = points[0], points[-1]
    path, head = f"M{x:g} {y:g}", f"M{last_x:g} {last_y:g}l-8 -4.5v9z"
    if x == last_x and len(points) == 2:  # down to the box below
        path, head = f"{path}V{last_y:g}", f"M{last_x:g} {last_y:g}l-4.5 -8h9z"
    elif x == last_x:  # round the boxes that stand between
        side = points[1][0]
        path = f"{path}C{side:g} {y:g} {side:g} {last_y:g} {last_x:g} {last_y:g}"
        head = f"M{last_x:g} {last_y:g}l8 -4.5v9z"
    else:
        for after_x, after_y in points[1:]:
            middle = (x + after_x) / 2
            curve = f"C{middle:g} {y:g} {middle:g} {after_y:g} {after_x:g} {after_y:g}"
            path += f"H{after_x:g}" if y == after_y else curve
            x, y = after_x, after_y
    name = escape(" ".join(link))
    return f'<g data-link="{name}"><path class="ft-line" d="{path}"/><path class="ft-tip" d="{head}"/></g>'


def _legend(y: float) -> Iterator[str]:
    x = 0.0
    for status, label in STATUSES.items():
        yield marker(status, x, y - 9)
        yield f'<text class="ft-status" x="{x + _MARKER:g}" y="{y:g}">{label}</text>'
        x += _MARKER + 40 + 6 * len(label)
