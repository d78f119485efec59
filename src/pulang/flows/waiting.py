"""What waits for a decision, as points a meeting can be asked about: conditions, questions, and what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries
from pulang.areas.coordination.facts import ItemFacts, QuestionFacts
from pulang.areas.coordination.rules import ItemEvent, Outcome
from pulang.areas.partners import queries as partners
from pulang.areas.partners.facts import IncidentFacts
from pulang.areas.partners.rules import IncidentKind
from pulang.areas.readiness.gates import BY_ID
from pulang.flows.status import Blocker, Status
from pulang.kernel.days import in_words
from pulang.kernel.moments import Moment
from pulang.kernel.words import NOTHING, Words, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that waits, as a point for an agenda: the question, what lacks, and an outcome to propose.

    It is about a condition that holds `cases` (`gate`), a question residents asked (`asked`), or something found of an
    institution (`partner`, `incident`); the latter two are about the whole programme, and nobody's words are in them.
    """

    question: Words
    says: Words
    missing: Words = NOTHING
    cases: int | None = None
    proposed: Outcome | None = None
    gate: str = ""
    asked: str = ""
    partner: str = ""
    incident: str = ""

    @property
    def about(self) -> tuple[str, str, str, str]:
        """This will say what it is about, as a point of the agenda does."""
        return (self.gate, self.asked, self.partner, self.incident)


def not_on(meeting: str, items: Iterable[ItemFacts], now: Status) -> tuple[Suggestion, ...]:
    """This will give what holds people now and is not on this meeting's agenda, in the order of the blockers."""
    put = {item.gate for item in _on(meeting, items)}
    alone = len({blocker.gate for blocker in now.blockers if blocker.of_programme}) <= 1
    first = {blocker.gate: blocker for blocker in reversed(now.blockers)}  # several conditions are one question
    waits = (blocker for blocker in now.blockers if blocker.gate not in put and blocker is first[blocker.gate])
    return tuple(_suggestion(blocker, alone=alone) for blocker in waits)


def beside(meeting: str, items: Iterable[ItemFacts], programme: str, at: Moment) -> tuple[Suggestion, ...]:
    """This will give what else waits and is not on this agenda: residents' questions first, then what was found.

    What was found of an institution waits until it is closed; as far as the view reaches.
    """
    put = {(item.gate, item.asked, item.partner, item.incident) for item in _on(meeting, items)}
    found = (*_questions(programme, at), *_findings(programme, at))
    return tuple(one for one in found if one.about not in put)


def _on(meeting: str, items: Iterable[ItemFacts]) -> Iterator[ItemFacts]:
    return (item for item in items if item.meeting == meeting and item.event == ItemEvent.PUT.value)


def _suggestion(blocker: Blocker, *, alone: bool) -> Suggestion:
    """This will propose to let the return proceed, on conditions while anything else of the programme waits too."""
    proposed = Outcome.MAY_PROCEED if alone and blocker.of_programme else Outcome.MAY_PROCEED_IF
    return Suggestion(
        gate=blocker.gate,
        question=BY_ID[blocker.gate].question,
        says=blocker.says,
        missing=blocker.remedy,
        cases=blocker.cases,
        proposed=proposed,
    )


def _questions(programme: str, at: Moment) -> Iterator[Suggestion]:
    for one in queries.questions(programme, at):
        if one.answered_on is None:
            yield Suggestion(
                asked=one.code,
                question=_ASKED.format(text=one.text),
                says=_WAITS.format(text=one.text, day=in_words(one.on)),
                missing=_answer(one),
            )


def _answer(one: QuestionFacts) -> Words:
    if not one.holder:
        return _ANSWER
    holder = same(accounts.agency(one.holder).name)
    return (
        _ANSWER_OF.format(who=holder) if one.due_on is None else _ANSWER_BY.format(who=holder, day=in_words(one.due_on))
    )


def _findings(programme: str, at: Moment) -> Iterator[Suggestion]:
    for partner in partners.partners_of(programme, at):
        for one in partners.incidents_of(partner.agency, at):
            if one.closed_on is None and one.programme in {"", programme}:
                yield _finding(partner.agency, partner.name, one)


def _finding(agency: str, name: str, one: IncidentFacts) -> Suggestion:
    words = _FOUND if one.kind == IncidentKind.FINDING.value else _HAPPENED
    what = words.format(name=name, day=in_words(one.on))
    return Suggestion(
        partner=agency,
        incident=one.code,
        question=_FOLLOWS.format(what=what),
        says=_OPEN.format(what=what),
        missing=NOTHING if one.answers else _ANSWER_OF.format(who=same(name)),
    )


_ASKED = Words(id="Warga bertanya: {text}", en="Residents ask: {text}")
_WAITS = Words(
    id="Warga bertanya: {text} Belum dijawab sejak {day}.", en="Residents ask: {text} Not answered since {day}."
)
_ANSWER = Words(id="Jawaban untuk warga.", en="An answer to residents.")
_ANSWER_OF = Words(id="Jawaban {who}.", en="An answer by {who}.")
_ANSWER_BY = Words(id="Jawaban {who}, paling lambat {day}.", en="An answer by {who}, due on {day}.")
_FOUND = Words(id="Temuan pada {name}, {day}", en="Finding about {name}, {day}")
_HAPPENED = Words(id="Kejadian pada {name}, {day}", en="Incident at {name}, {day}")
_FOLLOWS = Words(id="{what}: apa tindak lanjutnya?", en="{what}: what follows from it?")
_OPEN = Words(id="{what}, belum ditutup.", en="{what}, not closed yet.")
