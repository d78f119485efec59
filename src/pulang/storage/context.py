"""For whom the database answers: who looks, for which agency, how far. Every door opens its context here.

The context lives in the transaction and ends with it, so a pooled connection can never carry one person's
view into another's request. Without a context the policies on personal tables raise (see `storage.guards`).
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import NoReturn
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pulang.storage import passes, sql
from pulang.storage.memory import remembering

SECONDS = 60
SECONDS_OF_COMMANDS = 3600  # the operator's own passes over a large register take minutes


class Reach(Enum):
    """How far somebody sees: everything (the system), whole programmes, single cases in care, her own case, or none."""

    ALL = "ALL"
    PROGRAMMES = "PROGRAMMES"
    CASES = "CASES"
    PERSON = "PERSON"  # the person herself, who is named by the number of her case
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class View:
    """What the database is told about whoever acts or looks; `names` allows opening sealed identities.

    `looks` names what else is shown beyond the case itself: `care` (how she was screened, taken for somebody else) and
    `acts` (the act book of a programme).
    """

    actor: str
    agency: str
    reach: Reach
    names: bool = False
    seals: UUID | None = None  # the one person whose key opens, to seal a new value; nothing sealed shows
    day: date | None = None  # the day on which assignments are looked at; the server's own unless said
    seconds: int = SECONDS
    opens_as: str = "NOBODY"  # the line of the key service's table of limits
    looks: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """This will be true when every book about a case that is shown is shown as well."""
        return self.reach is Reach.ALL or (self.reach is Reach.PROGRAMMES and self.near)

    @property
    def near(self) -> bool:
        """This will be true for those who work on her care, and for the system itself."""
        return self.reach is Reach.ALL or "care" in self.looks


SYSTEM_VIEW = View(actor="pulang", agency="", reach=Reach.ALL, seconds=SECONDS_OF_COMMANDS, opens_as="SYSTEM")

_CURRENT: ContextVar[View | None] = ContextVar("current_view", default=None)


def enter(view: View) -> None:
    """This will tell the open transaction for whom it answers, signed so that no statement can say otherwise."""
    _enter(view)


def _enter(view: View, first: str = "") -> None:
    assert connection.in_atomic_block, "a context belongs to a transaction"
    if first:  # several statements at once cannot be prepared
        sql.say(f"{first}SELECT set_config('pulang.context', %s, true)", [signed(view)])
    else:
        sql.tell("SELECT set_config('pulang.context', %(view)s, true)", view=signed(view))
    _CURRENT.set(view)


def current() -> View:
    """This will give the view the open transaction answers for."""
    view = _CURRENT.get()
    assert view is not None, "nobody said for whom these rows are read"
    return view


def signed(view: View) -> str:
    """This will write a view down with the second it ends, under a key that only we and the database's owner hold."""
    day = "" if view.day is None else view.day.isoformat()
    ends = int(time.time()) + view.seconds  # the machine's clock, not the programme's
    names = f"seal:{view.seals}" if view.seals else "yes" if view.names else "no"
    parts = ("1", view.actor, view.agency, view.reach.value, names, day, str(ends), " ".join(view.looks))
    assert not any("|" in part for part in parts), "codes hold no bar"
    message = "|".join(parts)
    return f"{message}|{hmac.new(_key(), message.encode(), hashlib.sha256).hexdigest()}"


def pass_to_keys() -> str:
    """This will tell the key service for whom a person is opened: whoever the open transaction answers."""
    view = _CURRENT.get()
    assert view is not None, "a person is opened for somebody, so there is a context"
    return passes.write(passes.Pass(view.actor, view.opens_as), seconds=view.seconds, key=_key())


def _key() -> bytes:
    return str(settings.PULANG_CONTEXT_KEY).encode()


def padded_keys() -> tuple[bytes, bytes]:
    """This will give the key as HMAC uses it inside and outside (RFC 2104); the database has no HMAC of its own."""
    block = _key().ljust(64, b"\x00")
    assert len(block) == 64, "a longer key would have to be hashed first"  # noqa: PLR2004 - SHA-256's block
    return bytes(byte ^ 0x36 for byte in block), bytes(byte ^ 0x5C for byte in block)


def ending(*told: sql.Ask) -> Callable[[], object]:
    """This will end the reading that `looking` opened with what is told at last, and give what waits until it is done.

    It ends the transaction too, in the same message, where no other one is around it: the driver then has nothing to
    commit any more. Nothing is asked afterwards: who asked would have nobody he asks for.
    """
    ends = () if connection.savepoint_ids else (_COMMIT,)
    done = sql.under_way(_READING_ENDS, *told, *ends)
    connection.execute_wrappers.append(_too_late)
    return done


