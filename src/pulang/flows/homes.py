"""Where somebody is at home: the district, which plans and counts need, and apart from it the village, which is sealed.

A district has some hundred thousand people; a village has a few thousand who know one another, and a case number with
a village beside it names somebody to whoever lives there.
"""

from collections.abc import Mapping
from typing import Any

from pulang.areas.places import queries as places
from pulang.areas.places.rules import is_below_regency, regency_code
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


def apart(said: Any) -> Any:  # noqa: ANN401 - not yet read
    """This will part a village from the district it lies in, whichever of the two fields of an act it was said in."""
    if not isinstance(said, Mapping):
        return said
    home, village = said.get("home") or "", said.get("village") or ""
    place = village or home
    if not isinstance(place, str) or (village and home) or not is_below_regency(place):
        return said
    return {**said, "home": regency_code(place), "village": place}


def place_below(code: str, home: str) -> str:
    """This will give the code of a village or sub-district within a home district; refuses one that lies elsewhere."""
    village = place_of(code, "village")
    if village and home and not village.startswith(f"{home[:5]}."):
        raise Refusal(
            "village-is-not-home",
            Words(
                id="Desa asal harus terletak di kabupaten atau kota tempat pulangnya.",
                en="The home village has to lie in her home district.",
            ),
            field="village",
        )
    return village


def place_of(code: str, field: str) -> str:
    """This will give the code of a place as the list writes it; refuses, beside its field, one that is not there."""
    if not code:
        return ""
    try:
        return places.place(code=code).code
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.words, field=field) from None
