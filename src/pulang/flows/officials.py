"""When an authority writes about one person: received, examined, approved by three people, answered on paper, told.

There is no account for police or civil-order units, no list, no export (design.md, rule 7). What is given is written
on paper outside Pulang; here stands who decided, on what basis, how little was given, and that she knows.
"""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.privacy import operations, queries
from pulang.areas.privacy.facts import OfficialFacts
from pulang.areas.privacy.rules import (
    Asked,
    OfficialEvent,
    refuse_long_silence,
    refuse_more_than_asked,
    refuse_official_out_of_turn,
    refuse_same_person,
)
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import Code, Day, Long, Short, Text
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Things = Annotated[tuple[Asked, ...], Field(min_length=1, max_length=len(Asked))]


class AboutLetter(AboutCase):
    """Every act about a letter names one case and the letter's reference; none can name two."""

    request: Code


class ReceiveLetter(AboutLetter):
    """An authority asks in writing about this one person, under a law, for these things."""

    authority: Annotated[Text, Field(min_length=1, max_length=200)]
    letter: Annotated[Text, Field(min_length=1, max_length=80)]
    basis: Annotated[Text, Field(min_length=1, max_length=300)]
    fields: Things
    court_order: Annotated[Text, Field(max_length=80)] = ""
    silent_until: Day | None = None


class ExamineLetter(AboutLetter):
    """What the law lets the office give at most, of what was asked."""

    fields: Annotated[tuple[Asked, ...], Field(max_length=len(Asked))] = ()
    note: Long


class ApproveLetter(AboutLetter):
    """A third person agrees to giving this, of what the examination allows."""

    fields: Things


class RefuseLetter(AboutLetter):
    """The letter is not answered with anything about her; the note says why."""

    note: Long


class GiveLetter(AboutLetter):
    """The answer went out on paper under this number, with these things in it."""

    fields: Things
    document: Annotated[Text, Field(min_length=1, max_length=80)]


class TellPerson(AboutLetter):
    """She was told that an authority asked, and what it got."""

    note: Short = ""


