"""Writes cases and the books kept about each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pulang.areas.cases.facts import CaseRef, Need, ObjectionLine
from pulang.areas.cases.models import (
    Assignment,
    Attempt,
    Attester,
    Choice,
    Consent,
    Duplicate,
    Lock,
    Move,
    Objection,
    Pressure,
    Round,
    Screening,
    TravelWish,
)
from pulang.areas.cases.rules import (
    AssignmentEvent,
    AttemptOutcome,
    AttesterEvent,
    ChoiceKind,
    ConsentEvent,
    DuplicateEvent,
    EvidenceKind,
    Informed,
    LockEvent,
    Movement,
    Purpose,
    ScreeningOutcome,
)
from pulang.storage import context, sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def hold(*, case: UUID) -> None:
    """This will let only one act at a time look at a case's state and write about it; others wait for its end."""
    sql.run("SELECT pg_advisory_xact_lock(hashtextextended(%(case)s, 0))", case=str(case))


@needs_transaction
def hold_digests(*, digests: Collection[bytes]) -> None:
    """This will let one act at a time look for values' equals and write them: twins at once would miss each other."""
    keys = sorted({int.from_bytes(digest[:8], "big", signed=True) for digest in digests})
    sql.tell("SELECT pg_advisory_xact_lock(k) FROM unnest(%(keys)s::bigint[]) k", keys=keys)


