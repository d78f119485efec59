"""Gathers the programme page: everything on it is the same for all who may see it, until the next act."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.coordination import queries as coordination
from pulang.areas.coordination.facts import DecisionFacts, MeetingFacts
from pulang.areas.coordination.queries import ConsultationFacts
from pulang.areas.partners import queries as partners
from pulang.areas.partners.assessment import lacking_together
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import Lacking
from pulang.areas.programmes import queries as programmes
from pulang.areas.readiness.rules import Stage
from pulang.doors.web import labels, parts
from pulang.doors.web.pages import Link
from pulang.doors.web.programme.stated import Decree, Promise, Reported, decree_of, promise_of, reported_of
from pulang.doors.web.programme.steps import next_step, other_steps
from pulang.doors.web.words import grouped
from pulang.flows.status import Blocker, FundLine, Status, status
from pulang.kernel.days import rupiah_in_words
from pulang.kernel.moments import Moment, moment
from pulang.kernel.words import Words, same


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A blocker below the first one."""

    question: Words
    says: Words
    holder: Words
    since: date | None
    days: int | None
    cases: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One line of a count, leading to the cases behind it."""

    words: Words
    cases: int
    url: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner in one line."""

    name: str
    tag: parts.Tag
    lacks: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group with a say."""

    kind: Words
    name: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What stands on the programme page below its title."""

    code: str
    headline: Words
    gate: parts.GateBox | None
    further: tuple[Further, ...]
    figures: tuple[parts.Figure, ...]
    choices: tuple[Count, ...]
    stages: tuple[Count, ...]
    origins: tuple[Count, ...]
    money: tuple[parts.MoneyBar, ...]
    need: Words | None
    promises: tuple[Promise, ...]
    reported: tuple[Reported, ...]
    decrees: tuple[Decree, ...]
    meetings: tuple[parts.Event, ...]
    partners: tuple[Partner, ...]
    groups: tuple[Group, ...]
    consultations: tuple[ConsultationFacts, ...]
    sees_cases: bool
    sees_money: bool


def summary(code: str, *, day: date, known_on: date | None, offers: frozenset[str], looks: frozenset[str]) -> Summary:
    """This will gather the page for a day, offering only the acts in `offers`."""
    now = status(code, as_of=day, known_on=known_on)
    at = moment(day, known_on=known_on, zone=now.programme.time_zone)
    meetings, decisions = coordination.meetings(code, at), coordination.decisions(code, at)
    cases_url = reverse("cases", args=[code]) if "cases" in looks else ""
    action = next_step(now, meetings, offers, cases_url)
    return Summary(
        code=code,
        headline=now.headline,
        gate=_gate(now.blockers, action, other_steps(now, meetings, offers, cases_url)) if now.blockers else None,
        further=tuple(_further(one, cases_url) for one in now.blockers[1:]),
        figures=_figures(now, cases_url),
        choices=_counted(now.counts.by_choice, _choice_words, cases_url, "choice"),
        stages=_counted(now.counts.by_stage, lambda stage: labels.named(labels.STAGES, stage), cases_url, "stage"),
        origins=_counted(now.counts.by_origin, _origin_words, cases_url, "origin"),
        money=_money(now.funds),
        need=_need(now),
        promises=tuple(promise_of(one) for one in now.promises),
        reported=tuple(reported_of(figure, against) for figure, against in now.figures),
        decrees=tuple(decree_of(one, day) for one in programmes.decrees(code, at)),
        meetings=_events(code, meetings, decisions),
        partners=tuple(
            _partner(one.name, tuple(labels.LACKS[lack.lack] for lack in lacks)) for one, lacks in _partners(now, at)
        ),
        groups=tuple(
            Group(kind=labels.named(labels.STAKEHOLDERS, kind), name=name, since=since)
            for kind, name, since in programmes.stakeholders(code, at)
        ),
        consultations=coordination.consultations(code, at),
        sees_cases=bool(cases_url),
        sees_money="money" in looks,
    )


def _gate(blockers: tuple[Blocker, ...], action: Link | None, other: tuple[Link, ...]) -> parts.GateBox:
    first = blockers[0]
    return parts.GateBox(
        says=first.says,
        holder=first.holder,
        since=first.since,
        days=first.days,
        remedy=first.remedy,
        source=first.source,
        action=action,
        other=other,
    )


def _further(blocker: Blocker, cases_url: str) -> Further:
    return Further(
        question=blocker.question,
        says=blocker.says,
        holder=blocker.holder,
        since=blocker.since,
        days=blocker.days,
        cases=blocker.cases,
        url=f"{cases_url}?gate={blocker.gate}" if cases_url else "",
    )


_GONE = frozenset({Stage.DEPARTED.value, Stage.ARRIVED.value, Stage.AIDED.value, Stage.FOLLOWED_UP.value,
                   Stage.CLOSED.value})  # fmt: skip


