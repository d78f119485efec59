"""What she asks and how she may be reached: a question with a clock and an answer, a safe contact of her own choosing.

What is written stands sealed, outside the books, as that of complaints does: an act file holds that something was
asked, not what. Her address is sealed by itself, so that she can change it with nothing but her card.
"""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases.facts import CaseRef
from pulang.areas.contacts import operations, queries, rules
from pulang.areas.contacts.facts import QuestionFacts
from pulang.areas.contacts.rules import Hours, NoticeKind, QuestionEvent, Way
from pulang.flows import noticing
from pulang.flows.about_case import AboutCase, case_of, now
from pulang.flows.act import Receipt, Trail, act
from pulang.flows.inputs import Code, Text
from pulang.flows.verbs import Verb
from pulang.storage.keeper import keeper

Said = Annotated[Text, Field(max_length=2000)]
Address = Annotated[Text, Field(max_length=120)]
Language = Annotated[str, Field(pattern="^(id|en)$")]


class ChangeContact(AboutCase):
    """How she may be reached from now on; the address stands in no book."""

    derived: ClassVar[frozenset[str]] = frozenset({"address"})

    way: Way
    hours: Hours = Hours.DAYTIME
    language: Language = "id"
    address: Address = ""


class AboutQuestion(AboutCase):
    """Every act about a question names the case and a reference; what is said stands in no book."""

    derived: ClassVar[frozenset[str]] = frozenset({"words"})

    question: Code
    words: Said = ""


class AskQuestion(AboutQuestion):
    """She asks something, in her own words."""


class AnswerQuestion(AboutQuestion):
    """She is answered."""


def change_contact(*, by: Actor, at: datetime, ref: str, what: ChangeContact) -> Receipt:
    """This will write how she may be reached; what stood sealed before is destroyed. Refuses a way without an address.

    A replayed act brings no address: whoever it is about is reached on her page until she says it again.
    """
    with act(by, "contacts.contact.change", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        rules.refuse_without_address(what.way, what.address)
        before = queries.contact(case.id, now(trail))
        address = _kept(trail, what.address) if what.way is not Way.PAGE else None
        operations.change_contact(
            case=case.id,
            programme=case.programme,
            way=what.way,
            hours=what.hours,
            language=what.language,
            address=address,
            stamp=stamp,
        )
        if before is not None and before.address is not None:
            operations.destroy_texts(keys=[before.address])
    return trail.done()


def ask(*, by: Actor, at: datetime, ref: str, what: AskQuestion) -> Receipt:
    """This will take a question and start its clock; refuses a reference used before."""
    with act(by, "contacts.question.ask", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        rules.refuse_used(queries.questions(case.id, now(trail)), what.question)
        operations.add_question(
            case=case.id,
            programme=case.programme,
            number=case.number,
            ref=what.question,
            event=QuestionEvent.ASKED,
            by=by.code,
            due_on=rules.answer_due_on(stamp.happened_on),
            words=_kept(trail, what.words),
            stamp=stamp,
        )
    return trail.done()


def answer(*, by: Actor, at: datetime, ref: str, what: AnswerQuestion) -> Receipt:
    """This will answer a question and let her know that there is an answer; refuses what is answered or unknown."""
    with act(by, "contacts.question.answer", at, ref=ref, what=what, programme=what.programme) as trail:
        case, stamp = case_of(trail, what), trail.stamp(what.happened_on)
        rules.question_in(queries.questions(case.id, now(trail)), what.question)
        operations.add_question(
            case=case.id,
            programme=case.programme,
            number=case.number,
            ref=what.question,
            event=QuestionEvent.ANSWERED,
            by=by.code,
            due_on=None,
            words=_kept(trail, what.words),
            stamp=stamp,
        )
        noticing.tell(trail, case, NoticeKind.ANSWER)
    return trail.done()


def _kept(trail: Trail, text: str) -> UUID:
    """This will seal a text under the act's own reference; an empty one leaves nothing behind but its key."""
    key = uuid5(NAMESPACE_URL, f"urn:layanan:words:{trail.ref}")
    if text:
        operations.keep_text(key=key, box=keeper().shut(secret=text.encode(), whose=key), at=trail.at)
    return key


def said_in(questions: tuple[QuestionFacts, ...]) -> dict[UUID, str]:
    """This will open what was asked and answered; a text that was destroyed is not among it."""
    lines = [line for one in questions for line in (one.asked, one.answered) if line is not None]
    return {
        key: keeper().unshut(box=box, whose=key).decode()
        for key, box in queries.texts([line.words for line in lines]).items()
    }


def forget(case: CaseRef, *, at: datetime) -> None:
    """This will destroy all that stands sealed about her, and let nothing wait for her: she is erased."""
    operations.destroy_texts(keys=queries.keys(case.id))
    operations.drop_all(case=case.id, at=at)


VERBS = (
    Verb("contacts.contact.change", ChangeContact, change_contact),
    Verb("contacts.question.ask", AskQuestion, ask),
    Verb("contacts.question.answer", AnswerQuestion, answer),
)