# One statement for cases with their first choices and consents: hundreds are registered a second.
_OPEN = """
WITH said AS (
    SELECT * FROM unnest(
        %(id)s::uuid[], %(number)s::text[], %(person)s::uuid[], %(alias)s::text[], %(site)s::text[], %(block)s::text[],
        %(origin)s::text[], %(home)s::text[], %(children_with)s::smallint[], %(adults_with)s::smallint[],
        %(choice)s::text[], %(informed)s::text[], %(pressure)s::boolean[], %(companion)s::boolean[],
        %(act)s::bigint[], %(happened_on)s::date[]
    ) AS x (id, number, person, alias, site, block, origin, home, children_with, adults_with,
            choice, informed, pressure, companion, act, happened_on)
), opened AS (
    INSERT INTO cases_case (
        id, number, programme_id, person_id, alias, site, block, origin, home, children_with, adults_with,
        opened_on, recorded_at, act_id
    )
    SELECT s.id, s.number, %(programme)s::text, s.person, s.alias, s.site, s.block, s.origin, s.home, s.children_with,
           s.adults_with, s.happened_on, %(recorded_at)s, s.act
    FROM said s
), chosen AS (
    INSERT INTO cases_choice (
        case_id, programme_id, choice, informed, companion, act_id, happened_on, recorded_at
    )
    SELECT s.id, %(programme)s::text, s.choice, s.informed, s.companion, s.act, s.happened_on, %(recorded_at)s
    FROM said s
    WHERE s.choice <> ''
), pressed AS (
    INSERT INTO cases_pressure (case_id, programme_id, act_id, happened_on, recorded_at)
    SELECT s.id, %(programme)s::text, s.act, s.happened_on, %(recorded_at)s
    FROM said s
    WHERE s.pressure AND s.choice <> ''
)
INSERT INTO cases_consent (
    case_id, programme_id, purpose, event, text_version, language, until, act_id, happened_on, recorded_at
)
SELECT x.id, %(programme)s::text, x.purpose, 'GIVEN', x.text_version, x.language, x.until, x.act, x.happened_on,
       %(recorded_at)s
FROM unnest(%(whose)s::uuid[], %(purposes)s::text[], %(texts)s::text[], %(languages)s::text[], %(untils)s::date[],
            %(under)s::bigint[], %(days)s::date[])
  AS x (id, purpose, text_version, language, until, act, happened_on)
"""
_ABOUT = ("alias", "site", "block", "origin", "home", "children_with", "adults_with")


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case that is opened: what is known about it, her first choice and consents where given, and its act."""

    case: CaseRef
    about: Mapping[str, str | int]
    choice: tuple[ChoiceKind, Informed, bool, bool] | None
    consents: tuple[Purpose, ...]
    text_version: str
    language: str
    until: date | None
    stamp: Stamp


@needs_transaction
def open_cases(*, cases: Sequence[NewCase]) -> None:
    """This will enter cases of one programme with what is known about each."""
    chosen = [one.choice or (None, None, False, False) for one in cases]
    given = [
        (one.case.id, purpose.value, one.text_version, one.language, one.until, one.stamp.act_id, one.stamp.happened_on)
        for one in cases
        for purpose in one.consents
    ]
    names = ("whose", "purposes", "texts", "languages", "untils", "under", "days")
    sql.tell(
        _OPEN,
        programme=cases[0].case.programme,
        recorded_at=cases[0].stamp.recorded_at,
        id=[one.case.id for one in cases],
        number=[one.case.number for one in cases],
        person=[one.case.person for one in cases],
        choice=[kind.value if kind else "" for kind, _, _, _ in chosen],
        informed=[informed.value if informed else "" for _, informed, _, _ in chosen],
        pressure=[pressure for _, _, pressure, _ in chosen],
        companion=[companion for _, _, _, companion in chosen],
        act=[one.stamp.act_id for one in cases],
        happened_on=[one.stamp.happened_on for one in cases],
        **{name: [one.about[name] for one in cases] for name in _ABOUT},
        **{name: [each[at] for each in given] for at, name in enumerate(names)},
    )


@needs_transaction
def record_choice(
    *, case: CaseRef, choice: ChoiceKind, informed: Informed, pressure: bool, companion: bool, stamp: Stamp
) -> None:
    """This will write what she chose."""
    Choice.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        choice=choice.value,
        informed=informed.value,
        companion=companion,
        **stamp.columns(),
    )
    if pressure:
        with context.judging():  # not everybody who may write it down may read what others wrote
            Pressure.objects.create(case_id=case.id, programme_id=case.programme, **stamp.columns())


@needs_transaction
def record_consent(
    *,
    case: CaseRef,
    purpose: Purpose,
    event: ConsentEvent,
    text_version: str,
    language: str,
    until: date | None,
    stamp: Stamp,
) -> None:
    """This will write her word on one purpose."""
    Consent.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        purpose=purpose.value,
        event=event.value,
        text_version=text_version,
        language=language,
        until=until,
        **stamp.columns(),
    )


@needs_transaction
def record_wish(
    *,
    case: CaseRef,
    discreet: bool,
    escort: bool,
    needs: Collection[Need],
    not_before: date | None,
    not_after: date | None,
    stamp: Stamp,
) -> None:
    """This will write how she wants to travel."""
    TravelWish.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        discreet=discreet,
        escort=escort,
        needs=[need.value for need in Need if need in needs],
        not_before=not_before,
        not_after=not_after,
        **stamp.columns(),
    )


@needs_transaction
def record_screening(*, case: CaseRef, outcome: ScreeningOutcome, trained: bool, stamp: Stamp) -> None:
    """This will write the outcome of the checklist."""
    Screening.objects.create(
        case_id=case.id, programme_id=case.programme, outcome=outcome.value, trained=trained, **stamp.columns()
    )


@needs_transaction
def open_round(
    *, programme: str, code: str, opens_on: date, closes_on: date, late_until: date | None, act: int
) -> None:
    """This will enter a verification round; a code used before is refused by the database."""
    Round.objects.create(
        programme_id=programme,
        code=code,
        opens_on=opens_on,
        closes_on=closes_on,
        late_until=late_until,
        act_id=act,
    )


@needs_transaction
def mark_attester(*, programme: str, code: str, name: str, event: AttesterEvent, stamp: Stamp) -> None:
    """This will list or unlist a group that may attest."""
    Attester.objects.create(programme_id=programme, code=code, name=name, event=event.value, **stamp.columns())


@needs_transaction
def record_attempt(
    *,
    case: CaseRef,
    in_round: str,
    kind: EvidenceKind,
    outcome: AttemptOutcome,
    attesters: tuple[str, ...],
    reason: str,
    stamp: Stamp,
) -> None:
    """This will write one attempt to verify her."""
    Attempt.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        round=in_round,
        kind=kind.value,
        outcome=outcome.value,
        attesters=list(attesters),
        reason=reason,
        **stamp.columns(),
    )


@needs_transaction
def mark_duplicate(*, case: CaseRef, other: UUID, event: DuplicateEvent, reason: str, stamp: Stamp) -> None:
    """This will write that another case may be the same person, or what was decided about it."""
    Duplicate.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        other_id=other,
        event=event.value,
        reason=reason,
        **stamp.columns(),
    )


_FLAGS = """
INSERT INTO cases_duplicate (case_id, programme_id, other_id, event, reason, act_id, happened_on, recorded_at)
SELECT x.id, x.programme, x.other, 'FLAGGED', x.reason, x.act, x.happened_on, %(recorded_at)s
FROM unnest(%(ids)s::uuid[], %(programmes)s::text[], %(others)s::uuid[], %(reasons)s::text[], %(acts)s::bigint[],
            %(days)s::date[]) AS x (id, programme, other, reason, act, happened_on)
