"""Answers to the press: prepared with words for the facts of a day, given by an office once its decision is in force.

An answer holds places for facts, such as `{menunggu}`, and no numbers of its own. They are filled when it is given,
with what stands on that day: how many people from the latest release alone, because every other number of people could
help to find somebody. What is given becomes a statement of the office, and each number in it one the office stated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from textwrap import shorten
from typing import Annotated, Any, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import Actor
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts
from pulang.areas.coordination.rules import Outcome, ended_on
from pulang.areas.figures import queries as figures
from pulang.areas.funds.rules import Use
from pulang.areas.programmes import queries as programmes
from pulang.areas.statements import operations, queries
from pulang.areas.statements.facts import AnswerFacts, FigureFacts
from pulang.areas.statements.operations import Said
from pulang.areas.statements.rules import AnswerEvent, StatementKind, Unit, against_itself, counts_people
from pulang.flows.act import Receipt, Trail, What, act, catch_up
from pulang.flows.counting import waits_in_words, waits_of
from pulang.flows.inputs import Code, Day, Text
from pulang.flows.status import status
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.books import Stamp

PLACES: Final = {
    "hari": Words(id="hari jawaban disampaikan", en="the day the answer is given"),
    "menunggu": Words(id="apa yang ditunggu dan siapa yang memegangnya", en="what is waited for and who holds it"),
    "orang": Words(id="jumlah orang menurut rilis terakhir", en="how many people, by the latest release"),
    "dana": Words(id="dana perjalanan yang dialokasikan", en="money allocated to travel"),
}
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_SUMMARY_MOST: Final = 500
SUBJECT: Final = "press-answer"
VERIFIED: Final = "verified"
TRAVEL: Final = "travel-budget"


class PrepareAnswer(What):
    """What the actor's own office will answer; with `meeting`, not before its decision is in force.

    `outcome` is the decision it supposes. Prepared again under the same code, the newer words count.
    """

    programme: Code
    code: Code
    question: Annotated[Text, Field(min_length=5, max_length=300)]
    text: Annotated[Text, Field(min_length=10, max_length=1000)]
    meeting: Code | None = None
    outcome: Outcome | None = None
    happened_on: Day | None = None


class GiveAnswer(What):
    """The prepared answer was given to the public on `happened_on`; `source` says where it can be read or heard."""

    programme: Code
    code: Code
    source: Annotated[Text, Field(min_length=1, max_length=300)]
    happened_on: Day | None = None


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What may be told in public on a day; `people` and `money` are None where there is nothing that may be told."""

    day: date
    waits: Words
    people: int | None
    people_on: date | None
    money: int | None

    def told(self) -> dict[str, Words | None]:
        """This will give the words for each place; None where there is no such fact."""
        people = None if self.people is None else Words(id=f"sekitar {self.people} orang", en=f"about {self.people}")
        money = None if self.money is None else rupiah_in_words(self.money)
        return {"hari": in_words(self.day), "menunggu": self.waits, "orang": people, "dana": money}

    def document(self) -> dict[str, Any]:
        """This will write the facts down as they stood."""
        return {
            "day": self.day.isoformat(),
            "waits": self.waits.as_dict(),
            "people": self.people,
            "people_on": None if self.people_on is None else self.people_on.isoformat(),
            "money": self.money,
        }


def facts_on(programme: str, day: date) -> DayFacts:
    """This will gather what may be told in public on a day; needs an open context."""
    found = status(programme, as_of=day)
    told = [one for one in figures.releases(programme) if one.published_on <= day]
    shown = told[-1].content if told else {}
    travel = [fund.ceiling for fund in found.funds if fund.use == Use.TRAVEL.value]
    people = shown.get("counts", {}).get("total")
    return DayFacts(
        day=day,
        waits=waits_in_words(waits_of(found)),
        people=people,
        people_on=None if people is None else date.fromisoformat(shown["as_of"]),
        money=sum(travel) if travel else None,
    )


def filled(text: str, facts: DayFacts) -> str:
    """This will put the day's facts in their places; refuses a place nobody knows, and one without a fact."""
    told = facts.told()
    for name in _PLACE.findall(text):
        if name not in told:
            raise Refusal("unknown-place", _UNKNOWN_PLACE.format(name=name, known=", ".join(PLACES)), field="text")
        if told[name] is None:
            raise Refusal("no-fact-to-tell", _NO_FACT.format(name=name), field="text")
    return _PLACE.sub(lambda place: (told[place[1]] or Words(id="", en="")).id, text)


