"""An office that had a case says that it has deleted what it kept."""

from datetime import datetime
from typing import Final

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases.queries import numbered
from pulang.areas.cases.rules import Purpose
from pulang.areas.privacy import operations, queries
from pulang.flows.about_case import AboutCase, now
from pulang.flows.act import Receipt, act
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class ConfirmDeletion(AboutCase):
    """The office of whoever records this has deleted what it kept of the case for that purpose."""

    purpose: Purpose


def confirm(*, by: Actor, at: datetime, ref: str, what: ConfirmDeletion) -> Receipt:
    """This will write that the actor's own office has deleted; refuses what it was not asked, in one sentence.

    The office sees the case no more, so its number is looked for among what it was asked.
    """
    with act(by, "privacy.deletion.confirm", at, ref=ref, what=what, programme=what.programme) as trail:
        number = numbered(what.case)
        asked = [
            one
            for one in queries.deletions(now(trail), agency=by.agency)
            if (one.number, one.programme, one.purpose) == (number, what.programme, what.purpose.value)
        ]
        if not asked:
            raise Refusal("deletion-not-asked", _NOT_ASKED, field="case")
        stamp = trail.stamp(what.happened_on)
        if stamp.happened_on < asked[0].asked_on:
            raise Refusal("deleted-before-asked", _EARLY.format(day=in_words(asked[0].asked_on)), field="happened_on")
        operations.confirm_deletion(
            case=asked[0].case,
            programme=what.programme,
            number=number,
            agency=by.agency,
            purpose=what.purpose.value,
            stamp=stamp,
        )
        trail.note(subject=number)
    return trail.done()


_NOT_ASKED: Final = Words(
    id="Instansi Anda tidak sedang diminta menghapus data dengan nomor itu. Periksa nomor dan tujuannya.",
    en="Your office is not being asked to delete anything under that number. Check the number and the purpose.",
)
_EARLY: Final = Words(
    id="Permintaan hapus tercatat pada {day}; penghapusan tidak bisa sebelum itu.",
    en="The deletion was asked for on {day}; it cannot have been done for it before that day.",
)

VERBS = (Verb("privacy.deletion.confirm", ConfirmDeletion, confirm),)
