"""What a typed name of a home can mean: a district or city by any name it has or had, a sub-district, a village."""

from typing import Final

from pulang.areas.intake.rules import plain
from pulang.areas.places import queries as places
from pulang.areas.places.facts import Place

_MOST: Final = 8
_LEAST: Final = 3

Home = tuple[str, str]  # a code, and the names people know the place by


def meant(typed: str) -> list[Home]:
    """This will give the places the name can mean, the districts first; none for a text too short."""
    if len(typed) < _LEAST:
        return []
    upper = [place for place in places.search(text=typed, limit=_MOST * 2) if place.regency_code]
    exact = _of_that_name(upper, typed)
    below = () if exact else places.villages(text=typed, limit=_MOST)
    named: dict[str, str] = {}
    for place in (*upper[:_MOST], *below):
        named.setdefault(place.full_name, place.code)  # a village and its sub-district may bear one name
    return [(code, name) for name, code in named.items()]


def district(typed: str) -> str:
    """This will give the one district or city that bears exactly this name, or nothing: then somebody chooses."""
    if len(typed) < _LEAST:
        return ""
    exact = _of_that_name(places.search(text=typed, limit=_MOST * 2), typed)
    return exact[0].code if len(exact) == 1 else ""


def _of_that_name(found: tuple[Place, ...] | list[Place], typed: str) -> list[Place]:
    return [place for place in found if place.code == place.regency_code and plain(place.name) == plain(typed)]
