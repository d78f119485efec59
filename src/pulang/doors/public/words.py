"""Words of the public pages for what a release holds as a code, and how numbers and days are written there."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from pulang.areas.figures.rules import PUNCTUAL_WORDS
from pulang.kernel.days import in_words, month_in_words
from pulang.kernel.words import Words, same

LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
SITE: Final = Words(id="Kemajuan program", en="Programme progress")

OUTCOMES: Final[Mapping[str, Words]] = {
    "MAY_PROCEED": Words(id="boleh dilanjutkan", en="may proceed"),
    "MAY_PROCEED_IF": Words(id="boleh dilanjutkan dengan syarat", en="may proceed on conditions"),
    "REFUSED": Words(id="ditolak", en="refused"),
    "DEFERRED": Words(id="ditunda", en="deferred"),
}
MEETINGS: Final[Mapping[str, Words]] = {
    "RAKOR": Words(id="rapat koordinasi dengan kementerian", en="coordination meeting with the ministry"),
    "OTHER": Words(id="rapat", en="meeting"),
}
PUNCTUAL: Final[Mapping[str, Words]] = PUNCTUAL_WORDS
STAGES: Final[Mapping[str, Words]] = {
    "VERIFIED": Words(id="penjelasan dan pilihan", en="explanation and choice"),
    "CLEARED": Words(id="izin berjalan", en="leave to proceed"),
    "PLANNED": Words(id="rencana perjalanan", en="planning the journey"),
    "DEPARTED": Words(id="keberangkatan", en="leaving"),
    "ARRIVED": Words(id="kedatangan", en="arriving"),
    "AIDED": Words(id="bantuan", en="aid"),
}
USES: Final[Mapping[str, Words]] = {
    "TRAVEL": Words(id="perjalanan", en="travel"),
    "AID": Words(id="bantuan", en="aid"),
}
SUBJECTS: Final[Mapping[str, Words]] = {
    "return": Words(id="kepulangan", en="the return"),
    "site-closed": Words(id="penutupan lokasi", en="closing the site"),
    "closure": Words(id="penutupan lokasi", en="the closure"),
    "aid-per-person": Words(id="bantuan per orang", en="aid per person"),
    "follow-up": Words(id="pendampingan lanjut", en="follow-up"),
    "living-costs": Words(id="biaya hidup", en="living costs"),
    "residents-informed": Words(id="pemberitahuan kepada warga", en="telling the residents"),
    "community-organisations": Words(id="organisasi komunitas", en="community organisations"),
    "companions": Words(id="pendamping warga", en="residents' companions"),
    "registered": Words(id="warga terdata", en="people registered"),
    "residents": Words(id="warga di lokasi", en="residents of the site"),
    "to-return": Words(id="warga yang akan pulang", en="people to return"),
    "willing": Words(id="warga yang bersedia pulang", en="people willing to return"),
    "returned": Words(id="warga yang sudah pulang", en="people returned"),
    "verified": Words(id="warga terverifikasi", en="people verified"),
    "return-budget": Words(id="anggaran pemulangan", en="budget for the return"),
    "travel-budget": Words(id="anggaran perjalanan", en="budget for travel"),
    "business-capital-budget": Words(id="anggaran modal usaha", en="budget for business capital"),
    "ticket-per-person": Words(id="tiket per orang", en="ticket per person"),
    "press-answer": Words(id="jawaban kantor", en="the office's answer"),
    "partner": Words(id="lembaga mitra", en="the partner institution"),
    "rakor": Words(id="rapat koordinasi", en="the coordination meeting"),
    "travel-money": Words(id="uang perjalanan", en="money for travel"),
    "aid-money": Words(id="uang bantuan", en="money for aid"),
}
_YEAR_AND_MONTH: Final = 7
_WHOLE_DAY: Final = 10


def named(words: Mapping[str, Words], code: str) -> Words:
    """This will give the words for a code; one that is newer than these words reads as it stands, without dashes."""
    return words.get(code) or same(code.replace("-", " ").replace("_", " ").lower())


def number(value: int) -> Words:
    """This will write a count as `1.234` / `1,234`."""
    plain = f"{value:,}"
    return Words(id=plain.replace(",", "."), en=plain)


def day(iso: str | None) -> Words:
    """This will write a day of a release as people do; none is a dash."""
    return in_words(date.fromisoformat(iso)) if iso else same("–")


def quarter(code: str) -> Words:
    """This will name a quarter: `2019-1` is `triwulan 1 tahun 2019` / `quarter 1 of 2019`."""
    year, _, which = code.partition("-")
    return Words(id=f"triwulan {which} tahun {year}", en=f"quarter {which} of {year}")


_AMOUNTS: Final[Mapping[str, Words]] = {
    "RUPIAH": Words(id="Rp{n}", en="Rp{n}"),
    "PEOPLE": Words(id="{n} orang", en="{n} people"),
    "MONTHS": Words(id="{n} bulan", en="{n} months"),
}


def promised(said: str | None, unit: str = "") -> Words:
    """This will write what was promised: a day, a month, or an amount in its unit; none is a dash."""
    if not said:
        return same("–")
    if said.isdecimal():
        return _AMOUNTS.get(unit, same("{n}")).format(n=number(int(said)))
    if len(said) == _YEAR_AND_MONTH:
        return month_in_words(date.fromisoformat(f"{said}-01"))
    return day(said) if len(said) == _WHOLE_DAY else same(said)


def release_name(code: str, revision: int) -> Words:
    """This will name a release: its quarter, and which revision it is."""
    return Words(id="{quarter}, revisi {n}", en="{quarter}, revision {n}").format(quarter=quarter(code), n=revision)
