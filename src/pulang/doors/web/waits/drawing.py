"""The waiting chart as a drawing: one row a link, days from left to right, the numbers those of the table below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pulang.flows.chart import Chart, Link

WIDTH, ROW, LEFT, TOP = 1000, 46, 64, 44
_BAR = 22
_MONTHS_WRITTEN = 8  # as many stand beside each other on a telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch of a row; `kind` names its look."""

    kind: str
    x: str
    y: int
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A number beside a row, or a month above the days."""

    text: str
    x: str
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All shapes of the chart, placed in the units of its own view box."""

    width: int
    height: int
    numbers: tuple[Label, ...]
    months: tuple[Label, ...]
    lines: tuple[str, ...]
    bars: tuple[Bar, ...]
    today: str
    arrows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each day stands, between the left margin and the right edge."""

    first: date
    days: int

    def x(self, day: date) -> float:
        """This will place a day between the left margin and the right edge."""
        within = min(max((day - self.first).days, 0), self.days)
        return LEFT + within * (WIDTH - LEFT - 24) / self.days


def draw(chart: Chart, ends: date) -> Drawing:
    """This will draw a chart from its oldest wait to `ends`, the last day that has to be seen."""
    first = min([chart.as_of, *(link.since for link in chart.links if link.since is not None)]) - timedelta(days=3)
    scale = Scale(first, max(1, (ends - first).days + 3))
    rows = {link.id: TOP + place * ROW for place, link in enumerate(chart.links)}
    written, lines = months(scale, ends)
    return Drawing(
        width=WIDTH,
        height=TOP + len(chart.links) * ROW + 8,
        numbers=tuple(
            Label(text=str(place), x="30", y=rows[link.id] + 19) for place, link in enumerate(chart.links, start=1)
        ),
        months=written,
        lines=lines,
        bars=tuple(one for link in chart.links for one in _bars(link, rows[link.id], chart.as_of, scale)),
        today=f"{scale.x(chart.as_of):.1f}",
        arrows=tuple(_arrows(chart, rows, scale)),
    )


def months(scale: Scale, ends: date) -> tuple[tuple[Label, ...], tuple[str, ...]]:
    """This will give the months to be written above the days, and where each begins."""
    found = tuple(_months(scale, ends))
    step = 1 if len(found) <= _MONTHS_WRITTEN else 3
    return (
        tuple(Label(text=f"{day.month}/{day:%y}", x=f"{x:.1f}", y=24) for day, x in found if not day.month % step),
        tuple(f"{x:.1f}" for _, x in found),
    )


def _months(scale: Scale, ends: date) -> Iterator[tuple[date, float]]:
    day = (scale.first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= ends:
        yield day, scale.x(day)
        day = (day + timedelta(days=32)).replace(day=1)


def _bars(link: Link, y: int, as_of: date, scale: Scale) -> Iterator[Bar]:
    if link.done:
        yield bar("sudah", link.done_on or as_of, link.done_on or as_of, y, scale)
    else:
        if link.since is not None:
            yield bar("lama", link.since, as_of, y, scale)
        yield bar("penentu" if link.decides else "depan", as_of, link.earliest, y, scale)
    if link.promised is not None:
        yield bar("janji", link.promised, link.promised, y, scale)


def bar(kind: str, first: date, last: date, y: int, scale: Scale) -> Bar:
    """This will place one stretch of a row; even a single day can be seen."""
    x = scale.x(first)
    return Bar(kind=kind, x=f"{x:.1f}", y=y, width=f"{max(8.0, scale.x(last) - x):.1f}")


def _arrows(chart: Chart, rows: dict[str, int], scale: Scale) -> Iterator[str]:
    """This will draw, for each link, a line from the end of what it rests on to its own row."""
    ends = {link.id: scale.x(link.earliest) for link in chart.links}
    for link in chart.links:
        for need in link.rests_on:
            below = rows[link.id] > rows[need]
            start, end = rows[need] + (_BAR if below else 0), rows[link.id] + (0 if below else _BAR)
            yield f"M{ends[need]:.1f} {start} V{end}"
