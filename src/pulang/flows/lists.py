"""Lists over time: who stood on a programme's list on a day, and by which act two lists differ; never a name."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from pulang.areas.accounts.facts import Actor
from pulang.areas.audit import queries as audit
from pulang.areas.audit.facts import Named
from pulang.areas.boards import queries as boards
from pulang.areas.cases import queries as cases
from pulang.flows import looking, standing
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words

ON: Final = "on"
_WORDS: Final = {
    ON: Words(id="ada dalam daftar", en="on the list"),
    "choice": Words(id="pilihan", en="choice"),
    "verified": Words(id="verifikasi", en="verification"),
    "move": Words(id="langkah", en="step"),
    "same": Words(id="orang yang sama dengan berkas lain", en="the same person as another case"),
}
_SILENT: Final = "-"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a list says about a case, and the number of the act that said it."""

    value: str
    act: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing two lists say differently about a case, and the act that made the difference."""

    case: str
    about: str
    words: Words
    before: str
    after: str
    act: str
    verb: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two lists: how many each holds, by what it says, and every difference with its act."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    changes: tuple[Change, ...]

    @property
    def unexplained(self) -> int:
        """This will count the differences without an act behind them: there are none."""
        return sum(not change.act for change in self.changes)


Said = Mapping[str, Mapping[str, Fact]]


def difference(*, by: Actor, programme: str, before: Moment, after: Moment) -> Difference:
    """This will say by which acts a programme's list at one moment became the list at another.

    A moment is a day, and up to when what was recorded counts: so two lists may differ because something happened, or
    because something was learned. Cases are named by their numbers; that they were compared is written down.
    """
    with standing.looking(by, day=after.day):
        return compared(programme, before, after)


def compared(programme: str, before: Moment, after: Moment) -> Difference:
    """This will say the same to whoever the open context answers."""
    earlier, later = _list(programme, before), _list(programme, after)
    looking.note(action="register.lists", programme=programme, count=len(earlier.keys() | later.keys()))
    pairs = [
        (number, about, earlier.get(number, {}).get(about), later.get(number, {}).get(about))
        for number in sorted(earlier.keys() | later.keys())
        for about in _WORDS
    ]
    differing = [each for each in pairs if _value(each[2]) != _value(each[3])]
    acts = audit.named({fact.act for *_, one, other in differing for fact in (one, other) if fact is not None})
    return Difference(_counts(earlier), _counts(later), tuple(_change(*each, acts) for each in differing))


def _list(programme: str, moment: Moment) -> Said:
    """This will give what a list says of every case on it."""
    return {one.number: _said(one.case, one.act, moment) for one in boards.enrolled(programme=programme, moment=moment)}


def _said(case: UUID, opened: int, moment: Moment) -> Mapping[str, Fact]:
    books = cases.history(case, moment, "choice", "attempt", "move", "duplicate")
    said = {ON: Fact("YES", opened)}
    for about, book, field in (("choice", "choice", "choice"), ("move", "move", "move")):
        if books[book]:
            said[about] = Fact(getattr(books[book][-1], field), books[book][-1].act)
    accepted = [line for line in books["attempt"] if line.outcome == "ACCEPTED"]
    latest = accepted or books["attempt"]
    if latest:
        said["verified"] = Fact(latest[-1].outcome, latest[-1].act)
    decided = [line for line in books["duplicate"] if line.event == "SAME"]
    if decided:
        said["same"] = Fact("SAME", decided[-1].act)
    return said


def _value(fact: Fact | None) -> str:
    return _SILENT if fact is None else fact.value


def _counts(said: Said) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for facts in said.values():
        found["LISTED"] += 1
        found.update(f"{about}:{fact.value}" for about, fact in facts.items() if about != ON)
    return dict(sorted(found.items()))


def _change(number: str, about: str, before: Fact | None, after: Fact | None, acts: Mapping[int, Named]) -> Change:
    """This will name the act behind a difference: the one that said the later thing, or that struck the earlier."""
    made = acts.get(after.act) if after is not None else None
    if made is not None:
        act, verb = made.id, made.verb
    else:
        gone = acts.get(before.act) if before is not None else None
        act, verb = ((gone.struck_by or gone.id), "audit.act.strike") if gone is not None else ("", "")
    return Change(number, about, _WORDS[about], _value(before), _value(after), act, verb)
