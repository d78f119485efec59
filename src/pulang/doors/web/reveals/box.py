"""The box of sealed fields: closed, with a way to open each; or open, with how long it still is."""

from urllib.parse import urlencode

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases.facts import CaseRef
from pulang.areas.reveals.rules import FIELDS_ON, Basis, Field
from pulang.doors.web import parts
from pulang.doors.web.pages import Link
from pulang.doors.web.reveals.wording import CLOSED, FIELDS, NOTHING, OPEN_15
from pulang.flows import revealing
from pulang.flows.revealing import Shown
from pulang.kernel.moments import Moment
from pulang.kernel.words import Words, same


def rows_for(actor: Actor, case: CaseRef, at: Moment, way: str) -> tuple[parts.Row, ...]:
    """This will give a row for each field the reader may open of this person; none for who may open nothing."""
    basis = revealing.basis_of(actor, case, at)
    if basis is None:
        return ()
    found = {Field(one.open.field): one for one in revealing.shown(actor=actor, case=case)}
    return tuple(_row(field, found.get(field), basis, way) for field in Field if field in FIELDS_ON[basis])


def _row(field: Field, found: Shown | None, basis: Basis, way: str) -> parts.Row:
    if found is not None:
        return parts.Row(key=FIELDS[field], value=_open(found))
    return parts.Row(
        key=FIELDS[field], value=CLOSED, link=Link(words=OPEN_15, url=f"{way}?{urlencode({'isian': field.value})}")
    )


def _open(found: Shown) -> Words:
    return Words(id="{value} (tertutup lagi dalam {n} menit)", en="{value} (closes again in {n} minutes)").format(
        value=same(found.value) if found.value else NOTHING, n=found.open.minutes
    )
