"""What time alone brings about: consents that ran out, identities and leftovers that were kept long enough.

Everything here is done by acts, so it stands in the act book and a dump tells it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.privacy import queries as privacy
from pulang.areas.programmes import queries as programmes
from pulang.flows import purging, standing
from pulang.flows.perform import perform
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Cleared:
    """What one rule found due, in which programme, and how much of it was destroyed."""

    rule: str
    programme: str
    cut_on: date
    due: int
    destroyed: int
    waits_for_two: bool


def lapse(*, at: datetime, day: date) -> int:
    """This will end what rests on consents that ran out, each by an act, and give how many there were."""
    with standing.looking(SYSTEM, day=day):
        found = privacy.lapsed(moment(day))
    done = 0
    for one in found:
        ref = f"lapse-{one.number}-{one.purpose}-{day:%Y%m%d}"
        with_ = {"programme": one.programme, "case": one.number, "purpose": one.purpose}
        done += _did("privacy.consent.lapse", with_, at, ref[:64])
    return done


def purge(*, at: datetime, day: date, only_look: bool) -> tuple[Cleared, ...]:
    """This will destroy what has been kept long enough, or with `only_look` say what would go.

    More than fifty identities of a programme wait until two people have looked (`privacy.purge.propose`).
    """
    return (*_identities(at, day, only_look=only_look), *_leftovers(at, day, only_look=only_look))


def _identities(at: datetime, day: date, *, only_look: bool) -> Iterator[Cleared]:
    with standing.looking(SYSTEM, day=day):
        found = {one.code: purging.due_in(one.code, moment(day)) for one in programmes.programmes()}
    for code, due in found.items():
        goes = due.affected > 0 and not due.by_two and not only_look
        done = goes and _did("privacy.purge.run", {"programme": code}, at, f"purge-{code}-{day:%Y%m%d}")
        yield Cleared(due.rule, code, due.cut_on, due.affected, due.affected if done else 0, due.by_two)


def _leftovers(at: datetime, day: date, *, only_look: bool) -> Iterator[Cleared]:
    with standing.looking(SYSTEM, day=day):
        found = purging.due_leftovers(moment(day))
    goes = any(due.affected for due in found) and not only_look
    done = goes and _did("privacy.leftover.sweep", {}, at, f"sweep-{at:%Y%m%d%H%M%S}")
    for due in found:
        yield Cleared(due.rule, "", due.cut_on, due.affected, due.affected if done else 0, waits_for_two=False)


def _did(verb: str, with_: dict[str, str], at: datetime, ref: str) -> bool:
    """This will do one act as the system; what somebody did a moment earlier is no reason to stop the rest."""
    try:
        return not perform(by=SYSTEM, verb=verb, with_=with_, at=at, ref=ref).already_done
    except Refusal:
        return False
