"""What offices said in public: figures, promises and whether they were kept, statements and grievances."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.funds import queries as funds
from pulang.areas.statements import operations, queries
from pulang.areas.statements.operations import Said
from pulang.areas.statements.rules import ConflictKind, Precision, StatementKind, Unit
from pulang.flows import said
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import MAX_RUPIAH, Code, Day, Rupiah, Text
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

Office = Annotated[Text, Field(min_length=1, max_length=200)]
Subject = Annotated[Text, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9\-]*$")]
Summary = Annotated[Text, Field(max_length=500)]
Number = Annotated[int, Field(strict=True, ge=0, le=MAX_RUPIAH)]  # people, or money as it was said
Cited = Annotated[Text, Field(min_length=1, max_length=300)]  # a number without a source is not recorded (rule 12)


class Saying(What):
    """What every saying has: whose words, the day they are about (`happened_on`), when they were said, and where."""

    programme: Code
    office: Office
    source: Cited
    summary: Summary = ""
    said_on: Day | None = None
    happened_on: Day | None = None

    @property
    def about(self) -> Day | None:
        """The day the words are about: the day they were said unless told otherwise."""
        return self.happened_on or self.said_on


class ReportFigure(Saying):
    """A number somebody stated; `high` closes a range."""

    figure: Subject
    value: Number
    unit: Unit
    high: Number | None = None


class NoteConflict(What):
    """A reasoned note on a number that others contradict: which number, what explains it, and why one may think so."""

    programme: Code
    figure: Subject
    office: Office
    about_on: Day
    value: Number
    kind: ConflictKind
    note: Annotated[Text, Field(min_length=10, max_length=500)]
    happened_on: Day | None = None


class MakePromise(Saying):
    """A date, a month (`precision` MONTH, any day of it) or an amount promised in public; or no date any more."""

    subject: Subject
    promised_on: Day | None = None
    precision: Precision | None = None
    amount: Rupiah | None = None
    unit: Unit | None = None
    funding: Annotated[Text, Field(max_length=32)] = ""


class KeepPromise(What):
    """What was promised came true on `happened_on`."""

    programme: Code
    subject: Subject
    happened_on: Day | None = None


class RecordStatement(Saying):
    """Words said in public that are neither a number nor a promise, or a grievance voiced by a group."""

    kind: StatementKind
    subject: Subject


def report_figure(*, by: Actor, at: datetime, ref: str, what: ReportFigure) -> Receipt:
    """This will record a stated number beside all others; refuses a range that does not go up."""
    with act(by, "statements.figure.report", at, ref=ref, what=what, programme=what.programme) as trail:
        if what.high is not None and what.high <= what.value:
            raise Refusal(
                "range-does-not-go-up",
                Words(
                    id="Angka tertinggi harus lebih besar dari angka terendah.",
                    en="The higher number has to be above the lower one.",
                ),
                field="high",
            )
        operations.report_figure(
            said=_said(trail, what),
            figure=what.figure,
            value=what.value,
            high=what.high,
            unit=what.unit,
            stamp=trail.stamp(what.about),
        )
        trail.note(subject=what.figure)
    return trail.done()


def note_conflict(*, by: Actor, at: datetime, ref: str, what: NoteConflict) -> Receipt:
    """This will write why a stated number differs; refuses one nobody stated, or that nothing contradicts."""
    with act(by, "statements.conflict.note", at, ref=ref, what=what, programme=what.programme) as trail:
        wanted = (what.figure, what.office, what.about_on, what.value)
        now = moment(trail.day(None))
        found = [f for f in queries.figures(what.programme, now) if (f.figure, f.office, f.on, f.value) == wanted]
        if not found:
            raise Refusal("unknown-figure", _UNKNOWN_FIGURE, field="figure")
        with context.counting():
            differs = {one.figure.id for one in said.differing(what.programme, now)}
        if found[0].id not in differs:
            raise Refusal("figure-not-contradicted", _NOT_CONTRADICTED, field="figure")
        operations.note_conflict(
            programme=what.programme,
            figure=what.figure,
            office=what.office,
            about_on=what.about_on,
            value=what.value,
            kind=what.kind,
            note=what.note,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.figure)
    return trail.done()


_UNKNOWN_FIGURE = Words(
    id="Angka itu tidak tercatat; cocokkan tentang apa, hari, instansi dan nilainya.",
    en="That number is not on record; compare what it is about, its day, office and value.",
)
_NOT_CONTRADICTED = Words(
    id="Tidak ada yang berbeda dengan angka itu, jadi tidak ada yang perlu dijelaskan.",
    en="Nothing differs from that number, so there is nothing to explain.",
)


def make_promise(*, by: Actor, at: datetime, ref: str, what: MakePromise) -> Receipt:
    """This will record a promise as the latest word on its subject; refuses a date or amount that is half said."""
    with act(by, "statements.promise.make", at, ref=ref, what=what, programme=what.programme) as trail:
        _refuse_half_said(trail, what)
        precision = what.precision or (Precision.NONE if what.promised_on is None else Precision.DAY)
        day = what.promised_on
        if day is not None and precision is Precision.MONTH:
            day = day.replace(day=1)
        operations.make_promise(
            said=_said(trail, what),
            subject=what.subject,
            promised_on=day,
            precision=precision,
            amount=what.amount,
            unit=what.unit,
            funding=what.funding,
            stamp=trail.stamp(what.about),
        )
        trail.note(subject=what.subject)
    return trail.done()


def keep_promise(*, by: Actor, at: datetime, ref: str, what: KeepPromise) -> Receipt:
    """This will record that a promise came true; refuses one nobody made by that day, and one kept before."""
    with act(by, "statements.promise.keep", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        made = [
            history
            for history in queries.promises(what.programme, moment(trail.day(None)))
            if history.subject == what.subject and history.made[0].on <= stamp.happened_on
        ]
        if not made:
            raise Refusal(
                "unknown-promise",
                Words(
                    id="Tidak ada janji “{subject}” sampai {day}.",
                    en="Nothing was promised about “{subject}” by {day}.",
                ).format(subject=what.subject, day=in_words(stamp.happened_on)),
                field="subject",
            )
        if made[0].kept_on is not None:
            raise Refusal(
                "promise-already-kept",
                Words(id="Janji itu sudah tercatat ditepati.", en="That promise is already recorded as kept."),
                field="subject",
            )
        operations.keep_promise(programme=what.programme, subject=what.subject, stamp=stamp)
        trail.note(subject=what.subject)
    return trail.done()


def record_statement(*, by: Actor, at: datetime, ref: str, what: RecordStatement) -> Receipt:
    """This will record words said in public, or a group's grievance."""
    with act(by, "statements.statement.record", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.record_statement(
            said=_said(trail, what), kind=what.kind, subject=what.subject, stamp=trail.stamp(what.about)
        )
        trail.note(subject=what.subject)
    return trail.done()


def _said(trail: Trail, what: Saying) -> Said:
    """This will give who said it and when; refuses words said before the day they are about."""
    about = trail.day(what.about)
    said_on = about if what.said_on is None else trail.day(what.said_on)
    if said_on < about:
        raise Refusal(
            "said-before-it-was-so",
            Words(
                id="Tanggal ucapan mendahului tanggal kejadiannya; periksa kedua tanggal.",
                en="It was said before the day it is about; check both dates.",
            ),
            field="said_on",
        )
    return Said(programme=what.programme, office=what.office, said_on=said_on, source=what.source, summary=what.summary)


def _refuse_half_said(trail: Trail, what: MakePromise) -> None:
    dated = what.precision in (Precision.DAY, Precision.MONTH)
    if (what.promised_on is None and dated) or (what.promised_on is not None and what.precision is Precision.NONE):
        raise Refusal(
            "promise-date-half-said",
            Words(
                id="Tulis tanggal yang dijanjikan, atau pilih “tanpa tanggal” dan kosongkan tanggalnya.",
                en="Write the promised date, or choose “no date” and leave the date empty.",
            ),
            field="promised_on",
        )
    if (what.amount is None) != (what.unit is None):
        raise Refusal(
            "promise-amount-half-said",
            Words(
                id="Jumlah yang dijanjikan ditulis bersama satuannya: rupiah, orang atau bulan.",
                en="A promised amount is written together with its unit: rupiah, people or months.",
            ),
            field="unit",
        )
    known = {source.code for source in funds.sources(what.programme, moment(trail.day(None)))}
    if what.funding and what.funding not in known:
        raise Refusal(
            "unknown-source",
            Words(
                id=f"Program ini tidak punya sumber dana “{what.funding}”. Kosongkan bila belum jelas.",
                en=f"This programme has no fund source “{what.funding}”. Leave it empty while it is not clear.",
            ),
            field="funding",
        )


VERBS = (
    Verb("statements.figure.report", ReportFigure, report_figure),
    Verb("statements.conflict.note", NoteConflict, note_conflict),
    Verb("statements.promise.make", MakePromise, make_promise),
    Verb("statements.promise.keep", KeepPromise, keep_promise),
    Verb("statements.statement.record", RecordStatement, record_statement),
)
