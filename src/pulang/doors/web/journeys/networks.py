"""The network a programme plans with: the office's own legs first, the examples to begin with, and a map of them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.journeys import queries as journeys
from pulang.areas.journeys.planning import starter
from pulang.areas.journeys.planning.offices import LONGEST_MINUTES, SEATS_MOST, NetworkFacts
from pulang.areas.journeys.rules import MODE_WORDS, Mode
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import Powers, here, needs, powers, programme_here
from pulang.doors.web.forms import ChoiceField, DayField, NumberField, RupiahField, TextField
from pulang.doors.web.journeys import maps
from pulang.doors.web.journeys.maps import Map, Route
from pulang.doors.web.journeys.wording import stop
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.receiving import TABLES, FileField
from pulang.doors.web.words import say
from pulang.flows import network_books
from pulang.kernel.moments import moment
from pulang.kernel.words import Words, same

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WEEKDAYS: Final = (
    Words(id="Sen", en="Mon"),
    Words(id="Sel", en="Tue"),
    Words(id="Rab", en="Wed"),
    Words(id="Kam", en="Thu"),
    Words(id="Jum", en="Fri"),
    Words(id="Sab", en="Sat"),
    Words(id="Min", en="Sun"),
)
_DAILY: Final = Words(id="setiap hari", en="every day")
_MAP_MOST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One weekly leg of the list."""

    code: str
    route: Words
    mode: Words
    when: Words
    hours: str
    fare: int
    charter: int
    seats: int
    valid: tuple[date, date] | None
    source: str
    ended: date | None
    end: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage(Page):
    """The office's own legs, the examples, and where they run."""

    own: tuple[Leg, ...]
    examples: tuple[Leg, ...]
    stops: tuple[Words, ...]
    map: Map | None
    offers: tuple[Link, ...]


@needs("cases")
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what a programme plans with: timetable first, a map beside it."""
    about, can = programme_here(request), powers(request, programme_here(request))
    own = journeys.network_of(code, moment(here(request).today, zone=about.time_zone))
    names = _names(own)
    offers = (
        (Words(id="Tambah ruas", en="Add a leg"), "network-leg"),
        (Words(id="Masukkan dari buku kerja", en="Take from a workbook"), "network-book"),
        (Words(id="Tambah tempat", en="Add a place"), "network-place"),
        (Words(id="Unduh templat kosong", en="Get an empty template"), "network-template"),
    )
    page = NetworkPage(
        title=Words(id="Jaringan perjalanan – {name}", en="Network of journeys – {name}").format(name=about.name),
        tab=Words(id="Jaringan", en="Network"),
        back=Link(words=Words(id="Perjalanan", en="Journeys"), url=reverse("journeys", args=[code])),
        own=tuple(_leg(one, own, names, _end(code, one.code, can)) for one in own.services),
        examples=tuple(_leg(one, own, names, _end(code, one.code, can)) for one in starter.examples()),
        stops=tuple(
            Words(id="{name} ({code})", en="{name} ({code})").format(name=same(one.place.name), code=one.place.code)
            for one in own.stops
        ),
        map=_map(own, names),
        offers=tuple(Link(words=words, url=reverse(name, args=[code])) for words, name in offers)
        if can.may("journeys.network.add")
        else (),
    )
    return render(request, "web/journeys/network.html", page)


def _names(own: NetworkFacts) -> dict[str, str]:
    return {one.code: one.name for one in (*starter.stops(), *(each.place for each in own.stops))}


def _end(code: str, service: str, can: Powers) -> Link | None:
    if not can.may("journeys.service.end"):
        return None
    return Link(words=Words(id="Akhiri", en="End"), url=reverse("network-end", args=[code, service]))


def _leg(one: Any, own: NetworkFacts, names: dict[str, str], end: Link | None) -> Leg:
    first = getattr(one, "first", None)
    hours, minutes = divmod(one.minutes, 60)
    return Leg(
        code=one.code,
        route=Words(id="{start} ke {to}", en="{start} to {to}").format(
            start=stop(names.get(one.start, one.start)), to=stop(names.get(one.to, one.to))
        ),
        mode=MODE_WORDS[Mode(one.mode)],
        when=Words(id="{days}, {hour}", en="{days}, {hour}").format(days=_days(one.days), hour=one.leaves),
        hours=f"{hours}:{minutes:02}",
        fare=one.fare,
        charter=getattr(one, "charter", 0),
        seats=one.seats,
        valid=(first, one.last) if first else None,
        source=getattr(one, "source", ""),
        ended=own.ended.get(one.code),
        end=None if one.code in own.ended else end,
    )


def _days(said: str) -> Words:
    if len(said) == len(_WEEKDAYS):
        return _DAILY
    found = [_WEEKDAYS[int(sign) - 1] for sign in said]
    return Words(id=" ".join(one.id for one in found), en=" ".join(one.en for one in found))


def _map(own: NetworkFacts, names: dict[str, str]) -> Map | None:
    """This will draw the office's own legs, or the examples as long as it has none; there and back are one line."""
    at = {one.code: (one.latitude, one.longitude) for one in (*starter.stops(), *(each.place for each in own.stops))}
    found: dict[tuple[str, str, str], int] = {}
    for one in own.services or starter.examples():
        ends = sorted((names.get(one.start, one.start), names.get(one.to, one.to)))
        key = ends[0], ends[1], one.mode
        found[key] = found.get(key, 0) + 1
    routes = [Route(start, to, MODE_WORDS[Mode(mode)], count) for (start, to, mode), count in found.items()]
    sites = {names[code]: site for code, site in at.items()}
    return maps.drawn(routes[:_MAP_MOST], sites)