def _figures(now: Status, cases_url: str) -> tuple[parts.Figure, ...]:
    gone = sum(cases for stage, cases in now.counts.by_stage if stage in _GONE)
    return (
        parts.Figure(
            value=now.counts.registered, words=Words(id="orang terdata", en="people registered"), url=cases_url
        ),
        parts.Figure(
            value=now.counts.returning,
            words=Words(id="memilih pulang dan menunggu", en="choose to return and wait"),
            url=f"{cases_url}?choice=RETURN" if cases_url else "",
        ),
        parts.Figure(value=gone, words=Words(id="sudah berangkat", en="have left")),
    )


def _choice_words(code: str) -> Words:
    return labels.NO_CHOICE if code == "NOT_RECORDED" else labels.named(labels.CHOICES, code)


def _origin_words(code: str) -> Words:
    return labels.place(code)


def _counted(
    counts: Iterable[tuple[str, int]], words: Callable[[str], Words], cases_url: str, named: str
) -> tuple[Count, ...]:
    known = tuple(counts)
    most = max((cases for _, cases in known), default=1)
    return tuple(
        Count(
            words=words(code),
            cases=cases,
            url=f"{cases_url}?{named}={code}" if cases_url and code not in {"", "NOT_RECORDED"} else "",
            width=f"{cases * parts.WHOLE / most:.1f}",
        )
        for code, cases in known
    )


def _money(funds: tuple[FundLine, ...]) -> tuple[parts.MoneyBar, ...]:
    travel = [fund for fund in funds if fund.needed is not None]
    return tuple(_bar(fund, short=bool(travel) and fund is travel[-1]) for fund in funds)


def _bar(fund: FundLine, *, short: bool) -> parts.MoneyBar:
    note = Words(id="Dari {payer}; sudah cair {released}.", en="From {payer}; {released} released so far.").format(
        payer=fund.payer, released=rupiah_in_words(fund.released)
    )
    return parts.money_bar(
        title=same(fund.name),
        ceiling=fund.ceiling,
        committed=fund.committed,
        spent=fund.spent,
        needed=fund.available + fund.shortfall if short else None,
        note=note,
    )


def _need(now: Status) -> Words | None:
    travel = [fund for fund in now.funds if fund.needed]
    if not travel:
        return None
    needed, short = travel[0].needed or 0, travel[0].shortfall
    covered = sum(fund.covers or 0 for fund in travel)
    said = Words(id="Perjalanan {n} orang perlu {needed}.", en="The journey of {n} people needs {needed}.").format(
        n=grouped(now.counts.returning), needed=rupiah_in_words(needed)
    )
    if not short:
        rest = Words(id="Pagu yang ada cukup.", en="The money there is enough.")
    else:
        rest = Words(
            id="Kurang {short}; yang ada cukup untuk {covered} orang.",
            en="{short} is missing; what there is covers {covered} people.",
        ).format(short=rupiah_in_words(short), covered=grouped(covered))
    return Words(id=f"{said.id} {rest.id}", en=f"{said.en} {rest.en}")


def _events(
    code: str, meetings: tuple[MeetingFacts, ...], decisions: tuple[DecisionFacts, ...]
) -> tuple[parts.Event, ...]:
    names = {agency.code: agency.name for agency in accounts.agencies()} if meetings else {}
    found = [
        parts.Event(
            title=same(meeting.title),
            on=meeting.held_on or meeting.planned_for or meeting.since,
            by=same(", ".join(names.get(agency, agency) for agency in meeting.agencies)) if meeting.agencies else None,
            text=labels.named(labels.MEETINGS, meeting.event),
            link=Link(
                words=Words(id="Buka rapat", en="Open the meeting"), url=reverse("meeting", args=[code, meeting.code])
            ),
        )
        for meeting in meetings
    ]
    found += [
        parts.Event(
            title=Words(id="Keputusan {code}: {outcome}", en="Decision {code}: {outcome}").format(
                code=one.code, outcome=labels.named(labels.OUTCOMES, one.outcome)
            ),
            on=one.made_on,
            text=same(one.reason) if one.reason else None,
        )
        for one in decisions
    ]
    return tuple(sorted(found, key=lambda event: event.on, reverse=True))


def _partners(now: Status, at: Moment) -> Iterator[tuple[PartnerFacts, tuple[Lacking, ...]]]:
    """This will give the partners of a programme, each with what it lacks."""
    known = partners.partners_of(now.programme.code, at)
    people, place = now.counts.returning, now.programme.place
    yield from zip(known, lacking_together(known, day=now.as_of, people=people, place=place), strict=True)


def _partner(name: str, lacks: tuple[Words, ...]) -> Partner:
    if lacks:
        return Partner(
            name=name, tag=parts.Tag(words=Words(id="Belum siap", en="Not ready"), kind=parts.WAITING), lacks=lacks
        )
    return Partner(name=name, tag=parts.Tag(words=Words(id="Siap", en="Ready"), kind=parts.GOOD), lacks=())
