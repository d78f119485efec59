"""Gathers the case file: the gate box first, then every gate, then what was recorded, then the way it went."""

from dataclasses import dataclass
from datetime import date

from pulang.areas.accounts.rules import Relation, may_look
from pulang.areas.boards import queries as boards
from pulang.areas.cases.facts import CaseFile, ConsentLine, ObjectionLine
from pulang.areas.readiness.gates import CASE_BY_ID
from pulang.areas.readiness.rules import Stage
from pulang.doors.web import addresses, labels, parts
from pulang.doors.web.cases.details import rows_of, sheet_rows_of
from pulang.doors.web.cases.history import timeline_of
from pulang.doors.web.cases.papers import tasks_of
from pulang.doors.web.cases.supports import supports_of
from pulang.doors.web.cases.ways import CHANGE, OBJECTION_OUTCOMES, RECORD, link_to, topic_of, way_of
from pulang.doors.web.context import Powers
from pulang.doors.web.pages import Link
from pulang.flows.status import Blocker
from pulang.flows.why import Why
from pulang.kernel.findings import Answer, Finding
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage with the gates that guard it."""

    stage: Words
    gates: tuple[parts.Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the four equal choices; the one that counts is marked."""

    words: Words
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What she said about one purpose, and where her word is taken."""

    purpose: Words
    tag: parts.Tag
    on: date | None
    until: date | None
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection and its clock."""

    ref: str
    topic: Words
    tag: parts.Tag
    raised_on: date
    due_on: date | None
    late: bool
    companion: bool
    answers: tuple[Words, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What the case file shows below its title."""

    gate: parts.GateBox
    care: Blocker | None
    steps: tuple[Step, ...]
    options: tuple[Option, ...]
    choices: tuple[parts.Event, ...]
    choice_link: Link | None
    consents: tuple[Consent, ...]
    rows: tuple[parts.Row, ...]
    papers: tuple[parts.Task, ...]
    supports: tuple[parts.Task, ...]
    objections: tuple[Objection, ...]
    objection_link: Link | None
    timeline: tuple[parts.Event, ...]
    waivers: tuple[Link, ...]
    strike: Link | None
    rights: tuple[Link, ...]
    paused: bool
    whole: bool  # for a receiving office it is its sheet


def gather(why: Why, file: CaseFile, at: Moment, can: Powers | None, *, near: bool) -> File:
    """This will gather the file of a day; without `can` (another day is looked at) it offers no act."""
    beside = boards.beside_file(file.ref.id, file.ref.number, at)
    return File(
        gate=_gate(why, file, can),
        care=why.care,
        steps=_steps(why, file, can),
        options=tuple(
            Option(words=words, chosen=file.choice is not None and file.choice.choice == kind.value)
            for kind, words in labels.CHOICES.items()
        ),
        choices=tuple(reversed(_choices(file))),
        choice_link=link_to(can, "cases.choice.record", CHANGE if file.choices else RECORD, "case-choice", file),
        consents=_consents(file, at.day, can),
        rows=rows_of(file, beside, can, at.day, near=near),
        papers=tasks_of(file, beside, at.day, can),
        supports=supports_of(file, beside, at.day, can),
        objections=_objections(file, at.day, can),
        objection_link=link_to(can, "cases.objection.raise", RECORD, "case-objection", file),
        timeline=timeline_of(file, beside),
        waivers=_waivers(why, file, can),
        strike=_strike(file, can),
        rights=_rights(file, can),
        paused=beside.paused,
        whole=True,
    )


def sheet(why: Why, file: CaseFile, at: Moment, can: Powers | None) -> File:
    """This will gather what a receiving office reads, and what it may do there for her."""
    beside = boards.beside_file(file.ref.id, file.ref.number, at)
    asks = (
        link_to(can, "cases.choice.record", Words(id="Catat pilihannya", en="Record her choice"), "case-choice", file),
        link_to(
            can, "cases.objection.raise", Words(id="Catat keberatan", en="Record an objection"), "case-objection", file
        ),
    )
    rights, file, why = _rights(file, can), file.sheet(), why.sheet()
    agreed = {line.purpose for line in file.consent_lines}
    told = {words for purpose, words in labels.PURPOSES.items() if purpose.value in agreed}
    return File(
        gate=_gate(why, file, can),
        care=None,
        steps=_steps(why, file, can),
        options=(),
        choices=(),
        choice_link=None,
        consents=tuple(one for one in _consents(file, at.day, can) if one.purpose in told),
        rows=sheet_rows_of(file, beside, can, at.day),
        supports=(),
        papers=(),
        objections=(),
        objection_link=None,
        timeline=timeline_of(file, beside),
        waivers=(),
        strike=None,
        rights=(*(link for link in asks if link), *rights),
        paused=beside.paused,
        whole=False,
    )


def _waivers(why: Why, file: CaseFile, can: Powers | None) -> tuple[Link, ...]:
    """This will lead to setting a gate of this case aside, and to letting one that is set aside count again."""
    standing = any(finding.waived and finding.gate in CASE_BY_ID for _, finding in why.findings)
    aside = Words(id="Kesampingkan satu syarat", en="Set a condition aside")
    again = Words(id="Berlakukan lagi satu syarat", en="Let a condition count again")
    links = (
        link_to(can, "readiness.gate.waive", aside, "case-gate-waive", file),
        link_to(can if standing else None, "readiness.waiver.end", again, "case-waiver-end", file),
    )
    return tuple(link for link in links if link)


def _rights(file: CaseFile, can: Powers | None) -> tuple[Link, ...]:
    """This will lead to what she may ask about her own data, and to taking every consent back."""
    asks = Words(id="Catat permintaannya tentang datanya", en="Record what she asks about her data")
    ends = Words(id="Tarik semua persetujuan", en="Withdraw every consent")
    every = Words(id="Semua permintaan dan suratnya", en="All her requests and letters")
    given = any(line.event == "GIVEN" for line in {one.purpose: one for one in file.consent_lines}.values())
    links = [
        link_to(can if given else None, "cases.consents.withdraw", ends, "consents-withdraw", file),
        link_to(can, "privacy.request.receive", asks, "request-receive", file),
    ]
    if can is not None and may_look(can.actor, "privacy"):
        links.append(Link(words=every, url=addresses.about("privacy-case", file.ref.number)))
    return tuple(link for link in links if link)


def _strike(file: CaseFile, can: Powers | None) -> Link | None:
    """This will lead to saying that an act was a mistake, for those of the lead office who may."""
    leads = can is not None and can.relation is Relation.LEAD
    words = Words(id="Nyatakan satu catatan keliru", en="Say that an act was a mistake")
    return link_to(can if leads else None, "audit.act.strike", words, "case-strike", file)


def _gate(why: Why, file: CaseFile, can: Powers | None) -> parts.GateBox:
    first = why.primary
    step = next(((one, way) for one in why.blockers if (way := way_of(one.gate, file, can))), None)
    if first is None:
        return _nothing_waits(why, file, can)
    return parts.GateBox(
        says=first.says,
        holder=first.holder,
        since=first.since,
        days=first.days,
        remedy=first.remedy,
        source=first.source,
        meanwhile=step[0].says if step and step[0] is not first else None,
        action=step[1] if step else None,
    )


_OTHERS_WAIT = Words(
    id="Dari dinas Anda tidak ada yang ditunggu; kantor utama masih menyiapkan yang lain.",
    en="Nothing is waited for from your office; the lead office still prepares the rest.",
)


def _nothing_waits(why: Why, file: CaseFile, can: Powers | None) -> parts.GateBox:
    if why.others_wait:
        return parts.GateBox(says=_OTHERS_WAIT)
    says = Words(
        id="Tidak ada yang sedang ditunggu; tahapnya: {stage}.", en="Nothing is waited for; the stage: {stage}."
    )
    return parts.GateBox(
        says=says.format(stage=labels.named(labels.STAGES, why.stage.value)),
        kind=parts.GOOD,
        action=link_to(can, "cases.move.record", Words(id="Catat langkah", en="Record a step"), "case-move", file),
    )


_TAGS = {
    Answer.MET: parts.Tag(words=Words(id="Terpenuhi", en="Met"), kind=parts.GOOD),
    Answer.NOT_MET: parts.Tag(words=Words(id="Ditunggu", en="Waited for"), kind=parts.WAITING),
    Answer.NOT_ASKED: parts.Tag(words=Words(id="Tidak diperlukan", en="Not needed"), kind=parts.PLAIN),
}
_WAIVED = parts.Tag(words=Words(id="Dikesampingkan", en="Set aside"), kind=parts.NEWS)


def _steps(why: Why, file: CaseFile, can: Powers | None) -> tuple[Step, ...]:
    grouped: dict[Stage, list[Finding]] = {}
    for step in why.procedure.steps:
        grouped[step.stage] = [finding for stage, finding in why.findings if stage is step.stage]
    return tuple(
        Step(
            stage=labels.named(labels.STAGES, stage.value),
            gates=tuple(
                parts.Task(
                    question=labels.gate(finding.gate),
                    says=finding.says,
                    tag=_WAIVED if finding.waived else _TAGS[finding.answer],
                    link=way_of(finding.gate, file, can) if finding.blocks else None,
                )
                for finding in findings
            ),
        )
        for stage, findings in grouped.items()
        if findings
    )


def _choices(file: CaseFile) -> list[parts.Event]:
    return [
        parts.Event(
            title=labels.named(labels.CHOICES, line.choice),
            on=line.on,
            text=_how(line.informed, pressure=line.pressure, companion=line.companion),
        )
        for line in file.choices
    ]


def _how(informed: str, *, pressure: bool, companion: bool) -> Words:
    said = [labels.named(labels.INFORMED, informed)]
    if companion:
        said.append(Words(id="ditemani pendampingnya", en="with a companion"))
    if pressure:
        said.append(Words(id="terlihat ada tekanan", en="pressure was seen"))
    return Words(id="; ".join(one.id for one in said), en="; ".join(one.en for one in said))


def _consents(file: CaseFile, day: date, can: Powers | None) -> tuple[Consent, ...]:
    latest = {line.purpose: line for line in file.consent_lines}
    in_force = {line.purpose for line in file.consents}
    return tuple(
        Consent(
            purpose=words,
            tag=_consent_tag(latest.get(purpose.value), purpose.value in in_force),
            on=latest[purpose.value].on if purpose.value in latest else None,
            until=latest[purpose.value].until if purpose.value in in_force else None,
            link=link_to(
                can, "cases.consent.record", CHANGE if purpose.value in latest else RECORD, "case-consent", file,
                f"?tujuan={purpose.value}",
            ),
        )
        for purpose, words in labels.PURPOSES.items()
    )  # fmt: skip


def _consent_tag(line: ConsentLine | None, in_force: bool) -> parts.Tag:  # noqa: FBT001 - a fact about the line
    if line is None:
        return parts.Tag(words=Words(id="Belum ditanyakan", en="Not asked yet"))
    if in_force:
        return parts.Tag(words=labels.named(labels.CONSENTS, line.event), kind=parts.GOOD)
    if line.event == "GIVEN":
        return parts.Tag(words=Words(id="Sudah berakhir", en="Ended"), kind=parts.WAITING)
    return parts.Tag(words=labels.named(labels.CONSENTS, line.event), kind=parts.NEWS)


_ANSWER = Words(id="{outcome}: {reason}", en="{outcome}: {reason}")


def _objections(file: CaseFile, day: date, can: Powers | None) -> tuple[Objection, ...]:
    told: dict[str, list[ObjectionLine]] = {}
    for line in file.objections:
        told.setdefault(line.ref, []).append(line)
    return tuple(_objection(file, lines, day, can) for lines in told.values())


def _objection(file: CaseFile, lines: list[ObjectionLine], day: date, can: Powers | None) -> Objection:
    first, last = lines[0], lines[-1]
    late = last.is_open and last.due_on is not None and day > last.due_on
    kind = parts.STOPPED if late else parts.WAITING if last.is_open else parts.GOOD
    answer, further = (
        Words(id="Jawab", en="Answer"),
        Words(id="Minta diperiksa orang lain", en="Have somebody else look"),
    )
    heard, query = any(line.event == "APPEALED" for line in lines), f"?keberatan={first.ref}"
    appeals = can if last.event == "ANSWERED" and not heard else None
    links = (
        link_to(can if last.is_open else None, "cases.objection.answer", answer, "case-objection-answer", file, query),
        link_to(appeals, "cases.objection.appeal", further, "case-objection-appeal", file, query),
    )
    return Objection(
        ref=first.ref,
        topic=topic_of(first),
        tag=parts.Tag(words=labels.named(labels.OBJECTIONS, last.event), kind=kind),
        raised_on=first.on,
        due_on=last.due_on if last.is_open else None,
        late=late,
        companion=any(line.companion for line in lines),
        answers=tuple(
            _ANSWER.format(outcome=labels.named(OBJECTION_OUTCOMES, line.outcome), reason=line.reason)
            for line in lines
            if line.outcome
        ),
        links=tuple(link for link in links if link),
    )