class LegForm(ActForm):
    """One weekly leg, one way."""

    code = TextField(
        label=say("Kode ruas", "Code of the leg"), help_text=say("Misalnya FERI-1", "Such as FERI-1"), longest=32
    )
    mode = ChoiceField(
        label=say("Dengan apa?", "By what?"),
        choices=[(mode.value, say(words.id, words.en)) for mode, words in MODE_WORDS.items()],
    )
    start = TextField(label=say("Dari", "From"), longest=80)
    to = TextField(
        label=say("Ke", "To"),
        help_text=say(
            "Nama atau kode tempat dalam jaringan, atau kode kabupaten",
            "Name or code of a place in the network, or a district's code",
        ),
        longest=80,
    )
    days = TextField(
        label=say("Hari jalan", "Days it runs"),
        help_text=say("1 untuk Senin sampai 7 untuk Minggu, misalnya 135", "1 for Monday to 7 for Sunday, such as 135"),
        longest=20,
    )
    leaves = TextField(
        label=say("Jam berangkat", "Hour it leaves"),
        help_text=say("Waktu setempat, misalnya 07:30", "Local time, such as 07:30"),
        longest=20,
    )
    minutes = NumberField(label=say("Lama, dalam menit", "How long, in minutes"), most=LONGEST_MINUTES)
    fare = RupiahField(label=say("Tarif untuk satu orang", "Fare for one person"))
    charter = RupiahField(
        label=say("Biaya carter", "Cost of the charter"),
        help_text=say(
            "Hanya bila seluruh kendaraan disewa: sekali, berapa pun yang ikut",
            "Only where the whole vehicle is hired: once, however many come along",
        ),
        required=False,
    )
    seats = NumberField(label=say("Kursi", "Seats"), most=SEATS_MOST)
    first = DayField(label=say("Berlaku sejak", "Valid from"), up_to_today=False)
    last = DayField(label=say("Berlaku sampai", "Valid until"), up_to_today=False)
    source = TextField(
        label=say("Sumber tarif", "Where the fare is from"),
        help_text=say("Misalnya: daftar tarif agen, 1 Maret 2019", "Such as: an agent's list of 1 March 2019"),
        longest=120,
    )

    def said(self) -> dict[str, Any]:
        """This will make one leg of what was typed."""
        return {"services": [super().said()]}


class PlaceForm(ActForm):
    """A port, a terminal or an office the network does not have."""

    code = TextField(label=say("Kode tempat", "Code of the place"), longest=32)
    name = TextField(label=say("Nama tempat", "Name of the place"), longest=80)
    district = TextField(
        label=say("Kode kabupaten atau kota", "Code of the district"),
        help_text=say("Misalnya 53.71", "Such as 53.71"),
        longest=32,
    )
    latitude = TextField(
        label=say("Lintang", "Latitude"), help_text=say("Misalnya -10.17", "Such as -10.17"), longest=12
    )
    longitude = TextField(
        label=say("Bujur", "Longitude"), help_text=say("Misalnya 123.61", "Such as 123.61"), longest=12
    )

    def clean_latitude(self) -> float:
        """This will read degrees, with a comma or a point."""
        return _degrees(self.cleaned_data["latitude"])

    def clean_longitude(self) -> float:
        """This will read degrees, with a comma or a point."""
        return _degrees(self.cleaned_data["longitude"])

    def said(self) -> dict[str, Any]:
        """This will make one place of what was typed."""
        return {"places": [super().said()]}


