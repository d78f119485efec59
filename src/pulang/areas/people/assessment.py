"""How likely two entries of a register are one person: what is compared, in which steps, and what each step weighs.

The model is that of Fellegi and Sunter (1969). Every step of a comparison weighs log2(m / u): how much more often it is
seen between two entries of one person (m) than between two people (u); the weights are added. A name that many bear
weighs less than one that few do. What is missing weighs nothing. The steps are written as conditions of SQL, because a
whole register is compared by an engine that speaks it (`doors/jobs/doubles/`); entries stand there as `l` and `r`, and
its parts of a name as `parts`. How near two texts are is said in the words of `nearness.py`, which each engine is
taught. One newcomer is weighed by the same steps in `scoring.py`.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pulang.areas.people.rules import sounds
from pulang.kernel.words import Words

LEAST_BITS: Final = 18.0  # less than this much is never told, however small a register is
_TITLE_WORDS: Final = (
    "h hj haji hajah kh dr drs dra ir rr raden tn ny sdr sdri bin binti bt alm almh ibu bpk bapak bu pak nyonya tuan "
    "nona nn"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
_WORDS: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register as it is compared: empty is what nobody knows."""

    name: str  # in small letters, without titles
    said: str  # how its parts sound, in order
    key: str  # the same, in the order of the alphabet
    born: str
    nik: str
    phone: str
    home: str


def entry(*, name: str, birth_date: str, nik: str, phone: str, home: str) -> Entry:
    """This will make ready what is compared of somebody."""
    parts = [part for part in _WORDS.findall(name.casefold().replace("'", "")) if part not in _TITLES]
    said = [sound for sound in map(_sound, parts) if sound]
    return Entry(" ".join(parts), " ".join(said), " ".join(sorted(said)), birth_date, nik, phone, home)


@lru_cache(maxsize=50_000)
def _sound(part: str) -> str:
    return "".join(sounds(part))


