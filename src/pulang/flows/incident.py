"""Whom an incident touches: the cases somebody saw or changed in a period, and which fields, by name.

For a lost account, a machine's key or a whole agency. Whoever was only listed is told as well: that she is in a
programme at all is what must not become known. What it cannot tell: what was seen over somebody's shoulder.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from pulang.areas.audit import queries as audit
from pulang.areas.audit.facts import Acted, Seen, Suspects
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import Numbered
from pulang.flows import catalog, looking
from pulang.kernel.words import Words

HOURS: Final = 72  # UU 27/2022 Pasal 46 ayat (1): 3 x 24 jam
_ALWAYS: Final = frozenset({"programme", "case", "happened_on"})

# What has to be told, to whom, and by when (UU 27/2022 Pasal 46).
TELL: Final = (
    Words(
        id="Setiap warga dampingan di bawah ini, tertulis dan lewat cara yang aman baginya: data apa, kapan dan"
        " bagaimana terungkap, serta apa yang dilakukan dan siapa yang dapat dihubungi.",
        en="Every person below, in writing and in a way that is safe for her: which data, when and how it came out,"
        " what is being done and whom she can reach.",
    ),
    Words(
        id="Lembaga pelindungan data pribadi, tertulis, dengan isi yang sama.",
        en="The authority for personal data protection, in writing, with the same content.",
    ),
    Words(
        id="Petugas pelindung data dan kepala dinas program yang terkena, sekarang juga.",
        en="The data-protection officer and the head of each programme below, at once.",
    ),
    Words(
        id="Masyarakat, bila pelayanan publik terganggu atau kepentingan banyak orang terkena (ayat 3).",
        en="The public, if public service fails or many are concerned (paragraph 3).",
    ),
)


@dataclass(slots=True)
class Touched:
    """One case an incident touches."""

    number: str
    programme: str
    fields: set[str] = field(default_factory=set)
    looks: int = 0
    acts: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def add(self, fields: Iterable[str], first: datetime, last: datetime) -> None:
        """This will add what was seen of the case, and when."""
        self.fields.update(name.lower() for name in fields)
        self.first = first if self.first is None else min(self.first, first)
        self.last = last if self.last is None else max(self.last, last)


@dataclass(frozen=True, slots=True)
class Incident:
    """What an incident touches, and until when everybody must know."""

    cases: tuple[Touched, ...]
    copied: tuple[Seen, ...]  # programmes that were copied as a whole
    deadline: datetime

    @property
    def programmes(self) -> tuple[str, ...]:
        """This will give the programmes that are touched."""
        return tuple(sorted({case.programme for case in self.cases} | {str(one.key) for one in self.copied}))


def incident(*, who: Suspects, known_at: datetime) -> Incident:
    """This will list every case that was touched; that it was asked is written down as well."""
    seen, copied, acted = audit.touched(who), audit.copied(who), audit.acted(who)
    found = boards.numbers(
        ids=[one.key for one in seen],
        programmes=[str(one.key) for one in copied],
        numbers=[one.subject for one in acted],
    )
    by_key = {one.id: Touched(one.number, one.programme) for one in found}
    _add_looks(by_key, seen)
    _add_copies(by_key, found, copied)
    _add_acts({case.number: case for case in by_key.values()}, acted)
    cases = tuple(case for case in by_key.values() if case.first is not None)
    looking.note(action="looks.incident", cases=[key for key, case in by_key.items() if case.first is not None])
    return Incident(cases, copied, known_at + timedelta(hours=HOURS))


def _add_looks(by_key: dict[UUID, Touched], seen: Iterable[Seen]) -> None:
    for one in seen:
        # A case that was destroyed since stays in the trail by its key alone.
        case = by_key.setdefault(one.key, Touched(str(one.key), ""))
        case.looks += one.times
        case.add(one.fields, one.first, one.last)


def _add_copies(by_key: dict[UUID, Touched], found: Iterable[Numbered], copied: Iterable[Seen]) -> None:
    for one in copied:
        for row in found:
            if row.programme == one.key and row.recorded_at <= one.last:
                case = by_key[row.id]
                case.looks += one.times
                case.add(one.fields, one.first, one.last)


def _add_acts(by_number: dict[str, Touched], acted: Iterable[Acted]) -> None:
    for one in acted:
        case = by_number.get(one.subject)
        if case is not None:
            personal = catalog.verb(one.verb).asks.personal if one.sealed else frozenset[str]()
            case.acts += one.times
            case.add((set(one.fields) | personal) - _ALWAYS, one.first, one.last)
