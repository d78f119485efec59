"""Locks a case to two named people: for everybody else it does not exist until it is opened again."""

from datetime import date, datetime
from typing import Final

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import operations, queries
from pulang.areas.cases.facts import CaseRef
from pulang.areas.cases.rules import LockEvent
from pulang.areas.programmes import queries as programmes
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, act
from pulang.flows.inputs import Code, Short
from pulang.flows.verbs import Verb
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

_ENDS: Final = "cases.lock.end"

_SAME: Final = Words(
    id="Sebutkan dua orang yang berbeda: berkas terkunci tidak boleh bergantung pada satu orang.",
    en="Name two different people: a locked case must not depend on one person.",
)
_NOT_NEAR: Final = Words(
    id="Akun “{user}” tidak dapat melihat berkas ini, jadi tidak dapat memegang kuncinya. Pilih orang lain.",
    en="The account “{user}” does not see this case, so it cannot hold its lock. Choose somebody else.",
)
_NOBODY_ENDS: Final = Words(
    id="Salah satu dari keduanya harus koordinator atau kepala kantor pelaksana; hanya mereka yang dapat membukanya.",
    en="One of the two must be a coordinator or the head of the lead office; only they can open it again.",
)
_LOCKED: Final = Words(
    id="Berkas ini sudah terkunci. Buka dulu, lalu kunci dengan nama yang baru.",
    en="This case is locked. Open it first, then lock it to the new names.",
)
_OPEN: Final = Words(id="Berkas ini tidak terkunci.", en="This case is not locked.")
_DOUBLE: Final = Words(
    id="Putuskan dulu dugaan berkas gandanya: sesudah dikunci, dugaan itu tidak tampak lagi bagi yang lain.",
    en="Decide about its likely double first: once the case is locked, nobody else would find it.",
)


class LockCase(AboutCase):
    """From now on only these two people see the case, and why."""

    first: Code
    second: Code
    reason: Short


class UnlockCase(AboutCase):
    """The case is seen again by everybody whose task it is, and why."""

    reason: Short = ""


def lock_case(*, by: Actor, at: datetime, ref: str, what: LockCase) -> Receipt:
    """This will lock a case to two people who see it; whoever locks it need not be one of them.

    Refuses one who does not see the case, two of whom neither can end the lock, and a case with an open double.
    """
    with act(by, "cases.lock.set", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        if queries.locked_to(case.id):
            raise Refusal("case-locked", _LOCKED, field="case")
        _refuse_unfit(case, what, now(trail))
        with context.counting():
            if queries.has_open_double(case.id):
                raise Refusal("open-double", _DOUBLE, field="case")
        stamp = trail.stamp(what.happened_on)
        operations.lock(
            case=case,
            event=LockEvent.SET,
            first=what.first,
            second=what.second,
            reason=what.reason,
            stamp=stamp,
        )
    return trail.done()


def unlock_case(*, by: Actor, at: datetime, ref: str, what: UnlockCase) -> Receipt:
    """This will open a locked case again; whoever is not named by the lock does not find the case."""
    with act(by, _ENDS, at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        if not queries.locked_to(case.id):
            raise Refusal("case-not-locked", _OPEN, field="case")
        operations.lock(
            case=case,
            event=LockEvent.ENDED,
            first="",
            second="",
            reason=what.reason,
            stamp=trail.stamp(what.happened_on),
        )
    return trail.done()


def _refuse_unfit(case: CaseRef, what: LockCase, at: Moment) -> None:
    """This will refuse the same person twice, somebody who does not see the case, and two who could not end it."""
    if what.first == what.second:
        raise Refusal("lock-names-one", _SAME, field="second")
    named = {"first": what.first, "second": what.second}
    holders = [_holder(case, field, user, at) for field, user in named.items()]
    lead = programmes.programme(case.programme).lead
    if not any(holder.agency == lead and rights.may(holder, _ENDS, rights.Relation.LEAD) for holder in holders):
        raise Refusal("nobody-ends-the-lock", _NOBODY_ENDS, field="first")


def _holder(case: CaseRef, field: str, user: str, at: Moment) -> Actor:
    try:
        holder = accounts.actor(user, at.day)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field=field) from None
    if not _sees(case, holder, at.day):
        raise Refusal("lock-holder-not-near", _NOT_NEAR.format(user=user), field=field)
    return holder


def _sees(case: CaseRef, holder: Actor, day: date) -> bool:
    """This will be true for whoever the database shows the case to as things stand."""
    if not rights.may_look(holder, "cases") or rights.reach_of(holder) == "ALL":
        return False
    if rights.reach_of(holder) == "PROGRAMMES":
        return holder.agency == programmes.programme(case.programme).lead
    with context.counting():
        consents = queries.consents_in_force(case.id, moment(day))
        standing = queries.assigned(case.id, moment(day))
    return any(line.agency == holder.agency and line.purpose in consents for line in standing)


VERBS = (
    Verb("cases.lock.set", LockCase, lock_case),
    Verb(_ENDS, UnlockCase, unlock_case),
)
