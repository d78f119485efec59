"""What was answered, in words, for whoever reads it through before it is registered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from pulang.areas.cases.facts import needed
from pulang.areas.contacts.rules import Hours, Way
from pulang.areas.places import queries as places
from pulang.doors.web import labels
from pulang.doors.web.hers.words import HOURS, WAYS
from pulang.doors.web.intake.order import Step
from pulang.doors.web.words import day
from pulang.flows import odd_niks
from pulang.flows.drafting import NO, YES, Answers, screened
from pulang.kernel.words import Words, listing, same

_NOT_ASKED: Final = Words(id="Belum ditanyakan", en="Not asked yet")
_EMPTY: Final = Words(id="Dikosongkan", en="Left empty")
_YES: Final = Words(id="Ya", en="Yes")
_NO: Final = Words(id="Tidak", en="No")
_WHICH: Final[Mapping[str, Words]] = {
    "companion": Words(id="ditemani: {said}", en="somebody with her: {said}"),
    "pressure": Words(id="ada tekanan: {said}", en="pressed: {said}"),
    "discreet": Words(id="tanpa diketahui: {said}", en="without being known: {said}"),
    "escort": Words(id="ditemani di jalan: {said}", en="accompanied: {said}"),
    "children_with": Words(id="anak: {said}", en="children: {said}"),
    "adults_with": Words(id="dewasa: {said}", en="adults: {said}"),
}
_CODED: Final[Mapping[str, Any]] = {
    "informed": labels.INFORMED,
    "choice": labels.CHOICES,
    "papers": labels.PAPERS,
}
_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "penjelasan": ("informed", "companion"),
    "pilihan": ("choice", "pressure"),
    "panggilan": ("alias",),
    "nama": ("name",),
    "lahir": ("birth_date",),
    "nomor": ("nik",),
    "asal": ("village", "home"),
    "alamat": ("address",),
    "tempat": ("site", "block"),
    "ikut": ("children_with", "adults_with"),
    "surat": ("papers",),
    "kebutuhan": ("discreet", "escort", "needs"),
    "hubungi": ("way", "address_safe", "hours", "phone"),
}


def answered(one: Step, answers: Answers) -> Words:
    """This will say in words what was answered to one question."""
    if one.purpose is not None:
        return {YES: _YES, NO: _NO}.get(answers.get(f"consent-{one.purpose.value}", ""), _NOT_ASKED)
    if one.screens:
        outcome = screened(answers)
        return labels.named(labels.SCREENINGS, outcome) if outcome else _NOT_ASKED
    asked = _OF[one.slug]
    if not any(name in answers for name in asked):
        return _NOT_ASKED
    if answers.get("village"):
        asked = tuple(name for name in asked if name != "home")  # the village names its district
    found = [_said(name, answers[name]) for name in asked if answers.get(name) not in (None, "", [])]
    if one.slug == "nomor" and found:
        born = answers.get("birth_date")
        told = odd_niks.told(answers["nik"], date.fromisoformat(born) if born else None)
        return Words(
            id=". ".join(each.id for each in (*found, *told)), en=". ".join(each.en for each in (*found, *told))
        )
    return listing(tuple(found)) if found else _EMPTY


def _said(name: str, value: Any) -> Words:
    if name in _WHICH:
        return _WHICH[name].format(said={True: _YES, False: _NO}[value] if isinstance(value, bool) else value)
    if name in _CODED:
        return labels.named(_CODED[name], value)
    return _READ[name](value) if name in _READ else same(str(value))


_READ: Final[Mapping[str, Callable[[str], Words]]] = {
    "birth_date": lambda value: same(day(date.fromisoformat(value))),
    "village": lambda value: same(places.place(code=value).full_name),
    "home": lambda value: same(places.place(code=value).full_name),
    "needs": lambda value: listing(needed(tuple(value))),
    "way": lambda value: WAYS[Way(value)],
    "hours": lambda value: HOURS[Hours(value)],
}