@dataclass(frozen=True, slots=True)
class Step:
    """One outcome of a comparison; the first whose condition holds counts. `rare` lets the name's frequency weigh."""

    code: str
    holds: str
    m: float
    u: float
    words: Words
    rare: bool = False

    @property
    def weight(self) -> float:
        """This will give what the step weighs, in bits."""
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: when it says nothing, and its steps from the likest to the least; the last always holds."""

    name: str
    silent: str
    steps: tuple[Step, ...]


_GUESSES: Final = ("01-01", "07-01", "12-31")  # written when only the year is known


def guessed(born: str) -> bool:
    """This will be true for a day of birth that is written when only the year is known."""
    return born[len("1970-") :] in _GUESSES


def _guessed(side: str) -> str:
    return f"(substr({side}.born, 6) IN {_GUESSES})"


def _reaches(field: str, least: float) -> str:
    return f"reaches(l.{field}, r.{field}, {least:e})"


# m and u as counted on a made-up register of 200,000 entries (`bench/duplicates.py`, seed 7): between entries of one
# person, and between chance pairs. Where a step would say again what the birth date has said, u is counted among
# people with one birth date: a NIK holds it, and two from one office differ in a few digits only.
COMPARISONS: Final = (
    Comparison(
        "name",
        "l.name = '' OR r.name = ''",
        (
            Step("same", "l.name = r.name", 0.712, 7.9e-5, Words(id="nama sama", en="same name"), rare=True),
            Step(
                "sound",
                "l.said = r.said",
                0.046,
                2.1e-6,
                Words(id="nama sebunyi", en="name sounds the same"),
                rare=True,
            ),
            Step(
                "order",
                "l.key = r.key",
                0.0157,
                3.8e-7,
                Words(id="nama sama, urutan lain", en="same name, other order"),
                rare=True,
            ),
            Step(
                "slip",
                f"within(l.name, r.name, 1) OR within(l.key, r.key, 1) OR {_reaches('key', 0.95)}",
                0.182,
                8.4e-5,
                Words(id="nama beda satu huruf", en="name differs by a letter"),
            ),
            Step(
                "parts",
                "shared(l.parts, r.parts) >= 2",
                0.0235,
                1.06e-5,
                Words(id="dua bagian nama sama", en="two parts of the name agree"),
            ),
            Step(
                "part",
                "covers(l.parts, r.parts) OR covers(r.parts, l.parts)",
                0.0007,
                1.4e-3,
                Words(id="satu bagian nama sama", en="one part of the name agrees"),
            ),
            Step(
                "near",
                f"{_reaches('key', 0.92)} OR {_reaches('name', 0.92)}",
                0.0112,
                8.8e-5,
                Words(id="nama mirip", en="names are close"),
            ),
            Step(
                "far",
                _reaches("key", 0.86),
                0.0037,
                1.3e-3,
                Words(id="nama agak mirip", en="names are somewhat close"),
            ),
            Step("other", "true", 0.0052, 0.997, Words(id="nama berbeda", en="different names")),
        ),
    ),
    Comparison(
        "born",
        "l.born = '' OR r.born = ''",
        (
            Step(
                "same",
                f"l.born = r.born AND NOT {_guessed('l')}",
                0.842,
                4.4e-5,
                Words(id="tanggal lahir sama", en="same birth date"),
            ),
            Step(
                "guessed",
                "l.born = r.born",
                0.0593,
                4.5e-5,
                Words(id="tanggal lahir sama, mungkin perkiraan", en="same birth date, perhaps a guess"),
            ),
            Step(
                "swapped",
                "l.y = r.y AND l.m = r.d AND l.d = r.m",
                0.0098,
                2.2e-5,
                Words(id="hari dan bulan lahir tertukar", en="day and month of birth swapped"),
            ),
            Step(
                "year",
                f"l.y = r.y AND ({_guessed('l')} OR {_guessed('r')})",
                0.031,
                2.75e-3,
                Words(id="tahun lahir sama, harinya perkiraan", en="same year of birth, the day a guess"),
            ),
            Step(
                "slip",
                "edits(l.born, r.born) <= 1 OR (l.y = r.y AND (l.m = r.m OR l.d = r.d)) OR (l.m = r.m AND l.d = r.d)",
                0.0544,
                6.5e-3,
                Words(id="tanggal lahir beda satu bagian", en="birth date differs in one part"),
            ),
            Step(
                "other_day",
                "l.y = r.y",
                0.0006,
                1.5e-2,
                Words(id="hanya tahun lahir sama", en="only the year of birth agrees"),
            ),
            Step("other", "true", 0.0028, 0.976, Words(id="tanggal lahir berbeda", en="different birth dates")),
        ),
    ),
    Comparison(
        "nik",
        "l.nik = '' OR r.nik = ''",
        (
            Step("same", "l.nik = r.nik", 0.8, 2.1e-7, Words(id="NIK sama", en="same NIK")),
            Step(
                "slip",
                "within(l.nik, r.nik, 1)",
                0.08,
                3e-4,
                Words(id="NIK beda satu angka", en="NIK differs by a digit"),
            ),
            Step(
                "slips",
                "within(l.nik, r.nik, 2)",
                0.008,
                2e-3,
                Words(id="NIK beda dua angka", en="NIK differs by two digits"),
            ),
            Step(
                "moved",
                "l.tail = r.tail",
                0.107,
                0.0346,
                Words(id="NIK sama kecuali wilayahnya", en="NIK agrees but for the region"),
            ),
            Step("other", "true", 0.0058, 1.0, Words(id="NIK berbeda", en="different NIK")),
        ),
    ),
    Comparison(
        "phone",
        "l.phone = '' OR r.phone = ''",
        (
            Step("same", "l.phone = r.phone", 0.734, 4.5e-7, Words(id="telepon sama", en="same phone number")),
            Step("other", "true", 0.266, 1.0, Words(id="telepon berbeda", en="different phone numbers")),
        ),
    ),
    Comparison(
        "home",
        "l.home = '' OR r.home = ''",
        (
            Step("same", "l.home = r.home", 0.884, 1.93e-3, Words(id="daerah asal sama", en="same home district")),
            Step("other", "true", 0.116, 0.998, Words(id="daerah asal berbeda", en="different home districts")),
        ),
    ),
)


def threshold(count: int) -> float:
    """This will give the bits from which a pair among so many entries is told: twice as many entries, one bit more.

    The more people there are, the more often two of them agree by chance; on made-up registers of any size more than
    99 in 100 pairs above it are one person.
    """
    return max(LEAST_BITS, math.log2(max(count, 1)) + 1.5)


# Which entries are held against each other at all: somebody is found again if one of these agrees.
BLOCKS: Final = (
    "l.nik = r.nik",
    "l.phone = r.phone",
    "l.tail = r.tail",
    "l.key = r.key AND l.y = r.y",
    "l.key = r.key AND l.home = r.home",
    "l.key = r.key AND l.m = r.m AND l.d = r.d",
    "l.born = r.born AND l.home = r.home",
    "l.born = r.born AND l.first = r.first",
    "l.born = r.born AND l.last = r.last",
    "l.home = r.home AND l.y = r.y AND l.first = r.first",
)

_STEPS: Final[Mapping[str, Comparison]] = {one.name: one for one in COMPARISONS}


def reasons(steps: Mapping[str, str]) -> tuple[Words, ...]:
    """This will say in words what the steps of a pair were, those that speak for one person first."""
    found = [step for name, code in steps.items() for step in _STEPS[name].steps if step.code == code]
    return tuple(step.words for step in sorted(found, key=lambda step: -step.weight))