def receive(*, by: Actor, at: datetime, ref: str, what: ReceiveLetter) -> Receipt:
    """This will write a letter down; refuses silence towards her without a court's order and an end."""
    with act(by, "privacy.official.receive", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = case_of(trail, what)
        if any(one.ref == what.request for one in queries.officials(now(trail), case=case.id)):
            raise Refusal("letter-used", _USED.format(ref=what.request), field="request")
        refuse_long_silence(what.silent_until, on=stamp.happened_on, order=what.court_order)
        letter = OfficialFacts(
            case.id, case.number, case.programme, what.request, what.authority, what.letter, what.basis, ()
        )
        operations.mark_official(
            letter=letter,
            event=OfficialEvent.RECEIVED,
            by=by.code,
            fields=[each.value for each in what.fields],
            note=what.court_order,
            silent_until=what.silent_until,
            stamp=stamp,
        )
    return trail.done()


def examine(*, by: Actor, at: datetime, ref: str, what: ExamineLetter) -> Receipt:
    """This will write what may be given at most; refuses whoever received it, and more than was asked."""
    with act(by, "privacy.official.examine", at, ref=ref, what=what, programme=what.programme) as trail:
        letter = _next(trail, what, OfficialEvent.EXAMINED)
        refuse_same_person(by.code, _hands(letter, OfficialEvent.RECEIVED))
        refuse_more_than_asked(what.fields, _fields(letter, OfficialEvent.RECEIVED))
        _mark(trail, what, letter, OfficialEvent.EXAMINED, fields=what.fields, note=what.note)
    return trail.done()


def approve(*, by: Actor, at: datetime, ref: str, what: ApproveLetter) -> Receipt:
    """This will approve giving it; refuses both who came before, and more than the examination allows."""
    with act(by, "privacy.official.approve", at, ref=ref, what=what, programme=what.programme) as trail:
        letter = _next(trail, what, OfficialEvent.APPROVED)
        refuse_same_person(by.code, _hands(letter, OfficialEvent.RECEIVED, OfficialEvent.EXAMINED))
        refuse_more_than_asked(what.fields, _fields(letter, OfficialEvent.EXAMINED))
        _mark(trail, what, letter, OfficialEvent.APPROVED, fields=what.fields)
    return trail.done()


def refuse(*, by: Actor, at: datetime, ref: str, what: RefuseLetter) -> Receipt:
    """This will refuse the letter, after it was examined; one person's no is enough."""
    with act(by, "privacy.official.refuse", at, ref=ref, what=what, programme=what.programme) as trail:
        letter = _next(trail, what, OfficialEvent.REFUSED)
        _mark(trail, what, letter, OfficialEvent.REFUSED, note=what.note)
    return trail.done()


def give(*, by: Actor, at: datetime, ref: str, what: GiveLetter) -> Receipt:
    """This will write that the answer went out on paper; refuses more than was approved."""
    with act(by, "privacy.official.give", at, ref=ref, what=what, programme=what.programme) as trail:
        letter = _next(trail, what, OfficialEvent.GIVEN)
        refuse_more_than_asked(what.fields, _fields(letter, OfficialEvent.APPROVED))
        _mark(trail, what, letter, OfficialEvent.GIVEN, fields=what.fields, note=what.document)
    return trail.done()


def tell(*, by: Actor, at: datetime, ref: str, what: TellPerson) -> Receipt:
    """This will write that she was told; refuses it while a court forbids it."""
    with act(by, "privacy.official.tell", at, ref=ref, what=what, programme=what.programme) as trail:
        letter = _next(trail, what, OfficialEvent.TOLD)
        until = letter.silent_until
        if until is not None and trail.day(what.happened_on) < until:
            raise Refusal("court-forbids-telling", _SILENT.format(day=in_words(until)), field="happened_on")
        _mark(trail, what, letter, OfficialEvent.TOLD, note=what.note)
    return trail.done()


def _next(trail: Trail, what: AboutLetter, event: OfficialEvent) -> OfficialFacts:
    """This will find a letter whose turn it is for this step."""
    case = case_of(trail, what)
    letter = queries.official(case.id, what.request, now(trail))
    refuse_official_out_of_turn(OfficialEvent(letter.event), event)
    if trail.day(what.happened_on) < letter.lines[-1].on:
        raise Refusal("letter-before-last", _BEFORE.format(day=in_words(letter.lines[-1].on)), field="happened_on")
    return letter


def _mark(
    trail: Trail,
    what: AboutLetter,
    letter: OfficialFacts,
    event: OfficialEvent,
    *,
    fields: tuple[Asked, ...] = (),
    note: str = "",
) -> None:
    operations.mark_official(
        letter=letter,
        event=event,
        by=trail.by.code,
        fields=[each.value for each in fields],
        note=note[:300],
        stamp=trail.stamp(what.happened_on),
    )


def _hands(letter: OfficialFacts, *events: OfficialEvent) -> set[str]:
    return {line.by for event in events if (line := letter.of(event.value)) is not None}


def _fields(letter: OfficialFacts, event: OfficialEvent) -> tuple[str, ...]:
    line = letter.of(event.value)
    assert line is not None, "a later step has the earlier ones behind it"
    return line.fields


_USED: Final = Words(
    id="Surat “{ref}” sudah tercatat pada berkas ini; pakai nomor lain.",
    en="The letter “{ref}” is already recorded in this case; use another reference.",
)
_SILENT: Final = Words(
    id="Pengadilan melarang memberi tahu sampai {day}. Sesudah itu, beri tahu ia dan catat di sini.",
    en="A court forbids telling her until {day}. After that, tell her and record it here.",
)
_BEFORE: Final = Words(
    id="Langkah terakhir surat ini tercatat pada {day}; berikutnya tidak bisa sebelum itu.",
    en="The letter's last step is recorded on {day}; the next one cannot come before that day.",
)

VERBS = (
    Verb("privacy.official.receive", ReceiveLetter, receive),
    Verb("privacy.official.examine", ExamineLetter, examine),
    Verb("privacy.official.approve", ApproveLetter, approve),
    Verb("privacy.official.refuse", RefuseLetter, refuse),
    Verb("privacy.official.give", GiveLetter, give),
    Verb("privacy.official.tell", TellPerson, tell),
)
