"""Writes programmes, their sites and blocks, the groups with a say, and the decrees they rest on."""

from datetime import date

from pulang.areas.programmes.facts import ProgrammeFacts
from pulang.areas.programmes.models import Block, Decree, Programme, Site, SiteStatus, Stakeholder
from pulang.areas.programmes.rules import DecreeEvent, SiteEvent, StakeholderKind
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction


@needs_transaction
def open_programme(*, programme: ProgrammeFacts, stamp: Stamp) -> None:
    """This will open a programme; a code used before is refused by the database."""
    Programme.objects.create(
        code=programme.code,
        name=programme.name,
        procedure=programme.procedure,
        lead_id=programme.lead,
        ministry_id=programme.ministry,
        place=programme.place,
        time_zone=programme.time_zone,
        fiscal_year=programme.fiscal_year,
        opened_on=programme.opened_on,
        act_id=stamp.act_id,
    )


@needs_transaction
def add_site(*, programme: str, code: str, name: str, place: str, stamp: Stamp) -> None:
    """This will add a site, open from the day of the stamp; a code used before is refused by the database."""
    site = Site.objects.create(programme_id=programme, code=code, name=name, place=place, act_id=stamp.act_id)
    mark_site(site=site.pk, event=SiteEvent.OPEN, note="", stamp=stamp)


@needs_transaction
def add_block(*, site: int, code: str, name: str, rooms: int | None, stamp: Stamp) -> None:
    """This will add a part of a site; a code used before is refused by the database."""
    Block.objects.create(site_id=site, code=code, name=name, rooms=rooms, act_id=stamp.act_id)


@needs_transaction
def mark_site(*, site: int, event: SiteEvent, note: str, stamp: Stamp) -> None:
    """This will write that a site opened or closed."""
    SiteStatus.objects.create(site_id=site, event=event.value, note=note, **stamp.columns())


@needs_transaction
def list_stakeholder(*, programme: str, kind: StakeholderKind, name: str, stamp: Stamp) -> None:
    """This will write that a group has a say in the programme."""
    Stakeholder.objects.create(programme_id=programme, kind=kind.value, name=name, **stamp.columns())


@needs_transaction
def issue_decree(
    *, programme: str, number: str, title: str, issuer: str, in_force_on: date, source: str, stamp: Stamp
) -> None:
    """This will write a decree, signed on the day of the stamp."""
    Decree.objects.create(
        programme_id=programme,
        number=number,
        event=DecreeEvent.ISSUED.value,
        title=title,
        issuer=issuer,
        in_force_on=in_force_on,
        source=source,
        **stamp.columns(),
    )


@needs_transaction
def revoke_decree(*, programme: str, number: str, source: str, stamp: Stamp) -> None:
    """This will write that a decree stopped on the day of the stamp."""
    Decree.objects.create(
        programme_id=programme, number=number, event=DecreeEvent.REVOKED.value, source=source, **stamp.columns()
    )
