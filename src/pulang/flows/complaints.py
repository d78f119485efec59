"""How a complaint comes in, lies at a desk that is not the one complained about, is answered, and is looked at twice.

Whoever complains acts under the code of the complaint and sees that one alone. What is written stands sealed, outside
the books, and is destroyed after two years; an act file holds that something was said, not what.
"""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, ClassVar, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.grievances import operations, queries, rules
from pulang.areas.grievances.facts import ComplaintLine
from pulang.areas.grievances.rules import Against, Complainer, ComplaintEvent, Stance, Topic
from pulang.areas.programmes import queries as programmes
from pulang.flows import attaching, cards
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.attaching import Attached
from pulang.flows.cards import Digest
from pulang.flows.inputs import CaseNumber, Code, Text
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context
from pulang.storage.books import Stamp
from pulang.storage.keeper import keeper

Said = Annotated[Text, Field(max_length=3000)]
_NOT_YOUR_CODE: Final = Words(
    id="Pengaduan dibuat di bawah kodenya sendiri.", en="A complaint is made under its own code."
)


class AboutComplaint(What):
    """Every act about a complaint names its programme and its code; what is said stands in no book."""

    derived: ClassVar[frozenset[str]] = frozenset({"words"})

    programme: Code
    complaint: CaseNumber
    words: Said = ""


class FileComplaint(AboutComplaint):
    """Somebody complains, named, confidentially or without a name; the digest is that of the PIN handed back."""

    derived: ClassVar[frozenset[str]] = frozenset({"words", "attachment"})

    stance: Stance
    role: Complainer = Complainer.OTHER
    topic: Topic
    against: Against = Against.NOBODY
    digest: Digest
    attachment: Attached = ""


class AnswerComplaint(AboutComplaint):
    """The desk answers."""


class ReopenComplaint(AboutComplaint):
    """Whoever complained is not satisfied: somebody else looks again."""


def file(*, by: Actor, at: datetime, ref: str, what: FileComplaint) -> Receipt:
    """This will take a complaint to the desk that answers it; refuses one under another's code."""
    with act(by, "grievances.complaint.file", at, ref=ref, what=what, programme=what.programme) as trail:
        code = refs.parse(what.complaint, prefix=rules.PREFIX)
        if by.code != code:
            raise Refusal("complaint-code", _NOT_YOUR_CODE, field="complaint")
        about, stamp = programmes.programme(what.programme), trail.stamp(None)
        line = ComplaintLine(
            code=code,
            programme=what.programme,
            event=ComplaintEvent.FILED.value,
            on=stamp.happened_on,
            by=by.code,
            stance=what.stance.value,
            role=what.role.value,
            topic=what.topic.value,
            against=what.against.value,
            desk=rules.desk_of(what.against, lead=about.lead, ministry=about.ministry),
            restricted=what.topic in rules.RESTRICTED,
            instance=1,
            due_on=rules.due_on(what.topic, stamp.happened_on),
            words=_text_key(ref),
        )
        _write(trail, line, what.words, stamp)
        attaching.keep(line.words, what.attachment, at=trail.at)
        cards.keep(code, what.digest, stamp)
    return trail.done()


def answer(*, by: Actor, at: datetime, ref: str, what: AnswerComplaint) -> Receipt:
    """This will answer a complaint; refuses other desks, what is answered, and for a second look who answered first."""
    with act(by, "grievances.complaint.answer", at, ref=ref, what=what, programme=what.programme) as trail:
        lines = history(what.complaint, what.programme)
        rules.refuse_answered(lines)
        rules.refuse_same_answerer(lines, by.code)
        stamp = trail.stamp(None)
        line = replace(lines[-1], event=ComplaintEvent.ANSWERED.value, by=by.code, due_on=None, words=_text_key(ref))
        _write(trail, line, what.words, stamp)
    return trail.done()


def reopen(*, by: Actor, at: datetime, ref: str, what: ReopenComplaint) -> Receipt:
    """This will have somebody else look again, never the one complained about; refuses the unanswered and a third."""
    with act(by, "grievances.complaint.reopen", at, ref=ref, what=what, programme=what.programme) as trail:
        lines = history(what.complaint, what.programme)
        rules.refuse_reopening(lines)
        about, stamp = programmes.programme(what.programme), trail.stamp(None)
        line = replace(
            lines[-1],
            event=ComplaintEvent.REOPENED.value,
            by=by.code,
            desk=rules.second_desk_of(Against(lines[-1].against), lead=about.lead, ministry=about.ministry),
            instance=lines[-1].instance + 1,
            due_on=rules.due_on(Topic(lines[-1].topic), stamp.happened_on),
            words=_text_key(ref),
        )
        _write(trail, line, what.words, stamp)
    return trail.done()


def history(code: str, programme: str) -> tuple[ComplaintLine, ...]:
    """This will give all that happened to a complaint to whoever sees its last line: the desk, or who complained."""
    kept = kept_code(code)
    seen = queries.lines(kept)
    with context.counting():  # what lay at another desk before belongs to it, and stays behind this sight of the last
        lines = queries.lines(kept)
    if lines[-1] != seen[-1] or lines[-1].programme != programme:
        raise Refusal("unknown-complaint", queries.UNKNOWN, field="complaint")
    return lines


def gone_on(seen: tuple[ComplaintLine, ...]) -> frozenset[str]:
    """This will say which complaints that were answered here were opened again and lie at another desk now."""
    answered = {line.code: line for line in seen if line.event == ComplaintEvent.ANSWERED.value}
    if not answered:
        return frozenset()
    with context.counting():  # no more is told of them than that they went on
        now = queries.lasts(tuple(answered))
    return frozenset(code for code, line in answered.items() if now[code] != line)


def seen_lines(code: str) -> tuple[ComplaintLine, ...]:
    """This will give the whole of a complaint to whoever made it, whose own view shows every line of it."""
    return queries.lines(code)


def kept_code(text: str) -> str:
    """This will give a complaint's code as it is kept, and nothing for what is none."""
    try:
        return refs.parse(text, prefix=rules.PREFIX)
    except Refusal:
        return ""


def texts(lines: tuple[ComplaintLine, ...]) -> dict[UUID, str]:
    """This will open what was written in these lines; a text that was destroyed is not among it."""
    boxes = queries.texts([line.words for line in lines])
    return {key: keeper().unshut(box=box, whose=key).decode() for key, box in boxes.items()}


def opened(code: str, pin: str) -> cards.Opened | None:
    """This will give the complaint that a code and a PIN open; every no takes the same steps."""
    kept = kept_code(code)
    mark = cards.matching(kept, pin)
    return cards.Opened(kept, mark) if mark else None


def _write(trail: Trail, line: ComplaintLine, words: str, stamp: Stamp) -> None:
    operations.add(line=line, stamp=stamp)
    if words:
        box = keeper().shut(secret=words.encode(), whose=line.words)
        operations.keep_text(key=line.words, box=box, at=trail.at)
    trail.note(subject=line.code)


def _text_key(ref: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"urn:layanan:complaint:{ref}")


VERBS = (
    Verb("grievances.complaint.file", FileComplaint, file),
    Verb("grievances.complaint.answer", AnswerComplaint, answer),
    Verb("grievances.complaint.reopen", ReopenComplaint, reopen),
)
