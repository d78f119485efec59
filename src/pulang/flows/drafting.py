"""A registration question by question: kept sealed on the server, gone on with on another phone, ended by the act.

Nothing is registered before the answers were read through. Then the registration is one act, and what she said beside
it (each "no", how she may be reached, how she wants to travel, what the checklist found) follows as acts of their own
under ids that follow from the draft's: sent twice, or after a power cut, each is done once.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import Actor
from pulang.areas.cases.rules import Purpose
from pulang.areas.intake import operations, queries
from pulang.areas.intake.facts import Begun
from pulang.flows import looking, standing
from pulang.flows.act import NO_ZONE, NOT_ALLOWED
from pulang.flows.perform import perform
from pulang.flows.registration import REGISTER
from pulang.kernel import refs
from pulang.kernel.moments import local_day
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

PREFIX: Final = "F"
YES: Final = "GIVEN"
NO: Final = "REFUSED"
_OF_THE_CASE: Final = (
    *("alias", "site", "block", "home", "children_with", "adults_with", "papers", "name", "nik", "birth_date"),
    *("phone", "village", "address", "choice", "informed", "pressure", "companion", "language"),
)
_LATER: Final = Words(id="Belum tersimpan: {says}", en="Not saved yet: {says}")

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Registered:
    """The case that came of it, and everything that is to be said beside it."""

    number: str
    warnings: tuple[Words, ...]


def begin(*, by: Actor, programme: str, below: Callable[[int], int], at: datetime) -> str:
    """This will begin a registration and give its number; refuses whoever may not register there."""
    number = refs.draw(PREFIX, below)
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        if not rights.may(by, REGISTER, standing.relation(by, programme)):
            raise Refusal("not-allowed", NOT_ALLOWED)
        operations.begin(programme=programme, number=number, actor=by.code, said=_written({}), at=at)
    return number


def opened(*, by: Actor, programme: str, number: str) -> tuple[Begun, Answers]:
    """This will open what was said so far, for whoever began it; that it was opened is written down."""
    begun = queries.begun(refs.parse(number, prefix=PREFIX), programme, by.code)
    answers: Answers = json.loads(queries.said(begun.number))
    looking.note(action="intake.drafted", programme=programme, count=1)
    return begun, answers


def answer(*, by: Actor, begun: Begun, answers: Answers, version: int, at: datetime) -> None:
    """This will keep what was said by now; refuses where another phone said something meanwhile."""
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        operations.say(number=begun.number, said=_written(answers), version=version, at=at)


def put_away(*, by: Actor, begun: Begun, at: datetime) -> None:
    """This will empty a registration that is not gone on with."""
    with context.working(standing.view_of(by, day=local_day(at, NO_ZONE))):
        operations.end(number=begun.number)


def _written(answers: Answers) -> bytes:
    return json.dumps(answers, ensure_ascii=False).encode()


def register(*, by: Actor, begun: Begun, answers: Answers, number: str, text_version: str, at: datetime) -> Registered:
    """This will register what was said under a number, then everything said beside it, and empty the draft.

    Refuses what the act refuses, and then nothing is registered. What follows and is refused is told, and the case
    stands.
    """
    what = _registration(answers, begun.programme, number, text_version)
    receipt = perform(by=by, verb=REGISTER, with_=what, at=at, ref=f"tanya-{begun.number}")
    warnings = list(receipt.warnings)
    for name, verb, said in _beside(answers, text_version):
        with_ = {"programme": begun.programme, "case": receipt.subject, **said}
        try:
            perform(by=by, verb=verb, with_=with_, at=at, ref=f"tanya-{begun.number}-{name}")
        except Refusal as refusal:
            warnings.append(_LATER.format(says=refusal.words))
    put_away(by=by, begun=begun, at=at)
    return Registered(receipt.subject, tuple(warnings))


def _registration(answers: Mapping[str, Any], programme: str, number: str, text_version: str) -> dict[str, Any]:
    said = {name: answers[name] for name in _OF_THE_CASE if answers.get(name) not in (None, "", False)}
    agreed = [purpose.value for purpose in Purpose if answers.get(f"consent-{purpose.value}") == YES]
    if agreed:
        said |= {"consents": agreed, "text_version": text_version}
    return {"programme": programme, "case": number, **said}


def _beside(answers: Mapping[str, Any], text_version: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """This will give what she said beside the registration: a name for its id, the verb, its fields."""
    for purpose in Purpose:
        if answers.get(f"consent-{purpose.value}") == NO:
            said = {"purpose": purpose.value, "event": NO, "text_version": text_version}
            yield purpose.value.lower().replace("_", "-"), "cases.consent.record", said
    wish: dict[str, Any] = {name: True for name in ("discreet", "escort") if answers.get(name)}
    if answers.get("needs"):
        wish["needs"] = answers["needs"]
    if wish:
        yield "wish", "cases.wish.record", wish
    if answers.get("way"):
        reached = {name: answers[name] for name in ("way", "hours", "address_safe") if answers.get(name)}
        if "address_safe" in reached:
            reached["address"] = reached.pop("address_safe")
        yield "contact", "contacts.contact.change", reached
    outcome = screened(answers)
    if outcome:
        yield "screening", "cases.screening.record", {"outcome": outcome, "trained": True}


def screened(answers: Mapping[str, Any]) -> str:
    """This will give what the checklist comes to; nothing while it was not gone through. It holds nobody back.

    Somebody with signs of being sold or forced is referred with her consent; whoever says no to that goes on, with the
    care she needs.
    """
    if not answers.get("checked"):
        return ""
    if answers.get("child"):
        return "CHILD"
    if answers.get("forced") and answers.get("refer"):
        return "REFER_WITH_CONSENT"
    return "CARE_NEEDED" if answers.get("care") or answers.get("forced") else "CLEAR"
