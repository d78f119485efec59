"""The card she carries: A5, her number, her way, when to come, and nothing that tells why she travels."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import segno
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from pulang.areas.cases import queries as cases
from pulang.doors.web import addresses, printing
from pulang.doors.web.context import here, needs
from pulang.doors.web.journeys.ways import way_of
from pulang.doors.web.journeys.wording import told_leg
from pulang.doors.web.words import language, told
from pulang.flows import looking as looks
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, people

FILE_NAME: Final = "kartu.pdf"  # neutral: it lies in a telephone or a bag
TITLE: Final = Words(id="Kartu perjalanan", en="Travel card")
_COME: Final = Words(id="Datang", en="Come on")
_NONE: Final = Words(id="Waktunya akan diberitahukan.", en="The time will be told.")
_HEADS: Final = (
    Words(id="Berangkat", en="Leaves"),
    Words(id="Dari", en="From"),
    Words(id="Tiba", en="Arrives"),
)
_LINES: Final = (
    Words(
        id="Anda boleh berubah pikiran kapan saja sebelum berangkat. Tidak perlu alasan, dan hak Anda tetap.",
        en="You may change your mind at any time before you leave. No reason is needed, and your rights stay.",
    ),
    Words(id="Tunjukkan kartu ini, atau sebutkan nomornya saja.", en="Show this card, or just say its number."),
)
_VIA: Final = Words(id="{start} ({mode})", en="{start} ({mode})")
_TO: Final = Words(id="{to}, {when}", en="{to}, {when}")


@needs("cases")
def card(request: HttpRequest, number: str) -> HttpResponse:
    """This will print her card under a neutral name; before there is a plan it says that the time will be told."""
    at = moment(here(request).today)
    file = cases.case_file(number, at)
    looks.note(action="journeys.card", case=file.ref, fields=("journey",))
    address = request.build_absolute_uri(addresses.about("gate", file.ref.number))
    way = way_of(file.ref.id, at)
    legs = [told_leg(leg) for leg in way.legs]
    said = {
        "lang": language(),
        "title": told(TITLE),
        "number": file.ref.number,
        "seats": told(people(1 + file.children_with + file.adults_with)),
        "code": _picture(address),
        "come": told(_COME),
        "meets": told(way.meets),
        "none": told(_NONE),
        "heads": [told(one) for one in _HEADS],
        "legs": [
            [
                told(leg.leaves),
                told(_VIA.format(start=leg.start, mode=leg.mode)),
                told(_TO.format(to=leg.to, when=leg.comes)),
            ]
            for leg in legs
        ],
        "lines": [told(one) for one in _LINES],
    }
    response = HttpResponse(_set(said), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    add_never_cache_headers(response)
    return response


def _picture(address: str) -> str:
    drawn: str = segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff")
    return drawn


def _set(said: Mapping[str, object]) -> bytes:
    template = (Path(__file__).parent / "card.typ").read_bytes()
    return printing.pdf(template, said)
