"""A map of ways on a coastline of our own, drawn by the server: numbered places and lines; a table says the same.

The coast is Natural Earth's, in the public domain, simplified by `scripts/coast.py`. Nothing is fetched from anywhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pulang.doors.web.journeys.wording import stop
from pulang.kernel.words import Words

_COAST: Final = Path(__file__).parent / "coast.txt"
_SCALE: Final = 100  # hundredths of a degree
_AROUND: Final = 150
_NARROWEST: Final = 1_000  # ten degrees; a map of one town would be a grey field
_FLATTEST: Final = 0.42  # height by width
_TALLEST: Final = 0.75
_DOT: Final = 0.017  # of the width
_NORTH: Final = 800
_NEAR: Final = 1.6  # dots apart, below which two places share one


@dataclass(frozen=True, slots=True)
class Route:
    """From where to where, by what, and for how many it stands."""

    start: str
    to: str
    mode: Words
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A numbered place on the map."""

    number: int
    x: int
    y: int
    text_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the table: the same as on the map."""

    start: Words
    start_number: int | None
    to: Words
    to_number: int | None
    mode: Words
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A drawn map: its part of the country, the coast in it, lines, dots, and its lines as a table.

    `undrawn` is true where a place in the table has no site of its own, and so no number.
    """

    view: str
    coast: str
    lines: tuple[tuple[int, int, int, int], ...]
    dots: tuple[Dot, ...]
    radius: int
    size: int
    stroke: int
    table: tuple[Told, ...]
    undrawn: bool


def drawn(routes: Iterable[Route], at: Mapping[str, tuple[float, float]]) -> Map | None:
    """This will draw ways between places, given with latitude and longitude; None where nothing can be drawn.

    A place nobody knows the site of has no number and stands in the table alone.
    """
    ways = tuple(routes)
    sites = {
        name: (round(at[name][1] * _SCALE), _NORTH - round(at[name][0] * _SCALE))
        for one in ways
        for name in (one.start, one.to)
        if name in at
    }
    if not sites:
        return None
    left, top, width, height = _part(sites.values())
    numbers, places = _numbered(sites, near=_NEAR * _DOT * width)
    radius = round(_DOT * width)
    lines = {
        tuple(sorted((numbers[one.start], numbers[one.to])))
        for one in ways
        if one.start in numbers and one.to in numbers
    }
    return Map(
        view=f"{left} {top} {width} {height}",
        coast=" ".join(_outlines(left, top, left + width, top + height)),
        lines=tuple((*places[a - 1], *places[b - 1]) for a, b in sorted(lines) if a != b),
        dots=tuple(
            Dot(number=number, x=x, y=y, text_y=y + round(radius * 0.4))
            for number, (x, y) in enumerate(places, start=1)
        ),
        radius=radius,
        size=round(radius * 1.15),
        stroke=max(1, round(width / 300)),
        table=tuple(_told(one, numbers) for one in ways),
        undrawn=any(one.start not in numbers or one.to not in numbers for one in ways),
    )


def _told(one: Route, numbers: Mapping[str, int]) -> Told:
    return Told(
        start=stop(one.start),
        start_number=numbers.get(one.start),
        to=stop(one.to),
        to_number=numbers.get(one.to),
        mode=one.mode,
        count=one.count,
    )


def _numbered(sites: Mapping[str, tuple[int, int]], *, near: float) -> tuple[dict[str, int], list[tuple[int, int]]]:
    """This will number places in the order they are named; two that would cover one another share a number."""
    numbers: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    for name, (x, y) in sites.items():
        same = (n for n, (px, py) in enumerate(places, start=1) if (px - x) ** 2 + (py - y) ** 2 < near**2)
        numbers[name] = next(same, 0)
        if not numbers[name]:
            places.append((x, y))
            numbers[name] = len(places)
    return numbers, places


def _part(sites: Iterable[tuple[int, int]]) -> tuple[int, int, int, int]:
    """This will give the part of the country to show: left, top, width, height."""
    xs, ys = zip(*sites, strict=True)
    width = max(max(xs) - min(xs) + 2 * _AROUND, _NARROWEST)
    height = max(max(ys) - min(ys) + 2 * _AROUND, round(width * _FLATTEST))
    width = max(width, round(height / _TALLEST))
    return (min(xs) + max(xs) - width) // 2, (min(ys) + max(ys) - height) // 2, width, height


@cache
def _coast() -> tuple[tuple[tuple[int, int, int, int], str], ...]:
    found = []
    for line in _COAST.read_text(encoding="utf-8").splitlines():
        points = [(int(x), _NORTH - int(y)) for x, y in (each.split(",") for each in line.split(" "))]
        xs, ys = zip(*points, strict=True)
        path = "M" + " ".join(f"{x},{y}" for x, y in points) + "Z"
        found.append(((min(xs), min(ys), max(xs), max(ys)), path))
    return tuple(found)


def _outlines(left: int, top: int, right: int, bottom: int) -> Iterator[str]:
    for (west, north, east, south), path in _coast():
        if west < right and east > left and north < bottom and south > top:
            yield path