"""


@needs_transaction
def flag_likely(*, flags: Sequence[tuple[CaseRef, UUID, str, Stamp]]) -> None:
    """This will write of each case that another may be the same person, and by what."""
    if flags:
        sql.tell(
            _FLAGS,
            recorded_at=flags[0][3].recorded_at,
            ids=[case.id for case, _, _, _ in flags],
            programmes=[case.programme for case, _, _, _ in flags],
            others=[other for _, other, _, _ in flags],
            reasons=[reason for _, _, reason, _ in flags],
            acts=[stamp.act_id for _, _, _, stamp in flags],
            days=[stamp.happened_on for _, _, _, stamp in flags],
        )


@needs_transaction
def mark_objection(*, case: CaseRef, line: ObjectionLine, stamp: Stamp) -> None:
    """This will write an objection, its answer, that somebody else is to look, or that she took it back."""
    Objection.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        ref=line.ref,
        event=line.event,
        topic=line.topic,
        due_on=line.due_on,
        outcome=line.outcome,
        reason=line.reason,
        by=line.by,
        companion=line.companion,
        **stamp.columns(),
    )


@needs_transaction
def record_move(*, case: CaseRef, move: Movement, stamp: Stamp) -> None:
    """This will write a step that happened in the world."""
    Move.objects.create(case_id=case.id, programme_id=case.programme, move=move.value, **stamp.columns())


@needs_transaction
def assign(*, case: CaseRef, agency: str, purpose: Purpose, until: date | None, stamp: Stamp) -> None:
    """This will give a case to an office's care; from now on that office sees it."""
    Assignment.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        agency_id=agency,
        purpose=purpose.value,
        event=AssignmentEvent.GIVEN.value,
        until=until,
        **stamp.columns(),
    )


@needs_transaction
def end_assignments(*, case: CaseRef, purposes: Collection[Purpose], stamp: Stamp, agency: str = "") -> int:
    """This will take a case back from one office, or from all that have it for these purposes; gives how many."""
    statement = sql.load(__file__, "end_assignments")
    return sql.run(
        statement,
        case=case.id,
        purposes=[purpose.value for purpose in purposes],
        agency=agency,
        **stamp.columns(),
    )


@needs_transaction
def withdraw_consents(*, case: CaseRef, purposes: Collection[Purpose], stamp: Stamp) -> None:
    """This will write that she took her word back on these purposes; a line is never dated before the yes it ends."""
    sql.run(
        sql.load(__file__, "withdraw_consents"),
        case=case.id,
        purposes=[purpose.value for purpose in purposes],
        **stamp.columns(),
    )


@needs_transaction
def lock(*, case: CaseRef, event: LockEvent, first: str, second: str, reason: str, stamp: Stamp) -> None:
    """This will lock a case to two people, or open it again; from now on the policies go by it."""
    Lock.objects.create(
        case_id=case.id,
        programme_id=case.programme,
        event=event.value,
        first=first,
        second=second,
        reason=reason,
        **stamp.columns(),
    )
