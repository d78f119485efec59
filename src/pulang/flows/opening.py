"""A programme is opened: its sites and blocks, the groups with a say, and the decrees it rests on."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.places import queries as places
from pulang.areas.programmes import operations, queries
from pulang.areas.programmes.facts import DecreeFacts, ProgrammeFacts
from pulang.areas.programmes.rules import PROCEDURES, SiteEvent, StakeholderKind
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Count, Day, Short, Source, Text, Year
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import day_of, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Name = Annotated[Text, Field(min_length=1, max_length=200)]
PlaceCode = Annotated[Text, Field(min_length=2, max_length=13)]
DecreeNumber = Annotated[Text, Field(min_length=1, max_length=80)]


class OpenProgramme(What):
    """A programme under a neutral code and name; its clock is that of its place unless said."""

    code: Code
    name: Name
    procedure: Code
    lead: Code
    ministry: Code
    place: PlaceCode
    fiscal_year: Year
    time_zone: Annotated[Text, Field(max_length=32)] = ""
    opened_on: Day | None = None


class AddSite(What):
    """Where people of the programme live now; it stands open from `happened_on` on."""

    programme: Code
    code: Code
    name: Name
    place: PlaceCode
    happened_on: Day | None = None


class AddBlock(What):
    """A part of a site, with how many rooms it has where that is known."""

    programme: Code
    site: Code
    code: Code
    name: Name
    rooms: Count | None = None


class MarkSite(What):
    """A site opened or closed on `happened_on`."""

    programme: Code
    site: Code
    event: SiteEvent
    note: Short = ""
    happened_on: Day | None = None


class ListStakeholder(What):
    """A group with a say in the programme; never the name of a private person."""

    programme: Code
    kind: StakeholderKind
    name: Name
    happened_on: Day | None = None


class IssueDecree(What):
    """A decree signed on `happened_on`, in force from `in_force_on` (the day it was signed unless said)."""

    programme: Code
    number: DecreeNumber
    title: Short = ""
    issuer: Annotated[Text, Field(max_length=200)] = ""
    in_force_on: Day | None = None
    source: Source = ""
    happened_on: Day | None = None


class RevokeDecree(What):
    """A decree stops being in force on `happened_on`."""

    programme: Code
    number: DecreeNumber
    source: Source = ""
    happened_on: Day | None = None


def open_programme(*, by: Actor, at: datetime, ref: str, what: OpenProgramme) -> Receipt:
    """This will open a programme for the actor's own office; refuses a used code, and what does not fit together."""
    with act(by, "programmes.programme.open", at, ref=ref, what=what) as trail:
        facts = _programme(what, by, at)
        # From here on the act is the programme's own: its calendar, and its line in the programme's dump.
        trail.programme, trail.zone = facts.code, facts.time_zone
        operations.open_programme(programme=facts, stamp=trail.stamp(facts.opened_on))
        trail.note(subject=what.code)
    return trail.done()