def held_back(one: AnswerFacts, decisions: Sequence[DecisionFacts], day: date) -> Refusal | None:
    """This will say why an answer may not be given on a day: its decision is not in force, or it is another one."""
    if not one.meeting:
        return None
    made = [each for each in decisions if each.meeting == one.meeting and ended_on(each, day) is None]
    ahead = min((each.in_force_on for each in made if each.in_force_on > day), default=None)
    standing = [each for each in made if each.in_force_on <= day]
    if not standing:
        said = _NO_DECISION if ahead is None else _NOT_YET.format(day=in_words(ahead))
        return Refusal("answer-under-embargo", said, field="code")
    if one.outcome and all(each.outcome != one.outcome for each in standing):
        return Refusal("answer-supposes-otherwise", _OTHERWISE, field="code")
    return None


def earlier(one: AnswerFacts, facts: DayFacts, known: Sequence[FigureFacts]) -> tuple[FigureFacts, ...]:
    """This will give the numbers the same office stated before about what it would state now, and that differ."""
    office = office_of(one)
    after = max((each.id for each in known), default=0) + 1
    now = (
        FigureFacts(after, on, facts.day, office, figure, value, None, unit.value, "", "")
        for figure, value, unit, on in _numbers(one.text, facts)
    )
    return tuple(other for each in now for other in against_itself(each, known))


def office_of(one: AnswerFacts) -> str:
    """This will name the office that speaks."""
    return accounts.agency(one.agency).name


