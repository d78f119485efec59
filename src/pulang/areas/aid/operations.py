"""Writes beneficiary decrees, listings, payment channels and rates."""

from collections.abc import Collection
from uuid import UUID

from pulang.areas.aid.models import BeneficiaryDecree, Channel, Listing, Rate
from pulang.areas.aid.rules import ChannelEvent, ChannelKind, ListingEvent, RateKind
from pulang.kernel.periods import Period
from pulang.storage import sql
from pulang.storage.books import Stamp
from pulang.storage.transactions import needs_transaction

# Two rates set at the same moment could each miss the other; rates are set a few times a year, so one lock will do.
_RATES_LOCK = 7_285_702


@needs_transaction
def issue_decree(*, programme: str, number: str, issuer: str, stamp: Stamp) -> None:
    """This will write a beneficiary decree; a number used before is refused by the database."""
    BeneficiaryDecree.objects.create(programme_id=programme, number=number, issuer=issuer, **stamp.columns())


@needs_transaction
def list_cases(*, programme: str, decree: str, cases: Collection[UUID], event: ListingEvent, stamp: Stamp) -> None:
    """This will write that cases stand in a decree, or do so no longer."""
    Listing.objects.bulk_create(
        Listing(programme_id=programme, case_id=case, decree=decree, event=event.value, **stamp.columns())
        for case in cases
    )


@needs_transaction
def record_channel(
    *, programme: str, case: UUID, kind: ChannelKind, event: ChannelEvent, own_name: bool, stamp: Stamp
) -> None:
    """This will write how aid can reach a person, or that it no longer can."""
    Channel.objects.create(
        programme_id=programme, case_id=case, kind=kind.value, event=event.value, own_name=own_name, **stamp.columns()
    )


@needs_transaction
def hold_rates() -> None:
    """This will make every other act that sets a rate wait until this one is done."""
    sql.one("SELECT pg_advisory_xact_lock(%(lock)s)", lock=_RATES_LOCK)


@needs_transaction
def set_rate(*, kind: RateKind, level: str, amount: int, valid: Period, source: str, stamp: Stamp) -> None:
    """This will write what one kind of aid amounts to while it is valid."""
    Rate.objects.create(
        kind=kind.value,
        level=level,
        amount=amount,
        valid_from=valid.start,
        valid_until=valid.end,
        source_text=source,
        **stamp.columns(),
    )
