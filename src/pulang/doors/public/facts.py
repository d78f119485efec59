"""What the pages of one release show, worked out from published releases alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pulang.areas.figures.facts import Release, Table
from pulang.areas.figures.rules import TABLE_WORDS
from pulang.doors.public import words
from pulang.kernel.words import Words

_TABLES: Final = (Table.STAGE, Table.CHOICE, Table.PROVINCE, Table.DISTRICTS, Table.ARRIVAL)


@dataclass(frozen=True, slots=True)
class Wait:
    """Something the programme waits or waited for: since when, and in which release it was gone."""

    what: dict[str, str]
    holder: dict[str, str]
    since: str | None
    days: int | None
    ended_by: str  # the day of the first release that no longer names it; empty while it is waited for
    stage: str = ""  # which it holds; releases of before do not say


@dataclass(frozen=True, slots=True)
class Time:
    """A stage and how long it was held by what the programme waits for: of nobody in particular."""

    stage: str
    since: str | None
    days: int | None
    held: bool


@dataclass(frozen=True, slots=True)
class Event:
    """A day on the timeline."""

    on: str
    says: Words


@dataclass(frozen=True, slots=True)
class Counts:
    """One of the fixed tables."""

    name: Words
    cells: tuple[dict[str, Any], ...]


def current(releases: Sequence[Release]) -> tuple[Release, ...]:
    """This will give the latest revision of each quarter, in order."""
    return tuple({each.quarter: each for each in releases}.values())


def counts(release: Release) -> tuple[Counts, ...]:
    """This will give the tables of a release that have cells; of cities and regencies only those that are shown."""
    kept = release.content["counts"]["cells"]
    cells = [each for each in kept if each["shown"] is not None or each["table"] != Table.DISTRICTS.value]
    found = (
        Counts(TABLE_WORDS[table], tuple(each for each in cells if each["table"] == table.value)) for table in _TABLES
    )
    return tuple(each for each in found if each.cells)


def waits(releases: Sequence[Release]) -> tuple[Wait, ...]:
    """This will tell how long each thing was waited for, from what the releases in turn said.

    Nothing else is asked: a wait that began and ended between two releases is in none of them.
    """
    open_ones: dict[str, Wait] = {}
    ended: list[Wait] = []
    for release in current(releases):
        as_of = release.content["as_of"]
        named = {_key(each): each for each in release.content["waiting"]}
        for key in [key for key in open_ones if key not in named]:
            gone = open_ones.pop(key)
            ended.append(replace(gone, ended_by=as_of))
        for key, each in named.items():
            since = each["since"] or (open_ones[key].since if key in open_ones else None)
            stage = each.get("stage", "")
            open_ones[key] = Wait(each["what"], each["holder"], since, _days(since, as_of), "", stage)
    return (*open_ones.values(), *ended)


def times(releases: Sequence[Release]) -> tuple[Time, ...]:
    """This will tell how long each stage was held, from the first it waited for to the last release that names one."""
    found = waits(releases)
    told = []
    for stage in words.STAGES:
        of_stage = [each for each in found if each.stage == stage]
        since = min((each.since for each in of_stage if each.since), default=None)
        longest = max((each.days for each in of_stage if each.days is not None), default=None)
        if of_stage:
            told.append(Time(stage, since, longest, any(not each.ended_by for each in of_stage)))
    return tuple(told)


def events(release: Release) -> tuple[Event, ...]:
    """This will put on one line what happened to the programme: decrees, decisions, promises, what is waited for."""
    content = release.content
    found = [
        *(
            Event(each["signed_on"], Words(id="Keputusan {n}", en="Decree {n}").format(n=each["number"]))
            for each in content.get("decrees", ())
        ),
        *(_decided(each) for each in content.get("decisions", ())),
        *(
            Event(each["kept_on"], _KEPT.format(what=words.named(words.SUBJECTS, each["what"])))
            for each in content["promises"]
            if each["kept_on"]
        ),
        *(
            Event(each["since"], _WAITS.format(what=Words(**each["what"])))
            for each in content["waiting"]
            if each["since"]
        ),
    ]
    return tuple(sorted(found, key=lambda each: (each.on, each.says.en)))


_KEPT: Final = Words(id="Janji ditepati: {what}", en="Promise kept: {what}")
_WAITS: Final = Words(id="Mulai menunggu {what}", en="Began to wait for {what}")
_DECIDED: Final = Words(id="Keputusan {meeting}: {outcome}", en="Decision of the {meeting}: {outcome}")


def _decided(decision: dict[str, Any]) -> Event:
    says = _DECIDED.format(
        meeting=words.named(words.MEETINGS, decision["meeting"]),
        outcome=words.named(words.OUTCOMES, decision["outcome"]),
    )
    return Event(decision["made_on"], says)


def _key(waited: dict[str, Any]) -> str:
    return str(waited.get("gate") or waited["what"]["en"])


def _days(since: str | None, as_of: str) -> int | None:
    if since is None:
        return None
    return max(0, (date.fromisoformat(as_of) - date.fromisoformat(since)).days)
