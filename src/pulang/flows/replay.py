"""Replays a file of acts: every line through the same flow, with the same refusals, as if it were done by hand.

The file is read twice, line by line, so that its size does not matter: first for its form, then to do it. A file
with a single malformed line does nothing at all. Replaying it again does what is still missing and nothing twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import BinaryIO, Final

from pulang.areas.accounts.facts import Actor
from pulang.flows import actlines, catalog, fields, standing
from pulang.flows.act import NO_ZONE, Together, together, written
from pulang.flows.actlines import ActLine
from pulang.flows.perform import carry_out
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

BATCH: Final = 500  # acts in one transaction; after a power cut at most these are done again
FAULTS_MOST: Final = 100  # malformed lines after which reading on tells nobody anything new
TOLD_MOST: Final = 1000  # refused lines that are told one by one; the others are counted
_MARK: Final = b"\xef\xbb\xbf"

UNFINISHED: Final = Words(
    id="Sesudah baris ini tidak diperiksa lagi: terlalu banyak baris yang salah bentuk.",
    en="Lines after this one were not looked at: too many are malformed.",
)


class Mode(Enum):
    """What becomes of a replay: what could be done stays, all or nothing, or nothing in any case."""

    LINE_BY_LINE = "LINE_BY_LINE"
    ATOMIC = "ATOMIC"
    DRY_RUN = "DRY_RUN"


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not done, and why."""

    line: int
    id: str
    code: str
    words: Words


@dataclass(slots=True)
class Report:
    """What a replay did: how many acts, how many had been done before, and which lines were refused."""

    mode: Mode
    done: int = 0
    already_done: int = 0
    refused: int = 0
    malformed: bool = False
    told: list[Refused] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """This will be true when what was done stays done."""
        if self.malformed or self.mode is Mode.DRY_RUN:
            return False
        return self.mode is Mode.LINE_BY_LINE or not self.refused

    def refuse(self, number: int, ref: str, refusal: Refusal) -> None:
        """This will count a refused line and keep its reason."""
        self.refused += 1
        if len(self.told) < TOLD_MOST:
            self.told.append(Refused(number, ref, refusal.code, refusal.words))


AHEAD: Final = Words(
    id="“at” menyebut waktu yang belum tiba. Periksa tahunnya.",
    en="“at” names a time that has not come yet. Check the year.",
)


def replay(*, file: BinaryIO, mode: Mode = Mode.LINE_BY_LINE, latest: datetime | None = None) -> Report:
    """This will check the whole file, then do its acts in order, and give what came of it.

    The file must be one that can be read twice. Whoever an act names acts with the rights held on its day.
    An act recorded after `latest` is refused: nobody could set it right before that time has come.
    """
    report = _checked(file, mode, latest)
    if report.malformed:
        return report
    file.seek(0)
    numbered = _lines(file)
    if mode is Mode.LINE_BY_LINE:
        while _some(numbered, report):
            pass
        return report
    with together() as acts:
        _all(numbered, report, acts)
    return report


def _checked(file: BinaryIO, mode: Mode, latest: datetime | None = None) -> Report:
    """This will read every line for its form and its fields, without touching the database."""
    report = Report(mode)
    for number, raw in _lines(file):
        ref = ""
        try:
            line = _parse(raw)
            ref = line.id
            _refuse_ahead(line, latest)
            fields.read(catalog.verb(line.do).asks, line.with_)
        except Refusal as refusal:
            report.malformed = True
            report.refuse(number, ref, refusal)
        if report.refused >= FAULTS_MOST:
            report.told.append(Refused(number, "", "stopped-looking", UNFINISHED))
            break
    return report


def _refuse_ahead(line: ActLine, latest: datetime | None) -> None:
    if latest is not None and line.at > latest:
        raise Refusal("at-ahead", AHEAD, field="at")


def _some(numbered: Iterator[tuple[int, bytes]], report: Report) -> bool:
    """This will do one transaction's worth of acts; false when the file is at its end."""
    actors: dict[tuple[str, date], Actor] = {}
    with together():
        for count, (number, raw) in enumerate(numbered, start=1):
            _one(number, raw, report, actors)
            if count == BATCH:
                return True
    return False


def _all(numbered: Iterator[tuple[int, bytes]], report: Report, acts: Together) -> None:
    actors: dict[tuple[str, date], Actor] = {}
    for number, raw in numbered:
        _one(number, raw, report, actors)
    acts.keep = report.kept


def _one(number: int, raw: bytes, report: Report, actors: dict[tuple[str, date], Actor]) -> None:
    ref = ""
    try:
        line = _parse(raw)
        ref = line.id
        verb = catalog.verb(line.do)
        what = fields.read(verb.asks, line.with_)
        receipt = carry_out(by=_actor(line, actors), verb=verb, what=what, at=line.at, ref=line.id)
    except Refusal as refusal:
        report.refuse(number, ref, refusal)
        return
    report.already_done += receipt.already_done
    report.done += not receipt.already_done
    if line.do.startswith(("accounts.", "audit.")):
        actors.clear()  # who may do what has perhaps just changed


def _actor(line: ActLine, actors: dict[tuple[str, date], Actor]) -> Actor:
    key = (line.by, local_day(line.at, NO_ZONE))
    if key not in actors:
        try:
            actors[key] = standing.actor_on(*key)
        except Refusal:
            # What a closed account did earlier is still done; anything new it asks for is not.
            stranger = Actor(code=line.by, name="")
            if written(stranger, line.at, line.id):
                return stranger
            raise
    return actors[key]


def _parse(raw: bytes) -> ActLine:
    try:
        return actlines.parse(raw)
    except Refusal as refusal:
        if refusal.code == "line-not-json" and b"\r" in raw.rstrip(b"\r\n"):
            raise Refusal("lines-end-with-cr", actlines.OLD_ENDS) from refusal
        if refusal.code == "line-not-json" and not raw.endswith(b"\n"):
            raise Refusal("line-cut-off", actlines.CUT_OFF) from refusal
        raise


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """This will give each line that is not blank with its number, never holding more than one of them."""
    number = 0
    while raw := file.readline(actlines.LONGEST + 2):
        number += 1
        if number == 1:
            raw = raw.removeprefix(_MARK)
        if len(raw) > actlines.LONGEST and not raw.endswith(b"\n"):
            _skip(file)
        if raw.strip(b" \t\r\n"):
            yield number, raw


def _skip(file: BinaryIO) -> None:
    while (rest := file.readline(actlines.LONGEST)) and not rest.endswith(b"\n"):
        pass
