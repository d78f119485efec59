"""What speaks for a likely double, in words, on the screen where a person decides about it."""

from dataclasses import dataclass

from django.urls import reverse

from pulang.areas.cases.facts import CaseFile
from pulang.areas.cases.rules import DuplicateEvent
from pulang.areas.people.scoring import Explained, explained, whole
from pulang.doors.web import addresses
from pulang.doors.web.pages import Link
from pulang.kernel.words import NOTHING, Words

_COMPARED = Words(
    id="Dibandingkan dengan {other}, tanpa membuka data siapa pun kepada Anda:",
    en="Compared with {other}, without opening anybody's data to you:",
)
_BY_HAND = Words(
    id="Dicatat orang, bukan dari perbandingan: {other}.",
    en="Recorded by a person and not by a comparison: {other}.",
)
_CASE = Words(id="berkas {number}", en="case {number}")
_ELSEWHERE = Words(id="berkas di program lain", en="a case in another programme")
_OPEN = Words(id="Buka berkas {number}", en="Open case {number}")
_TELEPHONES = Words(
    id="Lihat telepon yang dipakai banyak berkas: mungkin ada yang mendaftarkan orang lain",
    en="See the telephones that many cases gave: somebody may register others",
)
_SAID = Words(id="Catatan: {reason}", en="Note: {reason}")


@dataclass(frozen=True, slots=True)
class Suspected:
    """A likely double that is open: the other case, what spoke for it, and what people wrote about it."""

    other: str
    found: Explained | None
    notes: tuple[str, ...]


def suspected(file: CaseFile) -> tuple[Suspected, ...]:
    """This will give the likely doubles of a case that nobody has decided about, in the order they came up."""
    latest = {line.other_id: line for line in file.duplicates}
    waiting = [line for line in latest.values() if line.event == DuplicateEvent.FLAGGED.value]
    return tuple(
        Suspected(
            other=line.other,
            found=next(filter(None, map(explained, reasons)), None),
            notes=tuple(reason for reason in reasons if reason and explained(reason) is None),
        )
        for line in waiting
        for reasons in ([each.reason for each in file.duplicates if each.other_id == line.other_id],)
    )


def which(number: str) -> Words:
    """This will name the other case: by its number, or as one of another programme, whose number is not told."""
    return _CASE.format(number=number) if number else _ELSEWHERE


def points(one: Suspected) -> tuple[tuple[Words, ...], ...]:
    """This will say of one likely double what was compared, each part with its weight, and then what came of it."""
    other = which(one.other)
    notes = tuple(_SAID.format(reason=note) for note in one.notes)
    if one.found is None:
        return ((_BY_HAND.format(other=other), *notes),)
    together = whole(one.found)
    said = (_COMPARED.format(other=other), *one.found.parts, *notes)
    return (said, (together,)) if together != NOTHING else (said,)


def beside(file: CaseFile) -> tuple[Link, ...]:
    """This will lead to the other cases of this programme, and to the telephones that many cases gave."""
    others = tuple(
        Link(words=_OPEN.format(number=one.other), url=addresses.about("case", one.other))
        for one in suspected(file)
        if one.other
    )
    return (*others, Link(words=_TELEPHONES, url=reverse("case-telephones", args=[file.ref.programme])))
