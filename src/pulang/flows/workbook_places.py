"""Where a row of a workbook says somebody is at home, as codes: province, district, and the village within it."""

from typing import Final

from pulang.areas.intake.rules import plain
from pulang.areas.places import queries as places
from pulang.areas.places.facts import Place
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_NO_PLACE: Final = Words(
    id="tidak ada kabupaten atau kota bernama “{text}”", en="there is no district or city called “{text}”"
)
_NO_VILLAGE: Final = Words(
    id="tidak ada desa atau kelurahan bernama “{text}” di sana", en="there is no village called “{text}” there"
)
_WHICH_PLACE: Final = Words(id="yang mana: {names}?", en="which one: {names}?")
_MOST: Final = 40
_KINDS: Final = {"origin": {"PROVINCE"}, "home": {"REGENCY", "CITY"}}


def shown(text: str) -> str:
    """This will give what a cell says as it can stand in a sentence."""
    return "".join(sign for sign in text[:40] if sign.isprintable() and sign not in "{}")


def found(text: str, name: str, home: str) -> tuple[str, Words | None]:
    """This will give the code of the place a cell names, or what is to be mended.

    A village is looked for within `home`, the code of the district of the same row, and everywhere without one.
    """
    try:
        if text[:2].isdigit():
            return places.place(code=text).code, None
    except Refusal as refusal:
        return "", refusal.words
    village = name == "village"
    hits = _villages(text, home) if village else _above(text, _KINDS[name])
    exact = [one for one in hits if plain(text) in {plain(one.name), plain(one.full_name.partition(",")[0])}]
    fits = exact if len(exact) == 1 or (village and exact) else hits
    if not fits:
        return "", (_NO_VILLAGE if village else _NO_PLACE).format(text=shown(text))
    if len(fits) > 1:
        return "", _WHICH_PLACE.format(names="; ".join(one.full_name for one in fits[:4]))
    return fits[0].code, None


def _above(text: str, kinds: set[str]) -> list[Place]:
    return [place for place in places.search(text=text, limit=_MOST) if place.kind.value in kinds]


def _villages(text: str, home: str) -> list[Place]:
    if not home:
        return list(places.villages(text=text, limit=_MOST))
    return [place for place in places.search(text=text, limit=_MOST, within=home) if place.kind.value == "VILLAGE"]
