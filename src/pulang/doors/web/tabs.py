"""The parts of a programme, as tabs above each of its pages."""

from django.http import HttpRequest

from pulang.doors.web import addresses
from pulang.doors.web.context import here
from pulang.doors.web.pages import Link, with_day
from pulang.kernel.words import Words

# The first six stand on every screen; on a small one the others wait behind a word.
_TABS = (
    ("programme", Words(id="Ringkasan", en="Summary"), "programme"),
    ("cases", Words(id="Berkas", en="Cases"), "cases"),
    ("rounds", Words(id="Verifikasi", en="Verification"), "counts"),
    ("meetings", Words(id="Rapat", en="Meetings"), "programme"),
    ("partners", Words(id="Mitra", en="Partners"), "programme"),
    ("money", Words(id="Dana", en="Money"), "money"),
    ("journeys", Words(id="Perjalanan", en="Journeys"), "cases"),
    ("waits", Words(id="Rantai tunggu", en="Waiting chart"), "programme"),
    ("aid", Words(id="Bantuan", en="Aid"), "money"),
    ("lists", Words(id="Daftar", en="Lists"), "cases"),
    ("setup", Words(id="Lokasi & susunan", en="Sites and set-up"), "programme"),
    ("complaints", Words(id="Pengaduan", en="Complaints"), "grievances"),
    ("samples", Words(id="Contoh", en="Samples"), "samples"),
    ("emergencies", Words(id="Darurat", en="Emergencies"), "emergencies"),
    ("looks", Words(id="Jejak", en="Trail"), "looks"),
    ("letters", Words(id="Surat", en="Letters"), "programme"),
    ("promises", Words(id="Janji", en="Promises"), "programme"),
    ("publicity", Words(id="Catatan umum", en="On record"), "programme"),
    ("acts", Words(id="Tindakan", en="Acts"), "acts"),
    ("exports", Words(id="Salinan", en="Copies"), "exports"),
)


def tabs(request: HttpRequest, code: str, current: str) -> tuple[Link, ...]:
    """This will give the tabs the reader may open, keeping the day asked for."""
    reader = here(request)
    return tuple(
        Link(words=words, url=_address(request, name, code), current=name == current)
        for name, words, look in _TABS
        if reader.may_look(look)
    )


def _address(request: HttpRequest, name: str, code: str) -> str:
    # Copies and acts are what they are now, and the list of cases shows stored answers, which are those of today; a
    # day in the address would promise more.
    url = addresses.about(name, code)
    return url if name in {"cases", "lists", "journeys", "exports", "acts", "complaints"} else with_day(url, request)


def back_to(code: str, words: Words) -> Link:
    """This will lead back to a programme."""
    return Link(words=words, url=addresses.about("programme", code))
