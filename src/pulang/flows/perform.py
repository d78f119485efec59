"""Carries out an act by the name of its verb: the one way in for files, machines and forms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import queries as cases
from pulang.flows import catalog, fields, looking, standing
from pulang.flows.act import NO_ZONE, AlreadyDone, LostRace, Receipt, What, written
from pulang.flows.verbs import Verb
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_USED = "id-used-for-something-else"


def perform(*, by: Actor, verb: str, with_: Mapping[str, Any], at: datetime, ref: str) -> Receipt:
    """This will carry out one act and give its receipt; doing it again changes nothing and says so.

    Refuses an unknown verb, fields that are missing, strange or wrong (all of them at once, `FieldProblems`),
    and whatever the flow refuses. An act is done as a whole or not at all.
    """
    chosen = catalog.verb(verb)
    return carry_out(by=by, verb=chosen, what=fields.read(chosen.asks, with_), at=at, ref=ref)


def carry_out(*, by: Actor, verb: Verb, what: What, at: datetime, ref: str) -> Receipt:
    """This will do the same with fields that were read before."""
    try:
        return _carried_out(by=by, verb=verb, what=what, at=at, ref=ref)
    except Refusal as refusal:
        if refusal.code in _NOT_HIS or verb.name in _OPENS:
            _write_down(by, verb, what, at, refusal)
        raise


# Refused because of who asked, and not because of what: such a try is written down.
_NOT_HIS = frozenset({"not-allowed", "unknown-case"})
# Acts that open an identity: whatever they are refused for is written down, as the look it would have been.
_OPENS = {"reveals.identity.open": "identity.reveal", "reveals.emergency.declare": "emergency.declare"}


def _write_down(by: Actor, verb: Verb, what: What, at: datetime, refusal: Refusal) -> None:
    number = cases.as_kept(getattr(what, "case", None) or "")  # a waiver may be for no case
    looking.denied(
        by=by,
        view=standing.view_of(by, day=local_day(at, NO_ZONE)),
        action=_OPENS.get(verb.name, "case.act" if number else "programme.act"),
        number=number,
        reason=refusal.code,
        at=at,
    )


def _carried_out(*, by: Actor, verb: Verb, what: What, at: datetime, ref: str) -> Receipt:
    try:
        return _once(by, verb, what, at, ref)
    except LostRace:
        pass
    except Refusal as refusal:
        # A twin done at the same moment takes the codes this act wanted; then its answer is this act's answer.
        if refusal.code == _USED or not written(by, at, ref):
            raise
    try:
        return _once(by, verb, what, at, ref)
    except LostRace as race:
        raise Refusal(
            _USED,
            Words(
                id="Nomor catatan “{ref}” sudah dipakai untuk isi yang lain. Pakai nomor baru bila ini hal baru.",
                en="The id “{ref}” was already used for other content. Use a new id if this is something new.",
            ).format(ref=ref),
            field="id",
        ) from race


def _once(by: Actor, verb: Verb, what: What, at: datetime, ref: str) -> Receipt:
    try:
        return verb.flow(by=by, at=at, ref=ref, what=what)
    except AlreadyDone as done:
        return done.receipt
