"""What keeps a question from being planned at all, said in words with what to add."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pulang.areas.journeys.planning.problem import Departure, Place, Problem, Traveller
from pulang.kernel.words import Words, same

MOST_DEPARTURES: Final = 200_000
SOUTH, NORTH, WEST, EAST = -11.5, 6.5, 94.5, 141.5
TOLD_MOST: Final = 8  # sentences of one kind; a long list helps nobody
ZONES: Final = frozenset({"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"})

NO_LEGS: Final = Words(
    id="Belum ada jadwal perjalanan. Tambahkan keberangkatan dari lokasi sampai kabupaten tujuan.",
    en="There are no departures. Add departures from the site to the home districts.",
)
TOO_MANY: Final = Words(
    id="Jadwal berisi {count} keberangkatan, paling banyak {most}. Batasi hari atau rutenya.",
    en="The timetable has {count} departures, at most {most}. Please limit the days or the routes.",
)
OUTSIDE: Final = Words(
    id="Letak {name} di luar Indonesia. Periksa lintang dan bujurnya, mungkin tertukar.",
    en="{name} lies outside Indonesia. Please check latitude and longitude; they may be swapped.",
)
NO_CLOCK: Final = Words(
    id="Jam setempat {name} tidak dikenal. Pilih WIB, WITA atau WIT.",
    en="The clock of {name} is not known. Please choose WIB, WITA or WIT.",
)
NEGATIVE_FARE: Final = Words(
    id="Tarif {code} kurang dari nol. Tulis tarif dalam rupiah, nol bila gratis.",
    en="The fare of {code} is below zero. Write the fare in rupiah, zero where it is free.",
)
NO_SEATS: Final = Words(
    id="Keberangkatan {code} tidak punya kursi. Tulis kapasitasnya, atau hapus keberangkatan itu.",
    en="The departure {code} has no seats. Write its capacity, or remove it.",
)
LOOP: Final = Words(
    id="Keberangkatan {code} berangkat dan tiba di tempat yang sama. Perbaiki tujuannya.",
    en="The departure {code} leaves from and arrives at the same place. Please correct where it goes.",
)
BACKWARDS: Final = Words(
    id="Keberangkatan {code} tiba sebelum berangkat. Periksa jam setempat kedua tempat.",
    en="The departure {code} arrives before it leaves. Please check the clocks of both places.",
)
NOWHERE: Final = Words(
    id="Keberangkatan {code} memakai tempat yang tidak terdaftar. Tambahkan tempatnya lebih dulu.",
    en="The departure {code} uses a place that is not listed. Please add the place first.",
)
TWICE: Final = Words(
    id="Kode {code} dipakai dua kali. Beri setiap keberangkatan, tempat dan berkas kodenya sendiri.",
    en="The code {code} is used twice. Give every departure, place and case a code of its own.",
)
NEGATIVE_BUDGET: Final = Words(
    id="Anggaran kurang dari nol. Tulis jumlah rupiah yang boleh dipakai.",
    en="The budget is below zero. Write the rupiah that may be used.",
)


def faults(problem: Problem) -> tuple[Words, ...]:
    """This will name everything that keeps a problem from being planned; none is good."""
    return tuple(_faults(problem))


def _faults(problem: Problem) -> Iterator[Words]:
    if problem.budget is not None and problem.budget < 0:
        yield NEGATIVE_BUDGET
    if not problem.departures and problem.travellers:
        yield NO_LEGS
    if len(problem.departures) > MOST_DEPARTURES:
        yield TOO_MANY.format(count=len(problem.departures), most=MOST_DEPARTURES)
        return
    found: Counter[str] = Counter()
    for words in (*_twice(problem), *_of_places(problem.places), *_of_departures(problem)):
        kind = words.en.split(" ", maxsplit=2)[-1]
        found[kind] += 1
        if sum(found.values()) <= TOLD_MOST:
            yield words


def _twice(problem: Problem) -> Iterator[Words]:
    for codes in (
        [each.code for each in problem.departures],
        [each.code for each in problem.places],
        [each.case for each in problem.travellers],
    ):
        yield from (TWICE.format(code=code) for code, count in Counter(codes).items() if count > 1)


def _of_places(places: tuple[Place, ...]) -> Iterator[Words]:
    for place in places:
        if not (SOUTH <= place.latitude <= NORTH and WEST <= place.longitude <= EAST):
            yield OUTSIDE.format(name=same(place.name))
        if place.zone not in ZONES:
            yield NO_CLOCK.format(name=same(place.name))


def _of_departures(problem: Problem) -> Iterator[Words]:
    known = {place.code for place in problem.places}
    for departure in problem.departures:
        words = _fault(departure, known)
        if words is not None:
            yield words.format(code=departure.code)


def _fault(departure: Departure, known: set[str]) -> Words | None:
    found = (
        (departure.start not in known or departure.to not in known, NOWHERE),
        (departure.fare < 0 or departure.charter < 0, NEGATIVE_FARE),
        (departure.seats < 1, NO_SEATS),
        (departure.start == departure.to, LOOP),
        (departure.arrives <= departure.departs, BACKWARDS),
    )
    return next((words for wrong, words in found if wrong), None)


CONTRADICTORY: Final = Words(
    id="Hari paling akhir mendahului hari paling awal. Tanyakan lagi kapan ia ingin berangkat.",
    en="The last day comes before the first. Please ask again when she wishes to travel.",
)
CHILD_DISCREET: Final = Words(
    id="Anak tidak boleh berangkat sendiri, sedangkan cara diam-diam tanpa pendamping. Hubungi pekerja sosial.",
    en="A child never travels alone, and discreet travel has no escort. Please speak with the case worker.",
)


SAME_PLACE: Final = Words(
    id="Kabupaten tujuannya sama dengan kabupaten lokasi; tidak perlu perjalanan jauh. Bantu ia pindah di daerah ini.",
    en="Her home district is that of the site; no long way is needed. Please help her move within the district.",
)


def contradiction(one: Traveller) -> Words | None:
    """This will say why nobody could ever plan for her as she is recorded; None where one could."""
    if one.site == one.home:
        return SAME_PLACE
    if one.not_after < one.not_before:
        return CONTRADICTORY
    if one.discreet and one.accompanied:
        return CHILD_DISCREET
    return None
