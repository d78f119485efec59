"""The offices of one small programme, built by acts, for the tests of what offices do."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.audit import queries as book
from pulang.areas.audit.facts import Line
from pulang.flows import standing
from pulang.flows.act import Receipt
from pulang.flows.perform import perform
from pulang.kernel.refusals import Refusal
from pulang.storage.context import looking

AT = datetime(2019, 3, 3, 2, 0, tzinfo=UTC)  # ten in the morning in Kupang
DAY = date(2019, 3, 3)
PROGRAMME = "KD-2019"

AGENCIES = {
    "dinsos-kupang": ("CITY_OFFICE", "Dinas Sosial Kota Kupang", "53.71"),
    "kemensos": ("MINISTRY", "Kementerian Sosial", ""),
    "bkad-kupang": ("FINANCE_OFFICE", "Badan Keuangan Kota Kupang", "53.71"),
    "lks-contoh": ("PARTNER", "LKS Contoh", "53.71"),
    "opsi-contoh": ("OBSERVER", "Organisasi Pemantau Contoh", ""),
}
PEOPLE = {
    "dinsos-kupang.koordinator": ("dinsos-kupang", ("COORDINATOR",)),
    "dinsos-kupang.kepala": ("dinsos-kupang", ("HEAD",)),
    "kemensos.penelaah": ("kemensos", ("MINISTRY_REVIEWER",)),
    "bkad-kupang.bendahara": ("bkad-kupang", ("TREASURER",)),
    "lks-contoh.pendamping": ("lks-contoh", ("PARTNER_WORKER",)),
    "opsi-contoh.pemantau": ("opsi-contoh", ("OBSERVER",)),
    "dinsos-kupang.admin": ("dinsos-kupang", ("ADMINISTRATOR",)),
}
_REFS = count(1)


def who(code: str) -> Actor:
    return accounts.actor(code, DAY)


def do(verb: str, by: Actor | str = SYSTEM, *, ref: str = "", at: datetime = AT, **with_: Any) -> Receipt:
    actor = who(by) if isinstance(by, str) else by
    return perform(by=actor, verb=verb, with_=with_, at=at, ref=ref or f"uji-{next(_REFS)}")


def agencies() -> None:
    for code, (kind, name, place) in AGENCIES.items():
        do("accounts.agency.register", code=code, kind=kind, name=name, place=place)


def people() -> None:
    for code, (agency, roles) in PEOPLE.items():
        do("accounts.user.register", code=code, name=code.partition(".")[2].title(), agency=agency)
        for role in roles:
            do("accounts.role.give", user=code, role=role, happened_on="2018-01-01")


def programme(**changes: Any) -> None:
    agencies()
    people()
    asked = {
        "code": PROGRAMME,
        "name": "Pemulangan Kupang 2019",
        "procedure": "locality-closure",
        "lead": "dinsos-kupang",
        "ministry": "kemensos",
        "place": "53.71",
        "fiscal_year": 2019,
        "opened_on": "2018-08-20",
    }
    do("programmes.programme.open", "dinsos-kupang.koordinator", **{**asked, **changes})


def lines_about(subject: str) -> tuple[Line, ...]:
    with looking(standing.view_of(SYSTEM)):
        return book.about(subject)


@contextmanager
def refused(code: str, *, field: str | None = None) -> Iterator[None]:
    """This will see that what is inside is refused with this code, in both languages, and about this field."""
    with pytest.raises(Refusal) as caught:
        yield
    assert caught.value.code == code, caught.value.words
    assert caught.value.words.id
    assert caught.value.words.en
    if field is not None:
        assert caught.value.field == field