def _degrees(said: str) -> float:
    try:
        return float(said.replace(",", "."))
    except ValueError as error:
        raise ValidationError(say("Tulis derajat, misalnya -10.17", "Write degrees, such as -10.17")) from error


def _legs(content: bytes) -> tuple[bytes, str]:
    """This will read the legs of a table; what cannot be read is refused at the file, row by row."""
    return json.dumps(network_books.read(content)).encode(), "legs"


class BookForm(ActForm):
    """A workbook of weekly legs."""

    file = FileField(
        label=say("Buku kerja", "Workbook"),
        help_text=say(
            "xlsx, ods, xls atau csv, paling banyak 1.000 ruas. Bila satu baris salah, tidak ada yang dicatat.",
            "xlsx, ods, xls or csv, 1,000 legs at most. Where one row is wrong, nothing is recorded.",
        ),
        look=_legs,
        endings=TABLES,
    )

    def said(self) -> dict[str, Any]:
        """This will send the legs, not the file."""
        return {"services": json.loads(self.cleaned_data["file"].content)}


class EndForm(ActForm):
    """The last day of a weekly leg."""

    last = DayField(label=say("Hari terakhir", "Last day"), up_to_today=False)
    reason = TextField(
        label=say("Alasan", "Reason"),
        help_text=say("Tentang angkutannya, bukan tentang orang", "About the transport, not about people"),
        required=False,
        longest=300,
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will propose today."""
        return {**super().begin(about), "last": about.today}


def _all(about: About) -> str:
    return reverse("network", args=[about.code])


leg = act_view(
    Screen(
        verb="journeys.network.add",
        form=LegForm,
        title=Words(id="Tambah ruas", en="Add a leg"),
        leads=_all,
        sentences=(
            Words(
                id="Satu arah saja; arah pulang adalah ruas tersendiri. Rencana yang sudah diterima tidak berubah.",
                en="One way only; the way back is a leg of its own. Accepted plans do not change.",
            ),
        ),
        done=Words(id="Ruas tercatat, dan dipakai pada rencana berikutnya.", en="The leg is in the next plan."),
    )
)
place = act_view(
    Screen(
        verb="journeys.network.add",
        form=PlaceForm,
        title=Words(id="Tambah tempat", en="Add a place"),
        leads=_all,
        sentences=(
            Words(
                id="Tempat baru baru dapat dicapai bila ada ruas yang berangkat dari dan tiba di sana.",
                en="A new place can be reached only once legs leave from it and arrive there.",
            ),
        ),
        done=Words(id="Tempat tercatat.", en="The place is recorded."),
    )
)
book = act_view(
    Screen(
        verb="journeys.network.add",
        form=BookForm,
        title=Words(id="Masukkan ruas dari buku kerja", en="Take legs from a workbook"),
        leads=_all,
        button=Words(id="Periksa dan catat", en="Check and record"),
        sentences=(
            Words(
                id="Satu baris untuk satu ruas, satu arah, dengan tarif, masa berlaku dan sumbernya. Templat kosongnya "
                "ada di halaman jaringan.",
                en="One row for one leg, one way, with its fare, how long that is valid and its source. The page of "
                "the network has an empty template.",
            ),
        ),
        done=Words(id="Ruas dari buku kerja tercatat.", en="The legs of the workbook are recorded."),
    )
)
end = act_view(
    Screen(
        verb="journeys.service.end",
        form=EndForm,
        title=lambda about: Words(id="Akhiri ruas {code}", en="End the leg {code}").format(
            code=same(about.parts["service"])
        ),
        leads=_all,
        fixed=lambda about: {"service": about.parts["service"]},
        button=Words(id="Akhiri", en="End"),
        sentences=(
            Words(
                id="Sesudah hari itu ruas ini tidak dipakai dalam rencana baru. Yang sudah memegang tiket tetap pada "
                "rencananya; bila keberangkatannya tidak jalan, batalkan di halaman keberangkatan itu.",
                en="After that day this leg is in no new plan. Whoever holds a ticket keeps her plan; where the "
                "departure does not run, cancel it on its own page.",
            ),
        ),
        done=Words(id="Ruas berakhir pada hari itu.", en="The leg ends on that day."),
    )
)


@needs("journeys.network.add")
def template(request: HttpRequest, code: str) -> HttpResponse:
    """This will give an empty workbook to fill in."""
    programme_here(request)
    response = HttpResponse(network_books.template(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="jaringan.xlsx"'
    return response