_READING_ENDS: sql.Ask = ("RELEASE SAVEPOINT pulang_reading", ())
_COMMIT: sql.Ask = ("COMMIT", ())


def _too_late(_execute: object, statement: str, *_rest: object) -> NoReturn:
    message = f"asked after the reading has ended: {statement[:200]}"
    raise AssertionError(message)


@contextmanager
def _open_until_it_ends() -> Iterator[None]:
    try:
        yield
    finally:
        if _too_late in connection.execute_wrappers:
            connection.execute_wrappers.remove(_too_late)


@contextmanager
def looking(view: View, *beside: Callable[[], object]) -> Iterator[None]:
    """This will open a transaction that can only read, and only what `view` reaches.

    What those `beside` ask is at hand within: it was asked for on the way on which the view was told.

    The reading stands within a savepoint: PostgreSQL forgets "read only" with the end of the part in which it was
    said, so that after `_READING_ENDS` the look itself can be written, and nothing before it.
    """
    with transaction.atomic(), remembering(), _open_until_it_ends():
        if not beside:
            _enter(view, "SAVEPOINT pulang_reading; SET TRANSACTION READ ONLY; ")
            yield
            return
        _CURRENT.set(view)
        with sql.asked_together(*beside, told=_reading(view)):
            yield


@contextmanager
def working(view: View) -> Iterator[None]:
    """This will open a transaction that keeps derived answers up to date; it is no act and changes no book."""
    with transaction.atomic(durable=True), remembering():
        enter(view)
        yield


@contextmanager
def counting() -> Iterator[None]:
    """This will let the enclosed queries see every case, for counts and likeness checks that return no person.

    Everybody may know how many wait; nobody learns who. The earlier view comes back afterwards.
    """
    with _instead(replace(current(), reach=Reach.ALL)):
        yield


@contextmanager
def within_system() -> Iterator[None]:
    """This will let the system itself reach everybody inside an act: to erase, or to ask a rule that says yes or no.

    Nothing that was opened here may leave to whoever acts.
    """
    with _instead(replace(current(), actor=SYSTEM_VIEW.actor, reach=Reach.ALL, names=True)):
        yield


@contextmanager
def paying() -> Iterator[None]:
    """This will let the system open the accounts of a batch that two people answer for, within its own limits.

    Nothing that was opened here may leave but to the bank; the one who sends it sees the ends of the accounts.
    """
    with _instead(replace(SYSTEM_VIEW, names=True)):
        yield


@contextmanager
def sealing(person: UUID) -> Iterator[None]:
    """This will let the enclosed queries take one person's key to seal a new value, without showing the old one.

    A view that may enter nobody's identity stays as it is, and finds no key.
    """
    before = current()
    enters = before.names and before.reach in {Reach.ALL, Reach.PROGRAMMES}
    with _instead(replace(before, seals=person) if enters else before):
        yield


@contextmanager
def _instead(view: View) -> Iterator[None]:
    before, closed = current(), False
    enter(view)
    try:
        with sql.asked_anew():
            yield
    except DatabaseError:
        closed = True  # a failed statement has closed the transaction to us; its rollback takes the other view with it
        raise
    finally:
        if not closed and not connection.needs_rollback:
            enter(before)


@contextmanager
def judging() -> Iterator[None]:
    """This will let the enclosed queries see every book about a case, to judge or keep up to date what follows.

    A judgement needs how she was screened, whoever acts; the answer may leave, what it was made of may not.
    """
    before = _CURRENT.get()
    if before is None or before.whole:
        yield
        return
    with counting():
        yield


@contextmanager
def judged_together(*questions: Callable[[], object], beside: Sequence[Callable[[], object]] = ()) -> Iterator[None]:
    """This will have these functions find at hand what `judging` would show them, in one round trip to the server.

    What those `beside` ask goes the same way, for the view as it is.
    """
    before = current()
    aside = () if before.whole else (_said(replace(before, reach=Reach.ALL)), _said(before))
    with sql.asked_together(*beside, aside=questions, first=aside[:1], last=aside[1:]):
        yield


def _reading(view: View) -> tuple[sql.Ask, ...]:
    """This will give what `looking` says, in statements that can be prepared."""
    only = "SELECT set_config('pulang.context', %(view)s, true), set_config('transaction_read_only', 'on', true)"
    return ("SAVEPOINT pulang_reading", ()), (only, (("view", signed(view)),))


def _said(view: View) -> sql.Ask:
    return "SELECT set_config('pulang.context', %(view)s, true)", (("view", signed(view)),)
