"""Questions of hers that wait for an answer, as her file shows them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from pulang.areas.cases.facts import CaseRef
from pulang.areas.contacts import queries as contacts
from pulang.doors.web.context import Powers
from pulang.doors.web.pages import Link
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words

_READ = Words(id="Baca dan jawab", en="Read and answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A question of hers that nobody has answered: since when, till when, and where whoever may does it."""

    since: date
    due_on: date
    late: bool
    link: Link | None


def waiting_of(case: CaseRef, at: Moment, can: Powers | None) -> tuple[Waits, ...]:
    """This will give the questions of one case that wait, the most urgent first; on another day nothing to press."""
    may = can is not None and can.may("contacts.question.answer")
    found = [
        Waits(
            since=one.asked.on,
            due_on=one.due_on,
            late=one.late(at.day),
            link=Link(words=_READ, url=reverse("question", args=[case.number, one.asked.ref])) if may else None,
        )
        for one in contacts.questions(case.id, at)
        if one.due_on is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.since)))