def prepare_answer(*, by: Actor, at: datetime, ref: str, what: PrepareAnswer) -> Receipt:
    """This will prepare an answer; refuses one given before, another office's, unknown places, an unknown meeting."""
    with act(by, "statements.answer.prepare", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        known = _answers(trail, what.programme).get(what.code)
        agency = by.agency or programmes.programme(what.programme).lead
        if known is not None:
            _refuse_given(known)
            _refuse_other_office(known, agency)
        _refuse_people(what)
        if what.outcome is not None and what.meeting is None:
            raise Refusal("outcome-without-meeting", _OUTCOME_OF_WHAT, field="outcome")
        if what.meeting is not None:
            coordination.meeting_id(what.programme, what.meeting)
        catch_up()
        with context.counting():
            facts = facts_on(what.programme, stamp.happened_on)
        filled(what.text, facts)
        operations.mark_answer(
            programme=what.programme,
            code=what.code,
            event=AnswerEvent.PREPARED,
            agency=agency,
            question=what.question,
            text=what.text,
            meeting=what.meeting or "",
            outcome=what.outcome.value if what.outcome else "",
            facts=facts.document(),
            stamp=stamp,
        )
        trail.note(subject=what.code)
    return trail.done()


def give_answer(*, by: Actor, at: datetime, ref: str, what: GiveAnswer) -> Receipt:
    """This will record that an answer was given, as a statement and its numbers; refuses it under embargo."""
    with act(by, "statements.answer.give", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        known = _answers(trail, what.programme).get(what.code)
        if known is None:
            raise Refusal("unknown-answer", _UNKNOWN.format(code=what.code), field="code")
        _refuse_given(known)
        _refuse_other_office(known, by.agency or known.agency)
        day, now = stamp.happened_on, moment(trail.day(None))
        if day < known.on:
            raise Refusal("given-before-prepared", _EARLY, field="happened_on")
        held = held_back(known, coordination.decisions(what.programme, now), day)
        if held is not None:
            raise held
        catch_up()
        with context.counting():
            facts = facts_on(what.programme, day)
        text = filled(known.text, facts)
        for one in earlier(known, facts, queries.figures(what.programme, now)):
            value = "–".join(f"{n:,}".replace(",", ".") for n in (one.value, one.high) if n is not None)
            trail.warnings.append(_DIFFERS.format(value=value, day=in_words(one.said_on)))
        _write(what, known, text, facts, stamp)
        trail.note(subject=what.code)
    return trail.done()


def _write(what: GiveAnswer, known: AnswerFacts, text: str, facts: DayFacts, stamp: Stamp) -> None:
    operations.mark_answer(
        programme=what.programme,
        code=what.code,
        event=AnswerEvent.GIVEN,
        agency=known.agency,
        question=known.question,
        text=text,
        meeting=known.meeting,
        outcome=known.outcome,
        source=what.source,
        facts=facts.document(),
        stamp=stamp,
    )
    said = Said(
        what.programme, office_of(known), facts.day, what.source, shorten(text, _SUMMARY_MOST, placeholder=" …")
    )
    operations.record_statement(said=said, kind=StatementKind.STATEMENT, subject=SUBJECT, stamp=stamp)
    for figure, value, unit, about_on in _numbers(known.text, facts):
        about = replace(stamp, happened_on=about_on)
        operations.report_figure(said=said, figure=figure, value=value, high=None, unit=unit, stamp=about)


def _numbers(text: str, facts: DayFacts) -> tuple[tuple[str, int, Unit, date], ...]:
    """This will give the numbers an answer states: what of, how many, in what, about which day."""
    found: list[tuple[str, int, Unit, date]] = []
    places = set(_PLACE.findall(text))
    if "orang" in places and facts.people is not None and facts.people_on is not None:
        found.append((VERIFIED, facts.people, Unit.PEOPLE, facts.people_on))
    if "dana" in places and facts.money is not None:
        found.append((TRAVEL, facts.money, Unit.RUPIAH, facts.day))
    return tuple(found)


def _answers(trail: Trail, programme: str) -> dict[str, AnswerFacts]:
    return {one.code: one for one in queries.answers(programme, moment(trail.day(None)))}


def _refuse_given(one: AnswerFacts) -> None:
    if one.given:
        raise Refusal("answer-given", _GIVEN, field="code")


def _refuse_people(what: PrepareAnswer) -> None:
    for field, text in (("question", what.question), ("text", what.text)):
        if counts_people(text):
            raise Refusal("people-in-answer", _PEOPLE_TYPED, field=field)


def _refuse_other_office(one: AnswerFacts, agency: str) -> None:
    if one.agency != agency:
        raise Refusal("answer-of-another-office", _OTHER_OFFICE.format(office=office_of(one)), field="code")


_PEOPLE_TYPED: Final = Words(
    id="Jangan tulis jumlah orang atau nomor berkas; tulis {orang}, yang diisi dengan angka rilis terakhir.",
    en="Write no number of people and no case number; write {orang}, which is filled in from the latest release.",
)
_UNKNOWN_PLACE: Final = Words(
    id="Tidak ada fakta bernama “{name}”. Yang bisa diisi sendiri: {known}.",
    en="There is no fact called “{name}”. What can be filled in: {known}.",
)
_NO_FACT: Final = Words(
    id="Untuk “{name}” belum ada yang boleh dikatakan hari ini; hapus dari jawaban.",
    en="Nothing may be told today for “{name}”; take it out of the answer.",
)
_NO_DECISION: Final = Words(
    id="Belum ada keputusan rapat yang berlaku, jadi jawaban ini belum boleh disampaikan.",
    en="No decision of the meeting is in force, so this answer may not be given yet.",
)
_NOT_YET: Final = Words(
    id="Keputusannya baru berlaku pada {day}; sebelum itu jawaban ini belum boleh disampaikan.",
    en="The decision is in force from {day} on; this answer may not be given before.",
)
_OTHERWISE: Final = Words(
    id="Keputusannya lain daripada yang diandaikan jawaban ini. Siapkan jawaban yang sesuai.",
    en="The decision is not the one this answer supposes. Prepare one that fits.",
)
_OUTCOME_OF_WHAT: Final = Words(
    id="Pilih juga rapatnya: keputusan mana yang diandaikan?", en="Choose the meeting too: which decision is supposed?"
)
_UNKNOWN: Final = Words(
    id="Jawaban dengan kode “{code}” belum disiapkan di program ini.",
    en="No answer “{code}” is prepared in this programme.",
)
_GIVEN: Final = Words(
    id="Jawaban itu sudah disampaikan dan tidak berubah lagi. Siapkan jawaban baru.",
    en="That answer was given and changes no more. Prepare a new one.",
)
_OTHER_OFFICE: Final = Words(
    id="Jawaban ini disampaikan oleh {office}, bukan oleh kantor lain.",
    en="This answer is given by {office} and by no other office.",
)
_EARLY: Final = Words(
    id="Hari penyampaian mendahului hari jawaban ini disiapkan.", en="It was given before the day it was prepared."
)
_DIFFERS: Final = Words(
    id="Pada {day} kantor ini menyebut {value}. Jelaskan perbedaannya di daftar angka yang berbeda.",
    en="On {day} this office said {value}. Explain the difference in the list of numbers that differ.",
)

VERBS = (
    Verb("statements.answer.prepare", PrepareAnswer, prepare_answer),
    Verb("statements.answer.give", GiveAnswer, give_answer),
)
