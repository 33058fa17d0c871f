"""Boxes in columns, arrows that cross as little as can be: a layered drawing whose layers are given.

The usual steps of Sugiyama, Tagawa and Toda («Methods for visual understanding of hierarchical system structures»,
1981), inside the bands that strands are: links that skip a column get a place in it; each column is put in the order of
the mean place of its neighbours, from several beginnings; places become rows, as straight as the order allows. Layout
libraries choose the layers themselves, and know no bands.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

BOX_WIDTH, GAP = 192, 44
_ROW_GAP, _THROUGH = 14, 16
_BAND_TITLE, _BAND_END = 26, 10
_SWEEPS = 8
_BEGINNINGS = 24  # orders from which to uncross: the one given, then shuffled ones
_SPREAD = 3  # strands: what replaces programmes of so many stands between them, in no band

Link = tuple[str, str]
Place = tuple[str, str, int] | str  # a box by its id; or where a link goes through a column: before, after, column
Group = list[list[Place]]  # what stands in one column of one band, from top to bottom; a chain of boxes stays together


@dataclass(frozen=True)
class Box:
    """A box to place. ``band`` counts from 0."""

    id: str
    column: int
    band: int
    height: float


@dataclass(frozen=True)
class Drawing:
    """Where everything is: top left corner of each box, points through which each link goes, top of each band."""

    corners: dict[str, tuple[float, float]]
    routes: dict[Link, tuple[tuple[float, float], ...]]
    bands: dict[int, float]
    height: float
    crossings: int


@dataclass
class _Grid:
    boxes: dict[str, Box]
    links: tuple[Link, ...]
    groups: dict[tuple[int, int], Group] = field(default_factory=dict)  # by column and band
    free: dict[str, Box] = field(default_factory=dict)
    edges: list[tuple[Place, Place]] = field(default_factory=list)  # from one column to the next
    columns: dict[Place, int] = field(default_factory=dict)
    band_of: dict[Place, int] = field(default_factory=dict)


def left_of(column: int) -> float:
    """Left side of the boxes of a column."""
    return column * (BOX_WIDTH + GAP)


def place(boxes: Sequence[Box], links: Sequence[Link]) -> Drawing:
    """Place the boxes and the links between them, top left at 0. The same input gives the same drawing."""
    grid = _grid(boxes, links)
    given = {at: list(group) for at, group in grid.groups.items()}
    found = []
    for beginning in range(_BEGINNINGS):
        shuffle = random.Random(beginning).shuffle
        grid.groups = {at: list(group) for at, group in given.items()}
        for group in grid.groups.values():
            if beginning:
                shuffle(group)
        _uncross(grid)
        rows = _rows(grid)
        climbs = sum(abs(rows[before] - rows[after]) for before, after in (*grid.edges, *grid.links))
        found.append((_crossings(grid), climbs, beginning, rows))
    crossings, _, _, rows = min(found, key=lambda drawing: drawing[:3])
    return _drawn(grid, rows, crossings)


def _grid(boxes: Sequence[Box], links: Sequence[Link]) -> _Grid:
    grid = _Grid({box.id: box for box in boxes}, tuple(links))
    before: dict[str, set[int]] = {}
    for source, target in links:
        before.setdefault(target, set()).add(grid.boxes[source].band)
    grid.free = {i: grid.boxes[i] for i, bands in before.items() if len(bands) >= _SPREAD}
    for box in boxes:
        grid.columns[box.id] = box.column
        if box.id not in grid.free:
            grid.band_of[box.id] = box.band
    for chain in _chains(grid):
        box = grid.boxes[chain[0]]
        grid.groups.setdefault((box.column, box.band), []).append(list(chain))
    for source, target in links:
        _join(grid, source, target)
    return grid


def _chains(grid: _Grid) -> Iterator[list[str]]:
    """Boxes that follow one another in one column of one band, each chain in order; most are alone."""
    after: dict[str, list[str]] = {}
    headed = set()
    for source, target in grid.links:
        a, b = grid.boxes[source], grid.boxes[target]
        if (a.column, a.band) == (b.column, b.band) and not {source, target} & set(grid.free) and target not in headed:
            after.setdefault(source, []).append(target)
            headed.add(target)
    for head in grid.boxes:
        if head not in headed and head not in grid.free:
            chain = [head]
            for member in chain:
                chain += after.get(member, ())
            yield chain


def _join(grid: _Grid, source: str, target: str) -> None:
    """The link, column by column."""
    first, last = grid.boxes[source], grid.boxes[target]
    if first.column == last.column:
        return
    band = first.band if target in grid.free else last.band
    through: list[Place] = [(source, target, column) for column in range(first.column + 1, last.column)]
    for at, column in zip(through, range(first.column + 1, last.column), strict=True):
        grid.columns[at], grid.band_of[at] = column, band
        grid.groups.setdefault((column, band), []).append([at])
    path: list[Place] = [source, *through, target]
    grid.edges += pairwise(path)


def _order(grid: _Grid) -> dict[Place, int]:
    """Rank of each place in its column, bands one below the other."""
    ranks: dict[Place, int] = {}
    counts: dict[int, int] = {}
    for (column, _), group in sorted(grid.groups.items()):
        for at in (at for chain in group for at in chain):
            ranks[at] = counts[column] = counts.get(column, -1) + 1
    return ranks


def _crossings(grid: _Grid) -> int:
    ranks = _order(grid)
    by_column: dict[int, list[tuple[int, int]]] = {}
    for source, target in grid.edges:
        if source in ranks and target in ranks:
            by_column.setdefault(grid.columns[source], []).append((ranks[source], ranks[target]))
    return sum((a - c) * (b - d) < 0 for pairs in by_column.values() for (a, b), (c, d) in combinations(pairs, 2))


def _neighbours(grid: _Grid) -> dict[Place, list[Place]]:
    near: dict[Place, list[Place]] = {}
    for source, target in grid.edges:
        near.setdefault(source, []).append(target)
        near.setdefault(target, []).append(source)
    return near


def _uncross(grid: _Grid) -> None:
    """Order each column by the mean rank of its neighbours, to the right then to the left, and keep the best."""
    near = _neighbours(grid)
    best, fewest = dict(grid.groups), _crossings(grid)
    for sweep in range(_SWEEPS):
        step = 1 if sweep % 2 == 0 else -1
        for at in sorted(grid.groups, reverse=step < 0):
            ranks = _order(grid)
            means = [_mean_rank(chain, grid, ranks, near, at[0] - step) for chain in grid.groups[at]]
            ordered = sorted(zip(means, range(len(means)), strict=True))
            grid.groups[at] = [grid.groups[at][n] for _, n in ordered]
        crossings = _crossings(grid)
        if crossings < fewest:
            best, fewest = dict(grid.groups), crossings
    grid.groups = best
    _swap(grid)


def _mean_rank(
    chain: Sequence[Place], grid: _Grid, ranks: dict[Place, int], near: dict[Place, list[Place]], column: int
) -> float:
    beside = [ranks[n] for at in chain for n in near.get(at, ()) if grid.columns[n] == column and n in ranks]
    return sum(beside) / len(beside) if beside else float(ranks[chain[0]])


def _swap(grid: _Grid) -> None:
    """Exchange neighbours as long as that uncrosses links."""
    fewest, better = _crossings(grid), True
    while better and fewest:
        better = False
        for group in grid.groups.values():
            for n in range(len(group) - 1):
                group[n], group[n + 1] = group[n + 1], group[n]
                crossings = _crossings(grid)
                if crossings < fewest:
                    fewest, better = crossings, True
                else:
                    group[n], group[n + 1] = group[n + 1], group[n]


def _rows(grid: _Grid) -> dict[Place, int]:
    """Row of each place, counted from the top of the drawing."""
    sizes: dict[int, int] = {}
    for (_, band), group in grid.groups.items():
        sizes[band] = max(sizes.get(band, 0), sum(map(len, group)))
    tops = {band: sum(size for other, size in sizes.items() if other < band) for band in sizes}
    near = _neighbours(grid)
    rows: dict[Place, int] = {}
    for at, group in grid.groups.items():
        rows.update((p, tops[at[1]] + n) for n, p in enumerate(p for chain in group for p in chain))
    for sweep in range(4):
        for (column, band), group in sorted(grid.groups.items(), reverse=sweep % 2 == 1):
            places = [p for chain in group for p in chain]
            # The first times, what is settled on one side alone; then both.
            sides = (column - 1,) if sweep == 0 else (column + 1,) if sweep == 1 else (column - 1, column + 1)
            wished = [
                _mean([rows[n] for n in near.get(p, ()) if n in rows and grid.columns[n] in sides]) for p in places
            ]
            rows.update(zip(places, _settle(wished, tops[band], sizes[band]), strict=True))
    for box in grid.free.values():
        taken = {row for p, row in rows.items() if grid.columns[p] == box.column}
        wish = _mean([rows[n] for n in near.get(box.id, ()) if n in rows]) or 0
        rows[box.id] = min(set(range(sum(sizes.values()))) - taken, key=lambda row: (abs(row - wish), row))
    return rows


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None


def _settle(wished: Sequence[float | None], top: int, size: int) -> list[int]:
    """Rows for places that keep their order, nearest to what each wishes (least squares)."""
    best: dict[int, tuple[float, list[int]]] = {top - 1: (0.0, [])}  # by last row taken
    for n, wish in enumerate(wished):
        left = len(wished) - n - 1
        reached: dict[int, tuple[float, list[int]]] = {}
        for row in range(top + n, top + size - left):
            cost, taken = min((cost, taken) for last, (cost, taken) in best.items() if last < row)
            reached[row] = (cost + (0.0 if wish is None else (row - wish) ** 2), [*taken, row])
        best = reached
    return min(best.values())[1]


def _drawn(grid: _Grid, rows: dict[Place, int], crossings: int) -> Drawing:
    heights: dict[int, float] = {}
    band_at: dict[int, int] = {}
    for at, row in rows.items():
        high = grid.boxes[at].height if isinstance(at, str) else _THROUGH
        heights[row] = max(heights.get(row, 0), high)
        if at in grid.band_of:
            band_at[row] = grid.band_of[at]
    several = len(set(band_at.values())) > 1
    middles: dict[int, float] = {}
    bands: dict[int, float] = {}
    y = 0.0
    for row in sorted(heights):
        band = band_at.get(row)
        if band is not None and band not in bands:
            y += _BAND_END if bands else 0
            bands[band] = y
            y += _BAND_TITLE if several else 0
        middles[row] = y + heights[row] / 2
        y += heights[row] + _ROW_GAP
    corners = {i: (left_of(box.column), middles[rows[i]] - box.height / 2) for i, box in grid.boxes.items()}
    routes = {link: tuple(_route(grid, link, corners, rows, middles)) for link in grid.links}
    return Drawing(corners, routes, bands, y, crossings)


def _route(
    grid: _Grid, link: Link, corners: dict[str, tuple[float, float]], rows: dict[Place, int], middles: dict[int, float]
) -> Iterable[tuple[float, float]]:
    """From the right side of a box to the left side of the next; inside a column, down or round by the right."""
    first, last = (grid.boxes[i] for i in link)
    (left, top), (left_after, top_after) = corners[first.id], corners[last.id]
    if first.column == last.column:
        between = {row for p, row in rows.items() if grid.columns[p] == first.column and p not in link}
        low, high = sorted((rows[first.id], rows[last.id]))
        if rows[first.id] < rows[last.id] and not between & set(range(low, high)):
            middle = left + BOX_WIDTH / 2
            return [(middle, top + first.height), (middle, top_after)]
        right, y, after_y = left + BOX_WIDTH, top + first.height / 2, top_after + last.height / 2
        return [(right, y), (right + GAP / 2, (y + after_y) / 2), (right, after_y)]
    points = [(left + BOX_WIDTH, top + first.height / 2)]
    for column in range(first.column + 1, last.column):
        y = middles[rows[first.id, last.id, column]]
        points += [(left_of(column), y), (left_of(column) + BOX_WIDTH, y)]
    return [*points, (left_after, top_after + last.height / 2)]
