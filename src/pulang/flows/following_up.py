"""Afterwards: one, three, six and twelve months on, whoever agreed to it is asked how she is; safety first.

That nobody could reach her is an answer, and coming back is something to learn from. Whoever has not agreed is asked
nothing, and her aid does not depend on it.
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import may_look
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Followed
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.rules import Movement, Purpose
from pulang.areas.journeys import operations, queries
from pulang.areas.journeys.facts import FollowUpFacts
from pulang.areas.journeys.rules import (
    FOLLOW_UP_ANSWERS,
    FOLLOW_UP_MONTHS,
    Due,
    DueState,
    Income,
    Outlook,
    Reached,
    Safety,
    Support,
    Whereabouts,
    follow_ups,
    shown,
)
from pulang.flows import restricting, standing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, act
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.keeper import keeper

MARK_SIGNS: Final = 32
_FURTHER: Final = frozenset({Movement.AIDED.value, Movement.FOLLOWED_UP.value})


class FollowUp(AboutCase):
    """How she is, so many months after; only who was reached has answered, and safety is asked first."""

    month: Literal[1, 3, 6, 12]
    outcome: Reached
    safety: Safety | None = None
    whereabouts: Whereabouts | None = None
    income: Income | None = None
    support: Support | None = None
    outlook: Outlook | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who agreed to be asked: under her number, since when, what is due when, and what she said."""

    number: str
    since: date
    dues: tuple[Due, ...]
    told: tuple[FollowUpFacts, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What all who were asked after so many months said; a question is None where an answer could be somebody."""

    month: int
    outcomes: Mapping[str, int] | None
    answers: Mapping[str, Mapping[str, int] | None]


def record(*, by: Actor, at: datetime, ref: str, what: FollowUp) -> Receipt:
    """This will write a follow-up; refuses without her consent, before she arrived, and at another time than its."""
    with act(by, "journeys.followup.record", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        restricting.refuse_paused(case, now(trail))
        if Purpose.CONTACT_AFTERWARDS.value not in cases.consents_in_force(case.id, now(trail)):
            raise Refusal("not-to-be-contacted", _NO_CONSENT)
        answers = _answers(what)
        found = boards.followed(what.programme, now(trail), case=case.id)
        if not found:
            raise Refusal("nothing-to-follow-up", _NOT_THERE)
        _refuse_other_time(found[0], what.month, stamp.happened_on)
        operations.follow_up(
            programme=what.programme,
            case=case.id,
            month=what.month,
            outcome=what.outcome,
            answers=answers,
            stamp=stamp,
        )
        if what.outcome is Reached.REACHED and found[0].move in _FURTHER:
            case_operations.record_move(case=case, move=Movement.FOLLOWED_UP, stamp=stamp)
    return trail.done()


def _answers(what: FollowUp) -> dict[str, str]:
    said = {name: getattr(what, name) for name in FOLLOW_UP_ANSWERS}
    given = {name: answer.value for name, answer in said.items() if answer is not None}
    if what.outcome is Reached.REACHED and what.safety is None:
        raise Refusal("safety-first", _SAFETY_FIRST, field="safety")
    if what.outcome is not Reached.REACHED and given:
        raise Refusal("answers-of-nobody", _OF_NOBODY, field="outcome")
    return given


def _refuse_other_time(one: Followed, month: int, day: date) -> None:
    due = next(each for each in _dues(one, day) if each.month == month)
    if due.state is DueState.DONE:
        raise Refusal("followed-up-already", _TWICE, field="month")
    if due.state is not DueState.OPEN:
        raise Refusal("follow-up-not-open", _NOT_OPEN.format(day=in_words(due.on)), field="month")


def _dues(one: Followed, day: date) -> tuple[Due, ...]:
    told = {each.month: each.outcome for each in queries.follow_ups_of(one.told)}
    return follow_ups(one.since, told, day=day)


def asked(programme: str, at: Moment) -> tuple[tuple[Asked, ...], int]:
    """This will give who agreed to be asked, in the order of the next day due, and count those who did not agree."""
    found = boards.followed(programme, at)
    agreed = [
        Asked(one.number, one.since, _dues(one, at.day), queries.follow_ups_of(one.told)) for one in found if one.agreed
    ]
    return tuple(sorted(agreed, key=lambda one: (_next(one), one.number))), len(found) - len(agreed)


def _next(one: Asked) -> date:
    return min((due.on for due in one.dues if due.state in {DueState.OPEN, DueState.LATER}), default=date.max)


def learnt(programme: str, at: Moment) -> tuple[Month, ...]:
    """This will add up what was said, month by month; small numbers are hidden."""
    told = [each for one in boards.followed(programme, at) for each in queries.follow_ups_of(one.told)]
    return tuple(_month(month, [each for each in told if each.month == month]) for month in FOLLOW_UP_MONTHS)


def _month(month: int, told: Iterable[FollowUpFacts]) -> Month:
    lines = list(told)
    reached = [each for each in lines if each.outcome == Reached.REACHED.value]
    answers = {
        name: shown(_counted([getattr(each, name) for each in reached], [one.value for one in kind]))
        for name, kind in FOLLOW_UP_ANSWERS.items()
    }
    return Month(month, shown(_counted([each.outcome for each in lines], [one.value for one in Reached])), answers)


def _counted(said: Iterable[str], kinds: Iterable[str]) -> dict[str, int]:
    counts = Counter(said)
    return {kind: counts[kind] for kind in kinds}


def mark_of(user: str, programme: str) -> str:
    """This will give what stands in the address of somebody's calendar; nobody without the keyring can make it up."""
    return keeper().fingerprint(content=f"calendar|{user}|{programme}".encode()).hex()[:MARK_SIGNS]


def calendar(programme: str, mark: str, *, day: date) -> tuple[tuple[date, int], ...] | None:
    """This will count what is due on each day ahead, for the account whose mark it is; None for a mark of nobody.

    An account that is closed or lost its task reads nothing any more.
    """
    user = next((one for one in accounts.users(day) if hmac.compare_digest(mark_of(one.code, programme), mark)), None)
    actor = None if user is None else standing.actor_on(user.code, day)
    if actor is None or not may_look(actor, "care"):
        return None
    with standing.looking(actor, day=day):
        found, _ = asked(programme, moment(day))
    days = Counter(
        max(due.on, day) for one in found for due in one.dues if due.state in {DueState.OPEN, DueState.LATER}
    )
    return tuple(sorted(days.items()))


_NO_CONSENT: Final = Words(
    id="Ia belum menyetujui dihubungi setelah tiba, atau sudah menariknya. Jangan hubungi; haknya atas bantuan tetap.",
    en="She has not agreed to be contacted afterwards, or took it back. Do not contact her; her right to aid stays.",
)
_NOT_THERE: Final = Words(
    id="Belum ada kabar bahwa ia sudah tiba, menetap, atau berangkat sendiri. Catat itu lebih dulu.",
    en="There is no word yet that she arrived, stayed or left by herself. Please record that first.",
)
_NOT_OPEN: Final = Words(
    id="Pendampingan ini untuk sekitar {day}. Pilih yang sedang berjalan.",
    en="This follow-up is for about {day}. Please choose the one that is open now.",
)
_TWICE: Final = Words(
    id="Jawabannya sudah tercatat. Bila keliru, nyatakan catatan itu keliru lebih dulu.",
    en="Her answer is recorded already. If it is wrong, strike that line first.",
)
_SAFETY_FIRST: Final = Words(
    id="Tanyakan lebih dulu apakah ia aman; tidak menjawab juga jawaban.",
    en="Ask first whether she is safe; not saying is an answer, too.",
)
_OF_NOBODY: Final = Words(
    id="Jawaban hanya dicatat bila ia dapat dihubungi. Kosongkan jawabannya, atau pilih bahwa ia dihubungi.",
    en="Answers are recorded only when she was reached. Leave them empty, or say that she was reached.",
)

VERBS = (Verb("journeys.followup.record", FollowUp, record),)