def add_site(*, by: Actor, at: datetime, ref: str, what: AddSite) -> Receipt:
    """This will add a site; refuses a used code and an unknown place."""
    with act(by, "programmes.site.add", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.add_site(
            programme=what.programme,
            code=what.code,
            name=what.name,
            place=places.place(code=what.place).code,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.code)
    return trail.done()


def add_block(*, by: Actor, at: datetime, ref: str, what: AddBlock) -> Receipt:
    """This will add a block to a site; refuses a used code and an unknown site."""
    with act(by, "programmes.block.add", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.add_block(
            site=queries.site_id(what.programme, what.site),
            code=what.code,
            name=what.name,
            rooms=what.rooms,
            stamp=trail.stamp(None),
        )
        trail.note(subject=what.code)
    return trail.done()


def mark_site(*, by: Actor, at: datetime, ref: str, what: MarkSite) -> Receipt:
    """This will record that a site opened or closed; refuses what it already is."""
    with act(by, "programmes.site.mark", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        site = queries.site_id(what.programme, what.site)
        known = {state.code: state.event for state in queries.site_states(what.programme, moment(stamp.happened_on))}
        if known.get(what.site) == what.event.value:
            raise Refusal(
                "nothing-changes",
                Words(
                    id="Lokasi itu sudah tercatat demikian; tidak ada yang perlu dicatat.",
                    en="The site is already recorded like that; there is nothing to record.",
                ),
                field="event",
            )
        operations.mark_site(site=site, event=what.event, note=what.note, stamp=stamp)
        trail.note(subject=what.site)
    return trail.done()


def list_stakeholder(*, by: Actor, at: datetime, ref: str, what: ListStakeholder) -> Receipt:
    """This will list a group with a say; refuses one that is listed."""
    with act(by, "programmes.stakeholder.list", at, ref=ref, what=what, programme=what.programme) as trail:
        listed = queries.stakeholders(what.programme, moment(trail.day(None)))
        if any((kind, name) == (what.kind.value, what.name) for kind, name, _ in listed):
            raise Refusal(
                "stakeholder-listed",
                Words(id="Kelompok itu sudah tercatat di program ini.", en="That group is already listed here."),
                field="name",
            )
        operations.list_stakeholder(
            programme=what.programme, kind=what.kind, name=what.name, stamp=trail.stamp(what.happened_on)
        )
        trail.note(subject=what.programme)
    return trail.done()


def issue_decree(*, by: Actor, at: datetime, ref: str, what: IssueDecree) -> Receipt:
    """This will record a decree; refuses a number the programme already has."""
    with act(by, "programmes.decree.issue", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        if _decree(what.programme, what.number, trail.day(None)) is not None:
            raise Refusal(
                "decree-number-used",
                Words(
                    id=f"SK “{what.number}” sudah tercatat di program ini.",
                    en=f"The decree “{what.number}” is already recorded in this programme.",
                ),
                field="number",
            )
        operations.issue_decree(
            programme=what.programme,
            number=what.number,
            title=what.title,
            issuer=what.issuer,
            in_force_on=what.in_force_on or stamp.happened_on,
            source=what.source,
            stamp=stamp,
        )
        trail.note(subject=what.number[:64])
    return trail.done()


def revoke_decree(*, by: Actor, at: datetime, ref: str, what: RevokeDecree) -> Receipt:
    """This will record that a decree stopped; refuses one that is unknown, revoked, or not yet signed on that day."""
    with act(by, "programmes.decree.revoke", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        found = _decree(what.programme, what.number, trail.day(None))
        if found is None or stamp.happened_on < found.signed_on:
            raise Refusal(
                "unknown-decree",
                Words(
                    id="SK “{number}” belum tercatat terbit pada {day}.",
                    en="The decree “{number}” is not recorded as issued on {day}.",
                ).format(number=what.number, day=in_words(stamp.happened_on)),
                field="number",
            )
        if found.revoked_on is not None:
            raise Refusal(
                "decree-already-revoked",
                Words(id="SK itu sudah dicabut.", en="That decree has already been revoked."),
                field="number",
            )
        operations.revoke_decree(programme=what.programme, number=what.number, source=what.source, stamp=stamp)
        trail.note(subject=what.number[:64])
    return trail.done()


def _programme(what: OpenProgramme, by: Actor, at: datetime) -> ProgrammeFacts:
    """This will give the programme as it will stand; refuses what cannot be."""
    place = places.place(code=what.place).code
    _refuse_unfit(what, by)
    facts = ProgrammeFacts(
        code=what.code,
        name=what.name,
        procedure=what.procedure,
        lead=what.lead,
        ministry=what.ministry,
        place=place,
        time_zone=_zone(what.time_zone) if what.time_zone else places.time_zone_of(code=place).value,
        fiscal_year=what.fiscal_year,
        opened_on=date.min,
    )
    return replace(facts, opened_on=day_of(what.opened_on, at=at, zone=facts.time_zone))


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise Refusal(
            "unknown-time-zone",
            Words(
                id="Zona waktu itu tidak dikenal. Kosongkan saja; zona waktu mengikuti tempatnya.",
                en="That time zone is not known. Leave it empty and it follows the place.",
            ),
            field="time_zone",
        ) from problem


def _refuse_unfit(what: OpenProgramme, by: Actor) -> None:
    if what.procedure not in PROCEDURES:
        raise Refusal(
            "unknown-procedure",
            Words(
                id=f"Prosedur “{what.procedure}” tidak ada. Pilih salah satu: {', '.join(PROCEDURES)}.",
                en=f"There is no procedure “{what.procedure}”. Choose one of: {', '.join(PROCEDURES)}.",
            ),
            field="procedure",
        )
    accounts.agency(what.lead)
    if by.code != SYSTEM.code and by.agency != what.lead:
        raise Refusal(
            "not-your-office",
            Words(
                id="Anda hanya dapat membuka program yang dipimpin instansi Anda sendiri.",
                en="You can only open a programme that your own office leads.",
            ),
            field="lead",
        )
    if accounts.agency(what.ministry).kind != AgencyKind.MINISTRY.value:
        raise Refusal(
            "not-a-ministry",
            Words(id="Instansi itu bukan kementerian.", en="That agency is not a ministry."),
            field="ministry",
        )


def _decree(programme: str, number: str, day: date) -> DecreeFacts | None:
    found = [decree for decree in queries.decrees(programme, moment(day)) if decree.number == number]
    return found[0] if found else None


VERBS = (
    Verb("programmes.programme.open", OpenProgramme, open_programme),
    Verb("programmes.site.add", AddSite, add_site),
    Verb("programmes.block.add", AddBlock, add_block),
    Verb("programmes.site.mark", MarkSite, mark_site),
    Verb("programmes.stakeholder.list", ListStakeholder, list_stakeholder),
    Verb("programmes.decree.issue", IssueDecree, issue_decree),
    Verb("programmes.decree.revoke", RevokeDecree, revoke_decree),
)
