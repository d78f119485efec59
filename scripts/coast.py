"""Draw the coastline behind maps of ways: clip and simplify Natural Earth's land into one path of our own.

    python scripts/coast.py FOLDER/land-50m.json

The file comes from the package `world-atlas` 2.0.2 (Natural Earth, in the public domain; ISC for the package); it is
asked for by nobody but whoever draws the line anew. What is written is whole hundredths of a degree, two a point.
"""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "pulang" / "doors" / "web" / "journeys" / "coast.txt"
WEST, EAST, SOUTH, NORTH = 93.5, 142.5, -12.5, 8.0
NEAR = 0.035  # degrees a point may lie beside the line it is left out of
LEAST = 3  # points of an outline
SMALL = 0.05  # square degrees; smaller islands would be dots of a pixel, except where there is nothing else

Point = tuple[float, float]


def arcs_of(said: dict[str, object]) -> list[list[Point]]:
    """This will read a topology's arcs as degrees."""
    transform, found = said["transform"], []
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]  # type: ignore[index]
    for arc in said["arcs"]:  # type: ignore[attr-defined]
        x = y = 0
        line = []
        for ax, ay in arc:
            x, y = x + ax, y + ay
            line.append((x * kx + dx, y * ky + dy))
        found.append(line)
    return found


def rings_of(said: dict[str, object]) -> Iterator[list[Point]]:
    """This will give the outlines of all land; lakes are left out."""
    arcs = arcs_of(said)
    (land,) = said["objects"]["land"]["geometries"]  # type: ignore[index]
    for polygon in land["arcs"]:
        ring: list[Point] = []
        for number in polygon[0]:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring += arc[1:] if ring else arc
        yield ring


def clipped(ring: Sequence[Point]) -> list[Point]:
    """This will cut an outline off at the edges of the map (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, edge, keep in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        cut: list[Point] = []
        for before, here in zip(points[-1:] + points[:-1], points, strict=True):
            inside, was = keep * (here[axis] - edge) >= 0, keep * (before[axis] - edge) >= 0
            if inside != was:
                part = (edge - before[axis]) / (here[axis] - before[axis])
                cut.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
            if inside:
                cut.append(here)
        points = cut
    return points


def simpler(line: Sequence[Point]) -> list[Point]:
    """This will leave out what lies near the line between its neighbours (Douglas and Peucker)."""
    if len(line) < LEAST:
        return list(line)
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)

    def off(point: Point) -> float:
        if length == 0:
            return math.hypot(point[0] - ax, point[1] - ay)
        return abs((bx - ax) * (ay - point[1]) - (ax - point[0]) * (by - ay)) / length

    far = max(range(1, len(line) - 1), key=lambda place: off(line[place]))
    if off(line[far]) <= NEAR:
        return [line[0], line[-1]]
    return simpler(line[: far + 1])[:-1] + simpler(line[far:])


def area(ring: Sequence[Point]) -> float:
    """This will give the area of an outline in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def main() -> None:
    """This will write the outlines, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("land", type=Path)
    said = json.loads(parser.parse_args().land.read_text(encoding="utf-8"))
    lines = []
    for ring in rings_of(said):
        kept = clipped(ring)
        if len(kept) < LEAST or area(kept) < SMALL:
            continue
        half = len(kept) // 2
        points = simpler([*kept[: half + 1]])[:-1] + simpler([*kept[half:], kept[0]])[:-1]
        if len(points) >= LEAST:
            lines.append(" ".join(f"{round(x * 100)},{round(y * 100)}" for x, y in points))
    OUT.write_text("\n".join(sorted(lines, key=lambda one: (-len(one), one))) + "\n", encoding="utf-8")
    print(f"{len(lines)} outlines, {OUT.stat().st_size / 1000:.1f} KB: {OUT}")


if __name__ == "__main__":
    main()
