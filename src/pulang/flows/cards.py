"""The card she carries: issued and ended by acts, and tried against what is kept of it when she comes in.

The PIN is drawn and shown by the door. An act holds its keyed digest, as it does of a machine's key, so that no book,
no copy of the database and no act file opens her page.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cards import operations, queries, rules
from pulang.areas.cases import queries as cases
from pulang.flows.about_case import AboutCase, case_of
from pulang.flows.act import Receipt, act
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

_NO_CARD: Final = Words(
    id="Berkas ini tidak punya kartu yang berlaku; tidak ada yang perlu dihentikan.",
    en="This case has no card that works; there is nothing to end.",
)


class IssueCard(AboutCase):
    """She is handed a card; the digest is `pin_digest` of the number and the PIN printed on it."""

    digest: Digest


class EndCard(AboutCase):
    """Her card opens nothing any more: it was lost, or she does not want one."""


def issue(*, by: Actor, at: datetime, ref: str, what: IssueCard) -> Receipt:
    """This will let a PIN open her page; an earlier card of hers opens nothing from now on."""
    with act(by, "cards.card.issue", at, ref=ref, what=what, programme=what.programme) as trail:
        case = case_of(trail, what)
        stamp = trail.stamp(what.happened_on)
        keep(case.number, what.digest, stamp)
    return trail.done()


def end(*, by: Actor, at: datetime, ref: str, what: EndCard) -> Receipt:
    """This will let her card open nothing any more; refuses where there is none."""
    with act(by, "cards.card.end", at, ref=ref, what=what, programme=what.programme) as trail:
        if not forget(case_of(trail, what).number):
            raise Refusal("no-card", _NO_CARD)
    return trail.done()


def forget(number: str) -> int:
    """This will take away what is kept of a case's card, and give how many there were; for acts that end more."""
    return operations.end(key=_key(number))


def pin_digest(number: str, pin: str) -> str:
    """This will give what an act keeps of a PIN."""
    return keeper().fingerprint(content=rules.kept_of_pin(number, pin)).hex()


@dataclass(frozen=True, slots=True)
class Opened:
    """A case or a complaint that a number and a PIN opened; `mark` tells this PIN from one that is issued later."""

    number: str
    mark: str


def opened(number: str, pin: str) -> Opened | None:
    """This will give the case that a number and a PIN open, and None where they open none.

    A mistyped number, one that nobody has, a case without a card and a wrong PIN take the same steps.
    """
    kept = cases.as_kept(number)
    mark = matching(kept, pin)
    return Opened(kept, mark) if mark else None


def matching(kept: str, pin: str) -> str:
    """This will give the mark of the card that a number as it is kept and a PIN open, or nothing."""
    known = queries.digest(key=_key(kept))
    said = keeper().fingerprint(content=rules.kept_of_pin(kept, pin))
    return _mark(known) if hmac.compare_digest(known, said) else ""


def keep(number: str, digest: str, stamp: Stamp) -> None:
    """This will let a PIN open what stands under a number, in place of an earlier one; inside an act."""
    operations.issue(key=_key(number), digest=bytes.fromhex(digest), stamp=stamp)


def still_opens(number: str, mark: str) -> bool:
    """This will be true while the card that opened a case is still the one that does."""
    return opening(number, mark)()


def opening(number: str, mark: str) -> Callable[[], bool]:
    """This will give what asks that: by a key that the keeper makes once, however often it is asked."""
    key = _key(number)

    def still() -> bool:
        known = queries.digest(key=key)
        return known != queries.NO_CARD and _mark(known) == mark

    return still


def _mark(digest: bytes) -> str:
    return sha256(digest).hexdigest()[:16]


def _key(number: str) -> str:
    return keeper().fingerprint(content=rules.kept_of_number(number)).hex()


VERBS = (
    Verb("cards.card.issue", IssueCard, issue),
    Verb("cards.card.end", EndCard, end),
)
